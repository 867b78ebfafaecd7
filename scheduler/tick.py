"""One tick, many workers: play everyone who is due, and now and then recover and purge.

APScheduler only says "look now". That a nudge comes once is the database's doing, not that of there being one ticker.
"""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot import clock
from bot.app import Kintsugi
from bot.store import inbox, outbox

log = logging.getLogger(__name__)
BATCH = 50
RECOVER_SECONDS = 30
PURGE_SECONDS = 3600


class Ticker:
    """Three interval jobs over one house."""

    def __init__(self, house: Kintsugi) -> None:
        self._house = house

    async def run(self) -> None:
        """Tick for ever."""
        jobs = AsyncIOScheduler(timezone="UTC")
        common: dict[str, Any] = {"max_instances": 1, "coalesce": True, "misfire_grace_time": None}
        jobs.add_job(self.tick, "interval", seconds=self._house.settings.tick_seconds, **common)
        jobs.add_job(self.recover, "interval", seconds=RECOVER_SECONDS, **common)
        jobs.add_job(self.purge, "interval", seconds=PURGE_SECONDS, **common)
        jobs.start()
        try:
            await self.tick()
            await asyncio.Event().wait()
        finally:
            jobs.shutdown(wait=False)

    async def tick(self) -> int:
        """Play everyone who is due now, a batch a transaction. Returns how many were."""
        played = 0
        try:
            while found := await self._house.stage.play_due(BATCH):
                played += found
                # A breath between batches: someone who presses now does not wait for everybody's morning.
                await asyncio.sleep(0)
        except Exception:
            log.exception("a tick failed; the next one goes on")
        return played

    async def recover(self) -> None:
        """Deal with lines that a courier left in flight when it died."""
        await self._house.courier.recover()

    async def purge(self) -> None:
        """Drop what nobody needs any more."""
        at = clock.machine()
        async with self._house.store.writing() as db:
            await inbox.purge(db, at)
            await outbox.expire(db, self._house.now())
            await outbox.purge(db, at)
