"""A question for two in a browser: in both evenings, read by both or by nobody, and one's own to keep."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.couple import Partner, Two, two_linked
from tests.town import library

pytestmark = [pytest.mark.chromium, pytest.mark.process, pytest.mark.slow]
TEA, NOODLES = "Tea on the step, with you.", "跟你一起走回家那一段。"
BUTTON = "together.question.button"


@pytest.fixture(scope="module")
def here(browser: Browser) -> Iterator[Two]:
    """Ada and Mei, linked, who both wished for a question a day."""
    with two_linked(browser) as found:
        for who in found.both:
            who.opens_the_shelf()
            who.play("|4q|", "|4a|")
            expect(who.button(f"{BUTTON}.answer")).to_be_visible()
        yield found


# ---------------------------------------------------------------------------------------------------- what they do
def opens(who: Partner) -> None:
    """From /together to today's question."""
    who.opens_the_shelf()
    who.tap(f"{BUTTON}.open")
    expect(who.last.locator("img")).to_have_count(0)


def answers(who: Partner, words: str) -> None:
    """As far as the choice what becomes of an answer."""
    opens(who)
    who.tap(f"{BUTTON}.answer")
    who.sees("together.question.ask")
    who.say(words)
    who.sees("together.question.choose")


def reads(who: Partner) -> None:
    """Both answers, in a message of their own."""
    before = who.messages.count()
    who.tap(f"{BUTTON}.read")
    expect(who.messages).to_have_count(before + 1)


def asked(who: Partner) -> set[str]:
    """The questions that stand in the newest message, by their ids."""
    said = who.said[0]
    return {q.id for q in library().two.questions if who.text(f"two.question.{q.id}") in said}


# ------------------------------------------------------------------------------------------------------- both evenings
def test_the_question_stands_in_both_evenings_whether_or_not_the_other_has_answered(here: Two) -> None:
    evening = {"mei": "20:30", "ada": "20:30"}
    found = {}
    for who in (here.mei, here.ada):
        here.until_told(who)
        while who.node.locator(".status .local").inner_text() != evening[who.key]:
            here.until_told(who)
        expect(who.button(f"{BUTTON}.answer")).to_be_visible()
        found[who.key] = asked(who)
        if who is here.mei:
            here.mei.tap(f"{BUTTON}.answer")
            here.mei.sees("together.question.ask")
            here.mei.say(NOODLES)
            here.mei.sees("together.question.choose")
            here.mei.tap(f"{BUTTON}.share")
            here.mei.sees("together.question.ready")
    assert found["ada"] == found["mei"]
    assert len(found["ada"]) == 1
    here.shot("38-evenings")
    expect(here.ada.node).not_to_contain_text(NOODLES)


# ----------------------------------------------------------------------------------------------------- one's own words
def test_what_is_kept_goes_nowhere_and_another_line_goes_in_an_answers_place(here: Two) -> None:
    # The next question: no answer of the evening before has a part in it.
    here.clock("+1 day")
    answers(here.ada, TEA)
    here.shot("39-choice")
    here.ada.tap(f"{BUTTON}.line")
    here.ada.sees("together.question.ask-line", most=500)
    here.ada.say("Tea.")
    expect(here.ada.last).to_contain_text("Tea.")
    here.ada.tap(f"{BUTTON}.share-line")
    here.ada.sees("together.question.ready")
    alone = here.ada.said
    answers(here.mei, NOODLES)
    here.mei.tap(f"{BUTTON}.mine")
    here.mei.sees("together.question.mine")
    here.shot("40-kept")
    expect(here.mei.button(f"{BUTTON}.read")).to_have_count(0)
    opens(here.ada)
    expect(here.ada.button(f"{BUTTON}.read")).to_have_count(0)
    assert here.ada.said == alone
    # A mind may change, as long as the question is open.
    here.mei.tap(f"{BUTTON}.rethink")
    here.mei.sees("together.question.choose")
    here.mei.tap(f"{BUTTON}.share")
    here.mei.sees("together.question.both")
    reads(here.mei)
    here.mei.sees("together.question.theirs", name="Ada", text="Tea.")
    expect(here.mei.node).not_to_contain_text(TEA)
    opens(here.ada)
    reads(here.ada)
    here.ada.sees("together.question.theirs", name="Mei", text=NOODLES)
    here.shot("15-answers")
    # Taken back, it is gone from both phones.
    here.ada.tap(f"{BUTTON}.take-back")
    here.mei.sees("together.gone")
    expect(here.mei.last).not_to_contain_text("Tea.")


def test_after_a_day_and_a_half_a_question_has_gone_by_itself(here: Two) -> None:
    here.clock("+1 day")
    answers(here.ada, TEA)
    here.ada.tap(f"{BUTTON}.share")
    here.ada.sees("together.question.ready")
    number = here.ada.last.get_attribute("data-id")
    for _ in range(2):
        here.clock("+1 day")
    message = here.ada.node.locator(f'.msg[data-id="{number}"]')
    message.get_by_role("button", name=here.ada.text(f"{BUTTON}.rethink"), exact=True).click()
    expect(message).to_contain_text(here.ada.text("together.question.quiet"))
    here.mei.opens_the_shelf()
    expect(here.mei.node).not_to_contain_text(TEA)
