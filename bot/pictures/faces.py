"""Which font has which sign and how wide it is, read from the coverage file that tools/fonts.py writes.

Widths are sums of single advances. Kerning, ligatures and joined letters come out narrower than that, so a line
that fits by this measure fits on the picture.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
LATIN = "EB Garamond"
CHINESE = "Noto Serif SC"


@dataclass(frozen=True, slots=True)
class Face:
    """One font file: its names, its extent above and below the baseline (1/1000 em), and its signs."""

    family: str
    style: str
    file: str
    sha256: str
    ascent: int
    descent: int
    starts: tuple[int, ...]
    counts: tuple[int, ...]
    advances: tuple[int, ...]

    def advance(self, char: str) -> int | None:
        """Width of one sign in 1/1000 em, or None when this font does not have it."""
        code = ord(char)
        at = bisect_right(self.starts, code) - 1
        if at < 0 or code >= self.starts[at] + self.counts[at]:
            return None
        return self.advances[at]


@cache
def faces() -> tuple[Face, ...]:
    """Every font that we ship, in the order in which the renderer falls back on them."""
    found = []
    for item in json.loads((FONTS / "coverage.json").read_text(encoding="ascii")):
        starts, counts, advances = zip(*item.pop("runs"), strict=True)
        found.append(Face(**item, starts=starts, counts=counts, advances=advances))
    return tuple(found)


@cache
def order(family: str, style: str) -> tuple[Face, ...]:
    """The asked face first, then the others as the renderer tries them."""
    asked = [face for face in faces() if face.family == family and face.style == style]
    if not asked:
        raise ValueError(f"no font {family} {style} is shipped: see bot/pictures/fonts")
    return (*asked, *(face for face in faces() if face is not asked[0]))


@cache
def advance(char: str, family: str = LATIN, style: str = "normal") -> int | None:
    """Width of one sign in 1/1000 em in the first font that has it; None when none has."""
    for face in order(family, style):
        found = face.advance(char)
        if found is not None:
            return found
    return None


def measure(text: str, size: float, family: str = LATIN, style: str = "normal") -> float:
    """Width of a line in pixels at a font size in pixels; a sign that no font has counts one em."""
    total = 0
    for char in text:
        width = advance(char, family, style)
        total += 1000 if width is None else width
    return total * size / 1000
