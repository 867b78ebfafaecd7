"""Commands, typed words, edits of them, voice notes, places, and everything else that can be sent."""

from __future__ import annotations

from telegram import Message, Update
from telegram.constants import ChatType
from telegram.ext import MessageHandler, filters

from bot.domain import events as e
from bot.domain.events import Event
from bot.handlers import group, where
from bot.handlers.desk import Context, play

KINDS = ("sticker", "photo", "document", "video", "audio", "animation", "video_note", "contact", "poll", "dice")


def event_of(message: Message) -> Event:
    """What a message means, without looking at who sent it."""
    text = message.text or ""
    if text.startswith("/") and len(text) > 1:
        return _command(text)
    if text:
        return e.Wrote(text, ref=str(message.message_id))
    if message.voice:
        return e.Wrote(message.caption or "", ref=str(message.message_id), voice=message.voice.file_id)
    if message.caption:
        # Words under a picture are words: they may be for the journal, and they may be of danger.
        return e.Wrote(message.caption, ref=str(message.message_id))
    if message.location:
        return e.Located(where.zone_at(message.location.latitude, message.location.longitude))
    kind = next((name for name in KINDS if getattr(message, name, None)), "other")
    return e.Sent(kind, album=message.media_group_id or "")


def _command(text: str) -> Event:
    head, _, rest = text[1:].partition(" ")
    name = head.partition("@")[0].lower()
    return e.Started(rest.strip()[:64]) if name == "start" else e.Called(name[:32], rest.strip())


async def wrote(update: Update, context: Context) -> None:
    """Anything sent; in a group only commands are read."""
    message = update.message
    if message is None:
        return
    if message.chat.type == ChatType.PRIVATE:
        await play(update, context, event_of(message))
    else:
        await group.called(update, context, message)


async def amended(update: Update, context: Context) -> None:
    """Words changed on the phone update the entry that they made."""
    message = update.edited_message
    text = (message.text or message.caption) if message is not None else None
    if message is not None and text:
        await play(update, context, e.Amended(text, str(message.message_id)))


HANDLERS = (
    MessageHandler(filters.UpdateType.MESSAGE, wrote),
    MessageHandler(filters.UpdateType.EDITED_MESSAGE, amended),
)
