"""Sheets of statements beside the first questionnaire (own moves, the short look): one at a time, in one message."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.events import Event
from bot.domain.memory import Memory, Quizzing
from bot.domain.scene import Answers, Scene, Turn
from bot.domain.speech import Say, Words, words
from bot.flows import asking, front
from bot.flows.asking import Presses
from bot.flows.common import BACK, HELP, MENU, button, say, turn


class Sheet(NamedTuple):
    """One sheet: how many statements, their words, and what happens before the first and after the last.

    `asked` counts statements; `text` gives one's words by its id; `label` and a number is the key of an answer.
    """

    name: str
    options: int
    label: str
    ask: str
    asked: Callable[[Scene], int]
    text: Callable[[str], Words]
    lead: Callable[[Scene], Words]
    run: Callable[[Memory], Quizzing | None]
    put: Callable[[Memory, Quizzing], Memory]
    begin: Callable[[Scene, str], Turn]
    renew: Callable[[Scene], Turn]
    finish: Callable[[Scene, Quizzing], Turn]
    done: Callable[[Scene], Say]


# Each sheet adds itself in `bot/flows/conversations.py`.
SHEETS: dict[str, Sheet] = {}


def presses(name: str) -> Presses:
    """A sheet's presses: each names its sheet, its run and the statement that it was drawn at."""
    return Presses(
        lambda run, item, n: e.SheetChose(name, run, item, n),
        lambda run, item: e.SheetSkip(name, run, item),
        lambda run, item: e.SheetBack(name, run, item),
        lambda run, item: e.SheetPause(name, run, item),
    )


def screen(scene: Scene, sheet: Sheet) -> Say:
    """What the sheet shows now: a statement, its pause, or what comes after the last."""
    run = sheet.run(scene.memory)
    if run is None:
        raise ValueError("no run")
    if run.stage == "paused":
        go_on = button("quiz.resume", e.SheetResume(sheet.name, run.run), "primary")
        return say(sheet.name, words("quiz.paused"), rows=((go_on,), (BACK, MENU, HELP)))
    if run.stage != "asking":
        return sheet.done(scene)
    total = sheet.asked(scene)
    lines = [asking.bar(len(run.answers), total)]
    if not run.answers:
        lines.append(sheet.lead(scene))
    text = sheet.text(asking.next_item(run, total))
    lines += [words("quiz.statement", text=text), words(sheet.ask)]
    return say(sheet.name, *lines, rows=asking.rows(run, total, sheet.options, sheet.label, presses(sheet.name)))


def show(scene: Scene, sheet: Sheet, run: Quizzing | None = None, toast: str = "") -> Turn:
    """The turn that shows what the sheet shows now, or with its run as given."""
    memory = sheet.put(scene.memory, run) if run is not None else scene.memory
    return turn(memory, screen(replace(scene, memory=memory), sheet), toast=toast)


def resumed(scene: Scene, sheet: Sheet) -> Turn:
    """The sheet where it stands; a pause is over."""
    run = sheet.run(scene.memory)
    if run is not None and run.stage == "paused":
        return show(scene, sheet, asking.resumed(run), "quiz.resumed")
    return show(scene, sheet)


def opened(scene: Scene) -> Say | None:
    """The statement that stands open, where it was asked a moment ago."""
    for sheet in SHEETS.values():
        run = sheet.run(scene.memory)
        fresh = run is not None and run.asked_at is not None and scene.now - run.asked_at <= asking.AWAY
        if run is not None and fresh and run.stage in ("asking", "loop"):
            return screen(scene, sheet)
    return None


def stray(scene: Scene, sheet: Sheet | None) -> Turn:
    """An old button, a second tap, a press out of turn: what is open now, in the pressed message."""
    if sheet is None or sheet.run(scene.memory) is None:
        return _home(scene)
    return show(scene, sheet, toast="front.toast.here")


def _home(scene: Scene) -> Turn:
    return front.here(scene, e.Here()).also(toast="front.toast.old")


def _fitting(scene: Scene, name: str, run: int, item: str) -> tuple[Sheet | None, Quizzing | None]:
    sheet = SHEETS.get(name)
    open_run = sheet.run(scene.memory) if sheet else None
    fits = sheet is not None and asking.is_asked(open_run, run, item, sheet.asked(scene))
    return sheet, open_run if fits else None


# ------------------------------------------------------------------------------------------------------ answers
def begin(scene: Scene, event: Event) -> Turn:
    """Begin a sheet, go on with it, or show what it came to."""
    assert isinstance(event, e.SheetBegin)
    sheet = SHEETS.get(event.sheet)
    return _home(scene) if sheet is None else sheet.begin(scene, event.day)


def again(scene: Scene, event: Event) -> Turn:
    """A new run; a second tap begins no third."""
    assert isinstance(event, e.SheetAgain)
    sheet = SHEETS.get(event.sheet)
    run = sheet.run(scene.memory) if sheet else None
    if sheet is None or run is None or run.run != event.run or run.stage != "done":
        return stray(scene, sheet)
    return sheet.renew(scene)


def _answered(scene: Scene, event: e.SheetChose | e.SheetSkip, option: int | None) -> Turn:
    sheet, run = _fitting(scene, event.sheet, event.run, event.item)
    if sheet is None or run is None or not (option is None or 1 <= option <= sheet.options):
        return stray(scene, sheet)
    run = asking.answered(run, event.item, option, scene.now)
    if asking.next_item(run, sheet.asked(scene)):
        return show(scene, sheet, run)
    return sheet.finish(scene, run)


def chose(scene: Scene, event: Event) -> Turn:
    """An answer to the statement that is asked now."""
    assert isinstance(event, e.SheetChose)
    return _answered(scene, event, event.option)


def skipped(scene: Scene, event: Event) -> Turn:
    """No answer to this one."""
    assert isinstance(event, e.SheetSkip)
    return _answered(scene, event, None)


def back(scene: Scene, event: Event) -> Turn:
    """One statement back. The button names where it was drawn, so a double tap goes back once."""
    assert isinstance(event, e.SheetBack)
    sheet, run = _fitting(scene, event.sheet, event.run, event.item)
    if sheet is None or run is None or not run.answers:
        return stray(scene, sheet)
    return show(scene, sheet, asking.taken_back(run, scene.now))


def paused(scene: Scene, event: Event) -> Turn:
    """Put it down; the answers keep."""
    assert isinstance(event, e.SheetPause)
    sheet, run = _fitting(scene, event.sheet, event.run, event.item)
    if sheet is None or run is None:
        return stray(scene, sheet)
    return show(scene, sheet, replace(run, stage="paused"))


def resume(scene: Scene, event: Event) -> Turn:
    """Go on at the same statement."""
    assert isinstance(event, e.SheetResume)
    sheet = SHEETS.get(event.sheet)
    run = sheet.run(scene.memory) if sheet else None
    if sheet is None or run is None or run.run != event.run:
        return stray(scene, sheet)
    return resumed(scene, sheet)


ANSWERS: Answers = {
    e.SheetBegin: begin,
    e.SheetAgain: again,
    e.SheetChose: chose,
    e.SheetSkip: skipped,
    e.SheetBack: back,
    e.SheetPause: paused,
    e.SheetResume: resume,
}
