"""A Sunday’s evening as people meet it: the week as a picture and three sentences, in the message that comes anyway."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from tests.dialogue.people import Someone, someone
from tests.town import Town

NAMES = ("Ada", "Mei")


async def _on_sunday(here: Town, name: str, nights: int = 6, logs: int = 0, days: int = 6) -> Someone:
    """From Monday to the evening of the first Sunday, with so many evenings, logs and days of it."""
    who = someone(here, name)
    await who.set_out()
    for n in range(6):
        if who.offers("day.button.did-it") and n < days:
            await who.press("day.button.did-it")
        if n < logs:
            await who.say("/log")
            for pick in ("log.situation.silence", "log.body.chest", "log.thought.left", "log.level.5"):
                await who.press(pick)
        await who.until(20, 45)
        if n < nights:
            await who.close_day()
        await who.until(9)
        if who.offers("days.step-2.yes"):
            await who.press("days.step-2.yes")
    await who.say("/today")
    await who.until(20, 45)
    return who


@pytest.mark.parametrize("name", NAMES)
async def test_the_week_stands_in_the_evening_message_and_the_taps_keep_its_picture(here: Town, name: str) -> None:
    who = await _on_sunday(here, name)
    photo = who.phone.last
    assert photo.kind == "photo"
    assert Image.open(io.BytesIO(photo.files[0].data)).size == (1080, 864), "the line of its evenings"
    assert who.screen.startswith(who.text("evening.hello"))
    assert who.text("digest.days", n=6) in who.screen
    assert len(photo.text) < 1024
    sunday = [at for at, _ in who.slots() if at == who.clock.date()]
    assert len(sunday) == 2, "one morning and one evening message, as ever"
    bubbles, line = who.bubbles, photo.files[0]
    await who.press("evening.button.done")
    assert who.sees("evening.ask.felt")
    assert who.phone.last.files[0] is line
    await who.press("evening.felt.4")
    assert who.sees("evening.ask.mood")
    assert who.phone.last.kind == "photo"
    await who.press("evening.mood.4")
    assert who.sees_one_of("rhythm.evening.answer.done-high")
    assert Image.open(io.BytesIO(who.phone.last.files[0].data)).size == (1080, 1080), "the bowl"
    assert who.bubbles == bubbles, "it is one message"
    assert len([at for at, _ in who.slots() if at == who.clock.date()]) == 2


@pytest.mark.parametrize("name", NAMES)
async def test_the_second_week_counts_the_last_seven_dates(here: Town, name: str) -> None:
    who = await _on_sunday(here, name, days=1)
    await who.press("evening.button.done")
    await who.press("evening.felt.4")
    await who.press("evening.mood.4")
    for _ in range(7):
        await who.until(9)
        await who.until(20, 45)
        await who.close_day()
    assert any(who.text("digest.days", n=7) in text or who.text("digest.days", n=6) in text for _, text in who.nudges())


@pytest.mark.parametrize("name", NAMES)
async def test_with_few_evenings_and_some_logs_it_is_the_map_and_with_neither_the_bowl(here: Town, name: str) -> None:
    who = await _on_sunday(here, name, nights=1, logs=3)
    assert who.phone.last.kind == "photo"
    assert Image.open(io.BytesIO(who.phone.last.files[0].data)).size[0] == 1080
    assert who.text("digest.returned", what=who.text("log.phrase.situation.silence")) in who.screen
    assert (await who.memory()).night is not None
    night = (await who.memory()).night
    assert night is not None
    assert night.weekly == "triggers"


async def test_with_neither_evenings_nor_logs_it_is_the_bowl(here: Town) -> None:
    ada = await _on_sunday(here, "Ada", nights=0, days=2)
    assert Image.open(io.BytesIO(ada.phone.last.files[0].data)).size == (1080, 1080)
    assert ada.text("digest.days", n=2) in ada.screen


async def test_who_did_nothing_this_week_gets_the_usual_evening(here: Town) -> None:
    ada = await _on_sunday(here, "Ada", nights=0, days=0)
    assert ada.phone.last.kind == "text"
    assert ada.sees("evening.hello")
    assert ada.offers("evening.button.done")


@pytest.mark.parametrize("name", NAMES)
async def test_a_restart_in_the_middle_loses_neither_the_picture_nor_the_answers(both: Town, name: str) -> None:
    who = await _on_sunday(both, name)
    await who.press("evening.button.partly")
    bubbles = who.bubbles
    await both.restart()
    await who.press("evening.felt.2")
    assert who.sees("evening.ask.mood")
    assert who.phone.last.kind == "photo"
    assert who.bubbles == bubbles
    await both.restart()
    await both.tick()
    await who.press("evening.mood.4")
    assert who.sees_one_of("rhythm.evening.answer.partly-low")
    assert len([at for at, _ in who.slots() if at == who.clock.date()]) == 2


async def test_a_look_at_something_else_leads_back_to_the_question_below_its_picture(here: Town) -> None:
    ada = await _on_sunday(here, "Ada")
    await ada.press("evening.button.done")
    await ada.say("/menu")
    await ada.say("/today")
    assert ada.sees("evening.ask.felt")
    assert ada.phone.last.kind == "photo"
    assert Image.open(io.BytesIO(ada.phone.last.files[0].data)).size == (1080, 864)


@pytest.mark.parametrize("name", NAMES)
async def test_whom_numbers_suit_answers_the_evening_of_a_sunday_by_typing(here: Town, name: str) -> None:
    who = await _on_sunday(here, name, nights=3)
    await who.say("/settings")
    await who.press("settings.button.numbers")
    for _ in range(7):
        await who.say("/today")
        await who.until(20, 45)
    assert who.phone.last.kind == "text"
    assert who.screen.startswith(who.text("evening.hello"))
    await who.say("1")
    await who.say("4")
    assert who.sees("evening.ask.mood")


async def test_sol_who_rests_gets_no_week(here: Town) -> None:
    sol = someone(here, "Sol")
    await sol.set_out()
    await sol.press("day.button.did-it")
    await sol.say("/settings")
    await sol.press("settings.button.rest")
    before = len(sol.nudges())
    await sol.until(21, days=7)
    assert len(sol.nudges()) == before
