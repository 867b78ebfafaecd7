"""Anything typed, sent or pressed gets an answer that fits."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.dialogue.people import Someone, someone
from tests.town import Town

THINGS = ("sticker", "photo", "document", "video", "contact", "dice")


async def _on_the_path(here: Town, name: str = "Ada") -> Someone:
    who = someone(here, name)
    await who.set_out()
    return who


@pytest.mark.parametrize("thing", THINGS)
@pytest.mark.parametrize("name", ["Ada", "Mei"])
async def test_a_thing_that_is_no_words_gets_one_fitting_line(here: Town, name: str, thing: str) -> None:
    who = await _on_the_path(here, name)
    before = who.bubbles
    getattr(who.phone, f"send_{thing}")()
    await here.settle()
    assert who.bubbles == before + 1
    assert who.sees(f"typed.sent.{thing}")
    await who.press("front.button.back")
    assert who.sees("days.day-01.action")


async def test_an_album_gets_one_answer(here: Town) -> None:
    ada = await _on_the_path(here)
    before = ada.bubbles
    ada.phone.send_album(5)
    await here.settle()
    assert ada.bubbles == before + 1
    ada.phone.send_album(3)
    await here.settle()
    assert ada.bubbles == before + 2


async def test_words_under_a_picture_are_words(here: Town) -> None:
    ada = await _on_the_path(here)
    ada.phone.send_photo(caption="this is where we quarrelled")
    await here.settle()
    assert ada.sees("journal.offer")
    await ada.press("journal.button.put")
    await ada.say("/journal")
    assert "this is where we quarrelled" in ada.screen


async def test_words_of_crisis_under_a_picture_are_met(here: Town) -> None:
    ada = await _on_the_path(here)
    ada.phone.send_photo(caption="I want to kill myself")
    await here.settle()
    assert ada.offers("safety.button.more-lines")


async def test_an_album_with_words_under_it_gets_one_answer(here: Town) -> None:
    ada = await _on_the_path(here)
    before = ada.bubbles
    ada.phone.send_album(4, caption="our summer")
    await here.settle()
    assert ada.bubbles <= before + 2
    assert any(ada.text("journal.offer") in m.text for m in ada.phone.replies[before:])


async def test_a_voice_note_is_offered_a_place_like_words(here: Town) -> None:
    ada = await _on_the_path(here)
    ada.phone.send_voice()
    await here.settle()
    assert ada.sees("journal.offer-voice")
    await ada.press("journal.button.put")
    await ada.say("/journal")
    assert ada.sees("journal.voice")


@pytest.mark.parametrize(("name", "sign"), [("Ada", "x"), ("Mei", "心"), ("Sol", "😀")])
async def test_four_thousand_signs_are_kept_and_can_be_read_whole(here: Town, name: str, sign: str) -> None:
    who = await _on_the_path(here, name)
    text = sign * (4096 if sign != "😀" else 2048)
    await who.say(text)
    await who.press("journal.button.put")
    await who.say("/journal")
    before = who.bubbles
    await who.send(next(b["callback_data"] for row in who.phone.last.rows for b in row if "|jo|" in b["callback_data"]))
    shown = "".join(message.text for message in who.phone.replies[before - 1 :])
    assert shown.count(sign) == len(text)


async def test_a_text_longer_than_a_message_is_several_and_each_has_an_answer(here: Town) -> None:
    ada = await _on_the_path(here)
    before = ada.bubbles
    await ada.say("y" * 9000)
    assert ada.bubbles == before + 3


@pytest.mark.parametrize(
    "data",
    ["", "1", "1|qc|1|nothing|3", "1|dd|day-50|done", "1|dd|day-01|perfectly", "1|cl|front.greeting", "2|h", "x" * 64,
     "1|et|2026-11-23|gloriously", "1|em|2030-01-01|5", "1|do|day-01", "1|dc|day-01", "1|dy|step-6", "1|rl|1|v",
     "1|sz|Mars/Olympus", "1|sh|0|0"],
)  # fmt: skip
async def test_a_forged_button_gets_what_is_open_now_and_changes_nothing(here: Town, data: str) -> None:
    ada = await _on_the_path(here)
    before = await ada.walk()
    await ada.send(data)
    assert (await ada.walk()) == before
    await ada.say("/today")
    assert ada.sees("days.day-01.action")


async def test_somebody_elses_message_cannot_be_pressed_for_them(both: Town) -> None:
    ada, sol = await _on_the_path(both), someone(both, "Sol")
    await sol.say("/start")
    before, screen = await ada.walk(), ada.phone.last.text
    for row in list(ada.phone.last.rows):
        for button in row:
            if "callback_data" in button:
                await sol.send(button["callback_data"], on=ada.phone.last)
    assert (await ada.walk()) == before
    assert ada.phone.last.text == screen
    assert not any(ada.text("days.day-01.action") in seen for seen in sol.phone.seen)


async def test_an_old_button_works_in_its_own_message_and_says_where_we_are(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.begin()
    first = ada.phone.last.rows[0][0]["callback_data"]
    old = ada.phone.last
    await ada.quiz(lambda item: 4 if item.scale == "anxiety" else 2)
    result = ada.screen
    await ada.send(first, on=old)
    assert ada.toast == ada.text("front.toast.here")
    assert ada.screen == result


async def test_a_press_answered_too_late_for_telegram_still_draws_the_screen(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.begin()
    query = ada.phone.press(ada.text("quiz.agree.4"))
    here.now += timedelta(minutes=5)
    await here.settle()
    assert "2/12" in ada.screen
    query.answered = True  # nobody could answer it any more: only the look at the end must not mind


async def test_a_cleared_chat_begins_again_below_nothing(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.begin()
    await ada.press("quiz.agree.4")
    question, old = ada.screen, ada.phone.last
    ada.phone.clear()
    await ada.say("/today")
    assert ada.screen == question
    query = ada.phone.press_data(old.rows[0][0]["callback_data"], on=old)
    await here.settle()
    assert query.answered
    assert "3/12" in ada.screen, "a press on a message that is gone is answered in a new one"


async def test_an_update_that_telegram_repeats_is_answered_once(both: Town) -> None:
    ada = someone(both, "Ada")
    await ada.begin()
    before = ada.bubbles
    ada.phone.say("hello there")
    raw = await both._updates()
    await both.house.porch.receive(raw)
    await both.house.porch.receive(raw)
    await both.settle()
    assert ada.bubbles == before + 1


@pytest.mark.parametrize("text", ["/nonsense", "/startle", "/день"])
async def test_an_unknown_command_names_what_there_is(here: Town, text: str) -> None:
    ada = await _on_the_path(here)
    await ada.say(text)
    assert ada.sees("typed.unknown-command")
    assert ada.offers("front.button.today")


async def test_a_group_gets_no_conversation(here: Town) -> None:
    ada, sol = someone(here, "Ada"), someone(here, "Sol")
    group = here.world.group("Friends", ada.phone, sol.phone)
    ada.phone.say("/start@kintsugi_bot", to=group)
    await here.settle()
    assert [m.text for m in group.visible if m.by_bot] == [ada.text("together.group.help")]
    assert ada.bubbles == 0


async def test_every_press_in_a_life_of_three_days_is_answered_with_no_more_than_two_bubbles(here: Town) -> None:
    ada = await _on_the_path(here)
    for text in ("hello", "/today", "/progress", "I feel hopeless", "/help", "/settings", "2", "/menu"):
        before = ada.bubbles
        await ada.say(text)
        assert 1 <= ada.bubbles - before <= 2, text
