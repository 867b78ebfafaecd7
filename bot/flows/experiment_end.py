"""What is kept of an experiment: its plan, what came of it beside what was expected, and the undo."""

from __future__ import annotations

from msgspec.structs import replace

from bot.domain.events import TryOpen
from bot.domain.facts import DropNote, Entry, Fact, KeepEntry
from bot.domain.memory import Memory, Trying
from bot.domain.scene import Scene, Turn
from bot.flows import marking, practice
from bot.flows.common import today
from bot.flows.experiment_at import KIND, astray, shown
from bot.flows.written import without

ATTEMPTS, PAUSES = "attempts", "pauses"
# Whoever tries one of these takes a pause and comes back.
PAUSING = ("return",)
# On these days the plan itself is the day's thing; on the others the try is.
PLAN_DAYS = ("day-11", "day-17", "day-24")
DATA = ("kind", "cue", "then", "expect", "likely", "size", "when", "happened")


def kept(scene: Scene, trying: Trying) -> Turn:
    """The plan stands; on a day of planning, the day is done."""
    trying = replace(trying, stage="planned", planned_on=today(scene))
    fact = KeepEntry(_entry(scene, trying))
    day_id = _day(scene, trying)
    if day_id not in PLAN_DAYS:
        return shown(scene, trying, (fact,)).also(toast="experiment.toast.kept")
    mark = marking.mark(scene, KIND, day_id)
    toast = "day.toast.gold" if mark.day else "experiment.toast.kept"
    return shown(replace(scene, memory=mark.memory), trying, (fact, *mark.facts)).also(toast=toast)


def compared(scene: Scene, trying: Trying) -> Turn:
    """Tried, whole or in part, and compared: it counts, and the day with it."""
    how = trying.how or "done"
    mark = marking.mark(scene, KIND, _day(scene, trying), how)
    trying = replace(trying, stage="done", how=how, own=False, day=mark.day, on=mark.on, alone=mark.alone)
    memory = _counted(mark.memory, trying, 1)
    facts: tuple[Fact, ...] = (KeepEntry(_entry(scene, trying)), *mark.facts)
    return shown(replace(scene, memory=memory), trying, facts).also(toast="day.toast.gold" if mark.day else "")


def undone(scene: Scene, trying: Trying) -> Turn:
    """Taken back: the plan stands as it stood before the try."""
    if trying.on is None:
        return astray(scene, trying.run)
    memory, facts = marking.unmark(scene.memory, KIND, trying.day, trying.on, trying.alone)
    gone = (DropNote(trying.notes["happened"]),) if "happened" in trying.notes else ()
    trying = replace(without(trying, "happened"), stage="planned", how="", day="", on=None, alone=False)
    turned = shown(replace(scene, memory=_counted(memory, trying, -1)), trying, (KeepEntry(_entry(scene, trying)),))
    return turned.also(do=(*facts, *gone), toast="day.toast.undone")


def _counted(memory: Memory, trying: Trying, by: int) -> Memory:
    names = (ATTEMPTS, *((PAUSES,) if trying.picks.get("kind") in PAUSING else ()))
    return replace(memory, counts=memory.counts | {name: max(0, memory.counts.get(name, 0) + by) for name in names})


def _day(scene: Scene, trying: Trying) -> str:
    """The day that this belongs to: the one that it was opened from, or the one that is open and asks for it."""
    walk = scene.memory.walk
    if walk is None:
        return ""
    asked = [d for d in (trying.asked_on, walk.current) if isinstance(practice.CONVERSATIONS.get(d), TryOpen)]
    return next((d for d in asked if walk.days.get(d, "skipped") == "skipped"), "")


def _entry(scene: Scene, trying: Trying) -> Entry:
    data: dict[str, str | int] = {part: trying.picks[part] for part in DATA if part in trying.picks}
    data |= {f"{part}-note": number for part, number in trying.notes.items()}
    data |= {"minute": trying.minute} if trying.minute >= 0 else {}
    data |= {"how": trying.how} if trying.how else {}
    return Entry(KIND, trying.run, scene.now, trying.on or trying.planned_on or today(scene), data)
