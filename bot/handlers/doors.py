"""The other doors: a block and its end, inline mode (one's card, the library), and what to do when a desk stumbles."""

from __future__ import annotations

import logging

from telegram import (
    InlineQueryResult,
    InlineQueryResultArticle,
    InlineQueryResultCachedPhoto,
    InputTextMessageContent,
    Update,
)
from telegram.constants import ChatMemberStatus, ChatType
from telegram.ext import ChatMemberHandler, InlineQueryHandler

from bot.domain import events as e
from bot.domain.people import Address
from bot.domain.speech import Picture, words
from bot.flows import card_draft
from bot.handlers import finding
from bot.handlers.desk import Context, answer, desk, lang_of, play, update_id
from bot.store import people, screens

log = logging.getLogger(__name__)


async def door(update: Update, context: Context) -> None:
    """Blocked or unblocked: the person rests; nothing is sent at the block, nothing is deleted."""
    change = update.my_chat_member
    if change is not None:
        shut = change.new_chat_member.status in (ChatMemberStatus.BANNED, ChatMemberStatus.LEFT)
        await play(update, context, e.Blocked() if shut else e.Unblocked())


async def inline(update: Update, context: Context) -> None:
    """One's own card as a cached photo, or the plain link; other words search the library. Never cached for others."""
    query = update.inline_query
    if query is not None:
        external, lang = str(query.from_user.id), lang_of(query.from_user)
        if query.query.strip().lower() in ("", card_draft.INLINE):
            results, leads = await _offers(context, external, lang), None
        else:
            results, leads = await _found(context, external, lang, query.query)
        await answer(lambda: query.answer(results, cache_time=0, is_personal=True, button=leads))


async def _found(context: Context, external: str, lang: str, query: str) -> finding.Offer:
    here = desk(context)
    async with here.store.reading() as db:
        known = await people.look(db, Address("tg", external))
    return here.finder.offer(known.profile.lang if known else lang, query)


async def _offers(context: Context, external: str, lang: str) -> list[InlineQueryResult]:
    here = desk(context)
    async with here.store.reading() as db:
        known = await people.look(db, Address("tg", external))
        picture = card_draft.picture(known) if known else None
        file = (
            await screens.file_of(db, here.bot_name, here.draws.digest(picture, known.profile.lang))
            if (picture and known)
            else ""
        )
    lang = known.profile.lang if known else lang
    if picture and file:
        return [InlineQueryResultCachedPhoto("card", file, caption=_caption(context, lang, picture))]
    title = here.renderer.label(lang, words("card.inline.title"))
    text = here.renderer.label(lang, words("card.inline.text", link=here.link))
    return [InlineQueryResultArticle("link", title, InputTextMessageContent(text))]


def _caption(context: Context, lang: str, picture: Picture) -> str:
    here = desk(context)
    alt = here.renderer.label(lang, picture.alt)
    return f"{alt}\n\n{here.link}"[:1024]


async def stumbled(update: object, context: Context) -> None:
    """An operator gets the cause and the update's id; a person's words never stand in a log."""
    log.error("update %s failed: %s", update_id(), type(context.error).__name__, exc_info=context.error)
    if isinstance(update, Update) and update.effective_message and not update.callback_query and _is_private(update):
        text = desk(context).renderer.label(lang_of(update.effective_user), words("front.sorry"))
        await update.effective_message.reply_text(text)


def _is_private(update: Update) -> bool:
    return update.effective_chat is not None and update.effective_chat.type == ChatType.PRIVATE


HANDLERS = (
    ChatMemberHandler(door, ChatMemberHandler.MY_CHAT_MEMBER),
    InlineQueryHandler(inline),
)
