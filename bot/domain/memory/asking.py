"""Questionnaires: the run that is open, and what came of the ones before."""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct

from bot.domain.moves import MovesResult
from bot.domain.quiz import Answer, Result


class Quizzing(Struct, frozen=True):
    """A run of the questionnaire. `order` is fixed when it begins; `stage`: asking, paused, honest, done.

    `purpose`: "" or retest-50, retest-80, retest-140; `lang` is the language in which it was begun.
    """

    run: int
    quiz: str
    form: str
    order: tuple[str, ...]
    answers: tuple[Answer, ...] = ()
    stage: str = "asking"
    asked_at: datetime | None = None
    honest: str = ""
    purpose: str = ""
    lang: str = ""


class Known(Struct, frozen=True):
    """The newest result, and the leaning that its owner chose between two neighbours (or "")."""

    run: int
    result: Result
    chosen: str = ""

    @property
    def leaning(self) -> str:
        return self.chosen or self.result.leaning or "low"


class Measured(Struct, frozen=True):
    """A result to compare with: in which language it was answered, when, and for which day (0: before the path)."""

    known: Known
    lang: str = ""
    on: date | None = None
    day: int = 0


class Moves(Struct, frozen=True):
    """The communication questionnaire: the run that is open or was the last, and the newest result.

    `starts` and `quiet` are the run's answers about the loop; its stages: asking, paused, loop, done.
    """

    asking: Quizzing | None = None
    starts: str = ""
    quiet: str = ""
    result: MovesResult | None = None
    lang: str = ""
    on: date | None = None


class PulseDot(Struct, frozen=True):
    """One short look: the day that it belongs to, and two means on 0-100 (None without enough answers)."""

    day: str
    on: date
    lang: str
    anxiety: int | None = None
    avoidance: int | None = None


class Pulse(Struct, frozen=True):
    """The short look on some days: the run that is open or was the last, its day, and all looks so far."""

    asking: Quizzing | None = None
    day: str = ""
    dots: tuple[PulseDot, ...] = ()
