"""A real python-telegram-bot application lives on the in-process wire."""

from __future__ import annotations

from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, ContextTypes

from simulator.phone import Phone
from simulator.wire import WorldRequest
from simulator.world import TOKEN, World

KEY = InlineKeyboardMarkup([[InlineKeyboardButton("Count", callback_data="count")]])


async def start(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.effective_message is not None
    await update.effective_message.reply_text("0", reply_markup=KEY)


async def count(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    query = update.callback_query
    assert query is not None
    assert query.message is not None
    await query.answer("counted")
    await query.edit_message_text(str(int(getattr(query.message, "text", "0")) + 1), reply_markup=KEY)


async def work(world: World, app: Application[Any, Any, Any, Any, Any, Any]) -> None:
    """Hand over what is queued until nothing is."""
    while updates := world.bot().queue.drain():
        for raw in updates:
            await app.process_update(Update.de_json(raw, app.bot))


async def test_an_application_counts_presses(world: World, mei: Phone) -> None:
    app = Application.builder().token(TOKEN).request(WorldRequest(world)).updater(None).job_queue(None).build()
    app.add_handler(CommandHandler("start", start))
    app.add_handler(CallbackQueryHandler(count))
    async with app:
        mei.say("/start")
        await work(world, app)
        for _ in range(3):
            mei.press("Count")
            await work(world, app)
    assert mei.last.text == "3"
    assert mei.toasts == ["counted"] * 3
    assert world.faults == []
    assert (world.unanswered, world.refused) == ([], [])
