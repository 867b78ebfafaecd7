"""The trigger map, 1080 px wide, in private only: what happened, where the body felt it, the first thought.

Three columns, and ribbons between them. Every height is a count times one and the same length: nothing is smoothed,
nothing is left out; what comes after the five most frequent stands together as others. Gold is what came together
most, three ribbons at the most. Words of one's own are counted and never shown, and never gilded, since two of them
are not the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.pictures.blocks import PAD, Block, Spot
from bot.pictures.chart import COLOURS, Label, spot
from bot.pictures.seams import Point
from bot.pictures.template import template
from bot.pictures.told import Lang, Theme, Told

WIDTH = 1080
PARTS = ("situation", "body", "thought")
OWN, OTHERS = "own", "others"
# How many picks a column shows by name where it has more than it has room for, and how many ribbons are gold.
NAMED, GILDED = 5, 3
# The left edge of each column and their width; the bar at a column's edge that is as high as its count, px.
LEFTS, TILE, BAR = (36.0, 409.0, 782.0), 262.0, 11.0
# How much of a column its counts have for themselves, px: one hundred fits.
NUMBER = 64.0
# Where the columns begin, the room below them for the legend, and the least height of a row and between two, px.
TOP, FOOT, SLOT, GAP = 184.0, 132.0, 92.0, 16.0
# How high one moment may be, and how high all of them for each row of the longest column, px.
LARGEST, A_ROW = 34.0, 104.0
# How much of its width a ribbon keeps between two columns.
WAIST = 0.68

# Rows that are no pick of ours, and the words for them.
SAID = {OWN: "pictures.triggers.own", OTHERS: "pictures.triggers.rest"}

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
        """Height of one moment, px: with few rows a bar stays low, whatever its count."""
        rows = max(len(column(self.moments, at)) for at in range(len(PARTS)))
        return min(LARGEST, A_ROW * rows / len(self.moments))

    @property
    def height(self) -> float:
        """Height of the whole picture, px."""
        return TOP + self._height(self.unit) + FOOT

    def _height(self, unit: float) -> float:
        return max(_stack(column(self.moments, at), unit) for at in range(len(PARTS)))


@dataclass(frozen=True, slots=True)
class Tile:
    """One row: a pick, its place (px), how often it came, and where its bar begins and how high it is."""

    pick: str
    count: int
    left: float
    top: float
    height: float
    bar: float
    bar_height: float


@dataclass(frozen=True, slots=True)
class Ribbon:
    """How often two picks of neighbouring columns came together: path data, and how wide it is, px."""

    path: str
    width: float
    gold: bool


def column(moments: tuple[Moment, ...], part: int) -> tuple[tuple[str, int], ...]:
    """The picks of one part with their counts, the most frequent first, words of one's own last.

    Of two as frequent the one that is met first stands first: what came together then lies at one height. Where there
    are more than six, the five most frequent are named and the others are one row.
    """
    counted = sorted(Counter(moment[part] for moment in moments).items(), key=lambda item: (item[0] == OWN, -item[1]))
    if len(counted) > NAMED + 1:
        counted[NAMED:] = [(OTHERS, sum(count for _, count in counted[NAMED:]))]
    return tuple(counted)


def _shown(moments: tuple[Moment, ...]) -> list[tuple[str, ...]]:
    """Each moment by the rows in which it stands."""
    named = [{pick for pick, _ in column(moments, part)} for part in range(len(PARTS))]
    return [tuple(pick if pick in named[at] else OTHERS for at, pick in enumerate(moment)) for moment in moments]


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
    columns, moments = tiles(shown), _shown(shown.moments)
    found: list[tuple[int, bool, Ribbon]] = []
    for part, (before, after) in enumerate(pairwise(columns)):
        met = Counter((moment[part], moment[part + 1]) for moment in moments)
        ends = {tile.pick: tile.bar for tile in after}
        for tile in before:
            start = tile.bar
            for other in after:
                count = met[tile.pick, other.pick]
                if not count:
                    continue
                width = count * shown.unit
                line = _ribbon((tile.left + TILE, start), (other.left, ends[other.pick]), width)
                known = not {OWN, OTHERS} & {tile.pick, other.pick}
                found.append((count, known and count > 1, Ribbon(line, width, False)))
                start += width
                ends[other.pick] += width
    return _gilded(found)


def _gilded(found: list[tuple[int, bool, Ribbon]]) -> tuple[Ribbon, ...]:
    """The ribbons (count, may be gold, itself), the strongest of them in gold; of two as strong the first."""
    may = [at for at, (_, known, _) in enumerate(found) if known]
    gold = set(sorted(may, key=lambda at: -found[at][0])[:GILDED])
    plain = [ribbon for at, (_, _, ribbon) in enumerate(found) if at not in gold]
    return (*plain, *(replace(found[at][2], gold=True) for at in sorted(gold)))


def _ribbon(start: Point, end: Point, width: float) -> str:
    """Path data of a band from one bar to another: `width` px high at both of them, thinner on its way."""
    (left, top), (right, bottom) = start, end
    middle, height = (left + right) / 2, (top + bottom + width) / 2
    reach, half = (right - left) / 4, width * WAIST / 2
    slope = (bottom - top) / 2
    upper, lower = height - half, height + half
    below, beneath = bottom + width, top + width
    return (
        f"M{left:.1f} {top:.1f}"
        f"C{left + reach:.1f} {top:.1f} {middle - reach:.1f} {upper - slope / 2:.1f} {middle:.1f} {upper:.1f}"
        f"S{right - reach:.1f} {bottom:.1f} {right:.1f} {bottom:.1f}V{below:.1f}"
        f"C{right - reach:.1f} {below:.1f} {middle + reach:.1f} {lower + slope / 2:.1f} {middle:.1f} {lower:.1f}"
        f"S{left + reach:.1f} {beneath:.1f} {left:.1f} {beneath:.1f}Z"
    )


def labels(shown: Triggers) -> tuple[Label, ...]:
    """Every text with its box: at least 30 px, which is 10 px on a small phone."""
    text, soft = COLOURS[shown.theme].text, COLOURS[shown.theme].soft
    found = [Label("title", shown.title, spot(26, 28, 1018, 76, text, anchor="start", size=50))]
    gold = any(ribbon.gold for ribbon in ribbons(shown))
    for at, said in enumerate(shown.legend if gold else shown.legend[:1]):
        found.append(Label(f"legend-{at}", said, Spot(36, shown.height - 114 + 48 * at, 1008, 46, (34, 30), soft)))
    for at, (left, head) in enumerate(zip(LEFTS, shown.heads, strict=True)):
        # Words stand at the edges of the picture, and beside the bars elsewhere.
        into = left - PAD if at == 0 else left + BAR
        found.append(Label(f"head-{PARTS[at]}", head, Spot(into, 116, TILE - BAR, 56, (36, 30), soft, anchor="start")))
        found += _rows(shown, at, into)
    return tuple(found)


def _rows(shown: Triggers, at: int, left: float) -> Iterator[Label]:
    """The names and counts of one column."""
    names = {(part, pick): name for part, pick, name in shown.names}
    text, soft, part = COLOURS[shown.theme].text, COLOURS[shown.theme].soft, PARTS[at]
    right = LEFTS[at] + TILE + (PAD if at == len(PARTS) - 1 else -BAR)
    for tile in tiles(shown)[at]:
        box = Spot(left, tile.top, right - NUMBER - left, tile.height, (38, 30), text, anchor="start")
        yield Label(f"{part}-{tile.pick}", names[part, tile.pick], box)
        count = Spot(right - NUMBER, tile.top, NUMBER, tile.height, (36, 30), soft, anchor="end")
        yield Label(f"{part}-{tile.pick}-n", str(tile.count), count)


def layout(shown: Triggers) -> tuple[Block, ...]:
    """Every text at its size and place."""
    return tuple(label.block(shown.lang) for label in labels(shown))


def triggers_svg(shown: Triggers) -> str:
    """The map as one SVG document."""
    return template("triggers.svg").render(
        lang=shown.lang,
        colours=COLOURS[shown.theme],
        height=round(shown.height),
        lines=_hairlines(shown),
        columns=tiles(shown),
        ribbons=ribbons(shown),
        tile=TILE,
        bar=BAR,
        blocks=layout(shown),
    )


def _hairlines(shown: Triggers) -> list[tuple[float, float]]:
    """The left end and the height of each line between two rows, px."""
    rows = (pair for column_ in tiles(shown) for pair in pairwise(column_))
    return [(above.left, (above.top + above.height + below.top) / 2) for above, below in rows]


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
            (part, pick, told.own(SAID.get(pick, f"log.{part}.{pick}")))
            for at, part in enumerate(PARTS)
            for pick, _ in column(moments, at)
        ),
        told.own(f"pictures.triggers.{span if span in ('week', 'newest') else 'all'}", n=len(moments)),
        (told.own("pictures.triggers.wide"), told.own("pictures.triggers.gold")),
        tuple(told.own(f"pictures.triggers.{part}") for part in PARTS),
    )
