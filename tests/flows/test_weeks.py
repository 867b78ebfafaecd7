"""Weeks that bring something for oneself to everybody: as often as ever, and at no beat that anybody knows."""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec.structs import replace

from bot.domain.memory import Memory
from bot.domain.rounds import week_begins, week_number
from bot.flows import window
from tests.flows.scenes import NOW
from tests.flows.two_people import Two

WEEKS, VEILS = 12, 200
EVERYTHING = ("s-01", "s-02", "s-03")


def _weeks(veil: str) -> str:
    """Twelve weeks in which both marked everything: S for oneself, B for both."""
    couple = Two(Memory(), Memory())
    couple.couple = replace(couple.couple, veil=veil)
    number = week_number(NOW)
    seen = ""
    for week in range(number, number + WEEKS):
        for side in "ab":
            couple.changed(side, marks={str(week): EVERYTHING}, used_at=_decided(week))
        couple.now = _decided(week)
        one, other = couple.window("a").suggested, couple.window("b").suggested
        assert one == other
        seen += "B" if one else "S"
    return seen


def _decided(week: int) -> datetime:
    return week_begins(week) + window.DECIDES + timedelta(hours=1)


def test_one_week_in_four_brings_something_for_oneself_though_both_marked_everything() -> None:
    seen = "".join(_weeks(f"{n:032x}") for n in range(VEILS))
    assert 0.22 < seen.count("S") / len(seen) < 0.28


def test_two_such_weeks_in_a_row_are_no_proof_that_the_other_marked_nothing() -> None:
    every = [_weeks(f"{n:032x}") for n in range(VEILS)]
    assert sum("SS" in seen for seen in every) > VEILS / 4
    assert any("SSS" in seen for seen in every)


def test_the_order_of_the_questions_does_not_tell_which_weeks_they_are() -> None:
    """Two couples with the same questions in the same order have weeks of their own."""
    assert len({_weeks(f"{n:032x}") for n in range(20)}) > 15
