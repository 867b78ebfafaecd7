"""Clocks, budget and quiet hours: what comes unasked, when, and what is dropped."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from tests.dialogue.people import Someone, someone
from tests.town import Town

NAMES = ("Ada", "Mei")
HERE = {"london": "Europe/London", "tokyo": "Asia/Tokyo", "angeles": "America/Los_Angeles", "apia": "Pacific/Apia"}


def kept_to_the_budget(who: Someone) -> None:
    """Never two of a kind a date, none within six hours of its kind, none at night, all by the clock at home then."""
    nudges = who.nudges()
    assert nudges
    kinds: dict[str, list[datetime]] = {"morning": [], "evening": []}
    for at, _ in nudges:
        assert 8 <= at.hour < 22, f"{at} is at night"
        kinds["morning" if at.hour < 15 else "evening"].append(at)
    for times in kinds.values():
        assert max(Counter(one.date() for one in times).values(), default=0) <= 1
        assert all(later - one >= timedelta(hours=6) for one, later in pairwise(times))


@pytest.mark.parametrize("name", NAMES)
async def test_nobody_hears_more_than_two_unasked_words_a_date(here: Town, name: str) -> None:
    who = someone(here, name)
    await who.set_out()
    for n in range(12):
        await who.until(12)
        if n % 3 == 0 and who.offers("day.button.did-it"):
            await who.press("day.button.did-it")
        else:
            await who.say("/progress")
    kept_to_the_budget(who)
    assert {hour for _, hour in who.slots()} == {"08:30", "20:30"}


async def test_chosen_hours_are_the_hours_at_which_it_comes(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.set_out()
    await ada.press("day.button.did-it")
    await ada.say("/settings")
    await ada.press("settings.button.morning", hour="08:30")
    await ada.press("places.button.clock", clock="10:00")
    await ada.press("settings.button.evening", hour="20:30")
    await ada.press("places.button.clock", clock="18:00")
    await ada.until(23, days=1)
    assert [hour for _, hour in ada.slots()] == ["18:00", "10:00", "18:00"]


async def test_an_hour_moved_past_today_brings_no_second_evening(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.set_out()
    await ada.until(20, 45)
    await ada.say("/settings")
    await ada.press("settings.button.evening", hour="20:30")
    await ada.press("places.button.clock", clock="21:30")
    await ada.until(23)
    assert [hour for _, hour in ada.slots()] == ["20:30"]


# --------------------------------------------------------------------------------------------- a machine that slept
async def test_what_the_machine_slept_through_is_dropped_and_never_comes_at_night(both: Town) -> None:
    ada = someone(both, "Ada")
    await ada.set_out()
    await ada.press("day.button.did-it")
    both.now = datetime(2026, 11, 24, 1, 0, tzinfo=ZoneInfo("Europe/London"))
    await both.tick()
    assert not ada.nudges(), "the evening of the 23rd is over"
    await both.wait(hours=12)
    assert [hour for _, hour in ada.slots()] == ["08:30"]


async def test_a_message_that_is_a_little_late_still_comes(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.set_out()
    await ada.press("day.button.did-it")
    here.now = datetime(2026, 11, 24, 9, 50, tzinfo=ZoneInfo("Europe/London"))
    await here.tick()
    assert ada.sees("days.day-02.action")


async def test_after_days_of_standing_still_one_message_comes_and_not_all_of_them(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.set_out()
    await ada.press("day.button.did-it")
    here.now = datetime(2026, 11, 26, 20, 40, tzinfo=ZoneInfo("Europe/London"))
    await here.tick()
    await here.tick()
    assert len(ada.nudges()) <= 1


async def test_a_morning_and_an_evening_due_at_once_are_one_message(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.set_out()
    await ada.press("day.button.did-it")
    await ada.until(23)
    await ada.say("/progress")
    here.unasked.clear()
    here.now = datetime(2026, 11, 24, 20, 35, tzinfo=ZoneInfo("Europe/London"))
    await here.tick()
    assert len(ada.nudges()) == 1


async def test_two_ticks_at_once_say_it_once(both: Town) -> None:
    ada = someone(both, "Ada")
    await ada.set_out()
    await ada.press("day.button.did-it")
    both.now = datetime(2026, 11, 24, 8, 31, tzinfo=ZoneInfo("Europe/London"))
    await both.tick()
    await both.tick()
    assert [hour for _, hour in ada.slots()] == ["08:31"]


async def test_a_restart_between_two_ticks_says_nothing_twice(both: Town) -> None:
    ada = someone(both, "Ada")
    await ada.set_out()
    await ada.press("day.button.did-it")
    await ada.until(8, 30)
    await both.restart()
    await both.tick()
    assert [text for _, text in ada.nudges()].count(ada.screen) == 1


# ---------------------------------------------------------------------------------------------------- other zones
@pytest.mark.parametrize(
    "way",
    [("tokyo",), ("angeles",), ("tokyo", "london"), ("angeles", "tokyo", "london"), ("apia", "angeles")],
    ids="-".join,
)
@pytest.mark.parametrize("hour", [2, 9, 14, 21])
async def test_who_flies_never_gets_a_slot_of_a_date_twice(here: Town, way: tuple[str, ...], hour: int) -> None:
    ada = someone(here, "Ada")
    await ada.set_out()
    came: list[tuple[str, str]] = []
    for place in way:
        await ada.until(hour)
        await ada.send(f"1|sz|{HERE[place]}")
        came += [(f"{d}", "morning" if h < "15" else "evening") for d, h in ada.slots()]
        here.unasked.clear()
        ada.zone = HERE[place]
    await here.wait(days=3)
    kept_to_the_budget(ada)
    came += [(f"{d}", "morning" if h < "15" else "evening") for d, h in ada.slots()]
    assert max(Counter(came).values()) == 1
    last = ada.clock.date() - timedelta(days=1)
    assert next(h for d, h in ada.slots() if d == last) == "08:30"


async def test_after_a_flight_the_clock_of_the_new_place_counts(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.set_out()
    await ada.press("day.button.did-it")
    await ada.until(23)
    await ada.say("/settings")
    await ada.press("settings.button.zone")
    await ada.say("Tokyo")
    ada.zone = "Asia/Tokyo"
    here.unasked.clear()
    await here.wait(days=2)
    assert {hour for _, hour in ada.slots()} == {"08:30", "20:30"}


async def test_when_clocks_go_back_the_hour_stays_the_hour(here: Town) -> None:
    here.now = datetime(2026, 10, 23, 11, 0, tzinfo=ZoneInfo("Europe/London"))
    ada = someone(here, "Ada")
    await ada.set_out()
    for _ in range(3):
        await ada.until(12)
        await ada.say("/progress")
    mornings = [at.utcoffset() for at, _ in ada.nudges() if at.hour == 8]
    assert [hour for _, hour in ada.slots() if hour < "12"] == ["08:30"] * len(mornings)
    assert len(set(mornings)) == 2, "one before the change, some after it"
