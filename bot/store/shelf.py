"""What is fetched for a scene when its event asks for it: a page of the journal, or one entry."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.facts import Note
from bot.domain.scene import Shelf, Want
from bot.store.engine import moment
from bot.tables import note

PAGE = 5
LOOSE = "loose"


async def fetch(db: AsyncConnection, person_id: int, want: Want) -> Shelf:
    """What one person's event wants. Only that person's own rows are ever read."""
    found = select(note).where(note.c.person_id == person_id)
    if want.kind == "note":
        found = found.where(note.c.number == want.number)
    elif want.kind == "ref":
        found = found.where(note.c.ref == want.ref)
    else:
        found = found.where(note.c.place != LOOSE)
        if want.number:
            found = found.where(note.c.number < want.number)
    rows = (await db.execute(found.order_by(note.c.number.desc()).limit(PAGE + 1))).all()
    notes = tuple(Note(r.number, moment(r.at), r.place, r.text, r.day, r.ref, r.voice) for r in rows[:PAGE])
    return Shelf(notes=notes, more=len(rows) > PAGE)
