"""The smallest possible python-telegram-bot bot, on its default transport: python -m benchmarks.peers.ptb_bot."""

from __future__ import annotations

from telegram import Message, Update
from telegram.ext import Application, CallbackQueryHandler, ContextTypes

from benchmarks.peers import target


async def pressed(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    query = update.callback_query
    if query is None or not isinstance(query.message, Message):
        return
    await query.answer()
    await query.edit_message_text(f"{query.data} {query.id}", reply_markup=query.message.reply_markup)


def main() -> None:
    to = target("The smallest possible python-telegram-bot bot")
    builder = Application.builder().token(to.token).base_url(f"{to.api}/bot").base_file_url(f"{to.api}/file/bot")
    application = builder.build()
    application.add_handler(CallbackQueryHandler(pressed))
    application.run_polling(allowed_updates=[Update.CALLBACK_QUERY])


if __name__ == "__main__":
    main()
