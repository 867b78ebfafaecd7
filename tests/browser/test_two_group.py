"""A group of two on the page: made by hand, asked by commands, and silent as soon as somebody else is there."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.couple import Partner, Two, two_linked

pytestmark = [pytest.mark.chromium, pytest.mark.process, pytest.mark.slow]
ALL = ("days", "step", "shared")
TITLE = "Ada & Mei"


@pytest.fixture(scope="module")
def here(browser: Browser) -> Iterator[Two]:
    """Ada and Mei, linked, who have practised a day; Sol has a phone, too."""
    with two_linked(browser) as found:
        found.add_sol()
        for who in found.both:
            who.play("/today", "|dd|")
            expect(who.toast).not_to_be_empty()
        found.sol.play("/start")
        # What somebody has practised is seen from the next morning on.
        found.clock("+1 day")
        yield found


# ---------------------------------------------------------------------------------------------------- what they do
def chats(who: Partner, name: str) -> None:
    """From any chat to another one, by the list of chats."""
    who.node.locator(".back").click()
    who.node.locator(".chats").get_by_role("button", name=re.compile(f"^{re.escape(name)}")).last.click()
    expect(who.node.locator(".who h2")).to_have_text(name)


def makes_a_group(here: Two) -> None:
    """Ada makes it on her phone; Mei finds it among her chats."""
    ada, mei = here.both
    ada.node.locator(".back").click()
    ada.node.get_by_role("button", name="New group").click()
    ada.node.locator(".sheet").get_by_role("button", name="Mei", exact=True).click()
    expect(ada.node.locator(".who h2")).to_have_text(TITLE)
    chats(mei, TITLE)


def agrees(who: Partner, *names: str, now: str = "off") -> None:
    """In one's own chat: tap the switches of what may be posted; `now` is how they stand. Then back to the group."""
    chats(who, "Kintsugi")
    who.opens_the_shelf()
    who.tap("together.button.settings")
    who.tap("together.group.button.open")
    for name in names:
        who.tap(f"together.group.button.{name}-{now}")
        expect(who.button(f"together.group.button.{name}-{'on' if now == 'off' else 'off'}")).to_be_visible()


def calls(who: Partner) -> None:
    """/together from the menu of the group; returns when it is answered."""
    before = who.messages.count()
    who.node.locator(".commands").click()
    who.node.locator(".sheet button", has_text="/together").click()
    expect(who.messages).to_have_count(before + 2)
    expect(who.messages.nth(before)).to_contain_text("/together@kintsugi_bot")


def leaves(who: Partner, label: str) -> None:
    """Out of the group, by its own sheet."""
    who.node.locator(".about").click()
    who.node.locator(".sheet").get_by_role("button", name=label).click()
    expect(who.node.locator(".who h2")).to_have_text("Kintsugi")


# ---------------------------------------------------------------------------------------------------------- the group
def test_what_both_agreed_to_is_posted_to_the_two_alone_and_to_nobody_when_a_third_is_there(here: Two) -> None:
    ada, mei = here.both
    makes_a_group(here)
    calls(ada)
    ada.sees("together.group.nothing")
    agrees(ada, *ALL)
    here.shot("46-may-be-posted")
    chats(ada, TITLE)
    calls(ada)
    # One yes is none, and it looks as before.
    ada.sees("together.group.nothing")
    agrees(mei, *ALL)
    chats(mei, TITLE)
    for who in here.both:
        calls(who)
        names = ("Ada", "Mei") if who is ada else ("Mei", "Ada")
        for one in here.both:
            expect(one.last).to_contain_text(who.text("together.group.shelf", own=names[0], name=names[1]))
            expect(one.last).to_contain_text(who.text("together.shared-days", n=1))
            assert one.last.locator("img").evaluate("(img) => img.decode().then(() => img.naturalWidth)") == 1080
    here.shot("47-group")
    # It takes no private input, and says so.
    said = ada.messages.count()
    ada.say("I only tell you this")
    ada.say("/journal@kintsugi_bot")
    expect(ada.messages).to_have_count(said + 3)
    ada.sees("together.group.help")

    ada.node.locator(".about").click()
    ada.node.locator(".sheet").get_by_role("button", name="Add Sol").click()
    expect(ada.node.locator(".who p")).to_have_text("Ada, Mei, Sol, Kintsugi")
    calls(mei)
    mei.sees("together.group.nothing")
    chats(here.sol, TITLE)
    expect(here.sol.last).to_contain_text(mei.text("together.group.nothing"))
    here.shot("48-a-third")
    leaves(here.sol, "Leave the group")
    expect(here.sol.node.locator(".chats")).not_to_contain_text(TITLE)
    calls(mei)
    mei.sees("together.group.shelf", own="Mei", name="Ada")
    # What is switched off again is overwritten here as well.
    post = ada.node.locator(f'.msg[data-id="{mei.last.get_attribute("data-id")}"]')
    agrees(mei, "days", now="on")
    expect(post).to_contain_text(mei.text("together.gone"))
    expect(post).not_to_contain_text(mei.text("together.their-days", n=1, name="Ada"))
    here.shot("49-overwritten")


def test_a_group_fits_a_narrow_window_and_is_left_there(here: Two) -> None:
    ada, mei = here.both
    makes_a_group(here)
    size = here.page.viewport_size
    here.page.set_viewport_size({"width": 360, "height": 740})
    here.page.get_by_role("tab", name="Mei").click()
    calls(mei)
    expect(mei.last.locator(".row")).to_be_visible()
    assert here.page.evaluate("document.documentElement.scrollWidth") <= 360
    for part in mei.node.locator(".about, .commands, .send").all():
        box = part.bounding_box()
        assert box is not None
        assert 0 <= box["x"] <= 360 - box["width"]
        assert box["height"] >= 36
    here.shot("50-narrow-group")
    mei.node.locator(".about").click()
    here.shot("51-narrow-members")
    mei.node.locator(".sheet").get_by_role("button", name="退出群聊").click()
    expect(mei.node.locator(".who h2")).to_have_text("Kintsugi")
    assert size is not None
    here.page.set_viewport_size(size)
    expect(ada.node.locator(".chat")).to_contain_text("Mei left")
