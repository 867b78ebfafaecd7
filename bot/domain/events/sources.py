"""Asking what something rests on."""

from __future__ import annotations

from bot.domain.events.base import Press


class WhereFrom(Press, frozen=True):
    """What a unit rests on: `kind` and `id` as in the library's basis; without an id, all units of that kind."""

    kind: str
    id: str
