"""What two people never lose or learn at the edges: a rest that ends, a yes of long ago, a code tried too often."""

from __future__ import annotations

from datetime import timedelta

from tests.dialogue.couple import LINK, accepts, invites, link, linked, someone_here
from tests.dialogue.people import Someone
from tests.dialogue.test_together_items import lets, on_phone, reads
from tests.town import Town


async def _rests(who: Someone) -> None:
    await who.say("/together")
    await who.press("together.button.settings")
    await who.press("together.button.pause")


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
    await _rests(two.ada)
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
    await _rests(two.ada)
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
    await _rests(two.ada)
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
    await lets(two.ada, "strengths")
    read = await reads(two.mei, "strengths")
    assert two.mei.text("two.strength.1") in read.text


# -------------------------------------------------------------------------------------------------- shared days
async def test_shared_days_are_the_same_seen_from_either_side(here: Town) -> None:
    ada, mei = someone_here(here, "Ada"), someone_here(here, "Mei")
    for who in (ada, mei):
        await who.set_out()
        await who.send(f"1|do|{(await who.walk()).current}")
    here.now = here.now.replace(hour=21)  # the next date in Shanghai already
    await link(ada, mei)
    for who in (ada, mei):
        await who.say("/together")
        assert not who.sees("together.shared-days", n=1)
