"""What two people let each other read, in a browser: looked at first, revealed at one moment, taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from msgspec.structs import replace
from playwright.sync_api import Browser, Locator, expect

from bot.domain.facts import KeepNight
from bot.domain.memory import Memory, Walk
from tests.browser.couple import Partner, Two, two_linked

pytestmark = [pytest.mark.chromium, pytest.mark.process, pytest.mark.slow]
# The bank of each item that is picked from, and the lines that Ada and Mei pick.
BANKS = {"strengths": "strength", "helps": "help", "avoids": "avoid", "proof": "proof"}
ADAS, MEIS = 2, 3


@pytest.fixture(scope="module")
def here(browser: Browser) -> Iterator[Two]:
    """Ada and Mei, linked, on their last day and with two weeks of evenings behind them."""
    with two_linked(browser) as found:
        began = found.now().date() - timedelta(days=14)
        evenings = [KeepNight(began + timedelta(days=n), "", "done", 2 + n // 5, 3) for n in range(12)]
        for who in found.both:
            found.as_if(who, _on_day_49, *evenings)
        yield found


def _on_day_49(memory: Memory) -> Memory:
    return replace(memory, walk=replace(memory.walk or Walk(), current="day-49"))


# ---------------------------------------------------------------------------------------------------- what they do
def opens(who: Partner, name: str, shared: bool = False) -> None:
    """From /together to one thing that may be let be read."""
    who.opens_the_shelf()
    who.tap("together.button.settings")
    who.tap("together.items.button.open")
    label = f"together.items.button.{name}"
    if shared:
        who.tap("together.items.button.on", item=who.text(label))
    else:
        who.tap(label)


def looks_at_it(who: Partner, name: str, pick: int) -> None:
    """As far as the preview: nothing goes over before it."""
    opens(who, name)
    if name in BANKS:
        who.tap("together.items.button.pick", n=pick)
        who.tap("together.items.button.preview")
    expect(who.button("together.items.button.share")).to_be_visible()


def lets(who: Partner, name: str, pick: int) -> None:
    """Let it be read."""
    looks_at_it(who, name, pick)
    who.tap("together.items.button.share")
    who.sees("together.items.stands")


def reads(who: Partner, name: str) -> Locator:
    """From /together to one thing of the other's; its message, wherever it comes to stand."""
    who.opens_the_shelf()
    who.tap("together.items.button.see")
    expect(who.button(f"together.items.button.{name}")).to_be_visible()
    before = who.messages.count()
    who.tap(f"together.items.button.{name}")
    expect(who.messages).to_have_count(before + 1)
    number = who.last.get_attribute("data-id")
    return who.node.locator(f'.msg[data-id="{number}"]')


def takes_back(who: Partner, name: str) -> None:
    """From /together to taking it back."""
    opens(who, name, shared=True)
    who.tap("together.items.button.take-back")
    who.sees("together.items.taken")


def line(who: Partner, name: str, pick: int) -> str:
    """A line of ours in somebody's own language."""
    return who.text(f"two.{BANKS[name]}.{pick}")


# ---------------------------------------------------------------------------------------------------------- mutual
@pytest.mark.parametrize("name", ["strengths", "helps", "avoids"])
def test_what_both_let_be_read_opens_on_both_phones_at_once_and_leaves_both_when_it_is_taken_back(
    here: Two, name: str
) -> None:
    looks_at_it(here.ada, name, ADAS)
    here.ada.sees("together.items.preview", name="Mei")
    here.ada.sees(f"two.{BANKS[name]}.{ADAS}")
    if name == "strengths":
        here.shot("24-preview")
    here.ada.tap("together.items.button.share")
    for who in here.both:
        who.opens_the_shelf()
        expect(who.button("together.items.button.see")).to_have_count(0)
    expect(here.mei.node).not_to_contain_text(line(here.mei, name, ADAS))
    lets(here.mei, name, MEIS)
    read = reads(here.ada, name), reads(here.mei, name)
    expect(read[0]).to_contain_text(line(here.ada, name, MEIS))
    expect(read[1]).to_contain_text(line(here.mei, name, ADAS))
    here.shot(f"25-{name}")
    takes_back(here.ada, name)
    for who, message in zip(here.both, read, strict=True):
        expect(message).to_contain_text(who.text("together.gone"))
    if name == "strengths":
        here.shot("26-taken-back")
    takes_back(here.mei, name)


def test_the_loop_is_drawn_in_words_in_each_ones_own_language(here: Two) -> None:
    looks_at_it(here.ada, "loop", 0)
    here.ada.sees("together.items.sample")
    here.shot("27-loop-preview")
    here.ada.tap("together.items.button.share")
    lets(here.mei, "loop", 0)
    read = reads(here.ada, "loop"), reads(here.mei, "loop")
    for who, message in zip(here.both, read, strict=True):
        expect(message).to_contain_text(who.text("together.items.head.loop"))
        expect(message).to_contain_text(who.text("two.loop.limits"))
    here.shot("28-loop")
    takes_back(here.mei, "loop")
    for who, message in zip(here.both, read, strict=True):
        expect(message).to_contain_text(who.text("together.gone"))


# ------------------------------------------------------------------------------------------------- one's own to give
def test_evenings_are_their_owners_alone_to_give(here: Two) -> None:
    looks_at_it(here.mei, "line", 0)
    here.shot("29-evenings-preview")
    here.mei.tap("together.items.button.share")
    read = reads(here.ada, "line")
    expect(read).to_contain_text(here.ada.text("together.items.head.line", name="Mei").partition("\n")[0])
    for level in (2, 3):
        expect(read).to_contain_text(here.ada.text(f"evening.felt.{level}"))
    here.shot("30-evenings")
    here.ada.opens_the_shelf()
    here.ada.tap("together.button.settings")
    here.ada.tap("together.items.button.open")
    expect(here.ada.button("together.items.button.line")).to_be_visible()
    takes_back(here.mei, "line")
    expect(read).to_contain_text(here.ada.text("together.gone"))


def test_the_proof_of_day_49_goes_over_in_words_of_ones_own(here: Two) -> None:
    opens(here.ada, "proof")
    here.ada.tap("together.items.button.write")
    here.ada.say("I said sorry first, and the evening was saved.")
    here.ada.sees("together.items.preview", name="Mei")
    expect(here.ada.last).to_contain_text("“I said sorry first, and the evening was saved.”")
    expect(here.mei.node).not_to_contain_text("I said sorry first")
    here.ada.tap("together.items.button.share")
    read = reads(here.mei, "proof")
    expect(read).to_contain_text("I said sorry first, and the evening was saved.")
    here.shot("31-proof")
    takes_back(here.ada, "proof")
    expect(read).to_contain_text(here.mei.text("together.gone"))
    expect(here.mei.node).not_to_contain_text("I said sorry first")
