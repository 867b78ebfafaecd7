"""Whatever is typed or sent: kept where it belongs, answered with where it went."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain import events as e
from bot.domain.facts import ChangeNote, KeepNote, Note
from bot.domain.memory import CardDraft, Focus, Memory, Night, Option, Setup
from bot.domain.people import NUMBERS
from bot.domain.scene import Turn
from bot.flows import typed
from tests.flows import scenes
from tests.flows.scenes import HOUR, LANGS, NOW, scene


def _kept(turned: Turn) -> list[Note]:
    return [fact.note for fact in turned.do if isinstance(fact, KeepNote)]


@pytest.mark.parametrize("lang", LANGS)
def test_words_without_a_place_are_kept_and_offered_one(lang: str) -> None:
    turned = scenes.play(scene(lang=lang), e.Wrote("She laughed at my joke.", ref="50"))
    assert _kept(turned) == [Note(7, NOW, "loose", "She laughed at my joke.", "", "50", "")]
    assert scenes.events(turned)[:2] == [e.PutNote(7, "journal"), e.PutNote(7, "nowhere")]
    assert e.Here() in scenes.events(turned)


def test_a_voice_note_counts_as_writing() -> None:
    turned = scenes.play(scene(), e.Wrote("", ref="50", voice="v1"))
    assert [(note.voice, note.place) for note in _kept(turned)] == [("v1", "loose")]


def test_the_longest_message_is_kept_whole() -> None:
    turned = scenes.play(scene(), e.Wrote("w" * 4096))
    assert [len(note.text) for note in _kept(turned)] == [4096]


def test_an_evening_note_belongs_to_the_evening() -> None:
    memory = Memory(
        focus=Focus("evening-note", NOW + HOUR, "2026-11-23"), night=Night(date(2026, 11, 23), "day-04")
    )
    turned = scenes.play(scene(memory), e.Wrote("I asked, and it was fine."))
    assert [(note.place, note.day) for note in _kept(turned)] == [("evening", "day-04")]
    assert e.NoteUndo(7) in scenes.events(turned)


def test_words_for_the_card_go_on_the_card() -> None:
    memory = Memory(focus=Focus("card-helps", NOW + HOUR), card=CardDraft())
    turned = scenes.play(scene(memory), e.Wrote("A slow walk home"))
    assert turned.then.card is not None
    assert turned.then.card.own == {"helps": "A slow walk home"}
    assert _kept(turned) == []


def test_a_typed_city_sets_the_zone() -> None:
    turned = scenes.play(scene(Memory(setup=Setup("clock"), focus=Focus("city", NOW + HOUR))), e.Wrote("London"))
    assert turned.then.profile.zone == "Europe/London"


def test_a_city_typed_where_the_clock_is_asked_but_not_awaited_sets_the_zone_too() -> None:
    turned = scenes.play(scene(Memory(setup=Setup("clock")), reach=NUMBERS), e.Wrote("London"))
    assert turned.then.profile.zone == "Europe/London"


def test_a_number_that_no_choice_has_is_not_kept_as_an_entry() -> None:
    memory = Memory(options=(Option("front.button.menu", "1|p|menu"),))
    turned = scenes.play(scene(memory), e.Wrote("9"))
    assert turned.do == ()
    assert turned.say[0].lines[0].key == "typed.no-such-number"
    assert turned.say[0].rows


def test_words_that_are_a_focus_too_late_wait_for_a_place() -> None:
    memory = Memory(focus=Focus("evening-note", NOW), night=Night(date(2026, 11, 23)))
    assert [note.place for note in _kept(scenes.play(scene(memory), e.Wrote("late")))] == ["loose"]


def test_an_empty_message_is_answered_and_not_kept() -> None:
    turned = scenes.play(scene(), e.Wrote("  "))
    assert turned.do == ()
    assert turned.say


def test_a_message_changed_on_the_phone_changes_its_entry() -> None:
    note = Note(3, NOW - HOUR, "journal", "teh bowl", ref="50")
    turned = scenes.play(scene(notes=(note,)), e.Amended("the bowl", "50"))
    assert turned.do == (ChangeNote(3, "the bowl", "50"),)
    assert turned.say[0].fresh


@pytest.mark.parametrize("lang", LANGS)
def test_a_changed_message_that_made_no_entry_gets_one_kind_line(lang: str) -> None:
    turned = scenes.play(scene(lang=lang), e.Amended("the bowl", "50"))
    assert turned.do == ()
    assert [line.key for line in turned.say[0].lines] == ["typed.amended-nothing"]


def test_words_of_danger_that_were_added_later_are_met_as_well() -> None:
    note = Note(3, NOW - HOUR, "journal", "I am tired", ref="50")
    turned = scenes.play(scene(notes=(note,)), e.Amended("I want to kill myself", "50"))
    assert turned.do == (ChangeNote(3, "I want to kill myself", "50"),)
    assert turned.say[0].screen == "crisis"
    assert turned.say[0].fresh


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", [*typed.KINDS, "story"])
def test_everything_that_can_be_sent_gets_one_fitting_line(kind: str, lang: str) -> None:
    turned = scenes.play(scene(lang=lang), e.Sent(kind))
    assert len(turned.say) == 1
    assert scenes.text(turned, lang)
    assert turned.do == ()


def test_an_album_gets_one_answer() -> None:
    here = scene()
    first = scenes.play(here, e.Sent("photo", "a1"))
    assert first.say
    again = scenes.play(scenes.after(here, first), e.Sent("photo", "a1"))
    assert again.say == ()
    assert again.toast == ""


def test_only_the_last_five_albums_are_remembered() -> None:
    here = scene(Memory(albums=("a1", "a2", "a3", "a4", "a5")))
    assert scenes.play(here, e.Sent("photo", "a6")).then.albums == ("a2", "a3", "a4", "a5", "a6")


def test_a_sticker_does_not_end_a_question_for_words() -> None:
    focus = Focus("evening-note", NOW + HOUR)
    assert scenes.play(scene(Memory(focus=focus)), e.Sent("sticker")).then.focus == focus


@pytest.mark.parametrize("lang", LANGS)
def test_an_unknown_command_is_answered_with_the_menu(lang: str) -> None:
    turned = scenes.play(scene(lang=lang), e.Called("dance"))
    assert turned.say[0].lines[0].key == "typed.unknown-command"
    assert e.JournalPage(0) in scenes.events(turned)


def test_words_of_danger_behind_an_unknown_command_are_kept_and_met() -> None:
    turned = scenes.play(scene(), e.Called("dance", "I want to kill myself"))
    assert turned.say[0].screen == "crisis"
    assert [(note.text, note.place) for note in _kept(turned)] == [("/dance I want to kill myself", "journal")]


def test_an_unreadable_button_redraws_what_is_open() -> None:
    turned = scenes.play(scene(), e.Unreadable())
    assert turned.toast == "front.toast.old"
    assert turned.say


def test_words_of_danger_on_a_card_to_share_go_to_the_journal_instead() -> None:
    memory = Memory(focus=Focus("card-helps", NOW + HOUR), card=CardDraft())
    turned = scenes.play(scene(memory), e.Wrote("I want to kill myself"))
    assert turned.then.card == CardDraft()
    assert [note.place for note in _kept(turned)] == ["journal"]


def test_words_of_danger_in_an_evening_note_stay_with_the_evening() -> None:
    memory = Memory(focus=Focus("evening-note", NOW + HOUR), night=Night(date(2026, 11, 23), "day-04"))
    turned = scenes.play(scene(memory), e.Wrote("想死"))
    assert [note.place for note in _kept(turned)] == ["evening"]
    assert turned.say[0].screen == "crisis"
    assert turned.then.focus is None
