"""The log of moments: four taps and a line, three a day, and what a week has in common."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.store.sql import Sql
from bot.tables import entry
from tests.dialogue.people import Someone, someone
from tests.town import Town

NAMES = ("Ada", "Mei")
FOUR = ("log.situation.silence", "log.body.chest", "log.thought.left")


async def _log(who: Someone, level: int = 5, picks: tuple[str, ...] = FOUR) -> None:
    await who.say("/log")
    for pick in picks:
        await who.press(pick)
    await who.press(f"log.level.{level}")


async def _kept(here: Town, kind: str = "log") -> list[str]:
    """What stands in the database of this kind, for everybody."""
    async with here.house.store.reading() as db:
        found = await db.rows(Sql(select(entry.c.data).where(entry.c.kind == kind)), {})
        return [str(row[0]) for row in found]


@pytest.mark.parametrize("name", NAMES)
async def test_a_moment_is_logged_in_four_taps_within_one_message(both: Town, name: str) -> None:
    who = someone(both, name)
    await who.set_out()
    await who.say("/menu")
    before = who.bubbles
    await who.press("log.button.open")
    assert who.sees("log.ask.situation")
    for pick in FOUR:
        await who.press(pick)
    await who.press("log.level.5")
    assert who.sees("log.kept")
    assert who.text("log.phrase.body.chest") in who.screen
    assert who.bubbles == before
    assert len(await _kept(both)) == 1
    assert (await who.walk()).practised


@pytest.mark.parametrize("name", NAMES)
async def test_a_moment_can_be_logged_by_typing_numbers_and_labels(here: Town, name: str) -> None:
    who = someone(here, name)
    await who.set_out()
    await who.say("/settings")
    await who.press("settings.button.numbers")
    await who.say("/log")
    await who.say("1")
    await who.say(who.text("log.body.heavy"))
    await who.say("二")
    assert who.sees("log.ask.level")
    await who.say("５")
    assert who.sees("log.kept")
    kept = await _kept(here)
    assert all(part in kept[0] for part in ("silence", "heavy", "too-much", "9"))


@pytest.mark.parametrize(("name", "line"), [("Ada", "He read it and went offline."), ("Mei", "TA看了没有回。")])
async def test_words_of_ones_own_are_in_the_journal_and_nowhere_else(both: Town, name: str, line: str) -> None:
    who = someone(both, name)
    await who.set_out()
    await who.say("/log")
    await who.press("log.button.own")
    await who.say(line)
    assert who.sees("log.own-kept")
    assert who.sees("log.ask.body")
    await who.press("log.body.numb")
    await who.press("log.thought.unseen")
    await who.press("log.level.3")
    assert who.sees("log.own")
    assert all(line not in kept for kept in await _kept(both))
    await who.say("/journal")
    assert line in who.screen
    assert who.sees("journal.place.log")


async def test_a_line_can_be_added_and_the_whole_taken_back(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.set_out()
    await _log(ada)
    await ada.press("log.button.line")
    await ada.say("It was only the train, as it turned out.")
    assert ada.sees("log.line-kept")
    await ada.press("log.button.undo")
    assert ada.sees("log.undone")
    assert await _kept(here) == []
    assert not (await ada.walk()).practised
    await ada.say("/journal")
    assert ada.sees("journal.empty")


async def test_a_restart_in_the_middle_loses_nothing(both: Town) -> None:
    mei = someone(both, "Mei")
    await mei.set_out()
    await mei.say("/log")
    await mei.press("log.situation.tone")
    await both.restart()
    await mei.press("log.body.heat")
    await mei.press("log.thought.wrong")
    await both.restart()
    await mei.press("log.level.1")
    assert mei.sees("log.kept")
    assert "tone" in (await _kept(both))[0]


async def test_a_morning_message_in_the_middle_leaves_the_log_open(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.set_out()
    await ada.press("day.button.did-it")
    await ada.until(8, 25, days=1)
    await ada.say("/log")
    await ada.press("log.situation.plans")
    log = ada.phone.last
    await ada.until(8, 31)
    assert ada.slots()[-1][1] == "08:30"
    await ada.press("log.body.stomach", on=log)
    await ada.press("log.thought.unfair", on=log)
    await ada.press("log.level.3", on=log)
    assert len(await _kept(here)) == 1


async def test_the_log_can_be_left_at_any_question_and_keeps_nothing(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.set_out()
    day = ada.screen
    await ada.say("/log")
    await ada.press("log.situation.close")
    await ada.press("log.button.back")
    assert ada.sees("log.ask.situation")
    await ada.press("log.situation.goodbye")
    await ada.press("log.button.stop")
    assert ada.screen == day
    assert await _kept(here) == []


async def test_a_log_half_done_is_gone_on_with_from_the_menu(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.set_out()
    await ada.say("/log")
    await ada.press("log.situation.close")
    await ada.say("/menu")
    await ada.press("log.button.open")
    assert ada.sees("log.ask.body")


async def test_a_double_tap_and_an_old_button_log_nothing_twice(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.set_out()
    await ada.say("/log")
    first = (await ada.memory()).log
    assert first is not None
    for _ in range(2):
        await ada.send(f"1|lp|{first.run}|situation|silence")
        await ada.send(f"1|lp|{first.run}|body|chest")
        await ada.send(f"1|lp|{first.run}|thought|left")
        await ada.send(f"1|ll|{first.run}|5")
    assert ada.toast == ada.text("front.toast.here")
    await ada.say("/log")
    await ada.send(f"1|ll|{first.run}|9")
    assert ada.toast == ada.text("front.toast.old")
    assert len(await _kept(here)) == 1


async def test_three_a_day_are_enough_and_another_date_has_room_again(here: Town) -> None:
    mei = someone(here, "Mei")
    await mei.set_out()
    for _ in range(3):
        await _log(mei)
    await mei.say("/log")
    assert mei.sees("log.enough")
    await mei.until(9, days=1)
    await mei.say("/log")
    assert mei.sees("log.ask.situation")


@pytest.mark.parametrize("name", NAMES)
async def test_three_strong_ones_in_a_row_lead_to_the_five_senses(here: Town, name: str) -> None:
    who = someone(here, name)
    await who.set_out()
    await _log(who, 9)
    assert who.sees("log.strong")
    await _log(who, 7)
    assert not who.sees("log.three-strong")
    await who.until(10, days=1)
    await _log(who, 9)
    assert who.sees("log.three-strong")
    assert (await who.walk()).gentle
    assert who.offers("front.button.help")
    await who.press("now.button.senses")
    assert not who.sees("log.three-strong")


async def test_a_milder_one_between_begins_the_count_anew(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.set_out()
    for level in (9, 9, 3):
        await _log(ada, level)
    await ada.until(10, days=1)
    await _log(ada, 9)
    assert not ada.sees("log.three-strong")


@pytest.mark.parametrize("name", NAMES)
async def test_the_week_is_drawn_and_told_in_words_from_the_log_and_from_the_bowl(both: Town, name: str) -> None:
    who = someone(both, name)
    await who.set_out()
    await _log(who)
    await _log(who, 7)
    await _log(who, 3, ("log.situation.plans", "log.body.heavy", "log.thought.left"))
    await who.press("log.button.map")
    silence = who.text("log.phrase.situation.silence")
    assert who.sees("log.map.situation", n=2, all=3, what=silence)
    assert who.sees("log.map.thought", n=3, all=3, what=who.text("log.phrase.thought.left"))
    assert who.sees("log.map.strong", n=1)
    told, photo = who.screen, who.phone.last
    assert photo.kind == "photo"
    await who.say("/progress")
    await who.press("log.button.map")
    assert who.screen == told
    assert who.phone.last.files[0] is photo.files[0], "Telegram's own copy"
    assert not who.offers("log.button.all"), "there is nothing before this week"


@pytest.mark.parametrize("name", NAMES)
async def test_all_moments_so_far_and_the_week_are_two_pictures_in_one_message(here: Town, name: str) -> None:
    who = someone(here, name)
    await who.set_out()
    await _log(who)
    await who.until(10, days=7)
    await _log(who, 5, ("log.situation.plans", "log.body.heavy", "log.thought.left"))
    await who.press("log.button.map")
    bubbles, week = who.bubbles, who.phone.last.files[0]
    assert who.sees("log.map.title", n=1)
    await who.press("log.button.all")
    assert who.sees("log.map.title-all", n=2)
    whole = who.phone.last.files[0]
    assert whole is not week
    await who.press("log.button.week")
    assert who.phone.last.files[0] is week
    assert who.bubbles == bubbles, "one message"


@pytest.mark.parametrize("name", NAMES)
async def test_who_has_numbers_for_buttons_hears_the_map(here: Town, name: str) -> None:
    who = someone(here, name)
    await who.set_out()
    await _log(who)
    await who.say("/settings")
    await who.press("settings.button.numbers")
    await who.say("/progress")
    await who.say(who.text("log.button.map"))
    tile = who.text("pictures.triggers.tile", what=who.text("log.phrase.situation.silence"), n=1)
    assert tile in who.screen
    assert who.phone.last.kind == "text"


async def test_sol_sees_nothing_of_adas_week(both: Town) -> None:
    ada, sol = someone(both, "Ada"), someone(both, "Sol")
    await ada.set_out()
    await sol.take_quiz()
    for _ in range(3):
        await _log(ada)
    await sol.send("1|lm")
    assert sol.sees("log.map.none")


async def test_words_of_danger_in_a_log_are_met_and_lead_back_into_it(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.set_out()
    await ada.say("/log")
    await ada.press("log.button.own")
    await ada.say("I want to die")
    assert ada.sees("safety.check.self")
    await ada.press("safety.button.misread")
    assert ada.sees("log.ask.body")


async def test_days_of_the_log_bring_it_along_in_their_own_message(here: Town) -> None:
    mei = someone(here, "Mei")
    await mei.set_out()
    await mei.press("day.button.did-it")
    await mei.until(9, days=1)
    assert len([slot for slot in mei.slots() if slot[1] == "08:30"]) == 1
    await mei.press("practice.button.day-02")
    assert mei.sees("log.ask.situation")
    await mei.press("log.button.stop")
    await mei.press("day.button.did-it")
    assert mei.sees("log.invite")
    assert mei.offers("log.button.open")


async def test_who_has_not_agreed_yet_meets_the_greeting_first(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.say("/start")
    await ada.say("/menu")
    assert not ada.offers("log.button.open")
    await ada.say("/log")
    assert ada.sees("front.greeting")


async def test_a_log_counts_the_date_and_not_the_day_that_was_done_before(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.set_out()
    for _ in range(3):
        await ada.press("day.button.did-it")
        await ada.until(9, days=1)
    # The next step only asks, so day 3 is still the last one done.
    assert ada.sees("days.step-2.opening")
    await _log(ada)
    await ada.until(20, 31)
    assert ada.slots()[-1][1] == "20:30"
    assert ada.sees("evening.ask.felt")
    await ada.press("evening.felt.4")
    await ada.press("evening.mood.4")
    assert not ada.offers("after.button.ask")
