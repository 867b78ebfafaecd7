"""The path: when and where it is asked, day 1 at once, each morning the next, and every way through a day."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.dialogue.people import Someone, someone
from tests.town import Town, library, offered

NAMES = ("Ada", "Mei")
DAYS = library().days
NEXT_STEP = next(n for n, day in enumerate(DAYS, start=1) if day.step == "step-2")


async def _at_the_clock(here: Town, name: str) -> Someone:
    who = someone(here, name)
    await who.take_quiz()
    await who.press("quiz.button.path")
    return who


async def _did(who: Someone) -> None:
    await who.press("day.button.did-it")


# ------------------------------------------------------------------------------------------------------- set-up
@pytest.mark.parametrize("name", NAMES)
async def test_zone_and_hours_are_asked_when_the_path_begins_and_not_before(here: Town, name: str) -> None:
    who = someone(here, name)
    await who.take_quiz()
    assert not any(who.text("places.clock.ask") in seen for seen in who.phone.seen)
    await who.press("quiz.button.path")
    assert who.sees("places.clock.ask")


@pytest.mark.parametrize("name", NAMES)
async def test_a_clock_a_city_and_one_yes_to_the_hours_lead_to_day_one(here: Town, name: str) -> None:
    who = await _at_the_clock(here, name)
    await who.press("places.button.clock", clock=f"{who.clock:%H:%M}")
    city = {"Ada": "cities.london", "Mei": "cities.shanghai"}[name]
    await who.press("places.button.city", city=who.text(city))
    assert who.sees("places.hours.ask", morning="08:30", evening="20:30")
    await who.press("places.button.accept")
    assert who.sees("days.step-1.opening")
    await who.press("days.step-1.yes")
    assert who.sees("days.day-01.action"), "day 1 begins at once"
    assert (await who.memory()).profile.zone == who.zone


async def test_the_next_nudge_is_confirmed_as_an_instant_that_the_phone_draws(here: Town) -> None:
    mei = await _at_the_clock(here, "Mei")
    await mei.send("1|sz|Asia/Shanghai")
    await mei.press("places.button.accept")
    (when,) = [one for one in mei.phone.last.raw["entities"] if one["type"] == "date_time"]
    await mei.press("days.step-1.yes")
    await _did(mei)
    here.unasked.clear()
    await here.wait(days=1, hours=6)
    mornings = [at for at, _ in mei.nudges() if at.hour == 8]
    assert mornings
    assert when["unix_time"] == int(mornings[0].timestamp()), "what was promised is when it comes"


async def test_a_typed_city_and_a_shared_place_do_as_well(here: Town) -> None:
    ada, sol = await _at_the_clock(here, "Ada"), await _at_the_clock(here, "Sol")
    await ada.say("London")
    assert ada.offers("places.button.accept")
    sol.phone.send_location(-23.55, -46.63)
    await here.settle()
    assert sol.offers("places.button.accept")
    assert (await sol.memory()).profile.zone == "America/Sao_Paulo"


async def test_nothing_comes_before_the_path_has_begun(here: Town) -> None:
    ada = await _at_the_clock(here, "Ada")
    await here.wait(days=10)
    assert not ada.nudges()


async def test_a_step_that_has_no_yes_yet_brings_no_evening(here: Town) -> None:
    ada = await _at_the_clock(here, "Ada")
    await ada.send("1|sz|Europe/London")
    await ada.press("places.button.accept")
    await ada.press("day.button.not-yet")
    assert ada.sees("day.step-waits")
    await here.wait(hours=36)
    assert ada.slots() == [(ada.clock.date(), "08:30")], "the step asks again with another morning, and that is all"
    assert ada.offers("days.step-1.yes")


# ---------------------------------------------------------------------------------------------- the first evening
async def test_who_begins_after_half_past_seven_has_no_check_in_that_evening(here: Town) -> None:
    here.now += timedelta(minutes=30)
    mei = someone(here, "Mei")
    await mei.set_out()
    assert f"{mei.clock:%H:%M}" > "19:30"
    await mei.until(23)
    assert not mei.nudges()
    await mei.until(9)
    assert [hour for _, hour in mei.slots()] == ["08:30"]


async def test_who_begins_before_half_past_seven_is_asked_that_evening(here: Town) -> None:
    mei = someone(here, "Mei")
    await mei.set_out()
    assert f"{mei.clock:%H:%M}" < "19:30"
    await mei.until(23)
    assert [hour for _, hour in mei.slots()] == ["20:30"]


# ------------------------------------------------------------------------------------------------------ mornings
@pytest.mark.parametrize("name", NAMES)
async def test_each_morning_brings_the_next_unpractised_day_and_at_most_one(here: Town, name: str) -> None:
    who = someone(here, name)
    await who.set_out()
    for n in (1, 2, 3):
        assert (await who.walk()).current == f"day-{n:02}"
        assert who.sees(f"days.day-{n:02}.action")
        await _did(who)
        await who.until(20, 45)
        await who.close_day()
        await who.until(9)
    assert who.sees("days.step-2.opening")
    assert [at.hour for at, _ in who.nudges()].count(8) == 3


async def test_a_morning_message_fits_the_persons_leaning(here: Town) -> None:
    ada, sol = someone(here, "Ada"), someone(here, "Sol")
    await ada.set_out(anxiety=5, avoidance=1)
    await sol.set_out(anxiety=1, avoidance=5)
    assert ada.sees("days.day-01.a")
    assert sol.sees("days.day-01.v")
    assert not ada.sees("days.day-01.v")


async def test_a_day_has_its_prime_its_action_and_its_lines_to_copy(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.set_out()
    assert ada.sees("days.day-01.prime")
    assert ada.sees("days.day-01.action")
    assert ada.phone.copy(ada.text("day.button.copy-1")) == ada.text("days.day-01.copy.0")
    await ada.press("day.button.why")
    assert ada.sees("days.day-01.why")
    await ada.press("day.button.see")
    assert ada.sees("days.day-01.action")


async def test_the_first_line_of_a_morning_names_neither_day_nor_theme(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.set_out()
    await _did(ada)
    await ada.until(9)
    first = ada.screen.split("\n")[0]
    assert first == ada.text("days.day-02.hello")
    assert ada.text("days.day-02.title") not in first


async def test_one_more_can_be_opened_by_hand_once_a_date(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.set_out()
    await _did(ada)
    more = offered(ada.phone, "do")
    assert more is not None
    await ada.press("day.button.one-more")
    assert ada.sees("days.day-02.action")
    await _did(ada)
    assert not ada.offers("day.button.one-more")
    await ada.send("1|do|day-02")
    assert ada.toast == ada.text("day.toast.enough")
    await ada.until(9)
    assert ada.sees("days.day-03.action")
    await _did(ada)
    assert ada.offers("day.button.one-more"), "another date, another one by hand"


async def test_a_day_not_practised_waits_and_comes_again_gentler(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.set_out()
    await ada.until(20, 45)
    await ada.press("evening.button.not_today")
    await ada.press("evening.felt.4")
    await ada.press("evening.mood.4")
    await ada.until(9)
    assert ada.sees("days.day-01.gentle")
    assert ada.sees_one_of("rhythm.again")
    assert not ada.sees("days.day-01.action")
    await ada.press("day.button.main")
    assert ada.sees("days.day-01.action"), "the longer form is one tap away"


async def test_a_part_and_the_gentler_way_count_as_practised(here: Town) -> None:
    ada, sol = someone(here, "Ada"), someone(here, "Sol")
    await ada.set_out()
    await ada.press("day.button.partly")
    assert ada.sees("day.bowl", dots="●○○", n=1)
    await sol.set_out()
    await sol.press("day.button.gentler")
    assert sol.sees("days.day-01.gentle")
    await _did(sol)
    assert sol.sees("day.bowl", dots="●○○", n=1)
    assert (await sol.walk()).days == {"day-01": "gentle"}


async def test_what_was_pressed_by_mistake_can_be_taken_back(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.set_out()
    day = ada.screen.split("\n\n")[-3:]
    await _did(ada)
    await ada.press("day.button.undo")
    assert ada.toast == ada.text("day.toast.undone")
    assert ada.screen.split("\n\n")[-3:] == day
    assert (await ada.walk()).practised == ()
    await ada.say("/progress")
    assert ada.sees("progress.count", n=0, week=0)


async def test_a_second_tap_on_did_it_fills_no_second_crack(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.set_out()
    did = offered(ada.phone, "dd")
    assert did is not None
    await ada.send(did)
    bowl = ada.screen
    await ada.send(did)
    assert ada.screen == bowl
    assert ada.toast == ada.text("front.toast.here")


@pytest.mark.parametrize("name", NAMES)
async def test_a_skipped_day_leaves_its_crack_open_and_can_be_filled_at_any_time(here: Town, name: str) -> None:
    who = someone(here, name)
    await who.set_out()
    await who.press("day.button.skip")
    assert who.sees("day.skipped")
    await who.until(9)
    assert who.sees("days.day-02.action"), "skip moves on"
    await _did(who)
    assert who.sees("day.bowl", dots="○●○", n=1)
    here.now += timedelta(days=3)
    await who.say("/progress")
    await who.press("day.button.fill", title=who.text("days.day-01.title"))
    assert who.sees("days.day-01.action")
    await _did(who)
    assert (await who.walk()).days == {"day-01": "done", "day-02": "done"}
    await who.say("/progress")
    assert who.phone.last.kind == "photo"
    assert who.sees("progress.count", n=2, week=2)


async def test_every_button_of_a_crack_that_is_gone_back_to_does_what_it_says(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.set_out()
    await ada.press("day.button.skip")
    await ada.until(9)
    await _did(ada)

    async def crack() -> list[str]:
        await ada.say("/progress")
        await ada.press("day.button.fill", title=ada.text("days.day-01.title"))
        return [b["callback_data"] for row in ada.phone.last.rows for b in row if "callback_data" in b]

    for data in sorted(await crack(), key=lambda data: data.startswith("1|dd|"))[:-1]:
        await crack()
        await ada.send(data)
        assert ada.toast not in (ada.text("front.toast.old"), ada.text("front.toast.here")), data
    assert (await ada.walk()).days == {"day-01": "done", "day-02": "done"}


async def test_what_is_watched_for_is_asked_again_in_the_evening(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.set_out()
    await _did(ada)
    await ada.until(9)
    moment = next(d for d in DAYS if d.belongs == "moment")
    assert (await ada.walk()).current == moment.id
    await ada.press("day.button.watch")
    assert ada.sees("day.watching", title=ada.text(f"days.{moment.id}.title"))
    before = len(ada.nudges())
    await ada.until(20, 45)
    assert len(ada.nudges()) == before + 1
    assert ada.sees("evening.ask.tried", title=ada.text(f"days.{moment.id}.title"))
    await ada.press("evening.button.done")
    assert moment.id in (await ada.walk()).days


async def test_later_today_brings_the_day_once_more_and_only_when_it_is_still_open(here: Town) -> None:
    ada, sol = someone(here, "Ada"), someone(here, "Sol")
    for who in (sol, ada):
        await who.set_out()
        await who.press("day.button.later")
    when = f"{ada.clock + timedelta(hours=4):%H:%M}"
    assert ada.sees("day.later", when=when)
    await sol.say("/today")
    await _did(sol)
    await here.wait(hours=5)
    assert [hour for _, hour in ada.slots()] == [when]
    assert ada.sees("days.day-01.action")
    assert not sol.nudges(), "what is done is not brought up again"


async def test_later_today_can_be_said_twice_on_one_date(both: Town) -> None:
    ada = someone(both, "Ada")
    await ada.set_out()
    await _did(ada)
    await ada.until(9)
    both.unasked.clear()
    await ada.press("day.button.later")
    await ada.until(13, 30)
    await ada.press("day.button.later")
    await ada.until(18)
    assert [hour for _, hour in ada.slots()] == ["13:00", "17:30"]
    await ada.until(23)
    assert ada.slots()[-1][1] == "20:30"


async def test_later_today_is_not_promised_for_what_is_done(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.set_out()
    later = offered(ada.phone, "dt")
    assert later is not None
    await _did(ada)
    await ada.send(later)
    assert ada.sees("day.bowl", dots="●○○", n=1)
    await ada.until(19)
    assert not ada.nudges()


async def test_later_today_says_so_when_the_day_has_no_room_left(here: Town) -> None:
    mei = someone(here, "Mei")
    await mei.set_out()
    await mei.press("day.button.later")
    assert mei.sees("day.later-evening")
    await mei.until(23)
    assert [hour for _, hour in mei.slots()] == ["20:30"]


@pytest.mark.parametrize("name", NAMES)
async def test_every_step_opens_with_its_why_and_an_explicit_yes(here: Town, name: str) -> None:
    who = someone(here, name)
    await who.set_out()
    for _ in range(NEXT_STEP - 1):
        await _did(who)
        await who.until(9)
    assert who.sees("days.step-2.why")
    assert who.sees("days.step-2.opening")
    assert not who.sees(f"days.day-{NEXT_STEP:02}.action")
    await who.press("day.button.not-yet")
    await who.until(9)
    assert who.sees("days.step-2.opening"), "it waits, and asks with another morning"
    await who.press("days.step-2.yes")
    assert who.sees(f"days.day-{NEXT_STEP:02}.action")


async def test_today_shows_whatever_is_open_now(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.set_out()
    assert await ada.say("/today") == ada.phone.last.text
    assert ada.sees("days.day-01.action")
    await _did(ada)
    await ada.say("/today")
    assert ada.sees("day.bowl", dots="●○○", n=1)
    here.now += timedelta(days=1)
    await ada.say("/today")
    assert ada.sees("days.day-02.action")


async def test_a_day_opened_by_hand_before_the_morning_is_not_sent_again(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.set_out()
    await _did(ada)
    await ada.until(7)
    await ada.say("/today")
    assert ada.sees("days.day-02.action")
    before = len(ada.nudges())
    await ada.until(12)
    assert len(ada.nudges()) == before


async def test_progress_counts_days_and_dates_and_nothing_that_was_missed(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.set_out()
    await _did(ada)
    for _ in range(2):
        await ada.until(9)
        await _did(ada)
    await ada.until(9, days=5)
    await ada.say("/progress")
    assert ada.sees("progress.count", n=3, week=2)
    await ada.until(9, days=30)
    await ada.say("/progress")
    assert ada.sees("progress.count", n=3, week=0)


async def test_a_press_just_after_midnight_still_belongs_to_the_evening_before(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.set_out()
    await ada.until(1, 30)
    await ada.say("/today")
    await ada.press("evening.button.done")
    assert (await ada.walk()).practised == (ada.clock.date() - timedelta(days=1),)
    await ada.until(9)
    assert ada.sees("days.day-02.action")
