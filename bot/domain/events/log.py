"""Presses of the log, of the note after a try, and of “it is happening now”."""

from __future__ import annotations

from bot.domain.events.base import Press

# the log of moments


class LogBegin(Press, frozen=True):
    """Log a moment, or go on with the one that is open."""


class LogPick(Press, frozen=True):
    """A quick pick for one part: situation, body, thought."""

    run: int
    part: str
    pick: str


class LogOwn(Press, frozen=True):
    """Words of one's own for one part, or a line at the end."""

    run: int
    part: str


class LogLevel(Press, frozen=True):
    """How strong it was, 0 to 10."""

    run: int
    level: int


class LogBack(Press, frozen=True):
    """One part back."""

    run: int
    part: str


class LogShow(Press, frozen=True):
    """The log as it stands: out of the words that were asked for."""

    run: int


class LogStop(Press, frozen=True):
    run: int


class LogUndo(Press, frozen=True):
    run: int


class LogMap(Press, frozen=True):
    """What the last seven dates have in common."""


# after-notes


class AfterAsk(Press, frozen=True):
    """How was it? About a day, or about another thing that was tried."""

    about: str


class AfterPick(Press, frozen=True):
    """A feeling, in or out again."""

    run: int
    feeling: str


class AfterLine(Press, frozen=True):
    run: int


class AfterShow(Press, frozen=True):
    """Back from the words that were asked for."""

    run: int


class AfterDone(Press, frozen=True):
    run: int


# it is happening now


class NowBegin(Press, frozen=True):
    """Sixty seconds: "" to choose a way, or a way to begin with at once."""

    way: str


class NowPick(Press, frozen=True):
    """A way, or another one in the middle: breath, room, feet."""

    run: int
    way: str


class NowNext(Press, frozen=True):
    run: int
    step: int


class NowLevel(Press, frozen=True):
    """How it is now, 0 to 10."""

    run: int
    level: int


class NowStop(Press, frozen=True):
    run: int
