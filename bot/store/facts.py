"""Facts: what a turn wants kept beside the memory, written together for many people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import String, and_, bindparam, delete, func, update

from bot.domain import facts as f
from bot.store.engine import instant
from bot.store.sql import Db, Sql, insert_new, upsert
from bot.tables import entry, invite, night, note, practice, result, slot

Owned = tuple[int, f.Fact]
_json = msgspec.json.Encoder()


class SlotTaken(Exception):
    """A slot of a local date was used already: whoever asks, nothing is said twice."""


async def keep(db: Db, owned: Sequence[Owned], now: datetime) -> None:
    """Keep facts, each of its person. Raises `SlotTaken` when a slot was used before."""
    at = instant(now)
    by_kind: dict[type, list[tuple[int, Any]]] = {}
    for person_id, fact in owned:
        by_kind.setdefault(type(fact), []).append((person_id, fact))
    for kind, rows in by_kind.items():
        await _WRITERS[kind](db, rows, at)


_new_slot = insert_new(slot, "person_id", "on_date", "slot")
_keep_result = upsert(result)
_keep_practice = upsert(practice)
_keep_night = upsert(night)
_keep_note = upsert(note)
_keep_entry = upsert(entry)
_drop_entry = Sql(
    delete(entry).where(
        entry.c.person_id == bindparam("b_id"),
        entry.c.kind == bindparam("b_kind"),
        entry.c.number == bindparam("b_number"),
    )
)
_that_practice = and_(
    practice.c.person_id == bindparam("b_id"),
    practice.c.on_date == bindparam("b_on"),
    practice.c.what == bindparam("b_what"),
)
_that_note = and_(note.c.person_id == bindparam("b_id"), note.c.number == bindparam("b_number"))
_drop_practice = Sql(delete(practice).where(_that_practice))
# Words that came as a message of their own bring its reference along, so that editing that message finds the entry.
_newer_ref = func.coalesce(func.nullif(bindparam("b_ref", type_=String), ""), note.c.ref)
_change_note = Sql(update(note).where(_that_note).values(text=bindparam("b_text"), ref=_newer_ref))
_place_note = Sql(update(note).where(_that_note).values(place=bindparam("b_place")))
_drop_note = Sql(delete(note).where(_that_note))


async def _slots(db: Db, rows: list[tuple[int, f.KeepSlot]], _at: int) -> None:
    values = [{"person_id": i, "on_date": k.on.isoformat(), "slot": k.slot} for i, k in rows]
    if await db.run(_new_slot, values) != len(values):
        raise SlotTaken


async def _results(db: Db, rows: list[tuple[int, f.KeepResult]], at: int) -> None:
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
    await db.run(_keep_result, values)


async def _practice(db: Db, rows: list[tuple[int, f.KeepPractice]], at: int) -> None:
    values = [{"person_id": i, "on_date": k.on.isoformat(), "what": k.what, "how": k.how, "at": at} for i, k in rows]
    await db.run(_keep_practice, values)


async def _unpractise(db: Db, rows: list[tuple[int, f.DropPractice]], _at: int) -> None:
    values = [{"b_id": i, "b_on": k.on.isoformat(), "b_what": k.what} for i, k in rows]
    await db.run(_drop_practice, values)


async def _nights(db: Db, rows: list[tuple[int, f.KeepNight]], _at: int) -> None:
    values = [
        {"person_id": i, "on_date": k.on.isoformat(), "day": k.day, "tried": k.tried, "felt": k.felt, "mood": k.mood}
        for i, k in rows
    ]
    await db.run(_keep_night, values)


async def _notes(db: Db, rows: list[tuple[int, f.KeepNote]], _at: int) -> None:
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
    await db.run(_keep_note, values)


async def _changed(db: Db, rows: list[tuple[int, f.ChangeNote]], _at: int) -> None:
    values = [{"b_id": i, "b_number": k.number, "b_text": k.text, "b_ref": k.ref} for i, k in rows]
    await db.run(_change_note, values)


async def _placed(db: Db, rows: list[tuple[int, f.PlaceNote]], _at: int) -> None:
    await db.run(_place_note, [{"b_id": i, "b_number": k.number, "b_place": k.place} for i, k in rows])


async def _dropped(db: Db, rows: list[tuple[int, f.DropNote]], _at: int) -> None:
    await db.run(_drop_note, [{"b_id": i, "b_number": k.number} for i, k in rows])


async def _entries(db: Db, rows: list[tuple[int, f.KeepEntry]], _at: int) -> None:
    values = [
        {
            "person_id": i,
            "kind": k.entry.kind,
            "number": k.entry.number,
            "at": instant(k.entry.at),
            "on_date": k.entry.on.isoformat(),
            "data": _json.encode(k.entry.data).decode(),
        }
        for i, k in rows
    ]
    await db.run(_keep_entry, values)


async def _unentered(db: Db, rows: list[tuple[int, f.DropEntry]], _at: int) -> None:
    await db.run(_drop_entry, [{"b_id": i, "b_kind": k.kind, "b_number": k.number} for i, k in rows])


_new_invite = insert_new(invite, "digest")
_no_invite = Sql(delete(invite).where(invite.c.person_id == bindparam("b_id")))


async def _invites(db: Db, rows: list[tuple[int, f.KeepInvite]], at: int) -> None:
    await _uninvited(db, [(i, f.DropInvite()) for i, _ in rows], at)
    values = [{"digest": d, "person_id": i, "until": instant(k.until)} for i, k in rows for d in k.digests]
    await db.run(_new_invite, values)


async def _uninvited(db: Db, rows: list[tuple[int, f.DropInvite]], _at: int) -> None:
    await db.run(_no_invite, [{"b_id": i} for i, _ in rows])


_WRITERS: dict[type, Any] = {
    f.KeepSlot: _slots,
    f.KeepEntry: _entries,
    f.DropEntry: _unentered,
    f.KeepResult: _results,
    f.KeepPractice: _practice,
    f.DropPractice: _unpractise,
    f.KeepNight: _nights,
    f.KeepNote: _notes,
    f.ChangeNote: _changed,
    f.PlaceNote: _placed,
    f.DropNote: _dropped,
    f.KeepInvite: _invites,
    f.DropInvite: _uninvited,
}
