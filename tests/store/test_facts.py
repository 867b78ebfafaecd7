"""Facts: kept once, changed in place, each of its person alone; a slot of a date is used once, whoever asks."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date, timedelta

import msgspec
import pytest
from sqlalchemy import Table, select

from bot.domain import facts as f
from bot.domain.quiz import Answer, FacetScore, Measure, Quality, Result, result_from
from bot.domain.scene import Shelf, Want
from bot.store import facts, shelf
from bot.store.engine import Store, connect
from bot.store.facts import SlotTaken
from bot.store.sql import Rows, Sql
from bot.tables import night, practice, result, slot
from tests.store.folk import ADA, MEI, NOW, met

TODAY = date(2026, 11, 23)
RESULT = Result(
    form="express",
    anxiety=Measure(2.5, 38, 6, 6, 9.5),
    avoidance=Measure(None, None, 2, 6, None),
    facets=(FacetScore("alarm", "anxiety", 40, 2, 2),),
    leaning=None,
    near=("anxiety",),
    secondary=("alarm",),
    quality=Quality(quick=True, contradictory=("anxiety",)),
    version=1,
)


async def _keep(store: Store, *owned: tuple[int, f.Fact]) -> None:
    async with store.writing() as db:
        await facts.keep(db, owned, NOW)


async def _all(store: Store, table: Table) -> Rows:
    async with store.reading() as db:
        return await db.rows(Sql(select(table).order_by(*table.primary_key)))


async def _shelf(store: Store, person_id: int, want: Want) -> Shelf:
    async with store.reading() as db:
        return await shelf.fetch(db, person_id, want)


def _notes(person_id: int, *notes: f.Note) -> Sequence[tuple[int, f.Fact]]:
    return [(person_id, f.KeepNote(note)) for note in notes]


async def test_a_slot_of_a_date_is_used_once(store: Store, elsewhere: Store) -> None:
    ada, mei = [row.id for row in await met(store, ADA, MEI)]
    await _keep(store, (ada, f.KeepSlot(TODAY, "morning")))
    await _keep(store, (ada, f.KeepSlot(TODAY, "evening")), (mei, f.KeepSlot(TODAY, "morning")))
    with pytest.raises(SlotTaken):
        await _keep(elsewhere, (ada, f.KeepSlot(TODAY, "morning")))
    await _keep(store, (ada, f.KeepSlot(TODAY + timedelta(days=1), "morning")))
    assert len(await _all(store, slot)) == 4


async def test_a_slot_that_is_taken_takes_everything_back_that_came_with_it(store: Store) -> None:
    ada, mei = [row.id for row in await met(store, ADA, MEI)]
    await _keep(store, (ada, f.KeepSlot(TODAY, "morning")))
    with pytest.raises(SlotTaken):
        await _keep(
            store,
            (mei, f.KeepPractice(TODAY, "day-01", "done")),
            (mei, f.KeepSlot(TODAY, "morning")),
            (ada, f.KeepSlot(TODAY, "morning")),
        )
    assert len(await _all(store, slot)) == 1
    assert await _all(store, practice) == []


async def test_of_many_who_ask_for_one_slot_at_once_one_gets_it(database_url: str, store: Store) -> None:
    (ada,) = [row.id for row in await met(store, ADA)]

    async def ask() -> bool:
        mine = Store(connect(database_url))
        try:
            await _keep(mine, (ada, f.KeepSlot(TODAY, "morning")))
        except SlotTaken:
            return False
        finally:
            await mine.close()
        return True

    assert sum(await asyncio.wait_for(asyncio.gather(*(ask() for _ in range(6))), 60)) == 1


async def test_the_same_fact_kept_again_changes_its_row(store: Store) -> None:
    (ada,) = [row.id for row in await met(store, ADA)]
    for tried, level in (("", 0), ("done", 4)):
        told = (f.KeepNight(TODAY, "day-01", tried, level, level), f.KeepPractice(TODAY, "day-01", tried))
        await _keep(store, *((ada, fact) for fact in told))
    assert await _all(store, night) == [(ada, "2026-11-23", "day-01", "done", 4, 4)]
    assert await _all(store, practice) == [(ada, "2026-11-23", "day-01", "done", 1_795_431_600_000_000)]


async def test_a_practice_that_is_taken_back_is_gone(store: Store) -> None:
    ada, mei = [row.id for row in await met(store, ADA, MEI)]
    days = [f.KeepPractice(TODAY, day, "done") for day in ("day-01", "day-02")]
    await _keep(store, *((who, day) for who in (ada, mei) for day in days))
    await _keep(store, (ada, f.DropPractice(TODAY, "day-01")), (ada, f.DropPractice(TODAY, "never kept")))
    assert [(row[0], row[2]) for row in await _all(store, practice)] == [
        (ada, "day-02"),
        (mei, "day-01"),
        (mei, "day-02"),
    ]


async def test_a_result_and_its_answers_can_be_read_again(store: Store) -> None:
    (ada,) = [row.id for row in await met(store, ADA)]
    answers = (Answer("anx-01", 4, 2.5), Answer("anx-02", None))
    for form in ("express", "express", "full"):
        await _keep(store, (ada, f.KeepResult(1, "attachment", form, answers, RESULT)))
    kept = await _all(store, result)
    assert [row[:4] for row in kept] == [(ada, 1, "express", "attachment"), (ada, 1, "full", "attachment")]
    assert [Answer(**row) for row in msgspec.json.decode(kept[0][5])] == list(answers)
    assert result_from(msgspec.json.decode(kept[0][6])) == RESULT


async def test_notes_come_back_newest_first_a_page_at_a_time(store: Store) -> None:
    (ada,) = [row.id for row in await met(store, ADA)]
    at = [NOW + timedelta(microseconds=n) for n in range(13)]
    notes = [f.Note(n, at[n], "journal", f"entry {n} 好", "day-01", str(n)) for n in range(1, 13)]
    await _keep(store, *_notes(ada, *notes), *_notes(ada, f.Note(13, NOW, shelf.LOOSE, "nowhere yet")))
    first = await _shelf(store, ada, Want("page"))
    assert first == Shelf(tuple(reversed(notes[7:])), more=True)
    second = await _shelf(store, ada, Want("page", number=8))
    assert ([n.number for n in second.notes], second.more) == ([7, 6, 5, 4, 3], True)
    last = await _shelf(store, ada, Want("page", number=3))
    assert ([n.number for n in last.notes], last.more) == ([2, 1], False)


async def test_a_note_is_found_by_number_and_by_its_message(store: Store) -> None:
    (ada,) = [row.id for row in await met(store, ADA)]
    note = f.Note(1, NOW, shelf.LOOSE, "words", ref="77", voice="sound-1")
    await _keep(store, *_notes(ada, note))
    assert await _shelf(store, ada, Want("note", number=1)) == Shelf((note,))
    assert await _shelf(store, ada, Want("ref", ref="77")) == Shelf((note,))
    assert await _shelf(store, ada, Want("note", number=2)) == Shelf()
    assert await _shelf(store, ada, Want("ref", ref="78")) == Shelf()


async def test_a_note_is_changed_placed_and_dropped(store: Store) -> None:
    (ada,) = [row.id for row in await met(store, ADA)]
    await _keep(store, *_notes(ada, f.Note(1, NOW, shelf.LOOSE, "a"), f.Note(2, NOW, "journal", "b")))
    await _keep(store, (ada, f.ChangeNote(1, "changed")), (ada, f.PlaceNote(1, "journal")), (ada, f.DropNote(2)))
    (left,) = (await _shelf(store, ada, Want("page"))).notes
    assert (left.number, left.text, left.place) == (1, "changed", "journal")


async def test_a_note_that_was_changed_by_a_message_is_found_by_that_message(store: Store) -> None:
    (ada,) = [row.id for row in await met(store, ADA)]
    await _keep(store, *_notes(ada, f.Note(1, NOW, "journal", "a", ref="77")))
    await _keep(store, (ada, f.ChangeNote(1, "b")))
    assert [n.text for n in (await _shelf(store, ada, Want("ref", ref="77"))).notes] == ["b"]
    await _keep(store, (ada, f.ChangeNote(1, "c", ref="80")))
    assert [n.text for n in (await _shelf(store, ada, Want("ref", ref="80"))).notes] == ["c"]


async def test_the_shelf_never_holds_a_note_of_somebody_else(store: Store) -> None:
    ada, mei = [row.id for row in await met(store, ADA, MEI)]
    await _keep(store, *_notes(mei, f.Note(1, NOW, "journal", "of Mei", ref="77")))
    await _keep(store, (ada, f.ChangeNote(1, "by Ada")), (ada, f.PlaceNote(1, "loose")), (ada, f.DropNote(1)))
    for want in (Want("page"), Want("page", number=9), Want("note", number=1), Want("ref", ref="77")):
        assert await _shelf(store, ada, want) == Shelf()
        assert [n.text for n in (await _shelf(store, mei, want)).notes] == ["of Mei"]
