"""When something is due: a pure agenda over a person's zone, hours, silence and rest. Instants are UTC.

Two local wall clocks decide: a slot's date and its hour. Where a clock jumps, the hour moves with it; a date that a
zone leaves out has no slots; a date that a person lives twice has each slot once.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from bot.domain.memory import Memory, Rhythm, Walk
from bot.flows import afterwards
from bot.flows.common import local, zone_info

MORNING, EVENING, LATER, TIMER = "morning", "evening", "later", "timer"
QUIET_FROM, QUIET_TO = 22 * 60, 8 * 60
TOO_LATE_TO_START = 19 * 60 + 30
APART = timedelta(hours=6)
LATE = timedelta(hours=3)
AHEAD = 70
GENTLE = (2, 3)
MORNINGS = (4, 7, 10, 17, 24)
LAST = 30


class Due(NamedTuple):
    """Something to say: its slot, the local date that it belongs to, and its instant."""

    at: datetime
    slot: str
    on: date


def instant(on: date, minute: int, zone: str) -> datetime | None:
    """The UTC instant of a wall clock, `minute` after midnight; None when the zone leaves that date out.

    In a gap the clock has jumped over the hour, so it is the same distance after the jump; of two in an overlap the
    first is meant.
    """
    here = zone_info(zone)
    at = datetime.combine(on, time(minute // 60, minute % 60), here).astimezone(UTC)
    return at if at.astimezone(here).date() == on else None


def minute_of(now: datetime, zone: str) -> int:
    """Minutes after local midnight."""
    here = local(now, zone)
    return here.hour * 60 + here.minute


def is_quiet(minute: int) -> bool:
    """Whether nothing unasked may be said at this minute of the day (22:00 to 08:00)."""
    return minute >= QUIET_FROM or minute < QUIET_TO


def silent_dates(rhythm: Rhythm, on: date) -> int:
    """Whole local dates in a row without any press or word, before `on`.

    Who has rested has not been silent: the dates of a rest do not count.
    """
    since = rhythm.seen_on
    if since is None:
        return 0
    if rhythm.resting and rhythm.rest_until is not None:
        since = max(since, rhythm.rest_until - timedelta(days=1))
    return max(0, (on - since).days - 1)


def may_morning(silent: int) -> bool:
    """Whether the ladder of silence lets a morning message through."""
    return silent <= 3 or silent in MORNINGS or silent == LAST


def after_the_end(memory: Memory, on: date, silent: int) -> bool:
    """Whether a morning comes on a date after the path: on those of the boosters and of an offered look.

    Nobody is expected each day then, so the rungs of the ladder between hold nothing back; its end does. For somebody
    who is linked it comes on any other date as well, by the ladder, and says nothing where there is nothing for two.
    """
    return silent <= LAST and (afterwards.comes(memory, on) or (memory.bond is not None and may_morning(silent)))


def may_evening(silent: int) -> bool:
    """Whether the ladder lets an evening message through: only for someone who was there a date or two ago."""
    return silent < GENTLE[0]


def agenda(memory: Memory, now: datetime) -> list[Due]:
    """What comes next of each slot, at `now` or after it, or late by no more than it may be."""
    return sorted((*_timers(memory), *_unasked(memory, now)))


def _timers(memory: Memory) -> list[Due]:
    """What was asked for comes at its instant, whatever the hour: no budget, no rest and no silence holds it."""
    if memory.rhythm.away:
        return []
    zone = memory.profile.zone
    return [Due(timer.at, TIMER, local(timer.at, zone).date()) for timer in memory.timers]


def _unasked(memory: Memory, now: datetime) -> list[Due]:
    walk, rhythm = memory.walk, memory.rhythm
    if walk is None or not memory.profile.zone or rhythm.away or (rhythm.resting and rhythm.rest_until is None):
        return []
    found = [_next_morning(memory, walk, now), _next_evening(memory, walk, now), _later(memory)]
    return [due for due in found if due is not None]


def next_at(memory: Memory, now: datetime) -> datetime | None:
    """The earliest instant of the agenda, or None when nothing will ever be said unasked."""
    due = agenda(memory, now)
    return due[0].at if due else None


def expires(memory: Memory, now: datetime) -> datetime:
    """When a message that is due now is too late to send: after three hours, and always by 22:00 local."""
    here = local(now, memory.profile.zone)
    night = instant(here.date(), QUIET_FROM, memory.profile.zone) or now + LATE
    return min(now + LATE, night)


def _next_morning(memory: Memory, walk: Walk, now: datetime) -> Due | None:
    r, p = memory.rhythm, memory.profile
    for on in _dates(now, p.zone):
        if r.morning_on and on <= r.morning_on:
            continue
        silent = silent_dates(r, on)
        allowed = after_the_end(memory, on, silent) if walk.finished else may_morning(silent)
        if not allowed or _resting(r, on):
            continue
        at = instant(on, p.morning, p.zone)
        if at is not None and _open(memory, at, now, r.morning_at):
            return Due(at, MORNING, on)
    return None


def _next_evening(memory: Memory, walk: Walk, now: datetime) -> Due | None:
    if not walk.steps:  # nobody has anything to look back on before the yes to a first step
        return None
    r, p = memory.rhythm, memory.profile
    for on in _dates(now, p.zone):
        if (r.evening_on and on <= r.evening_on) or not (looks_back(walk, on) or _asks_for_two(memory)):
            continue
        if not may_evening(silent_dates(r, on)) or _resting(r, on) or _begun_late(memory, on):
            continue
        at = instant(on, p.evening, p.zone)
        if at is not None and _open(memory, at, now, r.evening_at):
            return Due(at, EVENING, on)
    return None


def looks_back(walk: Walk, on: date) -> bool:
    """Whether the evening of a date asks how the day was: until the path ends, with the day of its end."""
    return not walk.finished or on == walk.opened_on


def _asks_for_two(memory: Memory) -> bool:
    """Whether a question for two is wished for each evening; it goes on after the path."""
    return memory.bond is not None and memory.bond.asks


def _later(memory: Memory) -> Due | None:
    at, hush = memory.rhythm.later_at, memory.rhythm.hush_until
    if at is None or (hush is not None and at < hush):
        return None
    return Due(at, LATER, local(at, memory.profile.zone).date())


def _dates(now: datetime, zone: str) -> Iterator[date]:
    first = local(now, zone).date()
    return (first + timedelta(days=n) for n in range(AHEAD))


def _open(memory: Memory, at: datetime, now: datetime, last: datetime | None) -> bool:
    """Not too late for it, not within six hours of the last of its kind, and not while nudges are hushed."""
    if too_late(memory, at, now) or (last is not None and at < last + APART):
        return False
    return memory.rhythm.hush_until is None or at >= memory.rhythm.hush_until


def too_late(memory: Memory, at: datetime, now: datetime) -> bool:
    """Whether what was due at `at` is dropped now: after three hours, and always at night."""
    return now >= at + LATE or (now >= at and is_quiet(minute_of(now, memory.profile.zone)))


def _resting(rhythm: Rhythm, on: date) -> bool:
    return rhythm.resting and (rhythm.rest_until is None or on < rhythm.rest_until)


def _begun_late(memory: Memory, on: date) -> bool:
    begun = memory.rhythm.started_at
    if begun is None:
        return False
    here = local(begun, memory.profile.zone)
    return here.date() == on and here.hour * 60 + here.minute >= TOO_LATE_TO_START
