"""Presses as callback data and back: a public format of at most 64 bytes, pinned and versioned.

`1|tag|field|field`. Which tag stands for which press is written in `bot/tags.py`.
"""

from __future__ import annotations

import re
import typing
from collections.abc import Callable
from datetime import date
from functools import lru_cache

from bot.domain.events import Event, Press, Unreadable
from bot.tags import TAGS

VERSION = "1"
LIMIT = 64

_ID = re.compile(r"[A-Za-z0-9_./+-]{0,48}\Z", re.ASCII)
_WHOLE = re.compile(r"-?[0-9]{1,12}\Z", re.ASCII)


def _whole(text: str) -> int:
    if not _WHOLE.match(text):
        raise ValueError(text)
    return int(text)


def _id(text: str) -> str:
    if not _ID.match(text):
        raise ValueError(text)
    return text


_READERS: dict[type, Callable[[str], object]] = {int: _whole, str: _id, date: date.fromisoformat}
_TAG_OF = {kind: tag for tag, kind in TAGS.items() if kind is not None}
_FIELDS: dict[type[Press], tuple[Callable[[str], object], ...]] = {
    kind: tuple(_READERS[hint] for name, hint in typing.get_type_hints(kind).items() if name in kind.__struct_fields__)
    for kind in _TAG_OF
}


@lru_cache(maxsize=4096)
def write(press: Press) -> str:
    """Callback data for a press. Raises ValueError when an id holds a strange sign or it is over 64 bytes."""
    kind = type(press)
    parts = [VERSION, _TAG_OF[kind]]
    for name in kind.__struct_fields__:
        value = getattr(press, name)
        parts.append(_id(value) if isinstance(value, str) else str(value))
    data = "|".join(parts)
    if len(data) > LIMIT:
        raise ValueError(f"a button of {len(data)} bytes: {data}")
    return data


def read(data: str) -> Event:
    """The press that callback data stands for, or `Unreadable`; never raises."""
    version, _, rest = data.partition("|")
    tag, *fields = rest.split("|")
    kind = TAGS.get(tag)
    if version != VERSION or kind is None or len(fields) != len(_FIELDS[kind]):
        return Unreadable()
    try:
        return kind(*(reader(field) for reader, field in zip(_FIELDS[kind], fields, strict=True)))
    except ValueError:
        return Unreadable()
