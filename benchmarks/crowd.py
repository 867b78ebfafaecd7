"""What the scheduler costs: an idle tick among 100,000 people, a thousand due at once, and a press meanwhile.

The house is the real one, on SQLite; nobody's message is sent (what the wire takes is measured by the race).
"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import delete, insert, update

from bot import states
from bot.content.load import load
from bot.domain import events as e
from bot.domain.memory import Memory, Rhythm, Walk
from bot.domain.people import Address, Profile
from bot.stage import House, Stage, Visit
from bot.store import people
from bot.store.engine import Store, connect, instant
from bot.store.migrate import migrate
from bot.store.sql import Sql
from bot.tables import person, slot

PEOPLE, DUE = 100_000, 1_000
NOW = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
PAUSE = 0.02


_no_slots = Sql(delete(slot))


def walker() -> str:
    """Somebody on the ninth day of the path, as stored."""
    days = {f"day-{n:02}": "done" for n in range(1, 9)}
    walk = Walk(days=days, steps=("step-1", "step-2"), current="day-08", opened_on=(NOW - timedelta(days=1)).date())
    rhythm = Rhythm(seen_on=(NOW - timedelta(days=1)).date(), heard_at=NOW - timedelta(hours=12))
    return states.write_memory(Memory(profile=Profile(zone="Europe/London"), walk=walk, rhythm=rhythm))


async def fill(store: Store) -> None:
    """A hundred thousand people who are due tomorrow."""
    memory, later = walker(), instant(NOW + timedelta(days=1))
    rows = [
        {"channel": "tg", "external": str(n), "memory": memory, "turn": 0, "seed": n, "met_at": 0, "next_at": later + n}
        for n in range(PEOPLE)
    ]
    for at in range(0, PEOPLE, 10_000):
        async with store.writing() as db:
            await db.run(Sql(insert(person)), rows[at : at + 10_000])


async def make_due(store: Store, at: datetime) -> None:
    """A thousand of them are due at once."""
    async with store.writing() as db:
        due = update(person).where(person.c.id <= DUE)
        await db.run(Sql(due.values(memory=walker(), next_at=instant(at))))
        await db.run(_no_slots)


async def idle(stage: Stage) -> float:
    """Milliseconds of a look when nobody is due: the median of two hundred."""
    found = []
    for _ in range(200):
        began = time.perf_counter()
        await stage.play_due(50)
        found.append((time.perf_counter() - began) * 1e3)
    return statistics.median(found)


async def claim(store: Store) -> float:
    """Milliseconds to claim a thousand due people: the median of five."""
    found = []
    for _ in range(5):
        await make_due(store, NOW)
        began = time.perf_counter()
        async with store.writing() as db:
            ids = await people.claim_due(db, NOW, DUE)
        found.append((time.perf_counter() - began) * 1e3)
        assert len(ids) == DUE
    return statistics.median(found)


async def play(store: Store, stage: Stage, presses: bool) -> tuple[float, list[float]]:
    """People a second when a thousand are due, and what a press took meanwhile, in milliseconds."""
    await make_due(store, NOW)
    over = asyncio.Event()
    taken: list[float] = []

    async def presser() -> None:
        while not over.is_set():
            began = time.perf_counter()
            await stage.play(Visit(Address("tg", str(PEOPLE - 1)), e.Page("menu")))
            taken.append((time.perf_counter() - began) * 1e3)
            await asyncio.sleep(PAUSE)

    pressing = asyncio.create_task(presser()) if presses else None
    began, played = time.perf_counter(), 0
    while found := await stage.play_due(50):
        played += found
        await asyncio.sleep(0)
    rate = played / (time.perf_counter() - began)
    over.set()
    if pressing:
        await pressing
    return rate, sorted(taken)


async def table() -> None:
    """The figures, as a table."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'crowd.db'}"
        await migrate(url)
        store = Store(connect(url))
        stage = Stage(store, House(load()), lambda: NOW)
        await fill(store)
        print(f"\n{PEOPLE:,} people on SQLite")
        print(f"idle tick                         {await idle(stage):8.2f} ms")
        print(f"claim of {DUE:,} due people          {await claim(store):8.2f} ms")
        rates = [await play(store, stage, presses=False) for _ in range(3)]
        print(f"played                            {statistics.median(r for r, _ in rates):8.0f} people/s")
        alone = [await _alone(stage) for _ in range(40)]
        _, meanwhile = await play(store, stage, presses=True)
        print(f"a press alone                     {statistics.median(alone):8.2f} ms (median)")
        worst = f"{meanwhile[-1]:.2f} at most"
        print(f"a press while they are played     {statistics.median(meanwhile):8.2f} ms (median), {worst}")
        await store.close()


async def _alone(stage: Stage) -> float:
    began = time.perf_counter()
    await stage.play(Visit(Address("tg", str(PEOPLE - 1)), e.Page("menu")))
    return (time.perf_counter() - began) * 1e3


if __name__ == "__main__":
    asyncio.run(table())
