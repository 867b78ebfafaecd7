"""The communication questionnaire: sixteen statements on one's own moves, two questions about the loop, the result."""

from __future__ import annotations

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.events import Event
from bot.domain.facts import Entry, KeepEntry
from bot.domain.memory import Memory, Moves, Quizzing
from bot.domain.moves import Loop, MovesResult
from bot.domain.scene import Answers, Scene, Turn
from bot.domain.speech import Say, words
from bot.flows import moves_scoring, moves_screens, sheets
from bot.flows.common import today, turn
from bot.flows.sheets import Sheet

NAME = "moves"
UNASKED = "-"


def of(memory: Memory) -> Moves:
    """The questionnaire as it is remembered, or nothing yet."""
    return memory.moves or Moves()


def _put(memory: Memory, run: Quizzing) -> Memory:
    return replace(memory, moves=replace(of(memory), asking=run))


def begin(scene: Scene, day: str) -> Turn:
    """From a day's screen or the menu: the first statement, the one that waits, or the result."""
    if of(scene.memory).asking is None:
        return renew(scene)
    return sheets.resumed(scene, SHEET)


def renew(scene: Scene) -> Turn:
    """A new run; the result so far stays until this one is done."""
    memory, quiz = scene.memory, scene.library.moves
    run, name = memory.runs + 1, f"{quiz.id}-{quiz.version}"
    order = moves_scoring.order(quiz, scene.seed + run)
    asking = Quizzing(run, name, "full", order, asked_at=scene.now, lang=scene.lang)
    then = replace(memory, runs=run, moves=replace(of(memory), asking=asking, starts=UNASKED, quiet=UNASKED))
    return sheets.show(replace(scene, memory=then), SHEET)


def finish(scene: Scene, run: Quizzing) -> Turn:
    """The sixteen are answered: two more questions, then the result."""
    return sheets.show(scene, SHEET, replace(run, stage="loop"))


def question(scene: Scene) -> Loop | None:
    """The question about the loop that comes next, or None when both were answered or skipped."""
    return next((loop for loop in scene.library.moves.loops if getattr(of(scene.memory), loop.id) == UNASKED), None)


def done(scene: Scene) -> Say:
    """What comes after the last statement: a question about the loop, or the result."""
    kept = of(scene.memory)
    run = kept.asking.run if kept.asking else 0
    asked = question(scene)
    if kept.asking is not None and kept.asking.stage == "loop" and asked is not None:
        first = asked == scene.library.moves.loops[0]
        return moves_screens.loop(scene, run, asked.id, asked.answers, first)
    if kept.result is None:
        raise ValueError("no result")
    return moves_screens.short(scene, kept.result, run)


def looped(scene: Scene, event: Event) -> Turn:
    """Who starts, who goes quiet: one answer, or none."""
    assert isinstance(event, e.MovesLoop)
    kept, asked = of(scene.memory), question(scene)
    run = kept.asking
    if run is None or run.run != event.run or run.stage != "loop" or asked is None or asked.id != event.question:
        return sheets.stray(scene, SHEET)
    if event.answer not in ("", *asked.answers):
        return sheets.stray(scene, SHEET)
    kept = replace(kept, **{asked.id: event.answer})
    after = replace(scene, memory=replace(scene.memory, moves=kept))
    return sheets.show(after, SHEET) if question(after) else _finished(after, run)


def _finished(scene: Scene, run: Quizzing) -> Turn:
    kept, on = of(scene.memory), today(scene)
    result = moves_scoring.score(scene.library.moves, run.answers, kept.starts, kept.quiet)
    kept = replace(kept, asking=replace(run, stage="done"), result=result, lang=scene.lang, on=on)
    after = replace(scene, memory=replace(scene.memory, moves=kept))
    entry = Entry(NAME, scene.turn, scene.now, on, _row(scene, run, result))
    return turn(after.memory, done(after), do=(KeepEntry(entry),))


def _row(scene: Scene, run: Quizzing, result: MovesResult) -> dict[str, str | int]:
    """The run in small fields: scores by move, the two answers, and each statement's answer (0 is a skip)."""
    row: dict[str, str | int] = {"quiz": run.quiz, "run": run.run, "lang": scene.lang}
    row |= {score.move: score.score for score in result.scores if score.score is not None}
    row |= {"starts": result.starts, "quiet": result.quiet}
    return row | {f"item.{answer.item}": answer.option or 0 for answer in run.answers}


def page(scene: Scene, event: Event) -> Turn:
    """The short result or a page of the longer words; while it is being taken again, the statement that waits."""
    assert isinstance(event, e.MovesPage)
    kept = of(scene.memory)
    if kept.asking is None or kept.result is None or kept.asking.run != event.run or kept.asking.stage != "done":
        return sheets.stray(scene, SHEET)
    if event.page in moves_screens.PAGES:
        return turn(scene.memory, moves_screens.longer(scene, kept.result, event.run, event.page))
    return turn(scene.memory, moves_screens.short(scene, kept.result, event.run))


SHEET = Sheet(
    NAME,
    options=5,
    label="moves.often",
    ask="moves.ask",
    asked=lambda scene: len(scene.library.moves.items),
    text=lambda item: words(f"moves.item.{item}"),
    lead=lambda scene: words("moves.lead"),
    run=lambda memory: of(memory).asking,
    put=_put,
    begin=begin,
    renew=renew,
    finish=finish,
    done=done,
)

ANSWERS: Answers = {e.MovesLoop: looped, e.MovesPage: page}
