"""The door to the database: what is written is written, readers wait for nobody, errors tell nobody's words."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import bindparam, func, insert, literal_column, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from bot.store.engine import Store, connect, instant, moment
from bot.store.sql import Sql
from bot.tables import bucket
from tests.conftest import sqlite_url

COUNT = Sql(select(func.count()).select_from(bucket))
ADD = Sql(insert(bucket))


def _row(name: str) -> dict[str, object]:
    return {"name": name, "tokens": 1.0, "at": 1.0}


async def _count(store: Store) -> int:
    async with store.reading() as db:
        return int((await db.rows(COUNT))[0][0])


async def test_a_block_that_ends_is_committed_and_one_that_raises_is_not(store: Store, elsewhere: Store) -> None:
    async def stumbling() -> None:
        async with store.writing() as db:
            await db.run(ADD, _row("lost"))
            raise LookupError

    async with store.writing() as db:
        await db.run(ADD, [_row("a"), _row("b")])
    with pytest.raises(LookupError):
        await stumbling()
    assert await _count(elsewhere) == 2
    async with store.writing() as db:
        await db.run(ADD, _row("c"))
    assert await _count(elsewhere) == 3


async def test_a_reader_waits_for_no_writer_and_sees_only_what_is_committed(store: Store, elsewhere: Store) -> None:
    async with store.writing() as db:
        await db.run(ADD, _row("a"))
        async with asyncio.timeout(30):
            assert await _count(store) == 0
            assert await _count(elsewhere) == 0
    assert await _count(elsewhere) == 1


async def test_a_reader_holds_no_old_picture_between_two_statements(store: Store, elsewhere: Store) -> None:
    async with store.reading() as db:
        assert await db.rows(COUNT) == [(0,)]
        async with elsewhere.writing() as writing:
            await writing.run(ADD, _row("a"))
        assert await db.rows(COUNT) == [(1,)]


async def test_a_writer_waits_for_the_writer_of_another_process(store: Store, elsewhere: Store) -> None:
    order: list[str] = []
    begun = asyncio.Event()

    async def first() -> None:
        async with store.writing() as db:
            await db.run(ADD, _row("same"))
            begun.set()
            for _ in range(20):
                await asyncio.sleep(0)
            order.append("first")

    async def second() -> None:
        await begun.wait()
        async with elsewhere.writing() as db:
            with pytest.raises(IntegrityError):
                await db.run(ADD, _row("same"))
            order.append("second")

    await asyncio.wait_for(asyncio.gather(first(), second()), 60)
    assert order == ["first", "second"]


async def test_a_task_that_is_cancelled_inside_a_transaction_leaves_nothing(store: Store) -> None:
    begun = asyncio.Event()

    async def work() -> None:
        async with store.writing() as db:
            await db.run(ADD, _row("a"))
            begun.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(work())
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await _count(store) == 0
    async with store.writing() as db:
        await db.run(ADD, _row("b"))
    assert await _count(store) == 1


async def test_a_task_that_is_cancelled_while_it_commits_leaves_the_connection_whole(store: Store) -> None:
    for number in range(30):

        async def work(name: str) -> None:
            async with store.writing() as db:
                await db.run(ADD, _row(name))

        task = asyncio.create_task(work(f"cut {number}"))
        for _ in range(number % 5 + 1):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        async with store.writing() as db:
            await db.run(ADD, _row(f"whole {number}"))
    async with store.reading() as db:
        names = [row[0] for row in await db.rows(Sql(select(bucket.c.name)))]
    assert len([name for name in names if name.startswith("whole")]) == 30


async def test_an_error_does_not_tell_what_was_to_be_written(store: Store) -> None:
    secret = "nobody may read this"

    async def twice() -> None:
        async with store.writing() as db:
            await db.run(ADD, _row(secret))
            await db.run(ADD, _row(secret))

    with pytest.raises(DBAPIError) as refused:
        await twice()
    # PostgreSQL itself names the key that stood there already; the statement's own values stay out.
    told = str(refused.value)
    assert "1.0" not in told
    assert secret not in told.split("DETAIL")[0]


async def test_a_statement_takes_lists_of_any_length_and_its_usual_values(store: Store) -> None:
    named = Sql(
        select(bucket.c.name)
        .where(bucket.c.name.in_(bindparam("names", expanding=True)), bucket.c.tokens > 0.5)
        .order_by(bucket.c.name)
        .limit(bindparam("most"))
    )
    async with store.writing() as db:
        await db.run(ADD, [_row(name) for name in "abcdef"])
        for names in (["a"], ["a", "c", "z"], list("abcdef"), []):
            wanted = [(name,) for name in names if name != "z"]
            assert await db.rows(named, {"names": names, "most": 10}) == wanted
        assert await db.rows(named, {"names": list("abc"), "most": 2}) == [("a",), ("b",)]


@given(st.datetimes(datetime(1970, 1, 2), datetime(9000, 1, 1), timezones=st.just(UTC)))
def test_an_instant_goes_there_and_back_without_losing_a_microsecond(at: datetime) -> None:
    assert moment(instant(at)) == at
    assert instant(at.astimezone(timezone(timedelta(hours=5, minutes=45)))) == instant(at)


@pytest.mark.sqlite
async def test_sqlite_is_opened_to_lose_nothing(tmp_path: Path) -> None:
    store = Store(connect(sqlite_url(tmp_path / "deep" / "down" / "new.db")))
    async with store.writing() as db:
        for pragma, wanted in (("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)):
            assert await db.rows(Sql(text(f"PRAGMA {pragma}"))) == [(wanted,)]
    await store.close()


@pytest.mark.sqlite
async def test_a_migration_on_sqlite_holds_the_write_lock_from_its_beginning(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path / "new.db")
    engine, other = connect(url), Store(connect(url))
    async with engine.connect() as connection:
        for _ in range(3):  # and again after the connection went back to the pool
            async with connection.begin():
                raw = (await connection.get_raw_connection()).driver_connection
                assert raw is not None
                assert raw.in_transaction
                async with other.reading() as db:
                    assert await db.rows(Sql(select(literal_column("1")))) == [(1,)]
    await other.close()
    await engine.dispose()
