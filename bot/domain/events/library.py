"""Presses of the library."""

from __future__ import annotations

from bot.domain.events.base import Press


class ReadPage(Press, frozen=True):
    """A page of an article, counted from 0."""

    article: str
    page: int


class ReadSources(Press, frozen=True):
    """What the facts of a page rest on."""

    article: str
    page: int


class LinesAt(Press, frozen=True):
    """Lines to copy at a moment, in a tone ("" the first); without a moment, all moments."""

    situation: str
    tone: str
