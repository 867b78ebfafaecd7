"""After-notes: how it was after a try, in up to three words and one line. For understanding, not for marks."""

from __future__ import annotations

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.events import Event
from bot.domain.facts import DropEntry, Entry, Fact, KeepEntry, KeepNote, Note
from bot.domain.memory import Aftertaste
from bot.domain.scene import Answers, Scene, Turn
from bot.domain.speech import Say, Words, words
from bot.flows import front
from bot.flows.common import HELP, MENU, button, focus_of, focused, say, today, turn

KIND = PLACE = "after"
FEELINGS = (
    *("calm", "relieved", "warm", "proud", "hopeful", "tender"),
    *("tired", "nervous", "sad", "cross", "empty", "mixed"),
)
MOST = 3
A_ROW = 3
HERE, OLD = "front.toast.here", "front.toast.old"


# ----------------------------------------------------------------------------------------------------- screens
def screen(after: Aftertaste) -> Say:
    """The feelings, those that were picked, and room for a line."""
    picks = [button(f"after.feeling.{name}", e.AfterPick(after.run, name)) for name in FEELINGS]
    rows = [tuple(picks[n : n + A_ROW]) for n in range(0, len(picks), A_ROW)]
    line = () if after.note else (button("after.button.line", e.AfterLine(after.run)),)
    rows.append((*line, button("after.button.done", e.AfterDone(after.run), "primary")))
    rows.append((MENU, HELP))
    noted = (words("after.noted"),) if after.note else ()
    return say("after", words("after.ask"), *_picked(after.feelings), *noted, rows=tuple(rows))


def _picked(feelings: tuple[str, ...]) -> tuple[Words, ...]:
    if not feelings:
        return ()
    named = {name: words(f"after.feeling.{f}") for name, f in zip(("one", "two", "three"), feelings, strict=False)}
    return (words(f"after.picked.{len(feelings)}", **named),)


# ----------------------------------------------------------------------------------------------------- answers
def ask(scene: Scene, event: Event) -> Turn:
    """Open the after-note of something; one of the same date is gone on with."""
    assert isinstance(event, e.AfterAsk)
    after, on = scene.memory.aftertaste, today(scene)
    if after is None or (after.about, after.on) != (event.about, on):
        after = Aftertaste(scene.turn, scene.now, on, event.about)
    return _shown(scene, after)


def pick(scene: Scene, event: Event) -> Turn:
    """A feeling in, or out again; three are the most. Each tap is kept."""
    assert isinstance(event, e.AfterPick)
    after = _that(scene, event.run)
    if after is None or event.feeling not in FEELINGS:
        return _astray(scene)
    if event.feeling in after.feelings:
        left = tuple(feeling for feeling in after.feelings if feeling != event.feeling)
    elif len(after.feelings) >= MOST:
        return turn(scene.memory, screen(after), toast="after.toast.three")
    else:
        left = (*after.feelings, event.feeling)
    after = replace(after, feelings=left)
    return _shown(scene, after, (_fact(after),))


def line_ask(scene: Scene, event: Event) -> Turn:
    """Room for one line."""
    assert isinstance(event, e.AfterLine)
    after = _that(scene, event.run)
    if after is None or after.note:
        return _astray(scene)
    memory = focused(scene.memory, PLACE, scene.now, str(after.run))
    rows = ((button("after.button.no-line", e.AfterShow(after.run)), MENU),)
    return turn(memory, Say("after", (words("after.write"),), rows, wants_words=True))


def wrote(scene: Scene, event: e.Wrote) -> Turn:
    """The line: into the journal, beside what it is about."""
    focus, after = focus_of(scene), scene.memory.aftertaste
    about = after.about if after is not None else ""
    day = about if scene.library.day(about) is not None else ""
    note = Note(scene.turn, scene.now, PLACE, event.text, day, event.ref, event.voice)
    scene = scene.with_memory(focus=None)
    if after is None or focus is None or focus.ref != str(after.run):
        return front.here(scene, e.Here()).also(do=(KeepNote(note),))
    after = replace(after, note=note.number)
    return _shown(scene, after, (KeepNote(note), _fact(after)))


def show(scene: Scene, event: Event) -> Turn:
    """The after-note as it stands: no line after all."""
    assert isinstance(event, e.AfterShow)
    after = _that(scene, event.run)
    return _astray(scene) if after is None else _shown(scene.with_memory(focus=None), after)


def done(scene: Scene, event: Event) -> Turn:
    """Enough said; what is open now."""
    assert isinstance(event, e.AfterDone)
    after = _that(scene, event.run)
    back = front.here(scene, e.Here())
    said = after is not None and (after.feelings or after.note)
    return back.also(toast="after.toast.kept" if said else "after.toast.nothing")


def _fact(after: Aftertaste) -> Fact:
    """What is kept so far; nothing, when everything was taken out again."""
    if not after.feelings and not after.note:
        return DropEntry(KIND, after.run)
    data: dict[str, str | int] = {"about": after.about}
    data |= {f"feeling-{n}": feeling for n, feeling in enumerate(after.feelings, start=1)}
    data |= {"note": after.note} if after.note else {}
    return KeepEntry(Entry(KIND, after.run, after.at, after.on, data))


def _that(scene: Scene, run: int) -> Aftertaste | None:
    after = scene.memory.aftertaste
    return after if after is not None and after.run == run else None


def _astray(scene: Scene) -> Turn:
    """A second tap or an old button: what is open now."""
    return front.here(scene, e.Here()).also(toast=OLD)


def _shown(scene: Scene, after: Aftertaste, do: tuple[Fact, ...] = ()) -> Turn:
    return turn(replace(scene.memory, aftertaste=after), screen(after), do=do)


ANSWERS: Answers = {
    e.AfterAsk: ask,
    e.AfterPick: pick,
    e.AfterLine: line_ask,
    e.AfterShow: show,
    e.AfterDone: done,
}
