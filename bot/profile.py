"""What Telegram shows of the bot before anybody writes: its menu and its descriptions, in each language."""

from __future__ import annotations

import logging

from telegram import Bot, BotCommand

from bot.domain.speech import words
from bot.render import Renderer

log = logging.getLogger(__name__)
COMMANDS = ("today", "log", "progress", "together", "library", "settings", "privacy", "help")
# "" is what Telegram shows where there is nothing in the person's own language.
LANGUAGES = {"": "en", "zh": "zh"}


async def introduce(bot: Bot, renderer: Renderer) -> None:
    """Set menu and descriptions, in every language, where they differ from what Telegram has. Never raises."""
    for code, lang in LANGUAGES.items():
        try:
            await _introduce(bot, renderer, code, lang)
        # Whatever it is: a menu that could not be set is no reason not to answer people.
        except Exception as error:
            log.warning("the menu could not be set (%s): %s", lang, type(error).__name__)


async def _introduce(bot: Bot, renderer: Renderer, code: str, lang: str) -> None:
    def say(key: str) -> str:
        return renderer.label(lang, words(f"profile.{key}"))

    commands = tuple(BotCommand(name, say(f"command.{name}")) for name in COMMANDS)
    if await bot.get_my_commands(language_code=code) != commands:
        await bot.set_my_commands(commands, language_code=code)
    if (await bot.get_my_description(language_code=code)).description != say("description"):
        await bot.set_my_description(say("description"), language_code=code)
    if (await bot.get_my_short_description(language_code=code)).short_description != say("short"):
        await bot.set_my_short_description(say("short"), language_code=code)
