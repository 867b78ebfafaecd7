"""After the end: boosters on their dates and none others, the ladder's end, the offer of another look, days again."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.facts import KeepPractice, KeepSlot
from bot.domain.memory import Afterwards, Memory, Rhythm, Walk
from bot.domain.people import Profile
from bot.domain.scene import Scene, Turn
from bot.flows import afterwards, calendar, house
from tests.flows import scenes

END = date(2027, 1, 20)
DAYS = tuple(day.id for day in scenes.library().days)
ZONES = ("Europe/London", "Asia/Shanghai", "America/Sao_Paulo", "Pacific/Auckland")


def finished(zone: str = "Europe/London", measured: date | None = None, **walk: object) -> Memory:
    """Somebody who has practised day 50 in the evening of END."""
    at = datetime(END.year, END.month, END.day, 20, 45, tzinfo=ZoneInfo(zone))
    path = Walk(dict.fromkeys(DAYS, "done"), scenes.library().steps, "day-50", END, finished=True, finished_on=END)
    rhythm = Rhythm(END, at, END, at - timedelta(hours=12), END, at, started_at=at - timedelta(days=60))
    after = Afterwards(measured_on=measured)
    profile = Profile(zone=zone, agreed_at=scenes.NOW)
    return Memory(profile=profile, walk=replace(path, **walk), rhythm=rhythm, afterwards=after)


def year(memory: Memory, answers: tuple[date, ...] = (), days: int = 200) -> list[tuple[date, str, Turn]]:
    """The clock alone, from the end on; on `answers` somebody looks at the menu at noon."""
    zone = ZoneInfo(memory.profile.zone)
    now = datetime(END.year, END.month, END.day, 21, 0, tzinfo=zone)
    last = now + timedelta(days=days)
    said: list[tuple[date, str, Turn]] = []
    visits = [datetime(on.year, on.month, on.day, 12, tzinfo=zone) for on in answers]
    while True:
        due = calendar.next_at(memory, now)
        visit = next((at for at in visits if at > now), None)
        if visit is not None and (due is None or visit < due):
            now = visit
            memory = house.play(Scene(memory, now, scenes.library(), seed=3), e.Page("menu")).then
            continue
        if due is None or due > last:
            return said
        now = max(now, due)
        turned = house.play(Scene(memory, now, scenes.library(), seed=3), e.Ticked())
        memory = turned.then
        if turned.say:
            said.append((now.astimezone(zone).date(), turned.say[0].lines[0].key, turned))


def after(days: int) -> date:
    return END + timedelta(days=days)


@pytest.mark.parametrize("zone", ZONES)
def test_who_looks_in_now_and_then_gets_three_boosters_and_one_last_offer_and_nothing_else(zone: str) -> None:
    came = year(finished(zone, END), answers=(after(7), after(31), after(61)))
    assert [(on, key) for on, key, _ in came] == [
        (after(7), "booster.57.hello"),
        (after(30), "booster.80.hello"),
        (after(60), "booster.110.hello"),
        (after(90), "booster.look-140.hello"),
    ]
    for on, _, turned in came:
        assert KeepSlot(on, "morning") in turned.do


def test_the_ladder_ends_after_thirty_silent_dates_here_too() -> None:
    assert [on for on, _, _ in year(finished(measured=END))] == [after(7), after(30)]


def test_who_comes_back_after_the_ladders_end_is_on_it_again() -> None:
    came = year(finished(measured=END), answers=(after(58),))
    assert [on for on, _, _ in came] == [after(7), after(30), after(60)], "31 silent dates before the last offer"
    came = year(finished(measured=END), answers=(after(59),))
    assert [on for on, _, _ in came][-1] == after(90), "30 are none too many"


def test_boosters_come_at_the_morning_hour_and_never_at_night() -> None:
    memory = finished()
    for hour in (8 * 60, 11 * 60 + 30):
        own = replace(memory, profile=replace(memory.profile, morning=hour))
        at = calendar.next_at(own, datetime(2027, 1, 21, tzinfo=ZoneInfo("UTC")))
        assert at is not None
        assert calendar.minute_of(at, "Europe/London") == hour


@pytest.mark.parametrize(("late", "comes"), [(timedelta(hours=2), True), (timedelta(hours=4), False)])
def test_a_late_booster_drops_after_three_hours(late: timedelta, comes: bool) -> None:
    memory = finished()
    at = datetime(END.year, END.month, END.day, 8, 30, tzinfo=ZoneInfo("Europe/London")) + timedelta(days=7) + late
    turned = house.play(Scene(memory, at, scenes.library()), e.Ticked())
    assert bool(turned.say) is comes


def test_a_rest_holds_a_booster_back_and_leaving_stops_all() -> None:
    resting = replace(finished(), rhythm=replace(finished().rhythm, resting=True))
    assert year(resting) == []
    until = replace(finished(), rhythm=replace(finished().rhythm, resting=True, rest_until=after(20)))
    assert [on for on, _, _ in year(until)] == [after(30)]
    away = replace(finished(), rhythm=replace(finished().rhythm, away=True))
    assert year(away) == []


def test_nothing_comes_for_a_last_day_that_was_skipped_until_it_is_filled() -> None:
    days = {**dict.fromkeys(DAYS, "done"), "day-50": "skipped"}
    memory = finished(days=days, finished_on=None)
    assert year(memory) == []
    scene = scenes.scene(memory, now=datetime(2027, 2, 1, 12, tzinfo=ZoneInfo("UTC")), zone="Europe/London")
    filled = scenes.play(scene, e.Did("day-50", "done"))
    assert filled.then.walk is not None
    assert filled.then.walk.finished_on == date(2027, 2, 1)


def test_taking_day_50_back_takes_its_date_back_too() -> None:
    walk = Walk(dict.fromkeys(DAYS[:-1], "done"), scenes.library().steps, "day-50", END)
    scene = scenes.scene(replace(finished(), walk=walk), now=datetime(2027, 1, 20, 12, tzinfo=ZoneInfo("UTC")))
    did = scenes.play(scene, e.Did("day-50", "done"))
    assert afterwards.finished_on(did.then) == END
    undone = scenes.play(scenes.after(scene, did), e.ShowDay("day-50", "undo"))
    assert afterwards.finished_on(undone.then) is None


@pytest.mark.parametrize(("measured", "offered"), [(0, True), (2, True), (3, False), (20, False)])
def test_another_look_is_offered_with_day_80_when_the_last_lies_28_days_back(measured: int, offered: bool) -> None:
    memory = finished(measured=after(measured))
    found = afterwards.offer_on(memory, after(30))
    assert found == (80 if offered else 0)
    at = datetime(END.year, END.month, END.day, 8, 30, tzinfo=ZoneInfo("Europe/London")) + timedelta(days=30)
    turned = house.play(Scene(memory, at, scenes.library()), e.Ticked())
    assert (e.RetestBegin(80) in scenes.events(turned)) is offered
    assert e.BoosterDid(80) in scenes.events(turned)


def test_on_day_140_nothing_comes_when_the_look_was_just_taken() -> None:
    assert afterwards.comes(finished(measured=END), after(90))
    assert not afterwards.comes(finished(measured=after(80)), after(90))


@pytest.mark.parametrize("lang", scenes.LANGS)
@pytest.mark.parametrize("number", afterwards.BOOSTERS)
def test_a_booster_has_a_prime_one_thing_and_a_line_to_copy(lang: str, number: int) -> None:
    at = datetime(END.year, END.month, END.day, 8, 30, tzinfo=ZoneInfo("Europe/London")) + timedelta(days=number - 50)
    memory = replace(finished(measured=END), profile=Profile(lang=lang, zone="Europe/London", agreed_at=scenes.NOW))
    memory = replace(memory, rhythm=replace(memory.rhythm, seen_on=at.date() - timedelta(days=20)))
    turned = house.play(Scene(memory, at, scenes.library()), e.Ticked())
    said = scenes.text(turned, lang)
    words = scenes.library().words[lang]
    for part in ("hello", "prime", "thing"):
        assert words[f"booster.{number}.{part}"] in said
    assert any(b.copy is not None and b.copy.key == f"booster.{number}.copy.0" for b in scenes.buttons(turned))
    assert e.AgainList("") in scenes.events(turned)
    assert e.RestFor(0) in scenes.events(turned)


def test_a_boosters_small_thing_counts_once_and_not_before_its_date() -> None:
    scene = scenes.scene(finished(), now=datetime(2027, 1, 27, 12, tzinfo=ZoneInfo("UTC")), zone="Europe/London")
    did = scenes.play(scene, e.BoosterDid(57))
    assert did.do == (KeepPractice(date(2027, 1, 27), "booster-57", "done"),)
    assert did.then.walk is not None
    assert date(2027, 1, 27) in did.then.walk.practised
    again = scenes.play(scenes.after(scene, did), e.BoosterDid(57))
    assert again.do == ()
    assert again.toast == "front.toast.here"
    assert scenes.play(scene, e.BoosterDid(80)).toast == "front.toast.old"
    assert scenes.play(scene, e.BoosterDid(58)).do == ()


# ------------------------------------------------------------------------------------------------ a second round
def test_any_day_can_be_walked_again_and_the_first_bowl_stays() -> None:
    now = datetime(2027, 3, 1, 12, tzinfo=ZoneInfo("UTC"))
    scene = scenes.scene(finished(), now=now, zone="Europe/London")
    steps = scenes.play(scene, e.AgainList(""))
    assert [ev.step for ev in scenes.events(steps) if isinstance(ev, e.AgainList)] == list(scenes.library().steps)
    seen = []
    for step in scenes.library().steps:
        seen += [ev.day for ev in scenes.events(scenes.play(scene, e.AgainList(step))) if isinstance(ev, e.AgainDay)]
    assert tuple(seen) == DAYS
    opened = scenes.play(scene, e.AgainDay("day-07"))
    assert e.AgainDid("day-07", now.date()) in scenes.events(opened)
    done = scenes.play(scenes.after(scene, opened), e.AgainDid("day-07", now.date()))
    assert done.do == (KeepPractice(now.date(), "again-day-07", "done"),)
    assert done.then.walk is not None
    assert done.then.walk.days == dict.fromkeys(DAYS, "done")
    twice = scenes.play(scenes.after(scene, done), e.AgainDid("day-07", now.date()))
    assert twice.do == ()
    assert twice.then.counts == {"again": 1}


def test_a_button_of_another_date_opens_the_day_and_counts_nothing() -> None:
    scene = scenes.scene(finished(), now=datetime(2027, 3, 2, 12, tzinfo=ZoneInfo("UTC")), zone="Europe/London")
    turned = scenes.play(scene, e.AgainDid("day-07", date(2027, 3, 1)))
    assert turned.do == ()
    assert e.AgainDid("day-07", date(2027, 3, 2)) in scenes.events(turned)


def test_the_second_round_is_shut_before_the_end_of_the_first() -> None:
    walk = Walk({"day-01": "done"}, ("step-1",), "day-02", END)
    scene = scenes.scene(replace(finished(), walk=walk), now=datetime(2027, 1, 20, 12, tzinfo=ZoneInfo("UTC")))
    for press in (e.AgainList(""), e.AgainDay("day-01"), e.AgainDid("day-01", END), e.BoosterDid(57)):
        turned = scenes.play(scene, press)
        assert turned.toast == "front.toast.old"
        assert turned.do == ()
