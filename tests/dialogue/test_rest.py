"""Rest: as long as you like, a rough week in one tap, and back when it is over."""

from __future__ import annotations

import pytest

from tests.dialogue.people import Someone, someone
from tests.town import Town

NAMES = ("Ada", "Mei")


async def _on_the_path(here: Town, name: str = "Ada") -> Someone:
    who = someone(here, name)
    await who.set_out()
    await who.press("day.button.did-it")
    return who


@pytest.mark.parametrize("name", NAMES)
async def test_a_rest_lasts_as_long_as_its_owner_likes(here: Town, name: str) -> None:
    who = await _on_the_path(here, name)
    await who.say("/settings")
    await who.press("settings.button.rest")
    assert who.sees("rhythm.rest.begin")
    await here.wait(days=200)
    assert not who.nudges()
    await who.press("rest.button.resume")
    assert who.sees("rhythm.rest.resume")
    assert who.sees("days.day-02.prime"), "the day that waits, at once"
    await who.until(9, days=1)
    assert who.slots()[-1][1] == "08:30"


@pytest.mark.parametrize("name", NAMES)
async def test_a_rough_week_is_one_tap_and_ends_by_itself_after_seven_days(here: Town, name: str) -> None:
    who = await _on_the_path(here, name)
    begun = who.clock.date()
    await who.say("/menu")
    await who.press("front.button.rough-week")
    assert who.sees("rhythm.rest.rough-week")
    await here.wait(days=8)
    first = who.slots()[0]
    assert (first[0] - begun).days == 7
    assert first[1] == "08:30"
    text = who.nudges()[0][1]
    assert text.startswith(who.text("rhythm.rest.rough-week-over"))
    assert who.text("days.day-02.title") in text


async def test_a_rest_stops_the_evening_of_the_same_day_and_a_later_today(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.set_out()
    await ada.press("day.button.later")
    await ada.say("/settings")
    await ada.press("settings.button.rough-week")
    await ada.until(23)
    assert not ada.nudges()


async def test_a_word_during_a_rest_does_not_end_it(here: Town) -> None:
    ada = await _on_the_path(here)
    await ada.say("/settings")
    await ada.press("settings.button.rest")
    await ada.say("/today")
    assert ada.sees("rhythm.rest.resting")
    await here.wait(days=5)
    assert not ada.nudges()


async def test_a_rough_week_can_be_ended_early(here: Town) -> None:
    ada = await _on_the_path(here)
    await ada.say("/menu")
    await ada.press("front.button.rough-week")
    await here.wait(days=2)
    await ada.press("rest.button.resume")
    assert ada.sees("rhythm.rest.resume")
    await ada.until(23)
    assert [hour for _, hour in ada.slots()] == ["20:30"]


async def test_who_comes_back_from_a_rest_is_not_told_how_long_it_was(here: Town) -> None:
    ada = await _on_the_path(here)
    await ada.say("/settings")
    await ada.press("settings.button.rest")
    await here.wait(days=33)
    await ada.say("/today")
    await ada.press("rest.button.resume")
    assert not any(ada.sees_one_of(f"rhythm.return.after-{n}") for n in (1, 3, 10, 30))


async def test_a_rest_is_not_silence(here: Town) -> None:
    ada = await _on_the_path(here)
    await ada.say("/menu")
    await ada.press("front.button.rough-week")
    await here.wait(days=9)
    usual = [text for _, text in ada.nudges()]
    assert len(usual) >= 3, "after the week come the usual messages, not those of the ladder"
    assert not any(ada.text("rhythm.silence.gentle-1.hello") in text for text in usual[:3])


async def test_before_the_path_there_is_nothing_to_rest_from(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.take_quiz()
    await ada.send("1|rf|7")
    assert ada.sees("rest.not-yet")


async def test_a_forged_rest_of_a_million_days_is_a_long_rest_at_most(here: Town) -> None:
    ada = await _on_the_path(here)
    await ada.send("1|rf|1000000")
    await here.wait(days=70)
    assert ada.nudges()
