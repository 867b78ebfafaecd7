"""A group of two, as conversations see it: what is posted hangs on both, and a command there changes nothing here."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.bond import POSTED, Item
from bot.domain.memory import Memory, Option, Walk
from bot.domain.speech import Say
from bot.flows import together_group
from bot.flows.common import date_of
from bot.flows.together_read import LEANING
from tests.flows.scenes import NOW, library
from tests.flows.two_people import NUMBER, Two, known

CHAT = "tg:-100"


def two(**posts: tuple[str, ...]) -> Two:
    """Both on the path, a few days in, with a sketch that both can read, and what each agreed to post."""
    days = {f"day-{n:02}": "done" for n in range(1, 5)}
    walk = Walk(days=days, practised=(date_of(NOW, ""),))
    ada, mei = (Memory(known=known("a"), walk=walk), Memory(known=known("v"), walk=walk))
    couple = Two(ada, mei)
    couple.couple = replace(couple.couple, offers={"loop": "ab"}, reveals={"loop": NOW})
    for side, leaning in (("a", "a"), ("b", "v")):
        couple.changed(side, items={"loop": Item(NOW, (LEANING + leaning,))}, posts=posts.get(side, ()))
    return couple


def call(couple: Two, side: str = "a", command: str = "together") -> Say:
    """What one of them hears for a command in the group."""
    (said,) = couple.play(side, e.GroupCalled(command, CHAT)).say
    assert said.where == CHAT
    assert said.fresh
    return said


def keys(said: Say) -> list[str]:
    return [line.key for line in said.lines]


@pytest.mark.parametrize("name", POSTED)
def test_each_thing_is_posted_by_itself_and_only_where_both_agreed(name: str) -> None:
    everything = keys(call(two(a=POSTED, b=POSTED)))
    without = keys(call(two(a=POSTED, b=tuple(other for other in POSTED if other != name))))
    assert len(without) < len(everything)
    assert keys(call(two(a=(name,), b=()))) == ["together.group.nothing"]
    assert keys(call(two(a=(), b=(name,)))) == ["together.group.nothing"]


def test_the_sketch_comes_in_words_with_its_limits() -> None:
    said = call(two(a=("loop",), b=("loop",)))
    assert keys(said)[1] == "together.items.head.loop"
    assert keys(said)[-1] == "two.loop.limits"
    assert said.lent == ("name", "post:loop")
    assert said.picture is None


def test_who_has_not_begun_the_path_has_no_step_to_post() -> None:
    couple = two(a=("step",), b=("step",))
    for side in ("a", "b"):
        couple.memories[side] = replace(couple.memories[side], walk=None)
        assert keys(call(couple))[1:] == (["together.their-step"] if side == "a" else [])


def test_a_sketch_that_is_over_is_not_posted() -> None:
    couple = two(a=("loop",), b=("loop",))
    couple.wait(days=8)
    assert keys(call(couple)) == ["together.group.nothing"]


def test_of_both_bowls_only_the_counts_are_drawn_and_each_is_the_same_whoever_asks() -> None:
    couple = two(a=("days",), b=("days",))
    one, other = call(couple, "a").picture, call(couple, "b").picture
    assert one is not None
    assert other is not None
    assert one.facts["left-filled"] == "1,2,3,4"
    assert one.facts["left-golds"] == ""
    assert (one.facts["left-seed"], one.facts["right-seed"]) == (other.facts["right-seed"], other.facts["left-seed"])


def test_every_reason_for_nothing_is_the_same_screen() -> None:
    nothing = call(two())
    resting = two(a=POSTED, b=POSTED)
    resting.couple = replace(resting.couple, rest_at=NOW)
    lapsed = two(a=POSTED, b=POSTED)
    lapsed.wait(days=40)
    left = two(a=POSTED, b=POSTED)
    left.memories["b"] = replace(left.memories["b"], bond=None)
    alone = two(a=POSTED, b=POSTED)
    alone.memories["a"] = replace(alone.memories["a"], bond=None)
    for couple in (resting, lapsed, left, alone):
        assert call(couple) == nothing
    assert together_group.answer("together", "") == replace(nothing, where="")


def test_a_command_in_a_group_is_not_somebody_who_was_heard() -> None:
    couple = two()
    couple.memories["a"] = replace(couple.memories["a"], options=(Option("front.button.menu", "1|h"),))
    before = couple.memories["a"]
    for command in ("help", "together", "journal", "1"):
        call(couple, "a", command)
    after = couple.memories["a"]
    assert replace(after, bond=before.bond) == before


def test_to_use_it_in_the_group_keeps_sharing_open() -> None:
    couple = two()
    couple.wait(days=20)
    call(couple, "a")
    assert couple.bond("a").used_at == couple.now
    call(couple, "b", "help")
    assert couple.bond("b").used_at == NOW


def test_a_switch_of_another_couple_or_of_something_else_changes_nothing() -> None:
    couple = two()
    before = couple.bond("a")
    couple.play("a", e.TwoPost(NUMBER + 1, "days", 1))
    couple.play("a", e.TwoPost(NUMBER, "strengths", 1))
    assert (couple.bond("a").posts, couple.bond("a").items) == (before.posts, before.items)
    for _ in range(2):
        couple.play("a", e.TwoPost(NUMBER, "days", 1))
    assert couple.bond("a").posts == ("days",)
    couple.play("a", e.TwoPost(NUMBER, "days", 0))
    assert couple.bond("a").posts == ()


def test_the_page_says_that_only_commands_are_answered_and_nothing_private_is_taken() -> None:
    couple = two()
    (said,) = couple.play("a", e.TwoGroup(NUMBER)).say
    assert keys(said) == ["together.group.page", "together.group.page-how"]
    assert len(said.rows) <= 7
    for lang in ("en", "zh"):
        for row in said.rows[:2]:
            assert all(_width(library().words[lang][b.label.key]) <= 17 for b in row)


def _width(text: str) -> int:
    return sum(2 if ord(sign) > 0x2E80 else 1 for sign in text)
