"""Settings in the middle of anything: language, numbers, hours and zone."""

from __future__ import annotations

from tests.dialogue.people import someone
from tests.town import Town


async def test_the_language_can_change_in_the_middle_of_the_questions(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.begin()
    for _ in range(4):
        await ada.press("quiz.agree.4")
    await ada.say("/settings")
    await ada.press("settings.button.language")
    ada.lang = "zh"
    assert ada.sees("settings.title")
    await ada.say("/today")
    assert "5/12" in ada.screen
    assert ada.offers("quiz.agree.1")
    await ada.press("quiz.agree.2")
    assert "6/12" in ada.screen


async def test_mornings_come_in_the_language_that_was_chosen_last(here: Town) -> None:
    mei = someone(here, "Mei")
    await mei.set_out()
    await mei.press("day.button.did-it")
    await mei.say("/settings")
    await mei.press("settings.button.language")
    mei.lang = "en"
    await mei.until(9)
    assert mei.sees("days.day-02.prime")


async def test_an_old_button_in_the_other_language_still_works(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.begin()
    old = ada.phone.last
    await ada.say("/settings")
    await ada.press("settings.button.language")
    await ada.press("quiz.agree.4", on=old)
    ada.lang = "zh"
    assert ada.text("quiz.agree.1") in old.buttons, "the pressed message goes on, in the new language"


async def test_numbers_instead_of_buttons_and_back(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.begin()
    await ada.say("/settings")
    await ada.press("settings.button.numbers")
    assert ada.phone.buttons == []
    await ada.say("/today")
    assert "1/12" in ada.screen
    assert f"4. {ada.text('quiz.agree.4')}" in ada.screen
    for typed, n in (("4", 2), ("２", 3), ("③", 4), ("四", 5), (ada.text("quiz.agree.5"), 6)):
        await ada.say(typed)
        assert f"{n}/12" in ada.screen
        assert ada.phone.buttons == []
    await ada.say("/settings")
    await ada.say(ada.text("settings.button.buttons"))
    assert ada.offers("settings.button.numbers")


async def test_numbers_on_telegram_do_without_pictures_and_edits(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.take_quiz()
    await ada.say("/settings")
    await ada.press("settings.button.numbers")
    await ada.say("/menu")
    await ada.say(ada.text("front.button.mine"))
    await ada.say(ada.text("front.button.card"))
    before = ada.bubbles
    await ada.say(ada.text("card.button.draw"))
    assert ada.bubbles == before + 1
    assert ada.phone.last.kind == "text"
    assert ada.text("results.card.kind.strength.0") in ada.screen, "the picture as its words"


async def test_settings_say_what_comes_and_when(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.set_out()
    await ada.say("/settings")
    assert "08:30" in ada.screen
    assert "20:30" in ada.screen
    assert any(one["type"] == "date_time" for one in ada.phone.last.raw["entities"])


async def test_hours_too_close_together_are_not_offered_and_not_taken(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.set_out()
    await ada.say("/settings")
    await ada.press("settings.button.morning", hour="08:30")
    assert not any(label > "12:00" for label in ada.phone.buttons if ":" in label)
    await ada.send("1|si|morning|1200")
    assert (await ada.memory()).profile.morning == 8 * 60 + 30
