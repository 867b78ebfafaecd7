"""How screens look on a small phone: a day fits one screen, and no label is cut."""

from __future__ import annotations

import pytest

from bot.domain import events as e
from bot.domain.library import Day
from bot.domain.memory import Known, Memory, Walk
from bot.domain.people import FULL
from bot.domain.quiz import Answer
from bot.domain.speech import Say
from bot.flows import evening, faces, quiz, scoring
from bot.flows.common import today
from bot.flows.reading import LEANINGS
from bot.render import Shown
from tests.dialogue import looks
from tests.flows import scenes

LANGS = ("en", "zh")
DAYS = scenes.library().days
QUIZ = scenes.library().quizzes[quiz.QUIZ]
RESULT = scoring.score(QUIZ, [Answer(i.id, 2 + n % 3, 5.0) for n, i in enumerate(QUIZ.of("express"))], "express")


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


def test_a_ruler_that_measures_nothing_would_be_noticed() -> None:
    tall = Shown("line\n" * 40)
    assert looks.height(tall) > looks.ROOM
    assert looks.lines("<b>一二三四五六七八九十一二三四五六七八九十</b>") == 2
