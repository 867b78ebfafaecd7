"""The world's clock: it steps from one due moment to the next, never leaps over one, and never runs backwards."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, Protocol

from bot import clock
from simulator.books import Ledger

# The scheduler claims somebody by moving `next_at` this far ahead, and moves it on when it has played them.
LEASE: Final = timedelta(seconds=61)
A_MOMENT: Final = timedelta(milliseconds=50)
Each = Callable[[], Awaitable[object]]


class Looks(Protocol):
    """What the clock asks before it moves."""

    def look(self) -> Ledger: ...


class Stuck(RuntimeError):
    """The bot did not come to rest within the clock's patience."""


class Clockwork:
    """Moves the offset in `file`, which the bot, its scheduler and the world read.

    idle: whether no update and no query is on its way. patience: seconds of the machine's clock that the bot may take
    at one moment; claim_seconds: how long the scheduler may take over those who are due. heard: called after every
    move and when a journey begins or ends.
    """

    patience = 30.0
    glance = 0.02
    claim_seconds = 15.0

    def __init__(
        self,
        file: Path,
        books: Looks,
        *,
        idle: Callable[[], bool] = lambda: True,
        machine: Callable[[], datetime] = clock.world,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self.file = file
        self.books = books
        self.idle = idle
        self.offset = 0.0
        self.moving = False
        self.heard: Callable[[], None] = lambda: None
        self._machine = machine
        self._sleep = sleep
        self._stopping = False

    def now(self) -> datetime:
        """The world's time, UTC."""
        return self._machine() + timedelta(seconds=self.offset)

    def write(self, offset: float) -> None:
        """Put the clock's offset (seconds) into its file at once and whole. Raises ValueError for a step back."""
        if offset < self.offset:
            raise ValueError("the world's clock does not run backwards")
        self.offset = offset
        fresh = self.file.with_suffix(".new")
        fresh.write_text(repr(offset))
        os.replace(fresh, self.file)
        self.heard()

    def stop(self) -> None:
        """End the journey under way at the next moment."""
        self._stopping = self.moving

    async def forward(self, span: timedelta, each: Each | None = None) -> bool:
        """So far ahead, by way of every due moment. See `to`."""
        return await self.to(self.now() + span, each)

    async def to_next(self, each: Each | None = None) -> bool:
        """To the next due moment; False when nobody is due any more. See `to`."""
        await self.settle()
        due = self.books.look().next
        return due is not None and await self.to(max(due, self.now()) + A_MOMENT, each)

    async def to(self, target: datetime, each: Each | None = None) -> bool:
        """To an instant by way of every due moment before it, at rest at each; `each` is awaited there.

        Returns False when it was stopped. Raises `Stuck` when the bot does not come to rest, RuntimeError when the
        clock is moving already.
        """
        if self.moving:
            raise RuntimeError("the clock is moving already")
        self.moving, self._stopping = True, False
        self.heard()
        try:
            await self._journey(target, each)
            return not self._stopping
        finally:
            self.moving = self._stopping = False
            self.heard()

    async def _journey(self, target: datetime, each: Each | None) -> None:
        await self._rest(each)
        while not self._stopping and self.now() < target:
            ledger = self.books.look()
            due = ledger.next
            ahead = target if due is None else min(target, due + A_MOMENT)
            self._jump(ahead)
            await self._played({who for who, at in ledger.due.items() if at <= ahead})
            await self._rest(each)

    def _jump(self, at: datetime) -> None:
        span = (at - self.now()).total_seconds()
        if span > 0:
            self.write(self.offset + span)

    async def _rest(self, each: Each | None) -> None:
        await self.settle()
        if each is not None and not self._stopping:
            await each()
            await self.settle()

    async def _played(self, due: set[str]) -> None:
        """Wait until those who are due have been claimed and played, or for as long as that may take at the most."""
        waited = 0.0
        while due and waited < self.claim_seconds:
            now, dues = self.now(), self.books.look().due
            due = {who for who in due if who in dues and dues[who] <= now + LEASE}
            await self._pause()
            waited += self.glance

    async def settle(self) -> None:
        """Wait until nothing is under way and nobody is overdue. Raises `Stuck`."""
        waited = 0.0
        quiet = 0
        while quiet < 2:
            ledger = self.books.look()
            overdue = ledger.next is not None and ledger.next <= self.now()
            quiet = 0 if ledger.busy or overdue or not self.idle() else quiet + 1
            if waited > self.patience:
                raise Stuck(_why(ledger, overdue))
            await self._pause()
            waited += self.glance

    async def _pause(self) -> None:
        await self._sleep(self.glance)


def _why(ledger: Ledger, overdue: bool) -> str:
    if not ledger.open:
        return "the bot's database did not open"
    if ledger.busy:
        return f"the bot did not come to rest: {ledger.inbox} updates and {ledger.outbox} messages are waiting"
    return "somebody is due, and the scheduler does not come" if overdue else "a query is left without its answer"
