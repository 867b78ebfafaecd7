"""The line of felt security, 1080 x 864 px: a dot for each answered evening, joined only to the evening next to it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from bot.pictures.blocks import Block
from bot.pictures.chart import COLOURS, Label, spot
from bot.pictures.seams import Point, path
from bot.pictures.template import template
from bot.pictures.told import Lang, Theme, Told

WIDTH, HEIGHT = 1080, 864
LEFT, RIGHT, TOP, BOTTOM = 146.0, 1036.0, 172.0, 684.0
INSET = 34.0
LEVELS = (1, 2, 3, 4, 5)
# How many days the axis holds at first, and what it grows to; a longer path takes what it needs.
SPANS = (14, 28, 50)
# With more dates than these, a line between neighbours would be all that is seen: dots alone.
CROWDED = 60
# The radius of a dot by the days that the axis holds, px.
SIZES = ((14, 13.0), (28, 12.0), (50, 10.0))
# Below this width (px) a step has no room for its number.
NARROW = 40.0


@dataclass(frozen=True, slots=True)
class Heads:
    """The words of the drawing: its title, the ends of its levels, its axis, its legend."""

    title: str
    high: str
    low: str
    steps: str
    days: str
    legend: str


@dataclass(frozen=True, slots=True)
class Line:
    """Answers by date: (day from 0, level 1 to 5), oldest first; steps as (day from 0, step 1 to 6)."""

    lang: Lang
    theme: Theme
    nights: tuple[tuple[int, int], ...]
    steps: tuple[tuple[int, int], ...]
    heads: Heads

    @property
    def span(self) -> int:
        """How many days the axis holds: it grows with the path."""
        days = self.nights[-1][0] + 1 if self.nights else 0
        return next((span for span in SPANS if span >= days), days)

    def across(self, day: float) -> float:
        """Where a day stands from left to right, px."""
        return LEFT + INSET + (RIGHT - LEFT - 2 * INSET) * day / (self.span - 1)

    @property
    def dots(self) -> tuple[Point, ...]:
        return tuple((self.across(day), up(level)) for day, level in self.nights)

    @property
    def joined(self) -> str:
        """Path data between neighbouring evenings. Where an evening is missing, so is the line."""
        if self.span > CROWDED:
            return ""
        beside = (
            ((self.across(first[0]), up(first[1])), (self.across(second[0]), up(second[1])))
            for first, second in pairwise(self.nights)
            if second[0] == first[0] + 1
        )
        return "".join(path(pair) for pair in beside)


def up(level: float) -> float:
    """Where a level stands from top to bottom, px: 5 is the highest."""
    return BOTTOM - INSET - (BOTTOM - TOP - 2 * INSET) * (level - 1) / 4


def edges(shown: Line) -> tuple[tuple[float, float, int], ...]:
    """Each step's left and right edge in px, halfway between two evenings, and its number."""
    if not (shown.nights and shown.steps):
        return ()
    last = shown.nights[-1][0]
    end = RIGHT if last + 1 == shown.span else shown.across(last + 0.5)
    starts = [LEFT if day == 0 else shown.across(day - 0.5) for day, _ in shown.steps]
    return tuple(
        (left, right, step) for (_, step), left, right in zip(shown.steps, starts, [*starts[1:], end], strict=True)
    )


def ticks(shown: Line) -> tuple[int, ...]:
    """The days with a number below the axis, counted from 1: round ones, far enough apart."""
    apart = next(n for n in (7, 10, 20, 50, 100) if shown.span / n <= 6)
    return (1, *range(apart, shown.span + 1, apart))


def labels(shown: Line) -> tuple[Label, ...]:
    """Every text with its box."""
    text, soft, heads = COLOURS[shown.theme].text, COLOURS[shown.theme].soft, shown.heads
    found = [
        Label("title", heads.title, spot(36, 28, 1008, 72, text, anchor="start", size=48)),
        Label("high", heads.high, spot(10, up(5) - 26, LEFT - 16, 52, text, anchor="end", size=36)),
        Label("low", heads.low, spot(10, up(1) - 26, LEFT - 16, 52, text, anchor="end", size=36)),
        Label("days", heads.days, spot(LEFT, 738, RIGHT - LEFT, 50, soft, size=34)),
        Label("legend", heads.legend, spot(50, 794, 980, 50, soft, size=34)),
    ]
    for n in ticks(shown):
        found.append(Label(f"day-{n}", str(n), spot(shown.across(n - 1) - 36, 692, 72, 44, soft, size=34)))
    wide = [(left, right, step) for left, right, step in edges(shown) if right - left >= NARROW]
    if wide:
        found.append(Label("steps", heads.steps, spot(10, 120, LEFT - 16, 48, soft, anchor="end", size=34)))
    for left, right, step in wide:
        found.append(Label(f"step-{step}", str(step), spot((left + right) / 2 - 20, 120, 40, 48, soft, size=34)))
    return tuple(found)


def layout(shown: Line) -> tuple[Block, ...]:
    """Every text at its size and place."""
    return tuple(label.block(shown.lang) for label in labels(shown))


def line_svg(shown: Line) -> str:
    """The line as one SVG document."""
    return template("line.svg").render(
        lang=shown.lang,
        colours=COLOURS[shown.theme],
        frame={"left": LEFT, "right": RIGHT, "top": TOP, "bottom": BOTTOM},
        levels=[up(level) for level in LEVELS],
        edges=edges(shown),
        joined=shown.joined,
        dots=shown.dots,
        size=next((size for span, size in SIZES if shown.span <= span), 7.5),
        theme=shown.theme,
        blocks=layout(shown),
    )


def told(told: Told) -> Line:
    """A line from its facts: `nights` and `steps` as "day:number" with commas between, days from 0."""
    heads = Heads(
        told.own("pictures.line.title"),
        told.own("pictures.line.high"),
        told.own("pictures.line.low"),
        told.own("pictures.line.steps"),
        told.own("pictures.line.days"),
        told.own("pictures.line.legend"),
    )
    return Line(told.lang, told.theme, _pairs(told.plain("nights")), _pairs(told.plain("steps")), heads)


def _pairs(given: str) -> tuple[tuple[int, int], ...]:
    pairs = (one.split(":") for one in given.split(",") if one)
    return tuple((int(day), int(number)) for day, number in pairs)
