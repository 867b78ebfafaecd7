"""The result of a questionnaire, as it is said: a few lines on one small screen, and the ways on from it."""

from __future__ import annotations

from bot.domain import events as e
from bot.domain.memory import Memory
from bot.domain.speech import Button, Say, Words, words
from bot.flows import longer, reading
from bot.flows.common import MENU, button, say

NEAR = "results.near."


def screen(memory: Memory) -> Say:
    """The result as said at once: two dimensions first, then a soft style phrase, and the ways on."""
    known, asking = memory.known, memory.quiz
    if known is None:
        raise ValueError("no result")
    result, run = known.result, known.run
    near = reading.neighbours(result)
    asks = len(near) > 1 and not known.chosen
    # Which of two fits is asked below, so that a border is near need not be said above it.
    short = [line for line in reading.short(result, known.chosen) if not (asks and line.key.startswith(NEAR))]
    said = [*_grouped(tuple(short)), *(line.words for line in reading.notes(result))]
    path = button(_path_label(memory), _path_event(memory), "primary")
    rows: list[tuple[Button, ...]] = [(path, longer.OPEN) if result.leaning else (path,)]
    card = button("quiz.button.card", e.CardOpen(run))
    rows.append((card, button("report.button.open", e.ReportOpen(run))) if result.leaning else (card,))
    if asks:
        said.append(words("results.choice.ask"))
        rows = [tuple(button(f"results.choice.{n}", e.Leans(run, n)) for n in near), *rows]
    if result.form == "express" and asking is not None and asking.run == run:
        rows.append((button("quiz.sharper", e.QuizMore(run)),))
    if result.quality.quick or result.quality.all_same:
        rows.append((button("results.note.retake", e.QuizAgain(memory.runs)),))
    rows.append((button("quiz.button.about", e.Page("about")), MENU))
    return say("result", *said, rows=tuple(rows))


def _grouped(lines: reading.Reading) -> list[Words]:
    """Lines that belong together stand together, so that the whole fits one small screen."""
    said = [line.words for line in lines]
    if len(said) < 2:
        return said
    head, rest = said[:2], said[2:]
    pairs = [words("quiz.two", first=head[0], second=head[1])]
    if len(rest) % 2:
        pairs.append(rest.pop(0))
    return pairs + [words("quiz.two", first=a, second=b) for a, b in zip(rest[::2], rest[1::2], strict=True)]


def _path_label(memory: Memory) -> str:
    return "quiz.button.today" if memory.walk else "quiz.button.path"


def _path_event(memory: Memory) -> e.Press:
    return e.Here() if memory.walk else e.PathBegin()
