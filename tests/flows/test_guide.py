"""Guided parts: when the next is due, and what a timer finds."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.memory import Timer
from bot.domain.people import LETTERS
from bot.flows import guide
from bot.flows.scan_screens import of
from tests.flows import scenes
from tests.flows.guided import BREATHS, FORMS, act, at_forms, begun, entries, form, part, practised, press, rings
from tests.flows.scenes import LANGS, NOW

SECOND = timedelta(seconds=1)


# ----------------------------------------------------------------------------------------------------- the structure
def test_the_forms_have_the_lengths_that_they_are_named_for() -> None:
    assert {name: sum(p.seconds for p in one.parts) for name, one in FORMS.items()} == {
        "10": 600, "5": 300, "3": 180, "hands": 250,
    }  # fmt: skip
    assert {name: sum(p.seconds for p in one.parts) for name, one in BREATHS.items()} == {"5": 300, "1": 60}


def test_the_ten_minutes_start_each_part_when_the_plan_says() -> None:
    starts = {p.id: p.start for p in form("10").parts}
    assert starts == {
        "permission": 0, "arrive": 30, "anchor": 75, "feet": 120, "lower-legs": 170, "thighs": 210, "belly": 250,
        "chest": 300, "hands": 350, "shoulders": 400, "face": 445, "whole": 490, "widen": 540, "return": 570,
    }  # fmt: skip


@pytest.mark.parametrize("lang", LANGS)
def test_a_parts_words_fit_its_time(lang: str) -> None:
    own = scenes.library().words[lang]
    fewest, most = (25, 45) if lang == "en" else (40, 75)
    for one in {p.id for each in FORMS.values() for p in each.parts}:
        text = own[f"scan.part.{one}"].replace("{{ minutes }}", "10")
        count = len(text.split()) if lang == "en" else len(re.sub(r"\s", "", text))
        assert fewest <= count <= most, one


# ------------------------------------------------------------------------------------------------------ the mechanism
def test_a_late_look_does_not_push_the_rest_of_the_plan_back() -> None:
    here, started = begun(), begun().now
    here, _ = rings(here, late=9)
    assert here.memory.timers[0].at == started + timedelta(seconds=15 + 35)


def test_no_part_follows_another_within_a_quarter_of_a_minute() -> None:
    here = begun("5")
    here, _ = rings(here, late=29)
    assert part(here) == "anchor"
    assert here.memory.timers[0].at - here.now == guide.GAP


@pytest.mark.parametrize(("late", "plays"), [(0, True), (30, True), (30.5, False), (3600, False)])
def test_a_part_that_is_more_than_half_a_minute_late_offers_to_go_on(late: float, plays: bool) -> None:
    here, turned = rings(begun("3"), late=late)
    shown = scenes.text(turned)
    assert (scenes.library().words["en"]["scan.part.anchor"] in shown) is plays
    assert (scenes.library().words["en"]["scan.late"] in shown) is not plays
    assert len(here.memory.timers) == plays
    here, turned = act(here, "skip") if plays else act(here, "go")
    assert part(here) == ("feet" if plays else "anchor")


def test_a_pause_waits_and_the_part_begins_afresh() -> None:
    here, _ = rings(begun("3"))
    here, turned = act(here, "pause", seconds=20)
    assert here.memory.timers == ()
    assert e.ScanAct(of(here).run, "anchor", "go") in scenes.events(turned)
    here, turned = act(here, "go", seconds=3000)
    assert part(here) == "anchor"
    assert here.memory.timers == (Timer("scan", here.now + 35 * SECOND, f"{of(here).run}/anchor"),)


def test_whoever_went_elsewhere_is_not_called_back_and_has_practised() -> None:
    here, _ = rings(begun("3"))
    here, _ = press(here, e.Page("menu"))
    here, turned = rings(here)
    assert turned.say == ()
    assert practised(turned) == [("scan", "partly")]
    assert here.memory.timers == ()
    here, turned = press(here, e.ScanOpen(""))
    assert e.ScanAct(of(here).run, "anchor", "go") in scenes.events(turned)


def test_a_part_below_something_else_is_sent_anew_without_a_sound() -> None:
    here = begun("3")
    _, in_place = rings(here)
    assert [(say.fresh, say.silent) for say in in_place.say] == [(False, True)]
    _, below = rings(replace(here, turn=here.turn + 1))
    assert [(say.fresh, say.silent) for say in below.say] == [(True, True)]


def test_by_choice_each_part_comes_with_a_sound_as_a_message_of_its_own() -> None:
    here = at_forms()
    here, turned = press(here, e.ScanPick(of(here).run, "buzz"))
    assert turned.toast == "scan.toast.buzz"
    run = of(here).run
    here, _ = press(here, e.ScanForm(run, "3"))
    here, _ = press(here, e.ScanLevel(run, "before", 5))
    soon, turned = rings(here)
    assert [(say.fresh, say.silent) for say in turned.say] == [(True, False)]
    _, turned = rings(soon, late=1200)
    assert [say.silent for say in turned.say] == [True], "hours later nobody is buzzed for it"


@pytest.mark.parametrize("name", FORMS)
def test_every_form_comes_to_its_end_by_the_clock_alone(name: str) -> None:
    here = begun(name)
    began, heard = here.now, [part(here)]
    while here.memory.timers:
        here, turned = rings(here)
        heard.append(part(here))
    assert tuple(heard[:-1]) == tuple(p.id for p in form(name).parts)
    assert here.now - began == timedelta(seconds=sum(p.seconds for p in form(name).parts))
    assert practised(turned) == [("scan", "done")]
    assert entries(turned)[0].data["reached"] == entries(turned)[0].data["of"] == len(form(name).parts)


def test_where_few_messages_may_be_sent_each_part_waits_to_be_asked_for() -> None:
    here = replace(at_forms(), reach=LETTERS)
    run = of(here).run
    here, _ = press(here, e.ScanForm(run, "3"))
    here, turned = press(here, e.ScanLevel(run, "before", 5))
    assert here.memory.timers == ()
    assert not any(isinstance(event, e.ScanAct) and event.act == "pause" for event in scenes.events(turned))
    for _ in form("3").parts:
        here, turned = act(here, "skip", seconds=300)
    assert of(here).stage == "after"
    assert practised(turned) == [("scan", "done")]


def test_a_guide_knows_each_of_its_forms() -> None:
    here = begun("3")
    at = of(here).guide
    assert at is not None
    assert guide.dots(form("3"), at) == "●○○○○○"
    assert guide.following(form("3"), at) == form("3").parts[1]
    assert guide.following(form("3"), replace(at, part="return")) is None
    assert guide.part_of(form("3"), replace(at, part="gone")) == form("3").parts[0]
    assert not guide.waits(replace(here, now=NOW + timedelta(days=1)), at)
