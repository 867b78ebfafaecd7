"""How screens look on a small phone: each fits one, but for those with a reason, and no label is cut."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from bot.domain import events as e
from bot.domain.library import Day
from bot.domain.memory import Known, Memory, Walk
from bot.domain.people import FULL
from bot.domain.quiz import Answer
from bot.domain.speech import Say, Words
from bot.flows import evening, faces, quiz, scoring
from bot.flows.common import today
from bot.flows.reading import LEANINGS
from bot.render import Shown
from tests.dialogue import looks
from tests.flows import scenes
from tests.test_walk import stops

LANGS = ("en", "zh")
DAYS = scenes.library().days
QUIZ = scenes.library().quizzes[quiz.QUIZ]
RESULT = scoring.score(QUIZ, [Answer(i.id, 2 + n % 3, 5.0) for n, i in enumerate(QUIZ.of("express"))], "express")


# What may be taller than one small screen, up to how many pixels, and why. All else has to fit.
TALL: dict[str, tuple[int, str]] = {
    "safety.card.harm": (765, "what to do at once, and numbers to call: nothing of it may stand one tap further"),
    "safety.card": (635, "the same for other dangers, with the numbers of five places where no country is picked"),
    "safety.lines": (610, "every number of a country, on one page"),
    "places.agreed": (595, "the hours just set, above the first step, once"),
    "together.items.sample": (1010, "the whole of what the other would read, before a yes to it"),
    "together.items.preview": (570, "the same: eight weeks of evenings are eight lines"),
    "report.": (930, "pages to read, in a message that is scrolled; six lines to say stand beside their copies"),
    "retest.title": (655, "two goes side by side"),
    "results.choice": (600, "two descriptions near a border, to choose between"),
    "booster.step": (575, "the fifteen days of the last step, as a list"),
    "together.items.note": (620, "a day or an evening that brings news of the two"),
    "together.question.preview": (555, "what somebody wrote themselves, whole"),
    "together.invite-open": (570, "what two bowls are, and beside it an invitation that is open"),
}


def _reason(say: Say) -> str:
    """The exception that a screen belongs to, by the keys of its lines; the first one that fits."""
    keys = [key for line in say.lines for key in _keys(line)]
    return next((one for one in TALL if any(key.startswith(one) for key in keys)), "")


def _keys(line: Words) -> Iterator[str]:
    yield line.key
    for value in line.params.values():
        if isinstance(value, Words):
            yield from _keys(value)


@cache
def _walked(lang: str) -> tuple[tuple[Say, Shown], ...]:
    """Every screen of the walk that somebody of this language meets. A line to copy is no screen."""
    own = (stop for stop in stops(lang) if stop.after.memory.profile.lang == lang)
    found = {repr(say): say for stop in own for say in stop.turn.say if say.screen != "copy"}
    return tuple((say, _seen(say, lang)) for say in found.values())


def _seen(say: Say, lang: str) -> Shown:
    return scenes.renderer().screen(say, lang, FULL)


def _day(day: Day, face: str, lang: str, leaning: str, **walk: object) -> Shown:
    memory = Memory(known=Known(1, RESULT, leaning), walk=Walk(current=day.id, **walk))  # type: ignore[arg-type]
    return _seen(faces.day(scenes.scene(memory, lang=lang), day, face), lang)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("day", DAYS, ids=[day.id for day in DAYS])
def test_a_days_message_fits_one_small_screen(day: Day, lang: str) -> None:
    heights = {
        f"{face} {leaning}": looks.height(_day(day, face, lang, leaning))
        for face in ("main", "gentle", "why")
        for leaning in LEANINGS
    }
    heights["again"] = looks.height(_day(day, "gentle", lang, "a", repeat=True, gentle=True))
    heights["gentler"] = looks.height(_day(day, "gentle", lang, "a", gentle=True))
    assert max(heights.values()) <= looks.ROOM, heights


@pytest.mark.parametrize("lang", LANGS)
def test_no_label_of_a_day_is_cut(lang: str) -> None:
    shown = [_day(day, face, lang, "a") for day in DAYS for face in ("main", "gentle", "why")]
    assert not {label for one in shown for label in looks.too_wide(one)}


@pytest.mark.parametrize("lang", LANGS)
def test_every_statement_fits_one_small_screen_with_whole_labels(lang: str) -> None:
    turned = quiz.begin(scenes.scene(lang=lang), e.QuizBegin())
    asking = turned.then.quiz
    assert asking is not None
    for n, item in enumerate(asking.order[:12]):
        shown = _seen(turned.say[0], lang)
        assert looks.height(shown) <= looks.ROOM, item
        assert not looks.too_wide(shown)
        turned = quiz.chose(scenes.scene(turned.then, lang=lang), e.Chose(1, item, 2 + n % 3))


@pytest.mark.parametrize("lang", LANGS)
def test_every_evening_question_fits_one_small_screen_with_whole_labels(lang: str) -> None:
    for day in DAYS:
        scene = scenes.scene(Memory(walk=Walk(current=day.id)), lang=lang)
        shown = _seen(evening.ask(scene, today(scene)).say[0], lang)
        assert looks.height(shown) <= looks.ROOM, day.id
        assert not looks.too_wide(shown), day.id


@pytest.mark.parametrize("lang", LANGS)
def test_every_screen_fits_one_small_screen_but_those_with_a_reason(lang: str) -> None:
    met, unruly = set(), []
    for say, shown in _walked(lang):
        reason = _reason(say)
        met.add(reason)
        if looks.height(shown) > (TALL[reason][0] if reason else looks.ROOM):
            unruly.append((looks.height(shown), say.screen, shown.text[:60]))
    assert not unruly, sorted(unruly)[::-1]
    assert met >= set(TALL), "a screen that became short, or is not met any more, needs no exception"


@pytest.mark.parametrize("lang", LANGS)
def test_no_label_is_cut_on_any_screen(lang: str) -> None:
    assert not {(say.screen, cut) for say, shown in _walked(lang) for cut in looks.too_wide(shown)}


def test_a_ruler_that_measures_nothing_would_be_noticed() -> None:
    tall = Shown("line\n" * 40)
    assert looks.height(tall) > looks.ROOM
    assert looks.lines("<b>一二三四五六七八九十一二三四五六七八九十</b>") == 2
