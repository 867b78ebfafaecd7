"""The library: structure and words, read once at start and never changed."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from bot.domain.articles import Article, Phrases
from bot.domain.exercises import Exercise, Experiment
from bot.domain.helplines import Helplines
from bot.domain.moves import MovesQuiz
from bot.domain.quiz import Quiz
from bot.domain.report import ReportPlan
from bot.domain.safety import Rules
from bot.domain.sources import Source
from bot.domain.two import Two


class Day(Struct, frozen=True):
    """One of the fifty. `belongs`: now, moment, evening; `gold`: stayed, said, accepted; `copies` lines to copy."""

    id: str
    step: str
    belongs: str
    gold: str
    copies: int
    source: tuple[str, ...] = ()

    @property
    def number(self) -> int:
        """1 to 50."""
        return int(self.id.removeprefix("day-"))


class City(Struct, frozen=True):
    """A city that stands for a zone (an IANA name) in the list of choices; `key` is the key of its name's words."""

    zone: str
    key: str


class Alternative(Struct, frozen=True):
    """Numbered lines `<group>.<id>.0` … that fit when each condition holds: `when` is answer -> its level."""

    id: str
    when: Mapping[str, str]
    lines: int


class Part(Struct, frozen=True):
    """One part of a guided practice: when it begins and how long it lasts, in seconds. `<kind>.part.<id>` says it."""

    id: str
    start: int
    seconds: int


class Guided(Struct, frozen=True):
    """A form of a guided practice. `kind`: scan, breath. Its parts stand in a row without a gap."""

    id: str
    kind: str
    parts: tuple[Part, ...]
    source: tuple[str, ...] = ()

    @property
    def minutes(self) -> int:
        """Its length, rounded to whole minutes."""
        return round(sum(part.seconds for part in self.parts) / 60)


class Library(Struct, frozen=True):
    """`words` holds, for each language, the source of every text by its key.

    The rhythm: `evening_answers` in order, the first that fits counts; `silences` by silent local dates in a row;
    `returns` as (silent from so many dates, id), ascending. `basis`: what a unit rests on (`day.day-01`,
    `page.<article>.<page>`, `exercise.<id>`, `quiz.<id>` …), by the names under which `sources` holds them.
    """

    quizzes: Mapping[str, Quiz]
    days: tuple[Day, ...]
    steps: tuple[str, ...]
    cities: tuple[City, ...]
    rules: Rules
    helplines: Helplines
    words: Mapping[str, Mapping[str, str]]
    evening_answers: tuple[Alternative, ...] = ()
    silences: Mapping[int, str] = {}
    returns: tuple[tuple[int, str], ...] = ()
    sources: Mapping[str, Source] = {}
    basis: Mapping[str, tuple[str, ...]] = {}
    moves: MovesQuiz = MovesQuiz()
    scans: tuple[Guided, ...] = ()
    exercises: Mapping[str, Exercise] = {}
    experiments: Mapping[str, Experiment] = {}
    report: ReportPlan = ReportPlan()
    articles: tuple[Article, ...] = ()
    phrases: Phrases = Phrases()
    two: Two = Two()

    def guided(self, kind: str, form: str) -> Guided | None:
        """A form of a guided practice by its kind and id, or None."""
        return next((one for one in self.scans if (one.kind, one.id) == (kind, form)), None)

    def day(self, day_id: str) -> Day | None:
        """A day by its id, or None."""
        for day in self.days:
            if day.id == day_id:
                return day
        return None

    def count(self, prefix: str) -> int:
        """How many numbered texts `prefix.0`, `prefix.1`, … there are."""
        english = self.words["en"]
        n = 0
        while f"{prefix}.{n}" in english:
            n += 1
        return n
