"""The evening: three taps, only for what is missing, a note for who likes, and one line that fits."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from PIL import Image, ImageChops

from simulator.model import Message
from tests.dialogue.people import Someone, someone
from tests.town import Town, library

NAMES = ("Ada", "Mei")


async def _at_night(here: Town, name: str = "Ada", did: bool = False) -> Someone:
    who = someone(here, name)
    await who.set_out()
    if did:
        await who.press("day.button.did-it")
    await who.until(20, 45)
    return who


@pytest.mark.parametrize("name", NAMES)
async def test_three_taps_turn_the_evening_message_into_the_bowl(here: Town, name: str) -> None:
    who = await _at_night(here, name)
    before = who.bubbles
    await who.press("evening.button.done")
    await who.press("evening.felt.4")
    await who.press("evening.mood.3")
    assert who.bubbles == before, "it is one message"
    assert who.phone.last.kind == "photo"
    assert who.sees_one_of("rhythm.evening.answer.done-high")
    assert who.sees("evening.question", text=who.text("days.day-01.evening"))


def _drawn(photo: Message) -> Image.Image:
    return Image.open(io.BytesIO(photo.files[0].data)).convert("RGB")


@pytest.mark.parametrize("name", NAMES)
async def test_the_evenings_bowl_has_todays_seam_brighter_than_the_bowl_of_progress(here: Town, name: str) -> None:
    who = await _at_night(here, name, did=True)
    await who.close_day()
    tonight = _drawn(who.phone.last)
    await who.until(12)
    await who.say("/progress")
    later = _drawn(who.phone.last)
    bowl = (0, 0, 1080, 960)
    brighter = ImageChops.subtract(tonight.crop(bowl), later.crop(bowl)).convert("L").point(lambda v: 255 * (v > 30))
    assert brighter.getbbox(), "the seam of the evening is new, and next day's is not"


@pytest.mark.parametrize("name", NAMES)
async def test_an_evening_without_practice_shows_the_bowl_as_it_is_and_no_reproach(here: Town, name: str) -> None:
    who = await _at_night(here, name)
    before = who.bubbles
    await who.press("evening.button.not_today")
    await who.press("evening.felt.4")
    await who.press("evening.mood.4")
    assert who.bubbles == before
    tonight = who.phone.last
    assert tonight.kind == "photo"
    assert who.sees_one_of("rhythm.evening.answer.not-today-high")
    assert not who.offers("after.button.ask")
    await who.say("/progress")
    assert who.phone.last.files[0] is tonight.files[0], "it is the very bowl of /progress: no seam is new"


@pytest.mark.parametrize("name", NAMES)
async def test_who_uses_numbers_hears_the_bowl_and_its_new_gold_in_words(here: Town, name: str) -> None:
    who = await _at_night(here, name, did=True)
    await who.say("/settings")
    await who.press("settings.button.numbers")
    await who.say("/today")
    await who.say("4")
    await who.say("4")
    assert who.phone.last.kind == "text"
    gold = who.text(f"evening.gold.{library().days[0].gold}")
    assert who.sees("evening.alt", bowl=who.text("progress.alt", n=1), gold=gold)
    assert who.sees_one_of("rhythm.evening.answer.done-high")


@pytest.mark.parametrize("name", NAMES)
async def test_the_bowl_stays_while_a_line_is_written_below_it(here: Town, name: str) -> None:
    who = await _at_night(here, name, did=True)
    await who.close_day()
    closing, bubbles = who.phone.last, who.bubbles
    await who.press("evening.button.note")
    assert who.bubbles == bubbles, "the question stands below the same bowl"
    assert who.phone.last is closing
    assert who.phone.last.kind == "photo"
    assert who.sees("evening.note")
    await who.say("A quiet day. 安静的一天。")
    await who.press("evening.button.no-note", on=closing)
    assert closing.kind == "photo"
    assert who.text("evening.button.note") not in closing.buttons, "it was written"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_stands_below_an_evenings_bowl_is_within_telegrams_limit(lang: str) -> None:
    texts = library().words[lang]

    def longest(*parts: str) -> int:
        return max(len(text) for key, text in texts.items() if all(part in key for part in parts))

    fitting = longest("rhythm.evening.answer.")
    assert fitting + max(longest("days.step-", ".review"), longest("days.day-", ".evening")) + 20 < 1024
    assert longest("days.day-", ".evening") + longest("evening.note") + 20 < 1024


@pytest.mark.parametrize("name", NAMES)
async def test_what_was_done_by_day_is_not_asked_again_at_night(here: Town, name: str) -> None:
    who = await _at_night(here, name, did=True)
    assert not who.offers("evening.button.done")
    await who.press("evening.felt.2")
    await who.press("evening.mood.4")
    assert who.sees_one_of("rhythm.evening.answer.done-low")


@pytest.mark.parametrize(
    ("tried", "felt", "mood", "answer"),
    [
        ("done", 5, 5, "done-high"),
        ("done", 3, 4, "done-mid"),
        ("partly", 1, 3, "partly-low"),
        ("partly", 4, 1, "mood-low-partly"),
        ("not_today", 3, 3, "not-today-mid"),
        ("not_today", 1, 2, "mood-low-not-today"),
    ],
)
async def test_the_line_fits_the_three_answers(here: Town, tried: str, felt: int, mood: int, answer: str) -> None:
    ada = await _at_night(here)
    await ada.press(f"evening.button.{tried}")
    await ada.press(f"evening.felt.{felt}")
    await ada.press(f"evening.mood.{mood}")
    assert ada.sees_one_of(f"rhythm.evening.answer.{answer}")
    assert bool((await ada.walk()).practised) is (tried != "not_today")


@pytest.mark.parametrize("name", NAMES)
async def test_a_low_mood_makes_tomorrow_gentler(here: Town, name: str) -> None:
    who = await _at_night(here, name, did=True)
    await who.press("evening.felt.4")
    await who.press("evening.mood.2")
    await who.until(9)
    assert who.sees("days.day-02.gentle")
    assert who.sees_one_of("rhythm.gentler")
    assert not who.sees("days.day-02.action")
    await who.press("day.button.did-it")
    await who.until(20, 45)
    await who.press("evening.felt.4")
    await who.press("evening.mood.4")
    await who.until(9)
    assert who.sees("days.day-03.action"), "one evening counts for one morning"


async def test_a_fair_mood_leaves_tomorrow_as_it_is(here: Town) -> None:
    ada = await _at_night(here, did=True)
    await ada.press("evening.felt.1")
    await ada.press("evening.mood.3")
    await ada.until(9)
    assert ada.sees("days.day-02.action")


async def test_a_low_mood_after_today_was_left_out_still_counts(here: Town) -> None:
    ada = await _at_night(here)
    await ada.press("evening.button.not_today")
    await ada.press("evening.felt.1")
    await ada.press("evening.mood.1")
    await ada.until(9)
    assert ada.sees("days.day-01.gentle")


async def test_a_skipped_day_is_not_asked_about(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.set_out()
    await ada.press("day.button.skip")
    await ada.until(20, 45)
    assert not ada.offers("evening.button.done")
    await ada.press("evening.felt.3")
    await ada.press("evening.mood.3")
    assert ada.phone.last.kind == "photo", "the bowl, without a word about the day"
    assert (await ada.walk()).days == {"day-01": "skipped"}


# --------------------------------------------------------------------------------------------------------- note
@pytest.mark.parametrize(("name", "line"), [("Ada", "It was the quiet in the kitchen."), ("Mei", "厨房里很安静。")])
async def test_a_note_is_optional_and_goes_into_the_journal(both: Town, name: str, line: str) -> None:
    who = await _at_night(both, name, did=True)
    await who.press("evening.felt.4")
    await who.press("evening.mood.4")
    assert who.sees("evening.question", text=who.text("days.day-01.evening"))
    await who.press("evening.button.note")
    await who.say(line)
    assert who.sees("evening.noted")
    await who.say("/journal")
    assert line in who.screen


async def test_a_note_can_be_undone_and_written_again(here: Town) -> None:
    ada = await _at_night(here, did=True)
    await ada.close_day()
    await ada.press("evening.button.note")
    await ada.say("this was a slip")
    await ada.press("evening.button.undo-note")
    assert ada.sees("journal.undone")
    await ada.say("/journal")
    assert "this was a slip" not in ada.screen
    assert ada.sees("journal.empty")


async def test_a_voice_note_counts_as_writing(here: Town) -> None:
    ada = await _at_night(here, did=True)
    await ada.close_day()
    await ada.press("evening.button.note")
    ada.phone.send_voice()
    await here.settle()
    assert ada.sees("evening.noted")
    await ada.say("/journal")
    assert ada.sees("journal.voice")
    assert not [call for call in here.world.calls if call.method == "getFile"], "the sound is not fetched"


async def test_no_line_tonight_leads_back_to_the_bowl(here: Town) -> None:
    ada = await _at_night(here, did=True)
    await ada.close_day()
    closing = ada.screen
    await ada.press("evening.button.note")
    await ada.press("evening.button.no-note")
    assert ada.screen == closing


async def test_words_typed_long_after_the_note_was_asked_are_not_taken_for_it(here: Town) -> None:
    ada = await _at_night(here, did=True)
    await ada.close_day()
    await ada.press("evening.button.note")
    here.now += timedelta(minutes=16)
    await ada.say("shall we meet at six?")
    assert ada.sees("journal.offer")


# ------------------------------------------------------------------------------------------------------- timing
async def test_an_evening_is_open_until_four_and_its_old_buttons_are_kind_after(here: Town) -> None:
    ada = await _at_night(here)
    evening = ada.phone.last
    await ada.until(3, 30)
    await ada.press("evening.button.partly", on=evening)
    assert ada.offers("evening.felt.3")
    felt = ada.phone.last
    await ada.until(4, 30)
    await ada.press("evening.felt.3", on=felt)
    assert ada.toast == ada.text("evening.toast.over")
    assert ada.sees("days.day-02.action"), "what is open now stands in its place"


async def test_a_second_tap_on_an_evening_answer_changes_nothing(here: Town) -> None:
    ada = await _at_night(here)
    tried = next(b["callback_data"] for row in ada.phone.last.rows for b in row if b["callback_data"].endswith("done"))
    await ada.send(tried)
    asked = ada.screen
    await ada.send(tried)
    assert ada.screen == asked
    assert ada.toast == ada.text("front.toast.here")


async def test_an_evening_left_half_answered_is_found_again_with_today(here: Town) -> None:
    ada = await _at_night(here)
    await ada.press("evening.button.done")
    asked = ada.screen
    await ada.say("/progress")
    await ada.say("/today")
    assert ada.screen == asked


async def test_from_the_evening_question_the_day_can_be_read_once_more(here: Town) -> None:
    ada = await _at_night(here)
    await ada.press("day.button.see")
    assert ada.sees("days.day-01.action")
    await ada.press("day.button.did-it")
    await ada.say("/today")
    assert ada.offers("evening.felt.3"), "what was done is not asked any more"


async def test_an_evening_whose_questions_were_all_answered_stays_silent(here: Town) -> None:
    ada = await _at_night(here, did=True)
    await ada.close_day()
    before = len(ada.nudges())
    await ada.until(7)
    assert len(ada.nudges()) == before
