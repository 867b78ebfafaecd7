"""What two people let each other read: looking at it, making it, letting it be read, and taking it back."""

from __future__ import annotations

from bot.domain.events.base import Press


class TwoItems(Press, frozen=True):
    """Everything that one may let be read."""

    couple: int


class TwoItem(Press, frozen=True):
    """One of them, by its name: what may be said there, or what is being read."""

    couple: int
    name: str


class ItemLines(Press, frozen=True):
    """Another page of our lines, from 0."""

    couple: int
    name: str
    page: int


class ItemPick(Press, frozen=True):
    """One of our lines, by its key: in (1) or out (0)."""

    couple: int
    line: str
    on: int


class ItemWrite(Press, frozen=True):
    """Room for a line of one's own."""

    couple: int
    name: str


class ItemProof(Press, frozen=True):
    """The words of one's own from day 49."""

    couple: int


class ItemPreview(Press, frozen=True):
    """As the other will see it."""

    couple: int
    name: str


class ItemShare(Press, frozen=True):
    """Let it be read. `turn` is the one in which it was previewed."""

    couple: int
    name: str
    turn: int


class ItemTakeBack(Press, frozen=True):
    """It may not be read any more."""

    couple: int
    name: str


class ItemsRead(Press, frozen=True):
    """What can be read now."""

    couple: int


class ItemRead(Press, frozen=True):
    """One thing of the other's, by its name."""

    couple: int
    name: str
