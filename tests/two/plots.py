"""What stories are about: who acts when and how, the same in all of a story's worlds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from bot.domain.people import Address
from tests.two import scripts
from tests.two.village import ADA, BEGINNING, MEI, SOL

# How many moments a story has; a short one is told quickly, a long one gets further.
MOMENTS = (4, 5, 6, 8, 10, 14)
ACTS = (
    *((ADA, "own"), (ADA, "own"), (ADA, "own"), (ADA, "consent"), (ADA, "consent"), (ADA, "both")),
    *((MEI, "consent"), (MEI, "consent"), (MEI, "consent"), (MEI, "any"), (MEI, "any"), (SOL, "any")),
)
# In stories about linking and leaving.
WAYS = (*ACTS, *((ADA, "link"),) * 9, *((ADA, "end"), (MEI, "end"), (MEI, "end")))
MINUTES = (20, 20, 90, 90, 600, 600, 2000, 5000, 15_000, 45_000)
HOURS = (7000, 20_000, 32_000, 55_000, 90_000, 140_000)
# What a story is about: the hours of a day, a week, more than a month without each other, how Ada closes the window,
# or the ways to a link and out of one.
KINDS = ("day", "day", "day", "week", "month", "closing", "closing", "ways", "ways", "ways")
# What closes the window. Whichever of them Ada chooses, Mei sees the same.
CLOSINGS = ("pause", "rough week", "leave", "delete", "leave and link", "pause and link", "nothing")


@dataclass(frozen=True, slots=True)
class Moment:
    """When somebody acts, who, and how: consent, both, own, any, link, or end."""

    at: datetime
    who: Address
    how: str
    number: int


@dataclass(frozen=True, slots=True)
class Plot:
    """What a story is about. `linked`: from the beginning on; `late`: both are at day 49; `gap`: more than a month goes
    by in the middle; `topic`: what the two let each other read before all else; `closings`: how Ada closes the window,
    one for each world."""

    seed: int
    kind: str
    linked: bool = True
    late: bool = False
    gap: bool = False
    topic: str = ""
    closings: tuple[str, ...] = ("",)


def plot(seed: int) -> Plot:
    """The plot of a number."""
    dice = Random(f"kind {seed}")
    kind = dice.choice(KINDS)
    gap = kind == "month" or (kind == "closing" and dice.random() < 0.3)
    linked = kind != "ways" or dice.random() < 0.6
    late, topic = dice.random() < 0.25, scripts.topic(dice)
    closings = tuple(dice.sample(CLOSINGS, len(CLOSINGS))) if kind == "closing" else ("",)
    return Plot(seed, kind, linked, late, gap, topic, closings)


def moments(plot: Plot) -> Iterator[Moment]:
    """A row of moments: mostly minutes apart, now and then a night; with a gap of more than a month in some."""
    dice, now = Random(f"moments {plot.seed}"), BEGINNING
    count = dice.choice(MOMENTS) + (4 if plot.kind == "ways" else 0)
    for number in range(count):
        now += timedelta(seconds=dice.choice(HOURS if plot.kind == "week" else MINUTES))
        if plot.gap and number == count // 2:
            now += timedelta(days=31)
        who, how = dice.choice(WAYS if plot.kind == "ways" else ACTS)
        yield Moment(now, who, how, number)
