"""The questionnaire's arithmetic, against the worked numbers that its rules come from."""

import json
from dataclasses import asdict, replace
from itertools import pairwise
from math import sqrt
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.quiz import SCALES, Answer, FacetScore, Form, Measure, Quiz, Result, Scale, quiz_from, result_from
from bot.flows import comparing, ordering, scoring

FILE = Path(scoring.__file__).parents[1] / "content" / "quizzes" / "attachment.yaml"
QUIZ = quiz_from(yaml.safe_load(FILE.read_text(encoding="utf-8")))
SEEDS = range(2000)
FORMS: tuple[Form, ...] = ("express", "full", "pulse")


def answers(form: Form, *but: tuple[str, int | None], anxiety: int = 2, avoidance: int = 4) -> list[Answer]:
    """Answers in the file's order that recode to the given points, `but` for some items' options as pressed."""
    points: dict[Scale, int] = {"anxiety": anxiety, "avoidance": avoidance}
    pressed: dict[str, int | None] = {
        i.id: 6 - points[i.scale] if i.reverse else points[i.scale] for i in QUIZ.of(form)
    }
    return [Answer(id, option, 5.0) for id, option in (pressed | dict(but)).items()]


def anxiety(result: Result) -> Measure:
    assert result.anxiety.score is not None
    return result.anxiety


# ---------------------------------------------------------------- structure
def test_the_questionnaire_has_the_shape_that_its_numbers_were_computed_for() -> None:
    sizes = {facet: sum(i.facet == facet for i in QUIZ.items) for facet, _ in QUIZ.facets}
    assert sizes == {"reassurance": 5, "closeness": 3, "losing": 5, "opening": 3, "leaning": 4}
    for form, each in (("full", 10), ("express", 6), ("pulse", 3)):
        for scale in SCALES:
            assert sum(i.scale == scale for i in QUIZ.of(form)) == each  # type: ignore[arg-type]
    assert sum(i.reverse for i in QUIZ.items if i.scale == "anxiety") == 3
    assert sum(i.reverse for i in QUIZ.items if i.scale == "avoidance") == 4
    assert sum(i.opener for i in QUIZ.items) == 2


def test_a_broken_structure_file_names_every_fault_at_once() -> None:
    rows = [
        {"id": "one", "scale": "anxiety", "facet": "losing"},
        {"id": "one", "scale": "worry", "facet": "losing", "pulse": True},
    ]
    with pytest.raises(ValueError, match=r"unknown scale 'worry'.*stands twice.*on two scales.*belong to the express"):
        quiz_from({"id": "broken", "version": 1, "items": rows})


# ---------------------------------------------------------------- order
@pytest.mark.parametrize("form", FORMS)
def test_every_order_is_a_permutation_that_obeys_the_rules(form: Form) -> None:
    for seed in SEEDS:
        ids = ordering.order(QUIZ, seed, form)
        items = [QUIZ.item(id) for id in ids]
        assert sorted(ids) == sorted(i.id for i in QUIZ.of(form))
        assert [i.opener for i in items[:3]] == [True, True, False]
        assert not items[-1].heavy
        for one, other in pairwise(items):
            assert one.facet != other.facet
            assert not (one.reverse and other.reverse)


def test_the_full_run_begins_with_the_express_run_of_the_same_seed() -> None:
    for seed in SEEDS:
        assert ordering.order(QUIZ, seed, "full")[:12] == ordering.order(QUIZ, seed, "express")


def test_an_order_is_the_same_for_a_seed_forever_and_differs_between_seeds() -> None:
    assert ordering.shuffled("abcdef", 126) == ("d", "a", "c", "f", "e", "b")
    assert len({ordering.order(QUIZ, seed, "full") for seed in SEEDS}) > 1990


def test_no_item_has_a_fixed_place() -> None:
    places: dict[str, set[int]] = {i.id: set() for i in QUIZ.items}
    for seed in SEEDS:
        for place, id in enumerate(ordering.order(QUIZ, seed, "full")):
            places[id].add(place)
    assert min(len(seen) for id, seen in places.items()) >= 2


def test_a_quiz_that_no_order_can_obey_is_refused() -> None:
    stuck = Quiz("stuck", 1, tuple(replace(i, facet="losing") for i in QUIZ.of("express")))
    with pytest.raises(ValueError, match="no order"):
        ordering.order(stuck, 1, "express")


# ---------------------------------------------------------------- scores and bands
def test_scores_run_from_nothing_to_a_hundred() -> None:
    lowest = scoring.score(QUIZ, answers("full", anxiety=1, avoidance=5), "full")
    assert (lowest.anxiety.score, lowest.avoidance.score) == (0, 100)
    assert (lowest.anxiety.band, lowest.avoidance.band) == ((0, 8), (93, 100))


def test_the_mean_becomes_a_whole_number_of_a_hundred() -> None:
    assert [round(scoring.to_hundred(mean), 1) for mean in (3.06, 2.54, 1, 3, 5)] == [51.5, 38.5, 0, 50, 100]
    one_up = scoring.score(QUIZ, answers("full", ("late-reply", 4), anxiety=3), "full")
    assert (anxiety(one_up).mean, anxiety(one_up).score) == (3.1, 53)


def test_one_sem_is_the_worked_one_for_ten_and_for_six_items() -> None:
    full = scoring.score(QUIZ, answers("full"), "full")
    express = scoring.score(QUIZ, answers("express"), "express")
    assert (full.anxiety.sem, full.avoidance.sem) == (7.8, 7.0)
    assert (express.anxiety.sem, express.avoidance.sem) == (10.0, 9.0)


@pytest.mark.parametrize(
    ("items", "anxious", "avoidant"),
    [(4, 12.3, 11.0), (6, 10.0, 9.0), (8, 8.7, 7.8), (10, 7.8, 7.0), (12, 7.1, 6.3)],
)
def test_the_length_study_is_reproduced(items: int, anxious: float, avoidant: float) -> None:
    assert scoring.base_sem("anxiety", items) == pytest.approx(anxious, abs=0.1)
    assert scoring.base_sem("avoidance", items) == pytest.approx(avoidant, abs=0.1)


def test_a_skipped_item_widens_the_band() -> None:
    result = scoring.score(QUIZ, answers("full", ("late-reply", None), ("busy-week", None)), "full")
    assert (result.anxiety.answered, result.anxiety.planned) == (8, 10)
    assert result.anxiety.sem == pytest.approx(7.8 * sqrt(10 / 8))
    assert result.avoidance.sem == 7.0


@pytest.mark.parametrize(("form", "skips", "scored"), [("full", 2, True), ("full", 3, False), ("express", 1, True),
                                                       ("express", 2, False)])
def test_a_scale_needs_three_quarters_of_its_answers(form: Form, skips: int, scored: bool) -> None:
    skipped = [(i.id, None) for i in QUIZ.of(form) if i.scale == "anxiety"][:skips]
    result = scoring.score(QUIZ, answers(form, *skipped), form)
    assert (result.anxiety.score is not None) is scored
    assert (result.leaning is not None) is scored
    assert result.avoidance.score == 75


def test_answers_of_another_form_are_left_alone_and_the_last_answer_of_an_item_counts() -> None:
    changed = [Answer("late-reply", 5), *answers("full")]
    assert scoring.score(QUIZ, changed, "express") == scoring.score(QUIZ, answers("express"), "express")


def test_an_option_that_no_button_has_is_an_error() -> None:
    with pytest.raises(ValueError, match="late-reply: option 6"):
        scoring.score(QUIZ, answers("full", ("late-reply", 6)), "full")


# ---------------------------------------------------------------- words for a bar, borders, leanings
def test_zones_are_cut_at_forty_and_sixty() -> None:
    cut = [scoring.zone(score) for score in (0, 39, 40, 60, 61, 100)]
    assert cut == ["lower", "lower", "middle", "middle", "higher", "higher"]


@pytest.mark.parametrize(("anxious", "avoidant", "leaning"), [(4, 2, "a"), (2, 4, "v"), (4, 5, "both"), (2, 1, "low")])
def test_the_leaning_cuts_each_dimension_at_fifty(anxious: int, avoidant: int, leaning: str) -> None:
    assert scoring.score(QUIZ, answers("full", anxiety=anxious, avoidance=avoidant), "full").leaning == leaning


def test_exactly_fifty_counts_as_lower_and_as_near() -> None:
    run = answers("full", ("late-reply", 4), ("flat-voice", 2), anxiety=3, avoidance=1)
    result = scoring.score(QUIZ, run, "full")
    assert (result.anxiety.score, result.leaning, result.near) == (50, "low", ("anxiety",))


def test_near_a_border_is_within_one_sem_of_the_middle_line() -> None:
    near = [scoring.near_border(Measure(3.0, score, 10, 10, 7.8)) for score in (42, 43, 50, 57, 58)]
    assert near == [False, True, True, True, False]
    assert not scoring.near_border(Measure(None, None, 2, 10, None))


def test_a_border_is_named_by_its_scale() -> None:
    result = scoring.score(QUIZ, answers("full", ("late-reply", 4), anxiety=3, avoidance=1), "full")
    assert result.near == ("anxiety",)


def facets(**scores: int | None) -> list[FacetScore]:
    scale = dict(QUIZ.facets)
    return [FacetScore(facet, scale[facet], value, 5, 5) for facet, value in scores.items()]


def test_a_secondary_area_is_high_and_stands_out_from_the_persons_own_mean() -> None:
    assert scoring.secondary(facets(losing=65, reassurance=50, closeness=50, opening=50, leaning=50)) == ("losing",)
    assert scoring.secondary(facets(losing=64, reassurance=50, closeness=50, opening=50, leaning=50)) == ()
    assert scoring.secondary(facets(losing=49, reassurance=10, closeness=10, opening=10, leaning=10)) == ()
    assert scoring.secondary(facets(losing=70, reassurance=90, closeness=80, opening=0, leaning=0)) == (
        "reassurance", "closeness",
    )
    assert scoring.secondary(facets(losing=80, reassurance=None, closeness=None)) == ()


# ---------------------------------------------------------------- quality
def test_a_row_of_eight_is_noted_and_seven_are_not() -> None:
    ids = ordering.order(QUIZ, 7, "full")
    for row in (7, 8):
        run = [Answer(id, 4 if n < row else (n % 3) + 1) for n, id in enumerate(ids)]
        quality = scoring.score(QUIZ, run, "full").quality
        assert (quality.straight_run, quality.all_same) == (row == 8, False)


@pytest.mark.parametrize("option", [1, 3, 5])
def test_all_the_same_is_not_scored(option: int) -> None:
    result = scoring.score(QUIZ, [Answer(i.id, option) for i in QUIZ.of("express")], "express")
    assert result.quality.all_same
    assert (result.anxiety.score, result.avoidance.score, result.leaning, result.near) == (None, None, None, ())
    assert (result.anxiety.answered, result.anxiety.planned) == (6, 6)


@pytest.mark.parametrize(
    ("seconds", "quick"),
    [([1.4] * 12, True), ([1.5] * 12, False), ([0.9] * 7 + [9.0] * 5, True), ([0.9] * 5 + [9.0] * 7, False),
     ([0.2] * 4 + [None] * 8, False)],
)
def test_quick_is_a_low_median_or_half_in_under_a_second(seconds: list[float | None], quick: bool) -> None:
    run = [replace(a, seconds=s) for a, s in zip(answers("express"), seconds, strict=True)]
    assert scoring.score(QUIZ, run, "express").quality.quick is quick


def test_contradiction_widens_the_band_by_half_and_accuses_nobody() -> None:
    run = answers("full", ("days-away", 1), ("busy-week", 1), ("after-quarrel", 1), ("late-reply", 4), anxiety=3)
    assert scoring.score(QUIZ, run, "full").quality.contradictory == ()
    run = answers("full", ("days-away", 3), ("busy-week", 3), ("after-quarrel", 3), anxiety=5)
    result = scoring.score(QUIZ, run, "full")
    assert result.quality.contradictory == ("anxiety",)
    assert result.anxiety.sem == pytest.approx(7.8 * 1.5)
    assert result.avoidance.sem == 7.0
    assert result.leaning == "both"


def test_one_item_alone_is_no_contradiction() -> None:
    run = answers("express", ("days-away", 5), ("busy-week", None), anxiety=5)
    assert scoring.score(QUIZ, run, "express").quality.contradictory == ()


def test_a_pulse_has_a_line_and_no_verdict() -> None:
    result = scoring.score(QUIZ, answers("pulse", anxiety=3, avoidance=5), "pulse")
    assert (result.anxiety.score, result.avoidance.score) == (50, 100)
    assert (result.leaning, result.near, result.secondary) == (None, (), ())


# ---------------------------------------------------------------- change
@pytest.mark.parametrize(
    ("retest", "sem", "s_diff", "possible", "clear", "sure"),
    [(0.80, 9.4, 13.3, 17, 22, 26), (0.84, 8.4, 11.9, 15, 20, 23), (0.86, 7.9, 11.1, 14, 18, 22)],
)
def test_reliable_change_reproduces_the_worked_table(
    retest: float, sem: float, s_diff: float, possible: int, clear: int, sure: int
) -> None:
    one = comparing.change_sem(retest)
    both = comparing.difference_sem(one, one)
    assert (round(one, 1), round(both, 1)) == (sem, s_diff)
    assert [round(z * both) for z in (1.28, 1.645, 1.96)] == [possible, clear, sure]


@pytest.mark.parametrize(
    ("points", "tier"),
    [(0, "same"), (15, "same"), (15.3, "possible"), (19.5, "possible"), (19.6, "clear"), (-15.3, "possible"),
     (-30, "clear")],
)
def test_change_is_told_in_three_tiers(points: float, tier: str) -> None:
    one = comparing.change_sem(0.84)
    assert comparing.change_tier(points, comparing.difference_sem(one, one)) == tier


def test_a_change_has_a_direction_on_each_scale() -> None:
    before = scoring.score(QUIZ, answers("full", anxiety=4, avoidance=2), "full")
    after = scoring.score(QUIZ, answers("full", ("late-reply", 4), anxiety=3, avoidance=2), "full")
    moved = comparing.change(before, after)
    assert moved.anxiety is not None
    assert moved.avoidance is not None
    assert (moved.anxiety.tier, moved.anxiety.direction, moved.anxiety.points) == ("clear", "down", -22.5)
    assert (moved.avoidance.tier, moved.avoidance.direction, moved.avoidance.points) == ("same", "level", 0.0)


def test_the_short_form_needs_a_bigger_change_and_skips_a_bigger_one_still() -> None:
    def tier(form: Form, *but: tuple[str, int | None]) -> str:
        before = scoring.score(QUIZ, answers(form, anxiety=4), form)
        after = scoring.score(QUIZ, answers(form, *but, anxiety=3), form)
        moved = comparing.change(before, after).anxiety
        assert moved is not None
        assert moved.points == -25
        return moved.tier

    assert (tier("full"), tier("express"), tier("express", ("late-reply", None))) == ("clear", "clear", "possible")
    express = comparing.change_sem(0.76)
    assert comparing.difference_sem(express, comparing.change_sem(0.84)) == pytest.approx(13.28, abs=0.01)


def test_what_cannot_be_compared_is_not() -> None:
    full = scoring.score(QUIZ, answers("full"), "full")
    pulse = scoring.score(QUIZ, answers("pulse"), "pulse")
    assert comparing.change(full, pulse).anxiety is None
    assert comparing.change(full, replace(full, version=2)).avoidance is None
    unscored = replace(full, anxiety=Measure(None, None, 2, 10, None))
    assert comparing.change(unscored, full).anxiety is None
    assert comparing.change(unscored, full).avoidance is not None


# ---------------------------------------------------------------- for any answers at all
def sheets(form: Form, *, skips: bool) -> st.SearchStrategy[list[Answer]]:
    option = st.integers(1, 5) | st.none() if skips else st.integers(1, 5)
    ids = [i.id for i in QUIZ.of(form)]
    return st.tuples(*(option for _ in ids)).map(lambda o: [Answer(id, v) for id, v in zip(ids, o, strict=True)])


@settings(deadline=None)
@given(st.sampled_from(FORMS).flatmap(lambda form: st.tuples(st.just(form), sheets(form, skips=True))))
def test_every_number_stays_within_a_hundred_and_the_result_survives_json(run: tuple[Form, list[Answer]]) -> None:
    form, given_answers = run
    result = scoring.score(QUIZ, given_answers, form)
    for measure in (result.anxiety, result.avoidance):
        assert measure.score is None or 0 <= measure.score <= 100
        assert measure.band is None or 0 <= measure.band[0] <= measure.band[1] <= 100
        assert measure.answered <= measure.planned
    assert all(f.score is None or 0 <= f.score <= 100 for f in result.facets)
    assert len(result.secondary) <= 2
    assert result_from(json.loads(json.dumps(asdict(result)))) == result


@settings(deadline=None)
@given(sheets("full", skips=False))
def test_turning_every_answer_round_turns_the_scores_round(run: list[Answer]) -> None:
    turned = [replace(a, option=6 - (a.option or 3)) for a in run]
    one, other = scoring.score(QUIZ, run, "full"), scoring.score(QUIZ, turned, "full")
    for scale in SCALES:
        mean, mirrored = one.measure(scale).mean, other.measure(scale).mean
        assert (mean is None) == (mirrored is None)
        assert mean is None or mirrored is None or mean + mirrored == pytest.approx(6)


@settings(deadline=None)
@given(sheets("full", skips=False), st.sampled_from([i.id for i in QUIZ.items]))
def test_agreeing_more_never_lowers_a_forward_item_nor_raises_a_reversed_one(run: list[Answer], id: str) -> None:
    low, high = ([replace(a, option=o) if a.item == id else a for a in run] for o in (1, 5))
    scale, reverse = QUIZ.item(id).scale, QUIZ.item(id).reverse
    below = scoring.score(QUIZ, low, "full").measure(scale).mean
    above = scoring.score(QUIZ, high, "full").measure(scale).mean
    if below is not None and above is not None:
        assert (above - below) * (-1 if reverse else 1) == pytest.approx(0.4)


@settings(deadline=None)
@given(sheets("full", skips=False), st.sampled_from([i.id for i in QUIZ.items]))
def test_a_skip_never_narrows_a_band(run: list[Answer], id: str) -> None:
    whole = scoring.score(QUIZ, run, "full")
    skipped = scoring.score(QUIZ, [replace(a, option=None) if a.item == id else a for a in run], "full")
    scale = QUIZ.item(id).scale
    before, after = whole.measure(scale).sem, skipped.measure(scale).sem
    if before and after and whole.quality.contradictory == skipped.quality.contradictory:
        assert after > before
