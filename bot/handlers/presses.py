"""Buttons: callback data into an event; the answer of the query is the turn's short word."""

from __future__ import annotations

from telegram import Update
from telegram.ext import CallbackQueryHandler

from bot import buttons
from bot.domain.speech import words
from bot.handlers.desk import Context, answer, desk, lang_of, play
from bot.stage import Played


async def press(update: Update, context: Context) -> None:
    """Play the press, then answer its query straight after the commit."""
    query = update.callback_query
    if query is None:
        return
    played = Played("front.toast.sorry", lang_of(query.from_user))
    try:
        played = await play(update, context, buttons.read(query.data or ""))
    finally:
        text = desk(context).renderer.label(played.lang, words(played.toast)) if played.toast else None
        await answer(lambda: query.answer(text))


HANDLERS = (CallbackQueryHandler(press),)
