"""Something guided at the times of its parts: where it is, when the next part is due, and whether that still fits.

Pure, and shared by the scan and slow breath. The plan is counted from when a part began, so a late look does not push
the rest back; yet no part follows another within 15 s. What was said meanwhile decides how the next part comes: below
a nudge it is sent anew, so that it stays in sight, and after anything that its person did elsewhere it does not come.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final, Literal

from msgspec.structs import replace

from bot.domain.library import Guided, Part
from bot.domain.memory import Guide, Memory, Timer
from bot.domain.scene import Scene
from bot.domain.speech import Say
from bot.flows.common import ATTENTION

LATE: Final = timedelta(seconds=30)
GAP: Final = timedelta(seconds=15)
KEPT: Final = timedelta(hours=12)
Rung = Literal["stale", "left", "late", "on"]


def begun(scene: Scene, form: Guided, run: int, buzz: bool = False) -> Guide:
    """A guide at the first part of a form, now."""
    blank = Guide(run, form.id, "", scene.now, scene.now, scene.turn, buzz=buzz)
    return at_part(scene, blank, form.parts[0])


def at_part(scene: Scene, guide: Guide, part: Part, at: datetime | None = None) -> Guide:
    """At a part that begins now, or that began at `at` by the plan."""
    heard = (*(one for one in guide.heard if one != part.id), part.id)
    return shown(scene, replace(guide, part=part.id, at=at or scene.now, heard=heard, stage="playing"))


def switched(scene: Scene, guide: Guide, form: Guided, part_id: str) -> Guide:
    """At a part of another form; at its first one where it has none of that name."""
    part = next((one for one in form.parts if one.id == part_id), form.parts[0])
    return at_part(scene, replace(guide, form=form.id), part)


def paused(scene: Scene, guide: Guide, part: Part | None = None) -> Guide:
    """Paused at its part, or at the one that was to come."""
    return shown(scene, replace(guide, part=part.id if part else guide.part, stage="paused"))


def shown(scene: Scene, guide: Guide) -> Guide:
    """Shown now, as it is."""
    return replace(guide, said_at=scene.now, turn=scene.turn)


def part_of(form: Guided, guide: Guide) -> Part:
    """The part that it is at; the first where a form has no such part any more."""
    return next((part for part in form.parts if part.id == guide.part), form.parts[0])


def following(form: Guided, guide: Guide) -> Part | None:
    """The part after this one, or None at the end."""
    ids = [part.id for part in form.parts]
    n = ids.index(part_of(form, guide).id) + 1
    return form.parts[n] if n < len(ids) else None


def reached(form: Guided, guide: Guide) -> int:
    """How many parts of the form have been heard."""
    return sum(part.id in guide.heard for part in form.parts)


def dots(form: Guided, guide: Guide) -> str:
    """How far it is, as dots: a full one for each part up to this one."""
    n = form.parts.index(part_of(form, guide)) + 1
    return "●" * n + "○" * (len(form.parts) - n)


def matches(guide: Guide | None, run: int, part: str) -> bool:
    """Whether a button was drawn at what is open now."""
    return guide is not None and guide.stage != "over" and (guide.run, guide.part) == (run, part)


def waits(scene: Scene, guide: Guide | None) -> bool:
    """Whether it can still be gone on with: for half a day after it was last shown."""
    return guide is not None and guide.stage != "over" and scene.now - guide.said_at <= KEPT


def just_now(scene: Scene, guide: Guide | None) -> bool:
    """Whether its person was in the middle of it a moment ago."""
    return guide is not None and guide.stage != "over" and scene.now - guide.said_at <= ATTENTION


# ------------------------------------------------------------------------------------------------------- the clock
def by_clock(scene: Scene) -> bool:
    """Whether parts come by themselves. Where few messages may be sent, each part waits to be asked for."""
    return scene.reach.window is None


def timed(scene: Scene, memory: Memory, kind: str, form: Guided, guide: Guide | None) -> Memory:
    """The memory with the one timer that this guide needs now, or without any."""
    others = tuple(timer for timer in memory.timers if timer.what != kind)
    if guide is None or guide.stage != "playing" or not by_clock(scene):
        return replace(memory, timers=others)
    ends = guide.at + timedelta(seconds=part_of(form, guide).seconds)
    due = Timer(kind, max(ends, guide.said_at + GAP), f"{guide.run}/{guide.part}")
    return replace(memory, timers=(*others, due))


def rung(scene: Scene, guide: Guide | None, timer: Timer) -> Rung:
    """What a timer finds: nothing of its own, its person elsewhere, a part that is too late, or all as planned."""
    if guide is None or guide.stage != "playing" or timer.ref != f"{guide.run}/{guide.part}":
        return "stale"
    heard_at = scene.memory.rhythm.heard_at
    if heard_at is not None and heard_at > guide.said_at:
        return "left"
    return "late" if scene.now - timer.at > LATE else "on"


def brought(scene: Scene, guide: Guide, say: Say) -> Say:
    """A screen that the clock brings: in place and without a sound, or with a buzz for a phone that lies face down.

    A buzz needs a new message, since an edit does not notify; the parts before it stay above and can be read again.
    """
    below = guide.turn != scene.turn - 1
    return replace(say, fresh=guide.buzz or below, silent=not guide.buzz)
