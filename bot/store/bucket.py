"""The token bucket that all senders share through the database: how many messages may go now."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import BindParameter, bindparam, case, select, update

from bot.store.sql import Db, Sql, insert_new
from bot.tables import bucket

ALL, NUDGES = "all", "nudges"
# A fifth is kept for people who are pressing now.
SHARES = {ALL: 1.0, NUDGES: 0.8}
HOLDS, FILLS = 0.1, 0.9


@dataclass(frozen=True, slots=True)
class Tokens:
    """What is in the buckets at a time of the machine's. A nudge takes from both, a reply from `all` alone."""

    at: float
    all: float
    spare: float

    @property
    def most(self) -> int:
        """How many messages may go now."""
        return int(self.all)

    @property
    def nudges(self) -> int:
        """How many of them may be nudges."""
        return int(min(self.all, self.spare))

    def less(self, sent: int, *, nudges: bool = False) -> Tokens:
        """What is left after so many messages."""
        return replace(self, all=self.all - sent, spare=self.spare - sent * nudges)


_columns = (bucket.c.name, bucket.c.tokens, bucket.c.at, bucket.c.paused_until)
_look = Sql(select(*_columns).order_by(bucket.c.name).with_for_update())
_begin = insert_new(bucket, "name")
_keep = Sql(
    update(bucket)
    .where(bucket.c.name == bindparam("b_name"))
    .values(tokens=bindparam("b_tokens"), at=bindparam("b_at"))
)
_until: BindParameter[float] = bindparam("b_until")
_pause = Sql(
    update(bucket)
    .where(bucket.c.name == ALL)
    .values(paused_until=case((bucket.c.paused_until > _until, bucket.c.paused_until), else_=_until))
)


async def look(db: Db, at: float, rate: float) -> Tokens:
    """What may go at a time of the machine's; nothing while it is paused. Locks the bucket for this transaction.

    `rate` is messages a second. The bucket holds a tenth of it and fills at nine tenths, so that no second, the
    first one included, ever sees more than `rate`.
    """
    rows = await db.rows(_look)
    if len(rows) < len(SHARES):
        full = [{"name": n, "tokens": _most(rate, n), "at": at, "paused_until": 0.0} for n in sorted(SHARES)]
        await db.run(_begin, full)
        rows = await db.rows(_look)
    if any(paused > at for *_, paused in rows):
        return Tokens(at, 0.0, 0.0)
    # The clocks of two machines differ a little: time never runs backwards here.
    at = max(at, *(since for _, _, since, _ in rows))
    have = {
        name: min(_most(rate, name), tokens + (at - since) * rate * FILLS * SHARES[name])
        for name, tokens, since, _ in rows
    }
    return Tokens(at, have[ALL], have[NUDGES])


def _most(rate: float, name: str) -> float:
    return max(1.0, rate * HOLDS * SHARES[name])


async def keep(db: Db, tokens: Tokens) -> None:
    """Write down what is left."""
    left = ((ALL, tokens.all), (NUDGES, tokens.spare))
    await db.run(_keep, [{"b_name": name, "b_tokens": amount, "b_at": tokens.at} for name, amount in left])


async def pause(db: Db, until: float) -> None:
    """Nothing goes out before a time of the machine's, in any process."""
    await db.run(_pause, {"b_until": until})
