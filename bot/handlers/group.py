"""A group: commands for this bot, by their names alone. Everything else that is said there is neither read nor kept."""

from __future__ import annotations

from telegram import Message, MessageEntity, Update

from bot import states
from bot.domain import events as e
from bot.domain.people import Address
from bot.flows import conversations, together_group
from bot.handlers.desk import Context, desk, lang_of, play
from bot.store import people
from bot.store.outbox import Line

START = "start"


async def called(update: Update, context: Context, message: Message) -> None:
    """Answer a command that is for this bot. Of somebody who was never here nothing is written down."""
    name, user = command_of(message, context.bot.username), update.effective_user
    if name is None or user is None:
        return
    here, chat = desk(context), f"tg:{message.chat_id}"
    async with here.store.reading() as db:
        known = await people.look(db, Address("tg", str(user.id)))
    if known is not None:
        await play(update, context, e.GroupCalled(name, chat))
        return
    say = together_group.answer(name, here.link)
    await here.stage.tell(Line(chat, None, lang_of(user), False, "post", say.screen, True, "", states.write_say(say)))


def command_of(message: Message, username: str) -> str | None:
    """The name of the command that a message begins with, where it is for this bot; what stands behind it is not read.

    One that names no bot is for this one where it is a command of ours.
    """
    entity = next((one for one in message.entities if one.offset == 0 and one.type == MessageEntity.BOT_COMMAND), None)
    if entity is None:
        return None
    name, _, whose = message.parse_entity(entity)[1:].lower().partition("@")
    ours = whose == username.lower() if whose else name in conversations.COMMANDS or name == START
    return name[:32] if ours else None
