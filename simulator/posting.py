"""Messages come into chats, change and go: the one place that writes them, tells listeners, and queues updates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from simulator.errors import NOT_MODIFIED, bad
from simulator.model import Bot, Chat, File, Happening, Json, Message, Person

if TYPE_CHECKING:
    from simulator.world import World

CONTENT: Final = [
    "text",
    "entities",
    "caption",
    "caption_entities",
    "photo",
    "document",
    "animation",
    "video",
    "audio",
    "voice",
    "video_note",
    "sticker",
    "location",
    "venue",
    "contact",
    "dice",
    "poll",
    "invoice",
    "reply_markup",
    "link_preview_options",
    "show_caption_above_media",
    "has_media_spoiler",
]


def post(
    world: World,
    chat: Chat,
    content: Json,
    sender: Person | Bot,
    *,
    kind: str = "text",
    files: tuple[File, ...] = (),
    inline_id: str | None = None,
) -> Message:
    """Put a message into a chat, and show it to everyone there."""
    now = world.now()
    chat.last_id += 1
    world.number += 1
    raw: Json = {"message_id": chat.last_id, "from": sender.user(), "chat": chat.raw(), "date": int(now.timestamp())}
    raw.update(content)
    by_bot = isinstance(sender, Bot)
    message = Message(chat, chat.last_id, raw, by_bot, now, world.number, inline_id, kind=kind, files=files)
    chat.messages[message.id] = message
    if world.keep is not None and len(chat.messages) > world.keep:
        chat.messages.pop(next(iter(chat.messages)))
    if by_bot:
        chat.action = None
    shown(world, message)
    world.emit(Happening("message", chat, message))
    return message


def shown(world: World, message: Message) -> None:
    """Remember for each person there what the message said and what its buttons were called."""
    text = message.text or f"[{message.kind}]"
    for person in message.chat.people:
        person.seen.append(text)
        if "reply_markup" in message.raw:
            person.seen.extend(message.buttons)


def change(world: World, message: Message, content: Json, *, kind: str, files: tuple[File, ...]) -> None:
    """Give a message new content (a missing keyboard is taken away); refuses a change that changes nothing."""
    old = {name: message.raw[name] for name in CONTENT if name in message.raw}
    if old == content:
        raise bad(NOT_MODIFIED)
    raw = {name: value for name, value in message.raw.items() if name not in CONTENT}
    message.raw = {**raw, "edit_date": int(world.now().timestamp()), **content}
    message.kind, message.files = kind, files
    message.edits += 1
    shown(world, message)
    world.emit(Happening("edit", message.chat, message))


def remove(world: World, message: Message) -> None:
    """Take a message off everyone's screen."""
    message.deleted = True
    if message.id in message.chat.pinned:
        message.chat.pinned.remove(message.id)
    world.emit(Happening("delete", message.chat, message))
