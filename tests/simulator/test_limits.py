"""Telegram's limits, at the edge and one beyond it."""

from __future__ import annotations

from typing import Any

import pytest
from telegram import Bot, CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup, SwitchInlineQueryChosenChat
from telegram.error import BadRequest, RetryAfter

from simulator.limits import Flood
from simulator.phone import Phone
from simulator.sendables import PIXEL
from simulator.world import TOKEN, World
from tests.simulator.conftest import Clock

Button = InlineKeyboardButton


def key(**action: Any) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[Button("Go", **action)]])


async def test_a_text_has_4096_characters_after_parsing(bot: Bot, mei: Phone) -> None:
    await bot.send_message(mei.id, "<b>" + "金" * 4096 + "</b>", parse_mode="HTML")
    assert len(mei.last.text) == 4096
    with pytest.raises(BadRequest, match="Message is too long"):
        await bot.send_message(mei.id, "金" * 4097)


@pytest.mark.parametrize("text", [" \n ", "<b> </b>"])
async def test_white_space_is_no_message(near: Bot, mei: Phone, text: str) -> None:
    with pytest.raises(BadRequest, match="Message text is empty"):
        await near.send_message(mei.id, text, parse_mode="HTML")


async def test_a_caption_has_1024_characters(near: Bot, mei: Phone) -> None:
    await near.send_photo(mei.id, PIXEL, caption="x" * 1024)
    with pytest.raises(BadRequest, match="Message caption is too long"):
        await near.send_photo(mei.id, PIXEL, caption="x" * 1025)


async def test_callback_data_has_64_bytes(near: Bot, mei: Phone) -> None:
    await near.send_message(mei.id, "x", reply_markup=key(callback_data="金" * 21 + "x"))
    with pytest.raises(BadRequest, match="Button_data_invalid"):
        await near.send_message(mei.id, "x", reply_markup=key(callback_data="金" * 22))


@pytest.mark.parametrize("words", ["", "x" * 257])
async def test_a_copied_line_has_1_to_256_characters(near: Bot, mei: Phone, words: str) -> None:
    await near.send_message(mei.id, "x", reply_markup=key(copy_text=CopyTextButton("x" * 256)))
    with pytest.raises(BadRequest, match="Button_copy_text_invalid"):
        await near.send_message(mei.id, "x", reply_markup=key(copy_text=CopyTextButton(words)))


async def test_a_keyboard_has_100_buttons(near: Bot, mei: Phone) -> None:
    rows = [[Button("x", callback_data=f"{row}.{place}") for place in range(4)] for row in range(25)]
    await near.send_message(mei.id, "x", reply_markup=InlineKeyboardMarkup(rows))
    with pytest.raises(BadRequest, match="Reply markup is too long"):
        await near.send_message(mei.id, "x", reply_markup=InlineKeyboardMarkup([*rows, rows[0]]))


async def test_nine_buttons_in_a_row_are_a_fault_that_only_phones_have(near: Bot, world: World, mei: Phone) -> None:
    row = [Button(str(place), callback_data=str(place)) for place in range(9)]
    await near.send_message(mei.id, "x", reply_markup=InlineKeyboardMarkup([row]))
    assert [fault.what for fault in world.faults] == ["9 buttons in a row; a phone shows 8"]


async def test_a_share_button_without_inline_mode_is_a_fault(near: Bot, world: World, mei: Phone) -> None:
    world.bot().supports_inline = False
    share = key(switch_inline_query_chosen_chat=SwitchInlineQueryChosenChat("card", allow_user_chats=True))
    await near.send_message(mei.id, "x", reply_markup=share)
    assert [fault.what for fault in world.faults] == ["button 'Go' needs inline mode, which is switched off"]


@pytest.mark.parametrize(
    ("action", "words"),
    [
        ({}, "Text buttons are unallowed in the inline keyboard"),
        ({"url": "not a link"}, "Wrong http url"),
        ({"callback_data": "x", "style": "loud"}, "Invalid button style specified"),
    ],
)
def test_a_button_that_makes_no_sense_is_refused(world: World, mei: Phone, action: Any, words: str) -> None:
    raw = {"chat_id": mei.id, "text": "x", "reply_markup": {"inline_keyboard": [[{"text": "Go", **action}]]}}
    status, body = world.call(TOKEN, "sendMessage", raw, {})
    assert status == 400
    assert words.lower() in body["description"].lower()


async def test_an_answer_has_200_characters(near: Bot, mei: Phone) -> None:
    await near.send_message(mei.id, "x", reply_markup=key(callback_data="x"))
    query = mei.press("Go")
    with pytest.raises(BadRequest, match="Message_too_long"):
        await near.answer_callback_query(query.id, "x" * 201)
    await near.answer_callback_query(query.id, "x" * 200)
    assert query.answered


async def test_other_markup_languages_are_not_spoken(near: Bot, mei: Phone) -> None:
    with pytest.raises(BadRequest, match="Unsupported parse_mode"):
        await near.send_message(mei.id, "*x*", parse_mode="MarkdownV2")


async def test_the_flood_rules_count_a_chat_and_all_chats(near: Bot, world: World, mei: Phone, clock: Clock) -> None:
    world.flood = Flood(lambda: clock.now.timestamp(), total=30, burst=3)
    for _ in range(3):
        await near.send_message(mei.id, "x")
    with pytest.raises(RetryAfter, match="Retry in 0:00:01"):
        await near.send_message(mei.id, "x")
    clock.forward(seconds=1)
    await near.send_message(mei.id, "x")


def test_thirty_messages_a_second_go_out_in_all(world: World, clock: Clock) -> None:
    flood = Flood(lambda: clock.now.timestamp())
    for chat in range(30):
        flood.check(chat)
    with pytest.raises(Exception, match="retry after 1"):
        flood.check(31)
    clock.forward(seconds=1)
    flood.check(31)
