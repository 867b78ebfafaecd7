"""Statements, made once. Each is SQLAlchemy Core; for SQLite its text is kept, since compiling costs more than running.

SQLAlchemy's own road (cache key, parameters, a greenlet and a thread for each call) took most of a transaction's time
(docs/decisions/storage.md has the numbers).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Protocol

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql import Executable

Params = Mapping[str, Any]
Rows = list[tuple[Any, ...]]
NONE: Params = MappingProxyType({})

_DIALECT = sqlite.dialect(paramstyle="qmark")


class Sql:
    """One statement. `postgres` where that engine has words of its own. Values are whole numbers, floats and text."""

    __slots__ = ("_lists", "_names", "_text", "postgres", "sqlite")

    def __init__(self, statement: Executable, postgres: Executable | None = None) -> None:
        self.sqlite: Any = statement
        self.postgres: Any = statement if postgres is None else postgres
        self._text = ""

    def text(self, params: Params) -> str:
        """The text for SQLite. Lists take as many places as they have values."""
        if not self._text:
            compiled = self.sqlite.compile(dialect=_DIALECT, column_keys=list(params))
            self._names: tuple[tuple[str, Any], ...] = tuple((n, compiled.params.get(n)) for n in compiled.positiontup)
            self._lists = {n: usual for n, usual in self._names if f"__[POSTCOMPILE_{n}]" in compiled.string}
            self._text = compiled.string
        text = self._text
        for name, usual in self._lists.items():
            text = text.replace(f"__[POSTCOMPILE_{name}]", ",".join("?" * len(params.get(name, usual))))
        return text

    def values(self, params: Params) -> list[Any]:
        """The values in the order of their places."""
        if not self._lists:
            return [params.get(name, usual) for name, usual in self._names]
        found: list[Any] = []
        for name, usual in self._names:
            value = params.get(name, usual)
            found.extend(value) if name in self._lists else found.append(value)
        return found


class Db(Protocol):
    """One transaction, or a connection to read with."""

    postgres: bool

    async def rows(self, sql: Sql, params: Params = NONE) -> Rows:
        """Every row that a statement gives."""

    async def run(self, sql: Sql, params: Params | Sequence[Params] = NONE) -> int:
        """How many rows a statement changed, over all of `params` when they are many."""


def _insert(table: Table, end: Callable[[Any], Any]) -> Sql:
    return Sql(end(sqlite.insert(table)), end(postgresql.insert(table)))


def upsert(table: Table) -> Sql:
    """Insert whole rows, or change the row of the same primary key."""
    keys = [c.name for c in table.primary_key]

    def end(statement: Any) -> Any:
        others = {c.name: statement.excluded[c.name] for c in table.columns if c.name not in keys}
        return statement.on_conflict_do_update(index_elements=keys, set_=others)

    return _insert(table, end)


def insert_new(table: Table, *unique: str) -> Sql:
    """Insert rows, but leave those alone that are there already."""
    return _insert(table, lambda s: s.on_conflict_do_nothing(index_elements=list(unique)))
