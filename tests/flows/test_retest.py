"""The second look: change tiers against worked numbers, the 28 days, the language, and never a new label."""

from __future__ import annotations

from datetime import date, timedelta
from math import sqrt

import pytest
from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.memory import Afterwards, Known, Measured, Memory, Walk
from bot.domain.quiz import Answer, Form, Result
from bot.domain.scene import Scene, Turn
from bot.flows import afterwards, comparing, quiz, retest_screens, scoring
from tests.flows import scenes

QUIZ = scenes.library().quizzes[quiz.QUIZ]
DAY = date(2026, 11, 23)
DAYS = tuple(day.id for day in scenes.library().days)


def answers(form: Form, anxiety: list[int], avoidance: int = 2) -> list[Answer]:
    """Answers that recode to these points on anxiety, in the file's order, and to one point on avoidance."""
    rest, given = iter(anxiety), []
    for n, item in enumerate(QUIZ.of(form)):
        point = next(rest) if item.scale == "anxiety" else avoidance
        given.append(Answer(item.id, 6 - point if item.reverse else point, 5.0 + n % 3))
    return given


def result(form: Form, anxiety: list[int]) -> Result:
    return scoring.score(QUIZ, answers(form, anxiety), form)


def walker(first: Result, lang: str = "en", on: date = DAY - timedelta(days=60)) -> Memory:
    """Somebody on day 50, with a first result from before the path."""
    known = Known(1, first)
    walk = Walk(days=dict.fromkeys(DAYS[:-1], "done"), steps=scenes.library().steps, current="day-50", opened_on=DAY)
    return Memory(
        known=known, first=Measured(known, lang, on), walk=walk, runs=1, afterwards=Afterwards(measured_on=on)
    )


def taken(scene: Scene, given: list[Answer], day: int = 50) -> Turn:
    """The whole go, from its button to what it comes to."""
    turned = scenes.play(scene, e.RetestBegin(day))
    option = {a.item: a.option or 1 for a in given}
    while (asking := turned.then.quiz) is not None and asking.stage == "asking":
        item = quiz.next_item(asking, QUIZ)
        scene = scenes.after(scene, turned, later=timedelta(seconds=5))
        turned = scenes.play(scene, e.Chose(asking.run, item, option[item]))
    assert asking is not None
    return scenes.play(scenes.after(scene, turned), e.Honest(asking.run, "yes"))


# SEM = 21 · √(1 - r): full (r .84) 8.4, express (r .76) 10.29; S_diff = √(SEM1² + SEM2²).
FULL, EXPRESS = 21 * sqrt(1 - 0.84), 21 * sqrt(1 - 0.76)


@pytest.mark.parametrize(
    ("form", "before", "after", "points", "tier"),
    [
        # Ten items then and now: S_diff 11.88, so 80 % begins at 15.2 and 90 % ends at 19.5.
        ("full", [3] * 10, [3] * 4 + [2] * 6, -15.0, "same"),
        ("full", [3] * 10, [3] * 3 + [2] * 7, -17.5, "possible"),
        ("full", [3] * 10, [3] * 2 + [2] * 8, -20.0, "clear"),
        ("full", [3] * 10, [3] * 2 + [4] * 8, 20.0, "clear"),
        ("full", [3] * 10, [3] * 3 + [4] * 7, 17.5, "possible"),
        # Six items then, ten now: S_diff 13.28, so 80 % begins at 17.0 and 90 % ends at 21.9.
        ("express", [3] * 6, [3] * 4 + [2] * 6, -15.0, "same"),
        ("express", [3] * 6, [3] * 3 + [2] * 7, -17.5, "possible"),
        ("express", [3] * 6, [3] * 2 + [2] * 8, -20.0, "possible"),
        ("express", [3] * 6, [3] + [2] * 9, -22.5, "clear"),
    ],
)
def test_the_tier_of_a_change_follows_the_worked_numbers(
    form: Form, before: list[int], after: list[int], points: float, tier: str
) -> None:
    old, new = result(form, before), result("full", after)
    change = comparing.change(old, new)
    assert change.anxiety is not None
    assert change.anxiety.points == points
    assert change.anxiety.tier == tier
    s_diff = sqrt({"full": FULL, "express": EXPRESS}[form] ** 2 + FULL**2)
    assert (abs(points) >= 1.28 * s_diff) is (tier != "same")
    assert (abs(points) > 1.645 * s_diff) is (tier == "clear")


@pytest.mark.parametrize("lang", scenes.LANGS)
@pytest.mark.parametrize(
    ("after", "way"),
    [([3] * 4 + [2] * 6, "same"), ([3] * 3 + [2] * 7, "possible-down"), ([3] * 2 + [4] * 8, "clear-up")],
)
def test_the_go_on_day_50_is_said_beside_the_first(lang: str, after: list[int], way: str) -> None:
    scene = scenes.scene(walker(result("full", [3] * 10), lang), lang=lang)
    turned = taken(scene, answers("full", after))
    said = scenes.text(turned, lang)
    words = scenes.library().words[lang]
    assert words[f"results.change.anxiety.{way}"] in said
    assert words["results.change.avoidance.same"] in said
    care = {"same": "same", "possible-down": "down", "clear-up": "up"}[way]
    assert words[f"results.change.{care}"] in said
    assert e.HelpNow() in scenes.events(turned)


def test_it_gives_nobody_a_new_label() -> None:
    scene = scenes.scene(walker(result("full", [2] * 10)))
    turned = taken(scene, answers("full", [5] * 10, avoidance=5))
    assert turned.then.known == scene.memory.known
    assert turned.then.first == scene.memory.first
    said = scenes.text(turned)
    styles = [text for key, text in scenes.library().words["en"].items() if key.startswith("results.style.")]
    assert not [style for style in styles if style in said]
    assert afterwards.retested(turned.then, 50)


def test_what_was_practised_stands_beside_it() -> None:
    memory = replace(walker(result("full", [3] * 10)), counts={"attempts": 6, "held": 14, "pauses": 2})
    said = scenes.text(taken(scenes.scene(memory), answers("full", [3] * 10)))
    for part in ("49 of 50", "6 small experiments tried", "14 messages held", "2 pauses"):
        assert part in said


def test_two_languages_are_never_compared() -> None:
    scene = scenes.scene(walker(result("full", [3] * 10), lang="zh"), lang="en")
    turned = taken(scene, answers("full", [5] * 10))
    said = scenes.text(turned)
    assert scenes.library().words["en"]["retest.other-language"] in said
    assert "results.change" not in str(turned.say)
    later = scenes.scene(replace(turned.then, walk=replace(turned.then.walk or Walk(), finished_on=DAY)), lang="en",
                         now=scenes.NOW + timedelta(days=31))
    again = taken(later, answers("full", [3] * 10), day=80)
    assert "results.change.anxiety.clear-down" in str(again.say), "the earlier go in the same language is compared"


def test_a_go_that_changed_its_language_in_the_middle_is_compared_with_none() -> None:
    memory = walker(result("full", [3] * 10))
    begun = scenes.play(scenes.scene(memory), e.RetestBegin(50)).then
    run = begun.quiz
    assert run is not None
    assert run.lang == "en"
    given = {a.item: a for a in answers("full", [5] * 10)}
    ready = replace(run, answers=tuple(given[item] for item in run.order), stage="honest")
    turned = scenes.play(scenes.scene(replace(begun, quiz=ready), lang="zh"), e.Honest(run.run, "yes"))
    new = afterwards.of(turned.then).retests[-1]
    assert new.lang == ""
    assert afterwards.compared_with(turned.then, new) is None


@pytest.mark.parametrize(("days", "open_"), [(27, False), (28, True)])
def test_two_goes_lie_28_days_apart(days: int, open_: bool) -> None:
    scene = scenes.scene(walker(result("full", [3] * 10), on=DAY - timedelta(days=days)))
    turned = scenes.play(scene, e.RetestBegin(50))
    asked = turned.then.quiz is not None and turned.then.quiz.purpose == "retest-50"
    assert asked is open_
    assert ("retest.too-soon" in str(turned.say)) is not open_


def test_a_second_tap_begins_no_second_go_and_later_shows_what_it_came_to() -> None:
    scene = scenes.scene(walker(result("full", [3] * 10)))
    begun = scenes.play(scene, e.RetestBegin(50))
    twice = scenes.play(scenes.after(scene, begun), e.RetestBegin(50))
    assert twice.then.quiz == begun.then.quiz
    turned = taken(scene, answers("full", [4] * 10))
    shown = scenes.play(scenes.after(scene, turned), e.RetestBegin(50))
    assert shown.say[0].lines[0].key == "retest.title"
    assert shown.then.runs == turned.then.runs


@pytest.mark.parametrize("day", [0, 51, 80, 140, 10**9])
def test_a_go_that_has_not_come_is_no_way_in(day: int) -> None:
    turned = scenes.play(scenes.scene(walker(result("full", [3] * 10))), e.RetestBegin(day))
    assert turned.then.quiz is None
    assert turned.toast == "front.toast.old"


def test_what_is_compared_with_is_the_newest_result_before_the_path_and_stays() -> None:
    one, other, third = (Known(n, result("express", [n] * 6)) for n in (1, 2, 3))
    memory = afterwards.measured(Memory(), one, "en", DAY)
    memory = afterwards.measured(memory, other, "en", DAY + timedelta(days=1))
    assert memory.first == Measured(other, "en", DAY + timedelta(days=1))
    memory = replace(memory, walk=Walk())
    longer = replace(other, result=result("full", [2] * 10))
    memory = afterwards.measured(memory, longer, "en", DAY + timedelta(days=2))
    assert memory.first == Measured(longer, "en", DAY + timedelta(days=1)), "the same run, gone on with"
    memory = afterwards.measured(memory, third, "en", DAY + timedelta(days=9))
    assert memory.first is not None
    assert memory.first.known == longer
    assert memory.known == third


@pytest.mark.parametrize("lang", scenes.LANGS)
def test_too_few_answers_are_no_change(lang: str) -> None:
    scene = scenes.scene(walker(result("full", [3] * 10), lang), lang=lang)
    begun = scenes.play(scene, e.RetestBegin(50))
    while (asking := begun.then.quiz) is not None and asking.stage == "asking":
        scene = scenes.after(scene, begun, later=timedelta(seconds=5))
        begun = scenes.play(scene, e.QuizSkip(asking.run, quiz.next_item(asking, QUIZ)))
    assert asking is not None
    turned = scenes.play(scenes.after(scene, begun), e.Honest(asking.run, "mostly"))
    assert scenes.library().words[lang]["results.change.unknown"] in scenes.text(turned, lang)


def test_without_an_earlier_result_it_stands_alone() -> None:
    memory = replace(walker(result("full", [3] * 10)), first=None)
    said = taken(scenes.scene(memory), answers("full", [3] * 10))
    assert "retest.alone" in str(said.say)
    assert retest_screens.beside(memory).params["days"] == 49
