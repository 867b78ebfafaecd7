"""How something for the other is made: the picking, words of one's own, the loop, the line and the proof."""

from __future__ import annotations

import dataclasses

import pytest
from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.facts import KeepNote
from bot.domain.memory import Made, Walk
from bot.domain.people import NUMBERS
from bot.domain.quiz import Result
from bot.flows import together_items_from as own
from bot.flows.together_items_from import PICKED
from tests.flows import scenes
from tests.flows.items import both_offer, evenings, offers, two
from tests.flows.scenes import library
from tests.flows.two_people import NUMBER, known


# ------------------------------------------------------------------------------------------------------- the making
def test_only_what_was_previewed_can_be_shared() -> None:
    couple = two()
    couple.press("a", e.ItemPick, line="two.proof.1", on=1)
    couple.press("a", e.ItemPreview, name="proof")
    old = couple.turns["a"] - 1
    couple.press("a", e.ItemPick, line="two.proof.2", on=1)
    turned = couple.press("a", e.ItemShare, name="proof", turn=old)
    assert turned.toast == "front.toast.old"
    assert couple.window("b").items == {}


def test_three_lines_are_the_most_and_a_second_tap_takes_one_out() -> None:
    couple = two()
    for n in (1, 2, 3):
        couple.press("a", e.ItemPick, line=f"two.strength.{n}", on=1)
    turned = couple.press("a", e.ItemPick, line="two.strength.4", on=1)
    assert turned.toast == "together.items.toast.most"
    couple.press("a", e.ItemPick, line="two.strength.2", on=0)
    couple.press("a", e.ItemPick, line="two.strength.4", on=1)
    couple.press("a", e.ItemPick, line="two.strength.4", on=1)
    bond = couple.bond("a")
    assert bond.drafts["strengths"].keys == ("two.strength.1", "two.strength.3", "two.strength.4")


def test_lines_of_ones_own_result_stand_below_ours_where_they_fit() -> None:
    scene = two("v").scene("a")
    assert "results.card.v.strength.0" in own.lines(scene, "strengths")
    assert "results.card.v.helps.2" in own.lines(scene, "helps")
    assert own.lines(scene, "avoids") == tuple(f"two.avoid.{n}" for n in range(1, 11))
    words = library().words
    for name in PICKED:
        assert all(line in words["en"] and line in words["zh"] for line in own.lines(scene, name))


def test_a_picked_line_of_an_earlier_result_is_not_picked_any_more() -> None:
    couple = two("v")
    couple.press("a", e.ItemPick, line="results.card.v.strength.0", on=1)
    couple.press("a", e.ItemPick, line="two.strength.3", on=1)
    couple.memories["a"] = replace(couple.memories["a"], known=known("a"))
    couple.press("a", e.ItemPreview, name="strengths")
    couple.press("a", e.ItemShare, name="strengths", turn=couple.turns["a"] - 1)
    assert couple.bond("a").items["strengths"].keys == ("two.strength.3",)


@pytest.mark.parametrize("line", ["two.solo.1", "results.card.a.edge.0", "front.menu", "results.card.a.strength.0"])
def test_a_forged_line_is_not_taken(line: str) -> None:
    couple = two("v")
    couple.press("a", e.ItemPick, line=line, on=1)
    assert couple.bond("a").drafts == {}


def test_an_empty_choice_is_not_previewed() -> None:
    couple = two()
    assert couple.press("a", e.ItemPreview, name="helps").toast == "together.items.toast.pick"


def test_words_of_ones_own_take_the_place_of_lines_and_the_other_way_round() -> None:
    couple = two()
    couple.press("a", e.ItemPick, line="two.help.1", on=1)
    couple.press("a", e.ItemWrite, name="helps")
    turned = couple.play("a", e.Wrote("Sit\nby   me"))
    assert "Sit by me" in scenes.text(turned)
    bond = couple.bond("a")
    assert (bond.drafts["helps"].keys, bond.drafts["helps"].text) == ((), "Sit by me")
    couple.press("a", e.ItemPick, line="two.help.2", on=1)
    bond = couple.bond("a")
    assert (bond.drafts["helps"].keys, bond.drafts["helps"].text) == (("two.help.2",), "")


@pytest.mark.parametrize("text", ["", "   ", "x" * 201])
def test_a_line_that_is_empty_or_too_long_is_asked_for_again(text: str) -> None:
    couple = two()
    couple.press("a", e.ItemWrite, name="helps")
    turned = couple.play("a", e.Wrote(text))
    assert turned.say[0].wants_words
    assert turned.then.focus is not None
    assert couple.bond("a").drafts == {}


@pytest.mark.parametrize("text", ["I want to kill myself", "he hits me", "想死"])
def test_words_of_danger_go_to_the_journal_and_not_to_the_other(text: str) -> None:
    couple = two()
    couple.press("a", e.ItemWrite, name="helps")
    turned = couple.play("a", e.Wrote(text))
    assert turned.say[0].screen == "crisis"
    assert [fact.note.place for fact in turned.do if isinstance(fact, KeepNote)] == ["journal"]
    assert couple.bond("a").drafts == {}
    assert couple.bond("a").items == {}


def test_a_line_typed_after_sharing_came_to_rest_finds_another_place() -> None:
    couple = two()
    couple.press("a", e.ItemWrite, name="helps")
    couple.press("b", e.TwoPause)
    turned = couple.play("a", e.Wrote("Sit by me"))
    assert [fact.note.text for fact in turned.do if isinstance(fact, KeepNote)] == ["Sit by me"]
    assert turned.say[0].lines[0].key == "journal.offer"


def test_where_choices_are_typed_the_lines_themselves_are_the_choices() -> None:
    couple = two()
    couple.reach = NUMBERS
    shown = scenes.shown(couple.press("a", e.TwoItem, name="helps").say[0], reach=NUMBERS)
    assert f"3. {library().words['en']['two.help.3']}" in shown
    couple.play("a", e.Wrote("3"))
    couple.play("a", e.Wrote("5"))
    bond = couple.bond("a")
    assert bond.drafts["helps"].keys == ("two.help.3", "two.help.5")


# ------------------------------------------------------------------------------------------------------- the loop
def test_the_loop_is_drawn_from_both_leanings_in_each_readers_own_language() -> None:
    couple = two("a", "v")
    both_offer(couple, "loop")
    for side, lang in (("a", "en"), ("b", "zh")):
        turned = couple.press(side, e.ItemRead, name="loop")
        text = scenes.text(turned, lang)
        for part in ("seen", "invite", "care"):
            assert library().words[lang][f"two.loop.a-v.{part}"] in text
        assert turned.say[0].protect
        assert turned.say[0].lent == ("loop",)


def test_a_retest_after_the_yes_changes_nothing_about_the_loop() -> None:
    couple = two("a", "v")
    both_offer(couple, "loop")
    couple.memories["a"] = replace(couple.memories["a"], known=known("low"))
    for side, lang in (("a", "en"), ("b", "zh")):
        text = scenes.text(couple.press(side, e.ItemRead, name="loop"), lang)
        assert library().words[lang]["two.loop.a-v.seen"] in text


def test_the_leaning_reaches_the_other_only_with_both_yeses() -> None:
    couple = two("a", "v")
    offers(couple, "a", "loop")
    assert "leaning" not in repr(couple.window("b"))
    offers(couple, "b", "loop")
    assert couple.window("b").items["loop"].keys == ("leaning:a",)


def test_without_a_result_there_is_no_yes_to_the_loop_and_the_other_learns_nothing() -> None:
    with_one, without_one = two(), two()
    without_one.memories["b"] = replace(without_one.memories["b"], known=None)
    for couple in (with_one, without_one):
        offers(couple, "a", "loop")
    turned = without_one.press("b", e.ItemPreview, name="loop")
    assert turned.say[0].lines[-1].key == "together.items.none.loop"
    without_one.press("b", e.ItemShare, name="loop", turn=without_one.turns["b"] - 1)
    assert without_one.couple == with_one.couple
    assert without_one.window("a") == with_one.window("a")


def test_a_result_that_could_not_be_scored_draws_no_loop() -> None:
    couple = two()
    one = known("a")
    couple.memories["a"] = replace(couple.memories["a"], known=replace(one, result=unscored(one.result)))
    assert couple.press("a", e.TwoItem, name="loop").say[0].lines[-1].key == "together.items.none.loop"


def unscored(result: Result) -> Result:
    """A result without a leaning: too few statements were answered."""
    return dataclasses.replace(result, leaning=None)


# ------------------------------------------------------------------------------------------- the line and the proof
@pytest.mark.parametrize(
    ("felt", "levels"),
    [
        ((), ()),
        ((5, 5), ()),  # two evenings would tell single answers
        ((5, 0, 4, 0, 0, 0, 0), ()),
        ((5, 0, 4, 0, 4, 0, 0), (4,)),
        ((4, 5, 4, 5, 0, 0, 0), (5,)),  # four and a half is rounded up
        ((2, 2, 3, 2, 2, 3, 2, 4, 4, 4), (2, 4)),
        ((1, 1, 1, 0, 0, 0, 0, *(0,) * 7, 5, 5, 5), (1, 5)),  # a week without evenings leaves no gap
        ((1,) * 7 + (2, 3, 4, 5, 4, 3, 2) * 8, (3,) * 8),
    ],
)
def test_weeks_are_whole_numbers_of_at_least_three_evenings(felt: tuple[int, ...], levels: tuple[int, ...]) -> None:
    assert own.weekly(evenings(*felt)) == levels


def test_the_line_is_said_in_words_as_it_was_when_it_was_looked_at() -> None:
    couple = two()
    couple.press("a", e.ItemPreview, name="line")
    couple.nights["a"] = evenings(*(1,) * 7)
    couple.press("a", e.ItemShare, name="line", turn=couple.turns["a"] - 1)
    assert couple.window("b").items["line"].levels == (4,)
    turned = couple.press("b", e.ItemRead, name="line")
    text = scenes.text(turned, "zh")
    assert library().words["zh"]["evening.felt.4"] in text
    assert not any(sign.isdigit() for sign in text)


def test_without_enough_evenings_there_is_no_line_to_share() -> None:
    couple = two()
    couple.nights["a"] = evenings(4, 4)
    turned = couple.press("a", e.TwoItem, name="line")
    assert turned.say[0].lines[-1].key == "together.items.none.line"


def test_the_proof_comes_with_day_49() -> None:
    couple = two()
    couple.memories["a"] = replace(couple.memories["a"], walk=Walk(current="day-48"))
    shown = couple.press("a", e.TwoItems)
    assert e.TwoItem(NUMBER, "proof") not in scenes.events(shown)
    assert couple.press("a", e.TwoItem, name="proof").say == shown.say
    couple.memories["a"] = replace(couple.memories["a"], walk=Walk(days={"day-49": "done"}))
    assert e.TwoItem(NUMBER, "proof") in scenes.events(couple.press("a", e.TwoItems))


def test_the_proofs_of_day_49_can_be_taken_as_they_were_made() -> None:
    couple = two()
    made = Made(3, "look-back", {"one": "waited", "two": "own"}, {"two": "I asked   for help"})
    couple.memories["a"] = replace(couple.memories["a"], made=(made,))
    page = couple.press("a", e.ItemLines, name="proof", page=2)
    assert e.ItemPick(NUMBER, "exercises.look-back.one.pick.waited", 1) in scenes.events(page)
    turned = couple.press("a", e.ItemProof)
    assert "“I asked for help”" in scenes.text(turned)


def test_words_of_danger_from_day_49_are_not_taken() -> None:
    couple = two()
    made = Made(3, "look-back", {"one": "own"}, {"one": "I wanted to kill myself and I waited"})
    couple.memories["a"] = replace(couple.memories["a"], made=(made,))
    couple.press("a", e.ItemProof)
    assert couple.bond("a").drafts == {}


def test_our_lines_come_four_a_page_and_a_pick_stays_on_its_page() -> None:
    couple = two()
    lines = [n.line for n in scenes.events(couple.press("a", e.TwoItem, name="helps")) if isinstance(n, e.ItemPick)]
    assert len(lines) == 4
    onward = e.ItemLines(NUMBER, "helps", 1)
    assert onward in scenes.events(couple.press("a", e.TwoItem, name="helps"))
    later = [n.line for n in scenes.events(couple.play("a", onward)) if isinstance(n, e.ItemPick)]
    assert not set(lines) & set(later)
    picked = couple.press("a", e.ItemPick, line=later[0], on=1)
    assert e.ItemPick(NUMBER, later[0], 0) in scenes.events(picked)
    assert "Picked: 1." in scenes.text(picked)
    far = couple.press("a", e.ItemLines, name="helps", page=99)
    assert any(isinstance(event, e.ItemPick) for event in scenes.events(far)), "a forged page is one that there is"
