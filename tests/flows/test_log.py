"""The log of moments as values: what is asked, kept, counted, taken back, and what a week has in common."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.facts import DropEntry, DropNote, DropPractice, Entry, KeepEntry, KeepNote, KeepPractice
from bot.domain.memory import LogBook, Memory, Walk
from bot.domain.people import FULL
from bot.domain.scene import Scene, Shelf, Turn, Want
from bot.flows import house, log, log_map, log_screens, triggers
from bot.flows.common import today
from tests.dialogue import looks
from tests.flows import scenes

ON = date(2026, 11, 23)
MINUTES = timedelta(minutes=1)


def _walker(book: LogBook | None = None, lang: str = "en") -> Scene:
    return scenes.scene(Memory(walk=Walk(current="day-04"), log=book), lang=lang)


def _logged(scene: Scene, level: int = 5) -> tuple[Scene, Turn]:
    turned = scenes.play(scene, e.LogBegin())
    for part in log_map.PARTS:
        scene = scenes.after(scene, turned)
        assert scene.memory.log is not None
        turned = scenes.play(scene, e.LogPick(scene.memory.log.run, part, log_map.PICKS[part][0]))
    scene = scenes.after(scene, turned)
    assert scene.memory.log is not None
    turned = scenes.play(scene, e.LogLevel(scene.memory.log.run, level))
    return scenes.after(scene, turned), turned


def _entry(number: int, *, days: int = 0, **picks: str | int) -> Entry:
    data: dict[str, str | int] = {"situation": "own", "body": "own", "thought": "own", "level": 5, **picks}
    return Entry("log", number, scenes.NOW, ON - timedelta(days=days), data)


def _told(*entries: Entry) -> list[str]:
    return [line.key for line in log_map.lines(entries, ON)]


def test_a_log_is_one_entry_of_ids_and_a_practised_date() -> None:
    _, turned = _logged(_walker(), 7)
    picks = {"situation": "silence", "body": "chest", "thought": "left"}
    assert turned.do == (
        KeepEntry(Entry("log", 7, scenes.NOW, ON, {**picks, "level": 7})),
        KeepPractice(ON, "log", "done"),
    )
    assert turned.then.walk is not None
    assert turned.then.walk.practised == (ON,)
    assert turned.then.counts == {"log": 1}


def test_own_words_are_kept_as_a_note_and_named_by_its_number_only() -> None:
    scene = _walker()
    scene = scenes.after(scene, scenes.play(scene, e.LogBegin()))
    turned = scenes.play(scene, e.LogOwn(7, "situation"))
    assert turned.say[0].wants_words
    scene = scenes.after(scene, turned)
    turned = scenes.play(scene, e.Wrote("The door was shut.", "41"))
    note = next(fact.note for fact in turned.do if isinstance(fact, KeepNote))
    assert (note.text, note.place, note.day, note.ref) == ("The door was shut.", "log", "day-04", "41")
    book = turned.then.log
    assert book is not None
    assert (book.stage, book.picks, book.notes) == ("body", {"situation": "own"}, {"situation": note.number})


def test_going_one_back_takes_back_the_words_that_were_typed_there() -> None:
    book = LogBook(7, scenes.NOW, "body", {"situation": "own"}, {"situation": 9})
    turned = scenes.play(_walker(book), e.LogBack(7, "body"))
    assert turned.do == (DropNote(9),)
    assert turned.toast == "log.toast.taken-back"
    assert turned.then.log is not None
    assert (turned.then.log.stage, turned.then.log.picks, turned.then.log.notes) == ("situation", {}, {})


def test_undo_takes_back_the_entry_its_words_and_the_date_that_it_alone_made_count() -> None:
    scene, _ = _logged(_walker(), 9)
    turned = scenes.play(scene, e.LogUndo(7))
    assert turned.do == (DropEntry("log", 7), DropPractice(ON, "log"))
    assert turned.then.walk is not None
    assert turned.then.log is not None
    assert turned.then.walk.practised == ()
    assert (turned.then.log.count, turned.then.log.high, turned.then.counts["log"]) == (0, 0, 0)


def test_undo_leaves_a_date_on_which_the_day_was_done_too() -> None:
    scene, _ = _logged(_walker())
    scene = scenes.after(scene, scenes.play(scene, e.Did("day-04", "done")))
    turned = scenes.play(scene, e.LogUndo(7))
    assert turned.then.walk is not None
    assert turned.then.walk.practised == (ON,)


def test_a_log_that_was_left_open_for_long_is_begun_anew() -> None:
    book = LogBook(3, scenes.NOW - 16 * MINUTES, "thought", {"situation": "tone", "body": "heat"})
    turned = scenes.play(_walker(book), e.LogBegin())
    assert turned.then.log is not None
    assert (turned.then.log.run, turned.then.log.stage) == (7, "situation")
    fresh = replace(book, at=scenes.NOW - 14 * MINUTES)
    turned = scenes.play(_walker(fresh), e.LogBegin())
    assert turned.then.log is not None
    assert (turned.then.log.run, turned.then.log.stage) == (3, "thought")


@pytest.mark.parametrize(("before", "level", "high"), [(2, 7, 3), (2, 5, 0), (0, 9, 1)])
def test_strong_ones_are_counted_in_a_row(before: int, level: int, high: int) -> None:
    book = LogBook(7, scenes.NOW, "level", dict.fromkeys(log_map.PARTS, "own"), high=before, high_before=before)
    turned = scenes.play(_walker(book), e.LogLevel(7, level))
    assert turned.then.log is not None
    assert turned.then.walk is not None
    assert turned.then.log.high == high
    assert (e.SensesBegin() in scenes.events(turned)) is (high >= 3)
    assert turned.then.walk.gentle is (high >= 3)


@pytest.mark.parametrize(
    "press",
    [
        e.LogPick(6, "situation", "silence"),
        e.LogPick(7, "body", "chest"),
        e.LogPick(7, "situation", "chest"),
        e.LogOwn(7, "level"),
        e.LogLevel(7, 5),
        e.LogBack(7, "situation"),
        e.LogUndo(7),
        e.LogStop(6),
        e.LogShow(6),
    ],
)
def test_a_press_that_does_not_fit_changes_nothing_and_is_answered(press: e.Press) -> None:
    book = LogBook(7, scenes.NOW)
    turned = scenes.play(_walker(book), press)
    assert turned.then.log == book
    assert not turned.do
    assert turned.say
    assert turned.toast in ("front.toast.here", "front.toast.old")


def test_words_that_come_too_late_for_their_log_are_kept_all_the_same() -> None:
    scene = _walker(LogBook(9, scenes.NOW))
    typed = log.wrote(scene, e.Wrote("late words"))
    assert any(isinstance(fact, KeepNote) and fact.note.text == "late words" for fact in typed.do)
    assert typed.then.log == scene.memory.log


def test_without_a_path_a_log_is_kept_as_well() -> None:
    _, turned = _logged(scenes.scene(Memory()))
    assert [type(fact) for fact in turned.do] == [KeepEntry, KeepPractice]


@pytest.mark.parametrize("lang", scenes.LANGS)
def test_every_screen_of_the_log_fits_a_small_phone_with_whole_labels(lang: str) -> None:
    own = dict.fromkeys(log_map.PARTS, 9)
    longest = {"situation": "someone", "body": "shoulders", "thought": "not-enough"}
    kept = LogBook(7, scenes.NOW, "kept", longest, level=9, high=3)
    books = [LogBook(7, scenes.NOW, stage, longest, own) for stage in log_screens.STAGES]
    for book in (*books, LogBook(7, scenes.NOW), kept, replace(kept, high=0), replace(kept, notes={"line": 9})):
        shown = scenes.renderer().screen(log_screens.screen(book), lang, FULL)
        assert looks.height(shown) <= looks.ROOM, book.stage
        assert not looks.too_wide(shown), book.stage


@pytest.mark.parametrize("lang", scenes.LANGS)
def test_every_pick_has_a_label_and_a_phrase(lang: str) -> None:
    words = scenes.library().words[lang]
    for part, picks in log_map.PICKS.items():
        assert 6 <= len(picks) <= 8
        for pick in picks:
            assert words[f"log.{part}.{pick}"]
            assert words[f"log.phrase.{part}.{pick}"]


# ----------------------------------------------------------------------------------------------------- the map
def test_a_week_without_logs_and_one_with_few_say_so() -> None:
    assert _told() == ["log.map.none"]
    assert _told(_entry(1, days=7)) == ["log.map.none"]
    assert _told(_entry(1), _entry(2, days=6)) == ["log.map.title", "log.map.few"]


def test_what_came_most_often_is_counted_and_own_words_are_not() -> None:
    entries = (
        _entry(5, situation="silence", body="chest"),
        _entry(4, situation="silence", body="heat"),
        _entry(3, days=1, situation="plans"),
        _entry(2, days=2, situation="silence"),
        _entry(1, days=9, situation="plans"),
    )
    found = {line.key: line.params for line in log_map.lines(entries, ON)}
    assert set(found) == {"log.map.title", "log.map.situation", "log.map.no-verdict"}
    assert (found["log.map.situation"]["n"], found["log.map.situation"]["all"]) == (3, 4)
    text = scenes.renderer().text("en", log_map.lines(entries, ON)[1])
    assert str(text) == "3 of 4 began with silence."


def test_of_two_as_frequent_the_newer_is_told() -> None:
    entries = [_entry(n, body=body) for n, body in ((4, "heat"), (3, "chest"), (2, "chest"), (1, "heat"))]
    told = log_map.lines(entries, ON)[1]
    assert "a hot face" in scenes.renderer().text("en", told)


def test_a_chain_that_came_twice_is_told_whole() -> None:
    chain: dict[str, Any] = {"situation": "asked", "body": "numb", "thought": "crowded"}
    told = _told(_entry(3, level=9, **chain), _entry(2, **chain), _entry(1, situation="tone"))
    assert told == [
        "log.map.title",
        *(f"log.map.{part}" for part in log_map.PARTS),
        "log.map.chain",
        "log.map.strong",
        "log.map.no-verdict",
    ]


def test_a_week_in_which_nothing_came_twice_says_that() -> None:
    entries = [_entry(n, situation=s) for n, s in enumerate(("silence", "tone", "plans"))]
    assert _told(*entries) == ["log.map.title", "log.map.each-its-own", "log.map.no-verdict"]


@pytest.mark.parametrize("lang", scenes.LANGS)
def test_the_longest_map_fits_a_small_phone(lang: str) -> None:
    chain: dict[str, Any] = {"situation": "someone", "body": "shoulders", "thought": "not-enough"}
    entries = [_entry(n, **chain, level=9) for n in range(21)]
    shown = triggers.week(replace(_walker(lang=lang), shelf=Shelf(entries=tuple(entries))))
    assert looks.height(scenes.renderer().screen(replace(shown, picture=None), lang, FULL)) <= looks.ROOM
    assert len(scenes.renderer().screen(shown, lang, FULL).text) < 1024


def test_the_map_asks_for_the_logs_and_nothing_else() -> None:
    scene = _walker()
    for event in (e.LogMap(), e.Page(triggers.PAGE)):
        assert house.wants(scene, event) == Want("entries", ref="log")
    assert house.wants(scene, e.LogBegin()) is None
    assert today(scene) == ON
