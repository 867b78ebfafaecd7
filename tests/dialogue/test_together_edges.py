"""What two people never lose or learn at the edges: a rest that ends, a yes of long ago, a code tried too often."""

from __future__ import annotations

from datetime import timedelta

from tests.dialogue.couple import LINK, accepts, invites, link, linked, linked_before_a_path, rests, someone_here
from tests.dialogue.items import at_the_end, lets, on_phone, opens, reads
from tests.dialogue.people import Someone
from tests.town import Town


async def _again(who: Someone) -> None:
    await who.say("/together")
    await who.press("together.button.again")


async def _couple(who: Someone) -> int:
    bond = (await who.memory()).bond
    assert bond is not None
    return bond.couple


# ------------------------------------------------------------------------------------------- a rest that ended
async def test_a_yes_that_was_said_during_a_rest_does_not_pull_anybody_out_of_what_is_open_again(both: Town) -> None:
    two, sol = await linked(both), someone_here(both, "Sol")
    await sol.set_out()
    before = await _couple(two.ada)
    await rests(two.ada)
    start, _ = await invites(sol)
    await accepts(two.ada, start)
    asked = sol.phone.last
    for who in two:
        await _again(who)
    await sol.press("together.button.confirm", on=asked)
    assert sol.sees("together.unavailable")
    assert (await sol.memory()).bond is None
    assert await _couple(two.ada) == await _couple(two.mei) == before
    await two.mei.say("/together")
    assert "Ada" in two.mei.screen


async def test_an_invitation_of_somebody_whose_sharing_is_open_again_says_the_one_sentence(here: Town) -> None:
    two, sol = await linked(here), someone_here(here, "Sol")
    await sol.set_out()
    await rests(two.ada)
    await two.ada.say("/together")
    await two.ada.press("together.button.anew")
    await two.ada.press("together.button.none")
    found = LINK.search(two.ada.screen)
    assert found is not None
    for who in two:
        await _again(who)
    shown = len(two.ada.phone.replies)
    await sol.say(f"/start {found[1]}")
    assert sol.sees("together.unavailable")
    assert "Ada" not in on_phone(sol)
    assert len(two.ada.phone.replies) == shown


# ------------------------------------------------------------------------------------------------- codes tried
async def _tries(who: Someone, code: str) -> None:
    await who.say("/together")
    for button in ("together.button.code", "together.button.code-18"):
        if who.offers(button):
            await who.press(button)
    await who.press("together.button.none")
    await who.say(code)


async def test_deleting_everything_gives_no_more_tries(both: Town) -> None:
    ada, sol = someone_here(both, "Ada"), someone_here(both, "Sol")
    for who in (ada, sol):
        await who.set_out()
    _, code = await invites(ada)
    for _ in range(5):
        await _tries(sol, "33333 33333")
    await sol.say("/delete")
    await sol.press("front.button.forget-yes")
    await _tries(sol, code)
    assert sol.sees("together.unavailable")
    both.now += timedelta(hours=1)
    await _tries(sol, code)
    assert sol.sees("together.guest-code")


async def test_leaving_gives_no_more_tries(here: Town) -> None:
    two, sol = await linked(here), someone_here(here, "Sol")
    await sol.set_out()
    _, code = await invites(sol)
    await rests(two.ada)
    for _ in range(5):
        await _tries(two.mei, "33333 33333")
    await two.mei.say("/together")
    await two.mei.press("together.button.leave")
    await two.mei.press("together.button.leave-yes")
    await _tries(two.mei, code)
    assert two.mei.sees("together.unavailable")


# --------------------------------------------------------------------------------------------- a yes of long ago
async def test_a_yes_that_found_no_second_one_in_seven_days_is_over(here: Town) -> None:
    two = await linked(here)
    await lets(two.ada, "strengths")
    here.now += timedelta(days=7)
    await lets(two.mei, "strengths")
    for who in two:
        await who.say("/together")
        assert not who.offers("together.items.button.see")
    await opens(two.ada, "strengths")
    await two.ada.press("together.items.button.preview")
    await two.ada.press("together.items.button.share")
    read = await reads(two.mei, "strengths")
    assert two.mei.text("two.strength.1") in read.text


# -------------------------------------------------------------------------------------------------- shared days
async def test_shared_days_are_the_same_seen_from_either_side(here: Town) -> None:
    ada, mei = someone_here(here, "Ada"), someone_here(here, "Mei")
    for who in (ada, mei):
        await who.set_out()
        await who.say("/today")
        await who.press("day.button.did-it")
    here.now = here.now.replace(hour=21)  # the next date in Shanghai already
    await link(ada, mei)
    for who in (ada, mei):
        await who.say("/together")
        assert not who.sees("together.shared-days", n=1)


# ----------------------------------------------------------------------------- to whom the clock brings nothing
async def _an_hour_that_is_nobodys(here: Town) -> None:
    await here.house.stage.look_over()
    await here.settle()


async def test_what_ends_by_itself_leaves_a_phone_to_which_no_morning_comes(both: Town) -> None:
    two = await linked_before_a_path(both)
    for who in two:
        await lets(who, "strengths")
    read = await reads(two.mei, "strengths")
    assert two.mei.text("two.strength.1") in read.text
    both.now += timedelta(days=6, hours=23)
    await _an_hour_that_is_nobodys(both)
    assert two.mei.text("two.strength.1") in read.text
    both.now += timedelta(hours=1)
    await _an_hour_that_is_nobodys(both)
    assert read.text == two.mei.text("together.gone")


async def test_a_shelf_that_has_lapsed_leaves_a_phone_to_which_no_morning_comes(here: Town) -> None:
    two = await linked_before_a_path(here)
    shelf = two.mei.phone.last
    assert "Ada" in shelf.text
    here.now += timedelta(days=30)
    await _an_hour_that_is_nobodys(here)
    assert shelf.text == two.mei.text("together.gone")
    edits = shelf.edits
    await _an_hour_that_is_nobodys(here)
    assert shelf.edits == edits


async def test_gold_arrives_on_the_next_shelf_of_somebody_to_whom_no_morning_comes(here: Town) -> None:
    two = await linked_before_a_path(here)
    await two.ada.say("/together")
    await two.ada.press("together.button.gold")
    await two.mei.say("/together")
    assert two.mei.sees("together.note.gold")
    await two.mei.say("/together")
    assert not two.mei.sees("together.note.gold")


async def test_after_the_path_gold_and_a_rest_are_told_in_a_morning_and_no_other_morning_comes(here: Town) -> None:
    two = await linked(here)
    await at_the_end(two.mei)
    await two.ada.say("/together")
    await two.ada.press("together.button.gold")
    await two.mei.until(9)
    assert [at for _, at in two.mei.slots()] == ["08:30"]
    assert two.mei.sees("together.note.gold")
    for _ in range(4):
        await two.mei.say("/together")
        await two.mei.until(9)
    told = len(two.mei.slots())
    assert told <= 2  # what both have reached meanwhile, at most
    await rests(two.ada)
    await two.mei.until(9)
    assert two.mei.sees("together.note.rests")
    assert len(two.mei.slots()) == told + 1


async def test_no_name_stays_behind_in_a_message_of_the_day(here: Town) -> None:
    two = await linked(here)
    await two.ada.say("/together")
    await two.ada.press("together.button.gold")
    await two.mei.until(9)
    (brought,) = [said.text for said in two.mei.phone.replies if two.mei.text("together.note.gold") in said.text]
    assert "Ada" not in brought


# ------------------------------------------------------------------------------------------------ no "last active"
async def test_nobody_learns_from_the_shelf_at_what_hour_the_other_practised(both: Town) -> None:
    two = await linked(both)
    await two.mei.say("/together")
    before = two.mei.screen
    await two.ada.say("/today")
    await two.ada.press("day.button.did-it")
    both.now += timedelta(minutes=1)
    await two.mei.say("/together")
    assert two.mei.screen == before
    both.now += timedelta(days=1)
    await two.mei.say("/together")
    assert two.mei.sees("together.their-days", n=1, name="Ada")
    # One's own is there at once.
    await two.ada.say("/together")
    assert two.ada.sees("together.own-days", n=1)
