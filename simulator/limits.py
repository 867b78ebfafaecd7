"""The limits of messages and keyboards, checked on the way in, and the flood rules where they are switched on."""

from __future__ import annotations

import math
import re
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from simulator.entities import finish
from simulator.errors import Refusal, bad, too_many
from simulator.html import Entity, parse_html, utf16

TEXT: Final = 4096
CAPTION: Final = 1024
CALLBACK_DATA: Final = 64
COPY_TEXT: Final = 256
ANSWER: Final = 200
BUTTONS: Final = 100
ROW: Final = 8

_ACTIONS: Final = frozenset(
    [
        "url",
        "callback_data",
        "web_app",
        "login_url",
        "switch_inline_query",
        "switch_inline_query_current_chat",
        "switch_inline_query_chosen_chat",
        "copy_text",
        "callback_game",
        "pay",
    ]
)
_URL: Final = re.compile(r"(?i)(https?://)?[\w-]+(\.[\w-]+)+([/?#].*)?|https?://[^\s/]+.*|tg://.+|ton://.+")


def parsed(text: str, mode: str | None, entities: list[Entity] | None) -> tuple[str, list[Entity]]:
    """Text and entities as they arrive. Of the parse modes only HTML is spoken here."""
    if entities is not None and not mode:
        found = [dict(entity) for entity in entities]
    elif not mode:
        found = []
    elif mode.lower() == "html":
        text, found = parse_html(text)
    else:
        raise bad("unsupported parse_mode")
    return finish(text.replace("\r", ""), found)


def message_text(text: str, mode: str | None, entities: list[Entity] | None) -> tuple[str, list[Entity]]:
    """A message's text: 1-4096 characters after parsing, counted in UTF-16 units (the strictest reading)."""
    text, found = parsed(text, mode, entities)
    if not text:
        raise bad("message text is empty")
    if utf16(text) > TEXT:
        raise bad("message is too long")
    return text, found


def caption_text(text: str, mode: str | None, entities: list[Entity] | None) -> tuple[str, list[Entity]]:
    """A caption: 0-1024 characters after parsing."""
    text, found = parsed(text, mode, entities)
    if utf16(text) > CAPTION:
        raise bad("message caption is too long")
    return text, found


def inline_keyboard(markup: dict[str, Any], fault: Callable[[str], None], *, inline_mode: bool = True) -> None:
    """Check an inline keyboard. What only clients refuse goes to `fault`; what the server refuses is raised."""
    rows = markup["inline_keyboard"]
    count = sum(map(len, rows))
    if count > BUTTONS:
        raise bad("reply markup is too long")
    for row in rows:
        if len(row) > ROW:
            fault(f"{len(row)} buttons in a row; a phone shows {ROW}")
        for button in row:
            _button(button, fault, inline_mode)


def _button(button: dict[str, Any], fault: Callable[[str], None], inline_mode: bool) -> None:
    kinds = _ACTIONS & button.keys()
    if not button["text"].strip():
        raise bad("inline keyboard button text must be non-empty")
    if not kinds:
        raise bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(kinds) > 1:
        fault(f"button {button['text']!r} has {len(kinds)} actions: {', '.join(sorted(kinds))}")
    if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= CALLBACK_DATA:
        raise bad("BUTTON_DATA_INVALID")
    if "copy_text" in button and not 1 <= utf16(button["copy_text"]["text"]) <= COPY_TEXT:
        raise bad("BUTTON_COPY_TEXT_INVALID")
    if "url" in button and not _URL.fullmatch(button["url"]):
        raise bad(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
    if button.get("style", "primary") not in ("primary", "danger", "success"):
        raise bad("invalid button style specified")
    if not inline_mode and any(kind.startswith("switch_inline") for kind in kinds):
        fault(f"button {button['text']!r} needs inline mode, which is switched off")


@dataclass(slots=True)
class Flood:
    """Telegram's sending rules, as far as it tells them: `total` messages a second in all, one a second in a chat.

    `burst` messages in a chat are forgiven at once. `seconds` is a clock in seconds that only goes forward.
    """

    seconds: Callable[[], float]
    total: int = 30
    burst: int = 20
    _sent: deque[float] = field(default_factory=deque)
    _full: dict[int, float] = field(default_factory=dict)

    def check(self, chat_id: int) -> None:
        """Count one message; raises the 429 with the seconds to wait, and counts nothing, where it is too much."""
        now = self.seconds()
        while self._sent and self._sent[0] <= now - 1:
            self._sent.popleft()
        if len(self._sent) >= self.total:
            raise too_many(max(1, math.ceil(self._sent[0] + 1 - now)))
        full = max(self._full.get(chat_id, now), now) + 1
        if full - now > self.burst:
            raise too_many(max(1, math.ceil(full - now - self.burst)))
        self._full[chat_id] = full
        self._sent.append(now)


def plain_answer(text: str) -> None:
    """The limit of a callback answer, 200 characters."""
    if utf16(text) > ANSWER:
        raise bad("MESSAGE_TOO_LONG")


__all__ = ["Flood", "Refusal", "caption_text", "inline_keyboard", "message_text", "parsed", "plain_answer"]
