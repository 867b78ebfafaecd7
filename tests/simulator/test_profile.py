"""What a bot says about itself, in each language, and what else a bot may ask."""

from __future__ import annotations

import pytest
from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats, MenuButtonCommands
from telegram.error import BadRequest

from simulator.phone import Phone
from simulator.world import TOKEN, World


async def test_a_person_sees_the_commands_of_their_language(bot: Bot, mei: Phone, ada: Phone) -> None:
    private = BotCommandScopeAllPrivateChats()
    await bot.set_my_commands([BotCommand("today", "Today's step")], scope=private)
    await bot.set_my_commands([BotCommand("today", "今天")], scope=private, language_code="zh")
    assert (mei.menu, ada.menu) == ({"today": "今天"}, {"today": "Today's step"})
    assert [one.description for one in await bot.get_my_commands(private, "zh")] == ["今天"]
    await bot.delete_my_commands(private, "zh")
    assert mei.menu == {"today": "Today's step"}


async def test_descriptions_are_kept_by_language(near: Bot, mei: Phone, ada: Phone) -> None:
    await near.set_my_description("Small days")
    await near.set_my_description("小小的日子", language_code="zh")
    await near.set_my_short_description("Fifty days")
    await near.set_my_name("金缮", language_code="zh")
    assert (mei.profile("description"), ada.profile("description")) == ("小小的日子", "Small days")
    assert (mei.profile("name"), ada.profile("name")) == ("金缮", "Kintsugi")
    assert (await near.get_my_short_description()).short_description == "Fifty days"


@pytest.mark.parametrize("command", ["Today", "to-day", "x" * 33])
def test_a_command_has_small_letters_only(world: World, command: str) -> None:
    raw = {"commands": [{"command": command, "description": "x"}]}
    assert world.call(TOKEN, "setMyCommands", raw, {})[1]["description"] == "Bad Request: BOT_COMMAND_INVALID"


async def test_a_description_has_512_characters(near: Bot) -> None:
    with pytest.raises(BadRequest, match="Description is too long"):
        await near.set_my_description("x" * 513)


async def test_the_menu_button_and_the_chat_are_told(bot: Bot, mei: Phone) -> None:
    await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    assert isinstance(await bot.get_chat_menu_button(), MenuButtonCommands)
    assert (await bot.get_chat(mei.id)).first_name == "Mei"
    assert (await bot.get_chat_member(mei.id, mei.id)).status == "member"
    assert (await bot.get_me()).supports_inline_queries


async def test_a_message_is_pinned_and_unpinned(near: Bot, mei: Phone) -> None:
    sent = await near.send_message(mei.id, "keep me")
    await near.pin_chat_message(mei.id, sent.message_id)
    assert mei.chat.pinned == [sent.message_id]
    await near.unpin_chat_message(mei.id)
    assert mei.chat.pinned == []
    with pytest.raises(BadRequest, match="Message to pin not found"):
        await near.pin_chat_message(mei.id, 999)


async def test_a_reply_quotes_and_needs_what_it_quotes(near: Bot, mei: Phone) -> None:
    said = mei.say("a question")
    sent = await near.send_message(mei.id, "an answer", reply_to_message_id=said.id)
    assert sent.reply_to_message is not None
    assert sent.reply_to_message.text == "a question"
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await near.send_message(mei.id, "an answer", reply_to_message_id=999)


async def test_logging_out_and_closing_are_heard(near: Bot) -> None:
    assert await near.log_out()
    assert await near.close()
