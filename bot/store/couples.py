"""What two people hang on, the invitations that lead there, and the messages that show something of the other's.

A couple's row is locked before the two people, and they in ascending id: so no two transactions wait for each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import and_, bindparam, delete, insert, select, update

from bot.domain.bond import Couple
from bot.domain.people import is_group
from bot.store.engine import instant
from bot.store.people import Stale
from bot.store.sql import Db, Sql, upsert
from bot.tables import couple, invite, lent, outbox

_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Couple)


@dataclass(frozen=True, slots=True)
class Pairing:
    """A couple as stored. A side is None when its person left."""

    id: int
    turn: int
    a: int | None
    b: int | None
    couple: Couple

    def other(self, person_id: int) -> int | None:
        """The one at the other side, or None when there is nobody any more."""
        return {self.a: self.b, self.b: self.a}.get(person_id)


_COLUMNS = (couple.c.id, couple.c.turn, couple.c.a, couple.c.b, couple.c.memory)
_these = select(*_COLUMNS).where(couple.c.id.in_(bindparam("ids", expanding=True))).order_by(couple.c.id)
_look = Sql(_these)
_lock = Sql(_these.with_for_update())


async def look(db: Db, ids: Sequence[int]) -> dict[int, Pairing]:
    """These couples by their numbers, read without a lock. Unknown ones are left out."""
    return await _found(db, _look, ids)


async def lock(db: Db, ids: Sequence[int]) -> dict[int, Pairing]:
    """These couples, locked in ascending number."""
    return await _found(db, _lock, ids)


async def _found(db: Db, statement: Sql, ids: Sequence[int]) -> dict[int, Pairing]:
    rows = await db.rows(statement, {"ids": sorted(ids)}) if ids else []
    return {r[0]: Pairing(r[0], r[1], r[2], r[3], _decoder.decode(r[4])) for r in rows}


_begin = Sql(
    insert(couple)
    .values(a=bindparam("b_a"), b=bindparam("b_b"), memory=bindparam("b_memory"), turn=0)
    .returning(couple.c.id)
)


async def begin(db: Db, memory: Couple, a: int, b: int | None) -> int:
    """A new couple of two people; returns its number."""
    rows = await db.rows(_begin, {"b_a": a, "b_b": b, "b_memory": _encoder.encode(memory).decode()})
    return int(rows[0][0])


_write = Sql(
    update(couple)
    .where(couple.c.id == bindparam("b_id"), couple.c.turn == bindparam("b_seen"))
    .values(memory=bindparam("b_memory"), turn=bindparam("b_seen") + 1)
)


async def write(db: Db, seen: Pairing, memory: Couple) -> None:
    """Write what a couple hangs on. Raises `Stale` when its turn is no longer the one that was seen."""
    values = {"b_id": seen.id, "b_seen": seen.turn, "b_memory": _encoder.encode(memory).decode()}
    if await db.run(_write, values) != 1:
        raise Stale


_leave_a = Sql(
    update(couple).where(couple.c.id == bindparam("b_id"), couple.c.a == bindparam("b_person")).values(a=None)
)
_leave_b = Sql(
    update(couple).where(couple.c.id == bindparam("b_id"), couple.c.b == bindparam("b_person")).values(b=None)
)
_empty = Sql(delete(couple).where(couple.c.id == bindparam("b_id"), couple.c.a.is_(None), couple.c.b.is_(None)))


async def leave(db: Db, couple_id: int, person_id: int) -> None:
    """One side becomes free; with both free nothing is left to hang on."""
    values = {"b_id": couple_id, "b_person": person_id}
    await db.run(_leave_a, values)
    await db.run(_leave_b, values)
    await db.run(_empty, {"b_id": couple_id})


_by_digest = Sql(
    select(invite.c.person_id).where(invite.c.digest == bindparam("digest"), invite.c.until > bindparam("now"))
)
_left = Sql(delete(couple).where(couple.c.a.is_(None), couple.c.b.is_(None)))
_stale = Sql(delete(invite).where(invite.c.until <= bindparam("b_now")))


async def inviter(db: Db, digest: str, now: datetime) -> int | None:
    """Whose open invitation this digest finds, or None."""
    rows = await db.rows(_by_digest, {"digest": digest, "now": instant(now)})
    return int(rows[0][0]) if rows else None


async def purge(db: Db, now: datetime) -> None:
    """Drop invitations whose time is over, and couples of which nobody is left."""
    await db.run(_stale, {"b_now": instant(now)})
    await db.run(_left)


# ---------------------------------------------------------------------------------------- what is on show
@dataclass(frozen=True, slots=True)
class OnShow:
    """A message that shows something of the other's. `items` are the names under which it was lent."""

    chat: str
    message: str
    person_id: int
    couple: int
    items: tuple[str, ...]
    kind: str


_keep = upsert(lent)
_gone = Sql(delete(lent).where(lent.c.chat == bindparam("b_chat"), lent.c.message == bindparam("b_message")))
_all = select(lent.c.chat, lent.c.message, lent.c.person_id, lent.c.couple, lent.c["items"], lent.c.kind)
_of_reader = Sql(_all.where(lent.c.person_id == bindparam("id")).order_by(lent.c.chat, lent.c.message))
_in_groups = Sql(select(lent.c.couple).where(lent.c.chat.like("tg:-%")).distinct())
_readers = Sql(
    select(lent.c.person_id)
    .where(lent.c.person_id > bindparam("after"))
    .distinct()
    .order_by(lent.c.person_id)
    .limit(bindparam("most"))
)
_of_couple = Sql(_all.where(lent.c.couple == bindparam("id")).order_by(lent.c.chat, lent.c.message))


async def show(db: Db, shown: OnShow) -> None:
    """This message shows something of the other's now."""
    await db.run(
        _keep,
        {
            "chat": shown.chat,
            "message": shown.message,
            "person_id": shown.person_id,
            "couple": shown.couple,
            "items": ",".join(shown.items),
            "kind": shown.kind,
        },
    )


async def shows_no_more(db: Db, chat: str, message: str) -> None:
    """This message shows nothing of anybody else's any more."""
    await db.run(_gone, {"b_chat": chat, "b_message": message})


async def on_show(db: Db, person_id: int) -> list[OnShow]:
    """The messages in their own chat in which this reader has something of the other's before them."""
    return [shown for shown in await _shown(db, _of_reader, person_id) if not is_group(shown.chat)]


async def readers(db: Db, after: int, most: int) -> list[int]:
    """The next people, by their numbers, before whom something of another's stands."""
    return [int(row[0]) for row in await db.rows(_readers, {"after": after, "most": most})]


async def posted(db: Db, couple_id: int) -> list[OnShow]:
    """The messages in groups that show something of these two; `person_id` is who had asked for it."""
    return [shown for shown in await _shown(db, _of_couple, couple_id) if is_group(shown.chat)]


async def in_groups(db: Db) -> list[int]:
    """The couples of whom something stands in a group."""
    return [int(row[0]) for row in await db.rows(_in_groups)]


async def _shown(db: Db, statement: Sql, number: int) -> list[OnShow]:
    rows = await db.rows(statement, {"id": number})
    return [OnShow(r[0], r[1], r[2], r[3], tuple(r[4].split(",")), r[5]) for r in rows]


# What waits for a group is looked over when it is taken up, and needs no other words before.
_waiting: Any = and_(
    outbox.c.person_id == bindparam("b_id"),
    outbox.c.lent != "",
    outbox.c.state == "ready",
    outbox.c.kind != "post",
)
_lines = Sql(select(outbox.c.id, outbox.c.lent).where(_waiting).order_by(outbox.c.id))
_posts = Sql(
    select(outbox.c.id, outbox.c.person_id, outbox.c.lent)
    .where(outbox.c.couple == bindparam("b_couple"), outbox.c.state == "ready", outbox.c.kind == "post")
    .order_by(outbox.c.id)
)
_blank = Sql(
    update(outbox)
    .where(outbox.c.id == bindparam("b_line"), outbox.c.state == "ready")
    .values(say=bindparam("b_say"), lent=bindparam("b_lent"), screen=bindparam("b_screen"))
)


async def waiting(db: Db, person_id: int) -> list[tuple[int, tuple[str, ...]]]:
    """Lines on their way to a reader that hold something of the other's, by number, with what they hold."""
    return [(r[0], tuple(r[1].split(","))) for r in await db.rows(_lines, {"b_id": person_id})]


async def posts_waiting(db: Db, couple_id: int) -> list[tuple[int, int, tuple[str, ...]]]:
    """Posts of these two that wait for a group, by number, with who asked for them and what they hold."""
    rows = await db.rows(_posts, {"b_couple": couple_id})
    return [(r[0], r[1], tuple(r[2].split(","))) for r in rows if r[1] is not None and r[2]]


async def blank(db: Db, line_id: int, say: str, screen: str, items: str = "") -> None:
    """Put other words into a line that waits: what it held may not be seen any more."""
    await db.run(_blank, {"b_line": line_id, "b_say": say, "b_screen": screen, "b_lent": items})
