"""What drawings of one's own numbers share: a calm ground in two themes, and labels that fit their boxes."""

from __future__ import annotations

from dataclasses import dataclass

from bot.pictures.blocks import Anchor, Block, Spot, block
from bot.pictures.faces import CHINESE, LATIN
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


def spot(
    x: float, y: float, width: float, height: float, fill: str, *, anchor: Anchor = "middle", size: float = 38
) -> Spot:
    """A box for one label: as large as `size` px, and at least 28 px, which is 9 px on a small phone."""
    return Spot(x, y, width, height, (size, 28), fill, anchor=anchor)
