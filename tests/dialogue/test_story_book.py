"""The book of one's own story: read, changed, looked at again, taken along and deleted."""

from __future__ import annotations

import pytest

from bot.flows.chapters import CHECKS
from tests.dialogue.people import Someone, someone
from tests.dialogue.writers import NAMES, OWN, calm, chosen
from tests.town import Town


async def _written(here: Town, name: str) -> Someone:
    who = await chosen(here, name)
    for chapter, texts in (("day-28", OWN), ("day-30", OWN)):
        await who.send(f"1|gb|{chapter}")
        for text in texts[who.lang][:2]:
            await who.say(text + chapter[-2:])
        await who.press("story.button.done")
        await calm(who)
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
    await calm(who)
    await who.press("story.button.change-line")
    assert who.sees("story.book.which")


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
