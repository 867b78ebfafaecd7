"""Linking: two yeses, one private screen each, one sentence for whatever does not lead on."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest

from bot.flows import bonds
from tests.dialogue.couple import accepts, invites, link, linked, someone_here
from tests.town import Town


async def test_two_yeses_put_both_bowls_on_both_phones_at_once(here: Town) -> None:
    two = await linked(here)
    for who, other in ((two.ada, "Mei"), (two.mei, "Ada")):
        assert who.sees("together.shelf", name=other)
        assert who.phone.last.raw.get("photo")


async def test_neither_side_takes_more_than_five_taps(here: Town) -> None:
    ada, mei = someone_here(here, "Ada"), someone_here(here, "Mei")
    for who in (ada, mei):
        await who.set_out()
    before = {who.phone.id: len(who.phone.queries) for who in (ada, mei)}
    await link(ada, mei)
    # Beside these, Ada opens /together and sends the link; Mei opens it.
    assert len(ada.phone.queries) - before[ada.phone.id] + 2 <= 5
    assert len(mei.phone.queries) - before[mei.phone.id] + 1 <= 5


async def test_a_link_names_its_sender_and_a_code_names_nobody_until_its_maker_says_yes(here: Town) -> None:
    ada, mei, sol = (someone_here(here, name) for name in ("Ada", "Mei", "Sol"))
    for who in (ada, mei, sol):
        await who.set_out()
    start, code = await invites(ada)
    await mei.say(f"/start {start}")
    assert mei.sees("together.guest", name="Ada")
    await sol.say("/together")
    await sol.press("together.button.code")
    await sol.press("together.button.none")
    await sol.say(code.lower().replace(" ", "-"))
    assert sol.sees("together.guest-code")
    await sol.press("together.button.on")
    await sol.press("together.button.none")
    await sol.press("together.button.yes")
    assert not any("Ada" in message.text for message in sol.phone.replies)
    assert ada.sees("together.claimed", name="Sol")
    await ada.press("together.button.confirm")
    assert sol.sees("together.shelf", name="Ada")


async def test_expired_used_unknown_refused_and_tried_too_often_are_one_sentence(here: Town) -> None:
    ada, mei, sol = (someone_here(here, name) for name in ("Ada", "Mei", "Sol"))
    for who in (ada, mei, sol):
        await who.set_out()
    screens = []
    start, code = await invites(ada)
    await accepts(mei, start)

    async def tries(text: str) -> None:
        await sol.say("/together")
        await sol.press("together.button.code")
        await sol.press("together.button.none")
        await sol.say(text)
        screens.append(sol.phone.screen.rpartition("Kintsugi:")[2])

    await sol.say(f"/start {start}")  # somebody else has taken it up
    screens.append(sol.phone.screen.rpartition("Kintsugi:")[2])
    await sol.say("/start two-nobody-ever-made-this")
    screens.append(sol.phone.screen.rpartition("Kintsugi:")[2])
    await tries(code)
    await ada.press("together.button.refuse")
    await tries(code)
    await tries("22222 22222")
    _, second = await invites(ada)
    here.now += timedelta(hours=48)
    await tries(second)
    for _ in range(bonds.TRIES):
        await tries("33333 33333")
    _, third = await invites(ada)
    await tries(third)  # a good one, but there are no tries left in this hour
    assert len(set(screens)) == 1
    assert sol.text("together.unavailable") in screens[0]
    here.now += timedelta(hours=1)
    await tries(third)
    assert sol.sees("together.guest-code")


async def test_something_that_fits_ends_an_open_invitation_and_leaves_no_trace(here: Town) -> None:
    ada, mei = someone_here(here, "Ada"), someone_here(here, "Mei")
    for who in (ada, mei):
        await who.set_out()
    start, _ = await invites(ada)
    await mei.say(f"/start {start}")
    await mei.press("together.button.on")
    before = (await ada.memory()).linking, len(ada.phone.replies)
    await mei.press("together.button.fits")
    assert mei.sees("together.solo")
    assert mei.sees("together.unavailable")
    assert ((await ada.memory()).linking, len(ada.phone.replies)) == before
    memory = await mei.memory()
    assert memory.linking is None or (memory.linking.guest, memory.linking.invite) == (None, None)
    assert "fits" not in str(memory)
    await ada.say("/together")
    await ada.press("together.button.invite")
    await ada.press("together.button.fits")
    await mei.say(f"/start {start}")
    assert mei.sees("together.unavailable")


async def test_a_gate_of_before_is_asked_anew_and_opens_nothing(here: Town) -> None:
    ada = someone_here(here, "Ada")
    await ada.set_out()
    await ada.say("/together")
    await ada.press("together.button.invite")
    gate = ada.phone.last
    await ada.say("/today")
    await ada.press("together.button.none", on=gate)
    assert ada.toast == ada.text("front.toast.old")
    memory = await ada.memory()
    assert memory.linking is None or memory.linking.invite is None
    await ada.press("together.button.none", on=gate)
    memory = await ada.memory()
    assert memory.linking is not None
    assert memory.linking.invite is not None


async def test_ones_own_link_and_being_linked_have_sentences_of_their_own(here: Town) -> None:
    ada, mei, sol = (someone_here(here, name) for name in ("Ada", "Mei", "Sol"))
    for who in (ada, mei, sol):
        await who.set_out()
    start, _ = await invites(ada)
    await ada.say(f"/start {start}")
    assert ada.sees("together.own")
    await accepts(mei, start)
    await ada.press("together.button.confirm")
    theirs, _ = await invites(sol)
    await mei.say(f"/start {theirs}")
    assert mei.sees("together.linked-already")


async def test_two_who_invite_each_other_are_linked_by_the_second_yes(here: Town) -> None:
    ada, mei = someone_here(here, "Ada"), someone_here(here, "Mei")
    for who in (ada, mei):
        await who.set_out()
    adas, _ = await invites(ada)
    meis, _ = await invites(mei)
    await accepts(ada, meis)
    assert mei.sees("together.claimed", name="Ada")
    await accepts(mei, adas)
    assert mei.sees("together.shelf", name="Ada")
    assert ada.sees("together.shelf", name="Mei")


async def test_somebody_new_agrees_with_the_yes_itself(here: Town) -> None:
    ada, mei = someone_here(here, "Ada"), someone_here(here, "Mei")
    await ada.set_out()
    start, _ = await invites(ada)
    await mei.say(f"/start {start}")
    await mei.press("together.button.on")
    await mei.press("together.button.none")
    await mei.press("together.button.yes-18")
    await ada.press("together.button.confirm")
    assert mei.sees("together.shelf", name="Ada")
    assert (await mei.memory()).profile.agreed_at is not None


async def test_a_yes_that_comes_after_the_guest_went_elsewhere_links_nobody(here: Town) -> None:
    ada, mei, sol = (someone_here(here, name) for name in ("Ada", "Mei", "Sol"))
    for who in (ada, mei, sol):
        await who.set_out()
    start, _ = await invites(ada)
    await accepts(mei, start)
    asked = ada.phone.last
    await link(sol, mei)
    await ada.press("together.button.confirm", on=asked)
    assert ada.sees("together.unavailable")
    assert (await ada.memory()).bond is None


async def test_nothing_is_ever_sent_about_linking_to_somebody_who_does_not_ask(here: Town) -> None:
    ada = someone_here(here, "Ada")
    await ada.set_out()
    await ada.until(9, 0, days=3)
    told = " ".join(text for _, text in ada.nudges())
    assert ada.text("together.button.open") not in told


async def test_an_invitation_survives_a_restart_and_holds_no_secret_in_the_database(here: Town) -> None:
    ada, mei = someone_here(here, "Ada"), someone_here(here, "Mei")
    for who in (ada, mei):
        await who.set_out()
    start, code = await invites(ada)
    await here.restart()
    memory = str(await ada.memory())
    assert start.removeprefix("two-") not in memory
    assert code.replace(" ", "") not in memory
    await accepts(mei, start)
    await ada.press("together.button.confirm")
    assert ada.sees("together.shelf", name="Mei")


async def test_every_try_is_logged_and_no_code_is(here: Town, caplog: pytest.LogCaptureFixture) -> None:
    ada, sol = someone_here(here, "Ada"), someone_here(here, "Sol")
    for who in (ada, sol):
        await who.set_out()
    _, code = await invites(ada)
    with caplog.at_level(logging.INFO):
        for text in ("22222 22222", *["33333 33333"] * bonds.TRIES, code):
            await sol.say("/together")
            await sol.press("together.button.code")
            await sol.press("together.button.none")
            await sol.say(text)
    tried = [record.getMessage() for record in caplog.records if "a code was tried" in record.getMessage()]
    assert len(tried) == bonds.TRIES + 2
    assert all(line.endswith("not found") for line in tried)
    logged = caplog.text.replace(" ", "")
    assert not any(secret.replace(" ", "") in logged for secret in (code, "22222 22222", "33333 33333"))
