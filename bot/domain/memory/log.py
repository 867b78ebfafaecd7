"""Hard moments: the log, how it was afterwards, and sixty seconds in the middle of one."""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct


class LogBook(Struct, frozen=True):
    """The log of moments: the run that is open, and what counts over runs.

    `stage`: situation, body, thought, level, kept, left. `picks` hold an id or "own" for each part, `notes` the numbers
    of the journal's entries with words of one's own. `count` logs were kept on the date `on`; `high` is how many
    strong ones came in a row, `high_before` how many before this run; `alone`: this run alone made its date count.
    """

    run: int
    at: datetime
    stage: str = "situation"
    picks: dict[str, str] = {}
    notes: dict[str, int] = {}
    level: int = 0
    on: date | None = None
    count: int = 0
    high: int = 0
    high_before: int = 0
    alone: bool = False


class Aftertaste(Struct, frozen=True):
    """How it was after something tried: up to three feelings, and the number of one line in the journal (0: none)."""

    run: int
    at: datetime
    on: date
    about: str
    feelings: tuple[str, ...] = ()
    note: int = 0


class NowPath(Struct, frozen=True):
    """Sixty seconds in a hard moment. `way` is "" while it is chosen; `stage`: going, done, left."""

    run: int
    at: datetime
    way: str = ""
    step: int = 0
    stage: str = "going"
    level: int = 0
