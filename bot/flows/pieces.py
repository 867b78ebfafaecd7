"""A long text in pieces, as the messages of a phone hold it."""

from __future__ import annotations

from itertools import accumulate


def pieces(text: str, most: int) -> list[str]:
    """A text in pieces, cut at a line or a space where there is one late enough."""
    parts = []
    while len(text) > (room := _room(text, most)):
        cut = max(text.rfind("\n", room // 2, room), text.rfind(" ", room // 2, room))
        cut = cut if cut > 0 else room
        parts.append(text[:cut])
        text = text[cut:].lstrip("\n ")
    return [*parts, text] if text else parts


def _room(text: str, most: int) -> int:
    """How many signs from the beginning fit into `most` UTF-16 units, as Telegram counts: an emoji is two."""
    units = accumulate(2 if sign > "\uffff" else 1 for sign in text[:most])
    return sum(1 for sofar in units if sofar <= most) if len(text) >= most // 2 else most
