"""product.md's table as one would check it on a phone: from what came, and from when its owner was there."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from tests.town import library
from tests.year.soul import Came, Soul

MORNING, EVENING = "morning", "evening"
HOURS = {MORNING: time(8, 30), EVENING: time(20, 30)}
AFTER = {7: "booster.57", 30: "booster.80", 60: "booster.110", 90: "booster.look-140"}
PULSES = ("day-10", "day-17", "day-25", "day-35")
LATEST_START = time(19, 30)
# Whole dates without a press or a word -> the rung of the ladder that comes in place of the day.
RUNGS = {2: "gentle-1", 3: "gentle-2", **{n: f"morning-{n}" for n in (4, 7, 10, 17, 24)}, 30: "kept"}


def kind(who: Soul, came: Came) -> str:
    """Which of the two it was, by what it says."""
    return EVENING if who.text("evening.hello") in came.text else MORNING


def budget(who: Soul) -> None:
    """At most one of each a local date, none from 22:00 to 08:00, six hours between two of a kind."""
    for came in who.came:
        assert time(8) <= came.at.time() < time(22), f"{who.name}, {came.at}: at night"
    for name in HOURS:
        of_kind = [came.at for came in who.came if kind(who, came) == name]
        twice = {on: n for on, n in Counter(at.date() for at in of_kind).items() if n > 1}
        assert not twice, f"{who.name}: two of a kind a date: {twice}"
        # Instants, not wall clocks: whoever flies has other hours.
        assert all((b - a) >= timedelta(hours=6) for a, b in pairwise(at.astimezone(ZoneInfo("UTC")) for at in of_kind))


def silent(who: Soul, at: datetime) -> int:
    """Whole local dates without a press or a word before an instant."""
    last = max((seen for seen in who.seen if seen < at), default=at)
    return max(0, (at.date() - last.date()).days - 1)


def _comes(who: Soul, on: date, name: str, at: datetime) -> bool:
    """Whether this is to come, by the table."""
    begun, over = who.begun_at, who.finished_on
    assert begun is not None
    if at <= begun or any(since < at < until for since, until in who.quiet):
        return False
    dates = silent(who, at)
    if over is not None and on > over:
        # A date on which a crack is filled has its evening.
        filled = name == EVENING and on in who.done.values()
        return filled or (name == MORNING and (on - over).days in AFTER and dates <= 30)
    if name == EVENING:
        late = on == begun.date() and begun.time() >= LATEST_START
        return dates < 2 and not late
    return on > begun.date() and (dates <= 1 or dates in RUNGS)


def expected(who: Soul, days: int) -> list[tuple[date, str]]:
    """Everything that is to come in so many days, in order."""
    found = []
    for n in range(days):
        on = who.start + timedelta(days=n)
        for name, hour in HOURS.items():
            if _comes(who, on, name, datetime.combine(on, hour, ZoneInfo(who.zone))):
                found.append((on, name))
    return found


def on_time(who: Soul, days: int) -> None:
    """Each thing that is to come has come, at its hour, and nothing else."""
    came = [(one.at.date(), kind(who, one)) for one in who.came]
    assert came == expected(who, days), f"{who.name}: {sorted(set(came) ^ set(expected(who, days)))}"
    assert {one.at.time() for one in who.came} <= set(HOURS.values())


def settled(who: Soul) -> None:
    """Who flies has the usual two at the usual hours on each date of the path that is not next to a flight."""
    assert who.finished_on is not None
    near = {on + timedelta(days=n) for on in who.flights for n in (-1, 0, 1)}
    came = Counter((one.at.date(), one.at.time()) for one in who.came)
    path = [who.start + timedelta(days=n) for n in range(1, (who.finished_on - who.start).days + 1)]
    for on in [on for on in path if on not in near]:
        assert [came[on, hour] for hour in HOURS.values()] == [1, 1], f"{who.name}, {on}"


def ladder(who: Soul) -> list[str]:
    """Each rung said its own words, in place of the day. Returns the rungs that came, in order."""
    found = []
    for came in who.came:
        rung = RUNGS.get(silent(who, came.at))
        if rung is None or (who.finished_on and came.at.date() > who.finished_on):
            continue
        said = "\n\n".join(who.text(f"rhythm.silence.{rung}.{part}") for part in ("hello", "prime", "thing"))
        assert came.text == said, f"{who.name}, {came.at}"
        found.append(rung)
    return found


def quiet(who: Soul) -> None:
    """Nothing comes while its person rests, or has shut the door."""
    for since, until in who.quiet:
        assert not [came for came in who.came if since < came.at < until]


def faces(who: Soul) -> None:
    """A day that was not practised comes again, gentler; so does what follows a low evening; all else comes whole."""
    known = {"day-01"}
    for came in who.came:
        if not came.day or kind(who, came) == EVENING:
            continue
        again = came.day in known
        low = came.at.date() - timedelta(days=1) in who.low
        assert came.gentle == (again or low), f"{who.name}, {came.at}:\n{came.text}"
        if again:
            assert who.one_of(came.first, "rhythm.again") or who.returned(came), came.text
        elif low:
            assert who.one_of(came.first, "rhythm.gentler"), came.text
        known.add(came.day)
    for on, (day, gentle) in who.opened.items():
        assert day
        assert gentle == (on - timedelta(days=1) in who.low), f"{who.name}, {on}"


def measures(who: Soul) -> None:
    """The short look is offered on its four days, and on no other."""
    for came in who.came:
        offered = [day for day in PULSES if who.text(f"practice.measure.{day}") in came.labels]
        assert bool(offered) == (came.day in PULSES), came.text


def weeks(who: Soul) -> list[date]:
    """The week stands in a Sunday's evening message and in no other, one a Sunday. Returns these Sundays."""
    sentences = [who.text(f"digest.forward.{n}") for n in range(library().count("digest.forward"))]
    found = [came for came in who.came if any(said in came.text for said in sentences)]
    assert all(kind(who, came) == EVENING for came in found), f"{who.name}: not in the evening"
    dates = [came.at.date() for came in found]
    assert all(on.weekday() == 6 for on in dates), f"{who.name}: {dates}"
    assert len(set(dates)) == len(dates), f"{who.name}: {dates}"
    return dates


def is_sundays(who: Soul, came: Came) -> bool:
    """Whether it is the evening message of a Sunday."""
    return came.at.weekday() == 6 and kind(who, came) == EVENING


def boosters(who: Soul) -> list[int]:
    """What came after the path: days after its end, each with the words of its day."""
    if who.finished_on is None:
        return []
    after = [came for came in who.came if came.at.date() > who.finished_on and kind(who, came) == MORNING]
    found = [(came.at.date() - who.finished_on).days for came in after]
    for came, n in zip(after, found, strict=True):
        assert came.text.startswith(who.text(f"{AFTER[n]}.hello")), came.text
    return [50 + n for n in found]


def cracks(who: Soul) -> None:
    """The days come in their order, none is left out; the bowl counts what is gold, and each crack can be filled."""
    days = [day.id for day in library().days]
    met = {*who.done, *who.skipped}
    assert met == set(days[: len(met)])
    assert str(len(who.done)) in re.findall(r"\d+", who.last), who.last
    bowl = "".join(sign for sign in who.last if sign in "●○")
    assert bowl in ("", "".join("●" if day in who.done else "○" for day in days)), "the bowl in words"
    offered = [day for day in days if who.offers("day.button.fill", title=who.text(f"days.{day}.title"))]
    assert offered == sorted(who.skipped)[: len(offered)]
    assert bool(offered) == bool(who.skipped)
