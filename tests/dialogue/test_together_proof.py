"""The words of day 49, given to the other as a proof: they go from there with their entry in the journal."""

from __future__ import annotations

from tests.dialogue.couple import Two, linked
from tests.dialogue.items import down_at, lets_own, on_phone, opens, reads, takes_back
from tests.dialogue.test_journal import open_newest
from tests.town import Town

WORDS = "I asked him to stay ten minutes more"


async def _given(here: Town) -> Two:
    """Ada writes her two proofs of day 49, and lets Mei read them."""
    two = await linked(here)
    await down_at(two.ada, current="day-49")
    await two.ada.send("1|zb|look-back")
    await two.ada.say(WORDS)
    await two.ada.press("exercises.look-back.two.pick.rested")
    await two.ada.press("exercises.look-back.witness.pick.proud")
    await two.ada.press("exercises.ui.button.keep")
    await opens(two.ada, "proof")
    await two.ada.press("together.items.button.day-49")
    await two.ada.press("together.items.button.share")
    return two


async def _deletes(two: Two) -> None:
    """Ada deletes the entry in her journal."""
    await open_newest(two.ada)
    await two.ada.press("journal.button.drop")
    await two.ada.press("journal.button.drop-yes")


async def test_what_is_deleted_in_the_journal_leaves_the_others_phone(here: Town) -> None:
    two = await _given(here)
    read = await reads(two.mei, "proof")
    assert WORDS in read.text
    await _deletes(two)
    assert two.mei.text("together.gone") in read.text
    assert WORDS not in on_phone(two.mei)
    bond = (await two.ada.memory()).bond
    assert bond is not None
    assert not bond.items
    assert not bond.drafts


async def test_what_is_only_changed_there_stays_as_it_was_read(here: Town) -> None:
    two = await _given(here)
    read = await reads(two.mei, "proof")
    await open_newest(two.ada)
    await two.ada.press("journal.button.edit")
    await two.ada.say("Something else")
    assert WORDS in read.text


async def test_a_proof_of_ones_own_making_does_not_hang_on_the_journal(here: Town) -> None:
    two = await _given(here)
    await takes_back(two.ada, "proof")
    await lets_own(two.ada, "proof", "I rang first")
    read = await reads(two.mei, "proof")
    await _deletes(two)
    assert "I rang first" in read.text
