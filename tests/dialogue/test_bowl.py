"""The bowl as people meet it: in /progress and where a step ends, as a photo, or as its words for whom numbers suit."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from bot.content.load import load
from bot.pictures.draw import DrawingError
from bot.pictures.gallery import Gallery
from tests.dialogue.people import Someone, someone
from tests.town import Town

NAMES = ("Ada", "Mei")


async def _did(who: Someone) -> None:
    await who.press("day.button.did-it")


def _photos(who: Someone) -> list[str]:
    return [message.text for message in who.phone.replies if message.kind == "photo"]


@pytest.mark.parametrize("name", NAMES)
async def test_progress_brings_the_bowl_as_a_photo_with_its_counts_below(here: Town, name: str) -> None:
    who = someone(here, name)
    await who.set_out()
    await _did(who)
    await who.say("/progress")
    photo = who.phone.last
    assert photo.kind == "photo"
    assert Image.open(io.BytesIO(photo.files[0].data)).size == (1080, 1080)
    assert who.sees("progress.count", n=1, week=1)
    await who.press("progress.button.today")
    assert who.sees("day.bowl", dots="●○○", n=1)
    assert who.phone.last.kind == "text", "a photo never becomes text: what comes next is a message of its own"


async def test_the_same_bowl_is_drawn_once_and_a_fuller_one_anew(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.set_out()
    await ada.say("/progress")
    first = ada.phone.last.files[0]
    await ada.say("/progress")
    assert ada.phone.last.files[0] is first, "Telegram's own copy"
    await ada.say("/today")
    await _did(ada)
    await ada.say("/progress")
    assert ada.phone.last.files[0] is not first


async def test_two_people_have_two_bowls(here: Town) -> None:
    found = []
    for name in ("Ada", "Sol"):
        who = someone(here, name)
        await who.set_out()
        await who.say("/progress")
        found.append(who.phone.last.files[0].data)
    assert found[0] != found[1]


@pytest.mark.parametrize("name", NAMES)
async def test_a_finished_step_brings_its_bowl_and_no_other_day_does(here: Town, name: str) -> None:
    who = someone(here, name)
    await who.set_out()
    for _ in range(2):
        await _did(who)
        assert _photos(who) == []
        await who.until(20, 31)
        await who.until(8, 31)
    await _did(who)
    assert len(_photos(who)) == 1
    assert who.sees("days.step-1.review")
    assert who.sees("day.bowl", dots="●●●", n=3)
    await who.say("/today")
    assert who.phone.last.kind == "text", "the bowl of a step comes once"


@pytest.mark.parametrize("name", NAMES)
async def test_a_step_that_ends_with_the_evening_turns_its_message_into_the_milestone(here: Town, name: str) -> None:
    who = someone(here, name)
    await who.set_out()
    for _ in range(2):
        await _did(who)
        await who.until(20, 31)
        await who.until(8, 31)
    await who.until(20, 31)
    await who.press("evening.button.done")
    await who.press("evening.felt.4")
    assert _photos(who) == [], "nothing stands between the questions"
    bubbles = who.bubbles
    await who.press("evening.mood.4")
    assert who.bubbles == bubbles, "the answered message becomes the milestone"
    milestone = who.phone.last
    assert milestone.kind == "photo"
    assert who.sees("days.step-1.review")
    assert who.sees_one_of("rhythm.evening.answer.done-high")
    await who.press("evening.button.note")
    await who.press("evening.button.no-note")
    assert who.phone.last is milestone
    assert who.sees("days.step-1.review"), "it is the milestone still"
    await who.press("front.button.menu")
    assert len(_photos(who)) == 1, "the bowl of a step comes once"


@pytest.mark.parametrize("name", NAMES)
async def test_who_uses_numbers_reads_the_bowl_in_words(here: Town, name: str) -> None:
    who = someone(here, name)
    await who.set_out()
    await _did(who)
    await who.say("/settings")
    await who.press("settings.button.numbers")
    await who.say("/progress")
    assert who.phone.last.kind == "text"
    assert who.sees("progress.alt", n=1)
    assert who.sees("progress.count", n=1, week=1)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_each_steps_review_fits_below_a_picture(lang: str) -> None:
    texts = load().words[lang]
    seams = max(len(text) for key, text in texts.items() if key.startswith("rhythm.seam."))
    for step in range(1, 7):
        review = len(texts[f"days.step-{step}.review"])
        assert review + seams + len(texts["log.invite"]) + 120 < 1024, "Telegram's limit for words below a photo"


@pytest.mark.parametrize("name", NAMES)
async def test_progress_leads_to_the_evenings_as_a_line_and_back(both: Town, name: str) -> None:
    who = someone(both, name)
    await who.set_out()
    await who.say("/progress")
    assert not who.offers("pictures.button.line"), "there was no evening yet"
    for level in (2, 4):
        await who.say("/today")
        await _did(who)
        await who.until(20, 31)
        await who.press(f"evening.felt.{level}")
        await who.press("evening.mood.4")
        await who.until(8, 31)
    await who.say("/progress")
    await who.press("pictures.button.line")
    photo = who.phone.last
    assert photo.kind == "photo"
    assert Image.open(io.BytesIO(photo.files[0].data)).size == (1080, 864)
    assert who.sees("pictures.line.caption")
    await who.press("pictures.button.bowl")
    assert who.sees("progress.count", n=2, week=2)


async def test_the_evenings_of_one_are_never_the_others(here: Town) -> None:
    ada, sol = someone(here, "Ada"), someone(here, "Sol")
    for who in (ada, sol):
        await who.set_out()
    await _did(ada)
    await ada.until(20, 31)
    await ada.press("evening.felt.2")
    await sol.send("1|p|evenings")
    assert sol.sees("pictures.line.empty")
    await ada.send("1|p|evenings")
    assert ada.phone.last.kind == "photo"


@pytest.mark.parametrize("name", NAMES)
async def test_a_bowl_that_cannot_be_drawn_is_said_in_words(
    here: Town, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = someone(here, name)
    await who.set_out()

    def broken(*_: object) -> None:
        raise DrawingError("the renderer panicked")

    with monkeypatch.context() as patched:
        patched.setattr(Gallery, "bytes", broken)
        await who.say("/progress")
    assert who.phone.last.kind == "text"
    assert who.sees("progress.alt", n=0)
    assert who.offers("progress.button.today")
    await who.say("/progress")
    assert who.phone.last.kind == "photo", "it was not remembered as a picture"
