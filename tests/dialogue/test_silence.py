"""Silence and return: fewer and gentler words, an end to them, and one tap back."""

from __future__ import annotations

from datetime import date

import pytest

from tests.dialogue.people import Someone, someone
from tests.town import Town

NAMES = ("Ada", "Mei")
# Local dates in a row without a press or a word, counted when they are whole -> what comes on the date after them.
LADDER = {
    0: ("08:30", "20:30"),
    1: ("08:30", "20:30"),
    **dict.fromkeys((2, 3, 4, 7, 10, 17, 24, 30), ("08:30",)),
}
GENTLE = {2: "gentle-1", 3: "gentle-2", 4: "morning-4", 7: "morning-7", 10: "morning-10", 17: "morning-17",
          24: "morning-24", 30: "kept"}  # fmt: skip


async def _last_heard(here: Town, name: str) -> tuple[Someone, date]:
    who = someone(here, name)
    await who.set_out()
    await who.press("day.button.did-it")
    return who, who.clock.date()


@pytest.mark.parametrize("name", NAMES)
async def test_the_ladder_of_silence_is_kept_to_the_day_and_then_ends(here: Town, name: str) -> None:
    who, last = await _last_heard(here, name)
    await who.until(23, 30)
    here.unasked.clear()
    await here.wait(days=60)
    came: dict[int, list[tuple[str, str]]] = {}
    for at, text in who.nudges():
        came.setdefault((at.date() - last).days - 1, []).append((f"{at:%H:%M}", text))
    assert {n: tuple(hour for hour, _ in found) for n, found in came.items()} == LADDER
    for n, rung in GENTLE.items():
        (text,) = [text for _, text in came[n]]
        assert text == "\n\n".join(who.text(f"rhythm.silence.{rung}.{part}") for part in ("hello", "prime", "thing"))
    assert await here.next_due() is None, "after the last word nothing comes until they write"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("away", [3, 8, 12, 45])
async def test_one_tap_brings_back_whoever_was_silent(here: Town, name: str, away: int) -> None:
    who, _ = await _last_heard(here, name)
    await here.wait(days=away)
    before = who.bubbles
    await who.press("rest.button.return")
    assert who.bubbles == before, "at most one screen"
    assert who.sees("days.day-02.gentle"), "the day that waits, gentler"
    rung = next(n for n in (30, 10, 3, 1) if away - 1 >= n)
    assert who.sees_one_of(f"rhythm.return.after-{rung}")
    first = who.screen.split("\n\n")[0]
    assert not any(sign.isdigit() for sign in first), "no counts of what was missed"
    await who.press("day.button.did-it")
    assert who.sees("day.bowl", dots="●●○", n=2)


@pytest.mark.parametrize("word", ["hi", "/today", "/start"])
async def test_any_word_starts_the_usual_messages_again(here: Town, word: str) -> None:
    ada, _ = await _last_heard(here, "Ada")
    await here.wait(days=40)
    await ada.say(word)
    here.unasked.clear()
    await ada.until(23, days=1)
    assert [hour for _, hour in ada.slots()][-2:] == ["08:30", "20:30"]


async def test_a_press_on_an_old_button_ends_a_silence_too(here: Town) -> None:
    ada, _ = await _last_heard(here, "Ada")
    await here.wait(days=9)
    old = ada.phone.replies[0]
    await ada.send("1|h", on=old)
    await ada.until(9)
    assert not any(ada.sees(f"rhythm.silence.{rung}.hello") for rung in GENTLE.values())


async def test_a_silence_can_become_a_rest_with_one_tap(here: Town) -> None:
    ada, _ = await _last_heard(here, "Ada")
    await here.wait(days=4)
    await ada.press("rest.button.rest")
    assert ada.sees("rhythm.rest.begin")
    here.unasked.clear()
    await here.wait(days=50)
    assert not ada.nudges()


async def test_no_message_of_the_ladder_asks_blames_or_counts(here: Town) -> None:
    ada, _ = await _last_heard(here, "Ada")
    await here.wait(days=45)
    said = " ".join(text for _, text in ada.nudges()).lower()
    for word in ("missed", "streak", "lost", "why", "days ago", "still waiting for you"):
        assert word not in said


async def test_someone_seen_in_the_evening_only_is_not_silent(here: Town) -> None:
    ada, _ = await _last_heard(here, "Ada")
    for _ in range(6):
        await ada.until(22, 30)
        await ada.say("/progress")
    here.unasked.clear()
    await ada.until(23, days=1)
    assert [hour for _, hour in ada.slots()] == ["08:30", "20:30"]
