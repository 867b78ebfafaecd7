"""The courier: carries the outbox. Marks a line before it goes, and hands in the receipt after."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Protocol

from bot import clock, lending
from bot.carriage import Cargo, Crowd, Gone, Ours, Outcome, wrong_file
from bot.domain.events import Blocked
from bot.domain.people import is_group
from bot.packer import Packer
from bot.receipts import Receipt, after_unknown, enter
from bot.stage import Stage, Visit
from bot.store import outbox, people, screens
from bot.store.engine import Store
from bot.store.outbox import Line
from bot.store.screens import Shown

log = logging.getLogger(__name__)
IN_FLIGHT = 64
# Replies that may wait for their picture besides: at a tenth of a second each, none waits until it counts as left.
WAITING = 400
STALE = 60.0
REST = 0.25


class Carries(Protocol):
    """What brings cargo to a channel."""

    async def carry(self, cargo: Cargo) -> Outcome: ...


class Courier:
    """One a process; several share the outbox and the bucket through the database. `rate`: messages a second."""

    def __init__(
        self,
        store: Store,
        stage: Stage,
        packer: Packer,
        carriages: Mapping[str, Carries],
        *,
        bot_name: str,
        rate: float,
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._stage = stage
        self._packer = packer
        packer.on_wait = self.poke
        self._carriages = carriages
        self._bot_name = bot_name
        self._rate = rate
        self._now = now
        self._poke = asyncio.Event()
        self._receipts: list[Receipt] = []
        self._under_way: set[asyncio.Task[None]] = set()
        self._closing = False
        self._rest = REST

    def poke(self) -> None:
        """There may be lines to carry."""
        self._poke.set()

    @property
    def idle(self) -> bool:
        """Whether nothing of this courier's is under way."""
        return not self._under_way and not self._receipts and not self._poke.is_set()

    async def run(self, alone: bool = False) -> None:
        """Carry until told to finish. A fault of the database's is told to the operator and tried again.

        `alone`: no other process carries, so what is found in flight was left by one that died.
        """
        await self.recover(0.0 if alone else STALE)
        while not self._closing or self._under_way or self._receipts:
            try:
                rested = not await self.round()
            except Exception:
                log.exception("the courier stumbled; it goes on")
                await asyncio.sleep(1.0)
                continue
            if rested:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._poke.wait(), self._rest)

    def finish(self) -> None:
        """Carry nothing more; `run` ends when what is on its way has arrived and is crossed off."""
        self._closing = True
        self._poke.set()

    async def round(self) -> bool:
        """Cross off what arrived and start what may go, in one commit. Returns whether there was anything to do."""
        self._poke.clear()
        receipts, self._receipts = self._receipts, []
        try:
            lines = await self._turn_over(receipts, clock.machine())
        except Exception:
            # What became of these lines is known; only the database does not know it yet.
            self._receipts = receipts + self._receipts
            raise
        for receipt in receipts:
            if isinstance(receipt.outcome, Gone):
                await self._say_gone(receipt.line)
        if lines:
            await self._start(lines)
        return bool(receipts or lines)

    async def _turn_over(self, receipts: list[Receipt], at: float) -> list[Line]:
        room, nudges = self._room()
        if not receipts:
            async with self._store.reading() as db:
                if room <= 0 or not await outbox.any_ready(db, at):
                    self._rest = REST
                    return []
        async with self._store.writing() as db:
            if receipts:
                await enter(db, receipts, self._stage.home, self._bot_name, self._now())
            lines = await outbox.take(db, at, self._now(), self._rate, room, nudges) if room > 0 else []
            # Consent is read once more, at the last moment before a line goes.
            lines = [await lending.may_go(db, self._stage.home, line, self._now()) for line in lines]
        # With lines waiting and no token left, the next token is what is waited for.
        self._rest = REST if lines or receipts else min(REST, 1 / self._rate)
        return lines

    def _room(self) -> tuple[int, int]:
        """How many lines may be taken, and how many of them may be nudges.

        A line that waits for its picture holds no other reply up: who asks for cards delays nobody's press. A crowd of
        nudges with pictures waits in the outbox instead.
        """
        if self._closing:
            return 0, 0
        all_of_them = len(self._under_way)
        room = min(IN_FLIGHT - (all_of_them - self._packer.drawing), IN_FLIGHT + WAITING - all_of_them)
        return max(0, room), max(0, IN_FLIGHT - all_of_them)

    async def _start(self, lines: list[Line]) -> None:
        known = await self._known(lines)
        for line in lines:
            task = asyncio.create_task(self._carry(line, known.get((line.person_id or 0, line.screen))))
            self._under_way.add(task)
            task.add_done_callback(self._landed)

    def _landed(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        self._poke.set()

    async def _known(self, lines: list[Line]) -> dict[tuple[int, str], Shown]:
        async with self._store.reading() as db:
            wanted = [(x.person_id, x.screen) for x in lines if x.person_id is not None and not x.fresh]
            return await screens.known(db, wanted)

    async def _carry(self, line: Line, known: Shown | None) -> None:
        receipt = await self._delivered(line, known)
        if isinstance(receipt.outcome, Crowd):
            receipt = await self._delivered(lending.unposted(self._stage.home, line), None)
        self._receipts.append(receipt)
        self._poke.set()

    async def _delivered(self, line: Line, known: Shown | None) -> Receipt:
        try:
            # What was shown last is no reason to stay silent: the message may show another screen since, or be gone.
            parcel = await self._packer.pack(line, known)
            carriage = self._carriages[line.chat.partition(":")[0]]
            outcome = await carriage.carry(parcel.cargo)
            if wrong_file(outcome) and isinstance(parcel.cargo.photo, str):
                outcome = await carriage.carry(await self._packer.redrawn(parcel.cargo))
        except Exception as error:
            log.exception("a line could not be carried (line %s, update %s)", line.id, line.update_id)
            return Receipt(line, Ours(type(error).__name__))
        return Receipt(line, outcome, parcel.digest, parcel.picture)

    async def _say_gone(self, line: Line) -> None:
        async with self._store.writing() as db:
            await outbox.silence(db, line.chat)
        if line.person_id is not None and not is_group(line.chat):
            await self._stage.play(Visit(people.address_of(line.chat), Blocked()))

    async def recover(self, age: float = STALE) -> None:
        """Deal with lines that were in flight when a courier died, `age` seconds ago or more."""
        async with self._store.writing() as db:
            for line in await outbox.left_in_flight(db, clock.machine() - age):
                await after_unknown(db, line, "the courier stopped")
        self._poke.set()
