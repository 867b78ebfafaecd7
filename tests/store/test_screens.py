"""Screens: an edit always finds its message; a picture that was sent once is not uploaded again."""

from __future__ import annotations

from dataclasses import replace

from bot.store import people, screens
from bot.store.engine import Store
from bot.store.screens import Shown
from tests.store.folk import ADA, MEI, met


async def _show(store: Store, *shown: Shown) -> None:
    async with store.writing() as db:
        await screens.shown(db, shown)


async def _known(store: Store, *wanted: tuple[int, str]) -> set[Shown]:
    async with store.reading() as db:
        found = await screens.known(db, wanted)
    assert all(key == (s.person_id, s.name) for key, s in found.items())
    return set(found.values())


async def test_a_screen_is_found_by_person_and_name_alone(store: Store) -> None:
    ada, mei = [row.id for row in await met(store, ADA, MEI)]
    day, menu = Shown(ada, "day", "10", "text", "x"), Shown(mei, "menu", "11", "photo", "y")
    await _show(store, day, menu)
    assert await _known(store, (ada, "day"), (mei, "menu")) == {day, menu}
    assert await _known(store, (ada, "menu"), (mei, "day")) == set()
    assert await _known(store) == set()


async def test_the_newest_message_of_a_screen_is_remembered(store: Store) -> None:
    (ada,) = [row.id for row in await met(store, ADA)]
    first = Shown(ada, "day", "10", "text", "x")
    await _show(store, first)
    await _show(store, replace(first, message="11"), replace(first, message="12", kind="photo", digest="z"))
    assert await _known(store, (ada, "day")) == {Shown(ada, "day", "12", "photo", "z")}


async def test_nothing_is_remembered_of_somebody_who_left(store: Store) -> None:
    ada, mei = [row.id for row in await met(store, ADA, MEI)]
    async with store.writing() as db:
        await people.forget(db, ada, ADA)
    meis = Shown(mei, "day", "11", "text", "x")
    await _show(store, Shown(ada, "day", "10", "text", "x"), meis)
    assert await _known(store, (ada, "day"), (mei, "day")) == {meis}


async def test_a_picture_is_known_to_the_bot_that_sent_it(store: Store) -> None:
    async with store.writing() as db:
        assert await screens.file_of(db, "42", "digest") == ""
        await screens.keep_file(db, "42", "digest", "file-1")
        await screens.keep_file(db, "42", "digest", "file-2")
        assert await screens.file_of(db, "42", "digest") == "file-2"
        assert await screens.file_of(db, "43", "digest") == ""
