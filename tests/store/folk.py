"""Three people, and short ways to write what tests keep of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.domain.memory import Memory
from bot.domain.people import Address, Profile
from bot.store import inbox, outbox, people
from bot.store.engine import Store
from bot.store.inbox import Parcel
from bot.store.outbox import Line
from bot.store.people import Change, Row

NOW = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
ADA, MEI, SOL = Address("tg", "1815"), Address("tg", "1907"), Address("tg", "1977")


async def met(store: Store, *addresses: Address) -> list[Row]:
    """People, written down, in the order asked for."""
    async with store.writing() as db:
        await people.meet(db, [(a, Memory(profile=Profile(name=a.external))) for a in addresses], NOW)
        rows = {row.address: row for row in await people.find(db, addresses)}
    return [rows[a] for a in addresses]


async def due(store: Store, at: datetime, *addresses: Address) -> list[int]:
    """The ids of people who are due at an instant."""
    rows = await met(store, *addresses)
    async with store.writing() as db:
        await people.write(db, [Change(r.id, r.turn, r.memory, at + timedelta(seconds=n)) for n, r in enumerate(rows)])
    return [row.id for row in rows]


def named(memory: Memory, name: str) -> Memory:
    """The memory of somebody who now has another name."""
    return Memory(profile=Profile(lang=memory.profile.lang, name=name))


def line(chat: str = "tg:1", *, screen: str = "day", say: str = "{}", kind: str = "reply", **more: object) -> Line:
    """A line to one chat."""
    plain = Line(chat, 1, "en", False, kind, screen, True, "", say)
    return replace(plain, **more)  # type: ignore[arg-type]


async def said(store: Store, *lines: Line) -> None:
    """Keep lines, each in a transaction of its own."""
    for one in lines:
        async with store.writing() as db:
            await outbox.put(db, [one])


async def marked(store: Store, at: float = 100.0, *, rate: float = 10_000.0, room: int = 50) -> list[Line]:
    """What may go at a time of the machine's."""
    async with store.writing() as db:
        return await outbox.take(db, at, NOW, rate, room)


async def waiting(store: Store) -> int:
    """How many lines wait or are in flight."""
    async with store.reading() as db:
        return await outbox.waiting(db)


async def arrived(store: Store, *parcels: Parcel) -> None:
    """Keep updates."""
    async with store.writing() as db:
        await inbox.put(db, parcels, 100.0)


async def taken(store: Store, at: float = 100.0, most: int = 50) -> list[int]:
    """The ids of the updates that may be worked on now."""
    async with store.writing() as db:
        return [parcel.update_id for parcel in await inbox.take(db, at, most)]
