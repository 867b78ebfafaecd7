"""What two people let each other read: one guard for each consent, and nothing that tells of the other's."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from bot import buttons
from bot.domain import events as e
from bot.domain.bond import GIVEN, ITEMS, MUTUAL, Bond, Couple, Draft, Item
from bot.domain.facts import KeepNight, KeepNote
from bot.domain.memory import Made, Memory, Option, Walk
from bot.domain.people import NUMBERS
from bot.domain.quiz import Leaning, Result
from bot.domain.scene import Turn
from bot.flows import together_items_from as own
from bot.flows import together_read, window
from bot.flows.together_items_from import PICKED
from tests.flows import scenes
from tests.flows.scenes import NOW, library
from tests.flows.two_people import NUMBER, Two, known

DAY_49 = Walk(current="day-49")
SEVEN_DAYS = timedelta(days=7)
MOMENT = timedelta(seconds=1)
LINE = {name: f"two.{bank}.1" for name, bank in PICKED.items()}


def two(ada: Leaning = "a", mei: Leaning = "v") -> Two:
    """Both with a result, on day 49, with two weeks of evenings."""
    couple = Two(Memory(known=known(ada), walk=DAY_49), Memory(known=known(mei), walk=DAY_49))
    couple.nights = {side: evenings(4, 5, 4, 5, 2, 2, 3) for side in "ab"}
    return couple


def evenings(*felt: int, first: date = date(2026, 11, 2)) -> tuple[KeepNight, ...]:
    """Evenings on following dates from a Monday, newest first; 0 is one that was not answered."""
    nights = [KeepNight(first + timedelta(days=n), "", "done", one, 3) for n, one in enumerate(felt)]
    return tuple(reversed(nights))


def offers(couple: Two, side: str, name: str) -> list[Turn]:
    """All that somebody does to let one thing be read."""
    turns = [couple.press(side, e.TwoItem, name=name)]
    if name in PICKED:
        turns.append(couple.press(side, e.ItemPick, line=LINE[name], on=1))
    turns.append(couple.press(side, e.ItemPreview, name=name))
    turns.append(couple.press(side, e.ItemShare, name=name, turn=couple.turns[side] - 1))
    return turns


def both_offer(couple: Two, name: str) -> None:
    for side in "ab":
        offers(couple, side, name)


# ---------------------------------------------------------------------------------------------------- the guards
def shared(name: str) -> tuple[Bond, Bond, Couple]:
    """Ada's bond, Mei's, and theirs together, in which each may read this thing of the other's."""
    couple = two()
    both_offer(couple, name)
    return couple.bond("a"), couple.bond("b"), couple.couple


def without(bond: Bond, name: str) -> Bond:
    return replace(bond, items={other: item for other, item in bond.items.items() if other != name})


Broken = Callable[[Bond, Bond, Couple, str], tuple[Bond, Bond, Couple]]
BROKEN: dict[str, Broken] = {
    "one does not let it be read": lambda m, t, c, n: (without(m, n), t, c),
    "the other does not": lambda m, t, c, n: (m, without(t, n), c),
    "one side has not offered it": lambda m, t, c, n: (m, t, replace(c, offers={n: "b"})),
    "the other side has not": lambda m, t, c, n: (m, t, replace(c, offers={n: "a"})),
    "nobody has offered it": lambda m, t, c, n: (m, t, replace(c, offers={})),
    "it was never revealed": lambda m, t, c, n: (m, t, replace(c, reveals={})),
    "its time is over": lambda m, t, c, n: (m, t, replace(c, reveals={n: NOW - SEVEN_DAYS})),
    "sharing rests": lambda m, t, c, n: (m, t, replace(c, rest_at=NOW)),
    "it was long not used": lambda m, t, c, n: (replace(m, used_at=NOW - timedelta(days=30)), t, c),
    "the other is linked anew": lambda m, t, c, n: (m, replace(t, couple=NUMBER + 1), c),
}


def seen(mine: Bond, theirs: Bond, couple: Couple | None) -> dict[str, Item]:
    return window.cut(library(), Memory(bond=mine), Memory(bond=theirs), couple, NOW).items


@pytest.mark.parametrize("name", MUTUAL)
def test_what_is_mutual_can_be_read_by_both_when_every_consent_stands(name: str) -> None:
    mine, theirs, couple = shared(name)
    assert set(seen(mine, theirs, couple)) == set(seen(theirs, mine, couple)) == {name}


@pytest.mark.parametrize("why", BROKEN)
@pytest.mark.parametrize("name", MUTUAL)
def test_without_any_one_of_the_consents_nothing_can_be_read(name: str, why: str) -> None:
    assert seen(*BROKEN[why](*shared(name), name)) == {}


@pytest.mark.parametrize("name", GIVEN)
def test_what_its_owner_alone_gives_can_be_read_by_the_other_for_seven_days(name: str) -> None:
    couple = two()
    offers(couple, "a", name)
    assert set(couple.window("b").items) == {name}
    assert couple.window("a").items == {}
    couple.now = NOW + SEVEN_DAYS - MOMENT
    assert set(couple.window("b").items) == {name}
    couple.now = NOW + SEVEN_DAYS
    assert couple.window("b").items == {}


def test_a_reveal_ends_after_seven_days_for_both_in_the_same_moment() -> None:
    couple = two()
    offers(couple, "a", "helps")
    couple.wait(days=3)
    offers(couple, "b", "helps")
    couple.now += SEVEN_DAYS - MOMENT
    assert "helps" in couple.window("a").items
    assert "helps" in couple.window("b").items
    couple.now += MOMENT
    assert couple.window("a").items == couple.window("b").items == {}


def test_the_window_tells_the_moment_of_the_reveal_and_not_when_the_other_offered_it() -> None:
    couple = two()
    offers(couple, "a", "helps")
    couple.wait(hours=5)
    offers(couple, "b", "helps")
    assert couple.window("b").items["helps"].at == couple.now
    assert couple.window("a").items["helps"].at == couple.now


def test_a_draft_is_in_no_window() -> None:
    couple = two()
    bond = couple.bond("a")
    before = couple.window("b")
    couple.memories["a"] = replace(couple.memories["a"], bond=replace(bond, drafts={"proof": Draft(text="mine")}))
    assert couple.window("b") == before


# ------------------------------------------------------------------------------------- nothing of the other's shows
@pytest.mark.parametrize("name", MUTUAL)
def test_every_screen_up_to_ones_own_yes_is_the_same_whether_the_other_has_said_yes(name: str) -> None:
    alone, awaited = two(), two()
    offers(awaited, "a", name)
    for couple in (alone, awaited):
        couple.wait(hours=1)
    pages = [[couple.press("b", e.TwoSettings), couple.press("b", e.TwoItems)] for couple in (alone, awaited)]
    said = [[*page, *offers(couple, "b", name)] for page, couple in zip(pages, (alone, awaited), strict=True)]
    assert [(turn.say, turn.toast) for turn in said[0]] == [(turn.say, turn.toast) for turn in said[1]]
    assert alone.window("b").items == {}
    assert set(awaited.window("b").items) == {name}


@pytest.mark.parametrize("name", MUTUAL)
def test_what_one_offers_and_takes_back_by_themselves_touches_nothing_of_the_others(name: str) -> None:
    couple = two()
    before = (couple.memories["b"], couple.turns["b"], couple.window("b"))
    offers(couple, "a", name)
    assert (couple.memories["b"], couple.turns["b"], couple.window("b")) == before
    couple.press("a", e.ItemTakeBack, name=name)
    assert (couple.memories["b"], couple.turns["b"], couple.window("b")) == before
    assert couple.told == []


@pytest.mark.parametrize("name", MUTUAL)
def test_once_it_is_over_one_alone_brings_nothing_back(name: str) -> None:
    couple = two()
    both_offer(couple, name)
    couple.wait(days=7)
    stale = couple.press("b", e.TwoItem, name=name).say
    offers(couple, "a", name)
    assert couple.window("a").items == couple.window("b").items == {}
    # And for the other it looks as it did.
    assert _shape(couple.press("b", e.TwoItem, name=name).say) == _shape(stale)
    offers(couple, "b", name)
    assert set(couple.window("a").items) == {name}


def _shape(says: tuple[object, ...]) -> list[str]:
    """Screens as they are read: the stamp of a preview does not show."""
    return [scenes.shown(say, "zh") for say in says]  # type: ignore[arg-type]


def test_taking_back_what_both_read_tells_the_other_and_hides_it_from_both() -> None:
    couple = two()
    both_offer(couple, "avoids")
    turned = couple.press("a", e.ItemTakeBack, name="avoids")
    assert couple.told == [e.TakenBack("avoids")]
    assert couple.window("a").items == couple.window("b").items == {}
    # What the other wrote leaves one's own phone as well.
    assert [say.over for say in turned.say] == ["avoids", ""]


def test_what_gives_way_on_a_phone_takes_neither_the_focus_nor_the_numbers_of_its_reader() -> None:
    couple = two()
    both_offer(couple, "avoids")
    couple.press("b", e.ItemWrite, name="helps")
    mei = couple.memories["b"]
    # The screen in front of her begins with the same button as what takes the place of the words.
    first = Option("together.button.open", buttons.write(e.TwoOpen()))
    couple.memories["b"] = mei = replace(mei, options=(first, *mei.options))
    couple.press("a", e.ItemTakeBack, name="avoids")
    assert couple.told == [e.TakenBack("avoids")]
    assert (couple.memories["b"].focus, couple.memories["b"].options) == (mei.focus, mei.options)


def test_taking_back_is_never_refused_and_disturbs_nobody_while_sharing_rests() -> None:
    couple = two()
    both_offer(couple, "avoids")
    couple.press("b", e.TwoPause)
    couple.told.clear()
    turned = couple.press("a", e.ItemTakeBack, name="avoids")
    assert couple.told == []
    assert turned.say[-1].lines[0].key == "together.rests"
    assert couple.bond("a").items == {}
    for side in "ab":
        couple.press(side, e.TwoYes)
    assert couple.window("b").open
    assert couple.window("b").items == {}


def test_words_shared_again_are_the_new_ones() -> None:
    couple = two()
    both_offer(couple, "helps")
    couple.press("a", e.ItemTakeBack, name="helps")
    couple.press("a", e.ItemPick, line="two.help.4", on=1)
    couple.press("a", e.ItemPreview, name="helps")
    couple.press("a", e.ItemShare, name="helps", turn=couple.turns["a"] - 1)
    assert couple.window("b").items["helps"].keys == ("two.help.4",)


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


# ------------------------------------------------------------------------------------------------------- reading
@pytest.mark.parametrize("name", ITEMS)
def test_what_the_other_reads_is_word_for_word_what_was_previewed(name: str) -> None:
    couple = two("a", "a")
    # In the same language, so that the two can be compared.
    mei = couple.memories["b"]
    couple.memories["b"] = replace(mei, profile=replace(mei.profile, lang="en"))
    preview = offers(couple, "a", name)[-2]
    offers(couple, "b", name)
    read = couple.press("b", e.ItemRead, name=name)
    assert read.say[0].lines
    for line in read.say[0].lines:
        assert line in preview.say[0].lines


def test_what_is_announced_is_announced_once_and_what_was_read_is_not() -> None:
    couple = two()
    assert together_read.note(couple.scene("b")) is None
    offers(couple, "a", "line")
    note = together_read.note(couple.scene("b"))
    assert note is not None
    assert together_read.note(couple.scene("a")) is None
    couple.press("b", e.ItemRead, name="line")
    assert together_read.note(couple.scene("b")) is None


def test_something_that_is_not_there_any_more_leads_back_to_the_shelf() -> None:
    couple = two()
    offers(couple, "a", "line")
    couple.press("a", e.ItemTakeBack, name="line")
    for event in (e.ItemsRead(NUMBER), e.ItemRead(NUMBER, "line")):
        turned = couple.play("b", event)
        assert turned.say[0].lines[0].key == "together.shelf"
        assert turned.toast == "front.toast.old"


PRESSES = (
    *(e.TwoItems(NUMBER), e.TwoItem(NUMBER, "helps"), e.ItemPick(NUMBER, "two.help.1", 1)),
    *(e.ItemWrite(NUMBER, "helps"), e.ItemProof(NUMBER), e.ItemPreview(NUMBER, "helps")),
    *(e.ItemShare(NUMBER, "helps", 9), e.ItemTakeBack(NUMBER, "helps"), e.ItemsRead(NUMBER)),
    e.ItemRead(NUMBER, "helps"),
)


@pytest.mark.parametrize("press", PRESSES, ids=lambda press: type(press).__name__)
def test_a_button_of_another_couple_does_nothing(press: e.Press) -> None:
    couple = two()
    both_offer(couple, "helps")
    sol = scenes.scene()
    turned = scenes.play(sol, press)
    assert turned.then.bond is None
    assert turned.pair is None
    assert turned.say[0].screen == "two-link"
    bond = couple.bond("a")
    couple.memories["a"] = replace(couple.memories["a"], bond=replace(bond, couple=NUMBER + 1))
    before = couple.bond("a")
    turned = couple.play("a", press)
    assert turned.then.bond == before
    assert turned.pair is None
