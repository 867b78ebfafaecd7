"""An experiment: predict, plan as if-then, keep it small, try it once, compare. Its plan comes back before its time.

Nobody is asked to stay where they do not feel safe: a guarded one is planned only where it is calm and the way out is
open, and the word of safety stands under every plan that may come up in a tense talk.
"""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.events import Event
from bot.domain.facts import DropEntry, DropNote, Fact, KeepNote, Note
from bot.domain.memory import Timer, Trying
from bot.domain.scene import Answers, Scene, Turn
from bot.flows import experiment_end as end
from bot.flows import experiment_screens as screens
from bot.flows import front
from bot.flows.common import focus_of, focused, turn
from bot.flows.experiment_at import KIND, PLANNING, astray, at, ref, shown, without_timers
from bot.flows.experiment_at import PLACE as PLACE
from bot.flows.experiment_screens import FITTING, PARTS, WORDED
from bot.flows.written import COPY, OWN, bare, without

OPEN_FOR = timedelta(days=1)
LATE = timedelta(seconds=30)
LONGEST = 120


# ------------------------------------------------------------------------------------------------- beginning
def begin(scene: Scene, event: Event) -> Turn:
    """The plan that there is, the one that is being made, or a new one."""
    assert isinstance(event, e.TryOpen)
    trying = scene.memory.experiment
    if trying is not None and (trying.stage in ("planned", "running", "choice", "happened") or _lately(scene, trying)):
        return shown(scene, replace(trying, asked_on=event.day or trying.asked_on))
    last = 0
    if trying is not None and trying.stage == "done" and trying.picks.get("happened") != "harder":
        last = int(trying.picks.get("size", "0"))
    return shown(_new(scene), Trying(scene.turn, scene.now, asked_on=event.day, last=last))


def _lately(scene: Scene, trying: Trying) -> bool:
    return trying.stage in PLANNING and scene.now - trying.at <= OPEN_FOR


def _new(scene: Scene) -> Scene:
    return replace(scene, memory=without_timers(scene.memory))


# ------------------------------------------------------------------------------------------------- planning
def pick(scene: Scene, event: Event) -> Turn:
    """A choice for a part of the plan, or what came of it."""
    assert isinstance(event, e.TryPick)
    trying = at(scene, event.run, event.part)
    if trying is None or trying.own or event.pick not in screens.picks(scene, trying, event.part):
        return astray(scene, event.run)
    gone = _gone(trying, event.part)
    trying = without(trying, event.part)
    match event.part, event.pick:
        case "kind", kind:
            return shown(scene, _onward(scene, replace(trying, picks={"kind": kind}, words={}, notes={})))
        case "safe", "no":
            return shown(scene, replace(trying, stage="kind", picks={"safe": "no"}))
        case "size", size if int(size) > FITTING:
            return turn(scene.memory, screens.big(trying, int(size)))
        case "when", "hour":
            return shown(scene, replace(trying, stage="hour"))
        case "hour", hour:
            trying = replace(trying, minute=int(hour) * 60, picks={**trying.picks, "when": "hour"})
            return shown(scene, _onward(scene, trying))
        case "when", when:
            return shown(scene, _onward(scene, replace(trying, minute=-1, picks={**trying.picks, "when": when})))
        case "happened", came:
            return end.compared(scene, replace(trying, picks={**trying.picks, "happened": came})).also(do=gone)
    picked = replace(trying, picks={**trying.picks, event.part: event.pick})
    return shown(scene, _onward(scene, picked), gone)


def _gone(trying: Trying, part: str) -> tuple[Fact, ...]:
    return (DropNote(trying.notes[part]),) if part in trying.notes else ()


def _onward(scene: Scene, trying: Trying) -> Trying:
    """The first part without an answer; then the preview."""
    found = screens.found_of(scene, trying)
    asked = [part for part in PARTS if part != "safe" or (found is not None and found.guarded)]
    return replace(trying, own=False, stage=next((p for p in asked if p not in trying.picks), "preview"))


def own(scene: Scene, event: Event) -> Turn:
    """Room for words of one's own."""
    assert isinstance(event, e.TryOwn)
    trying = at(scene, event.run, event.part)
    if trying is None or event.part not in WORDED:
        return astray(scene, event.run)
    return shown(scene, replace(trying, own=True))


def wrote(scene: Scene, event: e.Wrote) -> Turn:
    """Words of one's own: into the journal at once, whole; as far as they fit, into the plan."""
    focus, trying = focus_of(scene), scene.memory.experiment
    day = trying.asked_on if trying and scene.library.day(trying.asked_on) else ""
    note = Note(scene.turn, scene.now, PLACE, event.text, day, event.ref, event.voice)
    do: tuple[Fact, ...] = (KeepNote(note),)
    scene = scene.with_memory(focus=None)
    if trying is None or not trying.own or focus is None or focus.ref != ref(trying):
        return front.exact(scene).also(do=do)
    part, text = trying.stage, bare(event.text)
    do = (*_gone(trying, part), *do)
    trying = replace(trying, notes={**trying.notes, part: note.number})
    if len(text) > LONGEST:
        memory = replace(scene.memory, experiment=replace(trying, at=scene.now))
        again = screens.too_long(trying, len(text), LONGEST)
        return turn(focused(memory, PLACE, scene.now, ref(trying)), again, do=do)
    trying = replace(
        trying, own=False, picks={**trying.picks, part: OWN}, words={**trying.words, part: text[:COPY]}
    )
    if part == "happened":
        return end.compared(scene, trying).also(do=do)
    return shown(scene, _onward(scene, trying), do)


def back(scene: Scene, event: Event) -> Turn:
    """One part back; from words of one's own, back to what can be picked."""
    assert isinstance(event, e.TryBack)
    trying = at(scene, event.run, event.part)
    if trying is None:
        return astray(scene, event.run)
    if trying.own or trying.stage == "hour":
        return shown(scene, replace(trying, own=False, stage="when" if trying.stage == "hour" else trying.stage))
    if trying.stage not in PLANNING:
        return astray(scene, event.run)
    ids = [*PARTS, "preview"]
    before = [part for part in ids[: ids.index(trying.stage)] if part in trying.picks]
    if not before:
        return shown(scene, trying)
    return shown(scene, replace(without(trying, before[-1]), stage=before[-1]), _gone(trying, before[-1]))


def unsay(scene: Scene, event: Event) -> Turn:
    """The words just written are taken back, and their part is asked again."""
    assert isinstance(event, e.TryUnsay)
    trying = scene.memory.experiment
    if trying is None or trying.run != event.run or event.part not in trying.notes or trying.stage not in PLANNING:
        return astray(scene, event.run)
    asked = replace(without(trying, event.part), stage=event.part, own=False)
    return shown(scene, asked, _gone(trying, event.part)).also(toast="exercises.ui.toast.unsaid")


# ------------------------------------------------------------------------------------------------- what can be done
def do(scene: Scene, event: Event) -> Turn:
    """Something to do at a stage."""
    assert isinstance(event, e.TryDo)
    trying = at(scene, event.run, event.stage)
    if trying is None:
        return astray(scene, event.run)
    planning = trying.stage in PLANNING
    done = _planning(scene, trying, event.what) if planning else _trying(scene, trying, event.what)
    return done or astray(scene, event.run)


def _planning(scene: Scene, trying: Trying, what: str) -> Turn | None:
    match trying.stage, what:
        case "preview", "keep":
            return end.kept(scene, trying)
        case "size", "smaller":
            return shown(scene, trying)
        case "size", what if what.removeprefix("keep-") in ("5", "6"):
            sized = replace(trying, picks={**trying.picks, "size": what.removeprefix("keep-")})
            return shown(scene, _onward(scene, sized))
        case _, "stop":
            return shown(scene, replace(trying, stage="dropped"))
    return None


def _trying(scene: Scene, trying: Trying, what: str) -> Turn | None:
    dropped = (DropEntry(KIND, trying.run),)
    match trying.stage, what:
        case "planned", "start" if screens.seconds(scene, trying):
            return _started(scene, trying)
        case "running", "now":
            return shown(_new(scene), replace(trying, stage="choice"))
        case "running", "stop":
            return shown(_new(scene), replace(trying, stage="planned"))
        case "planned", "smaller":
            return shown(scene, replace(without(trying, "size"), stage="size"))
        case "planned", "other":
            new = Trying(scene.turn, scene.now, asked_on=trying.asked_on, last=trying.last)
            return shown(scene, new).also(do=dropped)
        case "planned", "drop":
            return shown(scene, replace(trying, stage="dropped"), dropped)
        case ("planned" | "choice"), ("tried" | "partly"):
            return shown(scene, replace(trying, stage="happened", how="done" if what == "tried" else "partly"))
        case "choice", "later":
            return shown(scene, replace(trying, stage="planned"))
        case "done", "undo":
            return end.undone(scene, trying)
    return None


def _started(scene: Scene, trying: Trying) -> Turn:
    """Some quiet minutes: they end without a sound."""
    until = scene.now + timedelta(seconds=screens.seconds(scene, trying))
    timers = (*without_timers(scene.memory).timers, Timer(KIND, until, str(trying.run)))
    return shown(scene.with_memory(timers=timers), replace(trying, stage="running"))


def rang(scene: Scene, timer: Timer) -> Turn:
    """The quiet minutes are over: the message itself says so, without a sound."""
    trying = scene.memory.experiment
    if trying is None or trying.stage != "running" or str(trying.run) != timer.ref:
        return Turn(scene.memory)
    trying = replace(trying, stage="choice", at=scene.now)
    said = replace(screens.choice(scene, trying, scene.now - timer.at > LATE), silent=True)
    return turn(replace(scene.memory, experiment=trying), said)


ANSWERS: Answers = {
    e.TryOpen: begin,
    e.TryPick: pick,
    e.TryOwn: own,
    e.TryBack: back,
    e.TryUnsay: unsay,
    e.TryDo: do,
}
