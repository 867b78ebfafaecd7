"""The smallest possible aiogram bot: python -m benchmarks.peers.aiogram_bot."""

from __future__ import annotations

import asyncio

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import CallbackQuery, Message

from benchmarks.peers import target

dispatcher = Dispatcher()


@dispatcher.callback_query()
async def pressed(query: CallbackQuery) -> None:
    if not isinstance(query.message, Message):
        return
    await query.answer()
    await query.message.edit_text(f"{query.data} {query.id}", reply_markup=query.message.reply_markup)


async def main() -> None:
    to = target("The smallest possible aiogram bot")
    bot = Bot(to.token, session=AiohttpSession(api=TelegramAPIServer.from_base(to.api)))
    await dispatcher.start_polling(bot, allowed_updates=["callback_query"])


if __name__ == "__main__":
    asyncio.run(main())
