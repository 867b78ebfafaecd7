"""Going gently, and the longer words on a result, as people meet them: pressed, restarted, and led back."""

from __future__ import annotations

import pytest

from tests.dialogue.people import Someone, someone
from tests.town import Town

NAMES = ("Ada", "Mei")


async def _at_the_opening(here: Town, name: str) -> Someone:
    """Somebody with a result, before whom the first step opens."""
    who = someone(here, name)
    await who.take_quiz()
    await who.press("quiz.button.path")
    await who.send(f"1|sz|{who.zone}")
    await who.press("places.button.accept")
    return who


@pytest.mark.parametrize("name", NAMES)
async def test_something_fits_at_the_start_and_the_path_begins_all_the_same(both: Town, name: str) -> None:
    who = await _at_the_opening(both, name)
    assert who.sees("care.line")
    before = who.bubbles
    await who.press("care.button.open")
    assert who.sees("care.ask")
    await who.press("care.button.fits")
    assert who.sees("care.gentle")
    await who.press("front.button.back")
    assert who.bubbles == before, "one message, edited"
    await who.press("days.step-1.yes")
    memory = await who.memory()
    assert memory.scan is not None
    assert memory.story is not None
    assert (memory.scan.form, memory.scan.lowered, memory.story.depth) == ("hands", True, "skip")
    assert (await who.walk()).current == "day-01"


@pytest.mark.parametrize("name", NAMES)
async def test_none_of_these_is_the_way_back_and_leaves_nothing(here: Town, name: str) -> None:
    who = await _at_the_opening(here, name)
    await who.press("care.button.open")
    await who.press("care.button.none")
    assert who.offers("days.step-1.yes")
    memory = await who.memory()
    assert (memory.scan, memory.story) == (None, None)


@pytest.mark.parametrize("name", NAMES)
async def test_the_longer_words_open_from_the_result_and_lead_back_to_it(here: Town, name: str) -> None:
    who = someone(here, name)
    await who.take_quiz(anxiety=5, avoidance=1)
    await who.press("results.button.more")
    assert who.sees("results.region.a.protects")
    await who.press("results.button.more")
    assert who.sees("results.region.a.loud")
    await who.press("results.button.result")
    assert who.offers("quiz.button.path")
