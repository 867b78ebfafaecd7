"""Facts: what a turn wants kept beside the memory, written together for many people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Table, and_, bindparam, delete, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import facts as f
from bot.store.engine import instant
from bot.tables import night, note, practice, result, slot

Owned = tuple[int, f.Fact]
_json = msgspec.json.Encoder()


class SlotTaken(Exception):
    """A slot of a local date was used already: whoever asks, nothing is said twice."""


def _upsert(db: AsyncConnection, table: Table, keys: Sequence[str]) -> Any:
    insert = postgresql.insert if db.dialect.name == "postgresql" else sqlite.insert
    statement = insert(table)
    others = {c.name: statement.excluded[c.name] for c in table.columns if c.name not in keys}
    return statement.on_conflict_do_update(index_elements=list(keys), set_=others)


async def keep(db: AsyncConnection, owned: Sequence[Owned], now: datetime) -> None:
    """Keep facts, each of its person. Raises `SlotTaken` when a slot was used before."""
    at = instant(now)
    by_kind: dict[type, list[tuple[int, Any]]] = {}
    for person_id, fact in owned:
        by_kind.setdefault(type(fact), []).append((person_id, fact))
    for kind, rows in by_kind.items():
        await _WRITERS[kind](db, rows, at)


async def _slots(db: AsyncConnection, rows: list[tuple[int, f.KeepSlot]], _at: int) -> None:
    insert = postgresql.insert if db.dialect.name == "postgresql" else sqlite.insert
    statement = insert(slot).on_conflict_do_nothing()
    values = [{"person_id": i, "on_date": k.on.isoformat(), "slot": k.slot} for i, k in rows]
    if (await db.execute(statement, values)).rowcount not in (-1, len(values)):
        raise SlotTaken


async def _results(db: AsyncConnection, rows: list[tuple[int, f.KeepResult]], at: int) -> None:
    values = [
        {
            "person_id": i,
            "run": k.run,
            "form": k.form,
            "quiz": k.quiz,
            "at": at,
            "answers": _json.encode(k.answers).decode(),
            "result": _json.encode(k.result).decode(),
        }
        for i, k in rows
    ]
    await db.execute(_upsert(db, result, ("person_id", "run", "form")), values)


async def _practice(db: AsyncConnection, rows: list[tuple[int, f.KeepPractice]], at: int) -> None:
    values = [{"person_id": i, "on_date": k.on.isoformat(), "what": k.what, "how": k.how, "at": at} for i, k in rows]
    await db.execute(_upsert(db, practice, ("person_id", "on_date", "what")), values)


async def _unpractise(db: AsyncConnection, rows: list[tuple[int, f.DropPractice]], _at: int) -> None:
    for i, k in rows:
        here = and_(practice.c.person_id == i, practice.c.on_date == k.on.isoformat(), practice.c.what == k.what)
        await db.execute(delete(practice).where(here))


async def _nights(db: AsyncConnection, rows: list[tuple[int, f.KeepNight]], _at: int) -> None:
    values = [
        {"person_id": i, "on_date": k.on.isoformat(), "day": k.day, "tried": k.tried, "felt": k.felt, "mood": k.mood}
        for i, k in rows
    ]
    await db.execute(_upsert(db, night, ("person_id", "on_date")), values)


async def _notes(db: AsyncConnection, rows: list[tuple[int, f.KeepNote]], _at: int) -> None:
    values = [
        {
            "person_id": i,
            "number": k.note.number,
            "at": instant(k.note.at),
            "place": k.note.place,
            "text": k.note.text,
            "day": k.note.day,
            "ref": k.note.ref,
            "voice": k.note.voice,
        }
        for i, k in rows
    ]
    await db.execute(_upsert(db, note, ("person_id", "number")), values)


_here = and_(note.c.person_id == bindparam("b_id"), note.c.number == bindparam("b_number"))


async def _changed(db: AsyncConnection, rows: list[tuple[int, f.ChangeNote]], _at: int) -> None:
    values = [{"b_id": i, "b_number": k.number, "b_text": k.text} for i, k in rows]
    await db.execute(update(note).where(_here).values(text=bindparam("b_text")), values)


async def _placed(db: AsyncConnection, rows: list[tuple[int, f.PlaceNote]], _at: int) -> None:
    values = [{"b_id": i, "b_number": k.number, "b_place": k.place} for i, k in rows]
    await db.execute(update(note).where(_here).values(place=bindparam("b_place")), values)


async def _dropped(db: AsyncConnection, rows: list[tuple[int, f.DropNote]], _at: int) -> None:
    await db.execute(delete(note).where(_here), [{"b_id": i, "b_number": k.number} for i, k in rows])


_WRITERS: dict[type, Any] = {
    f.KeepSlot: _slots,
    f.KeepResult: _results,
    f.KeepPractice: _practice,
    f.DropPractice: _unpractise,
    f.KeepNight: _nights,
    f.KeepNote: _notes,
    f.ChangeNote: _changed,
    f.PlaceNote: _placed,
    f.DropNote: _dropped,
}
