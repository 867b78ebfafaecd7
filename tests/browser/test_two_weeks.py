"""What a week brings two people, in a browser: what feels safe to both, a little gold, and a round of guesses."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from playwright.sync_api import Browser, expect

from bot.domain.memory import Memory, Walk
from bot.domain.rounds import week_number
from bot.flows import window
from tests.browser.couple import Partner, Two, linked, two_linked
from tests.town import library

pytestmark = [pytest.mark.chromium, pytest.mark.process, pytest.mark.slow]
STEP = 3
WALKED = {f"day-{number:02}": "done" for number in range(1, 11)}


@pytest.fixture(scope="module")
def here(browser: Browser) -> Iterator[Two]:
    """Ada and Mei, linked, both at the beginning of the third step."""
    with two_linked(browser) as found:
        for who in found.both:
            found.as_if(who, _in_the_third_step)
        yield found


def _in_the_third_step(memory: Memory) -> Memory:
    walk = replace(memory.walk or Walk(), days=WALKED, steps=("step-1", "step-2", "step-3"), current="day-11")
    # Of the steps that both have finished, one is still to be told.
    return linked(replace(memory, walk=walk), met=("step-1",), counted=None)


def for_both(here: Two, on: bool) -> None:
    """As if this were a week that may bring something for both, or one of those that bring it for nobody."""
    week = week_number(here.now())
    # Whatever the veil is, it lets about three weeks in four bring something for both.
    drawn = {veil: hashlib.blake2b(f"{veil}/{week}".encode(), digest_size=8).digest()[0] for veil in "abcdefghijklmnop"}
    veil = next(veil for veil, first in drawn.items() if (first >= window.ALONE) is on)
    here.as_if_linked(lambda couple: replace(couple, veil=veil))


# ---------------------------------------------------------------------------------------------------------- each day
def test_a_day_is_offered_for_two_while_both_are_in_the_same_step_and_else_for_oneself(here: Two) -> None:
    here.ada.say("/today")
    here.ada.tap("day.button.pair")
    here.ada.sees("days.day-11.pair")
    here.shot("52-day-for-two")
    here.ada.tap("day.button.own-way")
    here.ada.sees("days.day-11.action")
    here.mei.opens_the_shelf()
    here.mei.tap("together.button.settings")
    here.mei.tap("together.button.step-on")
    expect(here.mei.button("together.button.step-off")).to_be_visible()
    here.ada.say("/today")
    here.ada.sees("days.day-11.action")
    expect(here.ada.button("day.button.pair")).to_have_count(0)
    here.mei.tap("together.button.step-off")
    expect(here.mei.button("together.button.step-on")).to_be_visible()


# -------------------------------------------------------------------------------------------------- what feels safe
def marks(who: Partner, wanted: int) -> None:
    """Go through all of it: the first ones feel safe, the others do not this week."""
    every = len(library().two.suggestions_in(STEP))
    who.opens_the_shelf()
    who.tap("together.safe.button.mark")
    for number in range(1, every + 1):
        who.sees("together.safe.ask", n=number, of=every)
        who.tap("together.safe.button.yes" if number <= wanted else "together.safe.button.no")
    who.sees("together.safe.marked")


def brought(who: Partner, key: str) -> None:
    """Look at what the week brings."""
    who.opens_the_shelf()
    before = who.messages.count()
    who.tap("together.safe.button.week")
    if key == "together.safe.both":
        # In a message of its own, since it says what the other has marked as well.
        expect(who.messages).to_have_count(before + 1)
    who.sees(key)


def test_a_week_brings_one_thing_that_both_marked_and_one_week_in_four_something_for_each_alone(here: Two) -> None:
    for_both(here, on=True)
    here.mei.opens_the_shelf()
    here.mei.tap("together.safe.button.mark")
    here.mei.sees("together.safe.private")
    here.shot("32-feels-safe")
    marks(here.ada, len(library().two.suggestions_in(STEP)))
    marks(here.mei, 2)
    for _ in range(3):
        here.clock("+1 day")
    titles = {}
    for who in here.both:
        brought(who, "together.safe.both")
        said = who.said[0]
        ids = [one.id for one in library().two.suggestions_in(STEP)]
        titles[who.key] = [id for id in ids if who.text(f"two.suggestion.{id}.title") in said]
    assert titles["ada"] == titles["mei"]
    assert len(titles["ada"]) == 1
    here.shot("33-for-both")
    # The same marks, in the week in four.
    for_both(here, on=False)
    for who in here.both:
        brought(who, "together.safe.solo")
    here.shot("34-each-alone")


# -------------------------------------------------------------------------------------------------------------- gold
def test_gold_comes_with_the_other_ones_own_next_message_and_so_does_what_both_have_finished(here: Two) -> None:
    here.ada.opens_the_shelf()
    before = here.mei.node.locator(".chat").inner_html()
    here.ada.tap("together.button.gold")
    expect(here.ada.toast).to_have_text(here.ada.text("together.toast.gold"))
    here.ada.tap("together.button.gold")
    expect(here.ada.toast).to_have_text(here.ada.text("together.toast.gold-again"))
    assert here.mei.node.locator(".chat").inner_html() == before
    here.until_told(here.mei)
    told = here.mei.node.locator(".msg", has_text=here.mei.text("together.note.gold", name="Ada"))
    expect(told).to_have_count(1)
    here.shot("35-gold")
    for who in here.both:
        if not who.node.get_by_text(who.text("two.milestone.step-2")).count():
            here.until_told(who)
        expect(who.node.locator(".msg", has_text=who.text("two.milestone.step-2"))).to_have_count(1)


# ------------------------------------------------------------------------------------------------------------ guesses
def guesses(who: Partner, own: str, other: str) -> tuple[str, str]:
    """One's own pick, and what one thinks that the other picks: the places of the options; what is said then."""
    who.opens_the_shelf()
    before = who.messages.count()
    who.tap("together.guess.button.open")
    expect(who.messages).to_have_count(before + 1)
    for tag, option in (("4p", own), ("4h", other)):
        button = who.last.locator(f'.row button[data-data*="|{tag}|"]').nth(int(option))
        button.click()
        expect(button).to_have_count(0)
    who.sees("together.guess.done")
    return who.said


def test_a_round_of_guesses_ends_in_one_total_for_both(here: Two) -> None:
    for who in here.both:
        who.opens_the_shelf()
        who.play("|4q|", "|4a|")
        expect(who.last.locator('[data-data*="|4w|"]')).to_be_visible()
    alone = guesses(here.ada, "0", "1")
    here.shot("36-guess")
    guesses(here.mei, "1", "0")
    # Ada's screen says no more than it did before Mei was there.
    assert here.ada.said == alone
    for who in here.both:
        here.until_told(who)
        told = who.text("together.guess.together", n=2, own="").partition("\n")[0]
        expect(who.node.locator(".msg", has_text=told)).to_have_count(1)
        who.opens_the_shelf()
        who.sees("together.guess.total", n=2)
    here.shot("37-total")
