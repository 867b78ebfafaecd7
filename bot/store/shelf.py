"""What is fetched for a scene when its event asks for it: a page of the journal, or one entry."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import and_, bindparam, or_, select

from bot.domain.facts import Entry, KeepNight, Note
from bot.domain.scene import Shelf, Want
from bot.store.engine import moment
from bot.store.sql import Db, Sql
from bot.tables import entry, night, note

PAGE = 5
MOST = 100
LOOSE = "loose"
# One's own story: its chapters, and the letter that was written among the short exercises.
STORY, LETTER, LETTER_DAY = "story", "exercise", "day-34"
LONGEST = 300
NEWEST = 2**31 - 1
_json = msgspec.json.Decoder(dict[str, str | int])

_columns = [note.c[name] for name in ("number", "at", "place", "text", "day", "ref", "voice")]
_own = select(*_columns).where(note.c.person_id == bindparam("id")).order_by(note.c.number.desc()).limit(PAGE + 1)
_one = Sql(_own.where(note.c.number == bindparam("number")))
_by_ref = Sql(_own.where(note.c.ref == bindparam("ref")))
_story = Sql(
    select(*_columns)
    .where(
        note.c.person_id == bindparam("id"),
        or_(note.c.place == STORY, and_(note.c.place == LETTER, note.c.day == LETTER_DAY)),
    )
    .order_by(note.c.number.desc())
    .limit(LONGEST)
)
_page = Sql(_own.where(note.c.place != LOOSE, note.c.number < bindparam("number")))


_entry_columns = [entry.c[name] for name in ("kind", "number", "at", "on_date", "data")]
_kind = Sql(
    select(*_entry_columns)
    .where(entry.c.person_id == bindparam("id"), entry.c.kind == bindparam("kind"))
    .order_by(entry.c.number.desc())
    .limit(MOST)
)


_nights = Sql(
    select(*(night.c[name] for name in ("on_date", "day", "tried", "felt", "mood")))
    .where(night.c.person_id == bindparam("id"))
    .order_by(night.c.on_date.desc())
    .limit(MOST)
)


async def _evenings(db: Db, values: dict[str, Any]) -> tuple[KeepNight, ...]:
    return tuple(KeepNight(date.fromisoformat(r[0]), *r[1:]) for r in await db.rows(_nights, values))


async def _entries(db: Db, values: dict[str, Any]) -> tuple[Entry, ...]:
    found = await db.rows(_kind, values)
    return tuple(Entry(r[0], r[1], moment(r[2]), date.fromisoformat(r[3]), _json.decode(r[4])) for r in found)


def _notes(found: Sequence[Any]) -> tuple[Note, ...]:
    return tuple(Note(r[0], moment(r[1]), *r[2:]) for r in found)


async def fetch(db: Db, person_id: int, want: Want) -> Shelf:
    """What one person's event wants. Only that person's own rows are ever read."""
    values: dict[str, Any] = {"id": person_id}
    if want.kind == "entries":
        return Shelf(entries=await _entries(db, values | {"kind": want.ref}))
    if want.kind == "nights":
        return Shelf(nights=await _evenings(db, values))
    if want.kind == "week":
        entries = await _entries(db, values | {"kind": want.ref})
        return Shelf(entries=entries, nights=await _evenings(db, values))
    if want.kind == "story":
        return Shelf(notes=_notes(await db.rows(_story, values)))
    if want.kind == "note":
        found = await db.rows(_one, values | {"number": want.number})
    elif want.kind == "ref":
        found = await db.rows(_by_ref, values | {"ref": want.ref})
    else:
        found = await db.rows(_page, values | {"number": want.number or NEWEST})
    return Shelf(notes=_notes(found[:PAGE]), more=len(found) > PAGE)
