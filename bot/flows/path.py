"""The path as it is remembered: which day comes next, how each one went, and the dates of everything practised."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from bot.domain.facts import KeepPractice
from bot.domain.library import Day
from bot.domain.memory import Memory, Walk
from bot.domain.scene import Scene

PRACTISED = ("done", "partly", "gentle")
# More than a year: what two people have practised on the same dates is counted from them.
KEPT_DATES = 400


def walk_of(scene: Scene) -> Walk:
    """The path as it is, or one not yet begun."""
    return scene.memory.walk or Walk()


def put(scene: Scene, walk: Walk) -> Memory:
    """The memory with the path as it is now."""
    return replace(scene.memory, walk=walk)


def next_day(scene: Scene, walk: Walk) -> Day | None:
    """The first day, in order, that was neither practised nor skipped."""
    return next((d for d in scene.library.days if d.id not in walk.days), None)


def known(scene: Scene, day_id: str) -> bool:
    """Whether this day has come up on the path so far; a forged button names any."""
    walk = walk_of(scene)
    return day_id == walk.current or day_id in walk.days


def is_practised(walk: Walk, day_id: str) -> bool:
    """Whether a day was practised, in whatever way."""
    return walk.days.get(day_id) in PRACTISED


def dates_with(walk: Walk, on: date) -> tuple[date, ...]:
    """The dates on which something was practised, and this one."""
    return tuple(sorted({*walk.practised, on}))[-KEPT_DATES:]


def practised(scene: Scene, found: Day, how: str, on: date) -> tuple[Memory, tuple[KeepPractice, ...]]:
    """A day practised on a date: what is remembered, and what is kept."""
    before = walk_of(scene)
    walk = replace(_gone(scene, before, found.id, how), practised=dates_with(before, on))
    if found.id == walk.current or on == walk.done_on:
        walk = replace(walk, done_on=on, alone=found.id == walk.current and on not in before.practised)
    if walk.finished:
        walk = replace(walk, opened_on=on)
    if found.id == scene.library.days[-1].id and walk.finished_on is None:
        walk = replace(walk, finished_on=on)
    return put(scene, walk), (KeepPractice(on, found.id, how),)


def skipped(scene: Scene, day_id: str) -> Walk:
    """The path with this day left as an open crack."""
    return _gone(scene, walk_of(scene), day_id, "skipped")


def _gone(scene: Scene, walk: Walk, day_id: str, how: str) -> Walk:
    """The path with a day that went so: nothing of it waits any more."""
    walk = replace(walk, days={**walk.days, day_id: how}, watching=False, repeat=False, gentle=False)
    return replace(walk, finished=next_day(scene, walk) is None)


def undone(scene: Scene, found: Day) -> Walk:
    """The path with a day open again that was done or skipped; its date counts no more for it."""
    walk = walk_of(scene)
    days = {k: v for k, v in walk.days.items() if k != found.id}
    dates = tuple(d for d in walk.practised if not (walk.alone and d == walk.done_on))
    ended = None if found.id == scene.library.days[-1].id else walk.finished_on
    return replace(walk, days=days, practised=dates, done_on=None, alone=False, finished=False, finished_on=ended)
