"""Two people in a group of two: what each agrees to have posted there, and commands that are given there."""

from __future__ import annotations

from bot.domain.events.base import Event, Press


class TwoGroup(Press, frozen=True):
    """What may be posted in a group of two."""

    couple: int


class TwoPost(Press, frozen=True):
    """days, step, shared or loop: may be posted (1) or not (0)."""

    couple: int
    name: str
    on: int


class GroupCalled(Event, frozen=True):
    """A command in a group, without anything that stood behind it; `chat` is the group's, as lines are addressed."""

    command: str
    chat: str
