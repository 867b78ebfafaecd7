"""The deeper report: one paged message with a table of contents, and a file to keep. “Not like me” stands beside."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.events import Event
from bot.domain.facts import DropEntry, Entry, Fact, KeepEntry
from bot.domain.memory import Reporting
from bot.domain.scene import Answers, Scene, Turn
from bot.domain.speech import Button, Chapter, Paper, Say, Words, words
from bot.flows import front, report_sections, sources
from bot.flows.common import BACK, HELP, MENU, button, say, today, turn
from bot.flows.report_sections import FIXED, Built

SCREEN, CONTENTS, SUMMARY, DOUBT = "report", "contents", "summary", "doubt"
# So long after it was last shown, help leads back to it.
FRESH = timedelta(minutes=15)
# Entries of doubts are numbered run by run: never more sections than this.
SECTIONS = 100


def of(scene: Scene) -> Reporting:
    """The report of the newest result. Of an older one only the tone and one's own question are kept."""
    known, report = scene.memory.known, scene.memory.report
    run = known.run if known else 0
    if report is None:
        return Reporting(run, scene.now)
    return report if report.run == run else Reporting(run, scene.now, tone=report.tone, ask=report.ask)


def kept(scene: Scene, **changes: object) -> Scene:
    """The scene in which the report is shown now, with some of it changed."""
    return scene.with_memory(report=replace(of(scene), at=scene.now, **changes))


# ------------------------------------------------------------------------------------------------------ screens
def contents(scene: Scene) -> Say:
    """The table of contents: twelve parts, the file, the page for a counselor."""
    sections, run = report_sections.built(scene), of(scene).run
    if not sections:
        return none(scene)
    lines = [words("report.contents")]
    marked = report_sections.doubts(scene.memory)
    if marked:
        lines.append(words("report.marked", n=len(marked)))
    pages = [button(f"report.button.{one.id}", e.ReportPage(run, one.id)) for one in sections]
    rows = [tuple(pages[n : n + 2]) for n in range(0, len(pages), 2)]
    files: tuple[Button, ...] = (button("report.button.summary", e.SummaryOpen(run)),)
    if scene.reach.pictures:
        lines.append(words("report.file-hint"))
        files = (button("report.button.file", e.ReportFile(run), "primary"), *files)
    return say(SCREEN, *lines, rows=(*rows, files, (BACK, MENU, HELP)))


def none(scene: Scene) -> Say:
    """Without two scores there is no report; it says what is missing."""
    again = button("results.note.retake", e.QuizAgain(scene.memory.runs), "primary")
    return say(SCREEN, words("report.none"), rows=((again,), (BACK, MENU)))


def page(scene: Scene, section: Built) -> Say:
    """One section in one message."""
    report = of(scene)
    lines = [head(section), *(paragraph.line for paragraph in section.paragraphs)]
    if section.id in report.doubts:
        lines.append(words("report.doubted"))
    if section.id in report.without:
        lines.append(words("report.left-out"))
    return say(SCREEN, *lines, rows=_rows(scene, section, report))


def head(section: Built) -> Words:
    """A section's heading, with the line under it where it has one."""
    if section.note is None:
        return words("report.head", n=section.number, title=section.title)
    return words("report.headed", n=section.number, title=section.title, note=section.note)


def _rows(scene: Scene, section: Built, report: Reporting) -> tuple[tuple[Button, ...], ...]:
    run, id = report.run, section.id
    ids = [one.id for one in scene.library.report.sections]
    at = ids.index(id)
    turns = [button("report.button.contents", e.ReportOpen(run))]
    if at > 0:
        turns.insert(0, button("report.button.previous", e.ReportPage(run, ids[at - 1])))
    if at + 1 < len(ids):
        turns.append(button("report.button.next", e.ReportPage(run, ids[at + 1]), "primary"))
    *copies, own = _tones(scene, section, report)
    if id == "moves":
        own = (button("moves.button.menu", e.SheetBegin("moves", "")),)
    if id not in FIXED:
        doubted, out = id in report.doubts, id in report.without
        label = "report.button.undoubt" if doubted else "report.button.doubt"
        own = (*own, button(label, e.ReportDoubt(run, id, int(not doubted))))
        if id == "close" and scene.reach.pictures:
            label = "report.button.put-back" if out else "report.button.leave"
            own = (*own, button(label, e.ReportLeave(run, id, int(not out))))
    if id == "help":
        own = sources.ask(scene, "quiz", "report")
    return tuple(row for row in (tuple(turns), *copies, own, (BACK, MENU, HELP)) if row)


def _tones(scene: Scene, section: Built, report: Reporting) -> list[tuple[Button, ...]]:
    """For lines to say: a copy button each, and last the other tones; elsewhere an empty row."""
    plan = scene.library.report.section(section.id)
    if plan is None or not plan.tones:
        return [()]
    copies = [_copied(b) for paragraph in section.paragraphs for b in paragraph.copies]
    tones = [button(f"report.tone.button.{t}", e.ReportTone(report.run, t)) for t in plan.tones if t != report.tone]
    return [tuple(copies[:3]), tuple(copies[3:]), tuple(tones)]


def _copied(one: Button) -> Button:
    """A line to say; where the phone has no copy button it comes as a message of its own."""
    return replace(one, event=e.CopyLine(one.copy.key)) if one.copy is not None else one


# ------------------------------------------------------------------------------------------------------ answers
def shown(scene: Scene, toast: str = "", do: tuple[Fact, ...] = ()) -> Turn:
    """The page that is open, or the contents."""
    section = report_sections.section(scene, of(scene).page)
    return turn(scene.memory, page(scene, section) if section else contents(scene), do=do, toast=toast)


def begin(scene: Scene, event: Event) -> Turn:
    """The contents; without a result what is open now."""
    assert isinstance(event, e.ReportOpen)
    if scene.memory.known is None:
        return front.here(scene, e.Here())
    toast = "front.toast.old" if event.run not in (0, of(scene).run) else ""
    return shown(kept(scene, page=CONTENTS), toast)


def is_old(scene: Scene, run: int) -> bool:
    """Whether a button belongs to the report of another result, or to none."""
    return not report_sections.built(scene) or run != of(scene).run


def old(scene: Scene) -> Turn:
    """In place of a button of another result: the contents of the newest one's report."""
    return begin(scene, e.ReportOpen(0)).also(toast="front.toast.old")


def open_page(scene: Scene, event: Event) -> Turn:
    """A section by its id."""
    assert isinstance(event, e.ReportPage)
    if is_old(scene, event.run) or scene.library.report.section(event.section) is None:
        return old(scene)
    return shown(kept(scene, page=event.section))


def doubt(scene: Scene, event: Event) -> Turn:
    """This does not sound like me: kept beside the section, and as an entry; or it does after all."""
    assert isinstance(event, e.ReportDoubt)
    section = report_sections.section(scene, event.section)
    if is_old(scene, event.run) or section is None or section.id in FIXED:
        return old(scene)
    there = of(scene).doubts
    rest = tuple(id for id in there if id != section.id)
    scene = kept(scene, page=section.id, doubts=(*rest, section.id) if event.on else rest)
    if (section.id in there) is bool(event.on):
        return shown(scene, "front.toast.here")
    number = event.run * SECTIONS + section.number
    if not event.on:
        return shown(scene, "report.toast.undoubted", (DropEntry(DOUBT, number),))
    ids = ",".join(paragraph.id for paragraph in section.paragraphs)
    data: dict[str, str | int] = {"run": event.run, "section": section.id, "paragraphs": ids}
    entry = Entry(DOUBT, number, scene.now, today(scene), data)
    return shown(scene, "report.toast.doubted", (KeepEntry(entry),))


def leave(scene: Scene, event: Event) -> Turn:
    """A section stays out of the file, or comes back into it."""
    assert isinstance(event, e.ReportLeave)
    if is_old(scene, event.run) or scene.library.report.section(event.section) is None or event.section in FIXED:
        return old(scene)
    rest = tuple(id for id in of(scene).without if id != event.section)
    scene = kept(scene, page=event.section, without=(*rest, event.section) if event.out else rest)
    return shown(scene, "report.toast.left-out" if event.out else "report.toast.put-back")


def tone(scene: Scene, event: Event) -> Turn:
    """The lines to say in another tone."""
    assert isinstance(event, e.ReportTone)
    plan = next((section for section in scene.library.report.sections if event.tone in section.tones), None)
    if is_old(scene, event.run) or plan is None:
        return old(scene)
    return shown(kept(scene, tone=event.tone, page=plan.id))


# --------------------------------------------------------------------------------------------------------- file
def file(scene: Scene, event: Event) -> Turn:
    """The whole report as a file below; where a channel brings none, its sections are the text."""
    assert isinstance(event, e.ReportFile)
    if is_old(scene, event.run):
        return old(scene)
    if not scene.reach.pictures:
        return shown(kept(scene, page=scene.library.report.sections[0].id))
    scene = kept(scene, page=CONTENTS)
    rows = ((button("report.button.contents", e.ReportOpen(event.run)), MENU),)
    sent = say("report-file", words("report.file.ready"), rows=rows, fresh=True)
    return turn(scene.memory, replace(sent, paper=paper(scene)))


def paper(scene: Scene) -> Paper:
    """The report as a paper, without what its owner left out; doubts stand in it."""
    report = of(scene)
    sections = [one for one in report_sections.built(scene) if one.id not in report.without]
    return bound("report", scene, tuple(_chapter(one, n, report) for n, one in enumerate(sections, start=1)))


def bound(kind: str, scene: Scene, chapters: tuple[Chapter, ...]) -> Paper:
    """A paper of today's date, with the words of its kind."""
    date, at = f"{today(scene):%Y-%m-%d}", "report.file" if kind == "report" else f"report.{kind}.file"
    name, lead = words(f"{at}.name", date=date), words(f"{at}.lead", date=date)
    return Paper(kind, name, words(f"{at}.title"), chapters, lead=lead, foot=words("report.file.foot"))


def _chapter(section: Built, number: int, report: Reporting) -> Chapter:
    lines = [paragraph.line for paragraph in section.paragraphs]
    if section.id in report.doubts:
        lines.append(words("report.doubted"))
    title = words("report.chapter", n=number, title=section.title)
    return Chapter(title, tuple(lines), section.note, section.facts)


# What else of the report can be the open page: the page for a counselor.
PAGES: dict[str, Callable[[Scene], Turn]] = {}


def opened(scene: Scene) -> Turn | None:
    """The page that was shown a moment ago, or None."""
    report = scene.memory.report
    if report is None or scene.now - report.at > FRESH or is_old(scene, report.run):
        return None
    return PAGES.get(report.page, shown)(scene)


ANSWERS: Answers = {
    e.ReportOpen: begin,
    e.ReportPage: open_page,
    e.ReportDoubt: doubt,
    e.ReportLeave: leave,
    e.ReportTone: tone,
    e.ReportFile: file,
}
