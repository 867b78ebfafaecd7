"""Presses of the questionnaires: the attachment one, one’s own moves, the short look."""

from __future__ import annotations

from bot.domain.events.base import Press

# the questionnaire


class QuizBegin(Press, frozen=True):
    """Begin, being 18 or older and agreeing: the button itself says so."""


class QuizAgain(Press, frozen=True):
    """Begin a new run."""

    run: int


class Chose(Press, frozen=True):
    run: int
    item: str
    option: int


class QuizSkip(Press, frozen=True):
    run: int
    item: str


class QuizBack(Press, frozen=True):
    run: int
    item: str


class QuizPause(Press, frozen=True):
    run: int
    item: str


class QuizResume(Press, frozen=True):
    run: int


class QuizWho(Press, frozen=True):
    """Whom to think of: partnered, dating, single, any; without a status, the question for it."""

    run: int
    status: str


class Honest(Press, frozen=True):
    """The one question at the end: did you answer as you are? yes, mostly, no."""

    run: int
    answer: str


class QuizMore(Press, frozen=True):
    """Go on from the short form to the full one."""

    run: int


class ShowResult(Press, frozen=True):
    run: int


class Leans(Press, frozen=True):
    """Near a border: which of the two descriptions fits better."""

    run: int
    leaning: str


# sheets: own moves, the short look


class SheetBegin(Press, frozen=True):
    """Begin a sheet of statements (moves, pulse), go on with it, or show what it came to; `day` may have brought it."""

    sheet: str
    day: str


class SheetChose(Press, frozen=True):
    sheet: str
    run: int
    item: str
    option: int


class SheetSkip(Press, frozen=True):
    sheet: str
    run: int
    item: str


class SheetBack(Press, frozen=True):
    sheet: str
    run: int
    item: str


class SheetPause(Press, frozen=True):
    sheet: str
    run: int
    item: str


class SheetResume(Press, frozen=True):
    sheet: str
    run: int


class SheetAgain(Press, frozen=True):
    """A new run. It names the run that it ends."""

    sheet: str
    run: int


class MovesLoop(Press, frozen=True):
    """Who starts, who goes quiet: an answer, or "" for a skip."""

    run: int
    question: str
    answer: str


class MovesPage(Press, frozen=True):
    """A page of the result: short, long."""

    run: int
    page: str
