"""Where a hold stands: what is remembered of it, and the timers that it waits for."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from bot.domain.memory import Hold, Memory, Timer
from bot.domain.scene import Scene

KIND = "hold"
UNANSWERED = timedelta(hours=24)


def alive(memory: Memory) -> Hold | None:
    """The hold that has not come to its end."""
    return memory.hold if memory.hold is not None and memory.hold.stage != "done" else None


def of(scene: Scene, number: int, stage: str = "") -> Hold | None:
    """The hold that a button was drawn at, while it is not over (and at that stage)."""
    kept = alive(scene.memory)
    return kept if kept is not None and kept.number == number and stage in ("", kept.stage) else None


def timed(memory: Memory, *timers: Timer) -> Memory:
    """The memory with these timers in place of those that the hold had."""
    others = tuple(timer for timer in memory.timers if timer.what != KIND)
    return replace(memory, timers=(*others, *timers))


def touched(scene: Scene, kept: Hold, **changes: object) -> Memory:
    """The memory with the hold changed: without an answer it is forgotten after a day."""
    kept = replace(kept, touched=scene.now, **changes)
    return timed(replace(scene.memory, hold=kept, focus=None), Timer(KIND, scene.now + UNANSWERED, str(kept.number)))


def counted(memory: Memory, name: str) -> Memory:
    """The memory with one more of a count."""
    return replace(memory, counts={**memory.counts, name: memory.counts.get(name, 0) + 1})
