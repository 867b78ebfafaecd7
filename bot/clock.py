"""The only look at the time. The world's time may be moved from outside; the machine's own time nothing moves."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

Clock = Callable[[], datetime]


def world() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)


def machine() -> float:
    """Seconds since 1970 by the machine's clock: for leases, buckets and time-outs."""
    return time.time()


def moved_by(file: Path) -> Clock:
    """A clock that runs ahead of the machine's by the seconds that a file holds; an unreadable file moves nothing.

    The file is looked at on every call, so that tests and the simulator can move a running process.
    """
    last = timedelta()

    def now() -> datetime:
        nonlocal last
        machine_now = world()
        with contextlib.suppress(OSError, ValueError, OverflowError):
            ahead = timedelta(seconds=float(file.read_text()))
            machine_now + ahead  # a time that no calendar holds moves nothing either
            last = ahead
        return machine_now + last

    return now
