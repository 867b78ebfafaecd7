"""A thousand couples whose last two answers come at the same instant, through two processes: a thousand reveals."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from functools import cache

import pytest
from msgspec.structs import replace

from bot.content.load import load
from bot.domain import events as e
from bot.domain.bond import Bond, Couple, Guessed, Reply
from bot.domain.events import Event
from bot.domain.library import Library
from bot.domain.memory import Memory
from bot.domain.people import Address, Profile
from bot.domain.rounds import day_number, week_number
from bot.domain.two import nth_of
from bot.flows import window
from bot.flows.together_question_screens import name_of, seal
from bot.stage import House, Played, Stage, Visit
from bot.store import couples, people, sqlite
from bot.store.couples import Pairing
from bot.store.engine import Store
from bot.store.people import Change, Row
from tests.store.folk import NOW

COUPLES = 1000
ROUNDS = 60
SEED = 5
DAY, WEEK = day_number(NOW), week_number(NOW)


@cache
def _library() -> Library:
    return load()


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is unplugged here: most of the time would go by waiting for the disk."""
    monkeypatch.setattr(sqlite, "PRAGMAS", (*sqlite.PRAGMAS, "synchronous=OFF"))


def _options() -> tuple[str, ...]:
    found = _library().two.guess(nth_of([guess.id for guess in _library().two.guesses], SEED, WEEK))
    assert found is not None
    return found.options


def _answer(address: Address) -> str:
    return f"a line of {address.external}"


@dataclass(frozen=True, slots=True)
class Two:
    """Two people of one couple, and its number."""

    couple: int
    a: Row
    b: Row


async def _settled(store: Store, most: int) -> list[Two]:
    """So many couples. Everybody has answered today's question, not decided yet, and made their own pick."""
    addresses = [Address("tg", f"{n:05}") for n in range(2 * most)]
    async with store.writing() as db:
        await people.meet(db, [(address, Memory()) for address in addresses], NOW)
        rows = {row.address: row for row in await people.find(db, addresses)}
        found = []
        for a, b in zip(addresses[::2], addresses[1::2], strict=True):
            number = await couples.begin(db, Couple(NOW, SEED), rows[a].id, rows[b].id)
            found.append(Two(number, rows[a], rows[b]))
        changes = [_change(two.couple, side, row) for two in found for side, row in (("a", two.a), ("b", two.b))]
        await people.write(db, changes)
    return found


def _change(couple: int, side: str, row: Row) -> Change:
    replies = {str(DAY): Reply(NOW, _answer(row.address))}
    guesses = {str(WEEK): Guessed(own=_options()[0])}
    bond = Bond(couple, side, NOW, NOW.date(), NOW, asks=True, replies=replies, guesses=guesses)
    memory = Memory(profile=Profile(name=side, zone="Europe/London", agreed_at=NOW), bond=bond)
    return Change(row.id, row.turn, memory, None)


async def _pairings(store: Store, found: list[Two]) -> dict[int, Pairing]:
    async with store.reading() as db:
        return await couples.look(db, [two.couple for two in found])


async def _memories(store: Store, found: list[Two]) -> dict[int, Memory]:
    async with store.reading() as db:
        rows = await people.peek(db, [row.id for two in found for row in (two.a, two.b)])
    return {number: row.memory for number, row in rows.items()}


def _stages(*stores: Store) -> list[Stage]:
    return [Stage(store, House(_library()), lambda: NOW) for store in stores]


def _share(two: Two, row: Row) -> Visit:
    return Visit(row.address, e.ReplyShare(two.couple, DAY, "as-is", seal(_answer(row.address))))


async def _at_once(*plays: tuple[Stage, Visit]) -> list[Played]:
    return await asyncio.gather(*(stage.play(visit) for stage, visit in plays))


@pytest.mark.slow
async def test_a_thousand_last_answers_at_the_same_instant_are_a_thousand_reveals(
    store: Store, elsewhere: Store, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    one, other = _stages(store, elsewhere)
    found = await _settled(store, COUPLES)
    both = [(one, _share(two, two.a)) for two in found] + [(other, _share(two, two.b)) for two in found]
    await _at_once(*both)
    pairings, memories = await _pairings(store, found), await _memories(store, found)
    assert sum(len(pairings[two.couple].couple.reveals) for two in found) == COUPLES
    for two in found:
        pairing = pairings[two.couple]
        assert (pairing.turn, pairing.couple.reveals) == (2, {name_of(DAY): NOW})
        for own, their in ((two.a, two.b), (two.b, two.a)):
            seen = window.cut(_library(), memories[own.id], memories[their.id], pairing.couple, NOW)
            assert seen.replies == {str(DAY): _answer(their.address)}
    assert [record.getMessage() for record in caplog.records] == []


@pytest.mark.slow
async def test_no_answer_is_revealed_before_the_other_one_is_shared(store: Store, elsewhere: Store) -> None:
    """One side of each couple taps twice at once, in both processes; then both take back and share at once."""
    one, other = _stages(store, elsewhere)
    found = await _settled(store, ROUNDS)
    await _at_once(*((stage, _share(two, two.a)) for stage in (one, other) for two in found))
    alone = await _pairings(store, found)
    assert all((p.couple.reveals, p.couple.offers) == ({}, {name_of(DAY): "a"}) for p in alone.values())
    # Whichever came first: with the answer taken back there is no reveal, and else there is exactly one.
    backs = [(one, Visit(two.a.address, e.ReplyMine(two.couple, DAY))) for two in found]
    await _at_once(*backs, *((other, _share(two, two.b)) for two in found))
    ended, memories = await _pairings(store, found), await _memories(store, found)
    assert all((p.couple.reveals, p.couple.offers) == ({}, {name_of(DAY): "b"}) for p in ended.values())
    for two in found:
        seen = window.cut(_library(), memories[two.b.id], memories[two.a.id], ended[two.couple].couple, NOW)
        assert seen.replies == {}


@pytest.mark.slow
async def test_every_right_guess_of_two_who_tap_at_once_is_counted_once(store: Store, elsewhere: Store) -> None:
    one, other = _stages(store, elsewhere)
    found = await _settled(store, ROUNDS)
    # Everybody picked the first option: the a side always guesses right, the b side in every other couple.
    right: Event
    plays = []
    for n, two in enumerate(found):
        right = e.GuessThink(two.couple, WEEK, _options()[0])
        plays.append((one, Visit(two.a.address, right)))
        plays.append((other, Visit(two.b.address, replace(right, option=_options()[n % 2]))))
    await _at_once(*plays)
    await _at_once(*plays)
    pairings = await _pairings(store, found)
    assert [pairings[two.couple].couple.total for two in found] == [2, 1] * (ROUNDS // 2)
