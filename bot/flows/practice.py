"""What a day offers beside its own words, and what it is to have practised something on a date."""

from __future__ import annotations

from msgspec.structs import replace

from bot.domain.events import (
    BreathOpen,
    ExBegin,
    LogBegin,
    Press,
    ReportOpen,
    RetestBegin,
    ScanOpen,
    SensesBegin,
    SheetBegin,
    StoryBegin,
    StoryDepth,
    TryOpen,
)
from bot.domain.facts import KeepPractice
from bot.domain.memory import Memory
from bot.domain.scene import Scene
from bot.flows.common import today
from bot.flows.path import dates_with

# The day's own conversation: its button stands on the day's screen, with the label `practice.button.<day id>`.
CONVERSATIONS: dict[str, Press] = {}
# Days whose constant is the log: it is offered again when they are done.
LOGS = frozenset(f"day-{n:02}" for n in (2, 4, 5, 6, 7, 8, 9, 10))
CONVERSATIONS |= {day: LogBegin() for day in sorted(LOGS)}
# The plan's scans: on day 5 and 10 it stands in place of the log, which is in the menu.
CONVERSATIONS |= {f"day-{n:02}": ScanOpen(form) for n, form in ((3, "3"), (5, "5"), (10, "5"), (19, "10"), (29, "3"))}
CONVERSATIONS |= {"day-01": ReportOpen(0)}
CONVERSATIONS |= {"day-18": BreathOpen(), "day-21": SensesBegin()}

CONVERSATIONS |= {
    "day-07": ExBegin("chain"),
    "day-08": ExBegin("need"),
    "day-15": ExBegin("pause"),
    "day-20": ExBegin("zones"),
    "day-22": ExBegin("borrowed"),
    "day-23": ExBegin("kind-figure"),
    "day-34": ExBegin("letter"),
    "day-36": ExBegin("anchor"),
    "day-37": ExBegin("thanks"),
    "day-38": ExBegin("good-news"),
    "day-39": ExBegin("repair"),
    "day-40": ExBegin("soft-start"),
    "day-41": ExBegin("observer"),
    "day-42": ExBegin("question"),
    "day-46": ExBegin("line"),
    "day-47": ExBegin("hard-day"),
    "day-48": ExBegin("supports"),
    "day-49": ExBegin("look-back"),
}
CONVERSATIONS |= {day: TryOpen(day) for day in ("day-11", "day-12", "day-17", "day-24", "day-45")}
# The story: its depth, and its chapters; at other depths `chapters.talk` puts something else in their place.
CONVERSATIONS |= {"day-26": StoryDepth()}
CONVERSATIONS |= {f"day-{n}": StoryBegin(f"day-{n}") for n in (27, 28, 30, 31, 32, 33, 35)}
# A second conversation of a day, labelled `practice.also.<day id>`. What stands in a row with another button has a
# short label (17 Latin signs, 8 Chinese ones); a talk by itself shares its row with "I’ll watch for it".
ALSO: dict[str, Press] = {"day-03": ExBegin("calm-kit")}

# A questionnaire that the day brings: on the day's screen and again when it is done, labelled `practice.measure.<day
# id>`. Where a day has both, they share a row: then each label is short (17 Latin signs, 8 Chinese ones).
MEASURES: dict[str, Press] = {
    "day-02": SheetBegin("moves", "day-02"),
    **{day: SheetBegin("pulse", day) for day in ("day-10", "day-17", "day-25", "day-35")},
    "day-50": RetestBegin(50),
}


def practised_today(scene: Scene, what: str, how: str) -> tuple[Memory, tuple[KeepPractice, ...]]:
    """Something was practised today, whatever it was: what is remembered then, and what is kept.

    `what` names it (log, hold, scan, …), `how` is done or partly. Without a path only the fact is kept.
    """
    on, walk = today(scene), scene.memory.walk
    kept = (KeepPractice(on, what, how),)
    if walk is None:
        return scene.memory, kept
    # The date holds more than its day now, so taking the day back leaves the date.
    walk = replace(walk, practised=dates_with(walk, on), alone=walk.alone and walk.done_on != on)
    return replace(scene.memory, walk=walk), kept
