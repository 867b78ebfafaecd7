"""Texts on pictures: the box that each may stand in, and the size, font and lines at which it fits there."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import Literal

from bot.pictures.faces import CHINESE, LATIN, measure
from bot.pictures.joined import extent
from bot.pictures.runs import Run, from_the_right, runs
from bot.pictures.text import drawable
from bot.pictures.wrap import RISE, Fitted, arabic, fit

# Room at both sides for letters that lean out of their width, px.
PAD = 10
HALF_EMPTY = ("，", "。", "、", "；", "：")


Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a text may stand: its box in px, largest and smallest size in px, colour, alignment and upright place."""

    x: float
    y: float
    width: float
    height: float
    sizes: tuple[float, float]
    fill: str
    anchor: Anchor = "middle"
    place: Literal["top", "middle"] = "middle"
    italic: bool = False
    leading: float = 1.22


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of text in one font: where its anchor stands on its baseline, in px."""

    x: float
    y: float
    text: str
    family: str
    style: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Block:
    """A text that found its size and place."""

    role: str
    spot: Spot
    fitted: Fitted
    family: str
    style: str

    @property
    def stroke(self) -> float:
        """Width in px of the outline that makes Song type hold on a phone: its thin strokes vanish there."""
        return self.fitted.size * 0.014 if self.family == CHINESE else 0.0

    @property
    def anchor(self) -> Anchor:
        """Where its lines are aligned: what is read from the right begins at the right."""
        back = self.spot.anchor == "start" and from_the_right("".join(self.fitted.lines))
        return "end" if back else self.spot.anchor

    @property
    def words(self) -> tuple[Word, ...]:
        """What is to be written where: one piece a line, or one a font where a line needs several."""
        spare = self.spot.height - self.fitted.height
        top = self.spot.y + (spare / 2 if self.spot.place == "middle" else 0) + RISE * self.fitted.size
        found: list[Word] = []
        for at, line in enumerate(self.fitted.lines):
            found += self._line(line, top + at * self.fitted.leading)
        return tuple(found)

    def _line(self, line: str, y: float) -> list[Word]:
        spot, anchor, rtl = self.spot, self.anchor, from_the_right("".join(self.fitted.lines))
        parts = runs(line, self.fitted.size, self.family, self.style, rtl=rtl)
        x = {"start": spot.x + PAD, "middle": spot.x + spot.width / 2, "end": spot.x + spot.width - PAD}[anchor]
        if len(parts) == 1:
            return [Word(x + self._hang(line), y, line, parts[0].family, parts[0].style, anchor)]
        rooms = [self._room(part) for part in parts]
        x -= {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor] * sum(width for _, width in rooms)
        found: list[Word] = []
        for part, (before, width) in zip(parts, rooms, strict=True):
            text = part.text.strip()
            found += [Word(x + before, y, text, part.family, part.style, "start")] if text else []
            x += width
        return found

    def _room(self, part: Run) -> tuple[float, float]:
        """How far into its room a run starts, and how wide that room is, px: joined letters as they come out."""
        size = self.fitted.size
        if arabic(part.text):
            first, last = extent(part.text, part.family, part.style)
            return -first * size, (last - first) * size
        return measure(" ", size, part.family, part.style) if part.text.startswith(" ") else 0.0, part.width

    def _hang(self, line: str) -> float:
        """A full-width stop is empty on its right: a centred line that ends with one looks centred without it."""
        return self.fitted.size / 4 if self.spot.anchor == "middle" and line.endswith(HALF_EMPTY) else 0.0


def block(role: str, text: str, spot: Spot, family: str, *, most: float = inf) -> Block:
    """A text made drawable, at the size and place where it fits its box, and at most so large (px)."""
    # Chinese has no italics, and its even, square signs need more air between lines, as Arabic's deep letters do.
    style = "italic" if spot.italic and family == LATIN else "normal"
    leading = spot.leading + (0.18 if family == CHINESE or arabic(text) else 0)
    largest = min(most, spot.sizes[0] if family == LATIN else spot.sizes[0] * 0.92)
    sizes = (largest, min(largest, spot.sizes[1]))
    fitted = fit(drawable(text), spot.width - 2 * PAD, spot.height, sizes, leading=leading, family=family, style=style)
    return Block(role, spot, fitted, family, style)
