"""The door to the database: SQLite or PostgreSQL, each opened so that no write is ever lost."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import event, make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICRO = timedelta(microseconds=1)


def instant(at: datetime) -> int:
    """Whole microseconds since 1970 of an aware instant."""
    return (at - _EPOCH) // _MICRO


def moment(micros: int) -> datetime:
    """The aware UTC instant of whole microseconds since 1970."""
    return _EPOCH + timedelta(microseconds=micros)


def connect(url: str) -> AsyncEngine:
    """An engine for a `sqlite+aiosqlite` or `postgresql+psycopg` address.

    SQLite waits at most five seconds for another writer; PostgreSQL ends a statement after ten seconds and a wait for
    a lock after five, so that nothing hangs for ever.
    """
    if make_url(url).get_backend_name() == "sqlite":
        return _sqlite(url)
    options = "-c statement_timeout=10000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=15000"
    # Without server-side prepared statements a connection pooler in transaction mode can stand in between.
    arguments = {"options": options, "prepare_threshold": None}
    return create_async_engine(url, pool_size=5, max_overflow=5, pool_pre_ping=True, connect_args=arguments)


def _sqlite(url: str) -> AsyncEngine:
    file = make_url(url).database
    if file and file != ":memory:":
        Path(file).parent.mkdir(parents=True, exist_ok=True)
    engine = create_async_engine(url, pool_size=3, max_overflow=0, connect_args={"timeout": 5})

    @event.listens_for(engine.sync_engine, "connect")
    def _opened(connection: Any, _record: Any) -> None:
        # The driver would begin only at the first write and lose updates; "begin" below does it by hand.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "temp_store=MEMORY"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def _begun(connection: Any) -> None:
        reading = connection.get_execution_options().get("reading")
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    return engine


class Store:
    """The database, as one thing to hand around. `writing()` is one transaction; it commits when its block ends."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        self.postgres = engine.dialect.name == "postgresql"
        self._reader = engine.execution_options(reading=True)

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """One transaction. On SQLite it holds the write lock from its beginning."""
        async with self.engine.begin() as connection:
            yield connection

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A connection to read with: on SQLite it takes no lock, so it waits for no writer."""
        async with self._reader.connect() as connection:
            yield connection

    async def close(self) -> None:
        """Give every connection back."""
        await self.engine.dispose()
