"""The door to the database: SQLite or PostgreSQL, each opened so that no write is ever lost."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import event, make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.store.sql import NONE, Db, Params, Rows, Sql
from bot.store.sqlite import PRAGMAS, Sqlite

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICRO = timedelta(microseconds=1)


def instant(at: datetime) -> int:
    """Whole microseconds since 1970 of an aware instant."""
    return (at - _EPOCH) // _MICRO


def moment(micros: int) -> datetime:
    """The aware UTC instant of whole microseconds since 1970."""
    return _EPOCH + timedelta(microseconds=micros)


def connect(url: str) -> AsyncEngine:
    """An engine for a `sqlite+aiosqlite` or `postgresql+psycopg` address. Errors never hold what was to be written.

    SQLite waits at most five seconds for another writer; PostgreSQL ends a statement after ten seconds and a wait for
    a lock after five, so that nothing hangs for ever.
    """
    if make_url(url).get_backend_name() == "sqlite":
        return _sqlite(url)
    options = "-c statement_timeout=10000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=15000"
    # Without server-side prepared statements a connection pooler in transaction mode can stand in between.
    arguments = {"options": options, "prepare_threshold": None}
    return create_async_engine(
        url, pool_size=5, max_overflow=5, pool_pre_ping=True, connect_args=arguments, hide_parameters=True
    )


def _sqlite(url: str) -> AsyncEngine:
    """SQLite by SQLAlchemy's own road: migrations take it. The store speaks to the same file straight."""
    file = make_url(url).database
    if file and file != ":memory:":
        Path(file).parent.mkdir(parents=True, exist_ok=True)
    engine = create_async_engine(url, pool_size=1, max_overflow=0, connect_args={"timeout": 5}, hide_parameters=True)

    @event.listens_for(engine.sync_engine, "connect")
    def _opened(connection: Any, _record: Any) -> None:
        # The driver would begin only at the first write and lose updates; "begin" below does it by hand.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def _begun(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


class _Postgres:
    """A connection as the store's functions use it."""

    postgres = True

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def rows(self, sql: Sql, params: Params = NONE) -> Rows:
        """Every row that a statement gives."""
        return [tuple(row) for row in await self._connection.execute(sql.postgres, params)]

    async def run(self, sql: Sql, params: Params | Sequence[Params] = NONE) -> int:
        """How many rows a statement changed, over all of `params` when they are many."""
        counted = {"preserve_rowcount": True}
        return (await self._connection.execute(sql.postgres, params, execution_options=counted)).rowcount


class Store:
    """The database, as one thing to hand around. `writing()` is one transaction; it commits when its block ends."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        self.postgres = engine.dialect.name == "postgresql"
        self._file = None if self.postgres else Sqlite(str(engine.url.database))
        self._reader = engine.execution_options(isolation_level="AUTOCOMMIT")

    def writing(self) -> AbstractAsyncContextManager[Db]:
        """One transaction. On SQLite it holds the write lock from its beginning: never open one inside another."""
        return self._begun() if self._file is None else self._file.writing()

    def reading(self) -> AbstractAsyncContextManager[Db]:
        """A connection to read with: it takes no lock and waits for no writer; every statement sees the newest."""
        return self._connected() if self._file is None else self._file.reading()

    @asynccontextmanager
    async def _begun(self) -> AsyncIterator[Db]:
        async with self.engine.begin() as connection:
            yield _Postgres(connection)

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[Db]:
        async with self._reader.connect() as connection:
            yield _Postgres(connection)

    async def close(self) -> None:
        """Give every connection back."""
        if self._file is not None:
            await self._file.close()
        await self.engine.dispose()
