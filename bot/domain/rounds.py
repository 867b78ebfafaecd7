"""Days and weeks of two people, numbered alike for both: instants alone decide, never anybody's zone or hours.

A question is open for 36 hours, so the evening of every zone on Earth falls into it with twelve hours to spare.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

# A day begins at 06:00 UTC; a week on a Monday at that hour.
_DAYS_FROM = datetime(1970, 1, 1, 6, tzinfo=UTC)
_WEEKS_FROM = datetime(1970, 1, 5, 6, tzinfo=UTC)
DAY, WEEK = timedelta(days=1), timedelta(days=7)
OPEN_FOR = timedelta(hours=36)


def day_number(now: datetime) -> int:
    """The number of the day of an instant: whole days since 1970, each from 06:00 UTC."""
    return (now - _DAYS_FROM) // DAY


def day_begins(number: int) -> datetime:
    """When a day begins."""
    return _DAYS_FROM + number * DAY


def question_ends(number: int) -> datetime:
    """When the question of a day closes: 36 hours after it began. From this instant on it is not open."""
    return day_begins(number) + OPEN_FOR


def open_questions(now: datetime) -> tuple[int, ...]:
    """The numbers of the questions that are open, the newest first: one or two."""
    newest = day_number(now)
    return tuple(number for number in (newest, newest - 1) if now < question_ends(number))


def week_number(now: datetime) -> int:
    """The number of the week of an instant: whole weeks since January 5th 1970, each from Monday 06:00 UTC."""
    return (now - _WEEKS_FROM) // WEEK


def week_begins(number: int) -> datetime:
    """When a week begins."""
    return _WEEKS_FROM + number * WEEK
