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


def write_memory(memory: Memory) -> str:
    """A memory as text."""
    return _encoder.encode(memory).decode()


def read_memory(text: str) -> Memory:
    """A memory from text of any version so far. Raises `msgspec.ValidationError` for what never was one."""
    if f'"version":{VERSION},' in text[:32]:
        return _memories.decode(text)
    raw: dict[str, Any] = msgspec.json.decode(text)
    while raw.get("version", 1) < VERSION:
        raw = UPGRADES[raw.get("version", 1)](raw)
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
