"""Forgetting somebody: not one row of theirs is left in any table, and not one of anybody else's is touched."""

from __future__ import annotations

from datetime import date

from sqlalchemy import String, Text, cast, or_, select

from bot.domain import facts as f
from bot.domain.bond import Couple
from bot.domain.people import Address
from bot.store import couples, facts, inbox, outbox, people, screens
from bot.store.couples import OnShow
from bot.store.engine import Store
from bot.store.inbox import Parcel
from bot.store.people import chat_of
from bot.store.screens import Shown
from bot.store.sql import Rows, Sql
from bot.tables import metadata
from tests.store.folk import ADA, MEI, NOW, line, marked, met
from tests.store.test_facts import RESULT, TODAY

# Tables in which nobody is named.
NOBODYS = {"picture", "bucket", "code_try"}


async def lived(store: Store, person_id: int, address: Address, update_id: int) -> None:
    """Somebody leaves a row in every table that people have rows in."""
    told: list[f.Fact] = [
        f.KeepSlot(TODAY, "morning"),
        f.KeepResult(1, "attachment", "express", (), RESULT),
        f.KeepPractice(date(2026, 11, 23), "day-01", "done"),
        f.KeepNight(TODAY, "day-01", "done", 4, 4),
        f.KeepNote(f.Note(1, NOW, "journal", f"words of {address.external}")),
        f.KeepInvite((f"link of {address.external}", f"code of {address.external}"), NOW),
        f.KeepEntry(f.Entry("log", 1, NOW, TODAY, {"thought": f"thought of {address.external}"})),
    ]
    chat = chat_of(address)
    async with store.writing() as db:
        await facts.keep(db, [(person_id, fact) for fact in told], NOW)
        number = await couples.begin(db, Couple(NOW, 1), person_id, None)
        await couples.show(db, OnShow(chat, "11", person_id, number, ("days",), "text"))
        await screens.shown(db, [Shown(person_id, "day", "10", "text", "x")])
        await inbox.put(db, [Parcel(update_id, chat, f"body of {address.external}")], 100.0)
        await outbox.put(db, [line(chat, person_id=person_id, say=f"{n} to {address.external}") for n in range(4)])
    for state in ("unknown", "dead"):
        (flying,) = [x for x in await marked(store, room=9) if x.chat == chat]
        async with store.writing() as db:
            await outbox.bury(db, flying, state, "fault")
    await marked(store)


async def rows_of(store: Store, person_id: int, address: Address) -> dict[str, Rows]:
    """Every row in which a person is named: by id, by chat, or in any text."""
    found = {}
    async with store.reading() as db:
        for table in metadata.sorted_tables:
            named = [c == person_id for c in table.columns if c.name == "person_id" or c.foreign_keys]
            if table.name == "person":
                named.append(table.c.id == person_id)
            texts = [c for c in table.columns if isinstance(c.type, String | Text)]
            named += [cast(c, Text).contains(address.external, autoescape=True) for c in texts]
            rows = await db.rows(Sql(select(table).where(or_(*named))))
            if rows:
                found[table.name] = sorted(rows)
    return found


async def test_not_one_row_is_left_and_nobody_else_loses_any(store: Store) -> None:
    ada, mei = [row.id for row in await met(store, ADA, MEI)]
    await lived(store, ada, ADA, 1)
    await lived(store, mei, MEI, 2)
    meis = await rows_of(store, mei, MEI)
    everywhere = {table.name for table in metadata.sorted_tables} - NOBODYS
    assert set(meis) == set(await rows_of(store, ada, ADA)) == everywhere

    async with store.writing() as db:
        await people.forget(db, ada, ADA)
        await inbox.done(db, [1])  # the update that asked for it, crossed off in the same transaction

    assert await rows_of(store, ada, ADA) == {}
    assert await rows_of(store, mei, MEI) == meis


async def test_a_word_of_goodbye_can_still_be_said_and_leaves_nothing(store: Store) -> None:
    (ada,) = [row.id for row in await met(store, ADA)]
    async with store.writing() as db:
        await people.forget(db, ada, ADA)
        await outbox.put(db, [line(chat_of(ADA), person_id=None, say="goodbye")])
    (goodbye,) = await marked(store)
    async with store.writing() as db:
        await outbox.bury(db, goodbye, "dead", "gone")
    assert await rows_of(store, ada, ADA) == {}


async def test_who_comes_back_is_a_stranger(store: Store) -> None:
    (ada,) = await met(store, ADA)
    async with store.writing() as db:
        await people.forget(db, ada.id, ADA)
    (again,) = await met(store, ADA)
    assert (again.id != ada.id, again.turn) == (True, 0)
