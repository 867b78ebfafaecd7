"""The bowl in words: how many of its fifty cracks hold gold, and the step that is being walked."""

from __future__ import annotations

from bot.domain.memory import Walk
from bot.domain.speech import Words, words

DAYS = 50
STEPS = (3, 10, 17, 25, 35, 50)
GOLD, OPEN = "●", "○"
PRACTISED = ("done", "partly", "gentle")


def filled(walk: Walk) -> int:
    """How many days of the fifty were practised."""
    return sum(1 for how in walk.days.values() if how in PRACTISED)


def dots(walk: Walk, last: int) -> str:
    """One sign a day of the step that day `last` (1 to 50) stands in: gold, or an open crack."""
    end = next(n for n in STEPS if n >= last)
    begin = ([0, *STEPS])[STEPS.index(end)]
    ids = [f"day-{n:02}" for n in range(begin + 1, end + 1)]
    return "".join(GOLD if walk.days.get(day_id) in PRACTISED else OPEN for day_id in ids)


def line(walk: Walk) -> Words:
    """The bowl as a line: the step's cracks, and how many of fifty are filled."""
    last = int(walk.current.removeprefix("day-")) if walk.current else 1
    return words("day.bowl", dots=dots(walk, last), n=filled(walk))
