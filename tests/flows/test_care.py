"""Whether it is a good time: asked without a form, never kept, and never a closed door."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.facts import KeepPractice
from bot.domain.memory import Breath, Memory, Scan, Story, Walk
from bot.domain.people import FULL
from bot.domain.scene import Scene
from bot.flows import care, chapters, day, scan_screens, story_screens
from tests.dialogue import looks
from tests.flows import scenes
from tests.flows.scenes import LANGS, scene

# What content.md names before body scans, slow breath and the story, by a word of ours for each.
HEAVY = {
    "en": ("death", "break-up", "old pictures", "lost time", "unreal", "hearing", "race", "food", "seizures", "drink"),
    "zh": ("离世", "分开", "旧画面", "想不起来", "不真实", "听到", "停不下来", "吃饭", "抽搐", "酒"),
}


def _opening(step: str, lang: str = "en", **memory: object) -> Scene:
    days = {f"day-{n:02}": "done" for n in range(1, {"step-1": 1, "step-4": 18, "step-5": 26}[step])}
    return scene(Memory(walk=Walk(days=days, asking_step=step), **memory), lang=lang)  # type: ignore[arg-type]


@pytest.mark.parametrize("step", [f"step-{n}" for n in range(1, 7)])
def test_the_first_fourth_and_fifth_step_offer_the_question_and_begin_without_it(step: str) -> None:
    shown = day.step_opening(step)
    asked = [b.event for row in shown.rows for b in row if isinstance(b.event, e.Care)]
    assert asked == ([e.Care(step)] if step in ("step-1", "step-4", "step-5") else [])
    assert e.StepYes(step) in [b.event for row in shown.rows for b in row]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("step", care.STEPS)
def test_its_screens_fit_a_small_phone_and_name_what_asks_for_a_gentler_way(lang: str, step: str) -> None:
    here = _opening(step, lang)
    asked, led = (scenes.play(here, event).say[0] for event in (e.Care(step), e.Care(step, "fits")))
    for say in (day.step_opening(step), asked, led):
        shown = scenes.renderer().screen(say, lang, FULL)
        assert looks.height(shown) <= looks.ROOM, looks.height(shown)
        assert not looks.too_wide(shown)
    assert [word for word in HEAVY[lang] if word not in scenes.shown(asked, lang)] == []


@pytest.mark.parametrize("step", care.STEPS)
def test_nothing_of_the_answer_is_kept_but_the_gentler_ways(step: str) -> None:
    here = _opening(step)
    asked = care.answer(here, e.Care(step))
    assert (asked.then, asked.do) == (here.memory, ())
    assert e.Here() in scenes.events(asked), "none of these is nothing but the way back"
    led = care.answer(here, e.Care(step, "fits"))
    assert led.do == ()
    changed = {name for name in led.then.__struct_fields__ if getattr(led.then, name) != getattr(here.memory, name)}
    assert changed == {"scan", "story"}
    assert (led.then.scan, led.then.story) == (Scan(form="hands", lowered=True, asked=True), Story("skip"))


def test_what_somebody_chose_stays_theirs() -> None:
    here = _opening("step-5", story=Story("medium", minutes=5))
    assert scenes.play(here, e.Care("step-5", "fits")).then.story == Story("medium", minutes=5)


def test_something_fits_leads_on_with_hands_and_feet_and_without_the_story_and_shuts_no_door() -> None:
    here = _opening("step-4")
    after = scenes.after(here, scenes.play(here, e.Care("step-4", "fits")))
    assert scan_screens.suggested(replace(scan_screens.of(after), wish="10")) == "hands"
    assert chapters.layer(after, "day-28") == "skip"
    begun = scenes.play(after, e.Here())
    assert e.StepYes("step-4") in scenes.events(begun)
    assert "story.checks" in [line.key for line in scenes.play(after, e.StoryDepth()).say[0].lines]


def test_who_is_not_safe_meets_help_at_once() -> None:
    asked = scenes.play(_opening("step-1"), e.Care("step-1"))
    assert e.HelpNow() in scenes.events(asked)


# ------------------------------------------------------------------------------- before the practice that needs it
@pytest.mark.parametrize("lang", LANGS)
def test_before_slow_breath_the_feet_are_as_near_as_the_breath_and_count_as_much(lang: str) -> None:
    here = scene(Memory(walk=Walk(current="day-18")), lang=lang)
    opened = scenes.play(here, e.BreathOpen())
    text = scenes.text(opened, lang)
    assert all(word in text for word in (("seizures", "fainting") if lang == "en" else ("抽搐", "晕倒")))
    chosen = e.BreathForm(here.turn, "feet")
    assert chosen in scenes.events(opened)
    after = scenes.after(here, opened)
    led = scenes.play(after, chosen)
    assert [line.key for line in led.say[0].lines] == ["breath.instead"]
    assert e.SensesBegin() in scenes.events(led)
    assert [fact.how for fact in led.do if isinstance(fact, KeepPractice)] == ["done"]
    assert led.then.breath == Breath(here.turn)
    again = scenes.play(scenes.after(after, led), chosen)
    assert not again.do, "a second tap counts once"


@pytest.mark.parametrize("lang", LANGS)
def test_before_the_story_and_the_scan_the_rest_is_asked_on_one_small_screen(lang: str) -> None:
    words = scenes.library().words[lang]
    shown = scenes.renderer().screen(story_screens.checks(7), lang, FULL)
    assert looks.height(shown) <= looks.ROOM
    for word in (HEAVY[lang][0], HEAVY[lang][1], HEAVY[lang][9]):
        assert word in words["story.checks"], word
    assert HEAVY[lang][5] in words["scan.check"]
