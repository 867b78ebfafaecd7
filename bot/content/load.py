"""Files -> Library, frozen. The process refuses to start when the structure cannot be used."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from bot.content import path
from bot.content.articles import ARTICLES, LINES, articles_from, phrases_from
from bot.content.exercises import EXERCISES, exercises_from, experiments_from
from bot.content.faults import ContentError, Fault
from bot.content.pages import Shelf, read_all, texts, word_faults
from bot.content.sources import SOURCES, basis, sources_from
from bot.content.structure import Structure, at
from bot.content.two import TWO, two_from
from bot.domain.articles import Article, Situation
from bot.domain.exercises import Exercise, Experiment
from bot.domain.helplines import helplines_from
from bot.domain.library import Day, Library
from bot.domain.moves import MovesQuiz, moves_from
from bot.domain.quiz import Quiz, quiz_from
from bot.domain.report import ReportPlan, report_from
from bot.domain.safety import Rules, rules_from
from bot.domain.sources import Source

ROOT = Path(__file__).resolve().parent
REPORT = "quizzes/report.yaml"
RULES, HELPLINES = "safety/rules.yaml", "safety/helplines.yaml"

T = TypeVar("T")
Words = Mapping[str, Mapping[str, str]]


def load(root: Path | None = None) -> Library:
    """Everything under the content folder. Raises `ContentError` that lists every fault of the structure at once."""
    shelf = read_all(root or ROOT)
    library, faults = built(shelf)
    if library is None:
        raise ContentError(faults)
    return library


def built(shelf: Shelf) -> tuple[Library | None, list[Fault]]:
    """A library, or None and everything that stands in its way."""
    structure = Structure(shelf)
    words = _words(shelf, structure.faults)
    days = path.days(structure)
    fields = path.rhythm(structure) | _exercises(structure, days) | _reading(structure)
    library = _library(structure, words, days, fields)
    return (None if structure.faults else library), structure.faults


def _library(structure: Structure, words: Words, days: tuple[Day, ...], fields: dict[str, Any]) -> Library | None:
    quizzes = _quizzes(structure)
    rules = _safety(structure, RULES, partial(_rules, structure.shelf))
    helplines = _safety(structure, HELPLINES, helplines_from)
    cities = path.cities(structure)
    if rules is None or helplines is None:
        return None
    steps = tuple(dict.fromkeys(day.step for day in days))
    more: dict[str, Any] = {"scans": path.scans(structure), "moves": _moves(structure), "report": _report(structure)}
    return Library(quizzes, days, steps, cities, rules, helplines, words, **fields, **more)


def _exercises(structure: Structure, days: tuple[Day, ...]) -> dict[str, Any]:
    """The two fields of the library that exercises.yaml fills; without that file there are none."""
    page = structure.page(EXERCISES)
    if page is None:
        return {}
    exercises = structure.rows(EXERCISES, "exercises", Exercise)
    experiments = structure.rows(EXERCISES, "experiments", Experiment)
    wrong = partial(structure.wrong, page)
    return {
        "exercises": exercises_from(exercises, days, wrong),
        "experiments": experiments_from(experiments, wrong),
    }


def _reading(structure: Structure) -> dict[str, Any]:
    """What articles, lines to copy and the banks for two fill of the library; without their files nothing."""
    found: dict[str, Any] = {}
    if page := structure.page(ARTICLES):
        rows = structure.rows(ARTICLES, "articles", Article)
        found["articles"] = articles_from(rows, partial(structure.wrong, page))
    if page := structure.page(SOURCES):
        sources = structure.rows(SOURCES, "sources", Source)
        found["sources"] = sources_from(sources, partial(structure.wrong, page))
        found["basis"] = basis(structure.shelf)
    if page := structure.page(LINES):
        situations = structure.rows(LINES, "lines.situations", Situation)
        found["phrases"] = phrases_from(at(page.data, "lines.tones"), situations, partial(structure.wrong, page))
    if page := structure.page(TWO):
        found["two"] = two_from(page.data, partial(structure.wrong, page))
    return found


def _quizzes(structure: Structure) -> Mapping[str, Quiz]:
    found: dict[str, Quiz] = {}
    for page in structure.shelf.under("quizzes"):
        other = is_moves(page.data) or page.name == REPORT
        quiz = None if other else structure.made(page, quiz_from)
        if quiz is not None:
            found[quiz.id] = quiz
    return MappingProxyType(found)


def _moves(structure: Structure) -> MovesQuiz:
    for page in structure.shelf.under("quizzes"):
        if is_moves(page.data):
            return structure.made(page, moves_from) or MovesQuiz()
    return MovesQuiz()


def _report(structure: Structure) -> ReportPlan:
    page = structure.page(REPORT)
    return (structure.made(page, report_from) if page else None) or ReportPlan()


def _safety(structure: Structure, name: str, make: Callable[[Mapping[str, Any]], T]) -> T | None:
    page = structure.page(name)
    if page is None:
        structure.faults.append(Fault(name, 1, "", "the file is missing", "bring it back: nobody is safe without it"))
        return None
    return structure.made(page, make)


def _rules(shelf: Shelf, data: Mapping[str, Any]) -> Rules:
    """The rules with their languages, each of which has a file of its own beside them: `rules-en.yaml`."""
    prefix = RULES.removesuffix(".yaml") + "-"
    pages = [page for page in shelf.under("safety") if page.name.startswith(prefix)]
    spoken = {page.name.removeprefix(prefix).removesuffix(".yaml"): page.data for page in pages}
    return rules_from({**data, "languages": spoken} if spoken else data)


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
