"""Commands work in the middle of anything, and lead back to the exact place."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from tests.dialogue.people import Someone, someone
from tests.town import Town

COMMANDS = ("/progress", "/journal", "/settings", "/privacy", "/help", "/menu", "/nonsense")


async def _at_the_clock(who: Someone) -> None:
    await who.take_quiz()
    await who.press("quiz.button.path")


async def _at_the_cities(who: Someone) -> None:
    await _at_the_clock(who)
    await who.press("places.button.clock", clock=f"{who.clock:%H:%M}")


async def _at_the_hours(who: Someone) -> None:
    await _at_the_clock(who)
    await who.send(f"1|sz|{who.zone}")


async def _at_a_step(who: Someone) -> None:
    await _at_the_hours(who)
    await who.press("places.button.accept")
    await who.say("/today")


async def _at_the_last_question(who: Someone) -> None:
    await who.take_quiz()
    await who.press("quiz.sharper")
    await who.quiz(lambda item: 4 if item.scale == "anxiety" else 2, 8)


async def _at_the_result(who: Someone) -> None:
    await who.take_quiz()


async def _at_a_day(who: Someone) -> None:
    await who.set_out()


async def _at_a_day_done(who: Someone) -> None:
    await who.set_out()
    await who.press("day.button.did-it")


async def _in_the_evening(who: Someone) -> None:
    await who.set_out()
    await who.until(20, 45)
    await who.press("evening.button.partly")


async def _at_rest(who: Someone) -> None:
    await who.set_out()
    await who.say("/settings")
    await who.press("settings.button.rest")
    await who.say("/today")


PLACES: tuple[Callable[[Someone], Awaitable[None]], ...] = (
    _at_the_clock,
    _at_the_cities,
    _at_the_hours,
    _at_a_step,
    _at_the_last_question,
    _at_the_result,
    _at_a_day,
    _at_a_day_done,
    _in_the_evening,
    _at_rest,
)


@pytest.mark.parametrize("place", PLACES, ids=[place.__name__.lstrip("_") for place in PLACES])
async def test_after_any_command_today_leads_back_to_the_exact_place(
    here: Town, place: Callable[[Someone], Awaitable[None]]
) -> None:
    ada = someone(here, "Ada")
    await place(ada)
    screen, buttons = ada.screen, ada.phone.buttons
    for command in COMMANDS:
        await ada.say(command)
        assert ada.screen != screen, command
        await ada.say("/today")
        assert (ada.screen, ada.phone.buttons) == (screen, buttons), command


@pytest.mark.parametrize("place", PLACES, ids=[place.__name__.lstrip("_") for place in PLACES])
async def test_words_out_of_turn_are_offered_a_place_and_lead_back(
    here: Town, place: Callable[[Someone], Awaitable[None]]
) -> None:
    mei = someone(here, "Mei")
    await place(mei)
    await mei.say("/today")
    screen = mei.screen
    await mei.say("路上想到一句话，先放这里。")
    assert mei.sees("journal.offer")
    await mei.press("journal.button.put")
    await mei.press("front.button.back")
    assert mei.screen == screen


@pytest.mark.parametrize("place", PLACES, ids=[place.__name__.lstrip("_") for place in PLACES])
async def test_the_help_card_leads_back_from_anywhere(
    here: Town, place: Callable[[Someone], Awaitable[None]]
) -> None:
    ada = someone(here, "Ada")
    await place(ada)
    await ada.say("/today")
    screen = ada.screen
    await ada.say("/help")
    await ada.press("front.button.help-now")
    await ada.press("safety.button.back")
    assert ada.screen == screen
