"""Asking where something comes from, as people do it: from a day's why, from an exercise, from the result, and back."""

from __future__ import annotations

import pytest

from tests.dialogue.people import someone
from tests.town import Town

NAMES = ("Ada", "Mei")


@pytest.mark.parametrize("name", NAMES)
async def test_a_days_why_leads_to_its_study_with_its_limits_and_back(both: Town, name: str) -> None:
    who = someone(both, name)
    await who.set_out()
    bubbles = who.bubbles
    await who.press("day.button.why")
    assert who.sees("days.day-01.why")
    await who.press("sources.button.ask")
    assert "Ferrari 2019" in who.screen
    assert who.sees("sources.what.ferrari-2019")
    assert who.sees("sources.kind.review")
    assert who.sees("sources.foot")
    await both.restart()
    await who.press("sources.button.back")
    assert who.sees("days.day-01.why")
    await who.press("day.button.see")
    assert who.offers("day.button.did-it")
    assert who.bubbles == bubbles, "all of it in one message"


@pytest.mark.parametrize("name", NAMES)
async def test_the_result_says_what_it_rests_on(here: Town, name: str) -> None:
    who = someone(here, name)
    await who.take_quiz()
    await who.press("quiz.button.about")
    await who.press("sources.button.ask")
    assert who.sees("sources.what.own-items"), "that it has not been validated"
    await who.press("sources.button.back")
    assert who.offers("front.button.scoring")


@pytest.mark.parametrize("name", NAMES)
async def test_an_exercise_is_gone_on_with_after_the_question(here: Town, name: str) -> None:
    who = someone(here, name)
    await who.set_out()
    await who.send("1|p|exercises")
    await who.press("exercises.pause.title")
    first = who.screen
    await who.press("sources.button.ask")
    assert "Gottman" in who.screen
    await who.press("sources.button.back")
    assert who.screen == first


@pytest.mark.parametrize("name", NAMES)
async def test_typed_numbers_lead_there_too(here: Town, name: str) -> None:
    who = someone(here, name)
    await who.set_out()
    await who.send("1|tp|1")
    await who.say("/today")
    await who.say(who.text("day.button.why"))
    await who.say(who.text("sources.button.ask"))
    assert who.sees("sources.what.ferrari-2019")
