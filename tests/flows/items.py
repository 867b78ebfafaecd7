"""A couple who let each other read something, for the tests of it."""

from __future__ import annotations

from datetime import date, timedelta

from bot.domain import events as e
from bot.domain.facts import KeepNight
from bot.domain.memory import Memory, Walk
from bot.domain.quiz import Leaning
from bot.domain.scene import Turn
from bot.flows.together_items_from import PICKED
from tests.flows.two_people import Two, known

DAY_49 = Walk(current="day-49")
SEVEN_DAYS = timedelta(days=7)
MOMENT = timedelta(seconds=1)
LINE = {name: f"two.{bank}.1" for name, bank in PICKED.items()}


def two(ada: Leaning = "a", mei: Leaning = "v") -> Two:
    """Both with a result, on day 49, with two weeks of evenings."""
    couple = Two(Memory(known=known(ada), walk=DAY_49), Memory(known=known(mei), walk=DAY_49))
    couple.nights = {side: evenings(4, 5, 4, 5, 2, 2, 3) for side in "ab"}
    return couple


def evenings(*felt: int, first: date = date(2026, 11, 2)) -> tuple[KeepNight, ...]:
    """Evenings on following dates from a Monday, newest first; 0 is one that was not answered."""
    nights = [KeepNight(first + timedelta(days=n), "", "done", one, 3) for n, one in enumerate(felt)]
    return tuple(reversed(nights))


def offers(couple: Two, side: str, name: str) -> list[Turn]:
    """All that somebody does to let one thing be read."""
    turns = [couple.press(side, e.TwoItem, name=name)]
    if name in PICKED:
        turns.append(couple.press(side, e.ItemPick, line=LINE[name], on=1))
    turns.append(couple.press(side, e.ItemPreview, name=name))
    turns.append(couple.press(side, e.ItemShare, name=name, turn=couple.turns[side] - 1))
    return turns


def both_offer(couple: Two, name: str) -> None:
    """The same by both."""
    for side in "ab":
        offers(couple, side, name)
