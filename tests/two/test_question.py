"""The question for two, from Mei's side: whatever Ada does or leaves, her phone is the same, until both may read."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.domain import events as e
from bot.domain.events import Event
from bot.domain.rounds import day_number, question_ends, week_number
from bot.flows.together_question_screens import seal
from bot.store.engine import Store, connect
from tests.conftest import sqlite_url
from tests.two.village import ADA, MEI, Came, Village

COUPLE = 1
TEA, NOODLES = "Tea by the window", "一碗热面"
MORNING = datetime.fromisoformat("2027-02-01T07:00:00+00:00")
DAY, WEEK = day_number(MORNING), week_number(MORNING)
ENDS = question_ends(DAY)
MINUTE = timedelta(minutes=1)

ANSWERED = (e.TwoAsks(COUPLE, 1), e.TwoAnswer(COUPLE, DAY), e.Wrote(TEA, ref="1"))
SHARE = e.ReplyShare(COUPLE, DAY, "as-is", seal(TEA))
# What Ada may do: in the morning, before Mei shares; and at the moment at which the question has just closed.
ALONE: dict[str, tuple[tuple[Event, ...], tuple[Event, ...]]] = {
    "does nothing": ((), ()),
    "wishes for questions": ((e.TwoAsks(COUPLE, 1),), ()),
    "wishes, and then does not": ((e.TwoAsks(COUPLE, 1), e.TwoAsks(COUPLE, 0)), ()),
    "answers and does not decide": (ANSWERED, ()),
    "keeps it": ((*ANSWERED, e.ReplyMine(COUPLE, DAY)), ()),
    "writes a line": ((*ANSWERED, e.ReplyLine(COUPLE, DAY), e.Wrote("Tea", ref="2")), ()),
    "shares and thinks again": ((*ANSWERED, SHARE, e.ReplyRethink(COUPLE, DAY)), ()),
    "shares and keeps it after all": ((*ANSWERED, SHARE, e.ReplyMine(COUPLE, DAY)), ()),
    "shares and deletes it": ((*ANSWERED, SHARE, e.NoteUndo(0)), ()),
    "shares too late": (ANSWERED, (SHARE,)),
    "answers too late": ((e.TwoAsks(COUPLE, 1),), (e.TwoAnswer(COUPLE, DAY), e.Wrote(TEA, ref="1"))),
    "writes words of danger": ((*ANSWERED[:2], e.Wrote("I want to kill myself", ref="1"), SHARE), ()),
    "shares what was not previewed": ((*ANSWERED, e.ReplyShare(COUPLE, DAY, "as-is", 1)), ()),
    "moves to another zone": ((e.CityIs("Pacific/Honolulu"), e.TwoAsks(COUPLE, 1)), ()),
    "guesses for herself": ((e.TwoAsks(COUPLE, 1), e.GuessOpen(COUPLE), e.GuessPick(COUPLE, WEEK, "?")), ()),
}


@pytest.fixture
async def village(sqlite_template: Path, tmp_path: Path) -> AsyncIterator[Village]:
    """Ada, Mei and Sol, always under the same numbers."""
    store = Store(connect(sqlite_url(Path(shutil.copy(sqlite_template, tmp_path / "kintsugi.db")))))
    yield Village(store)
    await store.close()


async def _does(village: Village, *events: Event) -> None:
    """Ada does these one after another; an entry and an option are found where they are only known then."""
    for event in events:
        village.now += timedelta(seconds=7)
        if isinstance(event, e.NoteUndo):
            memory = await village.memory(ADA)
            assert memory is not None
            assert memory.bond is not None
            event = e.NoteUndo(memory.bond.replies[str(DAY)].notes[0])
        if isinstance(event, e.GuessPick):
            event = e.GuessPick(COUPLE, WEEK, _option(village))
        await village.happens(ADA, event)


def _option(village: Village) -> str:
    """The first option that stands on Ada's phone."""
    return next(data.split("|")[4] for _, data in village.phones["tg:1815"].data if data.startswith("1|4p|"))


async def tell(village: Village, morning: tuple[Event, ...], after: tuple[Event, ...]) -> tuple[list[Came], object]:
    """Three days: Ada does something or nothing, and Mei always the same. Returns all of Mei's phone."""
    await village.begin()
    await village.until(MORNING)
    await _does(village, *morning)
    for at, event in MEIS:
        await village.until(at)
        await village.happens(MEI, event)
    await village.until(ENDS)
    await _does(village, *after)
    late = (e.TwoQuestion(COUPLE, DAY), e.ReplyRead(COUPLE, DAY), e.TwoOpen(), e.ReplyMine(COUPLE, DAY))
    for n, event in enumerate(late):
        await village.until(ENDS + (n + 1) * MINUTE)
        await village.happens(MEI, event)
    await village.until(ENDS + timedelta(days=2))
    phone = village.phones["tg:1907"]
    return list(phone.came), list(phone.toasts)


NOON = MORNING + timedelta(hours=5)
# Mei's day: she answers, shares, thinks again, shares, looks, tries to read; and goes round the guesses.
MEIS: tuple[tuple[datetime, Event], ...] = tuple(
    (NOON + n * MINUTE, event)
    for n, event in enumerate(
        (
            *(e.TwoOpen(), e.TwoAsks(COUPLE, 1), e.TwoQuestion(COUPLE, 0), e.TwoAnswer(COUPLE, DAY)),
            *(e.Wrote(NOODLES, ref="1"), e.ReplyShare(COUPLE, DAY, "as-is", seal(NOODLES))),
            *(e.TwoQuestion(COUPLE, DAY), e.ReplyRethink(COUPLE, DAY)),
            *(e.ReplyShare(COUPLE, DAY, "as-is", seal(NOODLES)), e.ReplyRead(COUPLE, DAY), e.TwoOpen()),
            *(e.GuessOpen(COUPLE), e.TwoSettings(COUPLE), e.TwoQuestion(COUPLE, 0)),
        )
    )
)


async def test_whatever_ada_does_or_leaves_alone_meis_phone_is_the_same_byte_for_byte(village: Village) -> None:
    worlds = {name: await tell(village, *acts) for name, acts in ALONE.items()}
    quiet = worlds["does nothing"]
    assert len(quiet[0]) > 20
    assert [name for name, world in worlds.items() if world != quiet] == []


async def test_where_both_let_theirs_be_read_meis_phone_shows_it(village: Village) -> None:
    quiet = await tell(village, (), ())
    shared = await tell(village, (*ANSWERED, SHARE), ())
    assert shared != quiet
    assert any(TEA in came.say for came in shared[0])
    before = [came for came in shared[0] if came.at < MEIS[5][0]]
    assert before == [came for came in quiet[0] if came.at < MEIS[5][0]]
    assert before
