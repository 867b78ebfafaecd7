"""The inbox: updates kept before they are acknowledged, taken one chat at a time, crossed off where they are played."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.people import Stale
from bot.tables import inbox

LEASE = 60.0
KEPT = 7 * 86400.0
MOST_TRIES = 3


@dataclass(frozen=True, slots=True)
class Parcel:
    """One raw update. `chat` is "" for an update that belongs to nobody's chat; `tries` counts from 1."""

    update_id: int
    chat: str
    body: str
    tries: int = 0


async def put(db: AsyncConnection, parcels: Sequence[Parcel], at: float) -> None:
    """Keep updates; one that is there already is left as it is, so a second delivery is harmless."""
    insert = postgresql.insert if db.dialect.name == "postgresql" else sqlite.insert
    statement = insert(inbox).on_conflict_do_nothing(index_elements=["update_id"])
    rows = [{"update_id": p.update_id, "chat": p.chat, "body": p.body, "got_at": at} for p in parcels]
    await db.execute(statement, rows)


_earlier = inbox.alias("earlier")
_first = (
    select(inbox.c.update_id)
    .where(
        inbox.c.done == 0,
        inbox.c.taken_until < bindparam("at"),
        ~select(_earlier.c.update_id)
        .where(_earlier.c.done == 0, _earlier.c.chat == inbox.c.chat, _earlier.c.update_id < inbox.c.update_id)
        .exists(),
    )
    .order_by(inbox.c.update_id)
    .limit(bindparam("most"))
)


def _taking(first: object) -> object:
    return (
        update(inbox)
        .where(inbox.c.update_id.in_(first.scalar_subquery()))  # type: ignore[attr-defined]
        .values(taken_until=bindparam("until"), tries=inbox.c.tries + 1)
        .returning(inbox.c.update_id, inbox.c.chat, inbox.c.body, inbox.c.tries)
    )


_take = _taking(_first)
_take_locked = _taking(_first.with_for_update(skip_locked=True))


async def take(db: AsyncConnection, at: float, most: int) -> list[Parcel]:
    """The first open update of each chat that nobody works on, in the order of their ids, taken for a lease."""
    statement = _take_locked if db.dialect.name == "postgresql" else _take
    rows = await db.execute(statement, {"at": at, "until": at + LEASE, "most": most})  # type: ignore[call-overload]
    return sorted((Parcel(*r) for r in rows), key=lambda parcel: parcel.update_id)


_done = (
    update(inbox)
    .where(inbox.c.update_id.in_(bindparam("ids", expanding=True)), inbox.c.done == 0)
    .values(done=1, body="", chat="")
)


async def done(db: AsyncConnection, ids: Sequence[int]) -> None:
    """Cross updates off. Raises `Stale` when one of them was crossed off by someone else."""
    if ids and (await db.execute(_done, {"ids": list(ids)})).rowcount != len(ids):
        raise Stale


async def close(db: AsyncConnection, update_id: int) -> None:
    """Cross off an update that nobody played; one that is crossed off already stays so."""
    await db.execute(_done, {"ids": [update_id]})


async def waiting(db: AsyncConnection) -> int:
    """How many updates are open."""
    return (await db.execute(select(func.count()).select_from(inbox).where(inbox.c.done == 0))).scalar_one()


async def purge(db: AsyncConnection, at: float) -> None:
    """Drop what was crossed off a week ago: Telegram repeats nothing that old."""
    await db.execute(delete(inbox).where(inbox.c.done == 1, inbox.c.got_at < at - KEPT))
