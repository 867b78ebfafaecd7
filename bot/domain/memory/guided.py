"""What is guided part by part: body scans, slow breath, a look around the room."""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct


class Guide(Struct, frozen=True):
    """Something guided part by part. `at`: when its part began by the plan; `said_at` and `turn`: when it was last
    shown, and in which of its person's turns. `heard`: the parts so far. `stage`: playing, paused, over."""

    run: int
    form: str
    part: str
    at: datetime
    said_at: datetime
    turn: int
    heard: tuple[str, ...] = ()
    stage: str = "playing"
    buzz: bool = False


class Scan(Struct, frozen=True):
    """Body scans. `stage`: check, choose, gentle, walk, before, guided, after, word, "" (closed). `form` is the one
    that is suggested, `lowered` where it is to be no longer one; `wish` is a day's, `picked` that of this run.
    Levels are 0 to 10, -1 unknown. `ended`: done, stopped."""

    run: int = 0
    stage: str = ""
    form: str = "3"
    lowered: bool = False
    asked: bool = False
    buzz: bool = False
    wish: str = ""
    picked: str = ""
    guide: Guide | None = None
    before: int = -1
    after: int = -1
    ended: str = ""
    on: date | None = None


class Breath(Struct, frozen=True):
    """Slow breath. `stage`: choose, guided, "" (closed)."""

    run: int = 0
    stage: str = ""
    guide: Guide | None = None


class Senses(Struct, frozen=True):
    """A look around the room. `step`: see, touch, hear, smell, taste, after, "" (closed)."""

    run: int
    step: str = "see"
    found: tuple[str, ...] = ()
    at: datetime | None = None
