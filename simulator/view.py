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
    for name in ("sticker", "location", "invoice", "successful_payment", "dice", "contact"):
        if name in raw:
            view[name] = raw[name]
    return view


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
    found = {BOT: phone.chat}
    for pair, chat in phone.world.peers.items():
        if phone.id in pair and chat.messages:
            found[other_key(handset, chat)] = chat
    return {name: [message_view(one, phone.id) for one in chat.visible[-SHOWN:]] for name, chat in found.items()}


def other_key(handset: Handset, chat: Chat) -> str:
    """What this phone calls a chat with another person: that person's id as the page's name for it."""
    return str(next(person.id for person in chat.people if person.id != handset.phone.id))


def chat_name(handset: Handset, name: str) -> Chat:
    """The chat behind a name: "bot", or the id of another person. Raises KeyError for a stranger."""
    world = handset.phone.world
    if name == BOT:
        return handset.phone.chat
    return world.peer(handset.phone.person, world.people[int(name)])
