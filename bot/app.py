"""The wiring: the only place where the parts of the house meet."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from telegram import Bot
from telegram.error import TelegramError
from telegram.ext import Application
from telegram.request import BaseRequest

from bot import clock, handlers, profile
from bot.carriage import Carriage
from bot.content.load import load
from bot.courier import Carries, Courier
from bot.domain.library import Library
from bot.handlers.desk import Desk
from bot.handlers.finding import Finder
from bot.packer import Packer
from bot.papers import Bindery
from bot.pictures.gallery import Gallery
from bot.porch import Porch
from bot.render import Renderer
from bot.settings import Settings
from bot.stage import House, Stage
from bot.store.engine import Store, connect
from bot.wire import Wire

log = logging.getLogger(__name__)
Ptb = Application[Any, Any, Any, Any, Any, Any]


@dataclass(slots=True)
class Kintsugi:
    """The house, put together. `open` before anything else, `close` at the end."""

    settings: Settings
    store: Store
    stage: Stage
    courier: Courier
    porch: Porch
    ptb: Ptb
    renderer: Renderer
    now: Callable[[], datetime]

    @property
    def bot(self) -> Bot:
        found: Bot = self.ptb.bot
        return found

    async def close(self) -> None:
        """Give back connections."""
        await self.ptb.shutdown()
        await self.store.close()


async def assemble(
    settings: Settings,
    *,
    request: BaseRequest | None = None,
    now: Callable[[], datetime] | None = None,
    library: Library | None = None,
    channels: dict[str, Carries] | None = None,
) -> Kintsugi:
    """Put the house together and say hello to the Bot API server. Raises PTB's `InvalidToken` for a wrong token.

    Tests bring their own wire, clock and channels; everything else is what runs.
    """
    now = now or (clock.moved_by(settings.clock) if settings.clock else clock.world)
    ptb = await _ptb(settings, request)
    me, name = ptb.bot.bot, str(ptb.bot.bot.id)
    library = library or load()
    renderer = Renderer(library)
    store = Store(connect(settings.database_url))
    key = hashlib.blake2b(settings.token.encode(), person=b"digests").digest()
    house = House(library, f"https://t.me/{me.username}", inline=bool(me.supports_inline_queries), key=key)
    stage = Stage(store, house, now)
    gallery = Gallery(renderer, house.link)
    carriages = {"tg": Carriage(ptb.bot), **(channels or {})}
    packer = Packer(store, renderer, gallery, Bindery(renderer), bot_name=name)
    courier = Courier(store, stage, packer, carriages, bot_name=name, rate=settings.send_rate, now=now)
    stage.on_said = courier.poke
    porch = Porch(store, ptb.bot, ptb.process_update)
    finder = Finder(library, renderer, house.link)
    ptb.bot_data["desk"] = Desk(stage, renderer, store, gallery, name, house.link, finder)
    handlers.register(ptb)
    return Kintsugi(settings, store, stage, courier, porch, ptb, renderer, now)


async def _ptb(settings: Settings, request: BaseRequest | None) -> Ptb:
    """PTB's application, after it said hello to the Bot API server."""
    builder = (
        Application.builder()
        .token(settings.token)
        .base_url(f"{settings.api_url}/bot")
        .base_file_url(f"{settings.api_url}/file/bot")
        .updater(None)
        .job_queue(None)
        .request(request or Wire())
        .get_updates_request(request or Wire(connections=2))
    )
    ptb = builder.build()
    try:
        await ptb.initialize()
    except TelegramError:
        await ptb.bot.shutdown()
        raise
    return ptb


async def introduce(house: Kintsugi) -> None:
    """Tell Telegram the menu and the descriptions in each language; what it refuses is logged, not fatal."""
    await profile.introduce(house.bot, house.renderer)
