"""Presses of the held message and of one more minute."""

from __future__ import annotations

from bot.domain.events.base import Press


class HoldBegin(Press, frozen=True):
    """Hold a message for me; shows the one that is held, where there is one."""


class HoldAgree(Press, frozen=True):
    """Somebody who came by a shared link agrees, being 18 or older, and goes on to `door`: hold, stay."""

    door: str


class HoldGive(Press, frozen=True):
    """Give it back now."""

    number: int


class HoldStep(Press, frozen=True):
    """Another small step while it is held."""

    number: int
    step: int


class HoldLet(Press, frozen=True):
    """Let it go."""

    number: int


class HoldAside(Press, frozen=True):
    """The menu below, while the message stays held above."""

    number: int


class HoldAsIs(Press, frozen=True):
    """Copy it as it is."""

    number: int


class HoldAsk(Press, frozen=True):
    """One part of the rewrite: feeling, need, ask, or the whole line."""

    number: int
    part: str


class HoldPick(Press, frozen=True):
    number: int
    part: str
    pick: int


class HoldTone(Press, frozen=True):
    """Say the line in another tone."""

    number: int
    tone: int


class HoldShow(Press, frozen=True):
    """What was given, and what can be done with it."""

    number: int


class HoldDone(Press, frozen=True):
    """This is my line."""

    number: int


class HoldKeep(Press, frozen=True):
    """Keep the words in the journal."""

    number: int


class HoldCopy(Press, frozen=True):
    """Say the words, or the line, as a message of its own (where the phone has no copy button)."""

    number: int
    what: str


class StayBegin(Press, frozen=True):
    """One more minute before leaving."""


class StayIf(Press, frozen=True):
    """Whether it is calm enough and the door is free: yes, no."""

    number: int
    answer: str


class StayLeave(Press, frozen=True):
    """Leave before the minute is over."""

    number: int


class StayBack(Press, frozen=True):
    """A pause with a time of return, in minutes; 0 is tonight, -1 tomorrow morning."""

    number: int
    minutes: int


class StayEnd(Press, frozen=True):
    """Stayed, or back already: nothing more is needed."""

    number: int


class StayCopy(Press, frozen=True):
    number: int
    minutes: int
