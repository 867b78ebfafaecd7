"""The map, 1080 x 1080 px, in private only: two dimensions, a dot, and the box of one standard error around it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.pictures.blocks import Block
from bot.pictures.chart import COLOURS, Label, spot
from bot.pictures.template import template
from bot.pictures.told import Lang, Theme, Told

WIDTH = HEIGHT = 1080
LEFT, TOP, SIDE = 168.0, 116.0, 744.0
TICKS = (0, 50, 100)


@dataclass(frozen=True, slots=True)
class Range:
    """A score with one standard error to each side, whole numbers from 0 to 100."""

    low: int
    score: int
    high: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody's answers stood: from left to right `x`, from below upwards `y`."""

    x: Range
    y: Range

    @property
    def dot(self) -> tuple[float, float]:
        return (across(self.x.score), up(self.y.score))

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, width and height in px."""
        left, top = across(self.x.low), up(self.y.high)
        return (left, top, across(self.x.high) - left, up(self.y.low) - top)


@dataclass(frozen=True, slots=True)
class Map:
    """Both dimensions now and, where they are compared, before; all words in the person's language."""

    lang: Lang
    theme: Theme
    now: Place
    before: Place | None
    x_name: str
    y_name: str
    legend: str


def across(score: float) -> float:
    """Where a score stands from left to right, px."""
    return LEFT + SIDE * score / 100


def up(score: float) -> float:
    """Where a score stands from top to bottom, px: more is higher up."""
    return TOP + SIDE * (1 - score / 100)


def labels(shown: Map) -> tuple[Label, ...]:
    """Every text with its box."""
    text, soft = COLOURS[shown.theme].text, COLOURS[shown.theme].soft
    found = [
        Label("y-name", shown.y_name, spot(LEFT, 42, SIDE, 58, text, anchor="start", size=42)),
        Label("x-name", shown.x_name, spot(LEFT, 928, SIDE, 58, text, anchor="end", size=42)),
        Label("legend", shown.legend, spot(90, 988, 900, 84, soft, size=34)),
    ]
    for tick in TICKS:
        found.append(Label(f"x-{tick}", str(tick), spot(across(tick) - 40, 884, 80, 44, soft, size=34)))
        found.append(Label(f"y-{tick}", str(tick), spot(84, up(tick) - 23, 70, 46, soft, anchor="end", size=34)))
    return tuple(found)


def layout(shown: Map) -> tuple[Block, ...]:
    """Every text at its size and place."""
    return tuple(label.block(shown.lang) for label in labels(shown))


def map_svg(shown: Map) -> str:
    """The map as one SVG document."""
    frame = {"left": LEFT, "top": TOP, "side": SIDE, "right": LEFT + SIDE, "bottom": TOP + SIDE, "half": SIDE / 2}
    return template("map.svg").render(
        lang=shown.lang,
        colours=COLOURS[shown.theme],
        frame=frame,
        now=shown.now,
        before=shown.before,
        blocks=layout(shown),
    )


def told(told: Told) -> Map:
    """A map from its facts: `x`, `x-low`, `x-high`, the same for `y`, and for both again after `before-`."""
    before = _place(told, "before-") if "before-x" in told.facts else None
    return Map(
        told.lang,
        told.theme,
        _place(told, ""),
        before,
        told.own("pictures.map.more", scale=told.text("x-name")),
        told.own("pictures.map.more", scale=told.text("y-name")),
        told.own("pictures.map.legend-both" if before else "pictures.map.legend"),
    )


def _place(told: Told, which: str) -> Place:
    x, y = (
        Range(told.number(f"{which}{axis}-low"), told.number(f"{which}{axis}"), told.number(f"{which}{axis}-high"))
        for axis in ("x", "y")
    )
    return Place(x, y)
