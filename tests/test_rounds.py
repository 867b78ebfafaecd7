"""Days and weeks of two people: instants alone decide."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.rounds import day_begins, day_number, open_questions, question_ends, week_begins, week_number

TICK = timedelta(microseconds=1)


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+00:00")


def test_a_day_begins_at_six_utc() -> None:
    assert day_number(at("1970-01-01T06:00")) == 0
    number = day_number(at("2026-11-23T06:00"))
    assert number == 20780
    assert day_number(at("2026-11-23T06:00") - TICK) == number - 1
    assert day_begins(number) == at("2026-11-23T06:00")


def test_a_question_is_open_for_exactly_36_hours() -> None:
    number = day_number(at("2026-11-23T06:00"))
    ends = question_ends(number)
    assert ends - day_begins(number) == timedelta(hours=36)
    assert number in open_questions(day_begins(number))
    assert number not in open_questions(day_begins(number) - TICK)
    assert number in open_questions(ends - TICK)
    assert number not in open_questions(ends)


def test_two_are_open_at_once_from_six_to_eighteen_and_the_newest_stands_first() -> None:
    assert open_questions(at("2026-11-23T06:00")) == (20780, 20779)
    assert open_questions(at("2026-11-23T18:00") - TICK) == (20780, 20779)
    assert open_questions(at("2026-11-23T18:00")) == (20780,)


def test_a_week_begins_on_monday_at_six_utc() -> None:
    monday = at("2026-11-23T06:00")
    assert week_begins(week_number(monday)) == monday
    assert week_number(monday - TICK) == week_number(monday) - 1
    assert week_number(monday + timedelta(days=7) - TICK) == week_number(monday)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Asia/Shanghai", "Europe/London", "America/Sao_Paulo",
                                  "Pacific/Honolulu", "Asia/Kathmandu", "Pacific/Chatham"])  # fmt: skip
def test_every_evening_of_every_zone_finds_a_new_question_with_twelve_hours_to_spare(zone: str) -> None:
    evening = datetime(2026, 1, 1, 20, 30, tzinfo=ZoneInfo(zone))
    numbers = []
    for n in range(300):
        now = (evening + timedelta(days=n)).astimezone(UTC)
        numbers.append(day_number(now))
        assert question_ends(numbers[-1]) - now > timedelta(hours=12)
    assert len(set(numbers)) == len(numbers) or zone == "Pacific/Honolulu"
