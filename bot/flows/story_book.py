"""One's own story in one place: read page by page, changed entry by entry, deleted, and taken along as a file."""

from __future__ import annotations

from typing import Final, NamedTuple

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.events import Event
from bot.domain.facts import DropNote, Fact, Note
from bot.domain.scene import Answers, Scene, Turn, Want
from bot.domain.speech import Button, Chapter, Moment, Paper, Say, Words, column, words
from bot.flows import chapters, journal
from bot.flows.common import BACK, HELP, MENU, STORY, button, local, turn
from bot.flows.pieces import pieces
from bot.flows.story_screens import CHANGE
from bot.flows.written import units

SCREEN: Final = "story-book"
PAGE: Final = 1800
REREAD_MOST: Final = 1500
PARTS_MOST: Final = 12
START: Final = 12
OLD = "front.toast.old"


def wants(scene: Scene, event: Event) -> Want | None:
    """Reading, rereading, taking along and deleting all need the whole of it."""
    own = (e.StoryRead, e.StoryParts, e.StoryTake, e.StoryDrop, e.StoryDropYes)
    rereads = isinstance(event, e.StoryBegin) and event.chapter == chapters.REREAD
    return Want("story") if rereads or isinstance(event, own) else None


# ------------------------------------------------------------------------------------------------- reading
class _Block(NamedTuple):
    section: str
    line: Words
    length: int


def read(scene: Scene, event: Event) -> Turn:
    """A page of the whole story."""
    assert isinstance(event, e.StoryRead)
    return turn(replace(scene.memory, focus=None), page(scene, event.page))


def page(scene: Scene, number: int) -> Say:
    """A page with a heading at each section; one that is not there is the last."""
    pages = _pages(scene)
    if not pages:
        return Say(SCREEN, (words("story.book.title"), words("story.book.empty")), ((CHANGE,), (BACK, MENU), (HELP,)))
    at = min(max(number, 0), len(pages) - 1)
    lines: list[Words] = [words("story.book.title" if len(pages) == 1 else "story.book.page", n=at + 1, of=len(pages))]
    before = pages[at - 1][-1].section if at else ""
    for block in pages[at]:
        if block.section != before:
            lines.append(words("story.book.head", title=title(block.section)))
        lines.append(block.line)
        before = block.section
    turns = [button("story.button.before", e.StoryRead(at - 1))] if at else []
    turns += [button("story.button.after", e.StoryRead(at + 1), "primary")] if at + 1 < len(pages) else []
    change = button("story.button.change", e.StoryParts(""))
    rows = ((change, button("story.button.take", e.StoryTake())), (CHANGE, HELP), (BACK, MENU))
    return Say(SCREEN, tuple(lines), (*((tuple(turns),) if turns else ()), *rows))


def _pages(scene: Scene) -> list[list[_Block]]:
    room = min(PAGE, scene.reach.length - 400)
    pages: list[list[_Block]] = []
    used = room
    for section, notes in chapters.sorted_notes(scene):
        for block in (block for note in notes for block in _blocks(scene, section, note, room)):
            if used + block.length > room:
                pages.append([])
                used = 0
            pages[-1].append(block)
            used += block.length
    return pages


def _blocks(scene: Scene, section: str, note: Note, room: int) -> list[_Block]:
    return [_Block(section, line, units(scene, line)) for line in _lines(note, room)]


def _lines(note: Note, room: int) -> list[Words]:
    voice = [words("story.book.voice")] if note.voice else []
    return [words("journal.text", text=part) for part in pieces(note.text.strip(), room)] + voice


def title(section: str) -> Words:
    """The name of a section: its day's, or that of a column."""
    return words(f"story.section.{section.partition('.')[2]}" if "." in section else f"days.{section}.title")


def to_reread(scene: Scene) -> Say | None:
    """The chapter for the four looks: the first chapter, else the newest section; cut where it is long."""
    found = {name: notes for name, notes in chapters.sorted_notes(scene) if name != chapters.REREAD}
    if not found:
        return None
    newest = max(found, key=lambda name: found[name][-1].number)
    name = "day-28" if "day-28" in found else newest
    lines = [line for note in found[name] for line in _lines(note, REREAD_MOST)]
    shown: list[Words] = []
    left = REREAD_MOST
    for line in lines:
        if shown and units(scene, line) > left:
            shown.append(words("story.book.cut"))
            break
        shown.append(line)
        left -= units(scene, line)
    return Say(SCREEN, (words("story.book.head", title=title(name)), *shown))


# ------------------------------------------------------------------------------------------------- changing
def parts(scene: Scene, event: Event) -> Turn:
    """The sections, or what stands in one of them: each opens in the journal, to be changed or deleted there."""
    assert isinstance(event, e.StoryParts)
    found = dict(chapters.sorted_notes(scene))
    memory = replace(scene.memory, focus=None)
    if not found:
        return turn(memory, page(scene, 0))
    if event.section not in found:
        opens = [button("story.button.section", e.StoryParts(name), title=title(name)) for name in found]
        return turn(memory, Say(SCREEN, (words("story.book.which"),), (*column(*opens), (STORY, MENU))))
    notes = found[event.section][-PARTS_MOST:]
    lines = (words("story.book.head", title=title(event.section)), words("story.book.parts"))
    drop = button("story.button.drop", e.StoryDrop(event.section), "danger")
    rows = (*column(*(_open(note, n) for n, note in enumerate(notes, start=1))), (drop,), (STORY, MENU))
    return turn(memory, Say(SCREEN, lines, rows))


def _open(note: Note, n: int) -> Button:
    text = " ".join(note.text.split())
    start: str | Words = f"{text[: START - 1].rstrip()}…" if len(text) > START else text
    return button("story.button.entry", e.NoteOpen(note.number), n=n, start=start or words("journal.voice"))


def drop(scene: Scene, event: Event) -> Turn:
    """The first tap only asks."""
    assert isinstance(event, e.StoryDrop)
    notes = dict(chapters.sorted_notes(scene)).get(event.section)
    if notes is None:
        return turn(scene.memory, page(scene, 0), toast=OLD)
    yes = button("story.button.drop-yes", e.StoryDropYes(event.section, notes[-1].number), "danger")
    keep = button("story.button.keep", e.StoryParts(event.section))
    line = words("story.book.drop", title=title(event.section), n=len(notes))
    return turn(scene.memory, Say(SCREEN, (line,), column(yes, keep, MENU)))


def drop_yes(scene: Scene, event: Event) -> Turn:
    """The second tap: the section is gone. Where something was written since the first, it asks again."""
    assert isinstance(event, e.StoryDropYes)
    notes = dict(chapters.sorted_notes(scene)).get(event.section)
    if notes is None:
        return turn(scene.memory, page(scene, 0), toast=OLD)
    if notes[-1].number != event.newest:
        return drop(scene, e.StoryDrop(event.section)).also(toast=OLD)
    gone: tuple[Fact, ...] = tuple(DropNote(note.number) for note in notes)
    say = Say(SCREEN, (words("story.book.dropped"),), ((STORY,), (BACK, MENU)))
    return turn(scene.memory, say, do=gone)


# ------------------------------------------------------------------------------------------------- taking it along
def take(scene: Scene, event: Event) -> Turn:
    """The whole story as a file, for its owner alone; where only letters go, it is read as pages."""
    found = chapters.sorted_notes(scene)
    if not found:
        return turn(scene.memory, page(scene, 0), toast=OLD)
    if scene.reach.window is not None:
        return turn(scene.memory, page(scene, 0))
    file = Say("story-file", (words("story.file.caption"),), paper=_paper(scene, found), fresh=True)
    after = Say(SCREEN, (words("story.file.sent"),), ((STORY,), (BACK, MENU)), fresh=True)
    return turn(scene.memory, file, after)


def _paper(scene: Scene, found: list[tuple[str, list[Note]]]) -> Paper:
    parts_ = tuple(
        Chapter(title(name), tuple(line for note in notes for line in _lines(note, journal.LONGEST)))
        for name, notes in found
    )
    on = Moment(scene.now, f"{local(scene.now, scene.memory.profile.zone):%Y-%m-%d}", "D")
    lead = words("story.file.lead", date=on)
    return Paper("story", words("story.file.name"), words("story.file.title"), parts_, lead, words("story.file.foot"))


ANSWERS: Answers = {
    e.StoryRead: read,
    e.StoryParts: parts,
    e.StoryTake: take,
    e.StoryDrop: drop,
    e.StoryDropYes: drop_yes,
}
