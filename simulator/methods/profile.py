"""What a bot says about itself: commands, names and descriptions in each language, the menu button."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from simulator.errors import bad
from simulator.methods.registry import Request, method
from simulator.model import Bot, Json

if TYPE_CHECKING:
    from simulator.world import World

_COMMAND: Final = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE: Final = re.compile(r"[a-z]{2}")
_LIMITS: Final = {"name": 64, "description": 512, "short_description": 120}


def _language(request: Request) -> str:
    code: str = request.get("language_code", "")
    if code and not _LANGUAGE.fullmatch(code):
        raise bad("invalid language code specified")
    return code


def _scope(request: Request) -> str:
    scope: Json = request.get("scope") or {"type": "default"}
    return "default" if scope["type"] == "default" else json.dumps(scope, sort_keys=True)


@method("setMyCommands")
def set_my_commands(world: World, request: Request) -> bool:
    commands: list[Json] = request.params["commands"]
    if len(commands) > 100:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    for one in commands:
        if not _COMMAND.fullmatch(one["command"].removeprefix("/")):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(one["description"]) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    request.bot.commands[(_scope(request), _language(request))] = commands
    world.happened("commands", what=request.bot)
    return True


@method("getMyCommands")
def get_my_commands(world: World, request: Request) -> list[Json]:
    return request.bot.commands.get((_scope(request), _language(request)), [])


@method("deleteMyCommands")
def delete_my_commands(world: World, request: Request) -> bool:
    request.bot.commands.pop((_scope(request), _language(request)), None)
    world.happened("commands", what=request.bot)
    return True


def commands_for(bot: Bot, language_code: str | None, chat_id: int) -> list[Json]:
    """The command menu that a person in a private chat sees: the narrowest scope, the own language first."""
    code = (language_code or "").split("-")[0]
    chat = json.dumps({"type": "chat", "chat_id": chat_id}, sort_keys=True)
    private = json.dumps({"type": "all_private_chats"})
    for scope in (chat, private, "default"):
        for language in (code, ""):
            if bot.commands.get((scope, language)):
                return bot.commands[(scope, language)]
    return []


def text_for(bot: Bot, what: str, language_code: str | None) -> str:
    """The bot's name, description or short_description as a person with this language sees it."""
    code = (language_code or "").split("-")[0]
    fallback = bot.first_name if what == "name" else ""
    return bot.texts.get((what, code)) or bot.texts.get((what, "")) or fallback


def _set(world: World, request: Request, what: str) -> bool:
    text: str = request.get(what, "")
    if len(text) > _LIMITS[what]:
        raise bad(f"{what.replace('_', ' ')} is too long")
    request.bot.texts[(what, _language(request))] = text
    world.happened("profile", what=request.bot)
    return True


def _get(request: Request, what: str) -> dict[str, Any]:
    return {what: text_for(request.bot, what, _language(request))}


@method("setMyName")
def set_my_name(world: World, request: Request) -> bool:
    return _set(world, request, "name")


@method("setMyDescription")
def set_my_description(world: World, request: Request) -> bool:
    return _set(world, request, "description")


@method("setMyShortDescription")
def set_my_short_description(world: World, request: Request) -> bool:
    return _set(world, request, "short_description")


@method("getMyName")
def get_my_name(world: World, request: Request) -> Json:
    return _get(request, "name")


@method("getMyDescription")
def get_my_description(world: World, request: Request) -> Json:
    return _get(request, "description")


@method("getMyShortDescription")
def get_my_short_description(world: World, request: Request) -> Json:
    return _get(request, "short_description")


@method("setChatMenuButton")
def set_chat_menu_button(world: World, request: Request) -> bool:
    request.bot.menus[request.get("chat_id", 0)] = request.get("menu_button") or {"type": "default"}
    world.happened("menu", what=request.bot)
    return True


@method("getChatMenuButton")
def get_chat_menu_button(world: World, request: Request) -> Json:
    menus = request.bot.menus
    return menus.get(request.get("chat_id", 0)) or menus.get(0) or {"type": "default"}
