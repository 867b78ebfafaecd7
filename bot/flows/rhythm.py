"""The rhythm: who was heard when, what the clock brings, and how someone is welcomed back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from msgspec.structs import replace

from bot.domain.events import Event
from bot.domain.facts import KeepSlot
from bot.domain.memory import Memory, Rhythm, Timer
from bot.domain.scene import Scene, Turn
from bot.domain.speech import Say, words
from bot.flows import booster, calendar, day, evening, faces, path, rest, together_notes
from bot.flows.calendar import EVENING, LATER, MORNING, Due
from bot.flows.common import pick, today

OPENING_SCREENS = ("day", "evening", "menu", "start", "step", "progress")


def heard(scene: Scene) -> Scene:
    """The scene of a person who has just pressed or said something: they are here again, whatever was before."""
    rhythm = replace(scene.memory.rhythm, seen_on=_latest(scene), heard_at=scene.now, away=False, pushed=0)
    return scene.with_memory(rhythm=rhythm)


def _latest(scene: Scene) -> date:
    # Someone who flies west lives a date again; what was seen never becomes less.
    on, before = today(scene), scene.memory.rhythm.seen_on
    return on if before is None else max(on, before)


def welcomed(before: Memory, scene: Scene, answered: Turn) -> Turn:
    """The turn with a word of welcome in front, where someone on the path was silent for a while."""
    if not answered.say or before.walk is None or before.rhythm.seen_on is None or before.rhythm.resting:
        return answered
    if before.walk.finished:  # after the end nobody is expected, and no day waits
        return answered
    silent = calendar.silent_dates(before.rhythm, today(scene))
    found = [line for from_, line in scene.library.returns if silent >= from_]
    first = answered.say[0]
    if not found or first.screen not in OPENING_SCREENS:
        return answered
    line = pick(scene, f"rhythm.return.{found[-1]}")
    return replace(answered, say=(faces.greeted(first, line), *answered.say[1:]))


def counted(answered: Turn) -> Turn:
    """The turn with its own messages counted: they fill the same push window as what comes unasked after them."""
    rhythm = replace(answered.then.rhythm, pushed=len(answered.say))
    return replace(answered, then=replace(answered.then, rhythm=rhythm))


def tick(scene: Scene, event: Event) -> Turn:
    """What the clock brings now; often nothing. Every slot that has come is marked, said or not."""
    rung = sorted((timer for timer in scene.memory.timers if timer.at <= scene.now), key=lambda timer: timer.at)
    if rung:
        return _ring(scene, rung[0])
    due = [d for d in calendar.agenda(scene.memory, scene.now) if d.at <= scene.now]
    if not due:
        return Turn(scene.memory)
    marked = scene.with_memory(rhythm=_marked(scene.memory.rhythm, due, scene))
    # After a stop of the machine two may have come: the later one is the one that still fits the hour.
    last = max(due)
    if _shut(marked):
        return Turn(marked.memory)
    answered = _said(marked, last)
    if not answered.say:
        return answered
    stamp = {MORNING: "morning_at", EVENING: "evening_at"}.get(last.slot)
    then = answered.then
    changes: dict[str, object] = {"pushed": then.rhythm.pushed + len(answered.say)}
    if stamp:
        changes[stamp] = scene.now
    then = replace(then, rhythm=replace(then.rhythm, **changes))
    says = tuple(replace(say, fresh=True) for say in answered.say)
    # What was asked for may be asked for again on the same date; only what nobody asked for has a slot.
    slot = (KeepSlot(last.on, last.slot),) if stamp else ()
    return Turn(then, says, (*answered.do, *slot))


# Who answers a timer, by what it is for: a conversation that sets timers adds itself in `bot/flows/conversations.py`.
TIMERS: dict[str, Callable[[Scene, Timer], Turn]] = {}


def _ring(scene: Scene, timer: Timer) -> Turn:
    """One timer rings and is gone; another one that has come too is looked at right after."""
    left = tuple(other for other in scene.memory.timers if other != timer)
    scene = scene.with_memory(timers=left)
    answer = TIMERS.get(timer.what)
    if answer is None:
        return Turn(scene.memory)
    answered = answer(scene, timer)
    # It was asked for, and fills a push window all the same. What finds it shut waits for the next word.
    says = () if _shut(scene) else answered.say
    rhythm = replace(answered.then.rhythm, pushed=answered.then.rhythm.pushed + len(says))
    return replace(answered, then=replace(answered.then, rhythm=rhythm), say=says, asked=True)


def _marked(rhythm: Rhythm, due: list[Due], scene: Scene) -> Rhythm:
    changes: dict[str, object] = {}
    for d in due:
        if d.slot == LATER:
            changes["later_at"] = None
        else:
            changes[f"{d.slot}_on"] = d.on
    return replace(rhythm, **changes)


def _shut(scene: Scene) -> bool:
    """Whether the channel lets nothing more through until the person writes."""
    window, rhythm = scene.reach.window, scene.memory.rhythm
    if window is None:
        return False
    return rhythm.heard_at is None or scene.now >= rhythm.heard_at + window.span or rhythm.pushed >= window.count


def _said(scene: Scene, due: Due) -> Turn:
    silent = calendar.silent_dates(scene.memory.rhythm, due.on)
    if due.slot == EVENING:
        back = calendar.looks_back(path.walk_of(scene), due.on)
        asked = evening.ask(scene, due.on) if back else Turn(scene.memory)
        return together_notes.with_notes(scene, asked, evening=True)
    if due.slot == LATER:
        gone = calendar.too_late(scene.memory, due.at, scene.now)
        return Turn(scene.memory) if gone else day.later(scene)
    if scene.memory.walk is not None and scene.memory.walk.finished:
        return together_notes.with_notes(scene, booster.morning(scene, due.on))
    name = scene.library.silences.get(silent)
    if name is not None:
        return Turn(scene.memory, (silence(name),))
    if scene.memory.rhythm.resting:
        return rest.over(scene)
    return together_notes.with_notes(scene, day.morning(scene, due.on))


def silence(name: str) -> Say:
    """One gentle message in place of all, with a single tap back to the day that waits."""
    lines = tuple(words(f"rhythm.silence.{name}.{part}") for part in ("hello", "prime", "thing"))
    return Say("silence", lines, rows=rest.RETURN_ROWS, fresh=True)


def hush(memory: Memory, scene: Scene) -> Memory:
    """No nudges for 24 hours."""
    return replace(memory, rhythm=replace(memory.rhythm, hush_until=scene.now + timedelta(hours=24)))
