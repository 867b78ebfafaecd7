"""Runs migrations, each database in one transaction, so that one that fails leaves everything as it was."""

from __future__ import annotations

import asyncio
import os
from typing import Any

from alembic import context
from alembic.operations import MigrationScript
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, event

from bot import settings
from bot.store.engine import connect
from bot.tables import metadata

# Any number will do: it keeps two releases of the same database from running at once.
LOCK = 5_022_027


def number(_context: MigrationContext, _revision: Any, directives: list[MigrationScript]) -> None:
    """Number a new revision: 0001, 0002, …"""
    newest = context.script.get_current_head() or "0000"
    for script in directives:
        script.rev_id = f"{int(newest) + 1:04d}"


def run(connection: Connection) -> None:
    """Run what is asked for on an open transaction."""
    postgresql = connection.dialect.name == "postgresql"
    if postgresql:
        connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
        connection.exec_driver_sql("SET LOCAL lock_timeout = '60s'")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=not postgresql,
        compare_server_default=True,
        process_revision_directives=number,
    )
    context.run_migrations()
    if not postgresql and (orphans := connection.exec_driver_sql("PRAGMA foreign_key_check").all()):
        raise RuntimeError(f"rows without their owner after the migration: {orphans[:5]}")


async def online(url: str) -> None:
    """Open the database of an address and run."""
    engine = connect(url)
    if engine.dialect.name == "sqlite":
        # A table that is made anew drops its old self, and with foreign keys on that would delete every row below it.
        @event.listens_for(engine.sync_engine, "connect")
        def _loose(connection: Any, _record: Any) -> None:
            connection.execute("PRAGMA foreign_keys=OFF")

    try:
        async with engine.begin() as connection:
            await connection.run_sync(run)
    finally:
        await engine.dispose()


if context.is_offline_mode():
    raise SystemExit("SQL without a database is not offered: SQLite's batches need to look at their tables.")
asyncio.run(online(context.config.attributes.get("url") or settings.database_url(os.environ.get("DATABASE_URL", ""))))
