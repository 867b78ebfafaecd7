"""The log of moments: what happened, where the body felt it, the first thought, how strong: four taps, and a line.

Words of one's own go into the journal at once, and only there: deleting them there leaves nothing behind.
"""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.events import Event
from bot.domain.facts import DropEntry, DropNote, DropPractice, Entry, Fact, KeepEntry, KeepNote, Note
from bot.domain.memory import LogBook, Memory
from bot.domain.scene import Answers, Scene, Turn
from bot.domain.speech import Say
from bot.flows import front, log_screens, triggers
from bot.flows.common import focus_of, focused, today, turn
from bot.flows.log_map import KIND, OWN, PARTS, PICKS, STRONG
from bot.flows.log_screens import A_DAY, IN_A_ROW, LEVELS, STAGES
from bot.flows.practice import practised_today

PLACE = "log"
OPEN_FOR = timedelta(minutes=15)
HERE, OLD = "front.toast.here", "front.toast.old"


def opened(scene: Scene) -> Say | None:
    """The question that stands open, where it was asked a moment ago."""
    book = scene.memory.log
    if book is None or book.stage not in STAGES or scene.now - book.at > OPEN_FOR:
        return None
    return log_screens.screen(book)


# ----------------------------------------------------------------------------------------------------- the way through
def begin(scene: Scene, event: Event) -> Turn:
    """The open log, or a new one; after three on one date a kind word instead."""
    book, on = scene.memory.log, today(scene)
    if book is not None and book.stage in STAGES and scene.now - book.at <= OPEN_FOR:
        return _shown(scene, replace(book, at=scene.now))
    count = book.count if book is not None and book.on == on else 0
    if count >= A_DAY:
        return turn(scene.memory, log_screens.enough())
    high = book.high if book is not None else 0
    return _shown(scene, LogBook(scene.turn, scene.now, on=on, count=count, high=high, high_before=high))


def pick(scene: Scene, event: Event) -> Turn:
    """A quick pick; the next part follows."""
    assert isinstance(event, e.LogPick)
    book = _at(scene, event.run, event.part)
    if book is None or event.pick not in PICKS.get(event.part, ()):
        return _astray(scene, event.run)
    return _picked(scene, book, event.pick)


def _picked(scene: Scene, book: LogBook, chosen: str) -> Turn:
    following = STAGES[STAGES.index(book.stage) + 1]
    picks = {**book.picks, book.stage: chosen}
    return _shown(scene, replace(book, picks=picks, stage=following, at=scene.now))


def own(scene: Scene, event: Event) -> Turn:
    """Ask for words of one's own: for a part, or a line when all is kept."""
    assert isinstance(event, e.LogOwn)
    book = _at(scene, event.run, "kept" if event.part == "line" else event.part)
    if book is None or event.part not in (*PARTS, "line") or event.part in book.notes:
        return _astray(scene, event.run)
    memory = focused(replace(scene.memory, log=replace(book, at=scene.now)), PLACE, scene.now, _ref(book, event.part))
    return turn(memory, log_screens.asks_words(book, event.part))


def wrote(scene: Scene, event: e.Wrote) -> Turn:
    """Words of one's own: into the journal at once, and on to the next part."""
    focus, book = focus_of(scene), scene.memory.log
    note = Note(scene.turn, scene.now, PLACE, event.text, _day(scene), event.ref, event.voice)
    do: tuple[Fact, ...] = (KeepNote(note),)
    scene = scene.with_memory(focus=None)
    part = "line" if book is not None and book.stage == "kept" else book.stage if book is not None else ""
    if book is None or focus is None or focus.ref != _ref(book, part):
        return front.here(scene, e.Here()).also(do=do)
    book = replace(book, notes={**book.notes, part: note.number}, at=scene.now)
    if part == "line":
        return _shown(scene, book, (*do, KeepEntry(_entry(scene, book))))
    return _picked(scene, book, OWN).also(do=do)


def show(scene: Scene, event: Event) -> Turn:
    """The log as it stands: no words of one's own after all."""
    assert isinstance(event, e.LogShow)
    book = scene.memory.log
    if book is None or book.run != event.run or book.stage == "left":
        return _astray(scene, event.run)
    return _shown(scene.with_memory(focus=None), book)


def back(scene: Scene, event: Event) -> Turn:
    """One part back. Words that were typed there are taken back."""
    assert isinstance(event, e.LogBack)
    book = _at(scene, event.run, event.part)
    if book is None or book.stage not in STAGES[1:]:
        return _astray(scene, event.run)
    before = STAGES[STAGES.index(book.stage) - 1]
    dropped = (DropNote(book.notes[before]),) if before in book.notes else ()
    picks = {part: chosen for part, chosen in book.picks.items() if part != before}
    notes = {part: number for part, number in book.notes.items() if part != before}
    turned = _shown(scene, replace(book, stage=before, picks=picks, notes=notes, at=scene.now), dropped)
    return turned.also(toast="log.toast.taken-back" if dropped else "")


def level(scene: Scene, event: Event) -> Turn:
    """How strong it was: with this tap it is kept, and today counts as practised."""
    assert isinstance(event, e.LogLevel)
    book = _at(scene, event.run, "level")
    if book is None or event.level not in LEVELS:
        return _astray(scene, event.run)
    walk, on = scene.memory.walk, today(scene)
    count = book.count if book.on == on else 0
    book = replace(
        book,
        stage="kept",
        level=event.level,
        at=scene.now,
        on=on,
        count=count + 1,
        high=book.high + 1 if event.level >= STRONG else 0,
        alone=walk is not None and on not in walk.practised,
    )
    memory, practised = practised_today(scene, KIND, "done")
    memory = _gentler(memory) if book.high >= IN_A_ROW else memory
    memory = replace(memory, counts={**memory.counts, KIND: memory.counts.get(KIND, 0) + 1})
    return _shown(replace(scene, memory=memory), book, (KeepEntry(_entry(scene, book)), *practised))


def _gentler(memory: Memory) -> Memory:
    """Three strong ones in a row make the next day's variant the gentler one."""
    return memory if memory.walk is None else replace(memory, walk=replace(memory.walk, gentle=True))


def stop(scene: Scene, event: Event) -> Turn:
    """Leave in the middle: no log is kept. What was typed stays in the journal."""
    assert isinstance(event, e.LogStop)
    book = scene.memory.log
    if book is None or book.run != event.run or book.stage not in STAGES:
        return _astray(scene, event.run)
    scene = scene.with_memory(log=replace(book, stage="left"), focus=None)
    return front.here(scene, e.Here()).also(toast="log.toast.kept-words" if book.notes else "log.toast.left")


def undo(scene: Scene, event: Event) -> Turn:
    """Take back the log just kept, with every word that was typed for it."""
    assert isinstance(event, e.LogUndo)
    book = _at(scene, event.run, "kept")
    if book is None:
        return _astray(scene, event.run)
    do: list[Fact] = [DropEntry(KIND, book.run), *(DropNote(number) for number in book.notes.values())]
    left = replace(book, stage="left", count=book.count - 1, high=book.high_before, alone=False, notes={})
    memory = replace(scene.memory, log=left, focus=None)
    memory = replace(memory, counts={**memory.counts, KIND: max(0, memory.counts.get(KIND, 0) - 1)})
    if left.count == 0 and book.on is not None:
        do.append(DropPractice(book.on, KIND))
        memory = _unpractised(memory, book)
    return turn(memory, log_screens.undone(), do=tuple(do))


def _unpractised(memory: Memory, book: LogBook) -> Memory:
    """The date counts no more, where this log alone had made it count and its day was not done since."""
    walk = memory.walk
    if walk is None or not book.alone or walk.done_on == book.on:
        return memory
    return replace(memory, walk=replace(walk, practised=tuple(d for d in walk.practised if d != book.on)))


def show_map(scene: Scene, event: Event) -> Turn:
    """What the last seven dates have in common."""
    return turn(scene.memory, triggers.week(scene))


# ----------------------------------------------------------------------------------------------------- small parts
def _at(scene: Scene, run: int, stage: str) -> LogBook | None:
    """The log, where it is that run and stands at that stage."""
    book = scene.memory.log
    return book if book is not None and book.run == run and book.stage == stage else None


def _astray(scene: Scene, run: int) -> Turn:
    """A second tap, or a button of a log that is over: the log that is open, else what is open otherwise."""
    book = scene.memory.log
    if book is not None and book.run == run and book.stage != "left":
        return turn(scene.memory, log_screens.screen(book), toast=HERE)
    return front.here(scene, e.Here()).also(toast=OLD)


def _shown(scene: Scene, book: LogBook, do: tuple[Fact, ...] = ()) -> Turn:
    return turn(replace(scene.memory, log=book), log_screens.screen(book), do=do)


def _entry(scene: Scene, book: LogBook) -> Entry:
    data: dict[str, str | int] = {**book.picks, "level": book.level}
    data |= {f"{part}-note": number for part, number in book.notes.items()}
    return Entry(KIND, book.run, scene.now, book.on or today(scene), data)


def _day(scene: Scene) -> str:
    walk = scene.memory.walk
    return walk.current if walk is not None else ""


def _ref(book: LogBook, part: str) -> str:
    return f"{book.run}.{part}"


ANSWERS: Answers = {
    e.LogBegin: begin,
    e.LogPick: pick,
    e.LogOwn: own,
    e.LogLevel: level,
    e.LogBack: back,
    e.LogShow: show,
    e.LogStop: stop,
    e.LogUndo: undo,
    e.LogMap: show_map,
}
