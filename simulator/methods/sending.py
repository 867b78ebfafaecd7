"""sendMessage and the other messages without a file; copies and forwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from simulator.errors import bad
from simulator.limits import caption_text, message_text
from simulator.methods.registry import Request, method
from simulator.model import Chat, Json, Message
from simulator.posting import CONTENT, post
from simulator.targets import any_markup, destination, extras, find_chat, reply

if TYPE_CHECKING:
    from simulator.world import World

_ACTIONS: Final = frozenset(
    [
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    ]
)


def text_part(request: Request, name: str = "text", entities: str = "entities") -> Json:
    """`text` and `entities` of a message, parsed and within the limit."""
    text, found = message_text(request.get(name, ""), request.get("parse_mode"), request.get(entities))
    return {"text": text, **({"entities": found} if found else {})}


def caption_part(params: Json) -> Json:
    """`caption` and `caption_entities`, nothing where there is no caption."""
    text, found = caption_text(params.get("caption", ""), params.get("parse_mode"), params.get("caption_entities"))
    if not text:
        return {}
    return {"caption": text, **({"caption_entities": found} if found else {})}


def send(world: World, request: Request, chat: Chat, content: Json, kind: str = "text", **more: object) -> Message:
    """Post the bot's message with what every sending method shares: reply, extras, keyboard."""
    whole = {**reply(request, chat), **content, **extras(request), **any_markup(world, request, chat)}
    return post(world, chat, whole, request.bot, kind=kind, **more)  # type: ignore[arg-type]


@method("sendMessage")
def send_message(world: World, request: Request) -> Json:
    chat = destination(world, request)
    return send(world, request, chat, text_part(request)).raw


@method("sendLocation", "sendVenue")
def send_location(world: World, request: Request) -> Json:
    chat = destination(world, request)
    location = {name: request.params[name] for name in ("latitude", "longitude")}
    if request.method == "sendvenue":
        venue = {"location": location, "title": request.params["title"], "address": request.params["address"]}
        return send(world, request, chat, {"location": location, "venue": venue}, "venue").raw
    return send(world, request, chat, {"location": location}, "location").raw


@method("sendContact")
def send_contact(world: World, request: Request) -> Json:
    chat = destination(world, request)
    contact = {name: request.params[name] for name in ("phone_number", "first_name")}
    return send(world, request, chat, {"contact": contact}, "contact").raw


@method("sendDice")
def send_dice(world: World, request: Request) -> Json:
    chat = destination(world, request)
    dice = {"emoji": request.get("emoji", "🎲"), "value": 1 + world.number % 6}
    return send(world, request, chat, {"dice": dice}, "dice").raw


@method("copyMessage")
def copy_message(world: World, request: Request) -> Json:
    chat = destination(world, request)
    source = _source(world, request)
    content = {name: source.raw[name] for name in CONTENT if name in source.raw and name != "reply_markup"}
    if "caption" in request.params:
        content = {name: value for name, value in content.items() if not name.startswith("caption")}
        content.update(caption_part(request.params))
    sent = send(world, request, chat, content, source.kind, files=source.files)
    return {"message_id": sent.id}


@method("forwardMessage")
def forward_message(world: World, request: Request) -> Json:
    chat = destination(world, request)
    source = _source(world, request)
    content = {name: source.raw[name] for name in CONTENT if name in source.raw and name != "reply_markup"}
    origin = {"type": "user", "sender_user": source.raw["from"], "date": source.raw["date"]}
    return send(world, request, chat, {"forward_origin": origin, **content}, source.kind, files=source.files).raw


def _source(world: World, request: Request) -> Message:
    origin = find_chat(world, request.bot, request.params["from_chat_id"])
    source = origin.messages.get(request.params["message_id"])
    if source is None or source.deleted:
        raise bad("message to copy not found" if request.method == "copymessage" else "message to forward not found")
    if source.kind == "service":
        raise bad("message can't be copied" if request.method == "copymessage" else "message can't be forwarded")
    return source


@method("sendChatAction")
def send_chat_action(world: World, request: Request) -> bool:
    chat = find_chat(world, request.bot, request.params["chat_id"])
    action = request.params["action"]
    if action not in _ACTIONS:
        raise bad("wrong parameter action in request")
    chat.action = (action, world.now())
    world.happened("action", chat, what=action)
    return True


@method("sendMessageDraft")
def send_message_draft(world: World, request: Request) -> bool:
    chat = find_chat(world, request.bot, request.params["chat_id"])
    world.happened("draft", chat, what=request.get("text", ""))
    return True
