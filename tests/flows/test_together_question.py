"""The question for two as a pure conversation: when it is open, what is shown of an answer, and to whom."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.bond import Couple, Reply
from bot.domain.facts import KeepNote, Note
from bot.domain.memory import Memory
from bot.domain.rounds import day_number, question_ends
from bot.domain.scene import Turn
from bot.flows import together_notes, window
from bot.flows import together_question_notes as notes
from bot.flows import together_question_screens as screens
from bot.flows.together_question import KEPT
from bot.flows.together_question_screens import LONGEST, name_of, seal
from tests.flows.scenes import behind, label, library, text
from tests.flows.two_people import NUMBER, Two

NOON = datetime.fromisoformat("2026-11-23T12:00:00+00:00")
TODAY = day_number(NOON)
TICK = timedelta(microseconds=1)
TEA = "Tea by the window, with the radio on"


def linked(seed: int = 5) -> Two:
    """Ada and Mei, linked just now."""
    two = Two(Memory(), Memory(), NOON)
    two.couple = Couple(NOON, seed)
    return two


def asking() -> Two:
    """Ada and Mei, who both wished for a question a day."""
    both = linked()
    for side in "ab":
        both.play(side, e.TwoAsks(NUMBER, 1))
    return both


@pytest.fixture
def two() -> Two:
    """Ada and Mei, who both wished for a question a day."""
    return asking()


def answers(two: Two, side: str, words: str = TEA, number: int = TODAY) -> Turn:
    """Somebody answers; the choice what becomes of it is open then."""
    two.play(side, e.TwoAnswer(NUMBER, number))
    return two.play(side, e.Wrote(words, ref="1"))


def shares(two: Two, side: str, words: str = TEA, number: int = TODAY) -> Turn:
    """Somebody answers, and lets it be read as it is."""
    return two.play(side, behind(answers(two, side, words, number), "together.question.button.share"))


def amid(two: Two, note: Note, event: e.Event) -> Turn:
    """Ada does something with an entry of her journal."""
    two.notes["a"] = (note,)
    return two.play("a", event)


def read(two: Two, side: str, number: int = TODAY) -> Turn:
    """Somebody presses to read both."""
    return two.play(side, e.ReplyRead(NUMBER, number))


# ------------------------------------------------------------------------------------------------ which and when
def test_the_question_is_the_same_for_both_and_comes_again_after_thirty_days_at_the_earliest(two: Two) -> None:
    ids = [screens.question(two.scene("a"), TODAY + n).key for n in range(60)]
    assert ids == [screens.question(two.scene("b"), TODAY + n).key for n in range(60)]
    assert all(len(set(ids[n : n + 30])) == 30 for n in range(31))


def test_another_couple_has_another_order() -> None:
    orders = {tuple(screens.question(linked(seed).scene("a"), n).key for n in range(30)) for seed in range(20)}
    assert len(orders) == 20


def test_the_last_share_counts_until_36_hours_are_over_and_not_a_moment_longer(two: Two) -> None:
    for late in (TICK, timedelta()):
        both = asking()
        shares(both, "a")
        preview = answers(both, "b", "一碗面")
        both.now = question_ends(TODAY) - late
        done = both.play("b", behind(preview, "together.question.button.share"))
        assert (name_of(TODAY) in both.couple.reveals) is bool(late)
        assert ("看两份回答" in text(done, "zh")) is bool(late)


def test_an_answer_typed_too_late_goes_to_the_journal_and_nowhere_else(two: Two) -> None:
    two.now = question_ends(TODAY) - TICK
    two.play("a", e.TwoAnswer(NUMBER, TODAY))
    two.now += TICK
    late = two.play("a", e.Wrote(TEA, ref="1"))
    assert [fact.note.text for fact in late.do if isinstance(fact, KeepNote)] == [TEA]
    assert two.bond("a").replies == {}
    assert "has gone by" in text(late)


# ------------------------------------------------------------------------------------------------ what is read
def test_both_may_read_from_the_moment_of_the_second_share(two: Two) -> None:
    shares(two, "a")
    assert two.scene("b").window.replies == {}
    assert "shown any more" in text(read(two, "a"))
    two.now += timedelta(hours=3)
    shares(two, "b", "一碗面")
    assert two.couple.reveals == {name_of(TODAY): two.now}
    assert two.scene("a").window.replies == {str(TODAY): "一碗面"}
    assert two.scene("b").window.replies == {str(TODAY): TEA}
    shown = read(two, "a").say[0]
    assert (shown.fresh, shown.protect, shown.lent) == (True, True, (name_of(TODAY),))


def test_a_line_is_read_in_the_answers_place(two: Two) -> None:
    shares(two, "b", "一碗面")
    answers(two, "a")
    two.play("a", e.ReplyLine(NUMBER, TODAY))
    preview = two.play("a", e.Wrote("Tea", ref="2"))
    assert TEA in text(preview)
    two.play("a", label(preview, "Share this line"))
    assert two.scene("b").window.replies == {str(TODAY): "Tea"}
    assert TEA not in text(read(two, "b"), "zh")


def test_a_button_shares_only_the_words_that_it_was_drawn_under(two: Two) -> None:
    preview = answers(two, "a")
    old = label(preview, "Share it as it is")
    note = two.bond("a").replies[str(TODAY)].notes[0]
    amid(two, Note(note, NOON, "two", TEA, "", "1"), e.Amended("Tea, and something that nobody has looked at", "1"))
    again = two.play("a", old)
    assert two.couple.offers == {}
    assert "nobody has looked at" in text(again)
    assert two.bond("a").replies[str(TODAY)].how == ""


def test_what_ends_is_over_for_both_after_seven_days(two: Two) -> None:
    shares(two, "a")
    shares(two, "b", "一碗面")
    two.now += window.ENDS - TICK
    assert two.scene("a").window.lends(name_of(TODAY))
    two.now += TICK
    assert not two.scene("a").window.lends(name_of(TODAY))
    assert "shown any more" in text(read(two, "a"))


def test_taking_back_ends_it_for_both_on_both_phones(two: Two) -> None:
    shares(two, "a")
    shares(two, "b", "一碗面")
    back = two.play("a", e.ReplyTakeBack(NUMBER, TODAY))
    assert back.pair is not None
    assert back.pair.tell == e.TakenBack(name_of(TODAY))
    assert [say.over for say in back.say if say.over] == [name_of(TODAY)]
    assert two.couple.reveals == {}
    for side in "ab":
        assert two.scene(side).window.replies == {}


def test_before_both_may_read_nobody_is_told_of_a_change_of_mind(two: Two) -> None:
    shares(two, "a")
    for event in (e.ReplyRethink(NUMBER, TODAY), e.ReplyMine(NUMBER, TODAY)):
        turn = two.play("a", event)
        assert turn.pair is None or turn.pair.tell is None
    assert two.couple.offers == {}
    assert two.told == []
    shares(two, "b", "一碗面")
    assert two.couple.reveals == {}


def test_one_who_thinks_again_while_the_other_shares_finds_both_answers(two: Two) -> None:
    shares(two, "a")
    shares(two, "b", "一碗面")
    turn = two.play("a", e.ReplyRethink(NUMBER, TODAY))
    assert turn.pair is None
    assert "Read both answers" in text(turn)


@pytest.mark.parametrize("hides", ["own how", "their how", "own reply", "offers", "reveals", "ended"])
def test_each_condition_by_itself_keeps_an_answer_unread(two: Two, hides: str) -> None:
    shares(two, "a")
    shares(two, "b", "一碗面")
    key, name = str(TODAY), name_of(TODAY)
    match hides:
        case "own how":
            two.changed("a", replies={key: replace(two.bond("a").replies[key], how="mine")})
        case "their how":
            two.changed("b", replies={key: replace(two.bond("b").replies[key], how="")})
        case "own reply":
            two.changed("a", replies={})
        case "offers":
            two.couple = replace(two.couple, offers={name: "b"})
        case "reveals":
            two.couple = replace(two.couple, reveals={})
        case "ended":
            two.now += window.ENDS
    assert two.scene("a").window.replies == {}


# ------------------------------------------------------------------------------------------------- the journal
def test_an_entry_that_is_deleted_takes_the_answer_back(two: Two) -> None:
    shares(two, "a")
    shares(two, "b", "一碗面")
    note = two.bond("a").replies[str(TODAY)].notes[0]
    gone = amid(two, Note(note, NOON, "two", TEA), e.NoteDropYes(note))
    assert gone.pair is not None
    assert gone.pair.tell == e.TakenBack(name_of(TODAY))
    assert two.bond("a").replies == {}
    assert two.scene("b").window.replies == {}


def test_an_entry_that_is_deleted_before_leaves_no_offer_and_tells_nobody(two: Two) -> None:
    shares(two, "a")
    note = two.bond("a").replies[str(TODAY)].notes[0]
    gone = amid(two, Note(note, NOON, "two", TEA), e.NoteUndo(note))
    assert gone.pair is not None
    assert gone.pair.tell is None
    assert two.couple.offers == {}
    shares(two, "b", "一碗面")
    assert two.couple.reveals == {}


def test_an_entry_that_is_changed_changes_what_is_not_decided_and_never_what_is_shared(two: Two) -> None:
    answers(two, "a")
    note = two.bond("a").replies[str(TODAY)].notes[0]
    amid(two, Note(note, NOON, "two", TEA, "", "1"), e.Amended("Coffee", "1"))
    assert two.bond("a").replies[str(TODAY)].text == "Coffee"
    two.play("a", e.ReplyShare(NUMBER, TODAY, "as-is", seal("Coffee")))
    amid(two, Note(note, NOON, "two", "Coffee", "", "1"), e.Amended("Beer", "1"))
    shares(two, "b", "一碗面")
    assert two.scene("b").window.replies == {str(TODAY): "Coffee"}


def test_the_entry_of_a_shared_line_may_change_and_the_line_stays_as_it_was_read(two: Two) -> None:
    answers(two, "a")
    two.play("a", e.ReplyLine(NUMBER, TODAY))
    two.play("a", e.Wrote("Tea", ref="2"))
    line = two.bond("a").replies[str(TODAY)].notes[1]
    amid(two, Note(line, NOON, "two", "Tea", "", "2"), e.Amended("Green tea", "2"))
    assert two.bond("a").replies[str(TODAY)].line == "Green tea"
    two.play("a", e.ReplyShare(NUMBER, TODAY, "line", seal("Green tea")))
    amid(two, Note(line, NOON, "two", "Green tea", "", "2"), e.Amended("Gin", "2"))
    shares(two, "b", "一碗面")
    assert two.scene("b").window.replies == {str(TODAY): "Green tea"}


def test_a_long_answer_stays_whole_in_the_journal_and_only_a_line_may_go(two: Two) -> None:
    long = "a word " * 200
    preview = answers(two, "a", long)
    assert [fact.note.text for fact in preview.do if isinstance(fact, KeepNote)] == [long]
    assert "Share it as it is" not in text(preview)
    cut = two.bond("a").replies[str(TODAY)].text
    two.play("a", e.ReplyShare(NUMBER, TODAY, "as-is", seal(cut)))
    two.play("a", e.ReplyLine(NUMBER, TODAY))
    again = two.play("a", e.Wrote("b" * (LONGEST + 1), ref="2"))
    assert str(LONGEST) in text(again)
    assert two.couple.offers == {}
    preview = two.play("a", e.Wrote("b" * LONGEST, ref="3"))
    two.play("a", label(preview, "Share this line"))
    assert two.couple.offers == {name_of(TODAY): "a"}


def test_the_newest_fourteen_answers_are_remembered(two: Two) -> None:
    for n in range(KEPT + 3):
        two.now = NOON + timedelta(days=n)
        shares(two, "a", number=TODAY + n)
    assert sorted(map(int, two.bond("a").replies)) == [TODAY + 3 + n for n in range(KEPT)]


# -------------------------------------------------------------------------------------------------- kept safe
@pytest.mark.parametrize("words", ["I want to kill myself", "想死"])
def test_words_of_danger_bring_the_card_and_are_no_answer(two: Two, words: str) -> None:
    met = answers(two, "a", words)
    assert met.say[0].screen == "crisis"
    kept = [fact.note for fact in met.do if isinstance(fact, KeepNote)]
    assert [(note.text, note.place) for note in kept] == [(words, "journal")]
    assert two.bond("a").replies == {}
    assert two.couple.offers == {}


def test_words_of_danger_that_came_into_an_answer_afterwards_are_not_shared(two: Two) -> None:
    answers(two, "a")
    note = two.bond("a").replies[str(TODAY)].notes[0]
    amid(two, Note(note, NOON, "two", TEA, "", "1"), e.Amended("I want to kill myself", "1"))
    met = two.play("a", e.ReplyShare(NUMBER, TODAY, "as-is", seal("I want to kill myself")))
    assert met.say[0].screen == "crisis"
    assert two.couple.offers == {}


def test_the_way_back_from_a_false_alarm_leads_to_the_question_again(two: Two) -> None:
    answers(two, "a", "I want to kill myself")
    back = two.play("a", e.CrisisMeant())
    assert screens.question(two.scene("a"), TODAY).key.startswith("two.question.")
    assert "One line is plenty" in text(back)
    two.play("a", e.Wrote(TEA, ref="2"))
    assert two.bond("a").replies[str(TODAY)].text == TEA


def test_a_voice_note_is_kept_for_its_writer_and_words_are_asked_for(two: Two) -> None:
    two.play("a", e.TwoAnswer(NUMBER, TODAY))
    for _ in range(2):
        kept = two.play("a", e.Wrote("", ref="1", voice="file"))
        assert [fact.note.voice for fact in kept.do if isinstance(fact, KeepNote)] == ["file"]
        assert "only written lines" in text(kept)
    two.play("a", e.Wrote(TEA, ref="2"))
    two.play("a", e.ReplyLine(NUMBER, TODAY))
    assert "only written lines" in text(two.play("a", e.Wrote("", ref="3", voice="file")))
    assert two.bond("a").replies[str(TODAY)].line == ""


# ------------------------------------------------------------------------------------------------- sections
def test_the_evening_brings_the_question_however_much_else_there_is(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    loud = [lambda _scene: together_notes.Note(screens.question(two.scene("a"), 1)) for _ in range(4)]
    monkeypatch.setattr(together_notes, "SOURCES", loud)
    scene = two.scene("a")
    said = together_notes.with_notes(scene, Turn(scene.memory), evening=True)
    assert "A question for two" in text(said)
    assert len(said.say[0].lines) == together_notes.MOST + 1
    assert "A question for two" not in text(together_notes.with_notes(scene, Turn(scene.memory)))


def test_it_stands_there_while_it_is_not_decided_on_and_asked_for(two: Two) -> None:
    assert notes.tonight(two.scene("a")) is not None
    answers(two, "a")
    assert notes.tonight(two.scene("a")) is not None
    two.play("a", e.ReplyMine(NUMBER, TODAY))
    assert notes.tonight(two.scene("a")) is None
    assert notes.tonight(two.scene("b")) is not None
    two.play("b", e.TwoAsks(NUMBER, 0))
    assert notes.tonight(two.scene("b")) is None


def test_nothing_of_it_stands_anywhere_while_sharing_rests(two: Two) -> None:
    two.play("b", e.TwoPause(NUMBER))
    assert notes.tonight(two.scene("a")) is None
    assert notes.answer_row(two.scene("a")) == ()
    for event in (
        *(e.TwoQuestion(NUMBER, 0), e.TwoAnswer(NUMBER, TODAY), e.ReplyRead(NUMBER, TODAY), e.TwoAsks(NUMBER, 0)),
        *(e.ReplyMine(NUMBER, TODAY), e.ReplyLine(NUMBER, TODAY), e.ReplyRethink(NUMBER, TODAY)),
        *(e.ReplyShare(NUMBER, TODAY, "as-is", 0), e.ReplyTakeBack(NUMBER, TODAY), e.GuessOpen(NUMBER)),
    ):
        assert "Sharing rests" in text(two.play("a", event))


def test_to_look_at_a_question_or_a_round_keeps_sharing_open(two: Two) -> None:
    for event in (e.TwoQuestion(NUMBER, 0), e.TwoAnswer(NUMBER, 0), e.GuessOpen(NUMBER)):
        two.now += timedelta(days=20)
        for side in "ab":
            two.play(side, event)
        assert two.bond("a").used_at == two.now
    assert two.scene("a").window.open


def test_an_answer_that_waits_through_a_rest_can_still_be_read_in_time(two: Two) -> None:
    shares(two, "a")
    two.play("b", e.TwoPause(NUMBER))
    two.play("a", e.TwoYes(NUMBER))
    two.play("b", e.TwoYes(NUMBER))
    shares(two, "b", "一碗面")
    assert two.scene("a").window.replies == {str(TODAY): "一碗面"}


def test_each_of_both_is_told_once_that_they_may_read(two: Two) -> None:
    shares(two, "a")
    assert notes.readable(two.scene("a")) is None
    shares(two, "b", "一碗面")
    note = notes.readable(two.scene("a"))
    assert note is not None
    two.changed("a", **note.bond)
    assert notes.readable(two.scene("a")) is None
    read(two, "b")
    assert notes.readable(two.scene("b")) is None


# ------------------------------------------------------------------------------------------------- one's own
@pytest.mark.parametrize("choice", ["as-is", "line", "mine"])
def test_after_each_choice_the_same_small_thing_does_good(two: Two, choice: str) -> None:
    answers(two, "a")
    if choice == "mine":
        done = two.play("a", e.ReplyMine(NUMBER, TODAY))
    else:
        if choice == "line":
            two.play("a", e.ReplyLine(NUMBER, TODAY))
            two.play("a", e.Wrote(TEA, ref="2"))
        done = two.play("a", e.ReplyShare(NUMBER, TODAY, choice, seal(TEA)))
    n = TODAY % library().two.lines["soothe"] + 1
    assert library().words["en"][f"two.soothe.{n}"] in text(done)


def test_sol_with_adas_buttons_does_nothing(two: Two) -> None:
    preview = answers(two, "a")
    sol = linked()
    for side in "ab":
        sol.changed(side, couple=NUMBER + 1)
    assert sol.scene("a").window.open
    sol.play("a", label(preview, "Share it as it is"))
    sol.play("a", e.TwoAsks(NUMBER, 1))
    sol.play("a", e.ReplyRead(NUMBER, TODAY))
    assert sol.couple.offers == {}
    assert sol.bond("a").asks is False
    assert two.bond("a").replies[str(TODAY)] == Reply(NOON, TEA, notes=(two.turns["a"] - 1,))
