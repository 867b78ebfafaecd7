"""Screens: which message shows what, so that an edit always finds it; and the pictures that Telegram keeps for us."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, exists, select
from sqlalchemy.dialects import postgresql, sqlite

from bot.store.sql import Db, Sql, upsert
from bot.tables import person, picture, screen


@dataclass(frozen=True, slots=True)
class Shown:
    """A screen as it was last shown. `kind` is text or photo; `digest` is of its content."""

    person_id: int
    name: str
    message: str
    kind: str
    digest: str


_known = Sql(
    select(screen.c.person_id, screen.c.name, screen.c.message, screen.c.kind, screen.c.digest).where(
        screen.c.person_id.in_(bindparam("ids", expanding=True)), screen.c.name.in_(bindparam("names", expanding=True))
    )
)
_NAMES = [c.name for c in screen.columns]
# Somebody who deleted everything meanwhile is not remembered anew: a row is written only for a person who is there.
_still_there = select(*(bindparam(c.name, type_=c.type) for c in screen.columns)).where(
    exists(select(person.c.id).where(person.c.id == bindparam("person_id")))
)


def _remembering(insert: Any) -> Any:
    statement = insert(screen).from_select(_NAMES, _still_there)
    others = {name: statement.excluded[name] for name in ("message", "kind", "digest")}
    return statement.on_conflict_do_update(index_elements=["person_id", "name"], set_=others)


_show = Sql(_remembering(sqlite.insert), _remembering(postgresql.insert))
_file = Sql(select(picture.c.file).where(picture.c.bot == bindparam("bot"), picture.c.digest == bindparam("digest")))
_keep_file = upsert(picture)


async def known(db: Db, wanted: Sequence[tuple[int, str]]) -> dict[tuple[int, str], Shown]:
    """The screens that these (person, name) pairs last showed."""
    if not wanted:
        return {}
    pairs = set(wanted)
    rows = await db.rows(_known, {"ids": sorted({i for i, _ in pairs}), "names": sorted({name for _, name in pairs})})
    return {(r[0], r[1]): Shown(*r) for r in rows if (r[0], r[1]) in pairs}


async def shown(db: Db, screens: Sequence[Shown]) -> None:
    """Remember what is shown now; nothing of somebody who is gone by now."""
    # Of two that came at once the later one stands, and two couriers write them in one order.
    newest = {(s.person_id, s.name): s for s in screens}
    await db.run(
        _show,
        [
            {"person_id": s.person_id, "name": s.name, "message": s.message, "kind": s.kind, "digest": s.digest}
            for _, s in sorted(newest.items())
        ],
    )


async def file_of(db: Db, bot: str, digest: str) -> str:
    """Telegram's own id of a picture that this bot sent before, or ""."""
    rows = await db.rows(_file, {"bot": bot, "digest": digest})
    return str(rows[0][0]) if rows else ""


async def keep_file(db: Db, bot: str, digest: str, file: str) -> None:
    """Remember Telegram's id of a picture."""
    await db.run(_keep_file, {"bot": bot, "digest": digest, "file": file})
