"""The map, 1080 x 1080 px, in private only: two dimensions, a drop of gold, and one standard error to each side of it.

The field is quiet and has words at its ends alone: no corner of it has a name, and no person has one either.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.pictures.blocks import Block
from bot.pictures.chart import COLOURS, Label, Part, in_a_row, spot
from bot.pictures.seams import crack, ribbon, smooth
from bot.pictures.template import template
from bot.pictures.told import Lang, Theme, Told

WIDTH = HEIGHT = 1080
# The field, and how far inside it 0 and 100 lie, px: what stands at an end of a scale is whole.
LEFT, TOP, SIDE, INSET = 200.0, 140.0, 788.0, 56.0
# How wide the seam from the time before to the latest is, px.
SEAM = 7.0
# How high the legend stands, px.
LEGEND = 1033.0


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
class Heads:
    """The words of the drawing: its title, its two scales and their ends, and what its three marks mean."""

    title: str
    x: str
    y: str
    less: str
    more: str
    now: str
    before: str
    band: str


@dataclass(frozen=True, slots=True)
class Map:
    """Both dimensions now and, where they are compared, before; all words in the person's language."""

    lang: Lang
    theme: Theme
    now: Place
    before: Place | None
    heads: Heads

    @property
    def seam(self) -> str:
        """Path data of the gold that joins the time before to the latest, or ""."""
        if self.before is None or self.before.dot == self.now.dot:
            return ""
        walk = crack("map", self.before.dot, self.now.dot, wander=0.12, halvings=3)
        return ribbon(smooth(walk), SEAM, seed="map", tips=(0.35, 1.0))


def across(score: float) -> float:
    """Where a score stands from left to right, px."""
    return LEFT + INSET + (SIDE - 2 * INSET) * score / 100


def up(score: float) -> float:
    """Where a score stands from top to bottom, px: more is higher up."""
    return TOP + INSET + (SIDE - 2 * INSET) * (1 - score / 100)


def legend(shown: Map) -> tuple[Part, ...]:
    """What the marks of the drawing mean, in one line."""
    said = {"now": shown.heads.now, "before": shown.heads.before if shown.before else "", "band": shown.heads.band}
    return in_a_row({mark: text for mark, text in said.items() if text}, shown.lang, LEGEND)


def labels(shown: Map) -> tuple[Label, ...]:
    """Every text with its box."""
    text, soft, heads = COLOURS[shown.theme].text, COLOURS[shown.theme].soft, shown.heads
    bottom, middle = TOP + SIDE + 10, TOP + SIDE / 2
    found = [
        Label("title", heads.title, spot(LEFT - 150, 42, SIDE + 150, 76, text, anchor="start", size=52)),
        Label("y-more", heads.more, spot(8, up(100) - 25, LEFT - 12, 50, soft, anchor="end", size=32)),
        Label("y-name", heads.y, spot(8, middle - 60, LEFT - 12, 120, text, anchor="end", size=36)),
        Label("y-less", heads.less, spot(8, up(0) - 25, LEFT - 12, 50, soft, anchor="end", size=32)),
        Label("x-less", heads.less, spot(LEFT, bottom, 210, 50, soft, anchor="start", size=32)),
        Label("x-name", heads.x, spot(LEFT + 214, bottom, SIDE - 428, 50, text, size=36)),
        Label("x-more", heads.more, spot(LEFT + SIDE - 210, bottom, 210, 50, soft, anchor="end", size=32)),
    ]
    return (*found, *(part.label(soft, shown.lang) for part in legend(shown)))


def layout(shown: Map) -> tuple[Block, ...]:
    """Every text at its size and place."""
    return tuple(label.block(shown.lang) for label in labels(shown))


def map_svg(shown: Map) -> str:
    """The map as one SVG document."""
    ends = {"low": across(0), "high": across(100), "upper": up(100), "lower": up(0)}
    return template("map.svg").render(
        lang=shown.lang,
        theme=shown.theme,
        colours=COLOURS[shown.theme],
        frame={"left": LEFT, "top": TOP, "side": SIDE, "x": across(50), "y": up(50), **ends},
        now=shown.now,
        before=shown.before,
        seam=shown.seam,
        legend=legend(shown),
        blocks=layout(shown),
    )


def told(told: Told) -> Map:
    """A map from its facts: `x`, `x-low`, `x-high`, the same for `y`, and for both again after `before-`."""
    before = _place(told, "before-") if "before-x" in told.facts else None
    heads = Heads(
        told.own("pictures.map.title"),
        told.text("x-name"),
        told.text("y-name"),
        told.own("pictures.map.less"),
        told.own("pictures.map.more"),
        told.own("pictures.map.latest" if before else "pictures.map.now"),
        told.own("pictures.map.before"),
        told.own("pictures.map.band"),
    )
    return Map(told.lang, told.theme, _place(told, ""), before, heads)


def _place(told: Told, which: str) -> Place:
    x, y = (
        Range(told.number(f"{which}{axis}-low"), told.number(f"{which}{axis}"), told.number(f"{which}{axis}-high"))
        for axis in ("x", "y")
    )
    return Place(x, y)
