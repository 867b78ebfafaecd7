"""People: met, read, written with the turn that was seen, claimed when due, forgotten."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, bindparam, delete, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import states
from bot.domain.memory import Memory
from bot.domain.people import Address
from bot.store.engine import instant
from bot.tables import inbox, outbox, person

LEASE = timedelta(seconds=60)


class Stale(Exception):
    """Someone else moved first: read again, step again."""


@dataclass(frozen=True, slots=True)
class Row:
    """A person as stored."""

    id: int
    address: Address
    memory: Memory
    turn: int
    seed: int


_COLUMNS = (person.c.id, person.c.channel, person.c.external, person.c.memory, person.c.turn, person.c.seed)


def _row(r: tuple[int, str, str, str, int, int]) -> Row:
    return Row(r[0], Address(r[1], r[2]), states.read_memory(r[3]), r[4], r[5])


_by_id = select(*_COLUMNS).where(person.c.id.in_(bindparam("ids", expanding=True))).order_by(person.c.id)
_by_telegram = (
    select(*_COLUMNS)
    .where(person.c.channel == bindparam("channel"), person.c.external.in_(bindparam("externals", expanding=True)))
    .order_by(person.c.id)
)
_write = (
    update(person)
    .where(person.c.id == bindparam("b_id"), person.c.turn == bindparam("b_seen"))
    .values(memory=bindparam("b_memory"), turn=bindparam("b_turn"), next_at=bindparam("b_next"))
)


async def lock(db: AsyncConnection, ids: Sequence[int]) -> list[Row]:
    """These people, locked in ascending id. Unknown ids are left out."""
    rows = await db.execute(_by_id.with_for_update(), {"ids": list(ids)})
    return [_row(tuple(r)) for r in rows]


async def find(db: AsyncConnection, addresses: Sequence[Address]) -> list[Row]:
    """The people at these addresses, locked in ascending id. Unknown addresses are left out."""
    found: list[Row] = []
    for channel in sorted({a.channel for a in addresses}):
        externals = [a.external for a in addresses if a.channel == channel]
        rows = await db.execute(_by_telegram.with_for_update(), {"channel": channel, "externals": externals})
        found += [_row(tuple(r)) for r in rows]
    return found


def seed_of(address: Address) -> int:
    """A person's own number, 0 to 2^31-1: the same for one address for ever, and saying nothing about it."""
    return int.from_bytes(hashlib.blake2b("/".join(address).encode(), digest_size=4).digest()) >> 1


async def meet(db: AsyncConnection, newcomers: Sequence[tuple[Address, Memory]], now: datetime) -> None:
    """Write down people never met before. One who was met meanwhile is left as they are."""
    insert = postgresql.insert if db.dialect.name == "postgresql" else sqlite.insert
    statement = insert(person).on_conflict_do_nothing(index_elements=["channel", "external"])
    rows = [
        {
            "channel": address.channel,
            "external": address.external,
            "memory": states.write_memory(memory),
            "turn": 0,
            "seed": seed_of(address),
            "met_at": instant(now),
        }
        for address, memory in newcomers
    ]
    await db.execute(statement, rows)


@dataclass(frozen=True, slots=True)
class Change:
    """A person's new memory, written only where `seen` is still the turn."""

    id: int
    seen: int
    memory: Memory
    next_at: datetime | None


async def write(db: AsyncConnection, changes: Sequence[Change]) -> None:
    """Write new memories. Raises `Stale` when anybody's turn is no longer the one that was seen."""
    done = await db.execute(
        _write,
        [
            {
                "b_id": c.id,
                "b_seen": c.seen,
                "b_memory": states.write_memory(c.memory),
                "b_turn": c.seen + 1,
                "b_next": None if c.next_at is None else instant(c.next_at),
            }
            for c in changes
        ],
    )
    if done.rowcount not in (-1, len(changes)):
        raise Stale


async def claim_due(db: AsyncConnection, now: datetime, most: int) -> list[int]:
    """The ids of people whose time has come, each pushed a lease ahead so that no other worker takes them."""
    due = select(person.c.id).where(person.c.next_at <= instant(now)).order_by(person.c.next_at).limit(most)
    if db.dialect.name == "postgresql":
        due = due.with_for_update(skip_locked=True)
    ahead = update(person).where(person.c.id.in_(due.scalar_subquery())).values(next_at=instant(now + LEASE))
    return sorted((await db.execute(ahead.returning(person.c.id))).scalars())


async def next_due(db: AsyncConnection) -> int | None:
    """The earliest instant (microseconds) at which anybody is due, or None."""
    found = select(person.c.next_at).where(person.c.next_at.is_not(None)).order_by(person.c.next_at).limit(1)
    return (await db.execute(found)).scalar()


async def forget(db: AsyncConnection, person_id: int, address: Address) -> None:
    """Every row of this person goes: their own tables by cascade, their lines and updates by address."""
    await db.execute(delete(person).where(person.c.id == person_id))
    await db.execute(delete(outbox).where(or_(outbox.c.person_id == person_id, outbox.c.chat == chat_of(address))))
    gone = update(inbox).where(and_(inbox.c.chat == chat_of(address), inbox.c.done == 1))
    await db.execute(gone.values(chat="", body=""))


def chat_of(address: Address) -> str:
    """An address as one text, as inbox and outbox keep it."""
    return f"{address.channel}:{address.external}"


def address_of(chat: str) -> Address:
    """The address that a text stands for."""
    channel, _, external = chat.partition(":")
    return Address(channel, external)


async def look(db: AsyncConnection, address: Address) -> Memory | None:
    """What one person's conversations remember, read without a lock; None for a stranger."""
    here = and_(person.c.channel == address.channel, person.c.external == address.external)
    text = (await db.execute(select(person.c.memory).where(here))).scalar()
    return None if text is None else states.read_memory(text)
