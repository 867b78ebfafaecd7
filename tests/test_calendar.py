"""A year of mornings and evenings in zones with odd rules, and people who move, rest, fall silent and come back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple, cast

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.domain.memory import Memory, Rhythm, Walk
from bot.domain.people import Profile
from bot.flows import calendar
from bot.flows.calendar import EVENING, LATER, MORNING
from bot.flows.common import date_of, local
from bot.flows.place_screens import EVENINGS, MORNINGS, fits

ODD = (
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Africa/Casablanca",
    "Pacific/Chatham",
    "Antarctica/Troll",
    "Pacific/Apia",
    "Africa/Cairo",
    "America/Santiago",
    "America/New_York",
    "Asia/Shanghai",
)
FAR = (*ODD, "Pacific/Kiritimati", "Pacific/Honolulu", "Europe/London", "America/Sao_Paulo")
HOURS = [(m, n) for m in MORNINGS for n in EVENINGS if fits(m, n)]
DAY = timedelta(days=1)


class Said(NamedTuple):
    """One nudge: when, which, for which local date, and in which zone its person lived then."""

    at: datetime
    slot: str
    on: date
    zone: str


class Person:
    """Someone on the path, with the marks that a tick leaves; nothing here looks at a clock."""

    def __init__(self, zone: str, now: datetime, morning: int = 510, evening: int = 1230, presses: bool = True) -> None:
        walk = Walk(steps=("step-1",), current="day-01")
        rhythm = Rhythm(seen_on=date_of(now, zone), started_at=now - 30 * DAY)
        self.memory = Memory(profile=Profile(zone=zone, morning=morning, evening=evening), walk=walk, rhythm=rhythm)
        self.now = now
        self.presses = presses
        self.said: list[Said] = []

    @property
    def zone(self) -> str:
        return self.memory.profile.zone

    def profile(self, **changes: object) -> None:
        self.memory = replace(self.memory, profile=replace(self.memory.profile, **changes))

    def rhythm(self, **changes: object) -> None:
        self.memory = replace(self.memory, rhythm=replace(self.memory.rhythm, **changes))

    def press(self) -> None:
        seen, on = self.memory.rhythm.seen_on, date_of(self.now, self.zone)
        self.rhythm(seen_on=max(on, seen or on))

    def until(self, then: datetime) -> None:
        """Jump from one due instant to the next, as the scheduler does."""
        while (due := calendar.next_at(self.memory, self.now)) is not None and due <= then:
            self.now = max(self.now, due)
            self.tick()
        self.now = max(self.now, then)

    def tick(self) -> None:
        due = [d for d in calendar.agenda(self.memory, self.now) if d.at <= self.now]
        assert due, "woken for nothing"
        last = max(due)
        for d in due:
            self.rhythm(**({"later_at": None} if d.slot == LATER else {f"{d.slot}_on": d.on}))
        if last.slot == LATER and calendar.too_late(self.memory, last.at, self.now):
            return
        self.said.append(Said(self.now, last.slot, last.on, self.zone))
        if last.slot != LATER:
            self.rhythm(**{f"{last.slot}_at": self.now})
        if self.memory.rhythm.resting:
            self.rhythm(resting=False, rest_until=None)
            self.press()
        if self.presses:
            self.press()

    def dates(self, slot: str) -> list[date]:
        return [said.on for said in self.said if said.slot == slot]


def assert_kept_in_budget(person: Person) -> None:
    """What holds for everybody, whatever they do: the budget line of the product."""
    for slot in (MORNING, EVENING):
        own = [said for said in person.said if said.slot == slot]
        assert len({said.on for said in own}) == len(own), f"two of {slot} on one date"
        for before, after in pairwise(own):
            assert after.at - before.at >= timedelta(hours=6)
    for said in person.said:
        here = local(said.at, said.zone)
        assert said.on == here.date()
        assert 8 <= here.hour < 22, f"{said} is in the night"


def dates_of(zone: str, first: date, last: date) -> list[date]:
    """The dates that a zone's people live through, without one that it leaves out."""
    every = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    noon = [(on, calendar.instant(on, 12 * 60, zone)) for on in every]
    return [on for on, at in noon if at is not None]


# ------------------------------------------------------------------------------------------------- a year at home
@pytest.mark.parametrize("zone", ODD)
@pytest.mark.parametrize("year", [2026, 2027, 2028])
def test_a_year_of_daily_presses_brings_each_slot_once_a_date_at_its_hour(zone: str, year: int) -> None:
    mei = Person(zone, datetime(year, 1, 1, tzinfo=UTC))
    mei.until(datetime(year + 1, 1, 2, tzinfo=UTC))
    assert_kept_in_budget(mei)
    lived = dates_of(zone, date(year, 1, 2), date(year, 12, 31))
    for slot, clock in ((MORNING, "08:30"), (EVENING, "20:30")):
        own = [said for said in mei.said if said.slot == slot and date(year, 1, 2) <= said.on <= date(year, 12, 31)]
        assert [said.on for said in own] == lived
        assert {f"{local(said.at, zone):%H:%M}" for said in own} == {clock}


def test_the_date_that_samoa_left_out_has_no_messages_and_its_neighbours_have_theirs() -> None:
    person = Person("Pacific/Apia", datetime(2011, 12, 20, tzinfo=UTC))
    person.until(datetime(2012, 1, 10, tzinfo=UTC))
    assert_kept_in_budget(person)
    for slot in (MORNING, EVENING):
        assert date(2011, 12, 30) not in person.dates(slot)
        assert {date(2011, 12, 29), date(2011, 12, 31)} <= set(person.dates(slot))


def test_a_leap_day_is_a_day() -> None:
    ada = Person("Europe/London", datetime(2028, 2, 27, tzinfo=UTC))
    ada.until(datetime(2028, 3, 2, tzinfo=UTC))
    assert date(2028, 2, 29) in ada.dates(MORNING)
    assert date(2028, 2, 29) in ada.dates(EVENING)


@settings(max_examples=40)
@given(st.sampled_from(ODD), st.sampled_from(HOURS), st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1)))
def test_any_hours_that_are_offered_are_kept_in_any_zone(
    zone: str, hours: tuple[int, int], start: datetime
) -> None:
    sol = Person(zone, start.replace(tzinfo=UTC), *hours)
    begun = local(sol.now, zone).date()
    sol.until(sol.now + 60 * DAY)
    assert_kept_in_budget(sol)
    lived = dates_of(zone, begun + DAY, local(sol.now, zone).date() - DAY)
    for slot, minute in zip((MORNING, EVENING), hours, strict=True):
        assert set(lived) <= set(sol.dates(slot))
        later = [s for s in sol.said if s.slot == slot and s.on > begun]
        assert {calendar.minute_of(s.at, zone) for s in later} == {minute}


# -------------------------------------------------------------------------------------------------- gaps, overlaps
@pytest.mark.parametrize(
    ("zone", "on", "minute", "shown"),
    [
        ("Europe/Berlin", date(2027, 3, 28), 2 * 60 + 30, "03:30"),
        ("Australia/Lord_Howe", date(2027, 10, 3), 2 * 60 + 15, "02:45"),
        ("Antarctica/Troll", date(2027, 3, 28), 1 * 60 + 30, "03:30"),
        ("Africa/Cairo", date(2027, 4, 30), 30, "01:30"),
        ("America/Santiago", date(2027, 9, 5), 30, "01:30"),
        ("Pacific/Chatham", date(2027, 9, 26), 2 * 60 + 50, "03:50"),
    ],
)
def test_in_a_gap_the_hour_moves_with_the_clock(zone: str, on: date, minute: int, shown: str) -> None:
    at = calendar.instant(on, minute, zone)
    assert at is not None
    assert f"{local(at, zone):%H:%M}" == shown
    assert local(at, zone).date() == on


def test_of_an_hour_that_comes_twice_the_first_is_meant() -> None:
    at = calendar.instant(date(2027, 10, 31), 2 * 60 + 30, "Europe/Berlin")
    assert at == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


def test_a_date_that_a_zone_leaves_out_has_no_instants() -> None:
    assert calendar.instant(date(2011, 12, 30), 510, "Pacific/Apia") is None


# ------------------------------------------------------------------------------------- moving, resting, falling silent
zone_changes = st.tuples(st.just("zone"), st.sampled_from(FAR))
hour_changes = st.tuples(st.just("hours"), st.sampled_from(HOURS))
rests = st.tuples(st.just("rest"), st.integers(0, 60))
plain = st.tuples(st.sampled_from(["hush", "later", "silent", "back", "away", "stop"]), st.none())
deeds = st.lists(st.tuples(st.integers(1, 72 * 60), st.one_of(zone_changes, hour_changes, rests, plain)), max_size=12)


def do(person: Person, deed: str, what: object) -> None:
    """One thing that a person does, or that happens to them."""
    if deed == "stop":  # the machine stands still for a night
        person.now += timedelta(hours=9)
        return
    if deed in ("silent", "away"):
        person.presses = False
        person.rhythm(away=deed == "away", later_at=None)
        return
    person.presses = True
    person.rhythm(away=False)
    if deed == "zone":
        person.profile(zone=what)
    if deed == "hours":
        morning, evening = cast("tuple[int, int]", what)
        person.profile(morning=morning, evening=evening)
    if deed == "rest":
        until = date_of(person.now, person.zone) + timedelta(days=cast(int, what)) if what else None
        person.rhythm(resting=True, rest_until=until, later_at=None)
    if deed == "back":
        person.rhythm(resting=False, rest_until=None)
    if deed == "hush":
        person.rhythm(hush_until=person.now + DAY)
    if deed == "later":
        person.rhythm(later_at=person.now + timedelta(hours=4))
    person.press()


@settings(max_examples=150)
@given(st.sampled_from(FAR), st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1)), deeds)
@example("Pacific/Kiritimati", datetime(2026, 11, 23, 19), [(60, ("zone", "Pacific/Honolulu"))] * 2)
@example("Europe/London", datetime(2026, 11, 23, 14), [(1, ("zone", "Asia/Shanghai")), (5, ("zone", "Europe/London"))])
def test_whoever_moves_rests_and_returns_never_gets_two_of_a_slot_nor_a_night_message(
    zone: str, start: datetime, story: list[tuple[int, tuple[str, object]]]
) -> None:
    sol = Person(zone, start.replace(tzinfo=UTC))
    for minutes, (deed, what) in story:
        sol.until(sol.now + timedelta(minutes=minutes))
        do(sol, deed, what)
    sol.rhythm(away=False, resting=False, rest_until=None, hush_until=None, later_at=None)
    sol.presses = True
    sol.press()
    settled = local(sol.now, sol.zone).date() + 3 * DAY
    sol.until(sol.now + 12 * DAY)
    assert_kept_in_budget(sol)
    lived = dates_of(sol.zone, settled, local(sol.now, sol.zone).date() - DAY)
    assert set(lived) <= set(sol.dates(MORNING)), "a morning is missing"
    assert set(lived) <= set(sol.dates(EVENING)), "an evening is missing"


@pytest.mark.parametrize("days", [1, 7, 31, 45, 60])
def test_a_rest_with_an_end_ends_on_its_morning(days: int) -> None:
    ada = Person("Europe/London", datetime(2026, 11, 23, 12, tzinfo=UTC))
    until = date(2026, 11, 23) + timedelta(days=days)
    ada.rhythm(resting=True, rest_until=until)
    ada.until(ada.now + 63 * DAY)
    assert ada.dates(MORNING)[0] == until
    assert ada.dates(EVENING)[0] == until


def test_a_rest_without_an_end_says_nothing() -> None:
    ada = Person("Europe/London", datetime(2026, 11, 23, 12, tzinfo=UTC))
    ada.rhythm(resting=True)
    assert calendar.next_at(ada.memory, ada.now) is None


def test_the_ladder_of_silence_ends_after_its_last_rung() -> None:
    ada = Person("Europe/London", datetime(2026, 11, 1, 22, tzinfo=UTC), presses=False)
    ada.until(ada.now + 90 * DAY)
    silent = [(on - date(2026, 11, 1)).days - 1 for on in ada.dates(MORNING)]
    assert silent == [0, 1, 2, 3, 4, 7, 10, 17, 24, 30]
    assert [(on - date(2026, 11, 1)).days - 1 for on in ada.dates(EVENING)] == [0, 1]
    assert calendar.next_at(ada.memory, ada.now) is None


def test_an_evening_that_the_machine_slept_through_is_not_made_up_for_at_night() -> None:
    mei = Person("Asia/Shanghai", datetime(2026, 11, 23, 12, 0, tzinfo=UTC))  # 20:00
    mei.now = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)  # 22:05
    due = calendar.next_at(mei.memory, mei.now)
    assert due == datetime(2026, 11, 24, 0, 30, tzinfo=UTC)


def test_who_begins_after_half_past_seven_is_not_asked_that_evening() -> None:
    mei = Person("Asia/Shanghai", datetime(2026, 11, 23, 11, 40, tzinfo=UTC))  # 19:40
    mei.rhythm(started_at=mei.now, morning_on=date(2026, 11, 23))
    mei.until(mei.now + 2 * DAY)
    assert mei.dates(EVENING)[0] == date(2026, 11, 24)


def test_before_the_first_yes_no_evening_asks_how_it_went() -> None:
    mei = Person("Asia/Shanghai", datetime(2026, 11, 23, tzinfo=UTC))
    mei.rhythm(started_at=None)
    mei.memory = replace(mei.memory, walk=Walk(asking_step="step-1"))
    mei.until(mei.now + 5 * DAY)
    assert mei.dates(EVENING) == []
    assert mei.dates(MORNING)


def test_a_wish_for_later_is_silent_while_nudges_rest() -> None:
    ada = Person("Europe/London", datetime(2026, 11, 23, 10, tzinfo=UTC))
    ada.rhythm(later_at=ada.now + timedelta(hours=4), hush_until=ada.now + DAY)
    ada.until(ada.now + 3 * DAY)
    assert ada.dates(LATER) == []


def test_a_wish_for_later_does_not_follow_its_person_into_another_night() -> None:
    ada = Person("Europe/London", datetime(2026, 11, 23, 12, tzinfo=UTC))
    ada.rhythm(later_at=datetime(2026, 11, 23, 16, tzinfo=UTC))
    ada.profile(zone="Asia/Shanghai")  # 16:00 UTC is midnight there
    ada.until(ada.now + 2 * DAY)
    assert_kept_in_budget(ada)
    assert ada.dates(LATER) == []
    assert ada.memory.rhythm.later_at is None
