"""What is on a phone, as plain values for the page: messages with their entities, buttons and pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from simulator.model import Chat, File, Json, Message

if TYPE_CHECKING:
    from simulator.handset import Handset

SHOWN: Final = 120
BOT: Final = "bot"
_KINDS: Final = {"callback_data": "press", "url": "link", "copy_text": "copy", "pay": "pay", "web_app": "link"}


def message_view(message: Message, viewer: int) -> Json:
    """A message as the person with this id sees it."""
    raw = message.raw
    view: Json = {
        "id": message.id,
        "mine": raw["from"]["id"] == viewer,
        "from": raw["from"]["first_name"],
        "kind": message.kind,
        "text": message.text,
        "entities": raw.get("entities") or raw.get("caption_entities") or [],
        "at": int(message.at.timestamp()),
        "edited": bool(message.edits) and not message.by_bot,
        "edits": message.edits,
        "rows": [[_button(button) for button in row] for row in message.rows],
    }
    if "via_bot" in raw:
        view["via"] = raw["via_bot"]["username"]
    if "reply_to_message" in raw:
        quoted = raw["reply_to_message"]
        view["reply"] = {"from": quoted["from"]["first_name"], "text": quoted.get("text") or quoted.get("caption", "")}
    if raw.get("has_protected_content"):
        view["protected"] = True
    if message.files:
        view["file"] = _file(message.files[0])
    if message.kind == "service" and message.chat.is_group:
        view["service"] = _service(raw)
    for name in ("sticker", "location", "invoice", "successful_payment", "dice", "contact"):
        if name in raw:
            view[name] = raw[name]
    return view


def _service(raw: Json) -> Json:
    """What a line between the messages of a group says: made, came or went, and who."""
    if "left_chat_member" in raw:
        return {"what": "went", "who": [raw["left_chat_member"]["first_name"]]}
    if "new_chat_members" in raw:
        return {"what": "came", "who": [one["first_name"] for one in raw["new_chat_members"]]}
    return {"what": "made", "who": [raw["from"]["first_name"]]}


def _file(file: File) -> Json:
    attributes: Json = {
        name: file.attributes[name] for name in ("width", "height", "duration") if name in file.attributes
    }
    return {"url": f"file/{file.unique_id}", "kind": file.kind, "name": file.name, **attributes}


def _button(button: Json) -> Json:
    kind = next((kind for name, kind in _KINDS.items() if name in button), "share")
    view: Json = {"text": button["text"], "kind": kind}
    if button.get("style"):
        view["style"] = button["style"]
    if kind == "press":
        view["data"] = button["callback_data"]
    elif kind == "link":
        view["url"] = button.get("url") or button["web_app"]["url"]
    elif kind == "copy":
        view["copy"] = button["copy_text"]["text"]
    elif kind == "share":
        chosen = button.get("switch_inline_query_chosen_chat")
        here = button.get("switch_inline_query_current_chat")
        view["query"] = chosen.get("query", "") if chosen else here or button.get("switch_inline_query", "")
        view["here"] = here is not None
    return view


def chats_of(handset: Handset) -> dict[str, list[Json]]:
    """The newest messages of each chat that this phone has, by the chat's name."""
    phone = handset.phone
    peers = [chat for pair, chat in phone.world.peers.items() if phone.id in pair and chat.messages]
    return {name_of(handset, chat): messages_of(handset, chat) for chat in (phone.chat, *peers, *_groups(handset))}


def messages_of(handset: Handset, chat: Chat) -> list[Json]:
    """The newest messages of a chat as this phone shows them, oldest first."""
    return [message_view(one, handset.phone.id) for one in chat.visible[-SHOWN:]]


def groups_of(handset: Handset) -> dict[str, Json]:
    """The groups that this phone's owner is in, by name."""
    return {name_of(handset, chat): group_view(chat) for chat in _groups(handset)}


def group_view(chat: Chat) -> Json:
    """A group's title, and the ids of the people in it; the bot is there too."""
    return {"title": chat.title, "people": [str(person.id) for person in chat.people]}


def _groups(handset: Handset) -> list[Chat]:
    phone = handset.phone
    return [chat for chat in phone.world.chats.values() if chat.is_group and phone.person in chat.people]


def name_of(handset: Handset, chat: Chat) -> str:
    """What this phone calls a chat: "bot", a group's id (below zero), or else the other person's."""
    if chat.is_group:
        return str(chat.id)
    if chat.bot is not None:
        return BOT
    return str(next(person.id for person in chat.people if person.id != handset.phone.id))


def chat_of(handset: Handset, name: str) -> Chat:
    """The chat behind a name. Raises KeyError for a stranger, and for a group that this person is not in."""
    phone = handset.phone
    if name == BOT:
        return phone.chat
    if int(name) > 0:
        return phone.world.peer(phone.person, phone.world.people[int(name)])
    return {str(chat.id): chat for chat in _groups(handset)}[name]
