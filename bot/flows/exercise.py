"""Short exercises: a few screens each, said, picked or written, then what they made, previewed and kept.

What an exercise is stands in `bot/content/pathway/exercises.yaml`; this is the one mechanism behind them all. Words of
one's own go into the journal at once, and what is deleted there is gone here too (`written.follow`).
"""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.events import Event
from bot.domain.exercises import Exercise, Piece
from bot.domain.facts import DropEntry, DropNote, Entry, Fact, KeepEntry, KeepNote, Note
from bot.domain.memory import Exercising, Made, Memory
from bot.domain.scene import Answers, Scene, Turn
from bot.domain.speech import Say
from bot.flows import exercise_screens as screens
from bot.flows import front, marking
from bot.flows.common import ATTENTION, focus_of, focused, turn
from bot.flows.exercise_at import OVER, astray, at, dropped, of, ref, shown
from bot.flows.exercise_at import PLACE as PLACE
from bot.flows.exercise_screens import OWN
from bot.flows.practice import practised_today
from bot.flows.written import bare, without

KIND = PLACE
KIT = "calm-kit"
OPEN_FOR = UNDO_FOR = timedelta(days=1)


# ------------------------------------------------------------------------------------------------- beginning
def begin(scene: Scene, event: Event) -> Turn:
    """Begin; or go on with the same one, where it was left within a day."""
    assert isinstance(event, e.ExBegin)
    doing, found = scene.memory.exercise, scene.library.exercises.get(event.exercise)
    if found is None:
        return astray(scene)
    if doing is None or doing.what != found.id or scene.now - doing.at > OPEN_FOR:
        return _begun(scene, found)
    if doing.part in ("done", "undone") and scene.now - doing.at > ATTENTION:
        return _begun(scene, found)
    if doing.part == "left":
        return shown(scene, replace(doing, part=_first_open(found, doing)))
    return shown(scene, doing)


def _first_open(found: Exercise, doing: Exercising) -> str:
    answered = (*doing.picks, *doing.notes)
    return next((part.id for part in found.parts if part.kind != "say" and part.id not in answered), "preview")


def new(scene: Scene, event: Event) -> Turn:
    """Begin anew. What was made before stays until something is made in its place."""
    assert isinstance(event, e.ExNew)
    doing, found = scene.memory.exercise, scene.library.exercises.get(event.exercise)
    if found is None:
        return astray(scene)
    if doing is not None and doing.what == found.id and doing.part == found.parts[0].id and not doing.picks:
        return shown(scene, doing)
    return _begun(scene, found)


def show(scene: Scene, event: Event) -> Turn:
    """What was made in an exercise; where nothing was, the exercise itself."""
    assert isinstance(event, e.ExShow)
    found, made = scene.library.exercises.get(event.exercise), screens.made_in(scene, event.exercise)
    if found is None or made is None:
        return begin(scene, e.ExBegin(event.exercise))
    return turn(scene.memory, screens.shown_again(scene, found, made))


def _begun(scene: Scene, found: Exercise) -> Turn:
    return shown(scene, Exercising(scene.turn, found.id, scene.now, found.parts[0].id))


# ------------------------------------------------------------------------------------------------- the way through
def pick(scene: Scene, event: Event) -> Turn:
    """A choice, or on to the next."""
    assert isinstance(event, e.ExPick)
    where = at(scene, event.run, event.part)
    if where is None or event.pick not in (where[1].picks if where[1].kind != "say" else ("",)):
        return astray(scene, event.run)
    found, part, doing = where
    taken_back = dropped(doing, part.id)
    doing = without(doing, part.id)
    if event.pick:
        doing = replace(doing, picks={**doing.picks, part.id: event.pick})
    return _onward(scene, found, part, doing).also(do=taken_back)


def own(scene: Scene, event: Event) -> Turn:
    """Room for words of one's own."""
    assert isinstance(event, e.ExOwn)
    where = at(scene, event.run, event.part)
    if where is None or where[1].kind != "pick":
        return astray(scene, event.run)
    return shown(scene, replace(where[2], own=True))


def wrote(scene: Scene, event: e.Wrote) -> Turn:
    """Words of one's own: into the journal at once, and on."""
    focus, doing = focus_of(scene), scene.memory.exercise
    found = scene.library.exercises.get(doing.what) if doing else None
    note = Note(scene.turn, scene.now, PLACE, event.text, found.day if found else "", event.ref, event.voice)
    do: tuple[Fact, ...] = (KeepNote(note),)
    scene = scene.with_memory(focus=None)
    part = found.part(doing.part) if found and doing else None
    if doing is None or found is None or part is None or focus is None or focus.ref != ref(doing):
        return front.exact(scene).also(do=do)
    text = bare(event.text)
    do = (*dropped(doing, part.id), *do)
    doing = replace(doing, notes={**doing.notes, part.id: note.number})
    if part.most and len(text) > part.most:
        memory = focused(replace(scene.memory, exercise=replace(doing, at=scene.now)), PLACE, scene.now, ref(doing))
        return turn(memory, screens.too_long(found, doing, part, len(text)), do=do)
    words = {**doing.words, part.id: text} if part.most else doing.words
    doing = replace(doing, picks={**doing.picks, part.id: OWN}, words=words)
    return _onward(scene, found, part, doing).also(do=do)


def skip(scene: Scene, event: Event) -> Turn:
    """Nothing for this part."""
    assert isinstance(event, e.ExSkip)
    where = at(scene, event.run, event.part)
    if where is None:
        return astray(scene, event.run)
    found, part, doing = where
    return _onward(scene, found, part, without(doing, part.id)).also(do=dropped(doing, part.id))


def back(scene: Scene, event: Event) -> Turn:
    """One part back; from words of one's own, back to what can be picked."""
    assert isinstance(event, e.ExBack)
    doing, found = scene.memory.exercise, of(scene, event.run, event.part)
    if doing is None or found is None:
        return astray(scene, event.run)
    if doing.own:
        return shown(scene, replace(doing, own=False))
    ids = [part.id for part in found.parts]
    place = len(ids) if event.part == "preview" else ids.index(event.part)
    return shown(scene, replace(doing, part=ids[max(0, place - 1)]))


def unsay(scene: Scene, event: Event) -> Turn:
    """The words just written are taken back, and their part is asked again."""
    assert isinstance(event, e.ExUnsay)
    doing = scene.memory.exercise
    found = scene.library.exercises.get(doing.what) if doing else None
    if doing is None or found is None or doing.run != event.run or event.part not in doing.notes or doing.part in OVER:
        return astray(scene, event.run)
    taken_back = dropped(doing, event.part)
    doing = replace(without(doing, event.part), part=event.part, own=False)
    return shown(scene, doing, taken_back).also(toast="exercises.ui.toast.unsaid")


def leave(scene: Scene, event: Event) -> Turn:
    """Stop here. With a part answered it counts as partly done; what was written stays in the journal."""
    assert isinstance(event, e.ExLeave)
    doing, found = scene.memory.exercise, of(scene, event.run, event.part)
    if doing is None or found is None:
        return astray(scene, event.run)
    doing = replace(doing, part="left", own=False)
    if not doing.picks and not doing.notes:
        return shown(scene, doing)
    memory, kept = practised_today(scene, f"{KIND}-{found.id}", "partly")
    return shown(replace(scene, memory=memory), doing, kept)


def _onward(scene: Scene, found: Exercise, part: Piece, doing: Exercising) -> Turn:
    """The part after this one; then the preview of what was made; without one, the end."""
    ids = [p.id for p in found.parts]
    place = ids.index(part.id) + 1
    doing = replace(doing, own=False)
    if place < len(ids):
        return shown(scene, replace(doing, part=ids[place]))
    if screens.result(found, doing) is not None:
        return shown(scene, replace(doing, part="preview"))
    return _finished(scene, found, doing)


# ------------------------------------------------------------------------------------------------- the end
def keep(scene: Scene, event: Event) -> Turn:
    """It is right as it stands."""
    assert isinstance(event, e.ExKeep)
    doing, found = scene.memory.exercise, of(scene, event.run, "preview")
    return astray(scene, event.run) if doing is None or found is None else _finished(scene, found, doing)


def _finished(scene: Scene, found: Exercise, doing: Exercising) -> Turn:
    """Done: its day is practised, and what was made is kept where it is wanted again."""
    mark = marking.mark(scene, f"{KIND}-{found.id}", found.day, "done" if doing.picks or doing.notes else "partly")
    doing = replace(doing, part="done", day=mark.day, on=mark.on, alone=mark.alone)
    data: dict[str, str | int] = {"exercise": found.id, **doing.picks}
    data |= {f"{part}-note": number for part, number in doing.notes.items()}
    entry = Entry(KIND, doing.run, scene.now, mark.on, data)
    memory = _with_made(mark.memory, found, doing)
    return shown(replace(scene, memory=memory), doing, (KeepEntry(entry), *mark.facts)).also(
        toast="day.toast.gold" if mark.day else ""
    )


def _with_made(memory: Memory, found: Exercise, doing: Exercising) -> Memory:
    if not found.keep or screens.result(found, doing) is None:
        return memory
    made = Made(doing.run, found.id, doing.picks, doing.words, doing.notes)
    if found.id == KIT:
        return replace(memory, kit=made)
    return replace(memory, made=(*(m for m in memory.made if m.what != found.id), made))


def undo(scene: Scene, event: Event) -> Turn:
    """Take it all back: the day, what was made, and every word that was written for it."""
    assert isinstance(event, e.ExUndo)
    doing = scene.memory.exercise
    found = scene.library.exercises.get(doing.what) if doing else None
    if doing is None or found is None or doing.run != event.run or doing.part != "done" or doing.on is None:
        return astray(scene, event.run)
    if scene.now - doing.at > UNDO_FOR:
        return astray(scene, event.run)
    memory, facts = marking.unmark(scene.memory, f"{KIND}-{found.id}", doing.day, doing.on, doing.alone)
    kit = memory.kit if memory.kit is None or memory.kit.run != doing.run else None
    memory = replace(memory, kit=kit, made=tuple(m for m in memory.made if m.run != doing.run))
    gone: tuple[Fact, ...] = (DropEntry(KIND, doing.run), *(DropNote(number) for number in doing.notes.values()))
    doing = replace(doing, part="undone", picks={}, words={}, notes={})
    return shown(replace(scene, memory=memory), doing, (*facts, *gone)).also(toast="day.toast.undone")


def copy(scene: Scene, event: Event) -> Turn:
    """What was made, as a message of its own, where a phone cannot copy by a button."""
    assert isinstance(event, e.ExCopy)
    found, doing = scene.library.exercises.get(event.exercise), scene.memory.exercise
    kept = [made for made in (doing, screens.made_in(scene, event.exercise)) if made and made.what == event.exercise]
    made = next((made for made in kept if made.run == event.run), None)
    line = screens.result(found, made) if found and made else None
    if found is None or line is None or made is None:
        return astray(scene, event.run)
    after = screens.end(scene, found, made) if isinstance(made, Exercising) else screens.listed(scene)
    return turn(scene.memory, Say("copy", (line,), fresh=True), replace(after, lines=after.lines[-1:], fresh=True))


ANSWERS: Answers = {
    e.ExBegin: begin,
    e.ExNew: new,
    e.ExShow: show,
    e.ExPick: pick,
    e.ExOwn: own,
    e.ExSkip: skip,
    e.ExBack: back,
    e.ExUnsay: unsay,
    e.ExLeave: leave,
    e.ExKeep: keep,
    e.ExUndo: undo,
    e.ExCopy: copy,
}
