"""Screens: which message shows what, so that an edit always finds it; and the pictures that Telegram keeps for us."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select, tuple_
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.tables import picture, screen


@dataclass(frozen=True, slots=True)
class Shown:
    """A screen as it was last shown. `kind` is text or photo; `digest` is of its content."""

    person_id: int
    name: str
    message: str
    kind: str
    digest: str


async def known(db: AsyncConnection, wanted: Sequence[tuple[int, str]]) -> dict[tuple[int, str], Shown]:
    """The screens that these (person, name) pairs last showed."""
    if not wanted:
        return {}
    rows = await db.execute(select(screen).where(tuple_(screen.c.person_id, screen.c.name).in_(list(wanted))))
    return {(r.person_id, r.name): Shown(r.person_id, r.name, r.message, r.kind, r.digest) for r in rows}


async def shown(db: AsyncConnection, screens: Sequence[Shown]) -> None:
    """Remember what is shown now. A screen of somebody who is gone by now is not remembered."""
    insert = postgresql.insert if db.dialect.name == "postgresql" else sqlite.insert
    statement = insert(screen)
    values = {name: statement.excluded[name] for name in ("message", "kind", "digest")}
    upsert = statement.on_conflict_do_update(index_elements=["person_id", "name"], set_=values)
    await db.execute(
        upsert,
        [
            {"person_id": s.person_id, "name": s.name, "message": s.message, "kind": s.kind, "digest": s.digest}
            for s in screens
        ],
    )


async def file_of(db: AsyncConnection, bot: str, digest: str) -> str:
    """Telegram's own id of a picture that this bot sent before, or ""."""
    found = select(picture.c.file).where(picture.c.bot == bot, picture.c.digest == digest)
    return (await db.execute(found)).scalar() or ""


async def keep_file(db: AsyncConnection, bot: str, digest: str, file: str) -> None:
    """Remember Telegram's id of a picture."""
    insert = postgresql.insert if db.dialect.name == "postgresql" else sqlite.insert
    statement = insert(picture).values(bot=bot, digest=digest, file=file)
    await db.execute(statement.on_conflict_do_update(index_elements=["bot", "digest"], set_={"file": file}))
