"""Rest: as long as you like, or a rough week in one tap; and one tap back to the day that waits."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.events import Event
from bot.domain.scene import Answers, Scene, Turn
from bot.domain.speech import Say, Words, words
from bot.flows import day, faces
from bot.flows.common import HELP, MENU, button, say, today, turn

RETURN_ROWS = ((button("rest.button.return", e.Here(), "primary"),), (button("rest.button.rest", e.RestFor(0)), HELP))
LONGEST = 60


def begin(scene: Scene, event: Event) -> Turn:
    """Rest for some days, or (0) until their own return. Nothing is sent unasked meanwhile."""
    assert isinstance(event, e.RestFor)
    if scene.memory.walk is None:
        return turn(scene.memory, say("rest", words("rest.not-yet"), rows=((MENU, HELP),)))
    days = min(max(event.days, 0), LONGEST)
    until = today(scene) + timedelta(days=days) if days else None
    rhythm = replace(scene.memory.rhythm, resting=True, rest_until=until, later_at=None)
    memory = replace(scene.memory, rhythm=rhythm)
    return turn(memory, screen(scene, "rhythm.rest.rough-week" if days else "rhythm.rest.begin"))


def is_over(scene: Scene) -> bool:
    """Whether a rest with an end has come to it."""
    until = scene.memory.rhythm.rest_until
    return scene.memory.rhythm.resting and until is not None and today(scene) >= until


def screen(scene: Scene, key: str = "rhythm.rest.resting") -> Say:
    """What a resting person sees."""
    return say("rest", words(key), rows=((button("rest.button.resume", e.RestEnd(), "primary"),), (MENU, HELP)))


def end(scene: Scene, event: Event) -> Turn:
    """Back on the path: the day that waits, at once, and no count of anything."""
    if not scene.memory.rhythm.resting:
        return (
            day.here(scene) if scene.memory.walk else turn(scene.memory, screen(scene)).also(toast="front.toast.here")
        )
    back = _awake(scene)
    return _with(day.here(back), words("rhythm.rest.resume"))


def over(scene: Scene) -> Turn:
    """A rest with an end has come to it: the morning says so, with the day that waits."""
    return _with(day.opened(_awake(scene), today(scene)), words("rhythm.rest.rough-week-over"))


def _awake(scene: Scene) -> Scene:
    # Who has rested has not been silent: the ladder of silence begins anew.
    return scene.with_memory(rhythm=replace(scene.memory.rhythm, resting=False, rest_until=None, seen_on=today(scene)))


def _with(answered: Turn, line: Words) -> Turn:
    first = answered.say[0]
    return replace(answered, say=(faces.greeted(first, line), *answered.say[1:]))


ANSWERS: Answers = {e.RestFor: begin, e.RestEnd: end}
