"""Joining late, a rough week, thirty days without, and leaving, on two phones in a browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.couple import Partner, Two, two, two_linked

pytestmark = [pytest.mark.chromium, pytest.mark.process, pytest.mark.slow]


@pytest.fixture(scope="module")
def walking(browser: Browser) -> Iterator[Two]:
    """Ada and Mei, linked, on the first day of the path."""
    with two_linked(browser) as found:
        yield found


@pytest.fixture(scope="module")
def here(browser: Browser) -> Iterator[Two]:
    """Ada and Mei, linked before either has begun the path: nothing comes to them by itself.

    The test in which they part is the last one.
    """
    with two(browser) as found:
        for who in found.both:
            who.play("/start")
        found.link(*found.both)
        yield found


def says_yes(who: Partner) -> None:
    """From /together, while sharing rests, to a yes."""
    who.say("/together")
    who.sees("together.rests")
    who.tap("together.button.again")


def leaves(who: Partner) -> None:
    """From /together to being by oneself again."""
    who.opens_the_shelf()
    who.tap("together.button.settings")
    who.tap("together.button.leave")
    who.sees("together.leave")
    who.tap("together.button.leave-yes")
    who.sees("together.left")


def test_three_short_cards_wait_for_whoever_joins_and_are_read_once(here: Two) -> None:
    for who in here.both:
        who.opens_the_shelf()
    here.mei.tap("together.card.button.open")
    for number in (1, 2, 3):
        here.mei.sees(f"two.card.{number}.text")
        if number == 1:
            here.shot("41-card")
        here.mei.tap("together.card.button.next" if number < 3 else "together.button.open")
    expect(here.mei.button("together.button.settings")).to_be_visible()
    expect(here.mei.button("together.card.button.open")).to_have_count(0)
    expect(here.ada.button("together.card.button.open")).to_be_visible()


def test_a_rough_week_of_one_rests_what_is_shared_and_is_offered_to_the_other(walking: Two) -> None:
    ada, mei = walking.both
    ada.say("/menu")
    ada.tap("front.button.rough-week")
    ada.sees("rhythm.rest.rough-week")
    mei.sees("together.gone")
    expect(mei.last).not_to_contain_text("Ada")
    walking.shot("42-rough-week")
    walking.until_told(mei)
    mei.sees("together.note.rests")
    expect(mei.button("together.button.rest-too")).to_be_visible()
    expect(mei.last.locator('[data-data*="|et|"]').first).to_be_visible()
    walking.shot("43-offered")
    # It opens again with the second yes, and not before; nobody hears of the first.
    before = ada.node.locator(".chat").inner_html()
    says_yes(mei)
    mei.sees("together.yes-kept")
    assert ada.node.locator(".chat").inner_html() == before
    says_yes(ada)
    ada.sees("together.open-again")
    for who in walking.both:
        who.opens_the_shelf()
    mei.sees("together.shelf", name="Ada")


def test_after_thirty_days_without_it_each_is_asked_and_two_yeses_open_it_again(here: Two) -> None:
    for _ in range(29):
        here.clock("+1 day")
    # To use it is to renew it, but it takes both.
    here.ada.opens_the_shelf()
    here.ada.sees("together.shelf", name="Mei")
    for _ in range(2):
        here.clock("+1 day")
    says_yes(here.mei)
    here.mei.sees("together.yes-kept")
    here.ada.say("/together")
    here.ada.sees("together.rests-how")
    expect(here.ada.button("together.button.again")).to_be_visible()
    here.shot("44-renewal")
    here.ada.tap("together.button.again")
    here.ada.sees("together.open-again")
    here.mei.opens_the_shelf()
    here.mei.sees("together.shelf", name="Ada")


def test_who_was_left_sees_a_rest_and_may_link_anew_with_somebody_else(here: Two) -> None:
    here.add_sol()
    here.sol.play("/start")
    leaves(here.ada)
    here.mei.sees("together.gone")
    expect(here.mei.last).not_to_contain_text("Ada")
    here.mei.say("/together")
    here.mei.sees("together.rests")
    here.mei.sees("together.rests-how")
    here.shot("16-rests")
    here.mei.tap("together.button.anew")
    here.mei.tap("together.button.none")
    expect(here.mei.last).to_contain_text("start=two-")
    here.sol.play(f"/start {here.link_of(here.mei)}", "|2g|accept", "|2n|", "|2a|")
    here.mei.sees("together.claimed", name="Sol")
    here.mei.tap("together.button.confirm")
    here.mei.sees("together.shelf", name="Sol")
    here.sol.sees("together.shelf", name="Mei")
    here.shot("45-linked-anew")
    expect(here.ada.last).to_contain_text(here.ada.text("together.left"))
