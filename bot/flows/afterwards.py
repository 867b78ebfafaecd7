"""After the fifty days, and between two goes of the whole questionnaire: dates, what is due, what it is compared with.

Everything is counted in the person's own dates. Day 57 is seven dates after day 50 was practised, and so on.
"""

from __future__ import annotations

from datetime import date, timedelta

from msgspec.structs import replace

from bot.domain.memory import Afterwards, Known, Measured, Memory, Quizzing
from bot.domain.quiz import Result

BOOSTERS = (57, 80, 110)
RETESTS = (50, 80, 140)
APART = timedelta(days=28)
_LAST = 50
RETEST = "retest-"


def of(memory: Memory) -> Afterwards:
    """What is remembered of the time after, or nothing yet."""
    return memory.afterwards or Afterwards()


def finished_on(memory: Memory) -> date | None:
    """When the path's last day was practised."""
    return memory.walk.finished_on if memory.walk else None


def date_of_day(memory: Memory, day: int) -> date | None:
    """The date of a day after the fiftieth; None before that one was practised."""
    end = finished_on(memory)
    return None if end is None else end + timedelta(days=day - _LAST)


def booster_on(memory: Memory, on: date) -> int:
    """The booster of a date: 57, 80 or 110; 0 when it has none."""
    return next((day for day in BOOSTERS if date_of_day(memory, day) == on), 0)


def offer_on(memory: Memory, on: date) -> int:
    """The go of the whole questionnaire that a date offers: 80 or 140; 0 when it has none, or the last is too near."""
    day = next((day for day in RETESTS[1:] if date_of_day(memory, day) == on), 0)
    return day if day and may_measure(memory, on) and not retested(memory, day) else 0


def comes(memory: Memory, on: date) -> bool:
    """Whether something is to be said unasked on a date after the end."""
    return bool(booster_on(memory, on) or offer_on(memory, on))


def may_measure(memory: Memory, on: date) -> bool:
    """Whether the whole questionnaire was last done at least 28 days before."""
    last = of(memory).measured_on
    return last is None or on >= last + APART


def again_from(memory: Memory, on: date) -> date:
    """The first date at which the whole questionnaire may be done again."""
    last = of(memory).measured_on
    return on if last is None else max(on, last + APART)


def retested(memory: Memory, day: int) -> bool:
    """Whether the go of that day was taken."""
    return any(measured.day == day for measured in of(memory).retests)


def open_retest(memory: Memory, on: date) -> int:
    """The newest go that may be taken on a date and was not: 50, 80 or 140; 0 for none."""
    dates = {day: date_of_day(memory, day) for day in RETESTS}
    due = [day for day, at in dates.items() if at is not None and at <= on and not retested(memory, day)]
    return max(due) if due and may_measure(memory, on) else 0


def retest_of(asking: Quizzing) -> int:
    """The day that a run measures again: 50, 80 or 140; 0 for an ordinary run."""
    return int(asking.purpose.removeprefix(RETEST)) if asking.purpose.startswith(RETEST) else 0


def measured(memory: Memory, known: Known, lang: str, on: date) -> Memory:
    """The memory after an ordinary run. What later goes are compared with is the newest result before the path."""
    first, walking = memory.first, memory.walk is not None
    if first is None or not walking or first.known.run == known.run:
        first = Measured(known, lang, first.on if first and first.known.run == known.run else on)
    return replace(memory, known=known, first=first, afterwards=replace(of(memory), measured_on=on))


def retaken(memory: Memory, asking: Quizzing, result: Result, lang: str, on: date) -> Memory:
    """The memory after a go that is compared. It gives nobody a new description: the one that is known stays."""
    new = Measured(Known(asking.run, result), lang, on, retest_of(asking))
    after = of(memory)
    return replace(memory, afterwards=replace(after, measured_on=on, retests=(*after.retests, new)))


def compared_with(memory: Memory, new: Measured) -> Measured | None:
    """The earliest result before `new` in its language: never across languages."""
    found = (memory.first, *(old for old in of(memory).retests if old != new))
    return next((old for old in found if old is not None and old.lang == new.lang and new.lang), None)
