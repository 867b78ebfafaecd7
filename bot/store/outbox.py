"""The outbox: lines to carry, one in flight a chat, marked before they are sent and crossed off after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnClause, and_, bindparam, delete, func, insert, literal_column, or_, select, update

from bot.store import bucket
from bot.store.engine import instant
from bot.store.sql import Db, Sql
from bot.tables import outbox

REPLY, NUDGE = 0, 1
KEPT = 90 * 86400.0


@dataclass(frozen=True, slots=True)
class Line:
    """A screen on its way to one chat. `ref` is the message that the press came from, or "".

    `couple` is what its reader is linked by, and `lent` names what of the other's it shows: taken back, it may not go.
    """

    chat: str
    person_id: int | None
    lang: str
    plain: bool
    kind: str
    screen: str
    fresh: bool
    ref: str
    say: str
    update_id: int | None = None
    expires_at: int | None = None
    id: int = 0
    tries: int = 0
    couple: int | None = None
    lent: str = ""

    @property
    def rank(self) -> int:
        return NUDGE if self.kind == "nudge" else REPLY


_columns = [outbox.c[field.name] for field in fields(Line)]
# Written into the statement and not handed over, so that SQLite sees that the indexes of open rows will do.
_READY: ColumnClause[str] = literal_column("'ready'")
_SENDING: ColumnClause[str] = literal_column("'sending'")


def _line(row: tuple[Any, ...]) -> Line:
    line = Line(*row)
    return replace(line, plain=bool(line.plain), fresh=bool(line.fresh), lent=line.lent or "")


# So written, SQLite cannot prefer the index of all that is ready to the one of a chat.
_waits = func.coalesce(outbox.c.state, "") == _READY

_put = Sql(insert(outbox))
_supersede = Sql(
    delete(outbox).where(
        outbox.c.chat == bindparam("b_chat"),
        outbox.c.screen == bindparam("b_screen"),
        outbox.c.ref == bindparam("b_ref"),
        _waits,
        outbox.c.fresh == 0,
    )
)


async def put(db: Db, lines: Sequence[Line]) -> None:
    """Keep lines to carry. A waiting edit of the same screen and message is collapsed into the newer one."""
    edits = [{"b_chat": x.chat, "b_screen": x.screen, "b_ref": x.ref} for x in lines if not x.fresh]
    if edits:
        await db.run(_supersede, edits)
    rows = [
        {
            "chat": x.chat,
            "person_id": x.person_id,
            "lang": x.lang,
            "plain": int(x.plain),
            "kind": x.kind,
            "rank": x.rank,
            "screen": x.screen,
            "fresh": int(x.fresh),
            "ref": x.ref,
            "say": x.say,
            "update_id": x.update_id,
            "expires_at": x.expires_at,
            "couple": x.couple,
            "lent": x.lent,
        }
        for x in lines
    ]
    await db.run(_put, rows)


_ready = Sql(
    select(outbox.c.id)
    .where(outbox.c.state == _READY, outbox.c.not_before <= bindparam("b_at"))
    # Without an order PostgreSQL walks over the whole table, hoping to find one soon.
    .order_by(outbox.c.rank, outbox.c.id)
    .limit(1)
)


async def any_ready(db: Db, at: float) -> bool:
    """Whether any line waits that may go now."""
    return bool(await db.rows(_ready, {"b_at": at}))


_other = outbox.alias("other")
_free = (
    select(outbox.c.id)
    .where(
        outbox.c.state == _READY,
        outbox.c.rank == bindparam("b_rank"),
        outbox.c.not_before <= bindparam("b_at"),
        ~select(_other.c.id)
        .where(
            _other.c.chat == outbox.c.chat,
            or_(
                _other.c.state == _SENDING,
                and_(
                    _other.c.state == _READY,
                    or_(
                        _other.c.rank < outbox.c.rank,
                        and_(_other.c.rank == outbox.c.rank, _other.c.id < outbox.c.id),
                    ),
                ),
            ),
        )
        .exists(),
    )
    .order_by(outbox.c.id)
    .limit(bindparam("b_most"))
    .with_for_update(skip_locked=True)
    .cte("free")
)
_mark = Sql(
    update(outbox)
    .where(outbox.c.id.in_(select(_free.c.id)))
    .values(state="sending", sent_at=bindparam("b_now"), tries=outbox.c.tries + 1)
    .returning(*_columns)
)


async def mark(db: Db, at: float, rank: int, most: int) -> list[Line]:
    """At most `most` lines of a rank that may go now, marked `sending`: each the first of its chat, in order.

    Only one caller at a time, or two lines of one chat could be marked: `take` sees to it.
    """
    rows = await db.rows(_mark, {"b_at": at, "b_now": at, "b_rank": rank, "b_most": most})
    return sorted((_line(row) for row in rows), key=lambda line: line.id)


async def take(db: Db, at: float, now: datetime, rate: float, room: int, nudge_room: int | None = None) -> list[Line]:
    """What may go now, marked `sending`: replies first, then nudges that are not too late.

    At most `room` lines, and at most `nudge_room` nudges among them (as many as there is room for where it is None).

    `rate` is messages a second over all processes. The bucket's row is held until the end of the transaction, so only
    one process marks at a time.
    """
    have = await bucket.look(db, at, rate)
    replies = await mark(db, at, REPLY, min(room, have.most)) if have.most else []
    have = have.less(len(replies))
    nudges: list[Line] = []
    spare = room - len(replies) if nudge_room is None else min(room - len(replies), nudge_room)
    while (most := min(spare - len(nudges), have.nudges)) > 0:
        found = await mark(db, at, NUDGE, most)
        late = [x for x in found if x.expires_at is not None and x.expires_at <= instant(now)]
        nudges += [x for x in found if x not in late]
        have = have.less(len(found) - len(late), nudges=True)
        if not late:
            break
        await cross_off(db, [x.id for x in late])
    if replies or nudges:
        await bucket.keep(db, have)
    return replies + nudges


_cross = Sql(delete(outbox).where(outbox.c.id.in_(bindparam("b_ids", expanding=True))))
# `tries` is the fence: a courier that was thought dead must not touch a line that another one has taken up since.
_mine = (outbox.c.id == bindparam("b_id"), outbox.c.tries == bindparam("b_tries"), outbox.c.state == _SENDING)
_back = Sql(update(outbox).where(*_mine).values(state="ready", not_before=bindparam("b_at")))
_bury = Sql(
    update(outbox).where(*_mine).values(state=bindparam("b_state"), fault=bindparam("b_fault"), say="", screen="")
)
_drop = Sql(delete(outbox).where(*_mine))


async def cross_off(db: Db, ids: Sequence[int]) -> None:
    """These lines arrived (or are not owed any more): they are gone."""
    await db.run(_cross, {"b_ids": sorted(ids)})


async def put_back(db: Db, line: Line, not_before: float) -> None:
    """This line was surely not sent: it waits until a time of the machine's and is carried again."""
    await db.run(_back, {"b_id": line.id, "b_tries": line.tries, "b_at": not_before})


async def bury(db: Db, line: Line, state: str, fault: str) -> None:
    """Keep that a line did not go (`unknown`, `dead`), without its words; nothing of somebody who left."""
    values = {"b_id": line.id, "b_tries": line.tries}
    if line.person_id is None:
        await db.run(_drop, values)
    else:
        await db.run(_bury, values | {"b_state": state, "b_fault": fault[:200]})


_silence = Sql(delete(outbox).where(outbox.c.chat == bindparam("b_chat"), _waits))
_left = Sql(select(*_columns).where(outbox.c.state == _SENDING, outbox.c.sent_at < bindparam("b_before")))
_waiting = Sql(
    select(func.count()).select_from(outbox).where(or_(outbox.c.state == _READY, outbox.c.state == _SENDING))
)
_expire = Sql(delete(outbox).where(outbox.c.state == _READY, outbox.c.expires_at <= bindparam("b_now")))
_purge = Sql(delete(outbox).where(outbox.c.state.in_(["unknown", "dead"]), outbox.c.sent_at < bindparam("b_before")))


async def silence(db: Db, chat: str) -> None:
    """Drop every waiting line of a chat."""
    await db.run(_silence, {"b_chat": chat})


async def left_in_flight(db: Db, before: float) -> list[Line]:
    """Lines found in `sending` since before a time: nobody knows whether they arrived."""
    return [_line(row) for row in await db.rows(_left, {"b_before": before})]


async def waiting(db: Db) -> int:
    """How many lines are waiting or in flight."""
    return int((await db.rows(_waiting))[0][0])


async def expire(db: Db, now: datetime) -> int:
    """Drop nudges whose hour has passed. Returns how many."""
    return await db.run(_expire, {"b_now": instant(now)})


async def purge(db: Db, at: float) -> None:
    """Drop what did not go three months ago."""
    await db.run(_purge, {"b_before": at - KEPT})


pause = bucket.pause
