"""The minute in a hard moment as values: each step by tap, people on every screen, and what counts."""

from __future__ import annotations

import pytest

from bot.domain import events as e
from bot.domain.facts import Entry, KeepEntry, KeepPractice
from bot.domain.memory import Memory, NowPath, Walk
from bot.domain.people import FULL
from bot.domain.scene import Scene
from bot.flows import now
from tests.dialogue import looks
from tests.flows import scenes

ON = scenes.NOW.date()


def _scene(way: str = "", step: int = 0, stage: str = "going", level: int = 0) -> Scene:
    return scenes.scene(Memory(walk=Walk(current="day-04"), now_path=NowPath(7, scenes.NOW, way, step, stage, level)))


def _screens() -> list[NowPath]:
    steps = [NowPath(7, scenes.NOW, way, step) for way, n in now.STEPS.items() for step in range(n + 1)]
    ends = [NowPath(7, scenes.NOW, "feet", 3, "done", level) for level in now.LEVELS]
    return [NowPath(7, scenes.NOW), *steps, *ends]


@pytest.mark.parametrize("lang", scenes.LANGS)
def test_every_screen_fits_a_small_phone_and_has_help_and_a_way_out(lang: str) -> None:
    for path in _screens():
        say = now.screen(path)
        presses = [button.event for row in say.rows for button in row]
        shown = scenes.renderer().screen(say, lang, FULL)
        assert e.HelpNow() in presses
        assert e.Here() in presses or e.NowStop(7) in presses
        assert looks.height(shown) <= looks.ROOM
        assert not looks.too_wide(shown)


@pytest.mark.parametrize("lang", scenes.LANGS)
def test_a_step_is_short_enough_for_a_hard_moment(lang: str) -> None:
    for path in _screens():
        shown = scenes.renderer().screen(now.screen(path), lang, FULL)
        assert looks.lines(shown.text) <= 6


def test_the_end_is_kept_and_counts() -> None:
    turned = scenes.play(_scene("breath", 3), e.NowLevel(7, 3))
    kept = Entry("now", 7, scenes.NOW, ON, {"way": "breath", "how": "done", "level": 3})
    assert turned.do == (KeepEntry(kept), KeepPractice(ON, "now", "done"))
    assert turned.then.counts == {"now": 1}
    assert turned.then.walk is not None
    assert turned.then.walk.practised == (ON,)
    assert not turned.then.walk.gentle


def test_what_is_still_strong_makes_the_next_day_gentler_and_offers_the_senses_and_people() -> None:
    turned = scenes.play(_scene("feet", 3), e.NowLevel(7, 7))
    assert turned.then.walk is not None
    assert turned.then.walk.gentle
    assert {e.SensesBegin(), e.HelpNow(), e.HoldBegin()} <= set(scenes.events(turned))


@pytest.mark.parametrize(("step", "kept"), [(0, 0), (1, 2), (2, 2)])
def test_a_stop_counts_as_soon_as_one_step_was_done(step: int, kept: int) -> None:
    turned = scenes.play(_scene("room", step), e.NowStop(7))
    assert len(turned.do) == kept
    assert turned.say[0].screen == "day"


@pytest.mark.parametrize(
    "press",
    [
        e.NowNext(6, 1),
        e.NowNext(7, 0),
        e.NowNext(7, 2),
        e.NowLevel(7, 5),
        e.NowPick(7, "room"),
        e.NowPick(7, "tapping"),
        e.NowStop(6),
    ],
)
def test_a_press_that_does_not_fit_changes_nothing_and_is_answered(press: e.Press) -> None:
    scene = _scene("room", 1)
    turned = scenes.play(scene, press)
    assert turned.then.now_path == scene.memory.now_path
    assert not turned.do
    assert turned.say
    assert turned.toast in ("front.toast.here", "front.toast.old")


def test_a_second_tap_on_its_button_begins_nothing_new() -> None:
    scene = scenes.scene(Memory())
    first = scenes.play(scene, e.NowBegin(""))
    second = scenes.play(scenes.after(scene, first), e.NowBegin(""))
    assert second.then.now_path == first.then.now_path


def test_a_way_can_be_begun_with_at_once_and_an_unknown_one_is_a_choice() -> None:
    scene = scenes.scene(Memory())
    feet = scenes.play(scene, e.NowBegin("feet")).then.now_path
    unknown = scenes.play(scene, e.NowBegin("elsewhere")).then.now_path
    assert feet is not None
    assert unknown is not None
    assert (feet.way, unknown.way) == ("feet", "")
