"""The inbox: updates kept before they are acknowledged, taken one chat at a time, crossed off where they are played."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnClause, bindparam, delete, func, literal_column, or_, select, update

from bot.store.sql import Db, Sql, insert_new
from bot.tables import inbox

LEASE = 60.0
KEPT = 7 * 86400.0
MOST_TRIES = 3
BATCH = 1000


class PlayedBefore(Exception):
    """An update was played and crossed off by somebody else: nothing of this turn may stay."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """One raw update. `chat` is "" for an update that belongs to nobody's chat; `tries` counts from 1."""

    update_id: int
    chat: str
    body: str
    tries: int = 0


_put = insert_new(inbox, "update_id")


async def put(db: Db, parcels: Sequence[Parcel], at: float) -> None:
    """Keep updates; one that is there already is left as it is, so a second delivery is harmless."""
    ordered = sorted(parcels, key=lambda parcel: parcel.update_id)
    await db.run(_put, [{"update_id": p.update_id, "chat": p.chat, "body": p.body, "got_at": at} for p in ordered])


# Written into the statement and not handed over, so that SQLite sees that the indexes of open rows will do.
_OPEN: ColumnClause[int] = literal_column("0")
_other = inbox.alias("other")
_first = (
    select(inbox.c.update_id)
    .where(
        inbox.c.done == _OPEN,
        inbox.c.taken_until < bindparam("b_at"),
        ~select(_other.c.update_id)
        .where(
            _other.c.done == _OPEN,
            _other.c.chat == inbox.c.chat,
            or_(_other.c.update_id < inbox.c.update_id, _other.c.taken_until >= bindparam("b_at")),
        )
        .exists(),
    )
    .order_by(inbox.c.update_id)
    .limit(bindparam("b_most"))
    .with_for_update(skip_locked=True)
    .cte("first")
)
_take = Sql(
    update(inbox)
    .where(inbox.c.update_id.in_(select(_first.c.update_id)))
    .values(taken_until=bindparam("b_until"), tries=inbox.c.tries + 1)
    .returning(inbox.c.update_id, inbox.c.chat, inbox.c.body, inbox.c.tries)
)


async def take(db: Db, at: float, most: int) -> list[Parcel]:
    """The first open update of each chat that nobody works on, in the order of their ids, taken for a lease."""
    rows = await db.rows(_take, {"b_at": at, "b_until": at + LEASE, "b_most": most})
    return sorted((Parcel(*r) for r in rows), key=lambda parcel: parcel.update_id)


_done = Sql(
    update(inbox)
    .where(inbox.c.update_id.in_(bindparam("b_ids", expanding=True)), inbox.c.done == _OPEN)
    .values(done=1, body="", chat="")
)
_waiting = Sql(select(func.count()).select_from(inbox).where(inbox.c.done == _OPEN))
_oldest = select(inbox.c.update_id, inbox.c.done, inbox.c.got_at).order_by(inbox.c.update_id).limit(BATCH).subquery()
_old = select(_oldest.c.update_id).where(_oldest.c.done == 1, _oldest.c.got_at < bindparam("b_before"))
_purge = Sql(delete(inbox).where(inbox.c.update_id.in_(_old)))


async def done(db: Db, ids: Sequence[int]) -> None:
    """Cross updates off. Raises `PlayedBefore` when one of them was crossed off already."""
    if ids and await db.run(_done, {"b_ids": list(ids)}) != len(ids):
        raise PlayedBefore


async def close(db: Db, update_id: int) -> None:
    """Cross off an update that nobody played; one that is crossed off already stays so."""
    await db.run(_done, {"b_ids": [update_id]})


_release = Sql(update(inbox).where(inbox.c.done == _OPEN).values(taken_until=0.0))


async def release(db: Db) -> None:
    """Give back what a porch that died had taken, so that nobody waits for its lease. Only where no other one works."""
    await db.run(_release)


async def waiting(db: Db) -> int:
    """How many updates are open."""
    return int((await db.rows(_waiting))[0][0])


async def purge(db: Db, at: float) -> None:
    """Drop what was crossed off a week ago: Telegram repeats nothing that old.

    Ids ascend with time, so looking at the lowest ones is enough; a few at a time, so that nobody waits for long.
    """
    dropped = 1
    while dropped:
        dropped = await db.run(_purge, {"b_before": at - KEPT})
        await asyncio.sleep(0)
