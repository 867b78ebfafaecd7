"""What was read gives way again: taken back, at rest, after a rough week, left, deleted, or after seven days."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from tests.dialogue.couple import Two, leaves, linked, rests
from tests.dialogue.items import ADAS, MEIS, both_let, lets, on_phone, opens, reads, takes_back
from tests.town import Town


async def _take_back(two: Two) -> None:
    await takes_back(two.ada, "strengths")


async def _rough_week(two: Two) -> None:
    await two.ada.say("/menu")
    await two.ada.press("front.button.rough-week")


async def _delete(two: Two) -> None:
    await two.ada.say("/delete")
    await two.ada.press("front.button.forget-yes")


async def _seven_days(two: Two) -> None:
    await two.ada.here.wait(days=8)


ENDS: dict[str, Callable[[Two], Awaitable[None]]] = {
    "taking back": _take_back,
    "a rest": lambda two: rests(two.ada),
    "a rough week": _rough_week,
    "leaving": lambda two: leaves(two.ada),
    "deleting": _delete,
    "seven days": _seven_days,
}


@pytest.mark.parametrize("end", ENDS)
async def test_what_was_read_gives_way_on_the_other_phone_and_cannot_be_opened_again(here: Town, end: str) -> None:
    two = await linked(here)
    await both_let(two)
    read = await reads(two.mei, "strengths")
    data = [key["callback_data"] for row in read.rows for key in row]
    await ENDS[end](two)
    assert two.mei.text(ADAS) not in on_phone(two.mei)
    # Whatever it was, it looks the same.
    assert read.text == two.mei.text("together.gone")
    assert read.buttons == [two.mei.text("together.button.open"), two.mei.text("front.button.menu")]
    await two.mei.say("/together")
    assert not two.mei.offers("together.items.button.see")
    for old in (*data, "1|3l|1|strengths"):
        await two.mei.send(old)
        assert two.mei.text(ADAS) not in on_phone(two.mei)


async def test_who_takes_back_is_told_what_cannot_be_undone_and_reads_the_others_no_more(here: Town) -> None:
    two = await linked(here)
    await both_let(two)
    read = await reads(two.ada, "strengths")
    await takes_back(two.ada, "strengths")
    assert two.ada.sees("together.items.taken")
    assert two.ada.text(MEIS) not in on_phone(two.ada)
    assert two.ada.text("together.gone") in read.text
    # Mei's own yes still stands, and a new one of Ada's reveals both again.
    await lets(two.ada, "strengths", 4)
    await reads(two.mei, "strengths")
    assert two.mei.sees("two.strength.4")


async def test_after_seven_days_it_can_be_shared_again_by_both(here: Town) -> None:
    two = await linked(here)
    await both_let(two)
    await here.wait(days=8)
    for who, line in ((two.ada, ADAS), (two.mei, MEIS)):
        await opens(who, "strengths")
        # What was picked then is picked still, so it is two taps.
        assert f"✓ {line[-1]}" in who.phone.buttons
        await who.press("together.items.button.preview")
        await who.press("together.items.button.share")
    await reads(two.ada, "strengths")
    assert two.ada.sees(MEIS)


async def test_a_restart_in_the_middle_loses_nothing(here: Town) -> None:
    two = await linked(here)
    await opens(two.ada, "strengths")
    await two.ada.press("together.items.button.pick", n=2)
    await here.restart()
    await two.ada.press("together.items.button.preview")
    await here.restart()
    await two.ada.press("together.items.button.share")
    await here.restart()
    await lets(two.mei, "strengths", 4)
    read = await reads(two.mei, "strengths")
    assert two.mei.text(ADAS) in read.text
    await here.restart()
    await takes_back(two.ada, "strengths")
    assert two.mei.text("together.gone") in read.text
