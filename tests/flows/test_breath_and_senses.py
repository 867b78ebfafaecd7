"""Slow breath and the five senses: their lines, their ends, and where they lead."""

from __future__ import annotations

import pytest

from bot.domain import events as e
from bot.domain.scene import Scene, Turn
from bot.flows import senses
from tests.flows import scenes
from tests.flows.guided import BREATHS, begun, entries, practised, press, rings
from tests.flows.scenes import scene


# --------------------------------------------------------------------------------------------------------- slow breath
def breathing(name: str = "5") -> Scene:
    here, _ = press(scene(), e.BreathOpen())
    assert here.memory.breath is not None
    return press(here, e.BreathForm(here.memory.breath.run, name))[0]


@pytest.mark.parametrize("name", BREATHS)
def test_slow_breath_says_a_line_every_quarter_of_a_minute_to_its_end(name: str) -> None:
    here, lines = breathing(name), 1
    began = here.now
    while here.memory.timers:
        before = here.now
        here, turned = rings(here)
        lines += 1
        assert 15 <= (here.now - before).total_seconds() <= 20
    assert (here.now - began).total_seconds() == int(name) * 60
    assert lines == len(BREATHS[name].parts) + 1
    assert practised(turned) == [("breath", "done")]


@pytest.mark.parametrize(("what", "ended"), [("dizzy", "feet"), ("stop", "stopped")])
def test_dizzy_leads_to_the_feet_and_any_end_counts(what: str, ended: str) -> None:
    here, _ = rings(breathing())
    at = here.memory.breath.guide if here.memory.breath else None
    assert at is not None
    here, turned = press(here, e.BreathAct(at.run, at.part, what))
    assert entries(turned)[0].data == {"form": "5", "reached": 2, "of": 15, "ended": ended}
    assert practised(turned) == [("breath", "partly")]
    assert scenes.library().words["en"][f"breath.{ended}"] in scenes.text(turned)
    assert (e.SensesBegin() in scenes.events(turned)) is (ended == "feet")
    assert here.memory.timers == ()


def test_slow_breath_pauses_goes_on_and_offers_to_after_a_late_line() -> None:
    here = breathing("1")
    at = here.memory.breath.guide if here.memory.breath else None
    assert at is not None
    here, _ = press(here, e.BreathAct(at.run, at.part, "pause"))
    assert here.memory.timers == ()
    here, _ = press(here, e.BreathAct(at.run, at.part, "go"))
    here, turned = rings(here, late=31)
    assert scenes.library().words["en"]["breath.late"] in scenes.text(turned)
    assert here.memory.timers == ()


def test_a_scan_and_slow_breath_keep_a_timer_each() -> None:
    here = begun()
    here, _ = press(here, e.BreathOpen())
    assert here.memory.breath is not None
    here, _ = press(here, e.BreathForm(here.memory.breath.run, "5"))
    assert sorted(timer.what for timer in here.memory.timers) == ["breath", "scan"]


# --------------------------------------------------------------------------------------------------------- five senses
def looked(how: str = "found", steps: int = 5) -> tuple[Scene, Turn]:
    here, turned = press(scene(), e.SensesBegin())
    assert here.memory.senses is not None
    for step in senses.STEPS[:steps]:
        here, turned = press(here, e.SensesStep(here.memory.senses.run, step, how), 20)
        assert here.memory.senses is not None
    return here, turned


@pytest.mark.parametrize(("how", "found"), [("found", 5), ("skip", 0)])
def test_five_taps_go_round_the_senses_and_count(how: str, found: int) -> None:
    _, turned = looked(how)
    assert practised(turned) == [("senses", "done")]
    assert entries(turned)[0].data == {"found": found, "of": 5, "near": ""}


@pytest.mark.parametrize("near", senses.NEAR)
def test_who_is_still_far_away_is_led_to_people(near: str) -> None:
    here, _ = looked()
    assert here.memory.senses is not None
    _, turned = press(here, e.SensesAfter(here.memory.senses.run, near))
    primary = [button.event for button in scenes.buttons(turned) if button.style == "primary"]
    assert (primary == [e.HelpNow()]) is (near == "far")
    assert entries(turned)[0].data["near"] == near


@pytest.mark.parametrize("steps", [0, 1])
def test_a_look_round_can_be_stopped_and_counts_from_the_first_thing_found(steps: int) -> None:
    here, _ = looked(steps=steps)
    assert here.memory.senses is not None
    _, turned = press(here, e.SensesStep(here.memory.senses.run, senses.STEPS[steps], "stop"))
    assert practised(turned) == ([("senses", "partly")] if steps else [])


def test_of_somebody_who_agreed_to_nothing_nothing_is_kept() -> None:
    here, _ = press(scenes.new_person(), e.SensesBegin())
    for step in senses.STEPS:
        assert here.memory.senses is not None
        here, turned = press(here, e.SensesStep(here.memory.senses.run, step, "found"))
        assert turned.do == ()


def test_the_help_card_leads_back_into_the_middle_of_each() -> None:
    for here, screen in ((begun(), "scan"), (breathing(), "breath"), (looked(steps=2)[0], "senses")):
        helped, _ = press(here, e.HelpNow())
        _, turned = press(helped, e.CrisisBack())
        assert [say.screen for say in turned.say] == [screen]
