"""One's own story, and the chapter that is being written."""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct


class Writing(Struct, frozen=True):
    """One chapter of the story as it is written. `stage`: writing, checking, level, over; `part` is the open one.

    `depth`: light or medium; `since` when a timed part began, `rung` whether its time is over; `notes` hold the
    numbers of the journal's entries by part. `how` (done, partly), `on`: when it ended, and its date.
    """

    run: int
    chapter: str
    depth: str
    at: datetime
    stage: str = "writing"
    part: str = ""
    since: datetime | None = None
    rung: bool = False
    notes: dict[str, tuple[int, ...]] = {}
    how: str = ""
    on: date | None = None


class Story(Struct, frozen=True):
    """One's own story. `depth`: light, medium, skip, or "" while none is chosen; `minutes` until its stop time.

    `choosing` is the run in which the depth is chosen, at the stage `asked` (checks, open, kind, danger, stop, or "");
    `then`: the chapter that waits behind it. Until `eased` (inclusive) it goes light by itself. `chapters` hold the
    numbers of the journal's entries by section.
    """

    depth: str = ""
    minutes: int = 10
    choosing: int = 0
    asked: str = ""
    then: str = ""
    eased: date | None = None
    chapters: dict[str, tuple[int, ...]] = {}
    writing: Writing | None = None
