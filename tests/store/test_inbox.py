"""The inbox: nothing acknowledged is lost, one update of a chat at a time, crossed off once."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import select

from bot.store import inbox
from bot.store.engine import Store, connect
from bot.store.inbox import BATCH, KEPT, LEASE, Parcel, PlayedBefore
from bot.store.sql import Sql
from bot.tables import inbox as table
from tests.store.folk import arrived, taken

EVERYTHING = Sql(select(table.c.update_id, table.c.chat, table.c.body))


async def _done(store: Store, *ids: int) -> None:
    async with store.writing() as db:
        await inbox.done(db, ids)


async def _open(store: Store) -> int:
    async with store.reading() as db:
        return await inbox.waiting(db)


async def test_an_update_comes_out_as_it_came_in(store: Store) -> None:
    await arrived(store, Parcel(7, "tg:1", '{"text": "…"}'))
    async with store.writing() as db:
        assert await inbox.take(db, 100.0, 5) == [Parcel(7, "tg:1", '{"text": "…"}', tries=1)]


async def test_a_second_delivery_is_harmless(store: Store) -> None:
    await arrived(store, Parcel(7, "tg:1", "first"), Parcel(7, "tg:1", "again"))
    await arrived(store, Parcel(7, "tg:1", "once more"), Parcel(8, "tg:2", "new"))
    async with store.writing() as db:
        assert [(p.update_id, p.body) for p in await inbox.take(db, 100.0, 5)] == [(7, "first"), (8, "new")]
    await _done(store, 7)
    await arrived(store, Parcel(7, "tg:1", "after it was played"))
    assert await _open(store) == 1


async def test_a_chat_is_worked_off_in_order_one_update_at_a_time(store: Store) -> None:
    await arrived(store, Parcel(3, "tg:1", ""), Parcel(1, "tg:1", ""), Parcel(2, "tg:1", ""), Parcel(4, "tg:2", ""))
    assert await taken(store) == [1, 4]
    assert await taken(store) == []
    await _done(store, 1)
    assert await taken(store) == [2]
    await _done(store, 4, 2)
    assert await taken(store) == [3]


async def test_an_update_that_arrives_late_waits_for_the_one_that_is_worked_on(store: Store) -> None:
    await arrived(store, Parcel(5, "tg:1", ""))
    assert await taken(store) == [5]
    await arrived(store, Parcel(4, "tg:1", ""))
    assert await taken(store) == []
    await _done(store, 5)
    assert await taken(store) == [4]


async def test_the_oldest_come_first_when_there_is_little_room(store: Store) -> None:
    await arrived(store, *(Parcel(n, f"tg:{n}", "") for n in range(10)))
    assert await taken(store, most=3) == [0, 1, 2]
    assert await taken(store, most=3) == [3, 4, 5]


async def test_a_lease_ends_and_the_tries_are_counted(store: Store) -> None:
    await arrived(store, Parcel(1, "tg:1", ""))
    assert await taken(store, at=100.0) == [1]
    assert await taken(store, at=100.0 + LEASE) == []
    async with store.writing() as db:
        (parcel,) = await inbox.take(db, 100.1 + LEASE, 5)
    assert parcel.tries == 2


async def test_who_comes_second_to_cross_off_is_told(store: Store, elsewhere: Store) -> None:
    await arrived(store, Parcel(1, "tg:1", "words"), Parcel(2, "tg:2", "words"))
    await _done(store, 1)
    with pytest.raises(PlayedBefore):
        await _done(elsewhere, 1, 2)
    assert await _open(store) == 1


async def test_closing_twice_is_harmless(store: Store) -> None:
    await arrived(store, Parcel(1, "tg:1", ""))
    for _ in range(2):
        async with store.writing() as db:
            await inbox.close(db, 1)
    assert await _open(store) == 0


async def test_a_transaction_that_fails_leaves_the_update_open(store: Store) -> None:
    await arrived(store, Parcel(1, "tg:1", ""))
    with pytest.raises(PlayedBefore):
        await _done(store, 1, 2)
    assert await _open(store) == 1


async def test_many_workers_at_once_take_no_update_twice(database_url: str, store: Store) -> None:
    await arrived(store, *(Parcel(n, f"tg:{n % 40}", "") for n in range(120)))
    played: list[int] = []

    async def work() -> None:
        mine = Store(connect(database_url))
        while len(played) < 120:
            async with mine.writing() as db:
                parcels = await inbox.take(db, 100.0, 5)
            for parcel in parcels:
                await asyncio.sleep(0)
                played.append(parcel.update_id)
                async with mine.writing() as db:
                    await inbox.done(db, [parcel.update_id])
            await asyncio.sleep(0)
        await mine.close()

    await asyncio.wait_for(asyncio.gather(*(work() for _ in range(4))), 60)
    assert sorted(played) == list(range(120))
    for chat in range(40):
        assert [n for n in played if n % 40 == chat] == [chat, chat + 40, chat + 80]


async def test_what_was_crossed_off_a_week_ago_is_dropped_and_nothing_else(store: Store) -> None:
    many = [Parcel(n, f"tg:{n}", "") for n in range(BATCH + 10)]
    async with store.writing() as db:
        await inbox.put(db, many, 100.0)
        await inbox.done(db, [p.update_id for p in many[5:900]])
        await inbox.done(db, [p.update_id for p in many[900:]])
        await inbox.put(db, [Parcel(10**6, "tg:1", "")], 100.0 + KEPT)
        await inbox.done(db, [10**6])
        await inbox.purge(db, 100.1 + KEPT)
    await arrived(store, *many, Parcel(10**6, "tg:1", ""))
    # The open ones stayed, those of a week ago could come anew, the young one is known still.
    assert await _open(store) == len(many)


async def test_what_was_played_leaves_no_word_and_no_chat_behind(store: Store) -> None:
    await arrived(store, Parcel(1, "tg:1", "a secret"))
    await _done(store, 1)
    async with store.writing() as db:
        assert await db.rows(EVERYTHING) == [(1, "", "")]
