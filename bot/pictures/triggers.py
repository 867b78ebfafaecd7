"""The trigger map, 1080 px wide, in private only: what happened, where the body felt it, the first thought.

Three columns, and ribbons between them. Every height is a count times one and the same length: nothing is smoothed,
nothing is left out. Gold is what came together more than once. Words of one's own are counted and never shown, and
never gilded, since two of them are not the same.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from bot.pictures.blocks import Block, Spot
from bot.pictures.chart import COLOURS, Label, spot
from bot.pictures.template import template
from bot.pictures.told import Lang, Theme, Told

WIDTH = 1080
PARTS = ("situation", "body", "thought")
OWN = "own"
# The left edge of each column and their width; the bar at a tile's edge that is as high as its count, px.
LEFTS, TILE, BAR = (36.0, 403.0, 770.0), 274.0, 12.0
# How much of a tile its count has for itself, px: one hundred fits.
NUMBER = 66.0
# Where the columns begin, the room below them for the legend, and the least height of a tile and between two, px.
TOP, FOOT, SLOT, GAP = 178.0, 126.0, 92.0, 14.0
# How high the columns may be, how high all moments together, and one of them, px.
ROOM, ALL, LARGEST = 1040.0, 720.0, 64.0

Moment = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Triggers:
    """Moments as their three picks, the label of each pick (part, id), and the words around them."""

    lang: Lang
    theme: Theme
    moments: tuple[Moment, ...]
    names: tuple[tuple[str, str, str], ...]
    title: str
    legend: tuple[str, str]
    heads: tuple[str, ...]

    @property
    def unit(self) -> float:
        """Height of one moment, px: the largest at which every column has room, tiles for words included."""
        largest = min(LARGEST, ALL / len(self.moments))
        return next(size / 4 for size in range(int(largest * 4), 0, -1) if self._height(size / 4) <= ROOM)

    @property
    def height(self) -> float:
        """Height of the whole picture, px."""
        return TOP + self._height(self.unit) + FOOT

    def _height(self, unit: float) -> float:
        return max(_stack(column(self.moments, at), unit) for at in range(len(PARTS)))


@dataclass(frozen=True, slots=True)
class Tile:
    """One pick: its place (px), how often it came, and where its bar begins and how high it is."""

    pick: str
    count: int
    left: float
    top: float
    height: float
    bar: float
    bar_height: float

    @property
    def gold(self) -> bool:
        return self.count > 1 and self.pick != OWN


@dataclass(frozen=True, slots=True)
class Ribbon:
    """How often two picks of neighbouring columns came together: path data, and how wide it is, px."""

    path: str
    width: float
    gold: bool


def column(moments: tuple[Moment, ...], part: int) -> tuple[tuple[str, int], ...]:
    """The picks of one part with their counts, the most frequent first, words of one's own last.

    Of two as frequent the one that is met first stands first: what came together then lies at one height.
    """
    counted = Counter(moment[part] for moment in moments)
    return tuple(sorted(counted.items(), key=lambda item: (item[0] == OWN, -item[1])))


def _stack(counted: tuple[tuple[str, int], ...], unit: float) -> float:
    return sum(max(SLOT, count * unit) for _, count in counted) + GAP * (len(counted) - 1)


def tiles(shown: Triggers) -> tuple[tuple[Tile, ...], ...]:
    """Every tile, column by column; a shorter column stands in the middle."""
    unit, room = shown.unit, shown.height - TOP - FOOT
    found: list[tuple[Tile, ...]] = []
    for part, left in enumerate(LEFTS):
        counted = column(shown.moments, part)
        top = TOP + (room - _stack(counted, unit)) / 2
        row: list[Tile] = []
        for pick, count in counted:
            bar = count * unit
            height = max(SLOT, bar)
            row.append(Tile(pick, count, left, top, height, top + (height - bar) / 2, bar))
            top += height + GAP
        found.append(tuple(row))
    return tuple(found)


def ribbons(shown: Triggers) -> tuple[Ribbon, ...]:
    """Every ribbon, the gold ones last: they lie above the others."""
    columns = tiles(shown)
    found: list[Ribbon] = []
    for part, (before, after) in enumerate(pairwise(columns)):
        met = Counter((moment[part], moment[part + 1]) for moment in shown.moments)
        ends = {tile.pick: tile.bar for tile in after}
        for tile in before:
            start = tile.bar
            for other in after:
                count = met[tile.pick, other.pick]
                if not count:
                    continue
                width = count * shown.unit
                line = _ribbon(tile.left + TILE, start, other.left, ends[other.pick], width)
                found.append(Ribbon(line, width, count > 1 and OWN not in (tile.pick, other.pick)))
                start += width
                ends[other.pick] += width
    return tuple(sorted(found, key=lambda one: one.gold))


def _ribbon(left: float, start: float, right: float, end: float, width: float) -> str:
    """Path data of a band `width` px high, from one bar to another."""
    middle = (left + right) / 2
    return (
        f"M{left:.1f} {start:.1f}C{middle:.1f} {start:.1f} {middle:.1f} {end:.1f} {right:.1f} {end:.1f}"
        f"V{end + width:.1f}"
        f"C{middle:.1f} {end + width:.1f} {middle:.1f} {start + width:.1f} {left:.1f} {start + width:.1f}Z"
    )


def labels(shown: Triggers) -> tuple[Label, ...]:
    """Every text with its box: at least 30 px, which is 10 px on a small phone."""
    text, soft = COLOURS[shown.theme].text, COLOURS[shown.theme].soft
    names = {(part, pick): name for part, pick, name in shown.names}
    found = [Label("title", shown.title, spot(36, 28, 1008, 72, text, anchor="start", size=48))]
    for at, said in enumerate(shown.legend):
        found.append(Label(f"legend-{at}", said, Spot(36, shown.height - 112 + 48 * at, 1008, 46, (34, 30), soft)))
    for part, left, head, row in zip(PARTS, LEFTS, shown.heads, tiles(shown), strict=True):
        found.append(Label(f"head-{part}", head, Spot(left, 112, TILE, 54, (36, 30), soft)))
        wide = TILE - 2 * BAR - NUMBER
        for tile in row:
            name = Spot(left + BAR, tile.top + 1, wide, tile.height - 2, (38, 30), text, anchor="start")
            count = Spot(left + BAR + wide, tile.top + 1, NUMBER, tile.height - 2, (36, 30), soft, anchor="end")
            found.append(Label(f"{part}-{tile.pick}", names[part, tile.pick], name))
            found.append(Label(f"{part}-{tile.pick}-n", str(tile.count), count))
    return tuple(found)


def layout(shown: Triggers) -> tuple[Block, ...]:
    """Every text at its size and place."""
    return tuple(label.block(shown.lang) for label in labels(shown))


def triggers_svg(shown: Triggers) -> str:
    """The map as one SVG document."""
    return template("triggers.svg").render(
        lang=shown.lang,
        colours=COLOURS[shown.theme],
        height=round(shown.height),
        columns=tiles(shown),
        ribbons=ribbons(shown),
        tile=TILE,
        bar=BAR,
        blocks=layout(shown),
    )


def told(told: Told) -> Triggers:
    """A map from its facts: `moments`, ids "situation:body:thought" with commas between, at least one; `span`,
    "week", "newest" or "all", which is what the title says of them."""
    given = (one.split(":") for one in told.plain("moments").split(","))
    moments: tuple[Moment, ...] = tuple((situation, body, thought) for situation, body, thought in given)
    span = told.plain("span")
    return Triggers(
        told.lang,
        told.theme,
        moments,
        tuple(
            (part, pick, told.own("pictures.triggers.own" if pick == OWN else f"log.{part}.{pick}"))
            for at, part in enumerate(PARTS)
            for pick, _ in column(moments, at)
        ),
        told.own(f"pictures.triggers.{span if span in ('week', 'newest') else 'all'}", n=len(moments)),
        (told.own("pictures.triggers.wide"), told.own("pictures.triggers.gold")),
        tuple(told.own(f"pictures.triggers.{part}") for part in PARTS),
    )
