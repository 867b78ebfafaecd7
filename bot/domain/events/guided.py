"""Presses of the scan, slow breath and the five senses."""

from __future__ import annotations

from bot.domain.events.base import Press


class ScanOpen(Press, frozen=True):
    """A body scan; `form` is the one that a day asks for, or ""."""

    form: str


class ScanPick(Press, frozen=True):
    """Around a scan: none, fits, buzz, quiet, walk, walked, unreal."""

    run: int
    what: str


class ScanForm(Press, frozen=True):
    run: int
    form: str


class ScanLevel(Press, frozen=True):
    """Settled 0 to 10, before or after (`when`); -1 is no answer."""

    run: int
    when: str
    level: int


class ScanWord(Press, frozen=True):
    """One of our words, or none."""

    run: int
    word: str


class ScanAct(Press, frozen=True):
    """While it goes: pause, go, skip, hands, stop; drawn at a part."""

    run: int
    part: str
    act: str


class BreathOpen(Press, frozen=True):
    pass


class BreathForm(Press, frozen=True):
    run: int
    form: str


class BreathAct(Press, frozen=True):
    """While it goes: pause, go, skip, dizzy, stop; drawn at a part."""

    run: int
    part: str
    act: str


class SensesBegin(Press, frozen=True):
    """Five senses: a look around the room."""


class SensesStep(Press, frozen=True):
    """found, skip, stop."""

    run: int
    step: str
    how: str


class SensesAfter(Press, frozen=True):
    """How near the room is then: back, same, far."""

    run: int
    how: str
