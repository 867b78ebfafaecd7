"""Split a line into runs of one font each, in the order in which they are seen.

The renderer's own search for another font gives up on a line where joined letters change the number of glyphs, and
draws empty boxes. So each run names its font, and the renderer never has to search.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from bot.pictures.faces import Face, measure, order


@dataclass(frozen=True, slots=True)
class Run:
    """Text for one font, and the room in px that it takes."""

    text: str
    family: str
    style: str
    width: float
    rtl: bool


def from_the_right(text: str) -> bool:
    """Whether a text is read from the right: its first letter with a direction says so."""
    strong = (char for char in text if unicodedata.bidirectional(char) in {"L", "R", "AL"})
    return _rtl(next(strong, " "))


def runs(line: str, size: float, family: str, style: str, *, rtl: bool = False) -> tuple[Run, ...]:
    """The runs of a line from left to right; `rtl` says that the text around it is read from the right."""
    found: list[Run] = []
    for text, face, back in _pieces(line, family, style):
        found.append(Run(text, face.family, face.style, measure(text, size, face.family, face.style), back))
    return tuple(reversed(found)) if rtl else tuple(found)


def _pieces(line: str, family: str, style: str) -> list[tuple[str, Face, bool]]:
    found: list[tuple[str, Face, bool]] = []
    for at, char in enumerate(line):
        face = _face(char, family, style)
        rtl = _rtl(char)
        last = found[-1] if found else None
        # Spaces and stops between two right-to-left words belong to them, so that the words keep their order.
        if last and not rtl and last[2] and _returns(line, at) and last[1].advance(char) is not None:
            face, rtl = last[1], True
        if last and last[1] == face and last[2] == rtl:
            found[-1] = (last[0] + char, face, rtl)
        else:
            found.append((char, face, rtl))
    return found


def _face(char: str, family: str, style: str) -> Face:
    faces = order(family, style)
    return next((face for face in faces if face.advance(char) is not None), faces[0])


def _rtl(char: str) -> bool:
    return unicodedata.bidirectional(char) in {"R", "AL"} or "\u0591" <= char <= "\u06ed"


def _returns(line: str, at: int) -> bool:
    """Whether right-to-left letters come again before any left-to-right letter."""
    for char in line[at:]:
        if _rtl(char):
            return True
        if unicodedata.bidirectional(char) == "L":
            return False
    return False
