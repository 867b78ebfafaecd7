"""Slow breath and the look around the room, as people do them: both languages, typing, a restart, a stop."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.events import BreathOpen, SensesBegin
from bot.flows import senses
from bot.flows.practice import CONVERSATIONS
from tests.dialogue.people import Someone, someone
from tests.dialogue.test_scan import entries, open_scan
from tests.town import Town, library

NAMES = ("Ada", "Mei")
SECOND = timedelta(seconds=1)


def lines(form: str) -> list[tuple[str, int]]:
    """The lines of a form with their starts, in seconds."""
    found = library().guided("breath", form)
    assert found is not None
    return [(part.id, part.start) for part in found.parts]


async def begin(who: Someone, length: str = "five") -> None:
    """From the menu to the first line."""
    await who.begin()
    await open_scan(who)
    await who.press("scan.button.breath")
    assert who.sees("breath.why")
    await who.press(f"breath.button.{length}")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("form", "length"), [("5", "five"), ("1", "one")])
async def test_a_line_comes_now_and_then_in_one_message(here: Town, name: str, form: str, length: str) -> None:
    who = someone(here, name)
    await begin(who, length)
    began, bubbles = here.now, who.bubbles
    for part, start in lines(form):
        await here.until(began + start * SECOND)
        assert who.sees(f"breath.part.{part}")
    await here.until(began + int(form) * 60 * SECOND)
    assert who.sees("breath.done")
    assert who.bubbles == bubbles
    (entry,) = await entries(who, "breath")
    assert entry.data == {"form": form, "reached": len(lines(form)), "of": len(lines(form)), "ended": "done"}


@pytest.mark.parametrize("name", NAMES)
async def test_dizzy_leads_to_the_feet_and_from_there_round_the_room(both: Town, name: str) -> None:
    who = someone(both, name)
    await begin(who)
    await both.wait(seconds=45)
    await who.press("breath.button.dizzy")
    assert who.sees("breath.feet")
    bubbles = who.bubbles
    await both.wait(minutes=6)
    assert (who.bubbles, who.sees("breath.feet")) == (bubbles, True)
    await who.press("scan.button.senses")
    assert who.sees("senses.step.see")


async def test_a_pause_outlives_a_restart(here: Town) -> None:
    ada = someone(here, "Ada")
    await begin(ada)
    await here.wait(seconds=20)
    await ada.press("breath.button.pause")
    await here.restart()
    await here.wait(hours=1)
    await ada.press("breath.button.go")
    assert ada.sees("breath.part.in-out")
    await here.wait(seconds=20)
    assert ada.sees("breath.part.fog")


async def test_a_line_that_is_late_after_a_restart_offers_to_go_on(here: Town) -> None:
    ada = someone(here, "Ada")
    await begin(ada)
    await here.restart()
    here.now += 51 * SECOND
    await here.tick()
    assert ada.sees("breath.late")
    await ada.press("breath.button.stop")
    assert ada.sees("breath.stopped")


async def test_one_who_breathes_and_one_who_scans_do_not_wait_for_each_other(here: Town) -> None:
    ada, mei = someone(here, "Ada"), someone(here, "Mei")
    await mei.begin()
    await open_scan(mei)
    await mei.press("scan.button.minutes", n=3)
    await begin(ada)
    await mei.press("scan.button.level", n=4)
    began = here.now
    await here.until(began + 15 * SECOND)
    assert mei.sees("scan.part.anchor")
    assert ada.sees("breath.part.begin")
    await here.until(began + 20 * SECOND)
    assert ada.sees("breath.part.in-out")


@pytest.mark.parametrize("name", NAMES)
async def test_breathing_by_typing_numbers(here: Town, name: str) -> None:
    who = someone(here, name)
    await who.begin()
    await who.send("1|tp|1")
    await who.send("1|bo")
    await who.say("2")
    assert who.sees("breath.part.in-out")
    await here.wait(seconds=15)
    assert who.sees("breath.part.small")
    await who.say(who.text("breath.button.stop"))
    assert who.sees("breath.stopped")


# --------------------------------------------------------------------------------------------------------- five senses
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("near", senses.NEAR)
async def test_five_taps_lead_round_the_room_in_one_message(here: Town, name: str, near: str) -> None:
    who = someone(here, name)
    await who.begin()
    await who.send("1|ib")
    bubbles = who.bubbles
    for step in senses.STEPS:
        assert who.sees(f"senses.step.{step}")
        await here.wait(seconds=20)
        await who.press(f"senses.button.found-{step}")
        if step == "hear":
            await here.restart()
    await who.press(f"senses.button.{near}")
    assert who.sees(f"senses.{near}")
    assert who.bubbles == bubbles
    assert who.offers("front.button.help")
    (entry,) = await entries(who, "senses")
    assert entry.data == {"found": 5, "of": 5, "near": near}


async def test_a_double_tap_takes_one_step(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.begin()
    await ada.send("1|ib")
    first = ada.phone.last.rows[0][0]["callback_data"]
    await ada.send(first)
    await ada.send(first)
    assert ada.sees("senses.step.touch")
    assert ada.toast == ada.text("front.toast.here")


@pytest.mark.parametrize("name", NAMES)
async def test_round_the_room_by_typing_and_with_an_early_stop(here: Town, name: str) -> None:
    who = someone(here, name)
    await who.begin()
    await who.send("1|tp|1")
    await who.send("1|ib")
    await who.say("1")
    await who.say("２")
    assert who.sees("senses.step.hear")
    await who.say(who.text("senses.button.stop"))
    assert who.sees("senses.stopped")
    (entry,) = await entries(who, "senses")
    assert (entry.data["found"], entry.data["near"]) == (1, "stopped")


async def test_an_evening_message_in_the_middle_leaves_the_look_where_it_was(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.set_out()
    await ada.until(20, 29)
    await ada.send("1|ib")
    looking = ada.phone.last
    await ada.until(20, 31)
    assert ada.sees("evening.hello")
    await ada.press("senses.button.found-see", on=looking)
    assert ada.text("senses.button.found-touch") in looking.buttons


def test_the_plan_leads_to_both() -> None:
    assert (CONVERSATIONS["day-18"], CONVERSATIONS["day-21"]) == (BreathOpen(), SensesBegin())
