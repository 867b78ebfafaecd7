"""Migrations: up, down and up again with people in the tables, on both databases; nobody loses a row by an upgrade."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import sys
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from bot.domain.bond import Couple
from bot.store import couples, migrate
from bot.store.engine import Store, connect
from bot.store.migrate import SchemaTooNew
from bot.tables import metadata
from tests.conftest import ROOT, sqlite_url
from tests.store.folk import ADA, MEI, NOW, met
from tests.store.test_forget import NOBODYS, lived, rows_of


def _config(url: str) -> Config:
    return Config(ROOT / "alembic.ini", attributes={"url": url})


async def _seen(url: str, look: Any) -> Any:
    engine = connect(url)
    try:
        async with engine.begin() as connection:
            return await connection.run_sync(look)
    finally:
        await engine.dispose()


def _tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names())


def _shape(connection: Connection) -> list[tuple[Any, ...]]:
    """Every table and index as the database itself describes them."""
    if connection.dialect.name == "sqlite":
        own = "name NOT LIKE 'sqlite%' AND name NOT LIKE '%alembic%'"
        found = connection.execute(text(f"SELECT name, sql FROM sqlite_master WHERE {own}"))
        # Constraints of one table stand in an order that says nothing.
        return sorted((name, sorted((sql or "").replace("\n", "").replace("\t", "").split(","))) for name, sql in found)
    columns = text(
        "SELECT table_name, column_name, data_type, character_maximum_length, is_nullable, column_default"
        " FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'alembic_version'"
    )
    rules = text(
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text <> 'alembic_version'"
    )
    indexes = text("SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND indexname !~ 'alembic'")
    return sorted((str(row),) for query in (columns, rules, indexes) for row in connection.execute(query))


async def test_up_down_and_up_again_with_rows_in_every_table(empty_database_url: str) -> None:
    url = empty_database_url
    for _ in range(2):
        await migrate.migrate(url)
        store = Store(connect(url))
        ada, mei = [row.id for row in await met(store, ADA, MEI)]
        await lived(store, ada, ADA, 1)
        await lived(store, mei, MEI, 2)
        assert set(await rows_of(store, ada, ADA)) == {t.name for t in metadata.sorted_tables} - NOBODYS
        await store.close()
        await _downgraded(url)
        assert await _seen(url, _tables) == {"alembic_version"}


async def _downgraded(url: str) -> None:
    await asyncio.to_thread(command.downgrade, _config(url), "base")


async def test_what_the_migrations_make_is_what_the_tables_say(database_url: str, empty_database_url: str) -> None:
    def differences(connection: Connection) -> list[Any]:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        return list(compare_metadata(context, metadata))

    assert await _seen(database_url, differences) == []
    await _seen(empty_database_url, metadata.create_all)
    assert await _seen(database_url, _shape) == await _seen(empty_database_url, _shape)


async def test_a_migration_at_start_is_one_look_when_there_is_nothing_to_do(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrate, "_upgrade", lambda url: pytest.fail("nothing was to be done"))
    await migrate.migrate(database_url)


async def test_two_processes_that_start_at_once_both_find_the_tables(empty_database_url: str) -> None:
    code = "import asyncio, sys; from bot.store.migrate import migrate; asyncio.run(migrate(sys.argv[1]))"
    both = [
        await asyncio.create_subprocess_exec(sys.executable, "-c", code, empty_database_url, cwd=ROOT) for _ in range(2)
    ]
    assert [await process.wait() for process in both] == [0, 0]
    assert {t.name for t in metadata.sorted_tables} < await _seen(empty_database_url, _tables)


async def test_a_database_of_a_newer_program_is_left_alone(database_url: str) -> None:
    await _seen(database_url, lambda c: c.execute(text("UPDATE alembic_version SET version_num = '9999'")))
    with pytest.raises(SchemaTooNew, match=r"revision 9999, and this program knows \d{4}: start the newer program"):
        await migrate.migrate(database_url)


def test_revisions_are_numbered_one_after_another() -> None:
    scripts = ScriptDirectory.from_config(_config(""))
    numbers = [script.revision for script in scripts.walk_revisions()][::-1]
    assert numbers == [f"{n:04d}" for n in range(1, len(numbers) + 1)]
    assert scripts.get_heads() == [migrate.newest()]
    assert all(Path(script.path).name.startswith(script.revision) for script in scripts.walk_revisions())


@pytest.mark.sqlite
async def test_a_table_that_is_made_anew_on_sqlite_takes_nobody_with_it(tmp_path: Path) -> None:
    # The way in which SQLite changes a column: a new table, the old one dropped. With foreign keys on, dropping
    # `person` would delete every row that hangs on it.
    url = sqlite_url(tmp_path / "grown.db")
    await migrate.migrate(url)
    store = Store(connect(url))
    (ada,) = [row.id for row in await met(store, ADA)]
    await lived(store, ada, ADA, 1)
    before = await rows_of(store, ada, ADA)
    await store.close()

    await _with_next_revision(url, tmp_path)
    store = Store(connect(url))
    after = await rows_of(store, ada, ADA)
    await store.close()
    assert after == before
    with sqlite3.connect(tmp_path / "grown.db") as raw:
        assert raw.execute("SELECT id, mood FROM person").fetchall() == [(ada, "calm")]
        assert "AUTOINCREMENT" in raw.execute("SELECT sql FROM sqlite_master WHERE name = 'person'").fetchone()[0]


NEXT = '''
import sqlalchemy as sa
from alembic import op
revision = "{number}"
down_revision = "{before}"
def upgrade():
    with op.batch_alter_table("person", recreate="always", table_kwargs={{"sqlite_autoincrement": True}}) as batch:
        batch.add_column(sa.Column("mood", sa.String(8), server_default="calm", nullable=False))
def downgrade():
    pass
'''


async def _with_next_revision(url: str, folder: Path) -> None:
    shutil.copytree(ROOT / "migrations", folder / "migrations", ignore=shutil.ignore_patterns("__pycache__"))
    before = migrate.newest()
    number = f"{int(before) + 1:04d}"
    (folder / "migrations" / "versions" / f"{number}_next.py").write_text(NEXT.format(number=number, before=before))
    config = _config(url)
    config.set_main_option("script_location", str(folder / "migrations"))
    await asyncio.to_thread(command.upgrade, config, "head")


async def test_couples_of_before_get_a_veil_each_and_keep_the_rest(empty_database_url: str) -> None:
    await migrate.migrate(empty_database_url)
    store = Store(connect(empty_database_url))
    (ada,) = await met(store, ADA)
    async with store.writing() as db:
        numbers = [await couples.begin(db, Couple(NOW, seed, total=3), ada.id, None) for seed in (1, 2)]
    await store.close()
    await asyncio.to_thread(command.downgrade, _config(empty_database_url), "0003")
    await migrate.migrate(empty_database_url)
    store = Store(connect(empty_database_url))
    async with store.reading() as db:
        found = [pairing.couple for pairing in (await couples.look(db, numbers)).values()]
    await store.close()
    assert [(one.seed, one.total) for one in found] == [(1, 3), (2, 3)]
    assert len({one.veil for one in found}) == 2
    assert all(len(one.veil) == 32 for one in found)
