"""The scheduler's door: `python -m scheduler`, beside `python -m bot` on the same database."""

from __future__ import annotations

import asyncio
import os
import sys

import uvloop

from bot import quiet
from bot.app import assemble
from bot.settings import Settings, SettingsError, read
from scheduler.tick import Ticker


async def run(settings: Settings) -> None:
    """The ticker, and a courier for what it leaves to carry."""
    house = await assemble(settings)
    try:
        await asyncio.gather(house.courier.run(), Ticker(house).run())
    finally:
        await house.close()


def main() -> int:
    """Run until told to stop. Returns 2 for settings that cannot be used."""
    try:
        settings = read(os.environ)
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 2
    quiet.logs(settings)
    uvloop.run(run(settings))
    return 0


if __name__ == "__main__":
    sys.exit(main())
