"""Values as they come over the wire (form fields are all text) -> values of the types that the Bot API names."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final


class Wrong(Exception):
    """A value that is not of its type; the text says what it is."""


def text(value: Any) -> str:
    """A String."""
    if type(value) is str:
        return value
    raise Wrong(f"is {type(value).__name__}, not String")


def integer(value: Any) -> int:
    """An Integer, also as decimal digits in a form field."""
    if type(value) is int:
        return value
    if type(value) is str:
        try:
            return int(value)
        except ValueError:
            pass
    raise Wrong(f"is {value!r}, not Integer")


def number(value: Any) -> float:
    """A Float, also as text in a form field."""
    if type(value) in (int, float):
        return float(value)
    if type(value) is str:
        try:
            return float(value)
        except ValueError:
            pass
    raise Wrong(f"is {value!r}, not Float")


def boolean(value: Any) -> bool:
    """A Boolean; form fields say true/false or 1/0."""
    if type(value) is bool:
        return value
    if type(value) is str:
        known = _BOOLEANS.get(value.lower())
        if known is not None:
            return known
    raise Wrong(f"is {value!r}, not Boolean")


def from_json(check: Callable[[Any], str | None]) -> Callable[[Any], Any]:
    """A reader of objects and arrays, which a form field holds as JSON text."""

    def read(value: Any) -> Any:
        if type(value) is str:
            try:
                value = json.loads(value)
            except ValueError as error:
                raise Wrong(f"is not JSON: {error}") from None
        fault = check(value)
        if fault is not None:
            raise Wrong(fault)
        return value

    return read


_BOOLEANS: Final = {"true": True, "1": True, "false": False, "0": False}
_INTEGERS: Final = frozenset(
    [
        "chat_id",
        "from_chat_id",
        "user_id",
        "message_id",
        "reply_to_message_id",
        "offset",
        "limit",
        "timeout",
        "cache_time",
        "duration",
        "width",
        "height",
        "max_connections",
        "retry_after",
        "subscription_period",
    ]
)
_FLAGS: Final = frozenset(
    [
        "show_alert",
        "ok",
        "is_personal",
        "disable_notification",
        "protect_content",
        "drop_pending_updates",
        "revoke_messages",
        "show_caption_above_media",
        "has_spoiler",
        "only_if_banned",
    ]
)


def loose(name: str, value: Any) -> Any:
    """The typed value of a well-known parameter when there is no schema to ask; anything else stays as it is."""
    if type(value) is not str:
        return value
    if name in _INTEGERS and value.lstrip("-").isdigit():
        return int(value)
    if name in _FLAGS and value.lower() in _BOOLEANS:
        return _BOOLEANS[value.lower()]
    if name in ("latitude", "longitude"):
        return number(value)
    if value[:1] in ("{", "[") and name not in ("text", "caption", "payload", "message_text", "description"):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value
