"""The journal: read, change, delete, and a place for loose words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.domain import events as e
from bot.domain.facts import ChangeNote, DropNote, KeepNote, Note, PlaceNote
from bot.domain.memory import Focus, Memory, Night
from bot.domain.people import LETTERS
from bot.domain.scene import Scene, Want
from bot.flows import journal
from tests.flows import scenes
from tests.flows.scenes import HOUR, LANGS, NOW, scene


def _note(number: int = 3, text: str = "The bowl is blue today.", place: str = "journal", **more: str) -> Note:
    return Note(number, NOW - HOUR, place, text, **more)


def _editing(note: Note, **changes: object) -> Scene:
    focus = Focus("journal-edit", NOW + timedelta(minutes=15), str(note.number))
    return scene(Memory(focus=focus), notes=(note,), **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "event", [e.NoteOpen(3), e.NoteEdit(3), e.NoteDrop(3), e.NoteDropYes(3), e.NoteUndo(3), e.PutNote(3, "journal")]
)
def test_a_button_of_an_entry_wants_that_entry(event: e.Event) -> None:
    assert journal.wants(scene(), event) == Want("note", number=3)


def test_a_page_wants_what_is_older_and_a_changed_message_its_own_entry() -> None:
    assert journal.wants(scene(), e.JournalPage(12)) == Want("page", number=12)
    assert journal.wants(scene(), e.Amended("new", "77")) == Want("ref", ref="77")


def test_typed_words_want_an_entry_only_while_one_is_being_changed() -> None:
    assert journal.wants(scene(), e.Wrote("hello")) is None
    assert journal.wants(_editing(_note()), e.Wrote("hello")) == Want("note", number=3)
    late = scene(Memory(focus=Focus("journal-edit", NOW, "3")))
    assert journal.wants(late, e.Wrote("hello")) is None


@pytest.mark.parametrize("lang", LANGS)
def test_an_empty_journal_says_so_and_has_a_way_out(lang: str) -> None:
    turned = scenes.play(scene(lang=lang), e.JournalPage(0))
    assert {"en": "empty", "zh": "空着"}[lang] in scenes.text(turned, lang)
    assert {e.Here(), e.Page("menu")} <= set(scenes.events(turned))


def test_a_page_shows_each_entry_with_date_and_place_and_goes_on_to_older_ones() -> None:
    notes = (_note(9), _note(8, "a" * 300, "evening"), _note(5, "", voice="v1"))
    turned = scenes.play(scene(notes=notes, more=True), e.JournalPage(0))
    read = scenes.text(turned)
    assert "2026-11-23</tg-time></b> · journal\nThe bowl is blue today." in read
    assert f"evening note\n{'a' * 79}…" in read
    assert "Voice note" in read
    assert [e.NoteOpen(9), e.NoteOpen(8), e.NoteOpen(5), e.JournalPage(5)] == scenes.events(turned)[:4]


def test_the_last_page_leads_to_the_newest_and_no_further() -> None:
    turned = scenes.play(scene(notes=(_note(2),)), e.JournalPage(5))
    assert e.JournalPage(0) in scenes.events(turned)
    assert e.JournalPage(2) not in scenes.events(turned)


def test_what_a_person_wrote_cannot_become_markup() -> None:
    turned = scenes.play(scene(notes=(_note(text="<b>me & you</b>"),)), e.NoteOpen(3))
    assert "&lt;b&gt;me &amp; you&lt;/b&gt;" in scenes.text(turned)


def test_an_entry_opens_whole() -> None:
    turned = scenes.play(scene(notes=(_note(text="one\n\ntwo"),)), e.NoteOpen(3))
    assert "one\n\ntwo" in scenes.text(turned)
    assert {e.NoteEdit(3), e.NoteDrop(3), e.JournalPage(0)} <= set(scenes.events(turned))


def test_a_long_entry_opens_in_two_messages_that_hold_every_word() -> None:
    long = " ".join(f"word{n}" for n in range(800))[:4096]
    turned = scenes.play(scene(notes=(_note(text=long),)), e.NoteOpen(3))
    assert len(turned.say) == 2
    parts = [line.params["text"] for say in turned.say for line in say.lines if line.key == "journal.text"]
    assert " ".join(str(part) for part in parts) == long
    assert not turned.say[0].rows
    assert turned.say[1].fresh
    assert all(len(scenes.shown(say)) <= 4096 for say in turned.say)


def test_words_without_a_space_are_cut_all_the_same() -> None:
    turned = scenes.play(scene(notes=(_note(text="好" * 4096),), lang="zh"), e.NoteOpen(3))
    parts = [line.params["text"] for say in turned.say for line in say.lines if line.key == "journal.text"]
    assert [len(str(part)) for part in parts] == [3500, 596]


def test_a_short_channel_gets_an_entry_in_pieces_that_fit() -> None:
    turned = scenes.play(scene(notes=(_note(text="x" * 4096),), reach=LETTERS), e.NoteOpen(3))
    assert all(len(scenes.shown(say, reach=LETTERS)) <= LETTERS.length for say in turned.say)


def test_a_voice_note_says_that_it_is_kept_as_one() -> None:
    turned = scenes.play(scene(notes=(_note(text="", voice="v1"),)), e.NoteOpen(3))
    assert "kept as a voice note" in scenes.text(turned)


def test_changing_asks_for_words_and_the_words_take_the_place_of_the_old_ones() -> None:
    here = scene(notes=(_note(),))
    asked = scenes.play(here, e.NoteEdit(3))
    assert asked.say[0].wants_words
    assert asked.then.focus == Focus("journal-edit", NOW + timedelta(minutes=15), "3")
    written = scenes.play(scenes.after(here, asked, notes=(_note(),)), e.Wrote("It is green.", ref="90"))
    assert written.do == (KeepNote(Note(3, NOW - HOUR, "journal", "It is green.", "", "90")),)
    assert written.then.focus is None
    assert e.NoteEdit(3) in scenes.events(written)


def test_words_for_an_entry_that_is_gone_are_not_lost() -> None:
    here = scene(Memory(focus=Focus("journal-edit", NOW + HOUR, "3")))
    written = scenes.play(here, e.Wrote("It is green."))
    assert [fact.note.text for fact in written.do] == ["It is green."]  # type: ignore[union-attr]


def test_a_voice_note_does_not_wipe_the_words_that_it_was_sent_for() -> None:
    written = scenes.play(_editing(_note()), e.Wrote("", voice="v2"))
    assert not any(isinstance(fact, ChangeNote) for fact in written.do)
    assert [fact.note.voice for fact in written.do] == ["v2"]  # type: ignore[union-attr]


def test_deleting_takes_two_taps() -> None:
    here = scene(notes=(_note(),))
    asked = scenes.play(here, e.NoteDrop(3))
    assert asked.do == ()
    assert scenes.label(asked, "Delete it for good") == e.NoteDropYes(3)
    danger = [button for button in scenes.buttons(asked) if button.style == "danger"]
    assert [button.event for button in danger] == [e.NoteDropYes(3)]
    assert scenes.play(here, e.NoteDropYes(3)).do == (DropNote(3),)


@pytest.mark.parametrize(
    "event", [e.NoteOpen(3), e.NoteEdit(3), e.NoteDrop(3), e.NoteDropYes(3), e.NoteUndo(3), e.PutNote(3, "nowhere")]
)
def test_an_entry_that_is_gone_is_answered_politely(event: e.Press) -> None:
    turned = scenes.play(scene(), event)
    assert turned.do == ()
    assert turned.toast == "front.toast.old"
    assert e.JournalPage(0) in scenes.events(turned)


def test_undo_takes_back_what_was_just_written() -> None:
    assert scenes.play(scene(notes=(_note(),)), e.NoteUndo(3)).do == (DropNote(3),)


def test_an_undo_of_days_ago_asks_first() -> None:
    turned = scenes.play(scene(notes=(_note(),), now=NOW + 25 * HOUR), e.NoteUndo(3))
    assert turned.do == ()
    assert e.NoteDropYes(3) in scenes.events(turned)


def test_taking_back_the_evening_note_makes_room_for_another() -> None:
    memory = Memory(night=Night(date(2026, 11, 23), "day-04", noted=True))
    turned = scenes.play(scene(memory, notes=(_note(place="evening", day="day-04"),)), e.NoteUndo(3))
    assert turned.then.night is not None
    assert not turned.then.night.noted


def test_loose_words_go_where_their_writer_puts_them() -> None:
    here = scene(notes=(_note(place="loose"),))
    placed = scenes.play(here, e.PutNote(3, "journal"))
    assert placed.do == (PlaceNote(3, "journal"),)
    assert e.NoteUndo(3) in scenes.events(placed)
    assert scenes.play(here, e.PutNote(3, "nowhere")).do == (DropNote(3),)


def test_words_that_found_their_place_are_not_dropped_by_an_old_button() -> None:
    turned = scenes.play(scene(notes=(_note(place="journal"),)), e.PutNote(3, "nowhere"))
    assert turned.do == ()
    assert "The bowl is blue today." in scenes.text(turned)


def test_a_place_that_does_not_exist_offers_the_two_that_do() -> None:
    turned = scenes.play(scene(notes=(_note(place="loose"),)), e.PutNote(3, "partner"))
    assert turned.do == ()
    assert e.PutNote(3, "journal") in scenes.events(turned)
