"""Inline mode: the share sheet, the cache that gives one person's answer to another, messages in other chats."""

from __future__ import annotations

from typing import Any

import pytest
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultCachedPhoto,
    InputTextMessageContent,
    SwitchInlineQueryChosenChat,
)
from telegram.error import BadRequest

from simulator.model import InlineQuery
from simulator.phone import Phone
from simulator.sendables import PIXEL
from simulator.world import World
from tests.simulator.conftest import Clock

OPEN = InlineKeyboardMarkup([[InlineKeyboardButton("Try it", callback_data="try")]])


def article(title: str, words: str, markup: InlineKeyboardMarkup | None = OPEN) -> InlineQueryResultArticle:
    return InlineQueryResultArticle(title, title, InputTextMessageContent(words), reply_markup=markup)


async def answer(bot: Bot, query: InlineQuery, *titles: str, **options: Any) -> None:
    results = [article(title, f"{query.person.first_name}: {title}") for title in titles]
    await bot.answer_inline_query(query.id, results, **options)


async def test_a_card_goes_into_the_other_phones_chat(bot: Bot, mei: Phone, sol: Phone) -> None:
    photo = (await bot.send_photo(mei.id, PIXEL)).photo[-1].file_id
    chosen = SwitchInlineQueryChosenChat("card", allow_user_chats=True)
    share = InlineKeyboardMarkup([[InlineKeyboardButton("Share", switch_inline_query_chosen_chat=chosen)]])
    await bot.send_message(mei.id, "Yours", reply_markup=share)
    query = mei.share("Share", into=sol)
    (update,) = await bot.get_updates(timeout=0)
    assert update.inline_query is not None
    assert (update.inline_query.query, update.inline_query.chat_type) == ("card", "private")
    card = InlineQueryResultCachedPhoto("card", photo, caption="My vessel", reply_markup=OPEN)
    await update.inline_query.answer([card], cache_time=0, is_personal=True)
    (message,) = sol.chat_with(mei)
    assert (message.image, message.text, message.raw["via_bot"]["username"]) == (PIXEL, "My vessel", "kintsugi_bot")
    assert query.sent is message


async def test_a_press_on_an_inline_message_names_it_and_edits_it(bot: Bot, mei: Phone, sol: Phone) -> None:
    query = mei.inline("card", into=sol)
    await answer(bot, query, "card")
    pressed = sol.press("Try it")
    updates = await bot.get_updates(timeout=0)
    found = updates[-1].callback_query
    assert found is not None
    assert found.message is None
    assert await bot.edit_message_text("Tried", inline_message_id=found.inline_message_id)
    await bot.answer_callback_query(pressed.id)
    assert [message.text for message in mei.chat_with(sol)] == ["Tried"]
    with pytest.raises(BadRequest, match="Message_id_invalid"):
        await bot.edit_message_text("x", inline_message_id="nothing")


async def test_the_bot_cannot_read_the_chat_of_two_people(near: Bot, mei: Phone, sol: Phone) -> None:
    mei.say("between us", to=sol)
    assert await near.get_updates(timeout=0) == ()
    assert "between us" in sol.seen


async def test_an_answer_is_shared_with_other_people_unless_it_is_personal(near: Bot, mei: Phone, sol: Phone) -> None:
    await answer(near, mei.inline("card"), "hers")
    stolen = sol.inline("card")
    assert stolen.cached
    assert stolen.results is not None
    assert stolen.results[0]["content"]["text"] == "Mei: hers"
    assert "hers" in sol.seen


async def test_a_personal_answer_is_cached_for_one_person(near: Bot, mei: Phone, sol: Phone, clock: Clock) -> None:
    await answer(near, mei.inline("card"), "hers", is_personal=True, cache_time=60)
    assert mei.inline("card").cached
    assert not sol.inline("card").cached
    clock.forward(seconds=61)
    assert not mei.inline("card").cached


async def test_an_answer_with_no_cache_time_is_asked_for_each_time(near: Bot, mei: Phone) -> None:
    await answer(near, mei.inline("card"), "hers", is_personal=True, cache_time=0)
    assert not mei.inline("card").cached


async def test_a_result_is_chosen_by_title_and_told_only_with_feedback(near: Bot, world: World, mei: Phone) -> None:
    world.bot().inline_feedback = True
    query = mei.inline("", pick=None)
    await answer(near, query, "bowl", "vase")
    mei.choose(query, "va", into=mei)
    updates = await near.get_updates(timeout=0)
    chosen = updates[-1].chosen_inline_result
    assert chosen is not None
    assert (chosen.result_id, bool(chosen.inline_message_id)) == ("vase", True)
    assert updates[-2].message is not None
    assert updates[-2].message.via_bot is not None


async def test_a_late_or_second_answer_is_refused(near: Bot, mei: Phone, clock: Clock) -> None:
    first, second = mei.inline("a"), mei.inline("b")
    await answer(near, first, "x")
    with pytest.raises(BadRequest, match="Query is too old"):
        await answer(near, first, "x")
    clock.forward(seconds=60)
    with pytest.raises(BadRequest, match="Query is too old"):
        await answer(near, second, "x")


async def test_results_have_ids_of_their_own(near: Bot, mei: Phone) -> None:
    with pytest.raises(BadRequest, match="Result_id_duplicate"):
        await answer(near, mei.inline("a"), "x", "x")


async def test_a_forgotten_file_is_a_wrong_one(near: Bot, mei: Phone) -> None:
    with pytest.raises(BadRequest, match="Wrong file identifier/http url specified"):
        await near.answer_inline_query(mei.inline("a").id, [InlineQueryResultCachedPhoto("x", "gone")])


async def test_without_inline_mode_a_phone_shows_nothing(world: World, mei: Phone) -> None:
    world.bot().supports_inline = False
    with pytest.raises(AssertionError, match="inline mode of @kintsugi_bot is off"):
        mei.inline("card")
