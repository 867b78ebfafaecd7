"""The story as people write it: at three depths, with exits, restarts, nudges and a quiet timer."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.flows.chapters import CALM, CHECKS
from tests.dialogue.people import Someone, someone
from tests.dialogue.writers import NAMES, OWN, agree, calm, choose, chosen
from tests.town import Town, library


async def _up_to(who: Someone, number: int) -> None:
    """The days before a day, each done on its own morning; then that day's morning."""
    for day in library().days[: number - 1]:
        await agree(who)
        await who.press("day.button.did-it")
        assert (await who.walk()).days[day.id] == "done"
        await who.until(8, 30)
    await agree(who)


# ------------------------------------------------------------------------------------------------- the depth
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("depth", ["light", "medium", "skip"])
async def test_the_ten_days_go_as_deep_as_was_chosen_on_their_first(here: Town, depth: str, name: str) -> None:
    who = someone(here, name)
    await who.set_out()
    await _up_to(who, 26)
    await who.press("practice.button.day-26")
    await choose(who, depth)
    assert (await who.walk()).days["day-26"] == "done"
    for n in range(27, 36):
        await who.until(8, 30)
        day = f"day-{n}"
        key = "action" if depth == "medium" else f"{depth}.action"
        assert who.sees(f"days.{day}.{key}"), (day, who.screen)
        if depth == "skip" and n < 35:
            label, _ = CALM[day]
            assert who.offers(label)
            assert label == f"practice.button.{day}" or not who.offers(f"practice.button.{day}")
        elif n not in (29, 34):
            await who.press(f"practice.button.{day}")
            await _write_all(who)
            await calm(who, "closed-days" if depth == "skip" else "closed")
            assert (await who.walk()).days[day] == "done", day
            await who.press("front.button.back")
            continue
        await who.press("day.button.did-it")
    assert (await who.memory()).counts.get("chapter", 0) == (1 if depth == "skip" else 7)


async def _write_all(who: Someone) -> None:
    """A line for each part, or a few for a long one; then closed, and the four looks where they come."""
    for n in range(12):
        if who.sees("story.level"):
            return
        look = next((c for c in CHECKS if who.sees(f"story.check.{c}")), "")
        if look:
            await who.press("story.button.check-later" if look == "clear" else "story.button.check-yes")
        elif who.sees("story.going", n=2):
            await who.press("story.button.done")
        else:
            await who.say(OWN[who.lang][n % 3])


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("check", ["fits", "danger"])
async def test_who_says_that_something_fits_is_led_gently_and_kept_out_of_nothing(
    here: Town, check: str, name: str
) -> None:
    who = someone(here, name)
    await who.set_out()
    before = await who.memory()
    await who.send("1|gd")
    await who.press(f"story.button.check-{check}")
    assert who.sees("story.depth.kind" if check == "fits" else "story.depth.danger")
    first = who.text("story.button.depth-light" if check == "fits" else "front.button.help-now")
    assert who.phone.buttons[0] == first
    for depth in ("light", "medium", "skip"):
        assert who.offers(f"story.button.depth-{depth}")
    await who.press("story.button.depth-medium")
    await who.press("story.button.minutes", n=5)
    story = (await who.memory()).story
    assert before.story is None
    assert story is not None
    assert (story.depth, story.minutes, story.asked, story.then) == ("medium", 5, "", "")


@pytest.mark.parametrize("name", NAMES)
async def test_the_depth_is_changed_in_the_middle_and_nothing_written_is_lost(here: Town, name: str) -> None:
    who = await chosen(here, name)
    await who.send("1|gb|day-27")
    await who.press("story.button.depth")
    await choose(who, "light")
    await who.send("1|gb|day-27")
    await who.say(OWN[who.lang][0])
    await calm(who)
    await who.say("/story")
    assert OWN[who.lang][0] in who.screen


@pytest.mark.parametrize("name", NAMES)
async def test_a_chapter_asks_for_a_depth_first_when_there_is_none(here: Town, name: str) -> None:
    who = someone(here, name)
    await who.set_out()
    await who.send("1|gb|day-28")
    await choose(who, "medium")
    await who.press("practice.button.day-28")
    assert who.sees("story.ask.chapter")


# ------------------------------------------------------------------------------------------------- writing
@pytest.mark.parametrize("name", NAMES)
async def test_the_timer_says_once_without_a_sound_that_the_minutes_are_over(both: Town, name: str) -> None:
    who = await chosen(both, name)
    await who.send("1|gb|day-28")
    await who.say(OWN[who.lang][0])
    bubbles = who.bubbles
    await both.wait(minutes=9, seconds=50)
    assert who.bubbles == bubbles
    await both.wait(seconds=20)
    assert who.bubbles == bubbles + 1
    assert who.sees("story.over", n=10)
    sent = [call for call in both.world.calls if call.method == "sendMessage"][-1]
    assert sent.params["disable_notification"] is True
    await who.say(OWN[who.lang][1])
    assert who.sees("story.going-over")
    bubbles = who.bubbles
    await both.wait(minutes=30)
    assert who.bubbles == bubbles, "it comes once"
    await who.press("story.button.done")
    await calm(who)
    story = (await who.memory()).story
    assert story is not None
    assert len(story.chapters["day-28"]) == 2


@pytest.mark.parametrize("name", NAMES)
async def test_five_more_minutes_are_given_on_request(here: Town, name: str) -> None:
    who = await chosen(here, name, minutes=5)
    await who.send("1|gb|day-33")
    await here.wait(minutes=5)
    assert who.sees("story.over", n=5)
    await who.press("story.button.more", n=5)
    bubbles = who.bubbles
    await here.wait(minutes=4, seconds=50)
    assert who.bubbles == bubbles
    await here.wait(seconds=15)
    assert who.bubbles == bubbles + 1


@pytest.mark.parametrize("name", NAMES)
async def test_a_restart_in_the_middle_of_writing_loses_neither_words_nor_timer(both: Town, name: str) -> None:
    who = await chosen(both, name)
    await who.send("1|gb|day-28")
    await who.say(OWN[who.lang][0])
    await both.restart()
    await who.say(OWN[who.lang][1])
    assert who.sees("story.going", n=2)
    both.now += timedelta(minutes=12)
    await both.restart()
    await both.wait(seconds=1)
    assert who.sees("story.over-late", n=10)
    await both.restart()
    await who.say(OWN[who.lang][2])
    await who.press("story.button.done")
    await calm(who)
    await who.say("/story")
    for text in OWN[who.lang]:
        assert text in who.screen


@pytest.mark.parametrize("name", NAMES)
async def test_a_nudge_in_the_middle_does_not_take_the_words_away(here: Town, name: str) -> None:
    who = await chosen(here, name)
    await who.until(20, 28)
    await who.send("1|gb|day-28")
    await who.say(OWN[who.lang][0])
    await here.wait(minutes=4)
    assert len(who.nudges()) == 1
    assert who.offers("evening.button.done")
    await who.say(OWN[who.lang][1])
    assert who.sees("story.going", n=2)
    await who.press("story.button.done")
    await calm(who)
    await who.press("front.button.back")
    assert who.offers("evening.button.done"), "the way back leads to the evening"


@pytest.mark.parametrize("name", NAMES)
async def test_who_stops_early_keeps_what_there_is_and_an_empty_page_is_fine(here: Town, name: str) -> None:
    who = await chosen(here, name)
    await who.send("1|gb|day-30")
    await who.press("story.button.stop")
    assert who.sees("story.left")
    assert "chapter" not in (await who.memory()).counts
    await who.send("1|gb|day-30")
    await who.say(OWN[who.lang][0])
    await who.press("story.button.skip")
    await who.press("story.button.stop")
    assert who.sees("story.ended-partly")
    await who.press("scan.button.skip-level")
    assert who.sees("story.closed")
    memory = await who.memory()
    assert memory.timers == ()
    assert memory.story is not None
    assert list(memory.story.chapters) == ["day-30.now"]


@pytest.mark.parametrize("name", NAMES)
async def test_the_last_words_are_taken_back_and_their_part_is_asked_again(here: Town, name: str) -> None:
    who = await chosen(here, name)
    await who.send("1|gb|day-35")
    await who.say(OWN[who.lang][0])
    assert who.sees("story.ask.through")
    undo = _data(who, "story.button.unsay")
    await who.press("story.button.unsay")
    assert who.sees("story.ask.was")
    await who.say("/story")
    assert who.sees("story.book.empty")
    await who.send(undo)
    assert who.sees("story.ask.was"), "an old button takes back nothing more"
    await who.say("/journal")
    assert OWN[who.lang][0] not in who.screen


def _data(who: Someone, key: str) -> str:
    rows = who.phone.last.raw["reply_markup"]["inline_keyboard"]
    return next(str(b["callback_data"]) for row in rows for b in row if b["text"] == who.text(key))


@pytest.mark.parametrize("name", NAMES)
async def test_a_voice_note_counts_as_writing(here: Town, name: str) -> None:
    who = await chosen(here, name, "light")
    await who.send("1|gb|day-33")
    who.phone.send_voice()
    await here.settle()
    await calm(who)
    await who.say("/story")
    assert who.sees("story.book.voice")


@pytest.mark.parametrize("name", NAMES)
async def test_a_chapter_is_written_with_numbers_instead_of_buttons(here: Town, name: str) -> None:
    who = someone(here, name)
    await who.set_out()
    await who.send("1|tp|1")
    await who.send("1|gd")
    await who.say("1")
    assert who.sees("story.depth.what")
    await who.say(who.text("story.button.depth-medium"))
    await who.say("1")
    assert who.sees("story.chosen.medium", n=5)
    await who.send("1|gb|day-28")
    assert "/1 " in who.screen
    await who.say("1")
    assert who.sees("story.going", n=1), "a bare number is words here"
    await who.say("/1")
    await who.say("4")
    assert who.sees("story.closed")


# ------------------------------------------------------------------------------------------------- heavy moments
@pytest.mark.parametrize("name", NAMES)
async def test_what_is_loud_leads_to_the_five_senses_and_tomorrow_is_lighter(here: Town, name: str) -> None:
    who = someone(here, name)
    await who.set_out()
    await _up_to(who, 26)
    await who.press("practice.button.day-26")
    await choose(who, "medium")
    await who.until(8, 30)
    await who.press("practice.button.day-27")
    await who.say(OWN[who.lang][0])
    await who.press("story.button.done")
    await who.press("scan.button.level", n=8)
    assert who.sees("senses.step.see")
    await who.press("senses.button.stop")
    await who.press("front.button.back")
    assert not who.sees("story.ask.dot", n="2"), "nothing goes on by itself"
    await who.until(8, 30)
    assert who.sees("days.day-28.gentle")
    await who.press("practice.button.day-28")
    assert who.sees("story.ask.title"), "light, by itself"
    await who.press("story.button.stop")
    await who.press("front.button.back")
    await who.press("day.button.main")
    assert who.sees("days.day-28.light.action")
    await who.press("day.button.did-it")
    await who.until(8, 30)
    await who.press("day.button.did-it")
    await who.until(8, 30)
    assert who.sees("days.day-30.action")


CRISIS = {"en": "I want to kill myself", "zh": "我不想活了"}


@pytest.mark.parametrize("name", NAMES)
async def test_words_of_danger_are_kept_and_answered_and_the_story_rests_for_a_week(here: Town, name: str) -> None:
    who = await chosen(here, name)
    await who.send("1|gb|day-28")
    await who.say(CRISIS[who.lang])
    assert who.sees("crisis.kept")
    bubbles = who.bubbles
    await here.wait(minutes=15)
    assert who.bubbles == bubbles, "no timer rings beside a card"
    await who.press("safety.button.back")
    assert not who.sees("story.ask.chapter")
    await who.send("1|gb|day-28")
    assert who.sees("story.rests")
    await who.say("/story")
    assert CRISIS[who.lang] in who.screen
    await here.wait(days=6, hours=20)
    await who.send("1|gb|day-28")
    assert who.sees("story.rests")
    await here.wait(hours=5)
    await who.send("1|gb|day-28")
    assert who.sees("story.ask.chapter")


@pytest.mark.parametrize("name", NAMES)
async def test_help_in_the_middle_leads_back_to_the_exact_place(here: Town, name: str) -> None:
    who = await chosen(here, name)
    await who.send("1|gb|day-28")
    await who.say(OWN[who.lang][0])
    await who.press("front.button.help")
    await who.press("safety.button.back")
    assert who.sees("story.going", n=1)
    await who.say(OWN[who.lang][1])
    assert who.sees("story.going", n=2)


@pytest.mark.parametrize("name", NAMES)
async def test_a_double_tap_changes_nothing(here: Town, name: str) -> None:
    who = await chosen(here, name)
    await who.send("1|gb|day-35")
    skip = _data(who, "story.button.skip")
    await who.send(skip)
    await who.send(skip)
    assert who.sees("story.ask.through")
    assert who.toast == who.text("front.toast.here")
    await who.send("1|gf|3")
    assert who.toast == who.text("front.toast.old")
