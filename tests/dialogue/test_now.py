"""It is happening now: a minute, one message, a tap for each next thing, and people within reach on every screen."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.store.sql import Sql
from bot.tables import entry
from tests.dialogue.people import Someone, someone
from tests.town import Town

NAMES = ("Ada", "Mei")


async def _kept(here: Town) -> list[str]:
    async with here.house.store.reading() as db:
        found = await db.rows(Sql(select(entry.c.data).where(entry.c.kind == "now")), {})
        return [str(row[0]) for row in found]


async def _open(who: Someone) -> None:
    await who.say("/menu")
    await who.press("now.button.open")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("way", ["breath", "room", "feet"])
async def test_a_minute_is_three_steps_by_tap_in_one_message(both: Town, name: str, way: str) -> None:
    who = someone(both, name)
    await who.set_out()
    await _open(who)
    before = who.bubbles
    await who.press(f"now.button.{way}")
    for step in range(3):
        assert who.sees(f"now.{way}.{step}")
        assert who.offers("front.button.help")
        await who.press("now.button.next")
    assert who.sees("now.how")
    assert who.offers("front.button.help")
    await who.press("now.level.3")
    assert who.sees("now.eased")
    assert who.offers("front.button.help")
    assert who.bubbles == before
    assert (await who.walk()).practised
    assert len(await _kept(both)) == 1


async def test_it_is_one_tap_from_help_on_the_days_screen_and_from_the_help_page(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.set_out()
    await ada.press("front.button.help")
    await ada.press("now.button.open")
    assert ada.sees("now.choose")
    await ada.say("/help")
    await ada.press("now.button.open")
    assert ada.sees("now.choose")


@pytest.mark.parametrize("name", NAMES)
async def test_the_minute_can_be_typed(here: Town, name: str) -> None:
    who = someone(here, name)
    await who.set_out()
    await who.say("/settings")
    await who.press("settings.button.numbers")
    await who.say("/menu")
    await who.say(who.text("now.button.open"))
    await who.say("1")
    assert who.sees("now.breath.0")
    for number in ("1", "①", "一"):
        await who.say(number)
    await who.say("3")
    assert who.sees("now.same")


async def test_a_restart_and_a_nudge_in_the_middle_leave_it_where_it_was(both: Town) -> None:
    ada = someone(both, "Ada")
    await ada.set_out()
    await ada.until(20, 28)
    await _open(ada)
    await ada.press("now.button.feet")
    await ada.press("now.button.next")
    minute = ada.phone.last
    await ada.until(20, 31)
    await both.restart()
    assert ada.slots()[-1][1] == "20:30"
    await ada.press("now.button.next", on=minute)
    await ada.press("now.button.next", on=minute)
    await ada.press("now.level.1", on=minute)
    assert len(await _kept(both)) == 1


async def test_stopping_early_counts_and_leads_back(here: Town) -> None:
    mei = someone(here, "Mei")
    await mei.set_out()
    day = mei.screen
    await _open(mei)
    await mei.press("now.button.room")
    await mei.press("now.button.next")
    await mei.press("now.button.stop")
    assert mei.toast == mei.text("now.toast.counts")
    assert mei.screen == day
    assert (await mei.walk()).practised
    await _open(mei)
    await mei.press("now.button.stop")
    assert mei.toast == mei.text("now.toast.left")
    assert len(await _kept(here)) == 1


async def test_breath_can_be_changed_for_the_feet_at_any_step(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.set_out()
    await _open(ada)
    await ada.press("now.button.breath")
    await ada.press("now.button.next")
    await ada.press("now.button.feet")
    assert ada.sees("now.feet.0")


@pytest.mark.parametrize("name", NAMES)
async def test_what_is_still_strong_is_led_to_senses_and_people_and_a_gentler_day(here: Town, name: str) -> None:
    who = someone(here, name)
    await who.set_out()
    await _open(who)
    await who.press("now.button.feet")
    for _ in range(3):
        await who.press("now.button.next")
    await who.press("now.level.9")
    assert who.sees("now.strong")
    assert who.offers("front.button.help-now")
    assert (await who.walk()).gentle
    await who.press("now.button.senses")
    assert not who.sees("now.strong")


async def test_help_in_the_middle_leads_back_to_the_same_step(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.set_out()
    await _open(ada)
    await ada.press("now.button.room")
    await ada.press("now.button.next")
    step = ada.screen
    await ada.press("front.button.help")
    await ada.press("safety.button.back")
    assert ada.screen == step


async def test_a_double_tap_skips_no_step(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.set_out()
    await _open(ada)
    path = (await ada.memory()).now_path
    assert path is not None
    await ada.press("now.button.room")
    await ada.send(f"1|nx|{path.run}|0")
    await ada.send(f"1|nx|{path.run}|0")
    assert ada.toast == ada.text("front.toast.here")
    assert ada.sees("now.room.1")
    await ada.send(f"1|nl|{path.run}|3")
    assert ada.sees("now.room.1")
    assert await _kept(here) == []


async def test_it_is_there_before_anything_was_agreed_to_and_keeps_nothing_then(here: Town) -> None:
    sol = someone(here, "Sol")
    await sol.say("/start")
    await _open(sol)
    await sol.press("now.button.room")
    for _ in range(3):
        await sol.press("now.button.next")
    await sol.press("now.level.5")
    assert sol.sees("now.same")
    assert await _kept(here) == []
    await sol.press("front.button.back")
    assert sol.sees("front.greeting")
