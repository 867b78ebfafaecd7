"""Two phones in a browser, with the real bot behind them."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Table

pytestmark = [pytest.mark.chromium, pytest.mark.process, pytest.mark.slow]
Opened = Callable[..., Table]


def test_the_quiz_is_taken_with_the_mouse_in_one_message(table: Table) -> None:
    table.ada.start()
    table.mei.start()
    expect(table.mei.last).to_contain_text("金缮")
    table.shot("1-start")
    table.ada.press("I’m 18+")
    expect(table.ada.last).to_contain_text("1/12")
    before = table.ada.node.locator(".msg").count()
    table.ada.press_tag("qc|", 2)
    expect(table.ada.last).to_contain_text("2/12")
    table.shot("2-quiz")
    table.ada.press("Back")
    for number in range(12):
        expect(table.ada.last).to_contain_text(f"{number + 1}/12")
        table.ada.press_tag("qc|", number % 5)
    expect(table.ada.last).to_contain_text("of 100")
    assert table.ada.node.locator(".msg").count() == before, "the quiz is one message, edited in place"
    table.shot("3-result")


def test_tomorrows_nudge_comes_at_its_local_hour(table: Table) -> None:
    table.mei.start()
    table.mei.take_the_quiz(lambda number: (number * 3) % 5)
    table.mei.begin_the_path("Asia/Shanghai")
    expect(table.mei.node.locator(".due")).to_contain_text("next")
    table.mei.press("做了")
    expect(table.mei.toast).to_have_text("添了一道金。")
    said = table.mei.node.locator(".msg").count()
    for _ in range(2):
        table.clock("Next nudge")
        if table.mei.node.locator(".status .local").inner_text() == "08:30":
            break
    expect(table.mei.node.locator(".status .local")).to_have_text("08:30")
    expect(table.ada.node.locator(".status .local")).to_have_text("00:30")
    assert table.mei.node.locator(".msg").count() > said
    expect(table.mei.last.locator(".stamp")).to_have_text("08:30")
    expect(table.mei.last.locator('[data-data*="|dd|day-02|done"]')).to_be_visible()
    table.shot("4-morning")


def test_a_card_is_sent_to_the_other_phone_and_its_link_opens_there(table: Table) -> None:
    table.page.get_by_role("button", name=re.compile("hird phone")).click()
    table.ada.start()
    table.ada.take_the_quiz()
    table.ada.press_tag("co|")
    table.ada.press_tag("cx")
    expect(table.ada.last.locator("img")).to_be_visible()
    table.ada.last.locator("button.away").click()
    expect(table.ada.node.locator(".sheet .offer img")).to_be_visible()
    table.shot("5-share")
    table.ada.node.get_by_role("button", name="Mei").click()
    expect(table.ada.toast).to_have_text("Sent to Mei")
    table.mei.node.locator(".banner").click()
    expect(table.mei.last.locator("img")).to_be_visible()
    assert table.mei.last.locator("img").evaluate("(img) => img.decode().then(() => img.naturalWidth)") == 1080
    table.shot("6-card")
    expect(table.sol.node.locator(".msg, .banner:visible, .badge:visible")).to_have_count(0)
    table.mei.last.get_by_role("button", name="t.me").click()
    table.mei.node.get_by_role("button", name="在这里打开").click()
    expect(table.mei.last).to_contain_text("金缮")
    expect(table.mei.last.locator('[data-data*="|qb"]')).to_be_visible()


def test_a_link_of_ones_own_opens_on_the_other_phone(table: Table) -> None:
    table.ada.start()
    table.ada.node.get_by_role("button", name="Chats").click()
    table.ada.node.locator(".chats").get_by_role("button", name="Mei").click()
    table.ada.say("https://t.me/kintsugi_bot?start=hello")
    table.ada.last.get_by_role("button", name="t.me").click()
    table.ada.node.get_by_role("button", name="Open on Mei").click()
    expect(table.mei.node.locator(".msg").first).to_contain_text("/start hello")
    expect(table.mei.last.locator(".row button").first).to_be_visible()


def test_a_plain_phone_has_numbers_instead_of_buttons(table: Table) -> None:
    table.ada.start()
    table.ada.node.locator(".plate summary").click()
    table.ada.node.get_by_label("Numbers, no buttons").click()
    expect(table.ada.last).to_contain_text("1. ")
    expect(table.ada.node).to_have_class(re.compile("plain"))
    table.page.keyboard.press("Escape")
    table.ada.say("/start")
    expect(table.ada.last).to_contain_text(re.compile(r"1\. I’m 18\+"))
    table.ada.say("1")
    for number in range(3):
        expect(table.ada.last).to_contain_text(f"{number + 1}/12")
        table.ada.say(str(number + 1))
    expect(table.ada.last).to_contain_text("4/12")
    expect(table.ada.node.locator(".row button:visible")).to_have_count(0)
    table.shot("7-plain")


def test_a_narrow_window_shows_one_phone_at_a_time(open_table: Opened) -> None:
    table = open_table(360, 740)
    expect(table.mei.node).to_be_hidden()
    table.ada.start()
    table.page.get_by_role("tab", name="Mei").click()
    expect(table.ada.node).to_be_hidden()
    table.mei.start()
    table.mei.press_tag("qb")
    expect(table.mei.last).to_contain_text("1/12")
    table.mei.press_tag("qc|", 3)
    expect(table.mei.last).to_contain_text("2/12")
    assert table.page.evaluate("document.documentElement.scrollWidth") <= 360
    for button in table.mei.last.locator(".row button").all():
        box = button.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360
        assert box["height"] >= 36
    table.shot("8-narrow")


def test_a_copy_button_copies_and_says_so(open_table: Opened) -> None:
    table = open_table(permissions=["clipboard-read", "clipboard-write"])
    table.ada.start()
    table.ada.take_the_quiz()
    table.ada.begin_the_path("Europe/London")
    # The first day has lines to say; nothing is pressed that would draw its message anew meanwhile.
    copies = table.ada.last.locator(".row button.copy").last
    expect(copies).to_be_visible()
    line = copies.get_attribute("title")
    copies.click()
    expect(table.ada.toast).to_have_text("Copied to the clipboard")
    assert table.page.evaluate("navigator.clipboard.readText()") == line


def test_a_phone_that_is_off_and_an_other_zone_and_a_new_account(table: Table) -> None:
    table.ada.start()
    table.ada.node.locator(".plate summary").click()
    table.ada.node.get_by_label("Lets the bot in").click()
    expect(table.ada.node.get_by_role("button", name="Unblock the bot")).to_be_visible()
    table.ada.node.get_by_label("Time zone of this phone").select_option("Asia/Kathmandu")
    # Kathmandu is 2 h 15 min behind Shanghai; the minute may change between two looks.
    table.page.wait_for_function(
        """() => {
          const [there, here] = ["ada", "mei"].map((key) => document.querySelector(`#phone-${key} .local`).textContent)
            .map((clock) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3)));
          return Math.abs(((here - there + 1440) % 1440) - 135) <= 1;
        }"""
    )
    table.ada.node.get_by_role("button", name="New account").click()
    expect(table.ada.node.locator(".foot .wide")).to_have_text("Start")
    expect(table.ada.node.locator(".msg")).to_have_count(0)


def test_everything_can_be_done_from_the_keyboard(table: Table) -> None:
    start = table.ada.node.locator(".foot .wide")
    start.focus()
    start.press("Enter")
    expect(table.ada.last.locator(".row button").first).to_be_visible()
    table.ada.last.locator(".row button").first.focus()
    table.page.keyboard.press("Space")
    expect(table.ada.last).to_contain_text("1/12")
    focused = "document.activeElement.closest('.msg') !== null"
    assert table.page.evaluate(focused), "the focus stays on the message that was edited"
    table.page.keyboard.press("Tab")
    table.page.keyboard.press("Enter")
    expect(table.ada.last).to_contain_text("2/12")
    assert table.ada.node.locator(".chat").get_attribute("aria-live") == "polite"


def test_dark_and_light_follow_the_machine_until_they_are_chosen(open_table: Opened) -> None:
    table = open_table(color_scheme="dark")
    table.ada.start()
    worn = "document.documentElement.dataset.theme"
    assert table.page.evaluate(worn) == "dark"
    table.shot("9-dark")
    table.page.get_by_role("button", name="Dark or light").click()
    assert table.page.evaluate(worn) == "light"
    table.page.reload()
    assert table.page.evaluate(worn) == "light"
    expect(table.ada.last.locator(".row button").first).to_be_visible()


def test_words_are_never_read_as_markup(table: Table) -> None:
    table.ada.start()
    table.ada.node.get_by_role("button", name="Chats").click()
    table.ada.node.locator(".chats").get_by_role("button", name="Mei").click()
    table.ada.say("<img src=x onerror=alert(1)> & <b>so</b>")
    table.mei.node.locator(".banner").click()
    expect(table.mei.last).to_contain_text("<img src=x onerror=alert(1)> & <b>so</b>")
    expect(table.mei.last.locator("img, b")).to_have_count(0)


def test_days_are_played_until_somebody_stops_them_and_a_reset_is_a_new_world(table: Table) -> None:
    table.page.get_by_role("button", name="Play fifty days").click()
    expect(table.page.locator("#stop")).to_contain_text("day 2 of 50")
    table.page.locator("#stop").click()
    expect(table.page.get_by_role("button", name="Play fifty days")).to_be_enabled()
    expect(table.ada.node.locator(".chat")).to_contain_text("of 50")
    expect(table.mei.node.locator(".chat")).to_contain_text("/50")
    table.shot("10-played")
    table.page.get_by_role("button", name="Reset all").click()
    expect(table.ada.node.locator(".foot .wide")).to_have_text("Start")
    expect(table.ada.node.locator(".msg")).to_have_count(0)
    table.ada.start()
    expect(table.ada.last).to_contain_text("gold")
