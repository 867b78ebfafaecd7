"""Offers: what two sides let be read, and when it becomes readable."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.domain.bond import Couple
from bot.domain.rounds import day_number, week_number
from bot.flows.offers import is_revealed, offer, withdraw

NOW = datetime.fromisoformat("2026-11-23T20:30:00+00:00")
LATER = NOW + timedelta(hours=2)
COUPLE = Couple(NOW, 1)
REPLY = f"reply:{day_number(NOW)}"


def test_what_one_side_offers_is_not_revealed_however_often_it_is_offered() -> None:
    once = offer(COUPLE, "b", REPLY, NOW)
    assert once.offers == {REPLY: "b"}
    assert offer(once, "b", REPLY, LATER) == once
    assert not is_revealed(once, REPLY)


def test_it_is_revealed_at_the_instant_of_the_second_offer_and_that_instant_stays() -> None:
    both = offer(offer(COUPLE, "b", REPLY, NOW), "a", REPLY, LATER)
    assert both.offers == {REPLY: "ab"}
    assert both.reveals == {REPLY: LATER}
    assert offer(both, "a", REPLY, LATER + timedelta(hours=1)) == both


def test_taking_back_ends_the_reveal_and_leaves_the_others_offer_alone() -> None:
    both = offer(offer(COUPLE, "b", REPLY, NOW), "a", REPLY, NOW)
    left = withdraw(both, "b", REPLY)
    assert (left.offers, left.reveals) == ({REPLY: "a"}, {})
    assert withdraw(left, "b", REPLY) == left
    assert withdraw(left, "a", REPLY) == COUPLE


def test_offering_again_after_taking_back_reveals_anew() -> None:
    both = offer(offer(COUPLE, "b", REPLY, NOW), "a", REPLY, NOW)
    again = offer(withdraw(both, "b", REPLY), "b", REPLY, LATER)
    assert again.reveals == {REPLY: LATER}


def test_one_thing_says_nothing_about_another() -> None:
    two = offer(offer(COUPLE, "a", "strengths", NOW), "b", "helps", NOW)
    assert two.offers == {"strengths": "a", "helps": "b"}
    assert two.reveals == {}
    assert withdraw(two, "a", "helps") == two


def test_questions_and_guesses_of_long_ago_leave_the_row_and_items_stay() -> None:
    guess = f"guess:{week_number(NOW)}"
    full = COUPLE
    for name in (REPLY, guess, "strengths"):
        full = offer(offer(full, "a", name, NOW), "b", name, NOW)
    soon = offer(full, "a", "helps", NOW + timedelta(days=59))
    assert set(soon.reveals) == {REPLY, guess, "strengths"}
    late = offer(full, "a", "helps", NOW + timedelta(days=68))
    assert set(late.reveals) == {"strengths"}
    assert late.offers == {"strengths": "ab", "helps": "a"}
