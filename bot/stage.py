"""The stage: read, step, write, hand back what is to be said. One transaction for all who came at the same time.

Many visits share a transaction because a commit costs more than a step. A visit that fails is played again alone,
and only its own visitor hears of it. That is safe because stepping is pure.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from msgspec.structs import replace as struct_replace
from sqlalchemy.exc import DBAPIError

from bot import duet, lending
from bot.domain.bond import Linking
from bot.domain.events import Ticked
from bot.domain.memory import Memory
from bot.domain.people import Address
from bot.domain.scene import Turn
from bot.flows import house
from bot.store import couples, inbox, outbox, people, tries
from bot.store.engine import Store
from bot.store.facts import SlotTaken
from bot.store.inbox import PlayedBefore
from bot.store.people import Row, Stale
from bot.store.sql import Db
from bot.visits import ALONE, House, Played, Visit, Work, keep, scene_of, step

log = logging.getLogger(__name__)
MOST = 100
TRIES = 3
__all__ = ["House", "Played", "Stage", "Visit"]

# A visit that concerns two people: it is played by itself, as a duet.
APART = Played("apart")


class Stage:
    """Plays visits, in batches. `on_said` is called after each commit that left lines to carry."""

    def __init__(self, store: Store, house_: House, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._house = house_
        self._clock = clock
        self.on_said: Callable[[], None] = lambda: None
        self._waiting: list[tuple[Visit, asyncio.Future[Played]]] = []
        self._pump: asyncio.Task[None] | None = None

    async def play(self, visit: Visit) -> Played:
        """Play one visit to its commit. Raises what its step or its writing raised."""
        future: asyncio.Future[Played] = asyncio.get_running_loop().create_future()
        self._waiting.append((visit, future))
        if self._pump is None or self._pump.done():
            self._pump = asyncio.create_task(self._run())
        return await future

    async def tell(self, line: outbox.Line) -> None:
        """Say something to a chat of which nothing is kept."""
        async with self._store.writing() as db:
            await outbox.put(db, [line])
        self.on_said()

    @property
    def home(self) -> House:
        """What every scene here is given."""
        return self._house

    async def finish(self) -> None:
        """Wait for the visits that are being played."""
        if self._pump is not None:
            await asyncio.wait([self._pump])

    async def play_due(self, most: int = MOST) -> int:
        """Play people whose time has come, at most `most`. Returns how many were due."""
        now = self._clock()
        async with self._store.writing() as db:
            ids = await people.claim_due(db, now, most)
        nobody = Address("", "")
        visits = [Visit(nobody, Ticked(), person_id=i) for i in ids]
        done = await asyncio.gather(*(self.play(v) for v in visits), return_exceptions=True)
        for person_id, outcome in zip(ids, done, strict=True):
            if isinstance(outcome, BaseException):
                # The lease that was set at the claim brings this person back in a minute; nobody else waits for it.
                log.error("a nudge failed (person %s)", person_id, exc_info=outcome)
        return len(ids)

    async def look_over(self) -> None:
        """What was let be seen and has ended by itself gives way, in groups and on phones. Of two readers neither may
        tell by it when the other's morning is, so it comes at an hour that is nobody's."""
        now, last = self._clock(), 0
        async with self._store.writing() as db:
            await lending.take_down(db, self._house, await couples.in_groups(db), now)
        while True:
            async with self._store.writing() as db:
                found = await couples.readers(db, last, MOST)
                await lending.look_over(db, self._house, found, now)
            if not found:
                break
            last = found[-1]
        self.on_said()

    async def _run(self) -> None:
        while self._waiting:
            batch, self._waiting = _one_each(self._waiting)
            await self._settle(batch)

    async def _settle(self, batch: list[tuple[Visit, asyncio.Future[Played]]]) -> None:
        outcomes: list[Played | BaseException] = []
        try:
            outcomes = list(await self._transaction([visit for visit, _ in batch]))
        except Exception as error:
            if len(batch) > 1:
                log.info("a batch of %s is played one by one: %s", len(batch), type(error).__name__)
            outcomes = [await self._alone(visit) for visit, _ in batch]
        for (visit, future), outcome in zip(batch, outcomes, strict=True):
            if outcome is APART:
                outcome = await self._alone(visit, together=True)
            if future.cancelled():
                continue
            if isinstance(outcome, BaseException):
                future.set_exception(outcome)
            else:
                future.set_result(outcome)

    async def _alone(self, visit: Visit, together: bool = False) -> Played | BaseException:
        failure: BaseException = Stale()
        for attempt in range(TRIES):
            try:
                if together:
                    return await self._duet(visit, unsaid=isinstance(failure, SlotTaken))
                return (await self._transaction([visit], unsaid=isinstance(failure, SlotTaken)))[0]
            except PlayedBefore:
                # Its lease ran out while it was played here; whoever played it has answered.
                return Played()
            except (Stale, SlotTaken, DBAPIError) as error:
                failure = error
                await asyncio.sleep(0.01 * 4**attempt)
            except Exception as error:
                return error
        return failure

    async def _duet(self, visit: Visit, unsaid: bool) -> Played:
        played = await duet.play(self._store, self._house, visit, self._clock(), unsaid)
        self.on_said()
        return played

    async def _transaction(self, visits: Sequence[Visit], unsaid: bool = False) -> list[Played]:
        """Play visits in one transaction. `unsaid`: the slot was used before, so time moves on and nothing is said."""
        now = self._clock()
        async with self._store.writing() as db:
            rows = await self._meet(db, visits, now)
            near = await lending.near(db, self._house, [row for _, row in rows], now)
            scenes = [(v, row, scene_of(self._house, row, now, near.get(row.id, ALONE))) for v, row in rows]
            apart = {id(v) for v, _, scene in scenes if house.meets(scene, v.event) is not None}
            work = [Work(v, r, scene, await step(db, scene, v.event)) for v, r, scene in scenes if id(v) not in apart]
            if unsaid:
                work = [replace(w, turn=Turn(w.turn.then)) for w in work]
            await keep(db, work, now)
            await lending.say(db, self._house, work, now)
            await inbox.done(db, [w.visit.update_id for w in work if w.visit.update_id is not None])
        if any(w.turn.say for w in work):
            self.on_said()
        played = {id(w.visit): Played(w.turn.toast, w.turn.then.profile.lang) for w in work}
        return [APART if id(visit) in apart else played.get(id(visit), Played()) for visit in visits]

    async def _meet(self, db: Db, visits: Sequence[Visit], now: datetime) -> list[tuple[Visit, Row]]:
        ticked = {v.person_id: v for v in visits if v.person_id is not None}
        others = {v.address: v for v in visits if v.person_id is None}
        found = await people.lock(db, sorted(ticked)) if ticked else []
        pairs = [(ticked[row.id], row) for row in found]
        if others:
            rows = await people.find(db, list(others))
            strangers = [a for a in others if a not in {row.address for row in rows}]
            if strangers:
                await people.meet(db, [(a, await self._first(db, others[a])) for a in strangers], now)
                rows = await people.find(db, list(others))
            pairs += [(others[row.address], row) for row in rows]
        return pairs

    async def _first(self, db: Db, visit: Visit) -> Memory:
        """What is remembered of somebody new: nothing but the codes that they tried before they deleted everything."""
        memory = visit.first_memory
        tried = await tries.of(db, self._house.key, visit.address)
        return struct_replace(memory, linking=Linking(tries=tried)) if tried else memory


def _one_each(
    waiting: list[tuple[Visit, asyncio.Future[Played]]],
) -> tuple[list[tuple[Visit, asyncio.Future[Played]]], list[tuple[Visit, asyncio.Future[Played]]]]:
    """The first visit of each person, and the rest: two of one person's visits never share a transaction.

    A tick names its person by id and a press by address, so ticks go in a transaction of their own.
    """
    ticks = waiting[0][0].person_id is not None
    now: list[tuple[Visit, asyncio.Future[Played]]] = []
    later: list[tuple[Visit, asyncio.Future[Played]]] = []
    seen: set[object] = set()
    for entry in waiting:
        who: object = entry[0].person_id if ticks else entry[0].address
        if (entry[0].person_id is not None) is ticks and who not in seen and len(now) < MOST:
            seen.add(who)
            now.append(entry)
        else:
            later.append(entry)
    return now, later
