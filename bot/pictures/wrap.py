"""Break a text into even lines that fit a box, by the widths of its signs and the habits of its script."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from bot.pictures.faces import CHINESE, measure

# Signs that may not begin a line, and signs that may not end one (GB/T 15834 and common practice).
NO_START = frozenset("，。！？、；：”’）》」』】〉〕…—～·％‰℃々,.!?;:)]}%")
NO_END = frozenset("（“‘《「『【〈〔([{")
PAUSES = frozenset("，。！？；：、,.!?;:")
LEANS_BACK = frozenset("的了着过们吗呢吧么地得里上下")
LEANS_ON = frozenset("我你他她它很不也都就在把被让和与是有会想要可最更先再别没一这那每两几")
SMALL_WORDS = frozenset(["a", "an", "the", "i", "to", "of", "in", "my", "is", "it", "and", "or"])
ELLIPSIS = "…"
# How far Chinese may shrink for the sake of its line ends.
CALM = 0.8

# Room above and below the baseline that a line needs, in em; some Arabic letters hang deeper than those of any other
# of our scripts. Measured over every sign of our fonts.
RISE = 1.0
DROP, ARABIC_DROP = 0.30, 0.60


@dataclass(frozen=True, slots=True)
class Fitted:
    """Lines at one font size (px) with their widths (px) and the distance of their baselines (px)."""

    lines: tuple[str, ...]
    widths: tuple[float, ...]
    size: float
    leading: float

    @property
    def height(self) -> float:
        """From the top of the first line to the bottom of the last, px."""
        return _around(self.lines) * self.size + (len(self.lines) - 1) * self.leading if self.lines else 0.0


def arabic(text: str) -> bool:
    """Whether a text has an Arabic letter."""
    return any("\u0600" <= char <= "\u06ff" or "\u0750" <= char <= "\u077f" for char in text)


def _around(lines: Iterable[str]) -> float:
    return RISE + (ARABIC_DROP if any(map(arabic, lines)) else DROP)


@dataclass(frozen=True, slots=True)
class Piece:
    """What is never broken: a word, or a hanzi with its punctuation; and how bad a break after it would be."""

    text: str
    space: bool
    cost: float


def _wide(char: str) -> bool:
    return "\u2e80" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or "\uff00" <= char <= "\uffef"


def _breaks(left: str, right: str) -> bool:
    if right in NO_START or left in NO_END:
        return False
    return _wide(left) or _wide(right) or left in "-\u2013\u2014/"


def _cost(word: str, following: str) -> float:
    last = word[-1]
    if last in PAUSES or last in NO_START:
        return -0.15 if _wide(last) else -0.06
    if following in LEANS_BACK and _wide(following):
        return 0.25
    if last in LEANS_ON or word.lower() in SMALL_WORDS:
        return 0.10
    return 0.0


@lru_cache(maxsize=512)
def pieces(text: str) -> tuple[Piece, ...]:
    """The unbreakable pieces of one line of text."""
    found: list[Piece] = []
    for word in text.split():
        start = 0
        for at in range(1, len(word)):
            if _breaks(word[at - 1], word[at]):
                found.append(Piece(word[start:at], False, _cost(word[start:at], word[at])))
                start = at
        found.append(Piece(word[start:], True, _cost(word[start:], " ")))
    return tuple(found)


def _split_long(parts: tuple[Piece, ...], width: float, size: float, family: str, style: str) -> list[Piece]:
    found: list[Piece] = []
    for part in parts:
        if measure(part.text, size, family, style) <= width:
            found.append(part)
            continue
        found += [Piece(char, False, 0.0) for char in part.text[:-1]]
        found.append(Piece(part.text[-1], part.space, part.cost))
    return found


@dataclass(frozen=True, slots=True)
class Measured:
    """Pieces with the running sum of their widths, px; `gap` is the width of a space."""

    parts: tuple[Piece, ...]
    sums: tuple[float, ...]
    gap: float

    def span(self, first: int, last: int) -> float:
        """Width in px of a line of the pieces first to last - 1."""
        return self.sums[last] - self.sums[first] - (self.gap if self.parts[last - 1].space else 0.0)


def _measured(text: str, width: float, size: float, family: str, style: str) -> Measured:
    parts = _split_long(pieces(text), width, size, family, style)
    gap = measure(" ", size, family, style)
    sums = [0.0]
    for part in parts:
        sums.append(sums[-1] + measure(part.text, size, family, style) + (gap if part.space else 0.0))
    return Measured(tuple(parts), tuple(sums), gap)


def wrap(text: str, width: float, size: float, family: str, style: str = "normal") -> tuple[str, ...]:
    """As few lines as fit a width (px) at a font size (px), as even as they can be."""
    measured = _measured(text, width, size, family, style)
    if not measured.parts:
        return ()
    count = _fewest(measured, width)
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for _ in range(count):
        best.append(_next_line(measured, width, measured.sums[-1] / count, best[-1]))
    return _lines(measured.parts, best)


def _fewest(measured: Measured, width: float) -> int:
    count, first = 1, 0
    for last in range(1, len(measured.parts) + 1):
        if measured.span(first, last) > width and last > first + 1:
            count, first = count + 1, last - 1
    return count


def _next_line(
    measured: Measured, width: float, even: float, starts: dict[int, tuple[float, int]]
) -> dict[int, tuple[float, int]]:
    """The cheapest way to each line end: end -> (cost, where that line begins)."""
    parts = measured.parts
    row: dict[int, tuple[float, int]] = {}
    for first, (before, _) in starts.items():
        for last in range(first + 1, len(parts) + 1):
            wide = measured.span(first, last)
            if wide > width and last > first + 1:
                break
            cost = before + ((wide - even) / width) ** 2 + (parts[last - 1].cost if last < len(parts) else 0.0)
            if last not in row or cost < row[last][0]:
                row[last] = (cost, first)
    return row


def _lines(parts: tuple[Piece, ...], best: list[dict[int, tuple[float, int]]]) -> tuple[str, ...]:
    cuts = [len(parts)]
    for row in reversed(best[1:]):
        cuts.append(row[cuts[-1]][1])
    cuts.reverse()
    return tuple(
        "".join(part.text + (" " if part.space else "") for part in parts[first:last]).rstrip()
        for first, last in pairwise(cuts)
    )


def fit(
    text: str,
    width: float,
    height: float,
    sizes: tuple[float, float],
    *,
    leading: float,
    family: str,
    style: str = "normal",
) -> Fitted:
    """The largest size (largest, smallest px) at which the text fits the box (px); cut with … when none does.

    `leading` is the distance of two baselines in em.
    """
    largest, smallest = sizes
    size = largest
    while True:
        fitted = _at(text, width, size, leading, family, style)
        if fitted.height <= height:
            return _calmer(fitted, text, width, smallest, leading, family, style)
        if size <= smallest:
            return _cut(fitted, width, height, family, style)
        size = max(smallest, size - 2)


def _at(text: str, width: float, size: float, leading: float, family: str, style: str) -> Fitted:
    lines = wrap(text, width, size, family, style)
    return Fitted(lines, tuple(measure(line, size, family, style) for line in lines), size, size * leading)


def _calmer(
    fitted: Fitted, text: str, width: float, smallest: float, leading: float, family: str, style: str
) -> Fitted:
    """A little smaller, when Chinese lines then end at their commas: a word cut in two reads worse."""
    size = fitted.size
    if family != CHINESE or _torn(fitted) == 0:
        return fitted
    while size - 1 >= max(smallest, fitted.size * CALM):
        size -= 1
        smaller = _at(text, width, size, leading, family, style)
        if _torn(smaller) == 0 and len(smaller.lines) <= len(fitted.lines):
            return smaller
    return fitted


def _torn(fitted: Fitted) -> int:
    return sum(1 for line in fitted.lines[:-1] if line[-1] not in PAUSES)


def _cut(fitted: Fitted, width: float, height: float, family: str, style: str) -> Fitted:
    room = max(1, int((height - _around(fitted.lines) * fitted.size) / fitted.leading) + 1)
    kept = list(fitted.lines[:room])
    last = kept[-1]
    while last and measure(last + ELLIPSIS, fitted.size, family, style) > width:
        last = last[:-1]
    kept[-1] = last.rstrip(" ，。、；：,.;:") + ELLIPSIS
    widths = tuple(measure(line, fitted.size, family, style) for line in kept)
    return Fitted(tuple(kept), widths, fitted.size, fitted.leading)
