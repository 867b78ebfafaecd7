"""Words of one's own: they find a place, and can be read, changed, taken back and deleted."""

from __future__ import annotations

import pytest

from tests.dialogue.people import Someone, someone
from tests.town import Town

LINES = [("Ada", "I kept quiet, and then I did not."), ("Mei", "我先沉默，后来还是说了。")]


async def _kept(here: Town, name: str, line: str) -> Someone:
    who = someone(here, name)
    await who.say("/start")
    await who.say(line)
    await who.press("journal.button.put")
    return who


async def open_newest(who: Someone) -> None:
    """The newest entry, from the journal's first page."""
    await who.say("/journal")
    await who.send(next(b["callback_data"] for row in who.phone.last.rows for b in row if "|jo|" in b["callback_data"]))


@pytest.mark.parametrize(("name", "line"), LINES)
async def test_loose_words_are_offered_a_place_and_are_kept_there(here: Town, name: str, line: str) -> None:
    who = someone(here, name)
    await who.say("/start")
    await who.say(line)
    assert who.sees("journal.offer")
    await who.press("journal.button.put")
    assert who.sees("journal.placed")
    await who.say("/journal")
    assert line in who.screen


async def test_words_that_are_let_go_are_not_kept(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.say("/start")
    await ada.say("forget this at once")
    await ada.press("journal.button.nowhere")
    await ada.say("/journal")
    assert ada.sees("journal.empty")


@pytest.mark.parametrize(("name", "line"), LINES)
async def test_an_entry_can_be_changed(here: Town, name: str, line: str) -> None:
    who = await _kept(here, name, line)
    await open_newest(who)
    assert line in who.screen
    await who.press("journal.button.edit")
    await who.say("new words")
    assert who.sees("journal.changed")
    await who.press("journal.button.read")
    assert "new words" in who.screen
    assert line not in who.screen


async def test_an_entry_goes_for_good_after_two_taps_and_not_after_one(both: Town) -> None:
    ada = await _kept(both, "Ada", "this has to go")
    await open_newest(ada)
    await ada.press("journal.button.drop")
    assert ada.sees("journal.drop")
    await ada.press("journal.button.keep")
    assert "this has to go" in ada.screen
    await ada.press("journal.button.drop")
    await ada.press("journal.button.drop-yes")
    assert ada.sees("journal.dropped")
    await ada.say("/journal")
    assert ada.sees("journal.empty")


async def test_an_entry_can_be_taken_back_at_once(here: Town) -> None:
    ada = await _kept(here, "Ada", "too soon")
    await ada.press("journal.button.undo")
    assert ada.sees("journal.undone")
    await ada.say("/journal")
    assert "too soon" not in ada.screen


async def test_a_message_changed_on_the_phone_changes_its_entry(both: Town) -> None:
    ada = someone(both, "Ada")
    await ada.say("/start")
    sent = ada.phone.say("I said notihng")
    await both.settle()
    await ada.press("journal.button.put")
    ada.phone.edit(sent, "I said nothing")
    await both.settle()
    assert ada.sees("journal.amended")
    await ada.say("/journal")
    assert "I said nothing" in ada.screen
    assert "notihng" not in ada.screen


async def test_a_changed_message_that_made_no_entry_is_answered_too(here: Town) -> None:
    ada = someone(here, "Ada")
    sent = ada.phone.say("/start")
    await here.settle()
    ada.phone.edit(sent, "hello")
    await here.settle()
    assert ada.sees("typed.amended-nothing")


async def test_a_long_journal_is_read_in_pages(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.say("/start")
    for n in range(7):
        await ada.say(f"entry number-{n}.")
        await ada.press("journal.button.put")
    await ada.say("/journal")
    assert "number-6" in ada.screen
    assert "number-1" not in ada.screen
    await ada.press("journal.button.older")
    assert "number-1" in ada.screen
    assert "number-6" not in ada.screen


async def test_sol_cannot_open_an_entry_of_adas(both: Town) -> None:
    ada = await _kept(both, "Ada", "a word for nobody else")
    sol = someone(both, "Sol")
    await sol.say("/start")
    for number in range(6):
        for tag in ("jo", "je", "jd", "ju", "nd"):
            await sol.send(f"1|{tag}|{number}")
            await sol.send(f"1|{tag}|{number}", on=ada.phone.last)
    assert not any("nobody else" in seen for seen in sol.phone.seen)
    await ada.say("/journal")
    assert "a word for nobody else" in ada.screen


async def test_html_and_braces_that_a_person_types_stay_as_typed(here: Town) -> None:
    line = "<b>not bold</b> & {{ name }} {% if %}"
    ada = await _kept(here, "Ada", line)
    await open_newest(ada)
    assert line in ada.screen
