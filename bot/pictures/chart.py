"""What drawings of one's own numbers share: a calm ground in two themes, and labels that fit their boxes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.pictures.blocks import PAD, Anchor, Block, Spot, block
from bot.pictures.faces import CHINESE, LATIN, measure
from bot.pictures.seams import Point
from bot.pictures.told import Lang, Theme


@dataclass(frozen=True, slots=True)
class Colours:
    """One theme: the ground, lines on it, text and softer text, gold, and the cooler tone of what was before."""

    ground: str
    plot: str
    grid: str
    text: str
    soft: str
    gold: str
    before: str


# A legend: the size of its words, the room of a mark, and the room between two of its parts, px.
LEGEND, MARK, BETWEEN = 30.0, 44.0, 24.0

COLOURS: dict[Theme, Colours] = {
    "light": Colours("#f7f2e8", "#fdfbf6", "#cfc4b0", "#2b2722", "#5f564a", "#a87a22", "#54716a"),
    "dark": Colours("#1b1d22", "#22252c", "#4a4f5b", "#f3ecdd", "#b9b0a0", "#e3bf6a", "#9fb6d6"),
}


@dataclass(frozen=True, slots=True)
class Label:
    """One text of a drawing: its name, its words, and where it stands."""

    role: str
    text: str
    spot: Spot

    def block(self, lang: Lang) -> Block:
        """The text at the size and place where it fits."""
        return block(self.role, self.text, self.spot, CHINESE if lang == "zh" else LATIN)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a legend: which mark, what it means, the middle of its mark, and the box of its words, px."""

    mark: str
    text: str
    middle: Point
    left: float
    width: float

    def label(self, fill: str, lang: Lang) -> Label:
        """Its words with their box."""
        # Chinese is drawn at 0.92 of a size: here it needs all of it.
        size = LEGEND / 0.92 if lang == "zh" else LEGEND
        return Label(
            f"legend-{self.mark}",
            self.text,
            spot(self.left, self.middle[1] - 25, self.width, 50, fill, anchor="start", size=size),
        )


def in_a_row(said: Mapping[str, str], lang: Lang, y: float) -> tuple[Part, ...]:
    """A legend in one line, its marks and their words, in the middle of a picture 1080 px wide at a height in px."""
    family = CHINESE if lang == "zh" else LATIN
    parts = [(mark, text, measure(text, LEGEND, family) + 2 * PAD) for mark, text in said.items()]
    spare = 1080 - 2 * PAD - sum(width for _, _, width in parts) - len(parts) * MARK - (len(parts) - 1) * BETWEEN
    # A line that is too long takes it from its longest part, whose words then are smaller.
    longest = max(width for _, _, width in parts)
    x = PAD + max(0.0, spare) / 2
    found: list[Part] = []
    for mark, text, width in parts:
        room = width + min(0.0, spare) if width == longest else width
        found.append(Part(mark, text, (x + MARK / 2, y), x + MARK, room))
        x += MARK + room + BETWEEN
    return tuple(found)


def spot(
    x: float, y: float, width: float, height: float, fill: str, *, anchor: Anchor = "middle", size: float = 38
) -> Spot:
    """A box for one label: as large as `size` px, and at least 28 px, which is 9 px on a small phone."""
    return Spot(x, y, width, height, (size, 28), fill, anchor=anchor)
