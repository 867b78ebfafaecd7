"""The body scan as people do it: by buttons and by typing, in both languages, stopped, paused, late, two at once."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.domain.events import ScanOpen
from bot.domain.facts import Entry
from bot.domain.memory import Guide
from bot.domain.people import NUMBERS
from bot.domain.scene import Want
from bot.flows.practice import CONVERSATIONS
from bot.store import people, shelf
from simulator.model import Happening
from tests.dialogue.people import Someone, someone
from tests.town import Town, library

NAMES = ("Ada", "Mei")
SECOND = timedelta(seconds=1)


def parts(form: str = "3") -> list[tuple[str, int]]:
    """The parts of a form with their starts, in seconds."""
    found = library().guided("scan", form)
    assert found is not None
    return [(part.id, part.start) for part in found.parts]


async def open_scan(who: Someone, first: bool = True) -> None:
    """From anywhere to the forms."""
    await who.say("/menu")
    await who.press("scan.button.menu")
    if first:
        await who.press("scan.button.none")


async def begin(who: Someone, form: int = 3, before: int = 5) -> datetime:
    """Somebody who has agreed and opens a scan for the first time; returns when it began."""
    await who.begin()
    await open_scan(who)
    await who.press("scan.button.minutes", n=form)
    await who.press("scan.button.level", n=before)
    return who.here.now


async def close(who: Someone, after: int = 6, word: str = "calm") -> None:
    await who.press("scan.button.level", n=after)
    await who.press(f"scan.button.word-{word}")


async def guide_of(who: Someone) -> Guide:
    scan = (await who.memory()).scan
    assert scan is not None
    assert scan.guide is not None
    return scan.guide


async def entries(who: Someone, kind: str = "scan") -> tuple[Entry, ...]:
    """What is kept, newest first."""
    async with who.here.house.store.reading() as db:
        found = await people.find(db, [people.address_of(f"tg:{who.phone.id}")])
        return (await shelf.fetch(db, found[0].id, Want("entries", ref=kind))).entries


def shows(who: Someone, part: str, form: str = "3") -> bool:
    found = library().guided("scan", form)
    assert found is not None
    return who.sees(f"scan.part.{part}", minutes=found.minutes)


# ------------------------------------------------------------------------------------------------------- as it goes
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", [3, 5, 10])
async def test_one_message_is_edited_exactly_at_the_parts_times(here: Town, name: str, form: int) -> None:
    who = someone(here, name)
    began = await begin(who, form)
    bubbles, before = who.bubbles, ""
    for part, start in parts(str(form)):
        if before:
            await here.until(began + (start - 1) * SECOND)
            assert shows(who, before, str(form)), part
        await here.until(began + start * SECOND)
        assert shows(who, part, str(form))
        before = part
    await here.until(began + (form * 60 - 1) * SECOND)
    assert shows(who, "return", str(form))
    await here.until(began + form * 60 * SECOND)
    assert who.sees("scan.after")
    assert who.bubbles == bubbles, "it is one message"
    await close(who)
    assert who.sees("scan.levels", before=5, after=6)
    assert [entry.data for entry in await entries(who)] == [
        {
            "form": str(form), "before": 5, "after": 6, "ended": "done", "word": "calm", "note": 0,
            "reached": len(parts(str(form))), "of": len(parts(str(form))),
        }
    ]  # fmt: skip
    assert (await who.memory()).timers == ()


@pytest.mark.parametrize("name", NAMES)
async def test_a_stopped_scan_counts(both: Town, name: str) -> None:
    who = someone(both, name)
    await begin(who, 10)
    await both.wait(seconds=80)
    await who.press("scan.button.stop")
    assert who.sees("scan.stopped")
    await who.press("scan.button.skip-level")
    await who.press("scan.button.no-word")
    assert who.sees("scan.listened")
    assert who.offers("front.button.back")
    bubbles = who.bubbles
    await both.wait(minutes=15)
    assert who.bubbles == bubbles, "nothing comes of it any more"
    (entry,) = await entries(who)
    assert (entry.data["ended"], entry.data["reached"], entry.data["before"], entry.data["after"]) == (
        "stopped", 3, 5, -1,
    )  # fmt: skip


async def test_a_scan_makes_its_date_a_practised_one(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.set_out()
    await open_scan(ada)
    await ada.press("scan.button.hands")
    await ada.press("scan.button.level", n=5)
    await ada.press("scan.button.stop")
    walk = await ada.walk()
    assert (walk.practised, walk.days) == ((ada.clock.date(),), {}), "the date, not the day's own crack"


@pytest.mark.parametrize("name", NAMES)
async def test_pause_waits_as_long_as_one_likes_over_a_restart_too(both: Town, name: str) -> None:
    who = someone(both, name)
    await begin(who)
    await both.wait(seconds=20)
    await who.press("scan.button.pause")
    assert who.sees("scan.paused")
    await both.restart()
    await both.wait(minutes=40)
    assert who.sees("scan.paused")
    bubbles = who.bubbles
    await who.press("scan.button.go")
    assert shows(who, "anchor")
    await both.wait(seconds=35)
    assert shows(who, "feet")
    assert who.bubbles == bubbles


async def test_skip_goes_on_at_once_and_the_rest_keeps_its_lengths(here: Town) -> None:
    ada = someone(here, "Ada")
    began = await begin(ada)
    await here.until(began + 5 * SECOND)
    await ada.press("scan.button.skip")
    assert shows(ada, "anchor")
    await here.until(began + (5 + 35) * SECOND)
    assert shows(ada, "feet")


async def test_feet_and_hands_take_over_in_the_middle(here: Town) -> None:
    ada = someone(here, "Ada")
    began = await begin(ada, 10)
    await here.until(began + 300 * SECOND)
    assert shows(ada, "chest", "10")
    await ada.press("scan.button.hands-short")
    assert shows(ada, "feet", "hands")
    await here.wait(seconds=50)
    assert shows(ada, "hands", "hands")


async def test_by_choice_a_buzz_comes_with_each_part(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.begin()
    await open_scan(ada)
    await ada.press("scan.button.buzz")
    assert ada.toast == ada.text("scan.toast.buzz")
    await ada.press("scan.button.minutes", n=3)
    await ada.press("scan.button.level", n=5)
    sent = len(here.world.calls)
    bubbles = ada.bubbles
    await here.wait(minutes=3)
    assert ada.bubbles == bubbles + len(parts())
    calls = [call for call in list(here.world.calls)[sent:] if call.method == "sendMessage"]
    assert len(calls) == len(parts())
    assert not any(call.params.get("disable_notification") in (True, "true") for call in calls)
    assert ada.sees("scan.after")


# -------------------------------------------------------------------------------------------------- what comes between
async def test_an_evening_message_in_the_middle_leaves_the_scan_in_sight(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.set_out()
    await ada.until(20, 29)
    await open_scan(ada)
    await ada.press("scan.button.minutes", n=3)
    await ada.press("scan.button.level", n=5)
    began = here.now
    await here.until(began + 49 * SECOND)
    assert shows(ada, "anchor")
    await here.until(began + 50 * SECOND)
    bubbles = ada.bubbles
    await here.until(began + 61 * SECOND)
    assert ada.bubbles == bubbles + 1
    assert ada.sees("evening.hello")
    await here.until(began + 85 * SECOND)
    assert shows(ada, "hands"), "the next part comes below it"
    last = [call for call in here.world.calls if call.method == "sendMessage"][-1]
    assert last.params.get("disable_notification") in (True, "true")
    await here.until(began + 120 * SECOND)
    assert shows(ada, "whole")
    assert ada.bubbles == bubbles + 2, "and goes on in its place"


@pytest.mark.parametrize("name", NAMES)
async def test_whoever_leaves_is_not_called_back_and_finds_the_place_again(here: Town, name: str) -> None:
    who = someone(here, name)
    await begin(who)
    await here.wait(seconds=20)
    await who.say("/help")
    helped, bubbles = who.screen, who.bubbles
    await here.wait(minutes=10)
    assert (who.screen, who.bubbles) == (helped, bubbles)
    await open_scan(who, first=False)
    assert who.sees("scan.paused")
    await who.press("scan.button.go")
    assert shows(who, "anchor")


async def test_help_from_a_pause_leads_back_to_it(here: Town) -> None:
    ada = someone(here, "Ada")
    await begin(ada)
    await ada.press("scan.button.pause")
    paused = ada.screen
    await ada.press("front.button.help")
    await ada.press("safety.button.back")
    assert ada.screen == paused


# --------------------------------------------------------------------------------------------------- late, and killed
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("late", "plays"), [(30, True), (31, False), (7200, False)])
async def test_a_part_that_comes_too_late_offers_to_go_on(here: Town, name: str, late: int, plays: bool) -> None:
    who = someone(here, name)
    began = await begin(who)
    await here.restart()
    here.now = began + (15 + late) * SECOND  # the machine stood still
    await here.tick()
    assert shows(who, "anchor") is plays
    assert who.sees("scan.late") is not plays
    if not plays:
        await here.wait(minutes=5)
        assert who.sees("scan.late"), "nothing plays by itself"
        await who.press("scan.button.go")
        assert shows(who, "anchor")


async def test_a_part_that_was_played_but_not_yet_carried_comes_once_after_a_kill(both: Town) -> None:
    ada = someone(both, "Ada")
    began = await begin(ada)
    heard: list[str] = []

    def hear(happening: Happening) -> None:
        if happening.kind in ("edit", "message") and happening.message is not None and happening.message.by_bot:
            heard.append(happening.message.text)

    both.world.listen(hear)
    both.now = began + 15 * SECOND
    assert await both.house.stage.play_due() == 1
    assert await both.house.stage.play_due() == 0
    killed = both.house
    await both.open()  # a new process: what the old one held in memory is lost
    await both.settle()
    assert shows(ada, "anchor")
    assert len(heard) == 1
    await both.until(began + 50 * SECOND)
    assert shows(ada, "feet")
    assert len(heard) == 2
    await killed.close()


async def test_two_who_scan_at_once_do_not_delay_each_other(both: Town) -> None:
    ada, mei = someone(both, "Ada"), someone(both, "Mei")
    first = await begin(ada)
    await both.until(first + 7 * SECOND)
    second = await begin(mei)
    assert second - first == 7 * SECOND
    for part, start in parts():
        await both.until(first + start * SECOND)
        assert part == "permission" or shows(ada, part)
        await both.until(second + start * SECOND)
        assert shows(mei, part)
        assert shows(ada, part)


async def test_two_parts_due_at_the_same_instant_both_come_then(both: Town) -> None:
    ada, mei = someone(both, "Ada"), someone(both, "Mei")
    began = await begin(ada)
    assert await begin(mei) == began
    for part, start in parts()[1:]:
        await both.until(began + (start - 1) * SECOND)
        both.now = began + start * SECOND
        await both.tick()
        assert shows(ada, part)
        assert shows(mei, part)


# -------------------------------------------------------------------------------------------------------- how it was
@pytest.mark.parametrize("name", NAMES)
async def test_a_scan_that_stirs_something_up_leads_to_the_senses(here: Town, name: str) -> None:
    who = someone(here, name)
    await begin(who, 5, before=7)
    await who.press("scan.button.stop")
    bubbles = who.bubbles
    await who.press("scan.button.level", n=4)
    assert who.bubbles == bubbles + 1
    assert who.sees("senses.step.see")
    assert who.text("scan.hard") in who.phone.replies[-2].text
    scan = (await who.memory()).scan
    assert scan is not None
    assert (scan.form, scan.lowered) == ("3", True)


@pytest.mark.parametrize("name", NAMES)
async def test_one_word_of_ones_own_goes_into_the_journal_and_can_be_undone(here: Town, name: str) -> None:
    who = someone(here, name)
    await begin(who)
    await who.press("scan.button.stop")
    await who.press("scan.button.level", n=8)
    await who.say("porous" if name == "Ada" else "松了一点")
    assert who.sees("scan.noted")
    await who.say("/journal")
    assert ("porous" if name == "Ada" else "松了一点") in who.screen
    assert who.text("journal.place.scan") in who.screen


@pytest.mark.parametrize("name", NAMES)
async def test_what_speaks_against_it_leads_to_feet_and_hands_or_a_walk(here: Town, name: str) -> None:
    who = someone(here, name)
    await who.begin()
    await open_scan(who, first=False)
    await who.press("scan.button.fits")
    assert who.sees("scan.gentle")
    await who.press("scan.button.walk")
    await who.press("scan.button.walked")
    assert who.sees("scan.walked")
    await open_scan(who, first=False)
    assert who.sees("scan.choose"), "it is asked once"


# ------------------------------------------------------------------------------------------------------ from the path
PLAN = {"day-03": 3, "day-05": 5, "day-10": 5, "day-19": 10, "day-29": 3}


@pytest.mark.parametrize(("day", "minutes"), PLAN.items())
async def test_the_days_of_the_plan_lead_into_it(here: Town, day: str, minutes: int) -> None:
    assert CONVERSATIONS[day] == ScanOpen(str(minutes))
    ada = someone(here, "Ada")
    await ada.set_out()
    await ada.send(f"1|yo|{minutes}")
    await ada.press("scan.button.none")
    primary = [key["text"] for row in ada.phone.last.rows for key in row if key.get("style") == "primary"]
    assert primary == [ada.text("scan.button.minutes", n=minutes)]


# ------------------------------------------------------------------------------------------------------- plain speech
@pytest.mark.parametrize("name", NAMES)
async def test_it_works_by_typing_numbers(here: Town, name: str) -> None:
    who = someone(here, name)
    await who.begin()
    await who.send("1|tp|1")
    await who.say("/menu")
    lines = who.screen.split("\n")
    await who.say(next(line for line in lines if who.text("scan.button.menu") in line).split(".")[0])
    await who.say("1")  # none of these
    await who.say("1")  # three minutes
    await who.say("6")  # settled
    began, bubbles = here.now, who.bubbles
    for part, start in parts():
        await here.until(began + start * SECOND)
        assert shows(who, part)
        assert "1. " in who.screen
    assert who.bubbles == bubbles + len(parts()) - 1, "nothing is edited for a screen reader"
    await who.say("1")
    assert who.sees("scan.paused")
    await who.say(who.text("scan.button.stop"))
    await who.say("8")
    await who.say("/1")
    assert who.sees("scan.levels", before=6, after=8)
    assert NUMBERS.window is None, "on this phone parts come by themselves"
