"""The outbox: lines to carry, one in flight a chat, marked before they are sent and crossed off after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, bindparam, case, delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.engine import instant
from bot.tables import bucket, outbox

REPLY, NUDGE = 0, 1
KEPT = 90 * 86400.0


@dataclass(frozen=True, slots=True)
class Line:
    """A screen on its way to one chat. `ref` is the message that the press came from, or ""."""

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

    @property
    def rank(self) -> int:
        return NUDGE if self.kind == "nudge" else REPLY


_supersede = (
    update(outbox)
    .where(
        outbox.c.chat == bindparam("b_chat"),
        outbox.c.screen == bindparam("b_screen"),
        outbox.c.ref == bindparam("b_ref"),
        outbox.c.state == "ready",
        outbox.c.fresh == 0,
    )
    .values(state="over")
)


async def put(db: AsyncConnection, lines: Sequence[Line]) -> None:
    """Keep lines to carry. A waiting edit of the same screen and message is collapsed into the newer one."""
    edits = [{"b_chat": x.chat, "b_screen": x.screen, "b_ref": x.ref} for x in lines if not x.fresh]
    if edits:
        await db.execute(_supersede, edits)
    await db.execute(
        insert(outbox),
        [
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
            }
            for x in lines
        ],
    )


_ready = (
    select(outbox.c.id).where(outbox.c.state == "ready", outbox.c.not_before <= bindparam("at")).limit(1)
)


async def any_ready(db: AsyncConnection, at: float) -> bool:
    """Whether any line waits that may go now."""
    return (await db.execute(_ready, {"at": at})).first() is not None


_other = outbox.alias("other")
_free = (
    select(outbox.c.id)
    .where(
        outbox.c.state == "ready",
        outbox.c.rank == bindparam("b_rank"),
        outbox.c.not_before <= bindparam("at"),
        ~select(_other.c.id)
        .where(
            _other.c.chat == outbox.c.chat,
            _other.c.state.in_(["ready", "sending"]),
            or_(
                _other.c.state == "sending",
                _other.c.rank < outbox.c.rank,
                and_(_other.c.rank == outbox.c.rank, _other.c.id < outbox.c.id),
            ),
        )
        .exists(),
    )
    .order_by(outbox.c.rank, outbox.c.id)
    .limit(bindparam("most"))
)


def _marking(free: object) -> object:
    columns = [outbox.c[n] for n in ("chat", "person_id", "lang", "plain", "kind", "screen", "fresh", "ref", "say")]
    return (
        update(outbox)
        .where(outbox.c.id.in_(free.scalar_subquery()))  # type: ignore[attr-defined]
        .values(state="sending", sent_at=bindparam("now"), tries=outbox.c.tries + 1)
        .returning(*columns, outbox.c.update_id, outbox.c.expires_at, outbox.c.id, outbox.c.tries)
    )


_mark = _marking(_free)
_mark_locked = _marking(_free.with_for_update(skip_locked=True))


async def mark(db: AsyncConnection, at: float, rank: int, most: int) -> list[Line]:
    """At most `most` lines of a rank that may go now, marked `sending`: each the first of its chat, in order."""
    statement = _mark_locked if db.dialect.name == "postgresql" else _mark
    values = {"at": at, "now": at, "b_rank": rank, "most": most}
    rows = await db.execute(statement, values)  # type: ignore[call-overload]
    return sorted((Line(*r) for r in rows), key=lambda line: line.id)


_cross = delete(outbox).where(outbox.c.id.in_(bindparam("ids", expanding=True)))
_close = update(outbox).where(outbox.c.id == bindparam("b_id")).values(
    state=bindparam("b_state"), not_before=bindparam("b_at"), fault=bindparam("b_fault"), say=bindparam("b_say")
)


async def cross_off(db: AsyncConnection, ids: Sequence[int]) -> None:
    """These lines arrived (or are not owed any more): they are gone."""
    await db.execute(_cross, {"ids": list(ids)})


async def put_back(db: AsyncConnection, line: Line, not_before: float) -> None:
    """This line was surely not sent: it waits until a time of the machine's and is carried again."""
    values = {"b_id": line.id, "b_state": "ready", "b_at": not_before, "b_fault": None, "b_say": line.say}
    await db.execute(_close, values)


async def bury(db: AsyncConnection, line: Line, state: str, fault: str) -> None:
    """Keep that a line did not go (`unknown`, `dead`, `late`), without its words."""
    values = {"b_id": line.id, "b_state": state, "b_at": 0.0, "b_fault": fault[:200], "b_say": ""}
    await db.execute(_close, values)


async def silence(db: AsyncConnection, chat: str) -> None:
    """Drop every waiting line of a chat."""
    await db.execute(delete(outbox).where(outbox.c.chat == chat, outbox.c.state == "ready"))


async def left_in_flight(db: AsyncConnection, before: float) -> list[Line]:
    """Lines found in `sending` since before a time: nobody knows whether they arrived."""
    columns = [outbox.c[n] for n in ("chat", "person_id", "lang", "plain", "kind", "screen", "fresh", "ref", "say")]
    found = select(*columns, outbox.c.update_id, outbox.c.expires_at, outbox.c.id, outbox.c.tries).where(
        outbox.c.state == "sending", outbox.c.sent_at < before
    )
    return [Line(*r) for r in await db.execute(found)]


async def waiting(db: AsyncConnection) -> int:
    """How many lines are waiting or in flight."""
    open_lines = outbox.c.state.in_(["ready", "sending"])
    return (await db.execute(select(func.count()).select_from(outbox).where(open_lines))).scalar_one()


async def expire(db: AsyncConnection, now: datetime) -> int:
    """Drop nudges whose hour has passed. Returns how many."""
    late = and_(outbox.c.state == "ready", outbox.c.expires_at <= instant(now))
    return (await db.execute(update(outbox).where(late).values(state="late", say=""))).rowcount


async def purge(db: AsyncConnection, at: float) -> None:
    """Drop what was collapsed, and what did not go three months ago."""
    old = or_(outbox.c.state == "over", and_(outbox.c.state.in_(["unknown", "dead", "late"]), outbox.c.sent_at < at - KEPT))
    await db.execute(delete(outbox).where(old))


async def draw(db: AsyncConnection, at: float, rate: float, most: int) -> int:
    """Take up to `most` tokens from the one bucket that all senders share; 0 while it is paused.

    `rate` is messages a second. The bucket holds a tenth of it and fills at nine tenths, so that no second, the
    first one included, ever sees more than `rate`.
    """
    row = (await db.execute(select(bucket).where(bucket.c.name == "all").with_for_update())).one_or_none()
    if row is None:
        await db.execute(insert(bucket).values(name="all", tokens=max(1.0, rate / 10), at=at))
        row = (await db.execute(select(bucket).where(bucket.c.name == "all").with_for_update())).one()
    if row.paused_until > at:
        return 0
    tokens = min(max(1.0, rate / 10), row.tokens + max(0.0, at - row.at) * rate * 0.9)
    taken = min(most, int(tokens))
    await db.execute(update(bucket).where(bucket.c.name == "all").values(tokens=tokens - taken, at=at))
    return taken


async def give_back(db: AsyncConnection, tokens: int) -> None:
    """Return tokens that were not needed."""
    await db.execute(update(bucket).where(bucket.c.name == "all").values(tokens=bucket.c.tokens + tokens))


async def pause(db: AsyncConnection, until: float) -> None:
    """Nothing goes out before a time of the machine's, in any process."""
    later = case((bucket.c.paused_until > until, bucket.c.paused_until), else_=until)
    await db.execute(update(bucket).where(bucket.c.name == "all").values(paused_until=later))
