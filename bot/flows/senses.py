"""Five senses: a look around the room in five taps, for coming back to it. Others lead here too, by `begin`."""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.events import Event
from bot.domain.facts import Entry, Fact, KeepEntry
from bot.domain.memory import Senses
from bot.domain.scene import Answers, Scene, Turn
from bot.domain.speech import Button, Say, words
from bot.flows import front
from bot.flows.common import ATTENTION, BACK, HELP, MENU, button, say, today, turn
from bot.flows.practice import practised_today

KIND: Final = "senses"
STEPS: Final = ("see", "touch", "hear", "smell", "taste")
HOWS: Final = ("found", "skip", "stop")
NEAR: Final = ("back", "same", "far")
AFTER: Final = "after"


def begin(scene: Scene) -> Turn:
    """The first of the five, from wherever one is."""
    looking = Senses(scene.turn, at=scene.now)
    return turn(replace(scene.memory, senses=looking), _screen(looking))


def began(scene: Scene, event: Event) -> Turn:
    """The button that leads here."""
    return begin(scene)


# ------------------------------------------------------------------------------------------------------- screens
def _screen(looking: Senses) -> Say:
    if looking.step == AFTER:
        near = tuple((button(f"senses.button.{how}", e.SensesAfter(looking.run, how)),) for how in NEAR)
        return say(KIND, words("senses.after"), rows=(*near, (HELP, MENU)))
    n, run, step = STEPS.index(looking.step), looking.run, looking.step
    lines = [words("scan.dots", dots="●" * (n + 1) + "○" * (len(STEPS) - n - 1)), words(f"senses.step.{step}")]
    if not n:
        lines.insert(1, words("senses.why"))
    found = button(f"senses.button.found-{step}", e.SensesStep(run, step, "found"), "primary")
    less = button("senses.button.skip", e.SensesStep(run, step, "skip"))
    stop = button("senses.button.stop", e.SensesStep(run, step, "stop"))
    return say(KIND, *lines, rows=((found,), (less, stop), (HELP,)))


def _end(key: str, *first: Button) -> Say:
    rows = ((*first, BACK), (MENU, HELP)) if first else ((BACK,), (MENU, HELP))
    return say(KIND, words(key), rows=rows)


def _again() -> Button:
    return button("senses.button.again", e.SensesBegin())


# ------------------------------------------------------------------------------------------------------- answers
def step(scene: Scene, event: Event) -> Turn:
    """One of the five is found, or skipped, or this is enough."""
    assert isinstance(event, e.SensesStep)
    looking = scene.memory.senses
    if looking is None or (looking.run, looking.step) != (event.run, event.step) or event.how not in HOWS:
        return _here(scene)
    if event.how == "stop":
        return _stopped(scene, looking)
    found = (*looking.found, event.step) if event.how == "found" else looking.found
    n = STEPS.index(event.step) + 1
    now = replace(looking, step=STEPS[n] if n < len(STEPS) else AFTER, found=found, at=scene.now)
    if now.step != AFTER:
        return turn(replace(scene.memory, senses=now), _screen(now))
    return _counted(scene, now, "done", "").also(say=(_screen(now),))


def _stopped(scene: Scene, looking: Senses) -> Turn:
    closed = replace(looking, step="")
    if not looking.found:
        return turn(replace(scene.memory, senses=closed), _end("senses.nothing"))
    return _counted(scene, closed, "partly", "stopped").also(say=(_end("senses.stopped"),))


def near(scene: Scene, event: Event) -> Turn:
    """How near the room is now; who is still far away is led to people."""
    assert isinstance(event, e.SensesAfter)
    looking = scene.memory.senses
    if looking is None or (looking.run, looking.step) != (event.run, AFTER) or event.how not in NEAR:
        return _here(scene)
    closed = replace(looking, step="")
    shown = _end("senses.back") if event.how == "back" else _end(f"senses.{event.how}", _again())
    if event.how == "far":
        primary = replace(HELP, style="primary")
        shown = replace(shown, rows=((primary,), (_again(), BACK), (MENU,)))
    kept = () if scene.memory.profile.agreed_at is None else (_entry(scene, closed, event.how),)
    return turn(replace(scene.memory, senses=closed), shown, do=kept)


def _here(scene: Scene) -> Turn:
    looking = scene.memory.senses
    if looking is None or not looking.step:
        return front.here(scene, e.Here()).also(toast="front.toast.old")
    return turn(scene.memory, _screen(looking), toast="front.toast.here")


def open_now(scene: Scene) -> Say | None:
    """The sense that its person was at a moment ago."""
    looking = scene.memory.senses
    if looking is None or not looking.step or looking.at is None or scene.now - looking.at > ATTENTION:
        return None
    return _screen(looking)


def _counted(scene: Scene, looking: Senses, how: str, near_: str) -> Turn:
    if scene.memory.profile.agreed_at is None:
        # The way back into the room is open to everyone; of who has not agreed to anything, nothing is kept.
        return turn(replace(scene.memory, senses=looking))
    memory, facts = practised_today(scene, KIND, how)
    do: tuple[Fact, ...] = (*facts, _entry(scene, looking, near_))
    return turn(replace(memory, senses=looking), do=do)


def _entry(scene: Scene, looking: Senses, near_: str) -> KeepEntry:
    """`found`: how many of the five; `near`: back, same, far, stopped, or "" until that is said."""
    data: dict[str, str | int] = {"found": len(looking.found), "of": len(STEPS), "near": near_}
    return KeepEntry(Entry(KIND, looking.run, scene.now, today(scene), data))


ANSWERS: Answers = {e.SensesBegin: began, e.SensesStep: step, e.SensesAfter: near}
