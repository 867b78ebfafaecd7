"""How much of a small phone a screen needs: 360 x 640 pixels, of which the bars above and below take 110.

An estimate that a ruler on real phones bears out: a line of text is 21 pixels high and holds 38 Latin or 19 Chinese
signs, a row of buttons is 44 pixels high, and a bubble has 16 pixels of padding.
"""

from __future__ import annotations

from math import ceil

from bot.render import Shown
from simulator.html import parse_html

ROOM = 640 - 110
LINE, ROW, BUBBLE = 21, 44, 16
UNITS = 38
ACROSS = {1: 38, 2: 19, 3: 11, 4: 7}


def width(text: str) -> int:
    """A text's width in Latin signs: a Chinese one is two."""
    return sum(2 if "⺀" <= sign <= "￯" or (sign in "“”…—" and _chinese(text)) else 1 for sign in text)


def _chinese(text: str) -> bool:
    return any("一" <= sign <= "鿿" for sign in text)


def lines(html: str) -> int:
    """How many lines a text takes, wrapped."""
    text = parse_html(html)[0]
    return sum(max(1, ceil(width(line) / UNITS)) for line in text.split("\n"))


def height(shown: Shown) -> int:
    """The height of a screen with its buttons, in pixels."""
    return BUBBLE + lines(shown.text) * LINE + len(shown.keys) * ROW


def too_wide(shown: Shown) -> list[str]:
    """The labels that a phone would cut in rows of their number of buttons."""
    return [key.label for row in shown.keys for key in row if width(key.label) > ACROSS.get(len(row), 4)]
