"""The question for two goes on after the fifty days, for whoever wished for it and is there."""

from __future__ import annotations

from tests.dialogue.couple import linked
from tests.dialogue.items import at_the_end
from tests.dialogue.people import Someone
from tests.dialogue.test_together_question import BUTTON, asking, shares
from tests.town import Town, library


def tonights(who: Someone) -> str:
    """The words of tonight's question, on the newest message."""
    return next(t for q in library().two.questions if (t := who.text(f"two.question.{q.id}")) in who.screen)


async def test_the_evening_brings_the_question_and_asks_nothing_about_the_day(here: Town) -> None:
    two = await asking(here)
    for who in two:
        await at_the_end(who)
    for who in two:
        await who.until(20, 30)
        assert who.slots()[-1][1] == "20:30"
        assert who.sees("together.question.tonight", question=tonights(who))
        assert not who.sees("evening.hello")
        assert who.offers(f"{BUTTON}.answer")


async def test_an_answer_can_be_given_from_there_and_is_read_by_both(here: Town) -> None:
    two = await asking(here)
    for who in two:
        await at_the_end(who)
    for who, text in ((two.mei, "一碗热面"), (two.ada, "Tea by the window")):
        await who.until(20, 30)
        await who.press(f"{BUTTON}.answer")
        await who.say(text)
        await who.press(f"{BUTTON}.share")
    assert two.ada.offers(f"{BUTTON}.read")
    await two.ada.press(f"{BUTTON}.read")
    assert "一碗热面" in two.ada.screen


async def test_who_never_wished_for_it_hears_nothing_in_the_evening(here: Town) -> None:
    two = await linked(here)
    for who in two:
        await at_the_end(who)
    await two.ada.until(20, 30, days=3)
    assert "20:30" not in {at for _, at in two.ada.slots()}


async def test_who_has_decided_on_todays_is_not_asked_again_that_evening(here: Town) -> None:
    two = await asking(here)
    for who in two:
        await at_the_end(who)
    await shares(two.ada, "Tea by the window")
    await two.ada.until(20, 30)
    assert not two.ada.offers(f"{BUTTON}.answer")


async def test_who_falls_silent_is_not_followed(here: Town) -> None:
    two = await asking(here)
    for who in two:
        await at_the_end(who)
    await two.ada.until(20, 30, days=10)
    evenings = [at for _, at in two.ada.slots() if at == "20:30"]
    assert len(evenings) == 3
