"""A day marked by what was done in a conversation, and unmarked by its undo."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from msgspec.structs import replace

from bot.domain.facts import DropPractice, Fact
from bot.domain.memory import Memory
from bot.domain.scene import Scene
from bot.flows import path
from bot.flows.common import today
from bot.flows.practice import practised_today


class Mark(NamedTuple):
    """What is remembered and kept; `day` is the day that was marked, or ""; `alone`: nothing else made the date count.
    """

    memory: Memory
    facts: tuple[Fact, ...]
    day: str
    on: date
    alone: bool


def mark(scene: Scene, what: str, day_id: str, how: str = "done") -> Mark:
    """Something was done today: its day is practised, when it has come up and is open; else the date alone."""
    on, walk = today(scene), scene.memory.walk
    alone = walk is not None and on not in walk.practised
    found = scene.library.day(day_id)
    open_ = found is not None and path.known(scene, day_id) and not path.is_practised(path.walk_of(scene), day_id)
    if walk is None or found is None or not open_:
        memory, facts = practised_today(scene, what, how)
        return Mark(memory, facts, "", on, alone)
    memory, facts = path.practised(scene, found, how, on)
    return Mark(memory, facts, day_id, on, alone)


def unmark(memory: Memory, what: str, day_id: str, on: date, alone: bool) -> tuple[Memory, tuple[Fact, ...]]:
    """Taken back: the day is open again (or its crack), and the date counts no more when nothing else made it count."""
    facts = (DropPractice(on, day_id or what),)
    walk = memory.walk
    if walk is None:
        return memory, facts
    days = dict(walk.days)
    if day_id:
        days.pop(day_id, None)
        # A crack that had been gone back to is one again.
        days |= {day_id: "skipped"} if day_id != walk.current else {}
    # What was practised on the same date since then still counts, by another way or on another day.
    alone = walk.alone if day_id and day_id == walk.current else alone
    other = walk.done_on == on and walk.current != day_id
    dates = tuple(d for d in walk.practised if d != on) if alone and not other else walk.practised
    done_on = None if day_id == walk.current else walk.done_on
    finished = walk.finished and not day_id
    walk = replace(walk, days=days, practised=dates, done_on=done_on, alone=False, finished=finished)
    return replace(memory, walk=walk), facts
