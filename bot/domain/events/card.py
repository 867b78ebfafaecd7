"""Presses of the share card."""

from __future__ import annotations

from bot.domain.events.base import Press


class CardOpen(Press, frozen=True):
    run: int


class CardStyle(Press, frozen=True):
    """kind (no result) or leaning (the style words)."""

    style: str


class CardNext(Press, frozen=True):
    """Another of our lines for one part: strength, helps, edge."""

    part: str
    number: int


class CardWrite(Press, frozen=True):
    """Words of one's own for one part."""

    part: str


class CardDesign(Press, frozen=True):
    design: str


class CardLook(Press, frozen=True):
    """How it looks."""


class CardTheme(Press, frozen=True):
    """light or dark."""

    theme: str


class CardSize(Press, frozen=True):
    """portrait, square or story."""

    size: str


class CardMonth(Press, frozen=True):
    """The month beside its footer (1), or none (0)."""

    on: int


class CardDraw(Press, frozen=True):
    """Draw it."""


class CardSave(Press, frozen=True):
    """Keep what was drawn as a file; `edition` is the card's as it was drawn."""

    edition: int
