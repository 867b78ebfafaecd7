"""Two people on two phones in a browser: linked by a link that one sends to the other, in two languages and zones."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OnScreen, Table

pytestmark = [pytest.mark.chromium, pytest.mark.process, pytest.mark.slow]
LINK = re.compile(r"https://t\.me/\S+start=two-[A-Za-z0-9_-]+")


def _on_the_path(phone: OnScreen, zone: str) -> None:
    phone.start()
    phone.take_the_quiz()
    phone.begin_the_path(zone)


def _sends_the_link(table: Table) -> None:
    """Ada invites, and sends what stands there to Mei as she would send anything; Mei opens it."""
    table.ada.say("/together")
    table.ada.press_tag("2g|invite")
    table.ada.press_tag("2n|")
    expect(table.ada.last).to_contain_text("start=two-")
    found = LINK.search(table.ada.last.inner_text())
    assert found is not None
    table.shot("11-invitation")
    table.ada.node.get_by_role("button", name="Chats").click()
    table.ada.node.locator(".chats").get_by_role("button", name="Mei").click()
    table.ada.say(found[0])
    table.ada.last.get_by_role("button", name="t.me").click()
    table.ada.node.get_by_role("button", name="Open on Mei").click()
    expect(table.mei.last).to_contain_text("Ada")
    table.ada.node.get_by_role("button", name="Chats").click()
    table.ada.node.locator(".chats").get_by_role("button", name=re.compile("^Kintsugi")).click()


def _links(table: Table) -> None:
    _on_the_path(table.ada, "London")
    _on_the_path(table.mei, "Asia/Shanghai")
    _sends_the_link(table)
    table.mei.press_tag("2g|accept")
    table.mei.press_tag("2n|")
    table.shot("12-scope")
    table.mei.press_tag("2a|")
    expect(table.ada.last).to_contain_text("Mei")
    table.ada.press_tag("2c|")
    for phone in (table.ada, table.mei):
        expect(phone.last.locator("img")).to_be_visible()


def test_two_yeses_put_both_bowls_on_both_phones(table: Table) -> None:
    _links(table)
    expect(table.ada.last).to_contain_text("Mei")
    expect(table.mei.last).to_contain_text("Ada")
    for phone in (table.ada, table.mei):
        assert phone.last.locator("img").evaluate("(img) => img.decode().then(() => img.naturalWidth)") == 1080
    table.shot("13-shelf")
    # What is switched off leaves the other phone, in the message where it stood.
    expect(table.mei.last).to_contain_text("Ada的碗")
    table.ada.press_tag("2s|")
    table.ada.press_tag("2w|", 0)
    expect(table.mei.last).not_to_contain_text("Ada的碗")
    table.shot("14-switched-off")
    expect(table.mei.last).to_contain_text("你们都走在")
    table.ada.press_tag("2w|", 1)
    expect(table.mei.last).not_to_contain_text("你们都走在")
