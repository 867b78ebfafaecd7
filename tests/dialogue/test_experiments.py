"""Experiments as people plan and try them: by buttons and by typing, with quiet minutes, restarts and nudges."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.exercises import Experiment
from bot.domain.memory import Trying
from tests.dialogue.people import Someone, someone
from tests.town import Town, library

NAMES = ("Ada", "Mei")
EXPERIMENTS = tuple(library().experiments.values())
OWN = {"en": "she laughs at my list", "zh": "TA笑我的清单"}
PARTS = ("cue", "then", "expect", "likely", "size", "when")


async def _trying(who: Someone) -> Trying:
    found = (await who.memory()).experiment
    assert found is not None
    return found


async def _plan(who: Someone, found: Experiment, when: str = "evening", day: str = "") -> None:
    """From the list to the plan that stands, by buttons."""
    await who.send(f"1|wo|{day}")
    assert who.sees("experiment.ask.kind")
    await who.press(f"experiment.kind.{found.id}.title")
    if found.guarded:
        assert who.sees("experiment.safe")
        await who.press("experiment.free.yes")
    await who.press(f"experiment.kind.{found.id}.cue.{found.cue[0]}")
    await who.press(f"experiment.kind.{found.id}.then.{found.then[0]}")
    await who.press("experiment.expect.awkward")
    await who.press("experiment.likely.4")
    await who.press("experiment.number", n="3")
    await who.press(f"experiment.when.{when}")
    if when == "hour":
        await who.press("experiment.clock", at="07:00")
    assert who.sees("experiment.aloud")
    await who.press("experiment.button.keep")


async def _to_day(who: Someone, number: int) -> None:
    """Every day before it done, and its own morning come."""
    await who.set_out()
    for day in library().days:
        for step in library().steps:
            if who.offers(f"days.{step}.yes"):
                await who.press(f"days.{step}.yes")
        if day.number == number:
            return
        await who.press("day.button.did-it")
        await who.until(8, 30)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("found", EXPERIMENTS, ids=[found.id for found in EXPERIMENTS])
async def test_an_experiment_is_planned_tried_and_compared_by_buttons(here: Town, found: Experiment, name: str) -> None:
    who = someone(here, name)
    await who.set_out()
    before = who.bubbles
    await _plan(who, found)
    cue, then = (who.text(f"experiment.kind.{found.id}.{part}.{pick}") for part, pick in
                 (("cue", found.cue[0]), ("then", found.then[0])))  # fmt: skip
    assert who.sees("experiment.plan", cue=cue, then=then)
    assert who.sees("experiment.safe") is found.tense
    await who.press("experiment.button.tried")
    await who.press("experiment.happened.easier")
    assert who.sees("experiment.learned")
    assert who.text("experiment.expect.awkward") in who.screen
    assert who.bubbles == before, "one message, edited in place"
    assert (await who.memory()).counts["attempts"] == 1
    await who.press("after.button.ask")
    assert who.sees("after.ask")


@pytest.mark.parametrize("name", NAMES)
async def test_a_plan_is_made_by_typing_alone_with_words_of_ones_own(here: Town, name: str) -> None:
    who = someone(here, name)
    await who.set_out()
    await who.send("1|tp|1")
    await who.send("1|wo|")
    await who.say("1")
    for part in ("cue", "then", "expect"):
        picks = len(library().experiments[(await _trying(who)).picks["kind"]].cue) if part == "cue" else 3
        assert who.sees(f"experiment.ask.{part}")
        await who.say(str(picks + 1))  # in my own words
        assert who.sees(f"experiment.write.{part}")
        await who.say(OWN[who.lang])
        assert who.sees("experiment.kept")
    await who.say("二")
    await who.say("５")
    assert who.sees("experiment.big", n=6)
    await who.say("1")  # smaller
    await who.say("2")
    await who.say("1")
    assert who.screen.count(OWN[who.lang]) == 3
    await who.say("1")
    assert (await _trying(who)).stage == "planned"
    await who.say("1")
    assert (await _trying(who)).stage == "happened"
    await who.say("5")
    await who.say(OWN[who.lang])
    assert who.sees("experiment.learned")
    await who.say("/journal")
    assert who.screen.count(OWN[who.lang]) >= 3


@pytest.mark.parametrize("name", NAMES)
async def test_a_plan_comes_back_in_the_morning_before_its_time_and_in_no_message_of_its_own(
    here: Town, name: str
) -> None:
    who = someone(here, name)
    await who.set_out()
    await _plan(who, library().experiments["once"], "midday")
    here.unasked.clear()
    await who.until(8, 30)
    await who.until(8, 30)
    mornings = [text for at, text in who.nudges() if at.hour == 8]
    assert [who.text("experiment.remind") in text for text in mornings][:1] == [True]
    assert len(who.nudges()) == len(set(who.slots())), "inside the budget"
    await who.press("experiment.button.plan")
    assert who.offers("experiment.button.tried")


@pytest.mark.parametrize("name", NAMES)
async def test_a_plan_for_the_early_hours_comes_back_the_evening_before_and_hides_on_a_lock_screen(
    here: Town, name: str
) -> None:
    who = someone(here, name)
    await who.set_out()
    await _plan(who, library().experiments["soothe"], "hour")
    await who.until(20, 30)
    assert "spoiler" in {entity["type"] for entity in who.phone.last.raw["entities"]}
    assert who.text("experiment.kind.soothe.cue.late") in who.screen
    assert who.text("experiment.kind.soothe.cue.late") not in who.screen.split("\n")[0]
    await who.press("experiment.button.plan")
    assert who.offers("experiment.button.start", n=5)
    await who.say("/today")
    assert who.offers("evening.button.done"), "the evening still waits"


@pytest.mark.parametrize("name", NAMES)
async def test_the_days_of_planning_are_done_by_the_plan_and_those_of_trying_by_the_try(here: Town, name: str) -> None:
    who = someone(here, name)
    await _to_day(who, 11)
    await who.press("practice.button.day-11")
    await _plan(who, library().experiments["once"], day="day-11")
    assert (await who.walk()).days["day-11"] == "done"
    assert who.toast == who.text("day.toast.gold")
    await who.until(8, 30)
    assert who.sees("days.day-12.action")
    await who.press("practice.button.day-12")
    await who.press("experiment.button.partly")
    assert "day-12" not in (await who.walk()).days
    await who.press("experiment.happened.harder")
    assert (await who.walk()).days["day-12"] == "partly"
    await who.press("experiment.button.undo")
    assert "day-12" not in (await who.walk()).days
    assert who.offers("experiment.button.tried"), "the plan stands as it stood"


@pytest.mark.parametrize("name", NAMES)
async def test_the_quiet_minutes_end_on_the_message_itself_and_survive_a_restart(both: Town, name: str) -> None:
    who = someone(both, name)
    await who.set_out()
    await _plan(who, library().experiments["soothe"])
    await who.press("experiment.button.start", n=5)
    assert who.sees("experiment.running", n=5)
    bubbles = who.bubbles
    await both.wait(minutes=2)
    await both.restart()
    await both.wait(minutes=2, seconds=50)
    assert who.sees("experiment.running", n=5)
    await both.wait(seconds=20)
    assert who.sees("experiment.over")
    assert who.bubbles == bubbles, "edited, without a sound"
    await who.press("experiment.button.later")
    assert who.offers("experiment.button.tried")


async def test_minutes_that_ended_while_nobody_was_there_offer_to_go_on(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.set_out()
    await _plan(ada, library().experiments["choose"])
    await ada.press("experiment.button.start", n=1)
    await here.house.close()
    here.now += timedelta(minutes=9)
    await here.open()
    await here.tick()
    assert ada.sees("experiment.over-late")


async def test_a_stop_ends_the_minutes_and_nothing_rings_later(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.set_out()
    await _plan(ada, library().experiments["choose"])
    await ada.press("experiment.button.start", n=1)
    await ada.press("experiment.button.stop")
    assert (await ada.memory()).timers == ()
    shown = ada.screen
    await here.wait(minutes=5)
    assert ada.screen == shown


@pytest.mark.parametrize("name", NAMES)
async def test_one_safe_minute_leads_to_the_minute_that_asks_again(here: Town, name: str) -> None:
    who = someone(here, name)
    await who.set_out()
    await who.send("1|wo|")
    await who.press("experiment.kind.stay.title")
    await who.press("experiment.free.no")
    assert who.sees("experiment.not-safe")
    await _plan(who, library().experiments["stay"])
    await who.press("front.button.stay")
    assert who.sees("hold.stay.ask")
    assert who.sees("hold.stay.safe")


@pytest.mark.parametrize("name", NAMES)
async def test_a_nudge_and_a_restart_in_the_middle_of_planning_leave_it_where_it_is(both: Town, name: str) -> None:
    who = someone(both, name)
    await who.set_out()
    await who.until(20, 29)
    await who.send("1|wo|")
    await who.press("experiment.kind.once.title")
    middle = who.phone.last
    await who.until(20, 30)
    assert who.sees("evening.ask.tried", title=who.text("days.day-01.title"))
    await both.restart()
    await who.press("experiment.kind.once.cue.need", on=middle)
    assert who.text("experiment.ask.then") in middle.text
    await who.send("1|wo|")
    assert who.sees("experiment.ask.then"), "opened again, it goes on"


@pytest.mark.parametrize("name", NAMES)
async def test_an_early_stop_keeps_nothing_but_words(here: Town, name: str) -> None:
    who = someone(here, name)
    await who.set_out()
    await who.send("1|wo|")
    await who.press("experiment.kind.once.title")
    await who.press("experiment.button.own")
    await who.say(OWN[who.lang])
    await who.press("experiment.button.unsay")
    assert who.sees("experiment.ask.cue")
    await who.press("experiment.button.own")
    await who.say(OWN[who.lang])
    await who.press("experiment.button.stop")
    assert who.sees("experiment.dropped")
    await who.press("front.button.back")
    assert who.sees("days.day-01.action")
    await who.say("/journal")
    assert who.screen.count(OWN[who.lang]) >= 1


async def test_a_plan_may_be_made_smaller_swapped_or_let_go(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.set_out()
    await _plan(ada, library().experiments["once"])
    await ada.press("experiment.button.smaller")
    await ada.press("experiment.number", n="2")
    await ada.press("experiment.button.keep")
    assert (await _trying(ada)).picks["size"] == "2"
    await ada.press("experiment.button.other")
    assert ada.sees("experiment.ask.kind")
    await _plan(ada, library().experiments["warm"])
    await ada.press("experiment.button.drop")
    assert ada.sees("experiment.dropped")
