"""The deeper report of a run, as it is being read."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct


class Reporting(Struct, frozen=True):
    """The deeper report of a run. `page`: a section, contents or summary; `at`: when it was last shown.

    `doubts`: sections that do not sound like their owner; `without`: those that stay out of the file; `tone` of the
    lines to say; `items`: what stands on the page for a counselor, `ask` what its owner would like to ask there.
    """

    run: int
    at: datetime
    page: str = "contents"
    doubts: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    tone: str = "warm"
    items: tuple[str, ...] = ()
    ask: str = ""
