"""What moved between two runs of the attachment questionnaire, and how sure that is: pure arithmetic.

It uses the retest formula of Jacobson and Truax (1991), SEM = SD * sqrt(1 - r), with SD 21 and r .84 (ten items a
scale) or .76 (six).
"""

from math import sqrt

from bot.domain.quiz import Change, Direction, Form, Result, Scale, ScaleChange, Tier
from bot.flows.scoring import to_hundred, widening

RETEST_SD = 21.0
RETEST: dict[Form, float] = {"full": 0.84, "express": 0.76}
Z_POSSIBLE, Z_CLEAR = 1.28, 1.645


def change_sem(retest: float) -> float:
    """One SEM on 0-100 between runs weeks apart, from the retest correlation."""
    return RETEST_SD * sqrt(1 - retest)


def difference_sem(before: float, after: float) -> float:
    """The standard error of a difference, from the SEMs of its two runs."""
    return sqrt(before**2 + after**2)


def change(before: Result, after: Result) -> Change:
    """What moved between two runs. A pulse, another version or an unscored scale is not compared."""
    if before.version != after.version or "pulse" in (before.form, after.form):
        return Change(None, None)
    return Change(_moved("anxiety", before, after), _moved("avoidance", before, after))


def _moved(scale: Scale, before: Result, after: Result) -> ScaleChange | None:
    old, new = before.measure(scale).mean, after.measure(scale).mean
    if old is None or new is None:
        return None
    points = to_hundred(new) - to_hundred(old)
    tier = change_tier(points, difference_sem(_run_sem(scale, before), _run_sem(scale, after)))
    direction: Direction = "level" if abs(points) < 1e-9 else "up" if points > 0 else "down"
    return ScaleChange(tier, direction, round(points, 1))


def _run_sem(scale: Scale, result: Result) -> float:
    measure = result.measure(scale)
    contradictory = scale in result.quality.contradictory
    return change_sem(RETEST[result.form]) * widening(measure.planned, measure.answered, contradictory)


def change_tier(points: float, s_diff: float) -> Tier:
    """Under 80 % "same", from there "possible", over 90 % "clear"."""
    if abs(points) > Z_CLEAR * s_diff:
        return "clear"
    return "possible" if abs(points) >= Z_POSSIBLE * s_diff else "same"
