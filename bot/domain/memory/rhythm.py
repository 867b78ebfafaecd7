"""When the house spoke and heard, and what it was asked to come back with."""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct


class Rhythm(Struct, frozen=True):
    """When something was last said unasked and last heard. `seen_on` is the last local date with a press or word."""

    seen_on: date | None = None
    heard_at: datetime | None = None
    morning_on: date | None = None
    morning_at: datetime | None = None
    evening_on: date | None = None
    evening_at: datetime | None = None
    later_at: datetime | None = None
    rest_until: date | None = None
    resting: bool = False
    hush_until: datetime | None = None
    started_at: datetime | None = None
    away: bool = False
    pushed: int = 0


class Timer(Struct, frozen=True):
    """Something that its person asked for at an instant: the end of a hold, the next part of a scan. Never a nudge."""

    what: str
    at: datetime
    ref: str = ""
