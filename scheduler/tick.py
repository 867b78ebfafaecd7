"""One tick, many workers: play everyone who is due, and now and then recover and purge.

APScheduler only says "look now". That a nudge comes once is the database's doing, not that of there being one ticker.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot import clock
from bot.app import Kintsugi
from bot.store import couples, inbox, outbox, tries

log = logging.getLogger(__name__)
BATCH = 50
RECOVER_SECONDS = 30
PURGE_SECONDS = 3600


class Ticker:
    """Three interval jobs over one house."""

    def __init__(self, house: Kintsugi) -> None:
        self._house = house
        self._under_way: set[asyncio.Task[Any]] = set()

    async def run(self) -> None:
        """Tick until cancelled; what is being looked after then comes to its end."""
        # A look that takes longer than the next one waits is daily life, and coalesced.
        logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)
        jobs = AsyncIOScheduler(timezone="UTC")
        common: dict[str, Any] = {"max_instances": 1, "coalesce": True, "misfire_grace_time": None}
        tick = self._house.settings.tick_seconds
        for work, seconds in ((self.tick, tick), (self.recover, RECOVER_SECONDS), (self.purge, PURGE_SECONDS)):
            jobs.add_job(self._job, "interval", args=[work], seconds=seconds, **common)
        jobs.start()
        try:
            await self._whole(self.tick)
            await asyncio.Event().wait()
        finally:
            jobs.remove_all_jobs()
            # What it says from here on is that it is being stopped.
            logging.getLogger("apscheduler").setLevel(logging.CRITICAL)
            jobs.shutdown(wait=False)
            if self._under_way:
                await asyncio.wait(self._under_way)

    async def _job(self, work: Callable[[], Awaitable[object]]) -> None:
        # A stop cuts off the waiting for a look, not the look; that is no fault to log.
        with contextlib.suppress(asyncio.CancelledError):
            await self._whole(work)

    async def _whole(self, work: Callable[[], Awaitable[object]]) -> None:
        # At a stop APScheduler would cut off what it runs.
        task = asyncio.ensure_future(work())
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        await asyncio.shield(task)

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
        """Drop what nobody needs any more, and what has ended by itself where two read it."""
        at = clock.machine()
        async with self._house.store.writing() as db:
            await inbox.purge(db, at)
            await outbox.expire(db, self._house.now())
            await outbox.purge(db, at)
            await couples.purge(db, self._house.now())
            await tries.purge(db, self._house.now())
        await self._house.stage.look_over()
