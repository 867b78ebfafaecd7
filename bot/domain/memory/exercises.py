"""Exercises and experiments: the one that is open, and what they made."""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct


class Exercising(Struct, frozen=True):
    """A short exercise. `part`: the id of the open one, preview, done, left or undone; `at`: when it was last touched.

    `picks` hold an id or "own" for each part, `words` what its owner wrote, `notes` the numbers of these words in the
    journal. `day` is the day that it marked, on the date `on`; `alone`: it alone made that date count.
    """

    run: int
    what: str
    at: datetime
    part: str
    picks: dict[str, str] = {}
    words: dict[str, str] = {}
    notes: dict[str, int] = {}
    own: bool = False
    day: str = ""
    on: date | None = None
    alone: bool = False


class Made(Struct, frozen=True):
    """What an exercise made, kept to be shown again: the calm kit, a card for hard days, a line to lean on."""

    run: int
    what: str
    picks: dict[str, str] = {}
    words: dict[str, str] = {}
    notes: dict[str, int] = {}


class Trying(Struct, frozen=True):
    """An experiment. `stage`: kind, safe, cue, then, expect, likely, size, when, hour, preview, planned, running,
    choice, happened, done, dropped.

    `picks`, `words` and `notes` as in an exercise; `minute` after midnight when it is likely to come, or -1; `own`:
    words are asked for. `planned_on` and `on` are the dates of plan and try, `how` is done or partly; `last` is the
    size of the try before this one, when it was bearable.
    """

    run: int
    at: datetime
    stage: str = "kind"
    asked_on: str = ""
    picks: dict[str, str] = {}
    words: dict[str, str] = {}
    notes: dict[str, int] = {}
    own: bool = False
    minute: int = -1
    planned_on: date | None = None
    on: date | None = None
    how: str = ""
    day: str = ""
    alone: bool = False
    last: int = 0
