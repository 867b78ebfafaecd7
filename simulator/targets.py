"""Which chat and which message a request means, or why Telegram refuses it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.errors import bad, forbidden, moved
from simulator.limits import inline_keyboard
from simulator.methods.registry import Request
from simulator.model import Bot, Chat, Json, Message

if TYPE_CHECKING:
    from simulator.world import World


def find_chat(world: World, bot: Bot, chat_id: Any) -> Chat:
    """The chat of an id; raises the refusals of a stranger, a person who never pressed start, and one gone."""
    chat = world.chats.get((bot.id, chat_id)) if isinstance(chat_id, int) else None
    person = world.people.get(chat_id) if isinstance(chat_id, int) else None
    if person is None and chat is None:
        raise bad("chat not found")
    if person is not None and person.deactivated:
        raise forbidden("user is deactivated")
    if chat is None or not chat.started:
        raise forbidden("bot can't initiate conversation with a user")
    if chat.moved_to is not None:
        raise moved(chat.moved_to)
    if chat.blocked:
        raise forbidden(f"bot was kicked from the {chat.kind} chat" if chat.is_group else "bot was blocked by the user")
    return chat


def destination(world: World, request: Request) -> Chat:
    """The chat that a new message goes to; counts the message where the flood rules are on."""
    if "chat_id" not in request.params:
        raise bad("chat_id is empty")
    chat = find_chat(world, request.bot, request.params["chat_id"])
    if world.flood is not None:
        world.flood.check(chat.id)
    return chat


def to_edit(world: World, request: Request) -> Message:
    """The message that an edit means: one of the bot's own, by chat and id or by inline_message_id."""
    inline_id = request.get("inline_message_id")
    if inline_id is not None:
        inline = world.inline_messages.get(inline_id)
        if inline is None or inline.deleted:
            raise bad("MESSAGE_ID_INVALID")
        return inline
    if "message_id" not in request.params:
        raise bad("message identifier is not specified")
    if "chat_id" not in request.params:
        raise bad("chat_id is empty")
    chat = find_chat(world, request.bot, request.params["chat_id"])
    message = chat.messages.get(request.params["message_id"])
    if message is None or message.deleted:
        raise bad("message to edit not found")
    via = message.raw.get("via_bot", {}).get("id")
    if not (message.by_bot or via == request.bot.id) or message.kind == "service":
        raise bad("message can't be edited")
    return message


def inline_markup(world: World, request: Request, markup: Json | None) -> Json:
    """The part of a message that holds an inline keyboard: nothing where there is none or it is empty."""
    if not markup or not markup.get("inline_keyboard"):
        return {}
    inline_keyboard(markup, lambda what: world.fault(request.method, what), inline_mode=request.bot.supports_inline)
    return {"reply_markup": markup} if any(markup["inline_keyboard"]) else {}


def any_markup(world: World, request: Request, chat: Chat) -> Json:
    """As `inline_markup`; keyboards under the input field are kept in the chat, where Telegram shows them."""
    markup = request.get("reply_markup")
    if not markup or "inline_keyboard" in markup:
        return inline_markup(world, request, markup)
    if "keyboard" in markup:
        rows = [[{"text": key} if isinstance(key, str) else key for key in row] for row in markup["keyboard"]]
        chat.keyboard = rows
        for person in chat.people:
            person.seen.extend(key["text"] for row in rows for key in row)
    elif markup.get("remove_keyboard"):
        chat.keyboard = None
    return {}


def reply(request: Request, chat: Chat) -> Json:
    """The part of a message that quotes another, from `reply_parameters` or the older `reply_to_message_id`."""
    parameters = request.get("reply_parameters") or {}
    message_id = parameters.get("message_id")
    if message_id is None:
        return {}
    quoted = chat.messages.get(message_id)
    if quoted is None or quoted.deleted:
        if parameters.get("allow_sending_without_reply"):
            return {}
        raise bad("message to be replied not found")
    raw = {name: value for name, value in quoted.raw.items() if name != "reply_to_message"}
    return {"reply_to_message": raw}


def extras(request: Request) -> Json:
    """Fields that a message takes over from the request as they are."""
    raw: Json = {}
    if request.get("protect_content"):
        raw["has_protected_content"] = True
    if request.get("link_preview_options"):
        raw["link_preview_options"] = request.params["link_preview_options"]
    if request.get("show_caption_above_media"):
        raw["show_caption_above_media"] = True
    if request.get("has_spoiler"):
        raw["has_media_spoiler"] = True
    return raw
