"""Presses of the path: its beginning, the day, the evening, rest, and what comes after the fifty days."""

from __future__ import annotations

from datetime import date

from bot.domain.events.base import Press

# the beginning of the path


class PathBegin(Press, frozen=True):
    pass


class ClockIs(Press, frozen=True):
    """What time it is for the person now, as whole minutes ahead of UTC."""

    offset: int


class MoreClocks(Press, frozen=True):
    page: int


class CityIs(Press, frozen=True):
    """A city by its IANA name; "" when it is not among those offered."""

    zone: str


class HoursAre(Press, frozen=True):
    """Hours of the morning and evening messages, in minutes after midnight."""

    morning: int
    evening: int


class HoursAsk(Press, frozen=True):
    which: str


class HourIs(Press, frozen=True):
    which: str
    minute: int


class ZoneAsk(Press, frozen=True):
    pass


# the day


class StepYes(Press, frozen=True):
    step: str


class StepLater(Press, frozen=True):
    step: str


class Did(Press, frozen=True):
    """A day, and how: done, partly, gentle."""

    day: str
    how: str


class Watching(Press, frozen=True):
    """I'll watch for it: asked again in the evening."""

    day: str


class SkipDay(Press, frozen=True):
    day: str


class LaterToday(Press, frozen=True):
    day: str


class ShowDay(Press, frozen=True):
    """A face of the day: main, gentle, why, undo."""

    day: str
    face: str


class OpenNext(Press, frozen=True):
    """One more day by hand, from the day that was open."""

    day: str


class FillCrack(Press, frozen=True):
    """Go back to a skipped day."""

    day: str


# the evening


class Tried(Press, frozen=True):
    on: date
    how: str


class Felt(Press, frozen=True):
    on: date
    level: int


class Mood(Press, frozen=True):
    on: date
    level: int


class NoteAsk(Press, frozen=True):
    on: date


class EveningOpen(Press, frozen=True):
    on: date


# rest


class RestFor(Press, frozen=True):
    """Rest for so many days; 0 is as long as you like."""

    days: int


class RestEnd(Press, frozen=True):
    pass


# after the fifty days


class RetestBegin(Press, frozen=True):
    """The whole questionnaire again, for day 50, 80 or 140."""

    day: int


class BoosterDid(Press, frozen=True):
    """The small thing of a booster (57, 80, 110)."""

    day: int


class AgainList(Press, frozen=True):
    """Days to walk a second time: those of a step, or ("") the steps."""

    step: str


class AgainDay(Press, frozen=True):
    day: str


class AgainDid(Press, frozen=True):
    """A day walked again; `on` is the date at which the button was drawn."""

    day: str
    on: date
