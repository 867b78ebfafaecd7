"""One more minute before leaving, as people use it: the door first, a quiet minute, a line with a time of return."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.dialogue.people import Someone, someone
from tests.town import Town

NAMES = ("Ada", "Mei")


async def _asked(here: Town, name: str) -> Someone:
    who = someone(here, name)
    await who.say("/start stay")
    assert who.sees("hold.door.stay")
    await who.press("front.button.begin")
    assert who.sees("hold.stay.safe")
    return who


@pytest.mark.parametrize("name", NAMES)
async def test_a_calm_minute_ends_without_a_sound_and_then_there_is_a_line_to_copy(both: Town, name: str) -> None:
    who = await _asked(both, name)
    await who.press("hold.button.calm")
    bubbles = who.bubbles
    await both.wait(seconds=59)
    assert who.bubbles == bubbles
    await both.wait(seconds=1)
    assert who.bubbles == bubbles + 1
    assert who.sees("hold.stay.stayed")
    sent = [call for call in both.world.calls if call.method == "sendMessage"][-1]
    assert sent.params["disable_notification"] is True
    await who.press("hold.button.back-20")
    line = who.text("hold.stay.line.minutes", n=20)
    who.phone.tap(who.text("hold.button.copy"))
    assert who.phone.clipboard == line
    await who.press("hold.button.went")
    assert who.sees("hold.summary", held=0, rewritten=0, let_go=0, stayed=1)
    assert (await who.memory()).counts == {"stayed": 1}


@pytest.mark.parametrize("name", NAMES)
async def test_where_the_door_is_not_free_nobody_is_asked_to_stay(here: Town, name: str) -> None:
    who = await _asked(here, name)
    await who.press("hold.button.not-calm")
    assert who.sees("hold.stay.unsafe")
    bubbles = who.bubbles
    await here.wait(minutes=10)
    assert who.bubbles == bubbles
    await who.press("front.button.help-now")
    assert who.offers("safety.button.more-lines")
    await who.press("safety.button.back")
    assert who.sees("hold.stay.unsafe")


async def test_leaving_in_the_middle_stops_the_minute(here: Town) -> None:
    ada = await _asked(here, "Ada")
    await ada.press("hold.button.calm")
    await here.wait(seconds=20)
    await ada.press("hold.button.leave")
    assert ada.sees("hold.stay.left")
    bubbles = ada.bubbles
    await here.wait(minutes=5)
    assert ada.bubbles == bubbles
    assert (await ada.memory()).counts == {}


@pytest.mark.parametrize("name", NAMES)
async def test_the_process_may_die_within_the_minute_and_says_so_when_it_is_late(both: Town, name: str) -> None:
    who = await _asked(both, name)
    await who.press("hold.button.calm")
    both.now += timedelta(seconds=30)
    await both.restart()
    await both.wait(seconds=30)
    assert who.sees("hold.stay.stayed")
    await who.press("hold.button.staying")
    await who.say("/stay")
    await who.press("hold.button.calm")
    both.now += timedelta(minutes=12)
    await both.restart()
    await both.wait(seconds=1)
    assert who.sees("hold.stay.late")
    bubbles = who.bubbles
    await both.wait(hours=1)
    assert who.bubbles == bubbles


async def test_a_nudge_within_the_minute_comes_before_its_end(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.set_out()
    await ada.until(20, 29)
    await ada.say("/stay")
    here.now += timedelta(seconds=30)
    await ada.press("hold.button.calm")
    await here.wait(seconds=31)
    assert ada.sees("evening.hello")
    await here.wait(seconds=31)
    assert ada.sees("hold.stay.stayed")
    assert len((await ada.walk()).practised) == 1
    await ada.press("hold.button.back-30")
    assert ada.sees("hold.stay.line.clock", n=30, clock=f"{ada.clock + timedelta(minutes=30):%H:%M}")


async def test_numbers_may_be_typed_instead_of_pressed(here: Town) -> None:
    mei = await _asked(here, "Mei")
    await mei.say("一")
    assert mei.sees("hold.stay.minute")
    await here.wait(minutes=1)
    await mei.say("②")
    assert mei.sees("hold.stay.line.minutes", n=20)
