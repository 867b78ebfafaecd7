"""Edits and deletes of messages, with every refusal that daily life brings."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from simulator.errors import bad
from simulator.methods.media import shown_media
from simulator.methods.registry import Request, method
from simulator.methods.sending import caption_part, text_part
from simulator.model import Chat, Json, Message
from simulator.posting import CONTENT, change, remove
from simulator.targets import extras, find_chat, inline_markup, to_edit

if TYPE_CHECKING:
    from simulator.world import World

DELETE_WITHIN: Final = timedelta(hours=48)
_CAPTIONED: Final = frozenset(("photo", "document", "animation", "video", "audio", "voice"))
_WORDS: Final = frozenset(("caption", "caption_entities", "reply_markup", "show_caption_above_media"))


def _result(message: Message) -> Json | bool:
    return True if message.inline_id is not None else message.raw


@method("editMessageText")
def edit_message_text(world: World, request: Request) -> Json | bool:
    message = to_edit(world, request)
    if message.kind != "text":
        raise bad("there is no text in the message to edit")
    markup = inline_markup(world, request, request.get("reply_markup"))
    content = {**text_part(request), **extras(request), **markup}
    change(world, message, content, kind="text", files=())
    return _result(message)


@method("editMessageCaption")
def edit_message_caption(world: World, request: Request) -> Json | bool:
    message = to_edit(world, request)
    if message.kind not in _CAPTIONED:
        raise bad("there is no caption in the message to edit")
    kept = {name: message.raw[name] for name in CONTENT if name in message.raw and name not in _WORDS}
    markup = inline_markup(world, request, request.get("reply_markup"))
    content = {**kept, **caption_part(request.params), **extras(request), **markup}
    change(world, message, content, kind=message.kind, files=message.files)
    return _result(message)


@method("editMessageMedia")
def edit_message_media(world: World, request: Request) -> Json | bool:
    message = to_edit(world, request)
    if message.kind not in _CAPTIONED and message.kind != "text":
        raise bad("message can't be edited")
    media = request.params["media"]
    if message.inline_id is not None and media["media"].startswith("attach://"):
        raise bad("can't upload file in inline message edit")
    part, file_id = shown_media(world, request, media["type"], media, media["media"], "media")
    above = {"show_caption_above_media": True} if media.get("show_caption_above_media") else {}
    markup = inline_markup(world, request, request.get("reply_markup"))
    content = {**part, **caption_part(media), **above, **markup}
    change(world, message, content, kind=media["type"], files=(request.bot.files[file_id],))
    return _result(message)


@method("editMessageReplyMarkup")
def edit_message_reply_markup(world: World, request: Request) -> Json | bool:
    message = to_edit(world, request)
    kept = {name: message.raw[name] for name in CONTENT if name in message.raw and name != "reply_markup"}
    content = {**kept, **inline_markup(world, request, request.get("reply_markup"))}
    change(world, message, content, kind=message.kind, files=message.files)
    return _result(message)


@method("deleteMessage")
def delete_message(world: World, request: Request) -> bool:
    chat = find_chat(world, request.bot, request.params["chat_id"])
    message = chat.messages.get(request.params["message_id"])
    if message is None or message.deleted:
        raise bad("message to delete not found")
    if not _may_delete(world, chat, message):
        raise bad("message can't be deleted for everyone")
    remove(world, message)
    return True


@method("deleteMessages")
def delete_messages(world: World, request: Request) -> bool:
    chat = find_chat(world, request.bot, request.params["chat_id"])
    ids = request.params["message_ids"]
    if not 1 <= len(ids) <= 100:
        raise bad("message identifiers are not specified" if not ids else "too many message identifiers specified")
    for message_id in ids:
        message = chat.messages.get(message_id)
        if message is not None and not message.deleted and _may_delete(world, chat, message):
            remove(world, message)
    return True


def _may_delete(world: World, chat: Chat, message: Message) -> bool:
    young = world.now() - message.at < DELETE_WITHIN
    return young and (message.by_bot or chat.kind == "private")
