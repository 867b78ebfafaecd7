"""The guess round as a pure conversation: two taps each, one common total, and nobody sees a pick of the other's."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.domain import events as e
from bot.domain.bond import Guessed
from bot.domain.rounds import week_begins, week_number
from bot.domain.scene import Turn
from bot.flows import together_guess as guess
from bot.flows import window
from tests.flows.scenes import library, text
from tests.flows.test_together_question import asking, linked
from tests.flows.two_people import NUMBER, Two

NOON = datetime.fromisoformat("2026-11-23T12:00:00+00:00")
WEEK = week_number(NOON)
NAME = f"guess:{WEEK}"


@pytest.fixture
def two() -> Two:
    """Ada and Mei, who both wished for rounds."""
    return asking()


def plays(two: Two, side: str, own: int, other: int, week: int = WEEK) -> Turn:
    """Both taps of somebody, by the places of the options."""
    options = guess.round_of(two.scene(side), week).options
    two.play(side, e.GuessPick(NUMBER, week, options[own]))
    return two.play(side, e.GuessThink(NUMBER, week, options[other]))


def test_the_round_is_the_same_for_both_and_comes_again_after_twelve_weeks(two: Two) -> None:
    rounds = [guess.round_of(two.scene("a"), WEEK + n).id for n in range(24)]
    assert rounds == [guess.round_of(two.scene("b"), WEEK + n).id for n in range(24)]
    assert len(set(rounds[:12])) == len(library().two.guesses) == 12
    assert rounds[12:] == rounds[:12]


@pytest.mark.parametrize(
    ("ada", "mei", "right"), [((0, 1), (1, 0), 2), ((0, 1), (1, 2), 1), ((0, 1), (2, 0), 1), ((0, 1), (2, 3), 0)]
)
def test_the_total_grows_by_the_right_guesses_of_both_whoever_taps_last(
    ada: tuple[int, int], mei: tuple[int, int], right: int
) -> None:
    for order in ("ab", "ba"):
        two = asking()
        for side in order:
            plays(two, side, *(ada if side == "a" else mei))
        assert two.couple.total == right
        assert NAME in two.couple.reveals


def test_one_side_alone_changes_nothing_that_the_other_sees(two: Two) -> None:
    plays(two, "a", 0, 1)
    assert (two.couple.total, two.couple.reveals) == (0, {})
    assert two.scene("b").window == linked().scene("b").window
    assert two.told == []


def test_what_the_last_one_sees_at_once_is_what_the_first_one_saw(two: Two) -> None:
    first = plays(two, "a", 0, 1)
    alone = linked()
    alone.play("b", e.TwoAsks(NUMBER, 1))
    assert text(plays(two, "b", 1, 0), "zh") == text(plays(alone, "b", 1, 0), "zh")
    assert "猜对" not in text(first)


def test_second_taps_and_old_buttons_count_nothing(two: Two) -> None:
    plays(two, "a", 0, 1)
    plays(two, "a", 1, 0)
    plays(two, "b", 1, 0)
    plays(two, "b", 1, 0)
    assert two.couple.total == 2
    assert two.bond("a").guesses[str(WEEK)] == Guessed(*guess.round_of(two.scene("a"), WEEK).options[:2])


def test_a_round_ends_with_its_week_and_what_was_half_done_is_never_spoken_of(two: Two) -> None:
    plays(two, "a", 0, 1)
    options = guess.round_of(two.scene("b"), WEEK).options
    two.play("b", e.GuessPick(NUMBER, WEEK, options[1]))
    two.now = week_begins(WEEK + 1)
    late = two.play("b", e.GuessThink(NUMBER, WEEK, options[0]))
    assert two.couple.offers == {NAME: "a"}
    assert library().words["zh"][f"two.guess.{guess.round_of(two.scene('b'), WEEK + 1).id}.own"] in text(late, "zh")
    for side in "ab":
        assert guess.came_together(two.scene(side)) is None


def test_a_round_that_came_together_is_told_once_with_the_total_and_ones_own_pick(two: Two) -> None:
    plays(two, "a", 0, 1)
    plays(two, "b", 1, 2)
    own = {side: guess.round_of(two.scene(side), WEEK).options[n] for side, n in (("a", 0), ("b", 1))}
    for side in "ab":
        note = guess.came_together(two.scene(side))
        assert note is not None
        assert note.line.params["n"] == 1
        assert getattr(note.line.params["own"], "key", "").endswith(f".{own[side]}")
        two.changed(side, **note.bond)
        assert guess.came_together(two.scene(side)) is None


def test_news_of_long_ago_are_not_told(two: Two) -> None:
    plays(two, "a", 0, 1)
    plays(two, "b", 1, 0)
    two.now += timedelta(days=29)
    two.changed("a", used_at=two.now)
    two.changed("b", used_at=two.now)
    assert guess.came_together(two.scene("a")) is not None
    two.now += timedelta(days=2)
    assert guess.came_together(two.scene("a")) is None


def test_a_new_round_is_offered_once_a_week_to_whoever_wished_for_it(two: Two) -> None:
    note = guess.new_round(two.scene("a"))
    assert note is not None
    two.changed("a", **note.bond)
    assert guess.new_round(two.scene("a")) is None
    two.now += timedelta(days=7)
    assert guess.new_round(two.scene("a")) is not None
    two.play("a", e.TwoAsks(NUMBER, 0))
    assert guess.new_round(two.scene("a")) is None


def test_the_shelf_shows_the_total_once_there_is_one(two: Two) -> None:
    assert guess.shelf_lines(two.scene("a")) == []
    plays(two, "a", 0, 1)
    plays(two, "b", 1, 0)
    shelf = text(two.play("b", e.TwoOpen()), "zh")
    assert "一共猜对：2次" in shelf
    assert "猜一猜" in shelf


def test_who_has_not_wished_for_it_gets_no_round(two: Two) -> None:
    two.play("a", e.TwoAsks(NUMBER, 0))
    options = guess.round_of(two.scene("a"), WEEK).options
    for event in (e.GuessOpen(NUMBER), e.GuessPick(NUMBER, WEEK, options[0]), e.GuessThink(NUMBER, WEEK, options[0])):
        two.play("a", event)
    assert two.bond("a").guesses == {}
    assert two.couple.offers == {}


def test_points_are_counted_only_for_two_who_hang_on_the_same_couple(two: Two) -> None:
    plays(two, "a", 0, 1)
    plays(two, "b", 1, 0)
    before, after = linked().couple, two.couple
    assert window.scored(before, after, two.memories["a"], two.memories["b"]).total == after.total + 2
    assert window.scored(after, after, two.memories["a"], two.memories["b"]) == after
    assert window.scored(before, after, two.memories["a"], None) == after
    two.changed("b", couple=NUMBER + 1)
    assert window.scored(before, after, two.memories["a"], two.memories["b"]) == after


def test_a_guess_counts_only_with_both_parts_of_both(two: Two) -> None:
    plays(two, "a", 0, 1)
    plays(two, "b", 1, 0)
    two.changed("b", guesses={})
    assert window.scored(linked().couple, two.couple, two.memories["a"], two.memories["b"]) == two.couple
