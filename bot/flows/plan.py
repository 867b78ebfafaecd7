"""The plan of an experiment, shown back before its likely time: a line and a button in a message that comes anyway.

The line is neutral on a lock screen: what is planned stands one tap behind it, or, in the evening, under a spoiler.
"""

from __future__ import annotations

from datetime import timedelta

from bot.domain import events as e
from bot.domain.memory import Trying
from bot.domain.scene import Scene
from bot.domain.speech import Button, Param, Words, words
from bot.flows.calendar import minute_of
from bot.flows.common import button, today
from bot.flows.written import said

# When a part of the day is taken to be, in minutes after midnight.
MINUTES = {"morning": 9 * 60, "midday": 12 * 60 + 30, "evening": 18 * 60 + 30}
DAY = 24 * 60
SHOWN_FOR = timedelta(days=3)


def minute(scene: Scene, trying: Trying) -> int:
    """When the moment is likely to come, in minutes after midnight; one without an hour, between the two messages."""
    if trying.minute >= 0:
        return trying.minute
    return MINUTES.get(trying.picks.get("when", ""), (scene.memory.profile.evening - 1) % DAY)


def sentence(scene: Scene, trying: Trying) -> Words:
    """If this, then I do that."""
    return words("experiment.plan", cue=part(scene, trying, "cue"), then=part(scene, trying, "then"))


def part(scene: Scene, trying: Trying, name: str) -> Param:
    """What was picked or written for a part of the plan."""
    kind = trying.picks.get("kind", "")
    prefix = f"experiment.kind.{kind}.{name}" if name in ("cue", "then") else f"experiment.{name}"
    return said(trying.picks.get(name, ""), trying.words.get(name, ""), prefix)


def ahead(scene: Scene) -> bool:
    """Whether the likely time comes after this slot and before the next one, within three dates of the planning."""
    trying, profile = scene.memory.experiment, scene.memory.profile
    if trying is None or trying.stage != "planned" or trying.planned_on is None:
        return False
    if not timedelta(0) <= today(scene) - trying.planned_on <= SHOWN_FOR:
        return False
    now, likely = minute_of(scene.now, profile.zone), minute(scene, trying)
    slots = (profile.morning, profile.evening)
    # The slot that we are in is the one that came last, on a clock that goes round.
    begun = min(slots, key=lambda slot: (now - slot) % DAY)
    ends = next(slot for slot in slots if slot != begun) if slots[0] != slots[1] else begun
    return (likely - now) % DAY < ((ends - now) % DAY or DAY)


def reminder(scene: Scene, whole: bool = False) -> Words | None:
    """One line for the message that comes before the plan's likely time; `whole` has the plan in it, hidden."""
    trying = scene.memory.experiment
    if trying is None or not ahead(scene):
        return None
    return words("experiment.remind-whole", plan=sentence(scene, trying)) if whole else words("experiment.remind")


def open_button(scene: Scene) -> Button | None:
    """The way to the plan, where the message reminds of it."""
    return button("experiment.button.plan", e.TryOpen("")) if ahead(scene) else None
