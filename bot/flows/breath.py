"""Slow breath: five minutes or one, a line every quarter of a minute. No metronome; dizzy leads to the feet."""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.events import Event
from bot.domain.facts import Entry, KeepEntry
from bot.domain.library import Guided
from bot.domain.memory import Breath, Guide, Timer
from bot.domain.scene import Answers, Scene, Turn
from bot.domain.speech import Button, Say, words
from bot.flows import front, guide, sources
from bot.flows.common import BACK, HELP, MENU, button, say, today, turn
from bot.flows.practice import practised_today

KIND: Final = "breath"
FORMS: Final = (("5", "five"), ("1", "one"))
FEET: Final = "feet"


def open_(scene: Scene, event: Event) -> Turn:
    """What it is, and how long; one that was paused a while ago can be gone on with."""
    breath = scene.memory.breath
    if breath is not None and guide.waits(scene, breath.guide):
        return _again(scene, "")
    breath = Breath(scene.turn, "choose")
    return turn(replace(scene.memory, breath=breath), _choose(scene, breath))


def form_of(scene: Scene, breathing: Guide) -> Guided:
    """The form that is being guided."""
    found = scene.library.guided(KIND, breathing.form) or scene.library.guided(KIND, "5")
    assert found is not None
    return found


# ------------------------------------------------------------------------------------------------------- screens
def _choose(scene: Scene, breath: Breath) -> Say:
    five, one = (
        button(f"breath.button.{name}", e.BreathForm(breath.run, form), "primary" if form == "5" else "")
        for form, name in FORMS
    )
    instead = button("breath.button.instead", e.BreathForm(breath.run, FEET))
    rows = ((five, one), (instead,), (BACK, *sources.ask(scene, KIND), MENU))
    return say(KIND, words("breath.choose"), words("breath.why"), rows=rows)


def _act(breathing: Guide, act: str, label: str = "", style: str = "") -> Button:
    return button(f"breath.button.{label or act}", e.BreathAct(breathing.run, breathing.part, act), style)


def _line(scene: Scene, form: Guided, breathing: Guide) -> Say:
    dots = words("scan.dots", dots=guide.dots(form, breathing))
    line = words(f"breath.part.{breathing.part}")
    last = (_act(breathing, "dizzy"), _act(breathing, "stop"))
    if guide.by_clock(scene):
        return say(KIND, dots, line, rows=((_act(breathing, "pause"),), last))
    return say(KIND, dots, line, words("breath.own-pace"), rows=((_act(breathing, "skip", "next"),), last))


def _paused(breathing: Guide, key: str = "breath.paused") -> Say:
    last = (_act(breathing, "dizzy"), _act(breathing, "stop"))
    rows = ((_act(breathing, "go", style="primary"),), last, (HELP, MENU))
    return say(KIND, words(key), rows=rows)


def _end(key: str) -> Say:
    around = (button("scan.button.senses", e.SensesBegin()),) if key in ("breath.feet", "breath.instead") else ()
    back = replace(BACK, style="primary")
    return say(KIND, words(key), rows=((back, *around), (MENU, HELP)))


# ------------------------------------------------------------------------------------------------------- answers
def begun(scene: Scene, event: Event) -> Turn:
    """Five minutes, or one; or the feet, for whom breath is not the better way: why is not said."""
    assert isinstance(event, e.BreathForm)
    breath, form = scene.memory.breath, scene.library.guided(KIND, event.form)
    if breath is not None and event.form == FEET and (breath.run, breath.stage) == (event.run, "choose"):
        memory, facts = practised_today(scene, KIND, "done")
        return turn(replace(memory, breath=replace(breath, stage="")), _end("breath.instead"), do=facts)
    if breath is None or form is None or (breath.run, breath.stage) != (event.run, "choose"):
        return _again(scene)
    return _on(scene, breath, form, guide.begun(scene, form, breath.run))


def _on(scene: Scene, breath: Breath, form: Guided, breathing: Guide) -> Turn:
    shown = _line(scene, form, breathing) if breathing.stage == "playing" else _paused(breathing)
    memory = replace(scene.memory, breath=replace(breath, stage="guided", guide=breathing))
    return turn(guide.timed(scene, memory, KIND, form, breathing), shown)


def act(scene: Scene, event: Event) -> Turn:
    """Pause, go on, the next line, dizzy, stop."""
    assert isinstance(event, e.BreathAct)
    breath = scene.memory.breath
    breathing = breath.guide if breath is not None else None
    if breath is None or breathing is None or not guide.matches(breathing, event.run, event.part):
        return _again(scene)
    form = form_of(scene, breathing)
    match event.act, breathing.stage:
        case "pause", "playing":
            return _on(scene, breath, form, guide.paused(scene, breathing))
        case "go", "paused":
            return _on(scene, breath, form, guide.at_part(scene, breathing, guide.part_of(form, breathing)))
        case "skip", _:
            then = guide.following(form, breathing)
            if then is None:
                return _over(scene, breath, form, breathing, "done")
            return _on(scene, breath, form, guide.at_part(scene, breathing, then))
        case ("dizzy" | "stop") as how, _:
            return _over(scene, breath, form, breathing, "feet" if how == "dizzy" else "stopped")
    return _again(scene)


def _over(scene: Scene, breath: Breath, form: Guided, breathing: Guide, ended: str) -> Turn:
    """The end, however it came: it counts, and it is kept how far it went."""
    memory, facts = practised_today(scene, KIND, "done" if ended == "done" else "partly")
    memory = replace(memory, breath=replace(breath, stage="", guide=replace(breathing, stage="over")))
    data: dict[str, str | int] = {
        "form": form.id, "reached": guide.reached(form, breathing), "of": len(form.parts), "ended": ended,
    }  # fmt: skip
    kept = KeepEntry(Entry(KIND, breath.run, scene.now, today(scene), data))
    return turn(guide.timed(scene, memory, KIND, form, None), _end(f"breath.{ended}"), do=(*facts, kept))


def _again(scene: Scene, toast: str = "front.toast.here") -> Turn:
    """What is open of it now, drawn again."""
    breath = scene.memory.breath
    if breath is None or not breath.stage:
        return front.here(scene, e.Here()).also(toast="front.toast.old")
    if breath.stage == "choose" or breath.guide is None:
        return turn(scene.memory, _choose(scene, breath), toast=toast)
    breathing = guide.shown(scene, breath.guide)
    memory = replace(scene.memory, breath=replace(breath, guide=breathing))
    form = form_of(scene, breathing)
    shown = _line(scene, form, breathing) if breathing.stage == "playing" else _paused(breathing)
    return turn(memory, shown, toast=toast)


def open_now(scene: Scene) -> Say | None:
    """The line that its person was at a moment ago."""
    breath = scene.memory.breath
    if breath is None or breath.guide is None or not guide.just_now(scene, breath.guide):
        return None
    form = form_of(scene, breath.guide)
    return _line(scene, form, breath.guide) if breath.guide.stage == "playing" else _paused(breath.guide)


def rang(scene: Scene, timer: Timer) -> Turn:
    """A line's time is over."""
    breath = scene.memory.breath
    breathing = breath.guide if breath is not None else None
    how = guide.rung(scene, breathing, timer)
    if breath is None or breathing is None or how == "stale":
        return Turn(scene.memory)
    form = form_of(scene, breathing)
    if how == "left":
        return Turn(replace(scene.memory, breath=replace(breath, guide=replace(breathing, stage="paused"))))
    then = guide.following(form, breathing)
    if then is None:
        answered = _over(scene, breath, form, breathing, "done")
    elif how == "late":
        waiting = guide.paused(scene, breathing, then)
        memory = replace(scene.memory, breath=replace(breath, guide=waiting))
        answered = turn(memory, _paused(waiting, "breath.late"))
    else:
        answered = _on(scene, breath, form, guide.at_part(scene, breathing, then, timer.at))
    return replace(answered, say=tuple(guide.brought(scene, breathing, one) for one in answered.say))


ANSWERS: Answers = {e.BreathOpen: open_, e.BreathForm: begun, e.BreathAct: act}
