"""The whole path, from the first morning to what is there after the fiftieth day."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from tests.dialogue.people import Someone, someone
from tests.town import Town, library

NAMES = ("Ada", "Mei")
STEPS = library().steps
PRACTISED = ("done", "partly", "gentle")


async def _day(who: Someone, press: str = "day.button.did-it") -> None:
    """What a morning asks: a yes where a step opens, then one press."""
    for step in STEPS:
        if who.offers(f"days.{step}.yes"):
            await who.press(f"days.{step}.yes")
    if who.offers(press):
        await who.press(press)


async def _evening(who: Someone, mood: int = 4, tried: str = "done") -> None:
    if who.offers(f"evening.button.{tried}"):
        await who.press(f"evening.button.{tried}")
    if who.offers("evening.felt.4"):
        await who.press("evening.felt.4")
        await who.press(f"evening.mood.{mood}")


async def _walk_on(who: Someone, dates: int, press: str = "day.button.did-it") -> None:
    for _ in range(dates):
        await _day(who, press)
        await who.until(20, 30)
        await _evening(who)
        await who.until(8, 30)


@pytest.mark.parametrize("name", NAMES)
async def test_fifty_days_are_walked_each_at_its_local_hour(both: Town, name: str) -> None:
    who = someone(both, name)
    await who.set_out()
    begun = who.clock.date()
    await _walk_on(who, 50)
    walk = await who.walk()
    assert [walk.days.get(day.id) for day in library().days] == ["done"] * 50
    hours = Counter(hour for _, hour in who.slots())
    assert hours == {"08:30": 49, "20:30": 50}, "day 1 came at once, and each date has its own two"
    assert max(Counter(who.slots()).values()) == 1
    assert (who.clock.date() - begun).days == 50
    assert who.bubbles <= 1 + 99 + 6, "no message beside the nudges and a bowl a step: everything else is an edit"


@pytest.mark.parametrize("name", NAMES)
async def test_after_the_fiftieth_day_no_daily_message_comes_and_everything_is_there(here: Town, name: str) -> None:
    who = someone(here, name)
    await who.set_out()
    await _walk_on(who, 49)
    await _day(who)
    assert who.sees("day.bowl", dots="●" * 15, n=50)
    assert who.offers("film.button.play")
    await who.until(20, 30)
    assert who.offers("evening.felt.3"), "the last day has its evening"
    await _evening(who)
    assert who.offers("film.button.play")
    here.unasked.clear()
    await here.wait(days=6)
    assert not who.nudges()
    await who.say("/today")
    assert who.sees("rhythm.done.path")
    await who.press("film.button.play")
    assert who.phone.last.kind == "animation"
    assert who.sees("film.whole")
    await who.say("/progress")
    assert who.phone.last.kind == "photo"
    assert who.text("progress.count", n=50, week=1) in who.screen


async def test_every_morning_carries_a_prime_and_a_neutral_first_line(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.set_out()
    await _walk_on(ada, 50)
    openings = [ada.text(f"days.{step}.opening") for step in STEPS]
    primes = [ada.text(f"days.{day.id}.prime") for day in library().days]
    mornings = [text for at, text in ada.nudges() if at.hour == 8]
    assert all(any(prime in text for prime in (*primes, *openings)) for text in mornings)
    for text in mornings:
        first = text.split("\n")[0].lower()
        assert not any(word in first for word in ("attachment", "anxi", "avoid", "therapy", "partner", "crisis"))


async def test_whoever_skips_now_and_then_ends_with_open_cracks_and_can_fill_them(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.set_out()
    for n in range(50):
        await _day(ada, "day.button.skip" if n % 10 == 4 else "day.button.did-it")
        await ada.until(8, 30)
    walk = await ada.walk()
    assert Counter(walk.days.values()) == {"done": 45, "skipped": 5}
    await ada.say("/today")
    assert ada.sees("rhythm.done.path-open")
    for day in [d for d in library().days if walk.days[d.id] == "skipped"]:
        await ada.say("/today")
        await ada.press("day.button.fill", title=ada.text(f"days.{day.id}.title"))
        await ada.press("day.button.did-it")
    await ada.say("/today")
    assert ada.sees("rhythm.done.path")
    assert not ada.sees("rhythm.done.path-open")


async def test_a_last_day_that_is_skipped_ends_the_path_as_well(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.set_out()
    await _walk_on(ada, 49)
    await _day(ada, "day.button.skip")
    assert ada.sees("rhythm.done.path-open")
    await ada.until(20, 45)
    await _evening(ada)
    here.unasked.clear()
    await here.wait(days=6)
    assert not ada.nudges()


@pytest.mark.parametrize("name", NAMES)
async def test_the_path_never_expires_and_nobody_is_expelled(here: Town, name: str) -> None:
    who = someone(here, name)
    await who.set_out()
    await _walk_on(who, 5)
    await here.wait(days=400)
    await who.say("/today")
    assert who.sees("days.day-06.gentle")
    await _day(who)
    assert Counter((await who.walk()).days.values())["done"] == 5
    assert len((await who.walk()).days) == 6
    await who.until(8, 30)
    assert who.sees("days.day-07.action")


async def test_two_days_a_date_are_the_most_that_a_hurry_allows(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.set_out()
    begun = ada.clock.date()
    for _ in range(6):
        await _day(ada)
        if ada.offers("day.button.one-more"):
            await ada.press("day.button.one-more")
            await _day(ada)
        await ada.until(8, 30)
    done = [how for how in (await ada.walk()).days.values() if how in PRACTISED]
    assert len(done) == 2 * (ada.clock.date() - begun).days


async def test_a_life_with_low_and_lost_days_still_comes_to_its_end(here: Town) -> None:
    mei = someone(here, "Mei")
    await mei.set_out()
    for n in range(75):
        if n % 6 != 5:  # now and then a whole date without a word
            await _day(mei, "day.button.did-it")
        await mei.until(20, 30)
        if n % 3 == 0:
            await _evening(mei, mood=2, tried="not_today")
        if (await mei.walk()).finished:
            break
        await mei.until(8, 30)
    walk = await mei.walk()
    assert walk.finished
    assert set(walk.days.values()) == {"done", "gentle"}
    assert all(8 <= at.hour < 22 for at, _ in mei.nudges())
    assert timedelta(days=55) < mei.clock - mei.nudges()[0][0]
