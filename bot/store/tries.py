"""Tries of codes that outlive their person: whoever deletes everything and comes back has no more tries than before.

All that is kept is a digest that only this bot can make of an address, and when; an hour later it goes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, select

from bot.domain.people import Address
from bot.store.engine import instant, moment
from bot.store.people import chat_of
from bot.store.sql import Db, Sql, upsert
from bot.tables import code_try

KEPT = timedelta(hours=1)

_keep = upsert(code_try)
_of = Sql(select(code_try.c.at).where(code_try.c.who == bindparam("who")).order_by(code_try.c.at))
_old = Sql(delete(code_try).where(code_try.c.at <= bindparam("b_before")))


def _who(key: bytes, address: Address) -> str:
    return hashlib.blake2b(chat_of(address).encode(), key=key, digest_size=32).hexdigest()


async def keep(db: Db, key: bytes, address: Address, at: Sequence[datetime]) -> None:
    """Keep when somebody who leaves has tried codes. `key`: at most 64 bytes that are this bot's alone."""
    who = _who(key, address)
    if at:
        await db.run(_keep, [{"who": who, "number": n, "at": instant(one)} for n, one in enumerate(at)])


async def of(db: Db, key: bytes, address: Address) -> tuple[datetime, ...]:
    """When somebody who comes anew has tried codes, oldest first."""
    return tuple(moment(row[0]) for row in await db.rows(_of, {"who": _who(key, address)}))


async def purge(db: Db, now: datetime) -> None:
    """Drop what is older than an hour."""
    await db.run(_old, {"b_before": instant(now - KEPT)})
