"""What two people let each other read: the guards around it, and what each side can see."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from msgspec.structs import replace

from bot import buttons
from bot.domain import events as e
from bot.domain.bond import GIVEN, ITEMS, MUTUAL, Bond, Couple, Draft, Item
from bot.domain.memory import Memory, Option
from bot.flows import together_read, window
from tests.flows import scenes
from tests.flows.items import MOMENT, SEVEN_DAYS, both_offer, offers, two
from tests.flows.scenes import NOW, library
from tests.flows.two_people import NUMBER


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
