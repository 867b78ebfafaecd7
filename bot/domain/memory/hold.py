"""Before something is done: a message that is held, and one more minute before leaving."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct


class Hold(Struct, frozen=True):
    """A message that is held. `stage`: held, offered, feeling, need, ask, line, preview, done.

    `text`, `voice` and `ref` are its words, kept only while it is held; `parts` are those of the rewrite, a number for
    one of our picks or words of one's own; `line` is the rewrite in its owner's own words.
    """

    number: int
    since: datetime
    touched: datetime
    stage: str = "held"
    text: str = ""
    voice: str = ""
    ref: str = ""
    step: int = 0
    parts: dict[str, int | str] = {}
    tone: int = 0
    line: str = ""
    outcome: str = ""


class Stay(Struct, frozen=True):
    """One more minute before leaving. `stage`: asking, minute, stayed, left, unsafe, pause, done.

    `minutes` until the return: 0 is tonight, -1 tomorrow morning.
    """

    number: int
    touched: datetime
    stage: str = "asking"
    since: datetime | None = None
    minutes: int = 0
