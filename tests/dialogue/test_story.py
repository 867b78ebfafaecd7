"""The story as people write it: at three depths, with exits, restarts, nudges, a quiet timer, and a book at the end."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.flows.chapters import CALM, CHECKS
from tests.dialogue.people import Someone, someone
from tests.town import Town, library

NAMES = ("Ada", "Mei")
OWN = {
    "en": ("We sat on the stairs & she hummed.", "Then the door closed, softly.", "I counted <three> lamps."),
    "zh": ("我们坐在楼梯上，她哼着歌。", "后来门轻轻地关上了。", "我数了<三>盏灯。"),
}


async def _chosen(here: Town, name: str, depth: str = "medium", minutes: int = 10) -> Someone:
    """On the path, with a depth."""
    who = someone(here, name)
    await who.set_out()
    await who.send("1|gd")
    await _choose(who, depth, minutes)
    return who


async def _choose(who: Someone, depth: str, minutes: int = 10, check: str = "none") -> None:
    assert who.sees("story.checks")
    await who.press(f"story.button.check-{check}")
    await who.press(f"story.button.depth-{depth}")
    if depth == "medium":
        await who.press("story.button.minutes", n=minutes)
    assert who.sees(f"story.chosen.{depth}", n=minutes)


async def _calm(who: Someone, closed: str = "closed") -> None:
    """The question at the end, answered as somebody who is well."""
    assert who.sees("story.level")
    await who.press("scan.button.level", n=2)
    assert who.sees(f"story.{closed}")


async def _up_to(who: Someone, number: int) -> None:
    """The days before a day, each done on its own morning; then that day's morning."""
    for day in library().days[: number - 1]:
        await _agree(who)
        await who.press("day.button.did-it")
        assert (await who.walk()).days[day.id] == "done"
        await who.until(8, 30)
    await _agree(who)


async def _agree(who: Someone) -> None:
    for step in library().steps:
        if who.offers(f"days.{step}.yes"):
            await who.press(f"days.{step}.yes")


# ------------------------------------------------------------------------------------------------- the depth
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("depth", ["light", "medium", "skip"])
async def test_the_ten_days_go_as_deep_as_was_chosen_on_their_first(here: Town, depth: str, name: str) -> None:
    who = someone(here, name)
    await who.set_out()
    await _up_to(who, 26)
    await who.press("practice.button.day-26")
    await _choose(who, depth)
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
            await _calm(who, "closed-days" if depth == "skip" else "closed")
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
    who = await _chosen(here, name)
    await who.send("1|gb|day-27")
    await who.press("story.button.depth")
    await _choose(who, "light")
    await who.send("1|gb|day-27")
    await who.say(OWN[who.lang][0])
    await _calm(who)
    await who.say("/story")
    assert OWN[who.lang][0] in who.screen


@pytest.mark.parametrize("name", NAMES)
async def test_a_chapter_asks_for_a_depth_first_when_there_is_none(here: Town, name: str) -> None:
    who = someone(here, name)
    await who.set_out()
    await who.send("1|gb|day-28")
    await _choose(who, "medium")
    await who.press("practice.button.day-28")
    assert who.sees("story.ask.chapter")


# ------------------------------------------------------------------------------------------------- writing
@pytest.mark.parametrize("name", NAMES)
async def test_the_timer_says_once_without_a_sound_that_the_minutes_are_over(both: Town, name: str) -> None:
    who = await _chosen(both, name)
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
    await _calm(who)
    story = (await who.memory()).story
    assert story is not None
    assert len(story.chapters["day-28"]) == 2


@pytest.mark.parametrize("name", NAMES)
async def test_five_more_minutes_are_given_on_request(here: Town, name: str) -> None:
    who = await _chosen(here, name, minutes=5)
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
    who = await _chosen(both, name)
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
    await _calm(who)
    await who.say("/story")
    for text in OWN[who.lang]:
        assert text in who.screen


@pytest.mark.parametrize("name", NAMES)
async def test_a_nudge_in_the_middle_does_not_take_the_words_away(here: Town, name: str) -> None:
    who = await _chosen(here, name)
    await who.until(20, 28)
    await who.send("1|gb|day-28")
    await who.say(OWN[who.lang][0])
    await here.wait(minutes=4)
    assert len(who.nudges()) == 1
    assert who.offers("evening.button.done")
    await who.say(OWN[who.lang][1])
    assert who.sees("story.going", n=2)
    await who.press("story.button.done")
    await _calm(who)
    await who.press("front.button.back")
    assert who.offers("evening.button.done"), "the way back leads to the evening"


@pytest.mark.parametrize("name", NAMES)
async def test_who_stops_early_keeps_what_there_is_and_an_empty_page_is_fine(here: Town, name: str) -> None:
    who = await _chosen(here, name)
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
    who = await _chosen(here, name)
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
    who = await _chosen(here, name, "light")
    await who.send("1|gb|day-33")
    who.phone.send_voice()
    await here.settle()
    await _calm(who)
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
    await _choose(who, "medium")
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
    who = await _chosen(here, name)
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
    who = await _chosen(here, name)
    await who.send("1|gb|day-28")
    await who.say(OWN[who.lang][0])
    await who.press("front.button.help")
    await who.press("safety.button.back")
    assert who.sees("story.going", n=1)
    await who.say(OWN[who.lang][1])
    assert who.sees("story.going", n=2)


# ------------------------------------------------------------------------------------------------- the book
async def _written(here: Town, name: str) -> Someone:
    who = await _chosen(here, name)
    for chapter, texts in (("day-28", OWN), ("day-30", OWN)):
        await who.send(f"1|gb|{chapter}")
        for text in texts[who.lang][:2]:
            await who.say(text + chapter[-2:])
        await who.press("story.button.done")
        await _calm(who)
    return who


@pytest.mark.parametrize("name", NAMES)
async def test_the_whole_story_is_read_changed_and_deleted_in_one_place(both: Town, name: str) -> None:
    who = await _written(both, name)
    one, two, _ = OWN[who.lang]
    await who.say("/menu")
    await who.press("story.button.mine")
    for text in (one + "28", two + "28", one + "30", two + "30"):
        assert text in who.screen
    for key in ("days.day-28.title", "story.section.now", "story.section.then"):
        assert who.sees(key)
    await who.press("story.button.change")
    await who.press("story.button.section", title=who.text("days.day-28.title"))
    await who.press("story.button.entry", n=1, start=_start(one + "28"))
    await who.press("journal.button.edit")
    await who.say("…")
    await who.press("journal.button.read")
    await who.press("story.button.mine")
    assert one + "28" not in who.screen
    assert two + "28" in who.screen
    await who.press("story.button.change")
    await who.press("story.button.section", title=who.text("story.section.then"))
    await who.press("story.button.drop")
    await who.press("story.button.drop-yes")
    assert who.sees("story.book.dropped")
    await who.press("story.button.mine")
    assert two + "30" not in who.screen
    assert one + "30" in who.screen
    story = (await who.memory()).story
    assert story is not None
    assert set(story.chapters) == {"day-28", "day-30.now"}
    await who.say("/journal")
    assert two + "30" not in who.screen


def _start(text: str) -> str:
    text = " ".join(text.split())
    return f"{text[:11].rstrip()}…" if len(text) > 12 else text


@pytest.mark.parametrize("name", NAMES)
async def test_the_story_is_taken_along_as_a_file_that_holds_every_word(both: Town, name: str) -> None:
    who = await _written(both, name)
    await who.say("/story")
    await who.press("story.button.take")
    assert who.sees("story.file.sent")
    sent = next(m for m in reversed(who.phone.replies) if "document" in m.raw)
    bot = next(iter(both.world.bots.values()))
    page = bot.files[sent.raw["document"]["file_id"]].data.decode()
    one, two, _ = OWN[who.lang]
    for text in (one, two):
        for chapter in ("28", "30"):
            assert text.replace("&", "&amp;") + chapter in page
    assert who.text("days.day-28.title") in page
    assert "http" not in page.split("<body")[1]


@pytest.mark.parametrize("name", NAMES)
async def test_four_looks_at_the_first_chapter_lead_to_a_changed_line_and_rate_nothing(here: Town, name: str) -> None:
    who = await _written(here, name)
    await who.send("1|gb|day-31")
    shown = [message.text for message in who.phone.replies[-2:]]
    assert OWN[who.lang][0] + "28" in shown[0]
    for check in CHECKS:
        assert who.sees(f"story.check.{check}")
        await who.press("story.button.check-later")
    await _calm(who)
    await who.press("story.button.change-line")
    assert who.sees("story.book.which")


@pytest.mark.parametrize("name", NAMES)
async def test_a_double_tap_changes_nothing(here: Town, name: str) -> None:
    who = await _chosen(here, name)
    await who.send("1|gb|day-35")
    skip = _data(who, "story.button.skip")
    await who.send(skip)
    await who.send(skip)
    assert who.sees("story.ask.through")
    assert who.toast == who.text("front.toast.here")
    await who.send("1|gf|3")
    assert who.toast == who.text("front.toast.old")


async def test_nobody_else_sees_a_word_and_deleting_all_deletes_the_story(both: Town) -> None:
    ada, sol = await _written(both, "Ada"), someone(both, "Sol")
    await sol.set_out()
    await sol.say("/story")
    assert sol.sees("story.book.empty")
    await ada.say("/delete")
    await ada.press("front.button.forget-yes")
    await ada.set_out()
    await ada.say("/story")
    assert ada.sees("story.book.empty")
