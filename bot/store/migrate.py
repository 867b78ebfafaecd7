"""Migrations at start, where one process is all there is. Several processes leave them to the release phase."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

from sqlalchemy import inspect, text
from sqlalchemy.engine import Connection

from bot.store.engine import connect

log = logging.getLogger(__name__)
ROOT = Path(__file__).resolve().parents[2]


class SchemaTooNew(RuntimeError):
    """The database was migrated by a newer program; its text says what to do."""


def newest() -> str:
    """The newest revision of this program: revisions are numbered, and their files are named by their numbers."""
    return max(file.name[:4] for file in (ROOT / "migrations" / "versions").glob("[0-9]*.py"))


async def migrate(url: str) -> None:
    """Bring the database of this address to the newest schema; makes an SQLite file where there is none.

    Costs one look when there is nothing to do. Raises `SchemaTooNew` for a database of a newer program.
    """
    wanted = newest()
    found = await _revision(url)
    if found == wanted:
        return
    if found > wanted:
        raise SchemaTooNew(
            f"The database is at revision {found}, and this program knows {wanted}: start the newer program, or put"
            " back a backup from before it (docs/operators.md)."
        )
    log.info("migrating the database from %s to %s", found or "nothing", wanted)
    await asyncio.to_thread(_upgrade, url)


async def _revision(url: str) -> str:
    engine = connect(url)
    try:
        async with engine.connect() as connection:
            return await connection.run_sync(_read)
    finally:
        await engine.dispose()


def _read(connection: Connection) -> str:
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return str(connection.execute(text("SELECT max(version_num) FROM alembic_version")).scalar() or "")


def _upgrade(url: str) -> None:
    # Imported only here: Alembic costs a fifth of the time that a start may take.
    from alembic import command
    from alembic.config import Config

    command.upgrade(Config(ROOT / "alembic.ini", attributes={"url": url}), "head")
