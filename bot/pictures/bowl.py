"""The bowl, 1080 x 1080 px: fifty cracks from a seed of the person's own, gold where a day was practised."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate
from math import cos, pi, sin
from typing import Any, Literal

from bot.pictures.blocks import Block, Spot, block
from bot.pictures.chart import COLOURS, Part, in_a_row
from bot.pictures.cracks import DAYS, ENDS, LIP, RADIUS, TILT, Crack, X, Y, cracks, glaze, ring
from bot.pictures.faces import CHINESE, LATIN
from bot.pictures.seams import Point, path
from bot.pictures.template import template
from bot.pictures.told import Lang, Theme, Told

WIDTH = HEIGHT = 1080
Gold = Literal["stayed", "said", "accepted"]
GOLDS: tuple[Gold, ...] = ("stayed", "said", "accepted")
LAST_OF_STEP = tuple(accumulate(DAYS))


@dataclass(frozen=True, slots=True)
class Bowl:
    """What a bowl shows: the days (1 to 50) filled, the gold of each day, and today's seam, or 0.

    `line` is one line of words below it, or ""; `kinds` are the words for the three golds, or none.
    """

    seed: int
    filled: frozenset[int]
    golds: tuple[Gold, ...]
    today: int = 0
    theme: Theme = "light"
    lang: Lang = "en"
    line: str = ""
    kinds: tuple[str, ...] = ()


SPOTS: dict[Theme, Spot] = {
    "light": Spot(90, 974, 900, 66, (44, 30), "#6d4e14", italic=True),
    "dark": Spot(90, 974, 900, 66, (44, 30), "#e3bf6a", italic=True),
}
# How high the legend of the three golds stands, px: at the foot, or below a line.
LEGEND, LOWER = 1014.0, 1040.0


@dataclass(frozen=True, slots=True)
class Mended:
    """A filled crack: its gold, and whether it is today's."""

    crack: Crack
    gold: Gold
    new: bool


def layout(bowl: Bowl) -> tuple[Block, ...]:
    """The line below the bowl, where there is one, and the words of the three golds."""
    family = CHINESE if bowl.lang == "zh" else LATIN
    spot = replace(SPOTS[bowl.theme], y=946) if bowl.kinds else SPOTS[bowl.theme]
    golds = tuple(part.label(COLOURS[bowl.theme].soft, bowl.lang).block(bowl.lang) for part in legend(bowl))
    return (block("line", bowl.line, spot, family), *golds) if bowl.line else golds


def legend(bowl: Bowl) -> tuple[Part, ...]:
    """The three golds by name, in one line, where they are asked for."""
    if not bowl.kinds:
        return ()
    return in_a_row(dict(zip(GOLDS, bowl.kinds, strict=True)), bowl.lang, LOWER if bowl.line else LEGEND)


def mended(bowl: Bowl) -> tuple[Mended, ...]:
    """The filled cracks from the heart outwards, today's last: it lies above the others."""
    found = [
        Mended(one, bowl.golds[one.day - 1], one.day == bowl.today)
        for one in cracks(bowl.seed)
        if one.day in bowl.filled
    ]
    return tuple(sorted(found, key=lambda one: one.new))


def bowl_svg(bowl: Bowl) -> str:
    """The bowl as one SVG document."""
    known = {"theme": bowl.theme, "lang": bowl.lang, "blocks": layout(bowl), "legend": legend(bowl)}
    return template("bowl.svg").render(**known, **drawing(bowl))


def drawing(bowl: Bowl) -> dict[str, Any]:
    """What the templates of a bowl's colours and body are given: its outlines, its rings, open and mended cracks."""
    whole = whole_steps(bowl.filled)
    ended = whole - whole_steps(bowl.filled - {bowl.today})
    return {
        "shapes": shapes(),
        "rings": [(line, step in whole) for step, line in enumerate(_rings(), start=1)],
        # The ring of a step that ended with today's seam.
        "fresh": [line for step, line in enumerate(_rings(), start=1) if step in ended],
        "open": [one.hair for one in cracks(bowl.seed) if one.day not in bowl.filled],
        "mended": mended(bowl),
    }


def whole_steps(filled: frozenset[int]) -> frozenset[int]:
    """The steps (1 to 6) all of whose days are filled."""
    return frozenset(step for step in range(1, len(DAYS) + 1) if _step_days(step) <= filled)


def _step_days(step: int) -> frozenset[int]:
    last = LAST_OF_STEP[step - 1]
    return frozenset(range(last - DAYS[step - 1] + 1, last + 1))


@cache
def _rings() -> tuple[str, ...]:
    return tuple(path(ring(end)) + "Z" for end in ENDS)


@cache
def shapes() -> dict[str, str]:
    """The outlines that every bowl has."""
    return {
        "hollow": path(ring(1.0)) + "Z",
        "lip": path(_circle(LIP, 0.0)) + "Z",
        "wall": path(_wall()) + "Z",
        "glaze": "".join(path(line) for line in glaze()),
    }


def _circle(radius: float, down: float) -> tuple[Point, ...]:
    turns = [2 * pi * at / 120 for at in range(120)]
    return tuple((X + RADIUS * radius * cos(t), Y + RADIUS * (TILT * radius * sin(t) + down)) for t in turns)


def _wall() -> tuple[Point, ...]:
    """The outer wall as far as it is seen below the lip: the lowest edge of all its circles."""
    found: list[Point] = []
    for at in range(121):
        turn = pi * at / 120
        x = LIP * cos(turn)
        lowest = 0.0
        for deep in (0.02 * n for n in range(28)):
            radius = LIP * (1 - (deep / 0.62) ** 2.6) ** 0.5
            if radius > abs(x):
                lowest = max(lowest, TILT * (radius * radius - x * x) ** 0.5 + 0.61 * deep)
        found.append((X + RADIUS * x, Y + RADIUS * lowest))
    return (*found, (X - RADIUS * LIP, Y), (X + RADIUS * LIP, Y))


def told(told: Told) -> Bowl:
    """A bowl from its facts: `filled` (day numbers), `golds` (a kind a day, both with commas), `today`, `line`."""
    golds, line = told.plain("golds").split(","), told.text("line")
    filled = frozenset(int(day) for day in told.plain("filled").split(",") if day)
    # Where something is finished there is time to look: the three golds get their names.
    named = len(filled) == LAST_OF_STEP[-1] or (line and whole_steps(filled))
    return Bowl(
        told.number("seed"),
        filled,
        tuple(next((gold for gold in GOLDS if gold == given), "said") for given in golds),
        told.number("today"),
        told.theme,
        told.lang,
        line,
        tuple(told.own(f"digest.gold.{gold}") for gold in GOLDS) if named else (),
    )
