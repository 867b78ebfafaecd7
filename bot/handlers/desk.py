"""What every desk shares: the stage, who came, and in what language."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from telegram import Message, Update, User
from telegram.constants import ChatType
from telegram.error import BadRequest, RetryAfter, TelegramError
from telegram.ext import CallbackContext

from bot.carriage import seconds_of, unquoted
from bot.domain.events import Event, GroupCalled
from bot.domain.people import Address
from bot.handlers.finding import Finder
from bot.packer import Draws
from bot.porch import at_work
from bot.render import Renderer
from bot.stage import Played, Stage, Visit
from bot.store.engine import Store

log = logging.getLogger(__name__)
Context = CallbackContext[Any, Any, Any, Any]
# Telegram takes the answer of a query for about this long; later it is worth nothing.
WORTH = 5.0


@dataclass(frozen=True, slots=True)
class Desk:
    """What a handler may reach."""

    stage: Stage
    renderer: Renderer
    store: Store
    draws: Draws
    bot_name: str
    link: str
    finder: Finder


def desk(context: Context) -> Desk:
    """The desk that the wiring put there."""
    found: Desk = context.bot_data["desk"]
    return found


def lang_of(user: User | None) -> str:
    """zh for any Chinese, else en."""
    return "zh" if user and (user.language_code or "").lower().startswith("zh") else "en"


async def play(update: Update, context: Context, event: Event) -> Played:
    """Bring an event to the stage for the person who sent this update. A group gets answers to commands alone."""
    user = update.effective_user
    chat = update.effective_chat
    here = chat is None or chat.type == ChatType.PRIVATE or isinstance(event, GroupCalled)
    if user is None or not here:
        return Played()
    work = at_work.get()
    visit = Visit(
        address=Address("tg", str(user.id)),
        event=event,
        ref=ref_of(update),
        lang=lang_of(user),
        name=user.first_name[:64],
        update_id=work.update_id if work else None,
    )
    played = await desk(context).stage.play(visit)
    if work:
        work.crossed = True
    return played


def ref_of(update: Update) -> str:
    """The pressed message: its id, and a p behind it when it is a photo or a file, which no text can take the place of.
    """
    query = update.callback_query
    if query is None or not isinstance(query.message, Message):
        return ""
    return f"{query.message.message_id}{'p' if query.message.photo or query.message.document else ''}"


def update_id() -> int | None:
    """The update that is being worked off, as an operator's log names it."""
    work = at_work.get()
    return work.update_id if work else None


async def answer(query: Callable[[], Awaitable[bool]]) -> None:
    """Answer a query, once more where that failed. Never raises: the turn stands, whatever becomes of its answer."""
    for again in (True, False):
        try:
            await query()
            return
        except RetryAfter as error:
            pause = seconds_of(error)
        except BadRequest as error:
            # Too old to be answered is daily life: the screen has been redrawn all the same.
            if "query is too old" not in error.message.lower():
                log.error("an answer was refused: %s (update %s)", unquoted(error.message), update_id())
            return
        except TelegramError as error:
            log.info("an answer did not get through: %s", type(error).__name__)
            pause = 0.5
        if not again or pause > WORTH:
            return
        await asyncio.sleep(pause)
