"""Scores, bands and quality of one run of the attachment questionnaire: pure arithmetic.

Where the numbers come from. One SEM on 0-100 is 7.8 / 7.0 (anxiety / avoidance) for ten items and 10.0 / 9.0 for six,
from random item draws out of 39,057 public answer sheets of a longer questionnaire; it follows 1/sqrt(items), so a
skipped item widens it by sqrt(planned / answered).
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from math import ceil, floor, sqrt
from statistics import fmean, median

from bot.domain.quiz import (
    SCALES,
    Answer,
    FacetScore,
    Form,
    Item,
    Leaning,
    Measure,
    Quality,
    Quiz,
    Result,
    Scale,
    Zone,
)

BORDER = 50
ENOUGH = 0.75
SEM: dict[Scale, dict[int, float]] = {"anxiety": {10: 7.8, 6: 10.0}, "avoidance": {10: 7.0, 6: 9.0}}
CONTRADICTORY_WIDENING = 1.5
CONTRADICTORY_GAP = 2.0
STRAIGHT_RUN = 8
QUICK_MEDIAN, QUICK_ONE = 1.5, 1.0
TIMED_AT_LEAST = 5
SECONDARY_FLOOR, SECONDARY_ABOVE, SECONDARY_MOST = 50, 15, 2


def score(quiz: Quiz, answers: Sequence[Answer], form: Form) -> Result:
    """The result of a run. `answers` in the order given: those of other forms are ignored, an item's last one counts.

    Nothing is scored when every answer is the same. A pulse has scores, but no leaning, border or secondary area.
    """
    items = {item.id: item for item in quiz.of(form)}
    given = tuple({a.item: a for a in answers if a.item in items}.values())
    points = {a.item: _recoded(items[a.item], a.option, quiz.options) for a in given if a.option is not None}
    quality = _quality(items, given, points)
    counted = {} if quality.all_same else points
    anxiety, avoidance = (_measure(scale, items.values(), points, counted, quality) for scale in SCALES)
    facets = tuple(_facet(facet, scale, items.values(), points, counted) for facet, scale in quiz.facets)
    verdict = form != "pulse"
    return Result(
        form=form,
        anxiety=anxiety,
        avoidance=avoidance,
        facets=facets,
        leaning=leaning(anxiety, avoidance) if verdict else None,
        near=_near(anxiety, avoidance) if verdict else (),
        secondary=secondary(facets) if verdict else (),
        quality=quality,
        version=quiz.version,
    )


def _recoded(item: Item, option: int, options: int) -> int:
    if not 1 <= option <= options:
        raise ValueError(f"{item.id}: option {option} is not in 1..{options}")
    return options + 1 - option if item.reverse else option


def to_hundred(mean: float) -> float:
    """A mean on 1-5 as 0-100."""
    return (mean - 1) / 4 * 100


def whole(mean: float) -> int:
    """A mean on 1-5 as a whole number of 0-100."""
    # Halves go up, whatever the neighbour; the tiny amount is for means such as 2.3 that binary cannot hold.
    return floor(to_hundred(mean) + 0.5 + 1e-9)


def _measure(
    scale: Scale, items: Iterable[Item], points: dict[str, int], counted: dict[str, int], quality: Quality
) -> Measure:
    asked = [item.id for item in items if item.scale == scale]
    answered = sum(id in points for id in asked)
    values = [counted[id] for id in asked if id in counted]
    if not values or len(values) < ceil(ENOUGH * len(asked)):
        return Measure(None, None, answered, len(asked), None)
    mean = fmean(values)
    sem = base_sem(scale, len(asked)) * widening(len(asked), len(values), scale in quality.contradictory)
    return Measure(mean, whole(mean), answered, len(asked), sem)


def base_sem(scale: Scale, planned: int) -> float:
    """One SEM on 0-100 with every item answered; lengths that were not studied follow 1/sqrt(items) from six."""
    table = SEM[scale]
    return table[planned] if planned in table else table[6] * sqrt(6 / planned)


def widening(planned: int, answered: int, contradictory: bool) -> float:
    """How much wider than usual a band is: skipped items by sqrt(planned / answered), contradiction by 1.5."""
    return sqrt(planned / answered) * (CONTRADICTORY_WIDENING if contradictory else 1.0)


def _facet(
    facet: str, scale: Scale, items: Iterable[Item], points: dict[str, int], counted: dict[str, int]
) -> FacetScore:
    asked = [item.id for item in items if item.facet == facet]
    values = [counted[id] for id in asked if id in counted]
    enough = bool(values) and len(values) >= ceil(ENOUGH * len(asked))
    answered = sum(id in points for id in asked)
    return FacetScore(facet, scale, whole(fmean(values)) if enough else None, answered, len(asked))


def zone(score: int) -> Zone:
    """The word for a bar: 0-39 lower, 40-60 middle, 61-100 higher. It describes the bar only, never a person."""
    if score < 40:
        return "lower"
    return "middle" if score <= 60 else "higher"


def leaning(anxiety: Measure, avoidance: Measure) -> Leaning | None:
    """Which side of the middle line both scales are on; exactly 50 counts as lower. None when one is not scored."""
    if anxiety.score is None or avoidance.score is None:
        return None
    match anxiety.score > BORDER, avoidance.score > BORDER:
        case True, True:
            return "both"
        case True, False:
            return "a"
        case False, True:
            return "v"
        case _:
            return "low"


def _near(anxiety: Measure, avoidance: Measure) -> tuple[Scale, ...]:
    pairs: tuple[tuple[Scale, Measure], ...] = (("anxiety", anxiety), ("avoidance", avoidance))
    return tuple(scale for scale, measure in pairs if near_border(measure))


def near_border(measure: Measure) -> bool:
    """Whether the middle line lies within one SEM of the score."""
    return measure.score is not None and measure.sem is not None and abs(measure.score - BORDER) <= measure.sem


def secondary(facets: Sequence[FacetScore]) -> tuple[str, ...]:
    """At most two facets that are at 50 or more, and 15 or more above the mean of this person's other facets."""
    known = {f.facet: f.score for f in facets if f.score is not None}
    above = {}
    for facet, value in known.items():
        others = [v for other, v in known.items() if other != facet]
        if others and value >= SECONDARY_FLOOR and value - fmean(others) >= SECONDARY_ABOVE:
            above[facet] = value - fmean(others)
    return tuple(sorted(above, key=lambda facet: -above[facet])[:SECONDARY_MOST])


def _quality(items: dict[str, Item], given: Sequence[Answer], points: dict[str, int]) -> Quality:
    contradictory = tuple(scale for scale in SCALES if _contradictory(scale, items, points))
    return replace(manner(given), contradictory=contradictory)


def manner(given: Sequence[Answer]) -> Quality:
    """How answers were given, in the order given: long runs of one answer, nothing but one answer, too quick."""
    options = [a.option for a in given if a.option is not None]
    longest = max((len(list(run)) for _, run in groupby(options)), default=0)
    return Quality(
        straight_run=longest >= STRAIGHT_RUN,
        all_same=longest >= STRAIGHT_RUN and longest == len(options),
        quick=_quick([a.seconds for a in given if a.option is not None and a.seconds is not None]),
    )


def _quick(seconds: Sequence[float]) -> bool:
    if len(seconds) < TIMED_AT_LEAST:
        return False
    return median(seconds) < QUICK_MEDIAN or sum(s < QUICK_ONE for s in seconds) > len(seconds) / 2


def _contradictory(scale: Scale, items: dict[str, Item], points: dict[str, int]) -> bool:
    forward = [v for id, v in points.items() if items[id].scale == scale and not items[id].reverse]
    reverse = [v for id, v in points.items() if items[id].scale == scale and items[id].reverse]
    # One item alone against the rest is a difference of opinion, not a contradiction.
    if min(len(forward), len(reverse)) < 2:
        return False
    return abs(fmean(forward) - fmean(reverse)) >= CONTRADICTORY_GAP
