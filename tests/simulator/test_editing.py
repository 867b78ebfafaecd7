"""Edits and deletes, with the refusals of daily life."""

from __future__ import annotations

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputMediaAnimation, InputMediaPhoto
from telegram.error import BadRequest

from simulator.phone import Phone
from simulator.sendables import PIXEL
from tests.simulator.conftest import Clock

GIF = b"GIF89a\x03\x00\x02\x00\x00\x00\x00;"
KEY = InlineKeyboardMarkup([[InlineKeyboardButton("Go", callback_data="go")]])


async def test_an_edit_stands_in_the_same_place(bot: Bot, mei: Phone) -> None:
    sent = await bot.send_message(mei.id, "one", reply_markup=KEY)
    await bot.send_message(mei.id, "after")
    edited = await bot.edit_message_text("two", mei.id, sent.message_id, reply_markup=KEY)
    assert not isinstance(edited, bool)
    assert edited.edit_date is not None
    assert [message.text for message in mei.replies] == ["two", "after"]


async def test_an_edit_without_a_keyboard_takes_it_away(near: Bot, mei: Phone) -> None:
    sent = await near.send_message(mei.id, "one", reply_markup=KEY)
    await near.edit_message_text("one", mei.id, sent.message_id)
    assert mei.buttons == []


async def test_an_edit_that_changes_nothing_is_refused(bot: Bot, mei: Phone) -> None:
    sent = await bot.send_message(mei.id, "<b>one</b>", parse_mode="HTML", reply_markup=KEY)
    with pytest.raises(BadRequest, match=r"^Message is not modified: specified new message content and reply markup"):
        await bot.edit_message_text("<b>one</b>", mei.id, sent.message_id, parse_mode="HTML", reply_markup=KEY)
    with pytest.raises(BadRequest, match="not modified"):
        await bot.edit_message_reply_markup(mei.id, sent.message_id, reply_markup=KEY)
    await bot.edit_message_text("<i>one</i>", mei.id, sent.message_id, parse_mode="HTML", reply_markup=KEY)


async def test_a_message_that_is_gone_cannot_be_edited(near: Bot, mei: Phone) -> None:
    sent = await near.send_message(mei.id, "one")
    await near.delete_message(mei.id, sent.message_id)
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await near.edit_message_text("two", mei.id, sent.message_id)
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await near.delete_message(mei.id, sent.message_id)


async def test_another_persons_message_cannot_be_edited(near: Bot, mei: Phone) -> None:
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await near.edit_message_text("two", mei.id, mei.say("mine").id)


async def test_a_photo_has_no_text_and_a_text_no_caption(near: Bot, mei: Phone) -> None:
    photo = await near.send_photo(mei.id, PIXEL)
    text = await near.send_message(mei.id, "words")
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await near.edit_message_text("two", mei.id, photo.message_id)
    with pytest.raises(BadRequest, match="There is no caption in the message to edit"):
        await near.edit_message_caption(mei.id, text.message_id, caption="two")


async def test_a_caption_and_a_picture_are_edited(bot: Bot, mei: Phone) -> None:
    photo = await bot.send_photo(mei.id, PIXEL, caption="one")
    await bot.edit_message_caption(mei.id, photo.message_id, caption="two")
    assert (mei.last.text, mei.last.image) == ("two", PIXEL)
    larger = PIXEL + b"\0"
    await bot.edit_message_media(InputMediaPhoto(larger, caption="three"), mei.id, photo.message_id)
    assert (mei.last.text, mei.last.image) == ("three", larger)


async def test_a_text_becomes_a_photo_but_never_the_other_way(near: Bot, mei: Phone) -> None:
    sent = await near.send_message(mei.id, "words")
    await near.edit_message_media(InputMediaPhoto(PIXEL), mei.id, sent.message_id)
    assert mei.last.kind == "photo"


async def test_a_film_takes_the_place_of_a_text_or_a_photo_and_gives_it_back(bot: Bot, mei: Phone) -> None:
    sent = await bot.send_message(mei.id, "words")
    for media, kind in (
        (InputMediaAnimation(GIF, caption="a film"), "animation"),
        (InputMediaPhoto(PIXEL), "photo"),
        (InputMediaAnimation(GIF), "animation"),
    ):
        await bot.edit_message_media(media, mei.id, sent.message_id)
        assert mei.last.kind == kind
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await bot.edit_message_text("words", mei.id, sent.message_id)


async def test_a_gif_is_an_animation_of_its_own_size(bot: Bot, mei: Phone) -> None:
    sent = await bot.send_animation(mei.id, GIF, caption="a film", filename="bowl.gif")
    assert sent.animation is not None
    assert (sent.animation.width, sent.animation.height, sent.animation.mime_type) == (3, 2, "image/gif")
    assert sent.document is not None
    again = await bot.send_animation(mei.id, sent.animation.file_id)
    assert again.animation is not None
    with pytest.raises(BadRequest, match=r"Can.t use file of type animation as photo"):
        await bot.send_photo(mei.id, sent.animation.file_id)


async def test_after_48_hours_nothing_is_deleted_for_everyone(near: Bot, mei: Phone, clock: Clock) -> None:
    sent = await near.send_message(mei.id, "one")
    clock.forward(hours=48)
    with pytest.raises(BadRequest, match="Message can't be deleted for everyone"):
        await near.delete_message(mei.id, sent.message_id)
    assert mei.last.text == "one"


async def test_many_are_deleted_at_once_and_the_old_ones_stay(near: Bot, mei: Phone, clock: Clock) -> None:
    old = await near.send_message(mei.id, "old")
    clock.forward(hours=49)
    new = await near.send_message(mei.id, "new")
    assert await near.delete_messages(mei.id, [old.message_id, new.message_id, 999])
    assert [message.text for message in mei.replies] == ["old"]


async def test_a_query_is_answered_once_and_in_time(bot: Bot, mei: Phone, clock: Clock) -> None:
    await bot.send_message(mei.id, "one", reply_markup=KEY)
    first, second = mei.press("Go"), mei.press("Go")
    await bot.answer_callback_query(first.id)
    late = "Query is too old and response timeout expired or query id is invalid"
    with pytest.raises(BadRequest, match=late):
        await bot.answer_callback_query(first.id)
    clock.forward(seconds=16)
    with pytest.raises(BadRequest, match=late):
        await bot.answer_callback_query(second.id)
    assert not second.answered


async def test_copies_and_forwards_show_the_same_words(near: Bot, mei: Phone, ada: Phone) -> None:
    sent = await near.send_photo(mei.id, PIXEL, caption="card")
    await near.copy_message(ada.id, mei.id, sent.message_id)
    await near.forward_message(ada.id, mei.id, sent.message_id)
    assert [message.text for message in ada.replies] == ["card", "card"]
    assert "forward_origin" in ada.last.raw
