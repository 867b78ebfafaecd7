"""The stage: read, step, write, hand back what is to be said. One transaction for all who came at the same time.

Many visits share a transaction because a commit costs more than a step. A visit that fails is played again alone,
and only its own visitor hears of it. That is safe because stepping is pure.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from msgspec.structs import replace as struct_replace
from sqlalchemy.exc import DBAPIError

from bot import states
from bot.domain.events import Event, Ticked
from bot.domain.facts import Forget
from bot.domain.library import Library
from bot.domain.memory import Memory
from bot.domain.people import Address, Profile, reach_of
from bot.domain.scene import Scene, Turn
from bot.flows import calendar, house
from bot.store import facts, inbox, outbox, people, shelf
from bot.store.engine import Store, instant
from bot.store.facts import SlotTaken
from bot.store.inbox import PlayedBefore
from bot.store.people import Change, Row, Stale
from bot.store.sql import Db

log = logging.getLogger(__name__)
MOST = 100
TRIES = 3


@dataclass(frozen=True, slots=True)
class Visit:
    """Someone comes with an event. `ref` is the message that was pressed; `lang` and `name` are what the channel says
    of a person never met before; `update_id` is crossed off with the turn."""

    address: Address
    event: Event
    ref: str = ""
    lang: str = "en"
    name: str = ""
    update_id: int | None = None
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class Played:
    """What a press hears at once: a short word by key (or ""), in the person's language."""

    toast: str = ""
    lang: str = "en"


@dataclass(frozen=True, slots=True)
class House:
    """What every scene is given beside the person: the words, the plain link, and whether inline mode is on."""

    library: Library
    link: str = ""
    inline: bool = True


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
        for (_, future), outcome in zip(batch, outcomes, strict=True):
            if future.cancelled():
                continue
            if isinstance(outcome, BaseException):
                future.set_exception(outcome)
            else:
                future.set_result(outcome)

    async def _alone(self, visit: Visit) -> Played | BaseException:
        failure: BaseException = Stale()
        for attempt in range(TRIES):
            try:
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

    async def _transaction(self, visits: Sequence[Visit], unsaid: bool = False) -> list[Played]:
        """Play visits in one transaction. `unsaid`: the slot was used before, so time moves on and nothing is said."""
        now = self._clock()
        async with self._store.writing() as db:
            rows = await self._meet(db, visits, now)
            work = [_Work(visit, row, *await self._step(db, visit, row, now)) for visit, row in rows]
            if unsaid:
                work = [replace(w, turn=Turn(w.turn.then)) for w in work]
            await self._write(db, work, now)
            await inbox.done(db, [w.visit.update_id for w in work if w.visit.update_id is not None])
        if any(w.turn.say for w in work):
            self.on_said()
        played = {id(w.visit): Played(w.turn.toast, w.turn.then.profile.lang) for w in work}
        return [played.get(id(visit), Played()) for visit in visits]

    async def _meet(self, db: Db, visits: Sequence[Visit], now: datetime) -> list[tuple[Visit, Row]]:
        ticked = {v.person_id: v for v in visits if v.person_id is not None}
        others = {v.address: v for v in visits if v.person_id is None}
        found = await people.lock(db, sorted(ticked)) if ticked else []
        pairs = [(ticked[row.id], row) for row in found]
        if others:
            rows = await people.find(db, list(others))
            strangers = [a for a in others if a not in {row.address for row in rows}]
            if strangers:
                await people.meet(db, [(a, _first_memory(others[a])) for a in strangers], now)
                rows = await people.find(db, list(others))
            pairs += [(others[row.address], row) for row in rows]
        return pairs

    async def _step(self, db: Db, visit: Visit, row: Row, now: datetime) -> tuple[Scene, Turn]:
        scene = Scene(
            memory=row.memory,
            now=now,
            library=self._house.library,
            turn=row.turn,
            seed=row.seed,
            reach=reach_of(row.address.channel, row.memory.profile),
            bot_link=self._house.link,
            inline=self._house.inline,
        )
        wanted = house.wants(scene, visit.event)
        if wanted is not None:
            scene = struct_replace(scene, shelf=await shelf.fetch(db, row.id, wanted))
        return scene, house.play(scene, visit.event)

    async def _write(self, db: Db, work: list[_Work], now: datetime) -> None:
        stay = [w for w in work if not w.leaves]
        changes = [Change(w.row.id, w.row.turn, w.turn.then, calendar.next_at(w.turn.then, now)) for w in stay]
        if changes:
            await people.write(db, sorted(changes, key=lambda c: c.id))
        owned = [(w.row.id, fact) for w in stay for fact in w.turn.do]
        if owned:
            await facts.keep(db, owned, now)
        for w in work:
            if w.leaves:
                await people.forget(db, w.row.id, w.row.address)
        lines = [line for w in work for line in w.lines(now)]
        if lines:
            await outbox.put(db, lines)


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


def _first_memory(visit: Visit) -> Memory:
    return Memory(profile=Profile(lang=visit.lang, name=visit.name))


@dataclass(frozen=True, slots=True)
class _Work:
    visit: Visit
    row: Row
    scene: Scene
    turn: Turn

    @property
    def leaves(self) -> bool:
        return any(isinstance(fact, Forget) for fact in self.turn.do)

    def lines(self, now: datetime) -> list[outbox.Line]:
        """What this turn says, as lines to carry. What the clock brought goes behind replies, and expires."""
        nudge = isinstance(self.visit.event, Ticked) and not self.turn.asked
        until = calendar.expires(self.turn.then, now) if nudge else None
        line = outbox.Line(
            chat=people.chat_of(self.row.address),
            person_id=None if self.leaves else self.row.id,
            lang=self.turn.then.profile.lang,
            plain=not reach_of(self.row.address.channel, self.turn.then.profile).buttons,
            kind="nudge" if nudge else "reply",
            screen="",
            fresh=False,
            ref=self.visit.ref,
            say="",
            update_id=self.visit.update_id,
            expires_at=None if until is None else instant(until),
        )
        return [
            replace(line, screen=say.screen, fresh=say.fresh or not self.scene.reach.edits, say=states.write_say(say))
            for say in self.turn.say
        ]
