"""Split a line into runs of one font each, in the order in which they are seen.

The renderer's own search for another font gives up on a line where joined letters change the number of glyphs, and
draws empty boxes. So each run names its font, and the renderer never has to search.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import accumulate, pairwise

from bot.pictures.faces import Face, measure, order

MIRRORED = dict(zip("()[]{}<>«»‹›", ")(][}{><»«›‹", strict=True))


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
    ways: list[tuple[bool, list[tuple[str, Face]]]] = []
    for text, face, back in _pieces(line, family, style, rtl):
        if not ways or ways[-1][0] != back:
            ways.append((back, []))
        ways[-1][1].append((text, face))
    found: list[Run] = []
    for back, pieces in reversed(ways) if rtl else ways:
        for text, face in reversed(pieces) if back else pieces:
            letters = back and any(map(_rtl, text))
            # Between words that are read from the right, a stop or a bracket stands the other way round as well.
            seen = text if letters or not back else "".join(MIRRORED.get(char, char) for char in reversed(text))
            found.append(Run(seen, face.family, face.style, measure(seen, size, face.family, face.style), letters))
    return tuple(found)


def _pieces(line: str, family: str, style: str, rtl: bool) -> list[tuple[str, Face, bool]]:
    """The line cut where font or direction change, in reading order."""
    found: list[tuple[str, Face, bool]] = []
    for char, back in zip(line, _directions(line, rtl), strict=True):
        face, last = _face(char, family, style), found[-1] if found else None
        if last and last[2] == back and _neutral(char) and last[1].advance(char) is not None:
            face = last[1]
        if last and last[1:] == (face, back):
            found[-1] = (last[0] + char, face, back)
        else:
            found.append((char, face, back))
    return [(part, face, back) for text, face, back in found for part in (_parts(text) if back else [text])]


def _parts(text: str) -> list[str]:
    """Letters that are read from the right, apart from stops at their ends.

    The renderer takes every text as one from the left, and would set a last stop to the right of it.
    """
    letters = [at for at, char in enumerate(text) if not _neutral(char)]
    cuts = [0, letters[0], letters[-1] + 1, len(text)] if letters else [0, len(text)]
    return [text[start:end] for start, end in pairwise(cuts) if start < end]


def _directions(line: str, rtl: bool) -> list[bool]:
    """For each sign whether it is read from the right; what stands between two ways goes the way of the text around."""
    strong = [None if _neutral(char) else _rtl(char) for char in line]
    before = accumulate(strong, _latest)
    after = reversed(list(accumulate(reversed(strong), _latest)))
    sides = (
        (rtl if left is None else left, rtl if right is None else right)
        for left, right in zip(before, after, strict=True)
    )
    return [left if left == right else rtl for left, right in sides]


def _latest(last: bool | None, one: bool | None) -> bool | None:
    return last if one is None else one


def _neutral(char: str) -> bool:
    return not _rtl(char) and unicodedata.bidirectional(char) not in {"L", "EN", "AN", "NSM"}


def _face(char: str, family: str, style: str) -> Face:
    faces = order(family, style)
    return next((face for face in faces if face.advance(char) is not None), faces[0])


def _rtl(char: str) -> bool:
    return unicodedata.bidirectional(char) in {"R", "AL"} or "\u0591" <= char <= "\u06ed"
