"""What every event is."""

from __future__ import annotations

from msgspec import Struct


class Event(Struct, frozen=True, tag=True):
    """Anything that a conversation may answer."""


class Press(Event, frozen=True):
    """An event that a button carries. Its fields are ids, whole numbers and dates: `bot/buttons.py` writes them
    into at most 64 bytes, and every one names the thing that it was drawn at."""
