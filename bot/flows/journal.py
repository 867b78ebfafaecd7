"""The journal: everything that a person wrote, in one place: read, change, delete; and where loose words go."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.events import Event
from bot.domain.facts import ChangeNote, DropNote, Fact, KeepNote, Note, PlaceNote
from bot.domain.memory import Memory
from bot.domain.scene import Scene, Turn, Want
from bot.domain.speech import Button, Moment, Param, Say, Words, column, words
from bot.flows.common import BACK, MENU, STORY, button, focus_of, focused, local, turn
from bot.flows.pieces import pieces

EDIT = "journal-edit"
JOURNAL, LOOSE, EVENING, NOWHERE = "journal", "loose", "evening", "nowhere"
STORY_PLACE = "story"
OLD = "front.toast.old"
LONGEST = 3500
EXCERPT, START = 80, 12
UNDO_FOR = timedelta(days=1)

JOURNAL_BUTTON = button("journal.button.list", e.JournalPage(0))


def wants(scene: Scene, event: Event) -> Want | None:
    """What has to be fetched before an event about entries can be answered."""
    match event:
        case e.NoteOpen() | e.NoteEdit() | e.NoteDrop() | e.NoteDropYes() | e.NoteUndo() | e.PutNote():
            return Want("note", number=event.number)
        case e.JournalPage():
            return Want("page", number=event.before)
        case e.Amended():
            return Want("ref", ref=event.ref)
        case e.Wrote():
            number = _edited(scene)
            return None if number is None else Want("note", number=number)
    return None


def _edited(scene: Scene) -> int | None:
    """The entry that typed words are to replace."""
    focus = focus_of(scene)
    return int(focus.ref) if focus and focus.place == EDIT and focus.ref.isdecimal() else None


# ----------------------------------------------------------------------------------------------------- reading
def page(scene: Scene, event: Event) -> Turn:
    """Five entries, the newest first."""
    assert isinstance(event, e.JournalPage)
    notes = scene.shelf.notes
    newest = [button("journal.button.newest", e.JournalPage(0))] if event.before else []
    if not notes:
        empty = words("journal.no-older" if event.before else "journal.empty")
        return turn(_calm(scene), Say("journal", (words("journal.title"), empty), (*column(*newest), (BACK, MENU))))
    lines = (words("journal.title"), *(_excerpt(scene, note) for note in notes))
    older = [button("journal.button.older", e.JournalPage(notes[-1].number))] if scene.shelf.more else []
    opens = [_open_button(scene, note) for note in notes]
    story = [STORY] if scene.memory.story is not None else []
    return turn(_calm(scene), Say("journal", lines, (*column(*opens, *older, *newest, *story), (BACK, MENU))))


def _excerpt(scene: Scene, note: Note) -> Words:
    return words("journal.entry", date=_when(scene, note), place=_place(scene, note), text=_cut(note, EXCERPT))


def _open_button(scene: Scene, note: Note) -> Button:
    date = f"{local(note.at, scene.memory.profile.zone):%m-%d}"
    return button("journal.button.open", e.NoteOpen(note.number), date=date, start=_cut(note, START))


def _when(scene: Scene, note: Note, form: str = "D") -> Moment:
    return Moment(note.at, f"{local(note.at, scene.memory.profile.zone):%Y-%m-%d}", form)


def _place(scene: Scene, note: Note) -> Words:
    key = f"journal.place.{note.place}"
    return words(key if key in scene.library.words["en"] else "journal.place.journal")


def _cut(note: Note, most: int) -> str | Words:
    text = " ".join(note.text.split())
    if not text:
        return words("journal.voice" if note.voice else "journal.nothing")
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def note_open(scene: Scene, event: Event) -> Turn:
    """One entry, whole."""
    assert isinstance(event, e.NoteOpen)
    note = _found(scene)
    return missing(scene) if note is None else turn(_calm(scene), *shown(scene, note))


def shown(scene: Scene, note: Note) -> tuple[Say, ...]:
    """An entry as it is kept; a long one in as many messages as it needs, the buttons under the last."""
    head = words("journal.head", date=_when(scene, note), place=_place(scene, note))
    kept = (words("journal.kept-voice"),) if note.voice else ()
    parts = pieces(note.text, min(LONGEST, scene.reach.length - 400)) or [""]
    says = [Say("entry", (*([head, *kept] if n == 0 else []), *_text(part)), fresh=n > 0)
            for n, part in enumerate(parts)]
    n = note.number
    edit = button("journal.button.edit", e.NoteEdit(n))
    drop = button("journal.button.drop", e.NoteDrop(n), style="danger")
    story = (STORY,) if note.place == STORY_PLACE else ()
    rows = (*column(edit, *story), (JOURNAL_BUTTON, MENU), (drop,))
    # Only the first may stand in the pressed message: the others come below it.
    return (*says[:-1], replace(says[-1], rows=rows))


def _text(part: str) -> tuple[Words, ...]:
    return (words("journal.text", text=part),) if part.strip() else ()


# ----------------------------------------------------------------------------------------------------- changing
def note_edit(scene: Scene, event: Event) -> Turn:
    """Ask for the new words. The entry stays where it can be read, and copied from."""
    assert isinstance(event, e.NoteEdit)
    note = _found(scene)
    if note is None:
        return missing(scene)
    rows = ((button("journal.button.leave", e.NoteOpen(note.number)), MENU),)
    memory = focused(scene.memory, EDIT, scene.now, str(note.number))
    return turn(memory, Say("entry-edit", (words("journal.ask"),), rows, fresh=True, wants_words=True))


def edited(scene: Scene, event: e.Wrote) -> Turn | None:
    """The words that replace an entry; None when it is gone, or when a voice note came, which replaces no words."""
    note = _found(scene)
    if note is None or not event.text:
        return None
    # The newer message is the one whose later changes belong to this entry.
    rewritten = replace(note, text=event.text, ref=event.ref)
    again = button("journal.button.again", e.NoteEdit(note.number))
    rows = ((again, button("journal.button.read", e.NoteOpen(note.number))), (BACK, MENU))
    return turn(_calm(scene), Say("typed", (words("journal.changed"),), rows), do=(KeepNote(rewritten),))


def amended(scene: Scene, event: e.Amended) -> Turn | None:
    """A message that was changed on the phone changes its entry; None when it made none."""
    note = _found(scene)
    if note is None:
        return None
    rows = column(button("journal.button.read", e.NoteOpen(note.number)), BACK)
    say = Say("typed", (words("journal.amended"),), rows, fresh=True)
    return turn(scene.memory, say, do=(ChangeNote(note.number, event.text, event.ref),))


def note_drop(scene: Scene, event: Event) -> Turn:
    """The first tap only asks."""
    assert isinstance(event, e.NoteDrop)
    note = _found(scene)
    return missing(scene) if note is None else turn(_calm(scene), _ask_drop(scene, note))


def _ask_drop(scene: Scene, note: Note) -> Say:
    rows = column(
        button("journal.button.drop-yes", e.NoteDropYes(note.number), style="danger"),
        button("journal.button.keep", e.NoteOpen(note.number)),
        MENU,
    )
    return Say("entry", (words("journal.drop"), _excerpt(scene, note)), rows)


def note_drop_yes(scene: Scene, event: Event) -> Turn:
    """The second tap: it is gone, and nothing brings it back."""
    assert isinstance(event, e.NoteDropYes)
    note = _found(scene)
    if note is None:
        return missing(scene)
    return _gone(_unnoted(scene, note), "journal.dropped", DropNote(note.number))


def note_undo(scene: Scene, event: Event) -> Turn:
    """Take back the entry just made. After a day the button is old, and asks first."""
    assert isinstance(event, e.NoteUndo)
    note = _found(scene)
    if note is None:
        return missing(scene)
    if scene.now - note.at > UNDO_FOR:
        return turn(_calm(scene), _ask_drop(scene, note))
    return _gone(_unnoted(scene, note), "journal.undone", DropNote(note.number))


def put_note(scene: Scene, event: Event) -> Turn:
    """Loose words find their place: the journal, or nowhere."""
    assert isinstance(event, e.PutNote)
    note = _found(scene)
    if note is None:
        return missing(scene)
    if note.place != LOOSE:
        return turn(_calm(scene), *shown(scene, note), toast="front.toast.here")
    if event.place == NOWHERE:
        return _gone(_calm(scene), "journal.let-go", DropNote(note.number))
    if event.place != JOURNAL:
        return turn(_calm(scene), offer(note.number, bool(note.voice)), toast=OLD)
    placed = PlaceNote(note.number, JOURNAL)
    return turn(_calm(scene), kept(note.number), do=(placed,))


# ----------------------------------------------------------------------------------------------------- what it says
def offer(number: int, voice: bool = False) -> Say:
    """Loose words, and the places that they may go."""
    rows = column(
        button("journal.button.put", e.PutNote(number, JOURNAL), style="primary"),
        button("journal.button.nowhere", e.PutNote(number, NOWHERE)),
        BACK,
    )
    return Say("typed", (words("journal.offer-voice" if voice else "journal.offer"),), rows)


def kept(number: int, key: str = "journal.placed", **params: Param) -> Say:
    """An entry is in the journal, with an undo."""
    rows = ((button("journal.button.undo", e.NoteUndo(number)),), (JOURNAL_BUTTON, BACK))
    return Say("typed", (words(key, **params),), rows)


def missing(scene: Scene) -> Turn:
    """An entry that is no longer there."""
    say = Say("typed", (words("journal.missing"),), ((JOURNAL_BUTTON,), (BACK, MENU)))
    return turn(_calm(scene), say, toast=OLD)


def _gone(memory: Memory, key: str, fact: Fact) -> Turn:
    return turn(memory, Say("typed", (words(key),), ((JOURNAL_BUTTON,), (BACK, MENU))), do=(fact,))


def _found(scene: Scene) -> Note | None:
    return scene.shelf.notes[0] if scene.shelf.notes else None


def _calm(scene: Scene) -> Memory:
    return replace(scene.memory, focus=None)


def _unnoted(scene: Scene, note: Note) -> Memory:
    """The memory in which the evening has room for a note again, when this was its note."""
    memory, night = _calm(scene), scene.memory.night
    if night is None or note.place != EVENING or note.day != night.day:
        return memory
    return replace(memory, night=replace(night, noted=False))


ANSWERS: dict[type[Event], Callable[[Scene, Event], Turn]] = {
    e.JournalPage: page,
    e.NoteOpen: note_open,
    e.NoteEdit: note_edit,
    e.NoteDrop: note_drop,
    e.NoteDropYes: note_drop_yes,
    e.NoteUndo: note_undo,
    e.PutNote: put_note,
}
