"""Linking on two phones in a browser: the private screen, a code, and the one sentence for all that leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.couple import CODE, Partner, Two, two

pytestmark = [pytest.mark.chromium, pytest.mark.process, pytest.mark.slow]


@pytest.fixture
def here(browser: Browser) -> Iterator[Two]:
    """Two who have only pressed start."""
    with two(browser) as found:
        for who in found.both:
            who.play("/start")
        yield found


def invites(who: Partner) -> str:
    """From /together to an invitation; returns its code."""
    who.say("/together")
    who.tap("together.button.invite-18")
    who.sees("together.gate")
    who.tap("together.button.none")
    expect(who.last).to_contain_text("start=two-")
    found = CODE.search(who.last.inner_text())
    assert found is not None
    return found[1]


def types(who: Partner, code: str, agreed: bool = False) -> None:
    """From /together to a code that was typed in."""
    who.say("/together")
    who.tap("together.button.code" if agreed else "together.button.code-18")
    who.tap("together.button.none")
    who.sees("together.code")
    who.say(code)
    expect(who.last.locator(".row button").first).to_be_visible()


def test_for_whom_something_fits_there_is_a_path_alone_and_help_and_the_other_phone_stays_as_it_is(here: Two) -> None:
    invites(here.ada)
    before = here.ada.node.locator(".chat").inner_html()
    here.mei.say(f"/start {here.link_of(here.ada)}")
    here.mei.sees("together.guest", name="Ada")
    here.mei.tap("together.button.on")
    here.mei.sees("together.gate")
    here.shot("20-gate")
    here.mei.tap("together.button.fits")
    here.mei.sees("together.solo")
    here.mei.sees("together.unavailable")
    expect(here.mei.button("safety.button.country")).to_be_visible()
    here.shot("21-something-fits")
    # Nor does it change within the hour.
    here.clock("+1 h")
    assert here.ada.node.locator(".chat").inner_html() == before


def test_a_typed_code_names_nobody_until_its_maker_says_yes(here: Two) -> None:
    code, link = invites(here.ada), here.link_of(here.ada)
    here.ada.say(f"/start {link}")
    here.ada.sees("together.own")
    types(here.mei, code.lower().replace(" ", "-"))
    here.mei.sees("together.guest-code")
    here.mei.tap("together.button.on")
    here.mei.tap("together.button.none")
    here.mei.sees("together.scope")
    here.mei.tap("together.button.yes")
    here.mei.sees("together.asked")
    here.ada.sees("together.claimed", name="Mei")
    here.shot("22-code")
    expect(here.mei.node.locator(".chat")).not_to_contain_text("Ada")
    here.ada.tap("together.button.confirm")
    here.mei.sees("together.shelf", name="Ada")
    here.ada.sees("together.shelf", name="Mei")
    here.mei.say(f"/start {link}")
    here.mei.sees("together.linked-already")


def test_two_who_invite_each_other_are_linked_by_the_second_yes(here: Two) -> None:
    links = {}
    for who in here.both:
        invites(who)
        links[who.key] = here.link_of(who)
    here.ada.play(f"/start {links['mei']}", "|2g|accept", "|2n|", "|2a|")
    here.mei.sees("together.claimed", name="Ada")
    here.mei.say(f"/start {links['ada']}")
    for label in ("on", "none", "yes"):
        here.mei.tap(f"together.button.{label}")
    here.mei.sees("together.shelf", name="Ada")
    here.ada.sees("together.shelf", name="Mei")


def test_an_unknown_and_an_expired_code_and_an_old_link_are_answered_with_one_sentence(here: Two) -> None:
    code, link = invites(here.ada), here.link_of(here.ada)
    types(here.mei, "22222 22222")
    here.mei.sees("together.unavailable")
    answers = {here.mei.said}
    for _ in range(2):
        here.clock("+1 day")
    types(here.mei, code, agreed=True)
    answers.add(here.mei.said)
    here.mei.say(f"/start {link}")
    here.mei.sees("together.unavailable")
    assert answers == {here.mei.said}
    here.shot("23-one-sentence")
