"""Typed numbers and labels: the same event as the press."""

from __future__ import annotations

import pytest

from bot import buttons
from bot.domain import events as e
from bot.domain.memory import Focus, Memory, Option
from bot.domain.scene import Scene
from bot.domain.speech import Button, Say, words
from bot.flows import house, plain
from tests.flows import scenes
from tests.flows.scenes import HOUR, NOW, scene

TODAY, COPY, MENU = e.Here(), e.CopyLine("days.day-01.copy.0"), e.Page("menu")
SAY = Say(
    "menu",
    (),
    (
        (Button(words("front.button.today"), TODAY),),
        (
            Button(words("front.button.journal"), COPY, copy=words("front.menu")),
            Button(words("front.button.menu"), MENU),
        ),
        (Button(words("card.button.link"), url="https://t.me"),),
        (Button(words("settings.button.morning", hour="08:30"), e.HoursAsk("morning")),),
    ),
)


def _offered(lang: str = "en") -> Scene:
    return scene(Memory(options=house.options_of(SAY)), lang=lang)


@pytest.mark.parametrize(
    "typed", ["2", "２", "②", "二", "2.", "2)", "（2）", "２．", "2、", " 2 ", "⒉", "⑵", "两", "2️⃣", "/2"]
)
def test_a_number_in_any_script_is_the_press(typed: str) -> None:
    assert plain.press_of(_offered(), e.Wrote(typed)) == COPY


@pytest.mark.parametrize(
    ("typed", "number"),
    [("十", 10), ("十二", 12), ("二十", 20), ("二十五", 25), ("廿一", 21), ("三十", 30),
     ("30", 30), ("⑳", 20), ("07", 7)],
)
def test_numbers_up_to_thirty_are_read_in_both_ways_of_writing(typed: str, number: int) -> None:
    assert plain.number_of(scene(), typed) == number


@pytest.mark.parametrize(
    "typed",
    ["", "0", "31", "三十一", "二十十", "十二十", "一二", "二手",
     "2 3", "2!?", "two", "2 days", "1.5", "-2", "20:30", "2" * 50],
)
def test_what_is_more_than_a_number_is_no_number(typed: str) -> None:
    assert plain.number_of(scene(), typed) is None


@pytest.mark.parametrize("typed", ["Menu", "menu", "  MENU ", "ｍｅｎｕ", "Menu."])
def test_a_label_is_the_press_whatever_its_case_and_width(typed: str) -> None:
    assert plain.press_of(_offered(), e.Wrote(typed)) == MENU


@pytest.mark.parametrize("typed", ["菜单", "菜 单", "菜單"])
def test_a_label_is_read_in_the_language_of_its_person(typed: str) -> None:
    assert plain.press_of(_offered("zh"), e.Wrote(typed)) == MENU
    assert plain.press_of(_offered("en"), e.Wrote(typed)) is None


def test_a_label_with_a_value_is_read_as_it_was_shown() -> None:
    assert plain.press_of(_offered(), e.Wrote("morning: 08:30")) == e.HoursAsk("morning")
    assert plain.press_of(_offered(), e.Wrote("morning: 09:30")) is None


def test_an_apostrophe_may_be_straight() -> None:
    memory = Memory(options=(Option("safety.button.safe-enough", buttons.write(e.CrisisSafe("yes"))),))
    assert plain.press_of(scene(memory), e.Wrote("I'm safe enough right now")) == e.CrisisSafe("yes")


def test_a_choice_that_only_a_phone_can_carry_out_is_no_press() -> None:
    assert plain.press_of(_offered(), e.Wrote("4")) is None


def test_a_number_beyond_the_choices_is_no_press() -> None:
    assert plain.press_of(_offered(), e.Wrote("6")) is None
    assert plain.press_of(scene(), e.Wrote("1")) is None


def test_where_words_are_asked_a_number_is_words() -> None:
    memory = Memory(options=house.options_of(SAY), focus=Focus("evening-note", NOW + HOUR))
    assert plain.press_of(scene(memory), e.Wrote("2")) is None
    assert plain.press_of(scene(memory), e.Wrote("Menu")) is None


def test_where_words_are_asked_a_number_behind_a_slash_is_the_press() -> None:
    memory = Memory(options=house.options_of(SAY), focus=Focus("evening-note", NOW + HOUR))
    assert plain.press_of_command(scene(memory), e.Called("3")) == MENU
    assert plain.press_of_command(scene(memory), e.Called("３")) == MENU
    assert plain.press_of_command(scene(memory), e.Called("today")) is None


def test_a_question_for_words_that_is_long_past_asks_no_more() -> None:
    memory = Memory(options=house.options_of(SAY), focus=Focus("evening-note", NOW))
    assert plain.press_of(scene(memory), e.Wrote("3")) == MENU


def test_a_voice_note_is_never_a_number() -> None:
    assert plain.press_of(_offered(), e.Wrote("2", voice="v1")) is None


def test_a_choice_of_a_press_that_was_retired_is_answered_as_an_old_button() -> None:
    memory = Memory(options=(Option("front.button.menu", "0|zz"),))
    assert plain.press_of(scene(memory), e.Wrote("1")) == e.Unreadable()


def test_words_of_danger_behind_a_command_are_not_passed_over() -> None:
    turned = scenes.play(scene(), e.Called("today", "I want to kill myself"))
    assert turned.then.crisis is not None


def test_a_typed_number_answers_below_everything_else() -> None:
    turned = scenes.play(_offered(), e.Wrote("3"))
    assert turned.say[0].screen == "menu"
    assert turned.say[0].fresh
