"""A bot and a person talk, over both wires."""

from __future__ import annotations

import pytest
from telegram import (
    Bot,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
)
from telegram.error import BadRequest, ChatMigrated, Forbidden

from simulator.phone import Phone
from simulator.world import World

Button = InlineKeyboardButton


def keys(*labels: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[Button(label, callback_data=f"press:{label}")] for label in labels])


async def test_a_command_arrives_with_its_entity(bot: Bot, world: World) -> None:
    world.phone("Mei", language_code="zh-hans").say("/start abc")
    (update,) = await bot.get_updates(timeout=0)
    assert update.message is not None
    assert update.message.text == "/start abc"
    assert update.message.entities[0].type == "bot_command"
    assert update.effective_user is not None
    assert update.effective_user.language_code == "zh-hans"
    assert update.effective_user.id > 2**32


async def test_a_message_shows_on_the_screen_with_its_buttons(bot: Bot, mei: Phone) -> None:
    await bot.send_message(mei.id, "Good <b>evening</b>", parse_mode="HTML", reply_markup=keys("Begin", "Later"))
    assert mei.screen == "Mei: /start\nKintsugi: Good evening\n    [Begin]\n    [Later]"
    assert mei.buttons == ["Begin", "Later"]


async def test_a_press_is_answered_with_a_toast(bot: Bot, mei: Phone) -> None:
    await bot.send_message(mei.id, "Ready?", reply_markup=keys("Begin"))
    pressed = mei.press("Beg")
    (update,) = await bot.get_updates(timeout=0)
    assert update.callback_query is not None
    assert update.callback_query.data == "press:Begin"
    before = pressed.answered
    await update.callback_query.answer("Here we are")
    assert (before, pressed.answered) == (False, True)
    assert (pressed.text, mei.toasts) == ("Here we are", ["Here we are"])


async def test_a_button_is_pressed_on_the_newest_message_that_has_it(bot: Bot, mei: Phone) -> None:
    first = await bot.send_message(mei.id, "one", reply_markup=keys("Go"))
    second = await bot.send_message(mei.id, "two", reply_markup=keys("Go"))
    await bot.send_message(mei.id, "three")
    assert mei.press("Go").message.id == second.message_id
    older = next(message for message in mei.messages if message.id == first.message_id)
    assert mei.press("Go", on=older).message.id == first.message_id


async def test_a_missing_button_is_named_with_those_that_are_there(near: Bot, mei: Phone) -> None:
    await near.send_message(mei.id, "one", reply_markup=keys("Go"))
    with pytest.raises(AssertionError, match=r"no button 'Stop'; the newest keyboards are \[\['Go'\]\]"):
        mei.press("Stop")


async def test_forged_data_reaches_the_bot(near: Bot, mei: Phone) -> None:
    await near.send_message(mei.id, "one", reply_markup=keys("Go"))
    mei.press_data("v9:forged")
    (update,) = await near.get_updates(timeout=0)
    assert update.callback_query is not None
    assert update.callback_query.data == "v9:forged"


async def test_a_press_on_a_deleted_message_is_inaccessible(near: Bot, mei: Phone) -> None:
    await near.send_message(mei.id, "one", reply_markup=keys("Go"))
    message = mei.last
    await near.delete_message(mei.id, message.id)
    mei.press("Go", on=message)
    (update,) = await near.get_updates(timeout=0)
    assert update.callback_query is not None
    assert update.callback_query.message is not None
    assert not update.callback_query.message.is_accessible


async def test_a_moment_is_marked_for_the_phone_to_draw_in_its_own_zone(bot: Bot, mei: Phone) -> None:
    markup = '<tg-time unix="1772483400" format="wt">Monday 20:30</tg-time>'
    sent = await bot.send_message(mei.id, f"Next: {markup}", parse_mode="HTML")
    (entity,) = sent.entities
    assert (entity.type, entity.date_time_format, sent.text) == ("date_time", "wt", "Next: Monday 20:30")
    assert mei.last.raw["entities"][0]["unix_time"] == 1772483400


async def test_a_copy_button_fills_the_clipboard(bot: Bot, mei: Phone) -> None:
    copy = InlineKeyboardMarkup([[Button("Copy", copy_text=CopyTextButton("I missed you today"))]])
    await bot.send_message(mei.id, "Say it", reply_markup=copy)
    assert mei.copy("Copy") == "I missed you today"
    assert mei.clipboard == "I missed you today"


async def test_a_key_under_the_input_field_asks_for_a_place(near: Bot, mei: Phone) -> None:
    place = ReplyKeyboardMarkup([[KeyboardButton("Share", request_location=True)]])
    await near.send_message(mei.id, "Where are you?", reply_markup=place)
    assert mei.keyboard == ["Share"]
    mei.send_location(31.2, 121.5)
    (update,) = await near.get_updates(timeout=0)
    assert update.message is not None
    assert update.message.location is not None
    assert (update.message.location.longitude, mei.keyboard) == (121.5, [])


async def test_an_edited_message_is_told(near: Bot, mei: Phone) -> None:
    mei.edit(mei.say("today was hrad"), "today was hard")
    _, update = await near.get_updates(timeout=0)
    assert update.edited_message is not None
    assert update.edited_message.text == "today was hard"
    assert update.edited_message.edit_date is not None


async def test_an_album_is_several_updates_of_one_group(near: Bot, mei: Phone) -> None:
    mei.send_album(3, caption="us")
    updates = await near.get_updates(timeout=0)
    messages = [update.message for update in updates]
    assert len({message.media_group_id for message in messages if message}) == 1
    assert [message.caption for message in messages if message] == ["us", None, None]


async def test_what_is_not_words_arrives_as_what_it_is(near: Bot, mei: Phone) -> None:
    mei.send_voice(4)
    mei.send_sticker("🏺")
    mei.send_photo(caption="mended")
    mei.send_document()
    mei.send_video()
    mei.send_contact()
    mei.send_dice(6)
    messages = [update.message for update in await near.get_updates(timeout=0)]
    assert [message.effective_attachment is not None for message in messages if message] == [True] * 7
    assert messages[0] is not None
    assert messages[0].voice is not None
    voice = await messages[0].voice.get_file()
    assert await voice.download_as_bytearray() == b"OggS voice"


async def test_a_long_text_is_sent_in_pieces_as_phones_do(near: Bot, mei: Phone) -> None:
    mei.say("金" * 5000)
    updates = await near.get_updates(timeout=0)
    assert [len(update.message.text) for update in updates if update.message and update.message.text] == [4096, 904]


async def test_a_block_is_told_and_then_everything_is_403(bot: Bot, mei: Phone) -> None:
    mei.block()
    (update,) = await bot.get_updates(timeout=0)
    assert update.my_chat_member is not None
    assert update.my_chat_member.new_chat_member.status == "kicked"
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(mei.id, "still there?")
    mei.unblock()
    assert (await bot.send_message(mei.id, "welcome back")).text == "welcome back"


async def test_nobody_is_written_to_before_start(bot: Bot, sol: Phone) -> None:
    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await bot.send_message(sol.id, "hello")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(12345, "hello")


async def test_a_deleted_account_is_403(near: Bot, mei: Phone) -> None:
    mei.deactivate()
    with pytest.raises(Forbidden, match="user is deactivated"):
        await near.send_message(mei.id, "hello")


async def test_a_deep_link_presses_start_with_its_payload(near: Bot, sol: Phone) -> None:
    sol.open_link("https://t.me/kintsugi_bot?start=pair_7f")
    sol.open_link("https://example.org/help")
    (update,) = await near.get_updates(timeout=0)
    assert update.message is not None
    assert update.message.text == "/start pair_7f"
    assert sol.opened == ["https://example.org/help"]


async def test_typing_ends_with_the_message(near: Bot, mei: Phone) -> None:
    await near.send_chat_action(mei.id, "typing")
    assert mei.typing == "typing"
    await near.send_message(mei.id, "done")
    assert mei.typing is None


async def test_seen_keeps_what_was_edited_away(near: Bot, mei: Phone, sol: Phone) -> None:
    sent = await near.send_message(mei.id, "a secret", reply_markup=keys("Hide"))
    await near.edit_message_text("nothing here", mei.id, sent.message_id)
    assert "a secret" not in mei.screen
    assert "a secret" in mei.seen
    assert "Hide" in mei.seen
    assert sol.seen == []


async def test_listeners_hear_what_happens(near: Bot, world: World, mei: Phone) -> None:
    heard: list[str] = []
    stop = world.listen(lambda happening: heard.append(happening.kind))
    sent = await near.send_message(mei.id, "one", reply_markup=keys("Go"))
    await near.answer_callback_query(mei.press("Go").id)
    await near.edit_message_text("two", mei.id, sent.message_id)
    await near.delete_message(mei.id, sent.message_id)
    stop()
    await near.send_message(mei.id, "three")
    assert heard == ["message", "press", "answer", "edit", "delete"]


async def test_a_group_is_heard_only_where_the_bot_is_meant(near: Bot, world: World, mei: Phone, ada: Phone) -> None:
    group = world.group("Family", mei, ada)
    mei.say("just between us", to=group)
    mei.say("/today", to=group)
    updates = await near.get_updates(timeout=0)
    assert [update.message.text for update in updates if update.message and update.message.text] == ["/today"]
    await near.send_message(group.id, "Hello, all")
    assert "Hello, all" in ada.seen


async def test_people_come_to_a_group_and_go_and_the_bot_can_ask_who_is_there(
    near: Bot, world: World, mei: Phone, ada: Phone
) -> None:
    group = world.group("Family", mei)
    with pytest.raises(BadRequest, match=r"(?i)participant_id_invalid"):
        await near.get_chat_member(group.id, ada.id)
    ada.join(group)
    assert await near.get_chat_member_count(group.id) == 3
    statuses = [(await near.get_chat_member(group.id, who)).status for who in (mei.id, ada.id, near.id)]
    assert statuses == ["creator", "member", "member"]
    ada.leave(group)
    assert await near.get_chat_member_count(group.id) == 2
    assert (await near.get_chat_member(group.id, ada.id)).status == "left"
    told = [update.message for update in await near.get_updates(timeout=0) if update.message]
    assert [m.new_chat_members[0].id for m in told if m.new_chat_members] == [ada.id]
    assert [m.left_chat_member.id for m in told if m.left_chat_member] == [ada.id]


async def test_a_group_that_became_a_supergroup_says_where_it_is_now(near: Bot, world: World, mei: Phone) -> None:
    group = world.group("Family", mei)
    grown = world.supergroup(group)
    with pytest.raises(ChatMigrated) as refused:
        await near.send_message(group.id, "Hello?")
    assert refused.value.new_chat_id == grown.id
    assert (await near.send_message(grown.id, "Hello")).chat.type == "supergroup"
