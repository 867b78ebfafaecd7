"""One page to take to a therapist, made by its owner item by item: nothing stands on it that was not switched on."""

from __future__ import annotations

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.events import Event
from bot.domain.quiz import SCALES
from bot.domain.scene import Answers, Scene, Turn
from bot.domain.speech import Button, Chapter, Say, Words, pairs, words
from bot.flows import reading, report, report_sections
from bot.flows.common import BACK, HELP, MENU, button, focused, say, turn
from bot.flows.scoring import zone
from bot.flows.written import bare

ITEMS = ("bars", "strengths", "signals", "helps", "practised", "ask")
PLACE, LONGEST, BLANK = "report-ask", 300, 4
DONE = ("done", "partly", "gentle")


# ------------------------------------------------------------------------------------------------------ screens
def screen(scene: Scene) -> Say:
    """Each item with its switch."""
    run, own = report.of(scene).run, report.of(scene)
    lines = [words("report.summary.screen")]
    if own.ask:
        lines.append(words("report.summary.own", text=own.ask))
    if not own.items:
        lines.append(words("report.summary.empty"))
    rows = list(pairs(*(_switch(run, item, item in own.items) for item in ITEMS)))
    write = button("report.button.write", e.SummaryAsk(run))
    rows.append((write, button("report.button.contents", e.ReportOpen(run))))
    if own.items:
        rows.insert(0, (button("report.button.summary-file", e.SummaryFile(run), "primary"),))
    return say(report.SCREEN, *lines, rows=(*rows, (BACK, MENU, HELP)))


def _switch(run: int, item: str, on: bool) -> Button:
    label = f"report.button.item-{'on' if on else 'off'}"
    return button(label, e.SummaryItem(run, item, int(not on)), item=words(f"report.summary.button.{item}"))


def chapters(scene: Scene) -> tuple[Chapter, ...]:
    """What stands on the page: the items that are switched on, in their order."""
    own = report.of(scene)
    return tuple(
        Chapter(words(f"report.summary.title.{item}"), _lines(scene, item), facts=_blank(item, own.ask))
        for item in ITEMS
        if item in own.items
    )


def _blank(item: str, ask: str) -> dict[str, int]:
    """Room to write by hand, where the question was not written yet."""
    return {"blank": BLANK} if item == "ask" and not ask else {}


def _lines(scene: Scene, item: str) -> tuple[Words, ...]:
    match item:
        case "bars":
            return _bars(scene)
        case "strengths" | "signals":
            section = report_sections.section(scene, item)
            return tuple(paragraph.words for paragraph in section.paragraphs) if section else ()
        case "helps":
            return _helps(scene)
        case "practised":
            return practised(scene)
        case _:
            own = report.of(scene).ask
            return (words("report.summary.quote", text=own) if own else words("report.summary.blank"),)


def _bars(scene: Scene) -> tuple[Words, ...]:
    known = scene.memory.known
    if known is None:
        return ()
    scores = {scale: known.result.measure(scale).score for scale in SCALES}
    lines = [
        words("report.summary.bar", scale=words(f"results.scale.{scale}"), zone=words(f"results.zone.{zone(score)}"))
        for scale, score in scores.items()
        if score is not None
    ]
    return (*lines, *((words("report.summary.near"),) if known.result.near else ()))


def _helps(scene: Scene) -> tuple[Words, ...]:
    known = scene.memory.known
    fits = reading.block(known.result, known.chosen) if known else None
    return tuple(words(f"results.region.{fits}.helps.{id}") for id in reading.HANGS[fits]) if fits else ()


def practised(scene: Scene) -> tuple[Words, ...]:
    """What was practised, as counts; never what was not."""
    memory = scene.memory
    days = sum(how in DONE for how in memory.walk.days.values()) if memory.walk else 0
    counts = {"days": days, **{name: memory.counts.get(key, 0) for name, key in COUNTS.items()}}
    found = tuple(words(f"report.summary.{name}", n=n) for name, n in counts.items() if n)
    return found or (words("report.summary.nothing"),)


COUNTS = {"logs": "log", "held": "held", "scans": "scans"}


# ------------------------------------------------------------------------------------------------------ answers
def shown(scene: Scene, toast: str = "") -> Turn:
    """The switches."""
    return turn(scene.memory, screen(scene), toast=toast)


def begin(scene: Scene, event: Event) -> Turn:
    """The switches, all off at first."""
    assert isinstance(event, e.SummaryOpen)
    if report.is_old(scene, event.run):
        return report.old(scene)
    return shown(report.kept(scene, page=report.SUMMARY))


def switch(scene: Scene, event: Event) -> Turn:
    """An item on or off."""
    assert isinstance(event, e.SummaryItem)
    if report.is_old(scene, event.run) or event.item not in ITEMS:
        return report.old(scene)
    rest = tuple(item for item in report.of(scene).items if item != event.item)
    return shown(report.kept(scene, page=report.SUMMARY, items=(*rest, event.item) if event.on else rest))


def write(scene: Scene, event: Event) -> Turn:
    """Room for one's own question."""
    assert isinstance(event, e.SummaryAsk)
    if report.is_old(scene, event.run):
        return report.old(scene)
    return _ask(report.kept(scene, page=report.SUMMARY), words("report.summary.write", most=LONGEST))


def _ask(scene: Scene, line: Words) -> Turn:
    rows = ((button("report.button.keep", e.SummaryOpen(report.of(scene).run)), MENU),)
    asked = replace(say(report.SCREEN, line, rows=rows), wants_words=True)
    return turn(focused(scene.memory, PLACE, scene.now), asked)


def wrote(scene: Scene, event: e.Wrote) -> Turn:
    """One's own question; too long a one is asked for again, shorter. It stands on the page at once."""
    text = bare(event.text)
    if not report_sections.built(scene):
        return report.begin(scene, e.ReportOpen(0))
    if not text:
        return _ask(scene, words("report.summary.write", most=LONGEST))
    if len(text) > LONGEST:
        return _ask(scene, words("report.summary.too-long", n=len(text), most=LONGEST))
    items = (*(item for item in report.of(scene).items if item != "ask"), "ask")
    scene = report.kept(scene.with_memory(focus=None), page=report.SUMMARY, ask=text, items=items)
    return shown(scene)


def file(scene: Scene, event: Event) -> Turn:
    """The page as a file; where a channel brings none, as a message of its own."""
    assert isinstance(event, e.SummaryFile)
    if report.is_old(scene, event.run):
        return report.old(scene)
    scene = report.kept(scene, page=report.SUMMARY)
    parts = chapters(scene)
    if not parts:
        return shown(scene, "front.toast.here")
    rows = ((button("report.button.summary", e.SummaryOpen(event.run)), MENU),)
    if not scene.reach.pictures:
        lines = [line for part in parts for line in (words("report.summary.head", title=part.head), *part.lines)]
        return turn(scene.memory, say("report-page", *lines, rows=rows, fresh=True))
    sent = say("report-page", words("report.summary.file.ready"), rows=rows, fresh=True)
    return turn(scene.memory, replace(sent, paper=report.bound("summary", scene, parts)))


report.PAGES[report.SUMMARY] = shown

ANSWERS: Answers = {
    e.SummaryOpen: begin,
    e.SummaryItem: switch,
    e.SummaryAsk: write,
    e.SummaryFile: file,
}
