"""Files -> Library, frozen. The process refuses to start when the structure cannot be used."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, TypeVar

import msgspec
from msgspec import Struct

from bot.content.articles import ARTICLES, LINES, articles_from, phrases_from
from bot.content.exercises import EXERCISES, exercises_from, experiments_from
from bot.content.faults import ContentError, Fault
from bot.content.pages import Page, Shelf, read_all, texts, word_faults
from bot.content.sources import SOURCES, basis, sources_from
from bot.content.two import TWO, two_from
from bot.domain.articles import Article, Situation
from bot.domain.exercises import Exercise, Experiment
from bot.domain.helplines import helplines_from
from bot.domain.library import Alternative, City, Day, Guided, Library, Part
from bot.domain.moves import MovesQuiz, moves_from
from bot.domain.quiz import Quiz, quiz_from
from bot.domain.report import ReportPlan, report_from
from bot.domain.safety import Rules, rules_from
from bot.domain.sources import Source

ROOT = Path(__file__).resolve().parent
REPORT = "quizzes/report.yaml"
RULES, HELPLINES = "safety/rules.yaml", "safety/helplines.yaml"
CITIES, RHYTHM = "pathway/cities.yaml", "pathway/rhythm.yaml"
SCANS = "pathway/scans.yaml"
SHORTEST_PART = 15

T = TypeVar("T")
Words = Mapping[str, Mapping[str, str]]


class _DayRow(Struct, forbid_unknown_fields=True):
    id: str
    belongs: Literal["now", "moment", "evening"]
    gold: Literal["stayed", "said", "accepted"]
    copy: int
    source: tuple[str, ...] = ()


class _CityRow(Struct, forbid_unknown_fields=True):
    zone: str
    key: str


class _PartRow(Struct, forbid_unknown_fields=True):
    id: str
    start: int
    seconds: int


class _GuidedRow(Struct, forbid_unknown_fields=True):
    id: str
    kind: Literal["scan", "breath"]
    parts: tuple[_PartRow, ...]
    source: tuple[str, ...] = ()


class _SilenceRow(Struct):
    id: str
    when: dict[Literal["date"], int]


class _ReturnRow(Struct):
    id: str
    silent_from: int
    lines: int


def load(root: Path | None = None) -> Library:
    """Everything under the content folder. Raises `ContentError` that lists every fault of the structure at once."""
    shelf = read_all(root or ROOT)
    library, faults = built(shelf)
    if library is None:
        raise ContentError(faults)
    return library


def built(shelf: Shelf) -> tuple[Library | None, list[Fault]]:
    """A library, or None and everything that stands in its way."""
    faults = shelf.faults
    builder = _Builder(shelf, faults)
    words = _words(shelf, faults)
    days = builder.days()
    rhythm = builder.rhythm() | builder.exercises(days) | builder.reading()
    library = builder.library(words, days, rhythm)
    return (None if faults else library), faults


class _Builder:
    """Turns pages into values, and notes what does not fit."""

    def __init__(self, shelf: Shelf, faults: list[Fault]) -> None:
        self._shelf = shelf
        self._faults = faults

    def library(self, words: Words, days: tuple[Day, ...], rhythm: dict[str, Any]) -> Library | None:
        quizzes = self._quizzes()
        rules = self._safety(RULES, self._rules)
        helplines = self._safety(HELPLINES, helplines_from)
        cities = tuple(City(row.zone, f"cities.{row.key}") for row in self._rows(CITIES, "cities", _CityRow))
        if rules is None or helplines is None:
            return None
        steps = tuple(dict.fromkeys(day.step for day in days))
        more: dict[str, Any] = {"scans": self._scans(), "moves": self._moves(), "report": self._report()}
        return Library(quizzes, days, steps, cities, rules, helplines, words, **rhythm, **more)

    def days(self) -> tuple[Day, ...]:
        """The days of every step, in the order of the steps' numbers."""
        pages = [page for page in self._shelf.under("pathway") if page.name.startswith("pathway/step-")]
        found = [day for page in sorted(pages, key=lambda page: _number(page.name)) for day in self._step(page)]
        for before, day in pairwise(found):
            if day.number != before.number + 1:
                self._wrong(
                    self._shelf.structure[f"pathway/{day.step}.yaml"],
                    "step.days",
                    f"{day.id} comes after {before.id}",
                    "number the days in a row",
                )
        if not found:
            self._faults.append(Fault("pathway/step-1.yaml", 1, "step.days", "there are no days", "write the steps"))
        return tuple(found)

    def _step(self, page: Page) -> Iterator[Day]:
        step = page.name.removeprefix("pathway/").removesuffix(".yaml")
        named = _at(page.data, "step.id")
        if named != step:
            self._wrong(page, "step.id", f"the id is {named!r} in the file of {step}", f"write id: {step}")
        for n, row in enumerate(self._rows(page.name, "step.days", _DayRow)):
            if re.fullmatch(r"day-\d\d", row.id):
                yield Day(row.id, step, row.belongs, row.gold, row.copy, row.source)
            else:
                self._wrong(page, f"step.days.{n}.id", f"{row.id!r} is no day's id", "write day- and two digits")

    def rhythm(self) -> dict[str, Any]:
        """The three fields of the library that rhythm.yaml fills."""
        answers = self._rows(RHYTHM, "rhythm.evening.answer", Alternative)
        silences = self._rows(RHYTHM, "rhythm.silence", _SilenceRow)
        returns = self._rows(RHYTHM, "rhythm.return", _ReturnRow)
        return {
            "evening_answers": tuple(answers),
            "silences": MappingProxyType({row.when["date"]: row.id for row in silences if "date" in row.when}),
            "returns": tuple(sorted((row.silent_from, row.id) for row in returns)),
        }

    def _scans(self) -> tuple[Guided, ...]:
        """Guided practices; each part begins where the one before it ends, and no message follows within 15 s."""
        found = []
        for n, row in enumerate(self._rows(SCANS, "scans", _GuidedRow)):
            parts = tuple(Part(part.id, part.start, part.seconds) for part in row.parts)
            at = 0
            for m, part in enumerate(parts):
                if part.start != at or part.seconds < SHORTEST_PART:
                    self._wrong(
                        self._shelf.structure[SCANS],
                        f"scans.{n}.parts.{m}",
                        f"{part.id} starts at {part.start} for {part.seconds} s",
                        f"start it at {at}, for {SHORTEST_PART} s at least",
                    )
                at = part.start + part.seconds
            found.append(Guided(row.id, row.kind, parts, row.source))
        return tuple(found)

    def exercises(self, days: tuple[Day, ...]) -> dict[str, Any]:
        """The two fields of the library that exercises.yaml fills; without that file there are none."""
        if EXERCISES not in self._shelf.structure:
            return {}
        exercises = self._rows(EXERCISES, "exercises", Exercise)
        experiments = self._rows(EXERCISES, "experiments", Experiment)

        def wrong(path: str, what: str, remedy: str) -> None:
            self._wrong(self._shelf.structure[EXERCISES], path, what, remedy)

        return {
            "exercises": exercises_from(exercises, days, wrong),
            "experiments": experiments_from(experiments, wrong),
        }

    def reading(self) -> dict[str, Any]:
        """What articles, lines to copy and the banks for two fill of the library; without their files nothing."""
        found: dict[str, Any] = {}
        if page := self._shelf.structure.get(ARTICLES):
            found["articles"] = articles_from(self._rows(ARTICLES, "articles", Article), partial(self._wrong, page))
        if page := self._shelf.structure.get(SOURCES):
            found["sources"] = sources_from(self._rows(SOURCES, "sources", Source), partial(self._wrong, page))
            found["basis"] = basis(self._shelf)
        if page := self._shelf.structure.get(LINES):
            rows = self._rows(LINES, "lines.situations", Situation)
            found["phrases"] = phrases_from(_at(page.data, "lines.tones"), rows, partial(self._wrong, page))
        if page := self._shelf.structure.get(TWO):
            found["two"] = two_from(page.data, partial(self._wrong, page))
        return found

    def _quizzes(self) -> Mapping[str, Quiz]:
        found: dict[str, Quiz] = {}
        for page in self._shelf.under("quizzes"):
            other = is_moves(page.data) or page.name == REPORT
            quiz = None if other else self._made(page, quiz_from)
            if quiz is not None:
                found[quiz.id] = quiz
        return MappingProxyType(found)

    def _moves(self) -> MovesQuiz:
        for page in self._shelf.under("quizzes"):
            if is_moves(page.data):
                return self._made(page, moves_from) or MovesQuiz()
        return MovesQuiz()

    def _report(self) -> ReportPlan:
        page = self._shelf.structure.get(REPORT)
        return (self._made(page, report_from) if page else None) or ReportPlan()

    def _safety(self, name: str, make: Callable[[Mapping[str, Any]], T]) -> T | None:
        page = self._shelf.structure.get(name)
        if page is None:
            self._faults.append(Fault(name, 1, "", "the file is missing", "bring it back: nobody is safe without it"))
            return None
        return self._made(page, make)

    def _rules(self, data: Mapping[str, Any]) -> Rules:
        """The rules with their languages, each of which has a file of its own beside them: `rules-en.yaml`."""
        prefix = RULES.removesuffix(".yaml") + "-"
        pages = [page for page in self._shelf.under("safety") if page.name.startswith(prefix)]
        spoken = {page.name.removeprefix(prefix).removesuffix(".yaml"): page.data for page in pages}
        return rules_from({**data, "languages": spoken} if spoken else data)

    def _made(self, page: Page, make: Callable[[Mapping[str, Any]], T]) -> T | None:
        try:
            return make(page.data)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            # These name the entry by its id; the line is that of the id where it can be found.
            what = f"{error} is missing" if isinstance(error, KeyError) else str(error)
            self._faults.append(Fault(page.name, _line_of(page, what), "", what, "see the comment at the file's top"))
            return None

    def _rows(self, name: str, path: str, kind: type[T]) -> list[T]:
        page = self._shelf.structure.get(name)
        if page is None:
            self._faults.append(Fault(name, 1, path, "the file is missing", "bring it back"))
            return []
        rows = _at(page.data, path)
        if not isinstance(rows, list):
            self._wrong(page, path, "there is no list here", f"write a list under {path}")
            return []
        found = []
        for n, row in enumerate(rows):
            try:
                found.append(msgspec.convert(row, kind))
            except msgspec.ValidationError as error:
                self._wrong(page, f"{path}.{n}", str(error), "write it like its neighbours")
        return found

    def _wrong(self, page: Page, path: str, what: str, remedy: str) -> None:
        if page.data is not None:  # a page that is no YAML has its own fault already
            self._faults.append(page.fault(path, what, remedy))


def _words(shelf: Shelf, faults: list[Fault]) -> Words:
    found: dict[str, Mapping[str, str]] = {}
    for lang, pages in shelf.words.items():
        own: dict[str, str] = {}
        for page in pages:
            faults.extend(word_faults(page))
            for text in texts(page):
                if text.key in own:
                    faults.append(Fault(text.file, text.line, text.key, "the key stands in two files", "keep one"))
                own[text.key] = text.text
        found[lang] = MappingProxyType(own)
    if "en" not in found:
        faults.append(Fault("en", 1, "", "there are no English words", "bring the folder back"))
    return MappingProxyType(found)


def is_moves(data: Any) -> bool:
    """Whether a questionnaire's file says that it is the one on moves, which has a structure of its own."""
    return isinstance(data, dict) and data.get("kind") == "moves"


def _at(data: Any, path: str) -> Any:
    for part in path.split("."):
        data = data.get(part) if isinstance(data, dict) else None
    return data


def _number(name: str) -> int:
    return int(re.sub(r"\D", "", name) or 0)


def _line_of(page: Page, what: str) -> int:
    for path, value in page.leaves.items():
        named = path.endswith(".id") and re.search(rf"(?<![\w-]){re.escape(str(value))}(?![\w-])", what)
        if named:
            return page.line(path)
    return 1
