"""Presses of the short exercises and of experiments."""

from __future__ import annotations

from bot.domain.events.base import Press

# short exercises


class ExBegin(Press, frozen=True):
    """Begin, or go on with one that was left in the middle."""

    exercise: str


class ExNew(Press, frozen=True):
    """Begin anew, whatever was made or left before."""

    exercise: str


class ExShow(Press, frozen=True):
    """What was made in one, to look at again."""

    exercise: str


class ExPick(Press, frozen=True):
    """A choice at a part; "" is on to the next."""

    run: int
    part: str
    pick: str


class ExOwn(Press, frozen=True):
    """Words of one's own for a part."""

    run: int
    part: str


class ExSkip(Press, frozen=True):
    run: int
    part: str


class ExBack(Press, frozen=True):
    run: int
    part: str


class ExUnsay(Press, frozen=True):
    """Take back the words just written for a part, and ask it again."""

    run: int
    part: str


class ExLeave(Press, frozen=True):
    run: int
    part: str


class ExKeep(Press, frozen=True):
    """The preview is right: finish."""

    run: int


class ExUndo(Press, frozen=True):
    run: int


class ExCopy(Press, frozen=True):
    """What was made, as a message of its own."""

    exercise: str
    run: int


# experiments


class TryOpen(Press, frozen=True):
    """The experiment that is planned or being planned, or a new one; from a day, or "" from the menu."""

    day: str


class TryPick(Press, frozen=True):
    """A choice at a part: kind, safe, cue, then, expect, likely, size, when, hour, happened."""

    run: int
    part: str
    pick: str


class TryOwn(Press, frozen=True):
    run: int
    part: str


class TryBack(Press, frozen=True):
    run: int
    part: str


class TryUnsay(Press, frozen=True):
    run: int
    part: str


class TryDo(Press, frozen=True):
    """Something to do at a stage: keep, start, tried, partly, later, smaller, bigger, other, drop, stop, undo."""

    run: int
    stage: str
    what: str
