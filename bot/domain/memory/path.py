"""The path: how it was set up, how its days went, the evening, and what comes after the fifty days."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from bot.domain.memory.asking import Measured


class Setup(Struct, frozen=True):
    """Beginning the path. `stage`: clock, city, hours, custom; `offset` in minutes ahead of UTC."""

    stage: str
    offset: int = 0
    then: str = "path"


class Walk(Struct, frozen=True):
    """The path. `days` says how each day went (done, partly, gentle, skipped); dates are the person's own.

    `done_on`: when the current day was practised; `alone`: it is the only one of that date, as far as an undo asks;
    `finished_on`: when the last day was practised, from which boosters are counted.
    """

    days: dict[str, str] = {}
    steps: tuple[str, ...] = ()
    current: str = ""
    opened_on: date | None = None
    by_hand_on: date | None = None
    repeat: bool = False
    gentle: bool = False
    watching: bool = False
    asking_step: str = ""
    finished: bool = False
    practised: tuple[date, ...] = ()
    done_on: date | None = None
    alone: bool = False
    finished_on: date | None = None


class Night(Struct, frozen=True):
    """One evening check-in, for one local date. Levels are 1 to 5. `ends`: its answer finished a step.

    `weekly`: the picture of the week that stands above it (line, triggers, bowl), or "".
    """

    on: date
    day: str = ""
    tried: str = ""
    felt: int = 0
    mood: int = 0
    noted: bool = False
    shown: bool = False
    ends: bool = False
    weekly: str = ""


class Afterwards(Struct, frozen=True):
    """After the fifty days. `measured_on`: when the whole questionnaire was last done; `retests`: oldest first;
    `again`: when a day was walked again last, by its id; `boosts`: when a booster's thing was done, by its day."""

    measured_on: date | None = None
    retests: tuple[Measured, ...] = ()
    again: dict[str, date] = {}
    boosts: dict[str, date] = {}
