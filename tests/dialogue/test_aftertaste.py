"""After-notes: how it was after a try, in up to three words and one line, for who likes."""

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
        found = await db.rows(Sql(select(entry.c.data).where(entry.c.kind == "after")), {})
        return [str(row[0]) for row in found]


async def _asked(here: Town, name: str) -> Someone:
    who = someone(here, name)
    await who.set_out()
    await who.press("day.button.partly")
    await who.press("after.button.ask")
    return who


@pytest.mark.parametrize("name", NAMES)
async def test_a_try_is_followed_by_three_words_at_most(both: Town, name: str) -> None:
    who = await _asked(both, name)
    assert who.sees("after.ask")
    for feeling in ("calm", "proud", "tired"):
        await who.press(f"after.feeling.{feeling}")
    named = {n: who.text(f"after.feeling.{f}") for n, f in (("one", "calm"), ("two", "proud"), ("three", "tired"))}
    assert who.sees("after.picked.3", **named)
    await who.press("after.feeling.sad")
    assert who.toast == who.text("after.toast.three")
    await who.press("after.feeling.proud")
    assert who.sees("after.picked.2", one=named["one"], two=named["three"])
    await who.press("after.button.done")
    assert who.toast == who.text("after.toast.kept")
    kept = await _kept(both)
    assert len(kept) == 1
    assert "day-01" in kept[0]
    assert "proud" not in kept[0]


@pytest.mark.parametrize(("name", "line"), [("Ada", "Lighter than I thought."), ("Mei", "比想的轻松。")])
async def test_one_line_goes_into_the_journal(here: Town, name: str, line: str) -> None:
    who = await _asked(here, name)
    await who.press("after.button.line")
    await who.say(line)
    assert who.sees("after.noted")
    assert line not in (await _kept(here))[0]
    await who.say("/journal")
    assert line in who.screen
    assert who.sees("journal.place.after")


async def test_feelings_can_be_typed_as_numbers_and_as_words(here: Town) -> None:
    mei = someone(here, "Mei")
    await mei.set_out()
    await mei.say("/settings")
    await mei.press("settings.button.numbers")
    await mei.say("/today")
    await mei.say("1")
    await mei.say(mei.text("after.button.ask"))
    await mei.say("1")
    await mei.say(mei.text("after.feeling.tender"))
    assert mei.sees("after.picked.2", one=mei.text("after.feeling.calm"), two=mei.text("after.feeling.tender"))


async def test_a_restart_in_the_middle_keeps_what_was_tapped(both: Town) -> None:
    ada = await _asked(both, "Ada")
    await ada.press("after.feeling.warm")
    await both.restart()
    await ada.press("after.feeling.nervous")
    assert ada.sees("after.picked.2", one="warm", two="nervous")


async def test_leaving_without_a_word_keeps_nothing(here: Town) -> None:
    ada = await _asked(here, "Ada")
    await ada.press("after.feeling.cross")
    await ada.press("after.feeling.cross")
    await ada.press("after.button.done")
    assert ada.toast == ada.text("after.toast.nothing")
    assert await _kept(here) == []
    assert ada.offers("after.button.ask")


async def test_an_evening_message_in_the_middle_leaves_the_words_open(here: Town) -> None:
    ada = await _asked(here, "Ada")
    await ada.press("after.feeling.calm")
    asked = ada.phone.last
    await ada.until(20, 31)
    assert ada.slots()[-1][1] == "20:30"
    await ada.press("after.feeling.hopeful", on=asked)
    assert "hopeful" in (await _kept(here))[0]


@pytest.mark.parametrize(("tried", "offered"), [("done", True), ("partly", True), ("not_today", False)])
async def test_the_evening_offers_it_after_a_try_and_only_then(here: Town, tried: str, offered: bool) -> None:
    mei = someone(here, "Mei")
    await mei.set_out()
    await mei.press("day.button.did-it")
    await mei.until(9, days=1)
    await mei.until(20, 31)
    await mei.press(f"evening.button.{tried}")
    assert not mei.offers("after.button.ask")
    await mei.press("evening.felt.3")
    await mei.press("evening.mood.4")
    assert mei.offers("after.button.ask") is offered


async def test_an_old_button_of_it_leads_to_what_is_open(here: Town) -> None:
    ada = await _asked(here, "Ada")
    await ada.send("1|af|99999|calm")
    assert ada.toast == ada.text("front.toast.old")
    assert await _kept(here) == []
