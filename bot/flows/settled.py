"""After a scan: it counts, how settled one is now, one word, and what is suggested the next time.

Who is clearly less settled after it, or feels unreal, is led to the five senses.
"""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.events import Event
from bot.domain.facts import Entry, Fact, KeepEntry, KeepNote, Note
from bot.domain.library import Guided
from bot.domain.memory import Scan
from bot.domain.scene import Scene, Turn
from bot.domain.speech import Say, Words, words
from bot.flows import front, guide, senses
from bot.flows import scan_screens as screens
from bot.flows.common import button, focused, today, turn
from bot.flows.practice import practised_today
from bot.flows.scan_screens import BY_LENGTH, NO_LEVEL, SCREEN, WORD_PLACE, again, form_of, of, put

DROP: Final = 3


def finished(scene: Scene, scan: Scan, form: Guided, ended: str) -> Turn:
    """The end, however it came: it counts, and how settled one is now is asked."""
    memory, facts = practised_today(scene, SCREEN, "done" if ended == "done" else "partly")
    assert scan.guide is not None
    scan = replace(scan, stage="after", ended=ended, on=today(scene), guide=replace(scan.guide, stage="over"))
    memory = replace(memory, counts={**memory.counts, "scans": memory.counts.get("scans", 0) + 1})
    memory = guide.timed(scene, replace(memory, scan=scan), SCREEN, form, None)
    return turn(memory, screens.after(scan), do=(*facts, _entry(scene, scan, "", 0)))


def level(scene: Scene, event: e.ScanLevel) -> Turn:
    """How settled after it: one word is asked for, unless it stirred something up."""
    scan = of(scene)
    scan = replace(scan, stage="word", after=event.level)
    if _drop(scan) >= DROP:
        return close(scene, scan, "")
    memory = focused(put(scene, scan), WORD_PLACE, scene.now)
    return turn(memory, screens.word(scan), do=(_entry(scene, scan, "", 0),))


def _drop(scan: Scan) -> int:
    return scan.before - scan.after if NO_LEVEL not in (scan.before, scan.after) else 0


def word(scene: Scene, event: Event) -> Turn:
    """One of our words, or none."""
    assert isinstance(event, e.ScanWord)
    scan = of(scene)
    known = (*(one for row in screens.WORDS for one in row), "none")
    if (scan.run, scan.stage) != (event.run, "word") or event.word not in known:
        return again(scene)
    return close(scene, scan, "" if event.word == "none" else event.word)


def wrote(scene: Scene, event: e.Wrote) -> Turn:
    """A word of one's own: it goes into the journal, and one that says “unreal” is taken at its word."""
    scan = of(scene)
    if scan.stage != "word":
        return front.here(scene, e.Here())
    note = Note(scene.turn, scene.now, SCREEN, event.text, "", event.ref, event.voice)
    closed = close(scene, scan, "unreal" if _says_unreal(scene, event.text) else "own", note)
    return closed.also(do=(KeepNote(note),))


def _says_unreal(scene: Scene, text: str) -> bool:
    own, count = scene.library.words.get(scene.lang, {}), scene.library.count("scan.unreal")
    said = {own[f"scan.unreal.{n}"].casefold() for n in range(count)}
    return " ".join(text.casefold().split()).strip(" .!…。！") in said


def close(scene: Scene, scan: Scan, said: str, note: Note | None = None) -> Turn:
    """The end of it. Where it stirred something up, the five senses come right after, as a message of their own."""
    hard = said == "unreal" or _drop(scan) >= DROP
    shown: list[Words] = []
    if NO_LEVEL not in (scan.before, scan.after) and not hard:
        shown.append(words("scan.levels", before=scan.before, after=scan.after))
    shown += [words("scan.noted")] if note else []
    scan = replace(_learnt(scan, hard), stage="")
    do: tuple[Fact, ...] = (_entry(scene, scan, said, note.number if note else 0),)
    scene = scene.with_memory(scan=scan, focus=None)
    undo = button("journal.button.undo", e.NoteUndo(note.number)) if note else None
    if not hard:
        key = "scan.done" if scan.ended == "done" else "scan.listened"
        return turn(scene.memory, screens.closed(key, *shown, first=undo), do=do)
    looking = senses.begin(scene)
    led = Say(screens.SCREEN, (words("scan.hard"), *shown), rows=((undo,),) if undo else ())
    return turn(looking.then, led, *(replace(say, fresh=True) for say in looking.say), do=do)


def _learnt(scan: Scan, hard: bool) -> Scan:
    """What is suggested the next time: a shorter form after a hard one, else the same again.

    A form that was lowered stays so until a longer one was chosen and went well."""
    n = BY_LENGTH.index(scan.picked) if scan.picked in BY_LENGTH else 1
    if hard:
        return replace(scan, form=BY_LENGTH[max(0, n - 1)], lowered=True)
    held = scan.lowered and n <= BY_LENGTH.index(scan.form)
    return replace(scan, form=scan.form if held else BY_LENGTH[n], lowered=held)


def _entry(scene: Scene, scan: Scan, said: str, note: int) -> KeepEntry:
    """`reached` of the form's parts `of`; levels 0 to 10, -1 not said; `word`: one of ours, own (see `note`) or ""."""
    assert scan.guide is not None
    form = form_of(scene, scan.guide.form)
    data: dict[str, str | int] = {
        "form": form.id, "before": scan.before, "after": scan.after, "ended": scan.ended,
        "reached": guide.reached(form, scan.guide), "of": len(form.parts), "word": said, "note": note,
    }  # fmt: skip
    return KeepEntry(Entry(SCREEN, scan.run, scene.now, scan.on or today(scene), data))
