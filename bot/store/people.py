"""People: met, read, written with the turn that was seen, claimed when due, forgotten."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, select, update

from bot import states
from bot.domain.memory import Memory
from bot.domain.people import Address
from bot.store.engine import instant
from bot.store.sql import Db, Sql, insert_new
from bot.tables import outbox, person

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


_by_id = Sql(
    select(*_COLUMNS).where(person.c.id.in_(bindparam("ids", expanding=True))).order_by(person.c.id).with_for_update()
)
_by_address = Sql(
    select(*_COLUMNS)
    .where(person.c.channel == bindparam("channel"), person.c.external.in_(bindparam("externals", expanding=True)))
    .order_by(person.c.id)
    .with_for_update()
)


async def lock(db: Db, ids: Sequence[int]) -> list[Row]:
    """These people, locked in ascending id. Unknown ids are left out."""
    return [_row(r) for r in await db.rows(_by_id, {"ids": list(ids)})]


async def find(db: Db, addresses: Sequence[Address]) -> list[Row]:
    """The people at these addresses, locked in ascending id within a channel. Unknown addresses are left out."""
    found: list[Row] = []
    for channel in sorted({a.channel for a in addresses}):
        externals = sorted({a.external for a in addresses if a.channel == channel})
        rows = await db.rows(_by_address, {"channel": channel, "externals": externals})
        found += [_row(r) for r in rows]
    return found


_peek_id = Sql(select(*_COLUMNS).where(person.c.id.in_(bindparam("ids", expanding=True))).order_by(person.c.id))
_peek_address = Sql(
    select(*_COLUMNS).where(person.c.channel == bindparam("channel"), person.c.external == bindparam("external"))
)


async def peek(db: Db, ids: Sequence[int]) -> dict[int, Row]:
    """These people by their numbers, read without a lock. Unknown ones are left out."""
    return {r[0]: _row(r) for r in await db.rows(_peek_id, {"ids": sorted(ids)})} if ids else {}


async def peek_at(db: Db, address: Address) -> Row | None:
    """The person at an address, read without a lock."""
    rows = await db.rows(_peek_address, {"channel": address.channel, "external": address.external})
    return _row(rows[0]) if rows else None


def seed_of(address: Address) -> int:
    """A person's own number, 0 to 2^31-1: the same for one address for ever, and saying nothing about it."""
    return int.from_bytes(hashlib.blake2b("/".join(address).encode(), digest_size=4).digest()) >> 1


_meet = insert_new(person, "channel", "external")


async def meet(db: Db, newcomers: Sequence[tuple[Address, Memory]], now: datetime) -> None:
    """Write down people never met before. One who was met meanwhile is left as they are."""
    rows = [
        {
            "channel": address.channel,
            "external": address.external,
            "memory": states.write_memory(memory),
            "turn": 0,
            "seed": seed_of(address),
            "met_at": instant(now),
        }
        # In one order for all, so that two who meet the same people at once do not wait for each other.
        for address, memory in sorted(newcomers, key=lambda newcomer: newcomer[0])
    ]
    await db.run(_meet, rows)


@dataclass(frozen=True, slots=True)
class Change:
    """A person's new memory, written only where `seen` is still the turn."""

    id: int
    seen: int
    memory: Memory
    next_at: datetime | None


_write = Sql(
    update(person)
    .where(person.c.id == bindparam("b_id"), person.c.turn == bindparam("b_seen"))
    .values(memory=bindparam("b_memory"), turn=bindparam("b_turn"), next_at=bindparam("b_next"))
)


async def write(db: Db, changes: Sequence[Change]) -> None:
    """Write new memories. Raises `Stale` when anybody's turn is no longer the one that was seen."""
    rows = [
        {
            "b_id": c.id,
            "b_seen": c.seen,
            "b_memory": states.write_memory(c.memory),
            "b_turn": c.seen + 1,
            "b_next": None if c.next_at is None else instant(c.next_at),
        }
        for c in changes
    ]
    if await db.run(_write, rows) != len(rows):
        raise Stale


_due = (
    select(person.c.id)
    .where(person.c.next_at <= bindparam("b_now"))
    .order_by(person.c.next_at)
    .limit(bindparam("b_most"))
    .with_for_update(skip_locked=True)
    .cte("due")
)
_claim = Sql(
    update(person)
    .where(person.c.id.in_(select(_due.c.id)))
    .values(next_at=bindparam("b_until"))
    .returning(person.c.id)
)
_next = Sql(select(person.c.next_at).where(person.c.next_at.is_not(None)).order_by(person.c.next_at).limit(1))


async def claim_due(db: Db, now: datetime, most: int) -> list[int]:
    """The ids of people whose time has come, each pushed a lease ahead so that no other worker takes them."""
    values = {"b_now": instant(now), "b_most": most, "b_until": instant(now + LEASE)}
    return sorted(row[0] for row in await db.rows(_claim, values))


async def next_due(db: Db) -> int | None:
    """The earliest instant (microseconds) at which anybody is due, or None."""
    rows = await db.rows(_next)
    return rows[0][0] if rows else None


_forget = Sql(delete(person).where(person.c.id == bindparam("b_id")))
_unsay = Sql(delete(outbox).where(outbox.c.chat == bindparam("b_chat")))


async def forget(db: Db, person_id: int, address: Address) -> None:
    """Every row of this person goes: their own tables by cascade, their lines by address.

    The inbox holds nobody's words any longer than until they are played: `inbox.done` empties its row.
    """
    await db.run(_unsay, {"b_chat": chat_of(address)})
    await db.run(_forget, {"b_id": person_id})


def chat_of(address: Address) -> str:
    """An address as one text, as inbox and outbox keep it."""
    return f"{address.channel}:{address.external}"


def address_of(chat: str) -> Address:
    """The address that a text stands for."""
    channel, _, external = chat.partition(":")
    return Address(channel, external)


_look = Sql(
    select(person.c.memory).where(person.c.channel == bindparam("channel"), person.c.external == bindparam("external"))
)


async def look(db: Db, address: Address) -> Memory | None:
    """What one person's conversations remember, read without a lock; None for a stranger."""
    rows = await db.rows(_look, {"channel": address.channel, "external": address.external})
    return states.read_memory(rows[0][0]) if rows else None
