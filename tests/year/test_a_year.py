"""A year of days on the jumping clock with ten people, each held against product.md's table by what they were sent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from tests.dialogue.people import quiet_town
from tests.town import Town
from tests.year import rules
from tests.year.people import PEOPLE
from tests.year.soul import Soul

pytestmark = pytest.mark.slow
BEGINNING = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
DAYS = 365
BOOSTERS = (57, 80, 110)
# The whole questionnaire is offered once more on a day that has no booster.
LOOK = 140


async def tick(here: Town, people: list[Soul]) -> None:
    """One look of the scheduler; each notes what came."""
    before = {who: len(who.phone.replies) for who in people}
    await here.tick()
    for who, count in before.items():
        new = who.phone.replies[count:]
        assert len(new) <= 1, f"{who.name}: {len(new)} bubbles at once"
        for message in new:
            who.hears(message)


async def act(here: Town, visits: list[Iterator[None]]) -> None:
    """All who do something now do it at once, a press each at a time."""
    while visits:
        visits = [visit for visit in visits if next(visit, visit) is None]
        if visits:
            await here.settle()


async def live(here: Town, people: list[Soul], until: datetime) -> None:
    """From moment to moment at which somebody is due, or does something."""
    while True:
        due = await here.next_due()
        at = min(who.next_visit for who in people)
        now = at if due is None else min(at, due)
        if now > until:
            return
        here.now = max(here.now, now)
        if due is not None and due <= here.now:
            await tick(here, people)
        await act(here, [who.visit() for who in people if who.next_visit <= here.now])


def told(who: Soul) -> str:
    """One line about somebody’s year."""
    kinds = [rules.kind(who, came) for came in who.came]
    after = ", then " + ", ".join(str(n) for n in rules.boosters(who)) if who.finished_on else ""
    return (
        f"{who.name}, {who.habit}: {len(set(who.done))} of 50{after}; {len(who.phone.replies)} messages, unasked"
        f" {kinds.count(rules.MORNING)} in the morning and {kinds.count(rules.EVENING)} in the evening"
    )


async def test_a_year_of_ten_people_keeps_each_rule_of_the_table(sqlite_url: str) -> None:
    async with quiet_town(sqlite_url, now=BEGINNING) as here:
        everybody = [kind(here, name) for name, kind in PEOPLE.items()]
        await live(here, everybody, BEGINNING + timedelta(days=DAYS))
        await act(here, [who.shows_bowl() for who in everybody])
        print(*map(told, everybody), sep="\n")
        for who in everybody:
            rules.budget(who)
            rules.faces(who)
            rules.measures(who)
            rules.cracks(who)
            rules.quiet(who)
            rules.weeks(who)
            if not who.flights:
                rules.on_time(who, DAYS)
        each_in_their_way({who.name: who for who in everybody})
        knocked = [call for call in here.world.refused if "blocked" in call.description]
        assert not knocked, "nobody knocks at a shut door"


def each_in_their_way(people: dict[str, Soul]) -> None:
    """What is different for one of them: so that no rule was kept for want of its occasion."""
    assert [who.name for who in people.values() if len(who.done) < 50] == ["Mei", "Tom"]
    for who in people.values():
        assert set(rules.boosters(who)) <= {*BOOSTERS, LOOK}
    assert rules.boosters(people["Ada"]) == [*BOOSTERS, LOOK]
    ada = people["Ada"]
    assert rules.weeks(ada) == [came.at.date() for came in ada.came if rules.is_sundays(ada, came)]
    assert len(rules.weeks(ada)) == 7, "each Sunday of the fifty days"
    # One who is not heard of leaves three days in the first week, and nothing to look at after it.
    assert len(rules.weeks(people["Mei"])) <= 1
    rungs = {name: rules.ladder(who) for name, who in people.items() if rules.ladder(who)}
    # Three times silent to the end of the ladder; and two dates between an opened door and a word.
    assert rungs == {"Mei": [*rules.RUNGS.values()] * 3, "Bo": ["gentle-1"]}
    assert list(people["Mei"].done) == ["day-01", "day-02", "day-03"], "open on day 200, and on day 290"
    assert rules.boosters(people["Sol"]) == [57, 80], "thirty dates without a press end the boosters too"
    assert [(until - since).days for since, until in people["Wei"].quiet] == [60, 6]
    rules.settled(people["Noor"])
    assert len(people["Noor"].flights) > 70
    assert [(until - since).days for since, until in people["Bo"].quiet] == [30]
    assert not any(message.buttons for message in people["Lin"].phone.replies[2:])
    tom = people["Tom"]
    assert (len(tom.done), len(tom.skipped)) == (41, 9), "ten were skipped, and one crack was filled long after"
    ida = people["Ida"]
    softer = [came for came in ida.came if came.gentle] + [on for on, (_, gentle) in ida.opened.items() if gentle]
    assert len(softer) == len([on for on in ida.low if on != ida.finished_on]) > 15
    yun = people["Yun"]
    assert yun.came[0].at.date() > yun.start, "begun after 19:30: no check-in that evening"
    assert len([came for came in yun.came if came.gentle]) > 20, "what was not practised came again"
