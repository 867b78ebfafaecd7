"""The stage on a real database: one transaction for all who came at once, and none of them harms another."""

from __future__ import annotations

import asyncio
from functools import cache
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.content.load import load
from bot.domain import events as e
from bot.domain.library import Library
from bot.domain.people import Address
from bot.domain.scene import Scene, Turn
from bot.flows import house
from bot.stage import House, Played, Stage, Visit
from bot.store import inbox, outbox, people
from bot.store.engine import Store
from bot.store.inbox import Parcel
from bot.store.people import chat_of
from bot.store.sql import Sql
from bot.tables import outbox as outbox_table
from bot.tables import person
from tests.store.folk import ADA, MEI, NOW, SOL, arrived, due, marked

TURNS = Sql(select(person.c.external, person.c.turn).order_by(person.c.external))
LINES = Sql(select(outbox_table.c.chat, func.count()).group_by(outbox_table.c.chat).order_by(outbox_table.c.chat))


@cache
def _library() -> Library:
    return load()


@pytest.fixture
def stage(store: Store) -> Stage:
    return Stage(store, House(_library()), lambda: NOW)


@pytest.fixture
def begun(store: Store, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many people each transaction of the stage wrote."""
    sizes: list[int] = []
    write = people.write

    async def counted(db: Any, changes: Any) -> None:
        await write(db, changes)
        sizes.append(len(changes))

    monkeypatch.setattr(people, "write", counted)
    return sizes


def _visit(address: Address, update_id: int | None = None, event: e.Event | None = None) -> Visit:
    return Visit(address, event or e.Started(), update_id=update_id, name="Someone")


async def _rows(store: Store, sql: Sql) -> dict[str, int]:
    async with store.reading() as db:
        rows: list[Any] = await db.rows(sql)
        return dict(rows)


async def _open_updates(store: Store) -> int:
    async with store.reading() as db:
        return await inbox.waiting(db)


async def test_two_who_come_at_once_share_a_transaction(store: Store, stage: Stage, begun: list[int]) -> None:
    await asyncio.gather(stage.play(_visit(ADA)), stage.play(_visit(MEI)))
    assert begun == [2]
    assert await _rows(store, TURNS) == {ADA.external: 1, MEI.external: 1}
    assert set(await _rows(store, LINES)) == {chat_of(ADA), chat_of(MEI)}


async def test_two_visits_of_one_person_are_played_one_after_the_other(
    store: Store, stage: Stage, begun: list[int]
) -> None:
    await asyncio.gather(stage.play(_visit(ADA)), stage.play(_visit(MEI)), stage.play(_visit(ADA)))
    assert begun == [2, 1]
    assert await _rows(store, TURNS) == {ADA.external: 2, MEI.external: 1}


async def test_a_visit_that_raises_harms_nobody_else(
    store: Store, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    played = house.play

    def play(scene: Scene, event: e.Event) -> Turn:
        if isinstance(event, e.Unreadable):
            raise LookupError("a fault of ours")
        return played(scene, event)

    monkeypatch.setattr(house, "play", play)
    await arrived(store, *(Parcel(n, f"tg:{n}", "") for n in (1, 2, 3)))
    visits = [_visit(ADA, 1), _visit(MEI, 2, e.Unreadable()), _visit(SOL, 3)]
    ada, mei, sol = await asyncio.gather(*map(stage.play, visits), return_exceptions=True)
    assert isinstance(ada, Played)
    assert isinstance(mei, LookupError)
    assert isinstance(sol, Played)
    assert await _rows(store, TURNS) == {ADA.external: 1, SOL.external: 1}
    assert await _open_updates(store) == 1


async def test_an_update_is_crossed_off_with_the_turn_that_it_brought(
    store: Store, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    await arrived(store, Parcel(7, chat_of(ADA), "words"))
    put = outbox.put

    async def full(_db: Any, _lines: Any) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(outbox, "put", full)
    with pytest.raises(OSError, match="full"):
        await stage.play(_visit(ADA, 7))
    assert (await _rows(store, TURNS), await _open_updates(store)) == ({}, 1)

    monkeypatch.setattr(outbox, "put", put)
    await stage.play(_visit(ADA, 7))
    assert (await _rows(store, TURNS), await _open_updates(store)) == ({ADA.external: 1}, 0)


async def test_an_update_that_is_played_twice_changes_nothing_the_second_time(
    store: Store, elsewhere: Store, stage: Stage
) -> None:
    await arrived(store, Parcel(7, chat_of(ADA), "words"), Parcel(8, chat_of(MEI), "words"))
    await stage.play(_visit(ADA, 7))
    turns, lines = await _rows(store, TURNS), await _rows(store, LINES)
    other = Stage(elsewhere, House(_library()), lambda: NOW)
    again, fresh = await asyncio.gather(other.play(_visit(ADA, 7)), other.play(_visit(MEI, 8)))
    assert again == Played()
    assert isinstance(fresh, Played)
    assert await _rows(store, TURNS) == turns | {MEI.external: 1}
    assert {chat: n for chat, n in (await _rows(store, LINES)).items() if chat == chat_of(ADA)} == lines


async def test_two_processes_that_play_one_person_at_once_both_get_through(
    store: Store, elsewhere: Store, stage: Stage
) -> None:
    other = Stage(elsewhere, House(_library()), lambda: NOW)
    await asyncio.wait_for(asyncio.gather(*(s.play(_visit(ADA)) for s in (stage, other) for _ in range(10))), 60)
    assert await _rows(store, TURNS) == {ADA.external: 20}


async def test_who_is_due_is_played_once_and_says_what_the_agenda_says(store: Store, stage: Stage) -> None:
    await due(store, NOW, ADA, MEI)
    assert await stage.play_due() == 1
    assert await stage.play_due() == 0
    assert await _rows(store, TURNS) == {ADA.external: 2, MEI.external: 1}
    assert await marked(store) == []  # nobody has begun the path: silence
