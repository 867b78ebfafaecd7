"""Words of crisis in the middle of anything: people and numbers, a rest from nudges, and the exact place again."""

from __future__ import annotations

import pytest

from tests.dialogue.people import Someone, someone
from tests.town import Town

ACUTE = [("Ada", "I want to kill myself"), ("Mei", "我想自杀")]
SERIOUS = [("Ada", "I want to die"), ("Mei", "想死")]
UNCLEAR = [("Ada", "I feel hopeless"), ("Mei", "我很绝望")]
HARM = [("Ada", "I hit my husband"), ("Mei", "我打了我老公")]
HARMLESS = [("Ada", "this cake is to die for"), ("Mei", "今天忙死了")]


async def _in_the_questions(here: Town, name: str) -> tuple[Someone, str]:
    who = someone(here, name)
    await who.begin()
    for _ in range(4):
        await who.press("quiz.agree.4")
    return who, who.screen


@pytest.mark.parametrize(("name", "words"), ACUTE)
async def test_acute_words_are_met_with_the_card_and_lead_back_to_the_exact_place(
    here: Town, name: str, words: str
) -> None:
    who, question = await _in_the_questions(here, name)
    await who.say(words)
    assert who.offers("safety.button.more-lines")
    assert who.offers("safety.button.message")
    await who.press("safety.button.back")
    assert who.screen == question


@pytest.mark.parametrize(("name", "words"), SERIOUS)
async def test_serious_words_are_asked_about_directly(here: Town, name: str, words: str) -> None:
    who, question = await _in_the_questions(here, name)
    await who.say(words)
    assert who.sees("safety.check.self")
    await who.press("safety.button.safe-enough")
    assert who.offers("safety.button.more-lines")
    await who.press("safety.button.back")
    assert who.screen == question


@pytest.mark.parametrize(("name", "words"), SERIOUS)
async def test_who_is_not_safe_gets_the_card_at_once(here: Town, name: str, words: str) -> None:
    who, _ = await _in_the_questions(here, name)
    await who.say(words)
    await who.press("safety.button.not-safe")
    assert who.offers("safety.button.more-lines")
    assert not who.offers("safety.button.safe-enough")


@pytest.mark.parametrize(("name", "words"), HARM)
async def test_who_hurt_somebody_meets_a_card_of_their_own_and_comes_back(here: Town, name: str, words: str) -> None:
    who, question = await _in_the_questions(here, name)
    await who.say(words)
    assert who.offers("safety.button.more-lines")
    assert not who.offers("safety.button.safe-enough")
    await who.press("safety.button.back")
    assert who.screen == question


@pytest.mark.parametrize(("name", "words"), ACUTE)
async def test_a_false_alarm_costs_one_gentle_message_and_leads_back(here: Town, name: str, words: str) -> None:
    who, question = await _in_the_questions(here, name)
    await who.say(words)
    before = who.bubbles
    await who.press("safety.button.misread")
    assert who.bubbles == before
    assert who.sees("safety.misread.text-serious")
    assert who.screen.endswith(question)


@pytest.mark.parametrize(("name", "words"), ACUTE)
async def test_nudges_rest_for_a_day_and_come_again_after_it(both: Town, name: str, words: str) -> None:
    who = someone(both, name)
    await who.set_out()
    await who.say(words)
    both.unasked.clear()
    begun = both.now
    await both.wait(hours=23, minutes=59)
    assert not who.nudges()
    await both.wait(hours=24)
    assert who.nudges()
    assert min(at for at, _ in who.nudges()) >= begun


async def test_after_a_false_alarm_the_evening_comes_as_usual(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.set_out()
    await ada.say("I want to kill myself")
    await ada.press("safety.button.misread")
    await ada.until(23)
    assert [hour for _, hour in ada.slots()] == ["20:30"]


@pytest.mark.parametrize(("name", "words"), ACUTE)
async def test_the_same_list_does_not_stand_there_twice_in_a_row(here: Town, name: str, words: str) -> None:
    who = someone(here, name)
    await who.set_out()
    await who.say(words)
    first = who.screen
    await who.say(words)
    second = who.screen
    assert (
        second.split("\n\n")[0]
        == who.text("safety.card.self-again", emergency="", line="", line_hours="", text_line="").split("\n\n")[0]
    )
    assert len(second) < len(first)
    await who.press("safety.button.more-lines")
    assert who.sees("safety.lines.title"), "the lines are one tap away"


@pytest.mark.parametrize(("name", "words"), UNCLEAR)
async def test_unclear_words_are_answered_as_usual_with_a_soft_offer(here: Town, name: str, words: str) -> None:
    who, question = await _in_the_questions(here, name)
    await who.say(words)
    assert who.sees("safety.soft.self")
    await who.press("safety.button.misread")
    assert who.sees("safety.misread.text")
    assert who.screen.endswith(question)
    before = who.bubbles
    await who.say(words)
    assert who.bubbles == before + 1, "an unclear word is left alone for a day"
    assert not who.sees("safety.soft.self")


@pytest.mark.parametrize(("name", "words"), HARMLESS)
async def test_a_turn_of_phrase_is_no_alarm(here: Town, name: str, words: str) -> None:
    who, _ = await _in_the_questions(here, name)
    await who.say(words)
    assert who.sees("journal.offer")
    assert not who.offers("safety.button.misread")


@pytest.mark.parametrize(("name", "words"), ACUTE)
async def test_words_of_crisis_in_an_evening_note_are_kept_and_met(here: Town, name: str, words: str) -> None:
    who = someone(here, name)
    await who.set_out()
    await who.press("day.button.did-it")
    await who.until(20, 45)
    await who.close_day()
    await who.press("evening.button.note")
    await who.say(words)
    assert who.offers("safety.button.more-lines")
    await who.say("/journal")
    assert words in who.screen


@pytest.mark.parametrize(("name", "code", "number"), [("Ada", "GB", "999"), ("Mei", "CN", "110")])
async def test_the_help_button_is_there_at_any_hour_with_the_lines_of_a_country_that_the_person_picks(
    here: Town, name: str, code: str, number: str
) -> None:
    who = someone(here, name)
    await who.set_out()
    day = who.screen
    await who.press("front.button.help")
    await who.press("safety.button.country")
    await who.send(f"1|kc|{code}")
    assert who.toast == who.text("safety.country.kept")
    await who.press("safety.button.more-lines")
    assert number in who.screen
    await who.press("safety.button.back")
    assert who.screen.split("\n\n")[-1] == day.split("\n\n")[-1]


async def test_nobody_else_is_told(here: Town) -> None:
    ada, mei = someone(here, "Ada"), someone(here, "Mei")
    await mei.set_out()
    before = mei.bubbles
    await ada.set_out()
    await ada.say("I want to kill myself")
    assert mei.bubbles == before


async def test_a_message_to_someone_close_is_one_tap_on_the_clipboard(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.say("/start")
    await ada.say("I want to kill myself")
    await ada.press("safety.button.message")
    copied = ada.phone.copy(ada.text("safety.button.copy-message"))
    assert copied == ada.text("safety.message.copy")
    assert copied in ada.screen
