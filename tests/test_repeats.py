"""What comes again across texts: sentences that stand twice, and days that all begin alike."""

from __future__ import annotations

import pytest

from bot.content.faults import Fault
from bot.content.pages import Text
from bot.content.repeats import openings_alike, sentences_twice
from bot.content.style import Language, Once, Openings, Style

STYLE = Style(
    (),
    (),
    Once(("days.*", "exercises.*"), ("exercises.*.pick.*",)),
    {"en": Language(), "zh": Language(spaces=False, shortest=7)},
    Openings(("days.*.hello", "days.*.evening"), 2),
)
TEA = {"en": "Tea is on the table.", "zh": "茶已经摆在桌上了。"}


def page(**said: str) -> list[Text]:
    """Texts under their keys (with _ for a dot), each on a line of its own."""
    return [Text(key.replace("_", "."), text, "page.yaml", n) for n, (key, text) in enumerate(said.items(), 1)]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_sentence_of_a_day_is_told_where_its_exercise_says_it_again(lang: str) -> None:
    texts = page(days_one_action=TEA[lang], exercises_tea_ask=TEA[lang], front_hello=TEA[lang])
    assert [fault.key for fault in sentences_twice(texts, lang, STYLE)] == ["exercises.tea.ask"]


def test_a_button_may_say_what_its_line_says() -> None:
    texts = page(exercises_air_pick_air=TEA["en"], exercises_air_say_air=TEA["en"])
    assert list(sentences_twice(texts, "en", STYLE)) == []


@pytest.mark.parametrize(
    ("lang", "opening", "said"),
    [
        ("en", "what", ("What was it?", "“What” was a word.", "What did you see?")),
        ("zh", "今天", ("今天怎么样？", "“今天”两个字。", "今天，看见了什么？")),
    ],
)
def test_the_third_of_two_that_may_begin_alike_is_told(lang: str, opening: str, said: tuple[str, str, str]) -> None:
    texts = page(days_one_hello=said[0], days_two_hello=said[1], days_three_evening=said[2], days_four_hello=said[2])
    (found,) = openings_alike(texts, lang, STYLE)
    assert found == Fault(
        "page.yaml",
        4,
        "days.four.hello",
        f"3 of days.*.hello begin with “{opening}”, and 2 may",
        "begin some of them in another way",
    )
    assert list(openings_alike(texts[:3], lang, STYLE)) == []


def test_a_longer_word_is_another_beginning() -> None:
    texts = page(days_one_hello="What is it?", days_two_hello="What now?", days_three_hello="Whatever it is, hello.")
    assert list(openings_alike(texts, "en", STYLE)) == []
