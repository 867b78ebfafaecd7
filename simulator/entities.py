"""What the server adds to a text by itself: trimmed ends, and links, commands and mentions made entities."""

from __future__ import annotations

import re
from typing import Any, Final

from simulator.html import Entity, utf16

_AUTOMATIC: Final = re.compile(
    r"(?P<url>(?:https?://|\bt\.me/)[^\s<>\"“”，。；、）)]+)"
    r"|(?P<email>\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b)"
    r"|(?P<bot_command>(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?\b(?!/))"
    r"|(?P<mention>(?<![\w@])@[A-Za-z]\w{3,31}\b)"
    r"|(?P<hashtag>(?<![\w#&])#(?=\w*[^\W\d])\w{1,256}\b)"
)
_MAY_HOLD: Final = re.compile(r"[/@#]|t\.me")
_CUT_BY_CODE: Final = frozenset(("bold", "italic", "underline", "strikethrough", "spoiler"))


def finish(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """The text as it arrives: white space trimmed at both ends, entities fitted, automatic ones added."""
    if text[:1].isspace() or text[-1:].isspace():
        text, entities = _trim(text, entities)
    if len(entities) > 1:
        entities = _without_code_overlap(entities)
    if _MAY_HOLD.search(text):
        entities = sorted(
            entities + _automatic(text, entities), key=lambda entity: (entity["offset"], -entity["length"])
        )
    return text, entities


def _trim(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    cut = utf16(text) - utf16(text.lstrip())
    text = text.strip()
    end = utf16(text)
    fitted: list[Entity] = []
    for entity in entities:
        begin = max(entity["offset"] - cut, 0)
        length = min(entity["offset"] + entity["length"] - cut, end) - begin
        if length > 0:
            fitted.append({**entity, "offset": begin, "length": length})
    return text, fitted


def _without_code_overlap(entities: list[Entity]) -> list[Entity]:
    """Bold and its like end where code begins: code holds nothing and lies in nothing but quotes and links."""
    codes = [(one["offset"], one["offset"] + one["length"]) for one in entities if one["type"] in ("code", "pre")]
    if not codes:
        return entities
    kept: list[Entity] = []
    for entity in entities:
        if entity["type"] not in _CUT_BY_CODE:
            kept.append(entity)
            continue
        at, end = entity["offset"], entity["offset"] + entity["length"]
        for begin, stop in codes:
            if begin < end and stop > at:
                if begin > at:
                    kept.append({**entity, "offset": at, "length": begin - at})
                at = stop
        if end > at:
            kept.append({**entity, "offset": at, "length": end - at})
    return sorted(kept, key=lambda one: (one["offset"], -one["length"]))


def _automatic(text: str, taken: list[Entity]) -> list[Entity]:
    found: list[Entity] = []
    for match in _AUTOMATIC.finditer(text):
        kind = match.lastgroup
        assert kind is not None
        begin, length = utf16(text[: match.start()]), utf16(match.group())
        inside = any(
            one["offset"] < begin + length
            and one["offset"] + one["length"] > begin
            and one["type"] in ("code", "pre", "text_link", "text_mention", "date_time", "custom_emoji")
            for one in taken
        )
        if not inside:
            found.append({"type": kind, "offset": begin, "length": length})
    return found


def piece(text: str, entity: dict[str, Any]) -> str:
    """The part of the text that an entity covers."""
    raw = text.encode("utf-16-le")
    begin = 2 * int(entity["offset"])
    return raw[begin : begin + 2 * int(entity["length"])].decode("utf-16-le")
