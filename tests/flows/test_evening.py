"""The answered evening, as pure turns: whose seam is new, what ends a step, and what ends the fifty days."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.events import Event
from bot.domain.memory import Memory, Night, Walk
from bot.domain.scene import Scene
from bot.domain.speech import Say, words
from bot.flows import bowl, film, house
from tests.flows.scenes import NOW, library, scene

EVENING = NOW + timedelta(hours=9)
ON = EVENING.date()
DAYS = [day.id for day in library().days]


def tonight(day: str, *done: str, **walk: object) -> Scene:
    """Somebody whose evening came: `done` were practised before, and `day` is open."""
    begun = Walk(current=day, opened_on=ON, days=dict.fromkeys(done, "done"), practised=(ON - timedelta(days=1),))
    memory = Memory(walk=replace(begun, **walk), night=Night(ON, day=day, shown=True))
    return scene(memory, now=EVENING)


def answered(before: Scene, *events: Event) -> Say:
    """The last screen after these answers."""
    said: tuple[Say, ...] = ()
    for event in events:
        turn = house.play(before, event)
        before, said = replace(before, memory=turn.then, turn=before.turn + 1), turn.say
    assert len(said) == 1, "one message"
    return said[0]


def taps(how: str = "done") -> tuple[Event, ...]:
    return e.Tried(ON, how), e.Felt(ON, 4), e.Mood(ON, 4)


def offers(said: Say) -> set[Event]:
    return {button.event for row in said.rows for button in row if button.event is not None}


def test_the_third_answer_shows_the_bowl_with_the_days_own_gold() -> None:
    said = answered(tonight("day-02", "day-01"), *taps())
    assert said.screen == "evening"
    assert not said.fresh
    assert said.picture is not None
    facts = said.picture.facts
    assert (facts["filled"], facts["today"]) == ("1,2", 2)
    assert facts["line"] == words(f"evening.gold.{library().days[1].gold}")
    assert facts["line"] in said.picture.alt.params.values()
    assert film.OFFER.event not in offers(said)


@pytest.mark.parametrize("how", ["done", "partly"])
def test_an_evening_that_ends_a_step_is_its_milestone(how: str) -> None:
    said = answered(tonight("day-03", "day-01", "day-02"), *taps(how))
    assert said.picture is not None
    assert said.picture.facts["line"] == words("days.step-1.title")
    assert said.picture.facts["today"] == 3
    assert words("days.step-1.review") in said.lines


def test_without_practice_no_seam_is_new_and_no_gold_is_named() -> None:
    said = answered(tonight("day-02", "day-01"), *taps("not_today"))
    assert said.picture is not None
    assert (said.picture.facts["filled"], said.picture.facts["today"]) == ("1", 0)
    assert "line" not in said.picture.facts
    assert said.picture.alt == bowl.alt([library().days[0].gold])


def test_the_evenings_seam_stays_new_when_one_more_day_was_opened_by_hand() -> None:
    before = tonight("day-03", "day-01", "day-02", practised=(ON,), by_hand_on=ON)
    night = Night(ON, day="day-02", tried="done", shown=True)
    said = answered(replace(before, memory=replace(before.memory, night=night)), *taps()[1:])
    assert said.picture is not None
    assert said.picture.facts["today"] == 2


def test_the_evening_of_the_fiftieth_day_offers_the_film_of_all_of_them() -> None:
    before = tonight("day-50", *DAYS[:-1])
    said = answered(before, *taps())
    assert words("days.step-6.review") in said.lines
    assert film.OFFER.event in offers(said)
    shown = answered(before, *taps(), e.Page(film.PAGE))
    assert shown.picture is not None
    assert (shown.picture.kind, shown.fresh) == ("film", True)
    assert shown.lines == (words("film.whole"),)
    assert shown.picture.facts["filled"] == ",".join(str(n) for n in range(1, 51))


def test_a_film_needs_three_seams_and_shows_no_words() -> None:
    few = answered(tonight("day-03", "day-01", "day-02"), e.Page(film.PAGE))
    assert few.picture is None
    assert few.lines == (words("film.soon", few=3),)
    enough = answered(tonight("day-04", "day-01", "day-02", "day-03"), e.Page(film.PAGE))
    assert enough.picture is not None
    assert set(enough.picture.facts) == {"seed", "filled", "golds", "theme"}
    assert enough.lines == (words("film.so-far", n=3),)
