"""Where it comes from: every unit that says what was found leads to its sources, with their limits, and back."""

from __future__ import annotations

import itertools

import pytest
from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.memory import Known, Memory, Moves, Quizzing, Walk
from bot.domain.people import FULL
from bot.domain.quiz import Answer
from bot.domain.rounds import week_begins, week_number
from bot.domain.speech import words
from bot.flows import moves_scoring, scoring, sources
from bot.flows.quiz import QUIZ
from tests.dialogue import looks
from tests.flows import items, scenes

LANGS = ("en", "zh")
BASIS = sorted(scenes.library().basis)
ASKABLE = [unit for unit in BASIS if unit.partition(".")[0] in sources._BACK]
FOR_TWO = [unit for unit in ASKABLE if unit.startswith("two.")]
ALONE = [unit for unit in ASKABLE if unit not in FOR_TWO]


def _memory(day: str = "day-50") -> Memory:
    """Somebody with both results, who is at a day."""
    quiz = scenes.library().quizzes[QUIZ]
    result = scoring.score(quiz, [Answer(item.id, 2 + n % 3, 5.0) for n, item in enumerate(quiz.items)], "full")
    own = scenes.library().moves
    moves = moves_scoring.score(own, [Answer(item.id, 1 + n % 4, 5.0) for n, item in enumerate(own.items)])
    asking = Quizzing(2, "communication-1", "full", (), stage="done")
    walk = Walk(steps=scenes.library().steps, current=day, opened_on=scenes.NOW.date())
    return Memory(known=Known(1, result), walk=walk, moves=Moves(asking=asking, result=moves))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("unit", ASKABLE)
def test_each_source_of_a_unit_is_named_with_its_kind_and_what_was_found(lang: str, unit: str) -> None:
    kind, _, id = unit.partition(".")
    turned = scenes.play(scenes.scene(_memory(), lang=lang), e.WhereFrom(kind, id))
    said, own = scenes.text(turned, lang), scenes.library().words[lang]
    for cite in scenes.library().basis[unit]:
        source = scenes.library().sources[cite]
        assert own[f"sources.what.{source.id}"] in said
        assert own[f"sources.kind.{source.kind}"] in said
    shown = scenes.renderer().screen(turned.say[0], lang, FULL)
    assert looks.height(shown) <= looks.ROOM
    assert not looks.too_wide(shown)


def test_the_pages_of_the_library_name_theirs_in_the_same_way() -> None:
    for article in scenes.library().articles:
        for number, leaf in enumerate(article.pages):
            turned = scenes.play(scenes.scene(), e.ReadSources(article.id, number))
            said = scenes.text(turned)
            for cite in leaf.source:
                found = scenes.library().words["en"][f"sources.what.{scenes.library().sources[cite].id}"]
                assert found in said
            assert bool(leaf.source) is (scenes.library().words["en"]["sources.foot"] in said)


@pytest.mark.parametrize("unit", ALONE)
def test_the_way_back_leads_to_what_the_question_was_asked_of(unit: str) -> None:
    kind, _, id = unit.partition(".")
    scene = scenes.scene(_memory(id if kind == "day" else "day-50"))
    turned = scenes.play(scene, e.WhereFrom(kind, id))
    back = scenes.label(turned, scenes.renderer().label("en", words("sources.button.back")))
    again = scenes.play(scenes.after(scene, turned), back)
    assert again.say, unit
    assert not again.toast


@pytest.mark.parametrize("unit", FOR_TWO)
def test_the_way_back_of_a_thing_for_two_leads_to_where_both_meet(unit: str) -> None:
    couple, (_, _, id) = items.two(), unit.partition(".")
    items.both_offer(couple, "loop")
    couple.memories["a"] = _at_the_step_of(couple.memories["a"], id)
    couple.now = week_begins(week_number(couple.now) + 1)
    asked = couple.play("a", e.WhereFrom("two", id))
    again = couple.play("a", scenes.label(asked, scenes.renderer().label("en", words("sources.button.back"))))
    led = [press.what if isinstance(press, e.TwoMark) else type(press) for press in scenes.events(again)]
    assert (e.ItemsRead if id == "loop" else id) in led
    assert not again.toast


def _at_the_step_of(memory: Memory, thing: str) -> Memory:
    """Somebody who has walked up to the step in which a thing for two fits first; all of it for anything else."""
    found = scenes.library().two.suggestion(thing)
    step = f"step-{min(found.steps)}" if found else ""
    walked = itertools.takewhile(lambda day: day.step != step, scenes.library().days)
    return replace(memory, walk=Walk(steps=scenes.library().steps, days={day.id: "done" for day in walked}))


def test_a_day_that_rests_on_studies_offers_where_from_under_its_why() -> None:
    asked = scenes.play(scenes.scene(_memory("day-01")), e.ShowDay("day-01", "why"))
    assert e.WhereFrom("day", "day-01") in scenes.events(asked)
    other = scenes.play(scenes.scene(_memory("day-02")), e.ShowDay("day-02", "why"))
    assert not any(isinstance(press, e.WhereFrom) for press in scenes.events(other))


def test_results_report_and_practices_offer_it_where_they_say_what_was_found() -> None:
    scene = scenes.scene(_memory())
    for press, asked in (
        (e.Page("about"), e.WhereFrom("quiz", "attachment")),
        (e.ReportPage(1, "help"), e.WhereFrom("quiz", "report")),
        (e.BreathOpen(), e.WhereFrom("breath", "")),
        (e.TryOpen(""), e.WhereFrom("experiment", "")),
    ):
        assert asked in scenes.events(scenes.play(scene, press)), press


def test_an_exercise_offers_it_on_its_first_part_only() -> None:
    scene = scenes.scene(_memory())
    turned = scenes.play(scene, e.ExBegin("pause"))
    assert e.WhereFrom("exercise", "pause") in scenes.events(turned)
    picked = next(press for press in scenes.events(turned) if isinstance(press, e.ExPick))
    second = scenes.play(scenes.after(scene, turned), picked)
    assert not any(isinstance(press, e.WhereFrom) for press in scenes.events(second))


def test_an_old_button_of_something_that_is_gone_leads_on() -> None:
    for kind, id in (("day", "day-99"), ("nothing", ""), ("two", "s-99")):
        turned = scenes.play(scenes.scene(_memory()), e.WhereFrom(kind, id))
        assert turned.toast == "front.toast.old"
        assert e.Here() in scenes.events(turned)


@pytest.mark.parametrize("lang", LANGS)
def test_no_source_promises_more_than_studies_can(lang: str) -> None:
    banned = ("proves", "always", "cures", "guarantee") if lang == "en" else ("证明了", "总是", "治好", "保证")
    for key, text in scenes.library().words[lang].items():
        if key.startswith("sources.what."):
            assert not any(word in text.lower() for word in banned), key
