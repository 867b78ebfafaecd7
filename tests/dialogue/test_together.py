"""Two people on one shelf: what each sees and switches, resting, leaving, gold, and what comes of it by itself."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot import visits
from bot.domain.rounds import week_begins, week_number
from bot.store.migrate import migrate
from tests.dialogue.couple import Two, leaves, link, linked, linked_before_a_path, someone_here
from tests.dialogue.people import Someone, quiet_town
from tests.town import Town


async def practise(who: Someone, *others: Someone) -> None:
    """The day's own thing, done by each; and then the next day has come, from which on the other sees it."""
    for one in (who, *others):
        await one.say("/today")
        await one.press("day.button.did-it")
    who.here.now += timedelta(days=1)


async def test_the_shelf_names_what_both_did_and_nothing_that_was_not_done(here: Town) -> None:
    two = await linked(here)
    await practise(two.ada, two.mei)
    await two.mei.say("/together")
    for key, params in (
        ("together.own-days", {"n": 1}),
        ("together.their-days", {"n": 1, "name": "Ada"}),
        ("together.shared-days", {"n": 1}),
        ("together.same-step", {"step": two.mei.text("days.step-1.title"), "name": "Ada"}),
    ):
        assert two.mei.sees(key, **params)


async def test_who_has_not_begun_the_path_is_not_said_to_be_walking(here: Town) -> None:
    two = await linked_before_a_path(here)
    step = {"step": two.ada.text("days.step-1.title"), "name": "Mei"}
    assert two.ada.sees("together.shelf", name="Mei")
    assert not two.ada.sees("together.their-step", **step)
    assert two.mei.sees("together.their-step", step=two.mei.text("days.step-1.title"), name="Ada")
    await two.mei.set_out()
    here.now += timedelta(days=1)
    await two.ada.say("/together")
    assert two.ada.sees("together.same-step", **step)


async def test_what_is_switched_off_leaves_the_other_phone_and_comes_back_when_switched_on(here: Town) -> None:
    two = await linked(here)
    await practise(two.ada)
    await two.mei.say("/together")
    assert two.mei.sees("together.their-days", n=1, name="Ada")
    shown = two.mei.phone.last
    await two.ada.say("/together")
    await two.ada.press("together.button.settings")
    await two.ada.press("together.button.days-on")
    assert two.mei.phone.last.number == shown.number
    assert not two.mei.sees("together.their-days", n=1, name="Ada")
    assert two.mei.sees("together.own-days", n=0)
    await two.ada.press("together.button.days-off")
    assert not two.mei.sees("together.their-days", n=1, name="Ada")  # nothing is pushed
    await two.mei.say("/together")
    assert two.mei.sees("together.their-days", n=1, name="Ada")


async def _closed(here: Town, how: str) -> list[str]:
    """What Mei sees when Ada closes the window in one of the ways there are: at once, and for every press after."""
    two = await linked(here)
    came = len(two.mei.phone.replies)
    await two.ada.say("/together")
    match how:
        case "pause":
            await two.ada.press("together.button.settings")
            await two.ada.press("together.button.pause")
        case "rough week":
            await two.ada.send("1|rf|7")
        case "leave":
            await two.ada.press("together.button.settings")
            await two.ada.press("together.button.leave")
            await two.ada.press("together.button.leave-yes")
        case _:
            await two.ada.say("/delete")
            await two.ada.press("front.button.forget-yes")
    screens = [after(two.mei, came - 1)]
    await two.mei.say("/together")
    for press in ("together.button.again", "together.button.anew"):
        screens.append(f"{two.mei.screen} {two.mei.phone.buttons}")
        await two.mei.press(press)
    screens.append(f"{two.mei.screen} {two.mei.phone.buttons}")
    await two.mei.until(21, 0, days=2)
    return [*screens, *(f"{at} {text}" for at, text in two.mei.nudges())]


def after(who: Someone, came: int) -> str:
    """What stands in somebody's newest messages."""
    return "\n".join(message.text for message in who.phone.replies[came:])


async def test_a_rest_a_rough_week_a_leaving_and_a_deletion_look_the_same_to_the_other(tmp_path: Path) -> None:
    # Told in full by tests/two, with all dice; here by hand, so that a person can read it.
    seen = []
    for how in ("pause", "rough week", "leave", "delete"):
        url = f"sqlite+aiosqlite:///{tmp_path}/{how.replace(' ', '-')}.db"
        await migrate(url)
        async with quiet_town(url) as here:
            seen.append(await _closed(here, how))
    assert seen[0] == seen[1] == seen[2] == seen[3]
    assert len(seen[0]) > 4
    assert not any("Ada" in screen for screen in seen[0])


async def test_sharing_opens_again_when_both_said_yes_and_neither_hears_of_the_first(here: Town) -> None:
    two = await linked(here)
    await two.ada.say("/together")
    await two.ada.press("together.button.settings")
    await two.ada.press("together.button.pause")
    assert two.ada.sees("together.rests")
    await two.mei.say("/together")
    bubbles = two.ada.bubbles
    await two.mei.press("together.button.again")
    assert two.mei.sees("together.yes-kept")
    assert two.ada.bubbles == bubbles
    await two.ada.say("/together")
    assert two.ada.sees("together.rests-how")
    await two.ada.press("together.button.again")
    await two.ada.say("/together")
    assert two.ada.sees("together.shelf", name="Mei")
    await two.mei.until(8, 45)
    assert sum(two.mei.text("together.note.open-again") in text for _, text in two.mei.nudges()) == 1


async def test_a_rest_is_said_once_in_the_next_message_and_offered_never_given(here: Town) -> None:
    two = await linked(here)
    await two.ada.send("1|rf|7")
    await two.mei.until(9, 0, days=2)
    told = [text for _, text in two.mei.nudges() if two.mei.text("together.note.rests") in text]
    assert len(told) == 1
    assert not (await two.mei.memory()).rhythm.resting
    assert (await two.ada.memory()).rhythm.resting


async def test_after_thirty_days_without_use_each_is_asked_and_sharing_rests_until_both_said_yes(here: Town) -> None:
    two = await linked(here)
    for day in range(29):
        await two.mei.until(7, 0, days=0 if day == 0 else 1)
        await two.mei.say("/together")
    assert two.mei.sees("together.shelf", name="Ada")
    here.now += timedelta(days=2)
    await two.mei.say("/together")
    assert two.mei.sees("together.rests")
    await two.mei.press("together.button.again")
    await two.mei.say("/together")
    assert two.mei.sees("together.yes-kept")
    await two.ada.say("/together")
    await two.ada.press("together.button.again")
    await two.mei.say("/together")
    assert two.mei.sees("together.shelf", name="Ada")


async def test_gold_comes_once_a_date_in_the_other_ones_own_next_message(here: Town) -> None:
    two = await linked(here)
    await two.ada.say("/together")
    bubbles = two.mei.bubbles
    await two.ada.press("together.button.gold")
    assert two.ada.toast == two.ada.text("together.toast.gold")
    await two.ada.press("together.button.gold")
    assert two.ada.toast == two.ada.text("together.toast.gold-again")
    assert two.mei.bubbles == bubbles
    await two.mei.until(20, 45)
    await two.mei.until(20, 45, days=2)
    told = [text for _, text in two.mei.nudges() if two.mei.text("together.note.gold", name="Ada") in text]
    assert len(told) == 1


async def test_the_first_shared_day_is_told_to_each_once_in_their_own_next_message(here: Town) -> None:
    two = await linked(here)
    await practise(two.ada, two.mei)
    for who in two:
        await who.until(20, 45)
        told = [text for _, text in who.nudges() if who.text("two.milestone.first-shared-day") in text]
        assert len(told) == 1


async def test_leaving_keeps_each_ones_own_path_and_both_may_link_anew_with_anyone(here: Town) -> None:
    two = await linked(here)
    await practise(two.ada, two.mei)
    days = (await two.mei.walk()).days
    await leaves(two.ada)
    assert (await two.mei.walk()).days == days
    sol = someone_here(here, "Sol")
    await sol.set_out()
    await two.mei.say("/together")
    await two.mei.press("together.button.anew")
    await two.mei.press("together.button.none")
    start = two.mei.screen.rpartition("start=")[2].split()[0]
    await sol.say(f"/start {start}")
    await sol.press("together.button.on")
    await sol.press("together.button.none")
    await sol.press("together.button.yes")
    await two.mei.press("together.button.confirm")
    assert two.mei.sees("together.shelf", name="Sol")
    assert sol.sees("together.shelf", name="Mei")
    await link(two.ada, await _new(here))


async def _new(here: Town) -> Someone:
    mia = Someone(here, here.phone("Mia", "en"), "en", "Europe/Dublin")
    await mia.set_out()
    return mia


async def test_a_day_is_offered_for_two_while_both_are_in_the_same_step(here: Town) -> None:
    two = await linked(here)
    await two.ada.say("/today")
    await two.ada.press("day.button.pair")
    assert two.ada.sees("days.day-01.pair")
    await two.ada.press("day.button.own-way")
    assert two.ada.sees("days.day-01.action")
    await two.mei.say("/together")
    await two.mei.press("together.button.settings")
    await two.mei.press("together.button.step-on")
    await two.ada.say("/today")
    assert not two.ada.offers("day.button.pair")
    await two.ada.send("1|df|day-01|pair")
    assert not two.ada.sees("days.day-01.pair")


async def test_three_short_cards_wait_for_whoever_joins(here: Town) -> None:
    two = await linked(here)
    await two.mei.press("together.card.button.open")
    for number in (1, 2, 3):
        assert two.mei.sees(f"two.card.{number}.text")
        if number < 3:
            await two.mei.press("together.card.button.next")
    await two.mei.press("together.button.open")
    assert not two.mei.offers("together.card.button.open")


async def _in_step_three(two: Two) -> None:
    """Both have walked ten days, by filling what the clock opens; written here straight into their paths."""
    for who in two:
        for number in range(1, 11):
            day = f"day-{number:02}"
            await who.say("/today")
            for press in ("1|dy|step-1", "1|dy|step-2"):
                if who.offers("days.step-1.yes") or who.offers("days.step-2.yes"):
                    await who.send(press)
            await who.send(f"1|ds|{day}")
            await who.send(f"1|do|{day}")
            who.here.now += timedelta(hours=26)


async def test_at_most_one_thing_that_both_marked_comes_of_the_week(
    here: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visits, "chance", lambda row: b"a veil that nobody sees!")
    two = await linked(here)
    await _in_step_three(two)
    monday = week_begins(week_number(here.now) + 1)
    couple = (await two.ada.memory()).bond
    assert couple is not None
    found = set()
    for week in range(4):
        here.now = monday + timedelta(days=7 * week, hours=2)
        for who in two:
            await who.say("/together")
            await who.press("together.safe.button.mark")
            while who.offers("together.safe.button.yes"):
                await who.press("together.safe.button.yes")
            assert who.sees("together.safe.marked")
        here.now = monday + timedelta(days=7 * week + 3, hours=2)
        seen = []
        for who in two:
            await who.say("/together")
            await who.press("together.safe.button.week")
            seen.append("solo" if who.sees("together.safe.solo") else "both")
        assert len(set(seen)) == 1
        found |= set(seen)
    # One week in four brings something for each alone, though both marked everything.
    assert found == {"both", "solo"}


async def test_what_the_week_brings_is_told_once_and_not_to_somebody_who_has_looked(here: Town) -> None:
    two = await linked(here)
    await _in_step_three(two)
    monday = week_begins(week_number(here.now) + 1)
    here.now = monday + timedelta(hours=2)
    for who in two:
        await who.say("/together")
        await who.press("together.safe.button.mark")
        await who.press("together.safe.button.yes")
    here.now = monday + timedelta(days=3, hours=2)
    for who in two:
        await who.say("/together")
    await two.ada.press("together.safe.button.week")
    # What both have finished meanwhile is told first.
    await here.wait(days=2)
    for who in two:
        told = [text for _, text in who.nudges() if who.text("together.safe.note") in text]
        assert len(told) == (0 if who is two.ada else 1)


async def test_who_marked_everything_cannot_tell_whether_the_other_marked_anything(here: Town) -> None:
    two = await linked(here)
    await _in_step_three(two)
    monday = week_begins(week_number(here.now) + 1)
    solo = []
    for week in range(4):
        here.now = monday + timedelta(days=7 * week, hours=2)
        await two.ada.say("/together")
        await two.ada.press("together.safe.button.mark")
        while two.ada.offers("together.safe.button.yes"):
            await two.ada.press("together.safe.button.yes")
        await two.mei.say("/together")
        here.now = monday + timedelta(days=7 * week + 3, hours=2)
        await two.ada.say("/together")
        await two.ada.press("together.safe.button.week")
        solo.append(two.ada.sees("together.safe.solo"))
        assert not two.ada.sees("together.safe.both")
    assert all(solo)


async def test_a_stolen_button_does_nothing_for_a_stranger(here: Town) -> None:
    two = await linked(here)
    sol = someone_here(here, "Sol")
    await sol.set_out()
    before = [(await who.memory()).bond for who in two]
    number = before[0].couple  # type: ignore[union-attr]
    for data in (f"1|2p|{number}", f"1|2w|{number}|days|0", f"1|2z|{number}|3", f"1|2y|{number}", f"1|2u|{number}"):
        await sol.send(data)
        assert "Ada" not in sol.phone.screen
        assert "Mei" not in sol.phone.screen
    assert [(await who.memory()).bond for who in two] == before


async def test_after_words_of_being_hurt_nothing_is_offered_for_two_and_nobody_else_can_tell(here: Town) -> None:
    two = await linked(here)
    await two.ada.say("/today")
    assert two.ada.offers("day.button.pair")
    meis = [message.text for message in two.mei.phone.replies]
    await two.ada.say("he hit me again and I am afraid of him")
    await two.ada.say("/today")
    assert not two.ada.offers("day.button.pair")
    await two.mei.say("/today")
    assert two.mei.offers("day.button.pair")
    assert [message.text for message in two.mei.phone.replies][: len(meis)] == meis
    here.now += timedelta(days=8)
    await two.ada.say("/today")
    assert two.ada.offers("day.button.pair")


async def test_what_of_the_other_stands_on_ones_own_phone_goes_with_ones_own_leaving(here: Town) -> None:
    two = await linked(here)
    shown = two.ada.phone.last
    assert "Mei" in shown.text
    await leaves(two.ada)
    assert two.ada.sees("together.left")
    assert "Mei" not in shown.text


async def test_a_thing_to_mark_says_what_it_rests_on_and_leads_back(here: Town) -> None:
    two = await linked(here)
    await _in_step_three(two)
    here.now = week_begins(week_number(here.now) + 1) + timedelta(hours=2)
    await two.ada.say("/together")
    await two.ada.press("together.safe.button.mark")
    while not two.ada.offers("sources.button.ask"):
        await two.ada.press("together.safe.button.no")
    await two.ada.press("sources.button.ask")
    assert two.ada.sees("sources.head")
    await two.ada.press("sources.button.back")
    assert two.ada.offers("together.safe.button.yes")
