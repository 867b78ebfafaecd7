"""SQLite, spoken to straight: statements run here and now, since they take microseconds; a commit waits in a thread.

One connection writes, under a lock of this process's, so that nobody waits in line by sleeping; another one reads.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy.exc import DBAPIError

from bot.store.sql import NONE, Params, Rows, Sql

# FULL: what was acknowledged is on the disk, not only on its way there.
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "temp_store=MEMORY")
# Seconds to wait for another process's transaction: how often to look again, and when to give up.
LOOK, PATIENCE = 0.002, 5.0


def opened(file: str, timeout: float) -> sqlite3.Connection:
    """A connection in autocommit: BEGIN and COMMIT are said by hand."""
    Path(file).parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(file, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    connection.execute(f"PRAGMA busy_timeout={int(timeout * 1000)}")
    return connection


class Direct:
    """A connection as the store's functions use it."""

    postgres = False

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    async def rows(self, sql: Sql, params: Params = NONE) -> Rows:
        """Every row that a statement gives."""
        text = sql.text(params)
        try:
            return self.connection.execute(text, sql.values(params)).fetchall()
        except sqlite3.Error as error:
            raise _told(text, error) from error

    async def run(self, sql: Sql, params: Params | Sequence[Params] = NONE) -> int:
        """How many rows a statement changed, over all of `params` when they are many."""
        many = not isinstance(params, Mapping)
        rows: Any = params if many else [params]
        text = sql.text(rows[0])
        try:
            if many:
                return self.connection.executemany(text, map(sql.values, rows)).rowcount
            return self.connection.execute(text, sql.values(rows[0])).rowcount
        except sqlite3.Error as error:
            raise _told(text, error) from error


def _told(text: str, error: sqlite3.Error) -> BaseException:
    """The error as SQLAlchemy's, whichever the database; a person's words stay out of it."""
    return DBAPIError.instance(text, None, error, sqlite3.Error, hide_parameters=True)


class Sqlite:
    """A database file."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._turn = asyncio.Lock()
        self._thread = ThreadPoolExecutor(1, "sqlite-commit")
        self._writer: sqlite3.Connection | None = None
        self._reader: sqlite3.Connection | None = None

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[Direct]:
        """One transaction, which holds the file's write lock from its beginning."""
        async with self._turn:
            if self._writer is None:
                self._writer = opened(self._file, 0.0)
            connection = self._writer
            await _begin(connection)
            before = connection.total_changes
            try:
                yield Direct(connection)
                if connection.total_changes == before:
                    connection.execute("ROLLBACK")
                else:
                    await self._commit(connection)
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Direct]:
        """A connection to read with. It takes no lock, waits for no writer, and holds no picture between statements."""
        if self._reader is None:
            self._reader = opened(self._file, PATIENCE)
        yield Direct(self._reader)

    async def _commit(self, connection: sqlite3.Connection) -> None:
        work = asyncio.get_running_loop().run_in_executor(self._thread, _committing(connection))
        try:
            await asyncio.shield(work)
        except asyncio.CancelledError:
            # The connection is the thread's until it is done.
            await asyncio.wait([work])
            raise

    async def close(self) -> None:
        """Close both connections."""
        self._thread.shutdown()
        for connection in (self._writer, self._reader):
            if connection is not None:
                connection.close()
        self._writer = self._reader = None


def _committing(connection: sqlite3.Connection) -> Callable[[], None]:
    def commit() -> None:
        try:
            connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise _told("COMMIT", error) from error

    return commit


async def _begin(connection: sqlite3.Connection) -> None:
    loop = asyncio.get_running_loop()
    until = loop.time() + PATIENCE
    while True:
        try:
            connection.execute("BEGIN IMMEDIATE")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or loop.time() > until:
                raise _told("BEGIN IMMEDIATE", error) from error
        await asyncio.sleep(LOOK)
