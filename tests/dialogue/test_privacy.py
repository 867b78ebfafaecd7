"""Leaving: everything goes in two taps, nothing is left anywhere, and a new beginning is a new beginning."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import create_async_engine

from bot.tables import metadata
from tests.dialogue.people import Someone, someone
from tests.town import Town

NAMES = ("Ada", "Mei")
SECRET = "the-blue-umbrella"


async def _rows(here: Town) -> dict[str, list[str]]:
    """Every row of every table, as text."""
    engine = create_async_engine(here.settings.database_url)
    async with engine.connect() as db:
        found = {t.name: [repr(r) for r in await db.execute(select(t))] for t in metadata.sorted_tables}
    await engine.dispose()
    return found


async def _a_life(here: Town, name: str) -> Someone:
    """Someone who has left traces in every table."""
    who = someone(here, name)
    await who.set_out()
    await who.press("day.button.did-it")
    await who.say(SECRET)
    await who.press("journal.button.put")
    await who.until(20, 45)
    await who.close_day()
    await who.press("evening.button.note")
    await who.say(f"{SECRET} again")
    await who.say("/menu")
    await who.press("front.button.mine")
    await who.press("front.button.card")
    await who.press("card.button.draw")
    return who


async def _leave(who: Someone) -> None:
    await who.say("/privacy")
    await who.press("front.button.forget")
    assert who.sees("front.forget")
    await who.press("front.button.forget-yes")
    assert who.sees("front.forgotten")


@pytest.mark.parametrize("name", NAMES)
async def test_two_taps_delete_every_row_of_a_person(both: Town, name: str) -> None:
    who = await _a_life(both, name)
    traces = {"person", "result", "practice", "night", "note", "slot", "screen"}
    assert {table for table, rows in (await _rows(both)).items() if rows} >= traces
    await _leave(who)
    after = await _rows(both)
    assert not {table for table in traces if after[table]}
    everything = "\n".join(row for rows in after.values() for row in rows)
    assert SECRET not in everything
    assert str(who.phone.id) not in everything
    assert name not in everything


@pytest.mark.parametrize("name", NAMES)
async def test_after_leaving_nothing_comes_and_a_new_start_is_a_new_start(here: Town, name: str) -> None:
    who = await _a_life(here, name)
    await _leave(who)
    here.unasked.clear()
    await here.wait(days=40)
    assert not who.nudges()
    await who.say("/start")
    assert who.sees("front.greeting")
    memory = await who.memory()
    assert memory.walk is None
    assert memory.known is None
    assert memory.profile.agreed_at is None
    await who.press("front.button.begin")
    assert "1/12" in who.screen


async def test_leaving_takes_nothing_from_anybody_else(here: Town) -> None:
    ada, sol = await _a_life(here, "Ada"), await _a_life(here, "Sol")
    await _leave(ada)
    assert (await sol.walk()).practised
    await sol.say("/journal")
    assert SECRET in sol.screen


async def test_keeping_everything_is_one_tap_too(here: Town) -> None:
    ada = await _a_life(here, "Ada")
    await ada.say("/privacy")
    await ada.press("front.button.forget")
    await ada.press("front.button.forget-no")
    assert ada.sees("front.button.forget") or ada.offers("front.button.forget")
    assert (await ada.walk()).practised


async def test_an_old_yes_deletes_nothing(here: Town) -> None:
    ada = await _a_life(here, "Ada")
    await ada.say("/privacy")
    await ada.press("front.button.forget")
    old = ada.phone.last
    await ada.say("/today")
    await ada.press("front.button.forget-yes", on=old)
    assert ada.toast == ada.text("front.toast.old")
    assert (await ada.walk()).practised


async def test_a_forged_yes_deletes_nothing(here: Town) -> None:
    ada = await _a_life(here, "Ada")
    for turn in (0, 1, 5, 10**9):
        await ada.send(f"1|fy|{turn}")
    assert (await ada.walk()).practised


@pytest.mark.parametrize("command", ["/delete", "/privacy"])
async def test_the_way_out_can_be_typed(here: Town, command: str) -> None:
    ada = await _a_life(here, "Ada")
    await ada.say(command)
    assert ada.offers("front.button.forget") or ada.offers("front.button.forget-yes")


async def test_privacy_says_that_the_chat_is_not_end_to_end_encrypted(here: Town) -> None:
    ada, mei = someone(here, "Ada"), someone(here, "Mei")
    assert "end-to-end" in await ada.say("/privacy")
    assert "端到端" in await mei.say("/privacy")


async def test_an_old_button_after_leaving_opens_the_door_and_nothing_old(here: Town) -> None:
    ada = await _a_life(here, "Ada")
    old = ada.phone.replies[1]
    await _leave(ada)
    for data in ("1|dd|day-01|done", "1|dy|step-1", "1|et|2026-11-23|done", "1|sb", "1|qr|1", "1|qa|0", "1|rs|1"):
        await ada.send(data, on=old)
        assert old.text == ada.text("front.greeting"), data
    memory = await ada.memory()
    assert memory.walk is None
    assert memory.profile.agreed_at is None, "only the begin button itself is a yes"


async def test_sol_never_sees_a_word_of_ada_and_mei(both: Town) -> None:
    ada, mei, sol = (someone(both, name) for name in ("Ada", "Mei", "Sol"))
    words = {"Ada": "my green lantern", "Mei": "我的绿灯笼", "Sol": "my own boat"}
    for who in (ada, mei, sol):
        await who.set_out()
        await who.say(words[who.phone.person.first_name])
        await who.press("journal.button.put")
        await who.say("/menu")
        await who.press("front.button.mine")
        await who.press("front.button.card")
        await who.send("1|cw|strength")
        await who.say(words[who.phone.person.first_name])
        await who.press("card.button.draw")
    await both.wait(days=2)
    for who in (ada, mei, sol):
        await who.say("/journal")
        asked = who.phone.inline("card", pick=None)
        await both.settle()
        assert [one["kind"] for one in asked.results or []] == ["photo"]
        for name, line in words.items():
            assert any(line in seen for seen in who.phone.seen) is (name == who.phone.person.first_name)
