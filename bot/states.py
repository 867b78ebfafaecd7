"""Memories and says as stored text, and old ones brought up to date.

Both are public formats: golden files in `tests/golden/` pin them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from msgspec.structs import replace

from bot import buttons
from bot.domain.memory import VERSION, Memory
from bot.domain.speech import Button, Say

_encoder = msgspec.json.Encoder()
_memories = msgspec.json.Decoder(Memory)
_says = msgspec.json.Decoder(Say)

Upgrade = Callable[[dict[str, Any]], dict[str, Any]]

# From the version that is the key to the next one.
UPGRADES: dict[int, Upgrade] = {}
_NEWEST = f'{{"version":{VERSION},'


def write_memory(memory: Memory) -> str:
    """A memory as text."""
    return _encoder.encode(memory).decode()


class UnknownVersion(ValueError):
    """A memory of a newer program, or of none: it is left as it is, since reading it would lose what is new in it."""


def read_memory(text: str) -> Memory:
    """A memory from text of any version so far.

    Raises `UnknownVersion`, or `msgspec.ValidationError` for what never was a memory.
    """
    if text.startswith(_NEWEST):
        return _memories.decode(text)
    raw = msgspec.json.decode(text, type=dict[str, Any])
    while (version := raw.get("version")) != VERSION:
        if version not in UPGRADES:
            raise UnknownVersion(f"a memory of version {version!r}; this program knows {VERSION}")
        raw = {**UPGRADES[version](raw), "version": version + 1}
    return msgspec.convert(raw, Memory)


def write_say(say: Say) -> str:
    """A screen on its way out, as text: its presses as callback data, which outlives a deploy."""
    rows = tuple(tuple(_written(button) for button in row) for row in say.rows)
    return _encoder.encode(replace(say, rows=rows)).decode()


def _written(button: Button) -> Button:
    if button.event is None:
        return button
    return replace(button, event=None, data=buttons.write(button.event))


def read_say(text: str) -> Say:
    """A screen on its way out, from text."""
    return _says.decode(text)
