"""The bot's door: `python -m bot`, and with `--with-scheduler` the scheduler in the same process."""

from __future__ import annotations

import argparse
import asyncio
import gc
import logging
import os
import signal
import sys
from typing import Any
from urllib.parse import urlsplit

import uvloop
from aiohttp import web
from telegram.error import InvalidToken, TelegramError

from bot import quiet
from bot.app import Kintsugi, assemble, introduce
from bot.porch import ALLOWED
from bot.settings import Settings, SettingsError, read
from bot.store.migrate import migrate
from scheduler.tick import Ticker

log = logging.getLogger("bot")
HOOK = "/telegram"
# Seconds that what was begun is given at a stop; hosts kill after ten.
TO_FINISH = 4.0


def main() -> int:
    """Run until told to stop. Returns 2 for settings that cannot be used."""
    parser = argparse.ArgumentParser(prog="python -m bot", description=__doc__)
    parser.add_argument("--with-scheduler", action="store_true", help="run the scheduler in this process too")
    options = parser.parse_args()
    try:
        settings = read(os.environ)
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 2
    quiet.logs(settings)
    try:
        uvloop.run(run(settings, with_scheduler=options.with_scheduler))
    except InvalidToken:
        print("Telegram does not know this TELEGRAM_TOKEN. Ask @BotFather for the right one.", file=sys.stderr)
        return 2
    except TelegramError as error:
        print(
            f"The Bot API server cannot be reached: {type(error).__name__}. Check TELEGRAM_API_URL and the network.",
            file=sys.stderr,
        )
        return 1
    return 0


async def run(settings: Settings, *, with_scheduler: bool) -> None:
    """Everything that runs side by side; one that ends, ends all."""
    if with_scheduler:
        await migrate(settings.database_url)
    house = await assemble(settings)
    rooms = (house.courier.run(alone=with_scheduler), house.porch.work(alone=with_scheduler))
    inside = [asyncio.create_task(work) for work in rooms]
    doors = [introduce_and_rest(house), hooked(house) if settings.webhook_url else polled(house)]
    if with_scheduler:
        doors.append(Ticker(house).run())
    open_doors = [asyncio.create_task(work) for work in doors]
    stop = asyncio.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(sign, stop.set)
    stopped = asyncio.create_task(stop.wait())
    # What was loaded at the start lives as long as the process: no search for garbage has to look at it again.
    gc.collect()
    gc.freeze()
    log.info("ready: @%s", house.bot.username)
    await asyncio.wait([*inside, *open_doors, stopped], return_when=asyncio.FIRST_COMPLETED)
    failed = [t for t in (*inside, *open_doors) if t.done() and not t.cancelled() and t.exception()]
    await shut(house, [*open_doors, stopped], inside)
    if failed:
        await failed[0]


async def shut(house: Kintsugi, doors: list[asyncio.Task[Any]], inside: list[asyncio.Task[None]]) -> None:
    """Let nobody in any more, let what was begun come to its end, close."""
    for task in doors:
        task.cancel()
    await asyncio.gather(*doors, return_exceptions=True)
    house.porch.finish()
    house.courier.finish()
    await asyncio.wait(inside, timeout=TO_FINISH)
    for task in inside:
        task.cancel()
    await asyncio.gather(*inside, return_exceptions=True)
    await house.stage.finish()
    await house.close()


async def introduce_and_rest(house: Kintsugi) -> None:
    """Menu and descriptions once, then nothing."""
    await introduce(house)
    await asyncio.Event().wait()


async def polled(house: Kintsugi) -> None:
    """Updates by long polling."""
    await house.bot.delete_webhook(drop_pending_updates=False)
    await house.porch.poll()


def listens_on(webhook_url: str) -> str:
    """Every address of the container, where a host hands over its port; this machine alone for an address on it."""
    return "127.0.0.1" if urlsplit(webhook_url).hostname in ("127.0.0.1", "localhost", "::1") else "0.0.0.0"


async def hooked(house: Kintsugi) -> None:
    """Updates by webhook, behind whatever brings TLS."""
    settings = house.settings
    runner = web.AppRunner(house.porch.webhook(HOOK, settings.webhook_secret), access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    await web.TCPSite(runner, listens_on(settings.webhook_url), settings.port).start()
    await house.bot.set_webhook(
        f"{settings.webhook_url}{HOOK}",
        secret_token=settings.webhook_secret,
        allowed_updates=list(ALLOWED),
        drop_pending_updates=False,
        max_connections=40,
    )
    try:
        await asyncio.Event().wait()
    finally:
        await runner.cleanup()


if __name__ == "__main__":
    sys.exit(main())
