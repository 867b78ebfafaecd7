"""Presses of the deeper report."""

from __future__ import annotations

from bot.domain.events.base import Press


class ReportOpen(Press, frozen=True):
    """The contents of a result's report; run 0 is the newest."""

    run: int


class ReportPage(Press, frozen=True):
    run: int
    section: str


class ReportDoubt(Press, frozen=True):
    """This does not sound like me (1), or it does after all (0)."""

    run: int
    section: str
    on: int


class ReportLeave(Press, frozen=True):
    """Leave a section out of the file (1), or put it back (0)."""

    run: int
    section: str
    out: int


class ReportTone(Press, frozen=True):
    run: int
    tone: str


class ReportFile(Press, frozen=True):
    run: int


class SummaryOpen(Press, frozen=True):
    """The page for a counselor, item by item."""

    run: int


class SummaryItem(Press, frozen=True):
    run: int
    item: str
    on: int


class SummaryAsk(Press, frozen=True):
    """Room for what one would like to ask there."""

    run: int


class SummaryFile(Press, frozen=True):
    run: int
