"""Fifty cracks of a bowl seen from above: a tree that grows from its heart to its rim, one ring a step. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import cos, hypot, pi, sin, tau
from random import Random

from bot.pictures.seams import Point, crack, ribbon, smooth

# Days of each step, from the heart outwards, and where each ring ends as a share of the rim's radius.
DAYS = (3, 7, 7, 8, 10, 15)
ENDS = (0.25, 0.42, 0.57, 0.715, 0.86, 1.0)
# The lip is a little wider than the hollow, and the last cracks run across it.
LIP = 1.028
X, Y, RADIUS = 540.0, 486.0, 452.0
# How much of a circle is seen upright, and how far the heart lies below the rim, both as shares of the radius.
TILT, SUNK, HOLLOW = 0.79, 0.205, 2.3
# The longest bridge between two cracks, as a share of the radius.
BRIDGE = 0.38

Walk = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Crack:
    """The crack of one day, 1 to 50: its step (1 to 6), its seam of gold, where light catches it, and its hairline."""

    day: int
    step: int
    body: str
    glint: str
    halo: str
    hair: str
    middle: Point


def place(spot: Point) -> Point:
    """Where a spot of the inner wall, in shares of the rim's radius from the axis, is seen on the picture in px."""
    deep = SUNK * max(0.0, 1 - hypot(*spot) ** HOLLOW)
    return (X + RADIUS * spot[0], Y + RADIUS * (TILT * spot[1] + deep))


def ring(radius: float, points: int = 96) -> tuple[Point, ...]:
    """A circle of the inner wall, at a share of the rim's radius, as it is seen."""
    turns = [tau * at / points for at in range(points)]
    return tuple(place((radius * cos(turn), radius * sin(turn))) for turn in turns)


@lru_cache(maxsize=64)
def cracks(seed: int) -> tuple[Crack, ...]:
    """The fifty cracks of a seed in the order of their days: always the same for the same seed."""
    dice = Random(f"bowl {seed}")
    rings = _rings(seed, dice)
    starts = {walk[0] for ring_ in rings for walk in ring_}
    found: list[Crack] = []
    for step, walks in enumerate(rings, start=1):
        order = list(range(len(walks)))
        dice.shuffle(order)
        for at in order:
            walk = walks[at]
            beside = walks[(at + 1) % len(walks)] if at % 3 == 1 or (step == len(DAYS) and at % 2) else None
            goes_on = step == len(DAYS) or walk[-1] in starts
            found.append(_crack(f"{seed} {len(found) + 1}", len(found) + 1, step, walk, beside, goes_on))
    return tuple(found)


def _rings(seed: int, dice: Random) -> list[list[Walk]]:
    """Where the cracks of each step run: each begins at the nearest end of the step before."""
    ends = [(dice.uniform(-0.035, 0.035), dice.uniform(-0.035, 0.035))]
    found: list[list[Walk]] = []
    turned = dice.uniform(0, tau)
    for step, count in enumerate(DAYS, start=1):
        turned += dice.uniform(0.25, 0.75) * tau / count
        tips = [_tip(dice, step, turned + tau * at / count, count) for at in range(count)]
        found.append([_walk(seed, step, at, _nearest(ends, tip), tip) for at, tip in enumerate(tips)])
        ends = tips
    return found


def _tip(dice: Random, step: int, turn: float, count: int) -> Point:
    turn += dice.uniform(-0.24, 0.24) * tau / count
    radius = ENDS[step - 1] + dice.uniform(-0.03, 0.03) if step < len(DAYS) else LIP
    return (radius * cos(turn), radius * sin(turn))


def _nearest(ends: list[Point], tip: Point) -> Point:
    return min(ends, key=lambda end: _far(end, tip))


def _far(first: Point, second: Point) -> float:
    return hypot(first[0] - second[0], first[1] - second[1])


def _walk(seed: int, step: int, at: int, start: Point, end: Point) -> Walk:
    return crack(f"{seed} {step} {at}", start, end, wander=0.15, halvings=3 if step > 1 else 4)


def _crack(name: str, day: int, step: int, walk: Walk, beside: Walk | None, goes_on: bool) -> Crack:
    """A crack with its side crack: a bridge to the one beside it, where there is one, or else a twig."""
    dice = Random(name)
    width = 10.5 - 0.75 * step + dice.uniform(-0.6, 0.6)
    at = len(walk) // 2 + dice.randint(-1, 1)
    if beside is not None and _far(walk[at], beside[-3]) < BRIDGE:
        side, ends = crack(name + "bridge", walk[at], beside[-3], wander=0.14, halvings=3), (0.9, 0.5)
    else:
        bend, length = dice.choice((-1, 1)) * dice.uniform(0.5, 0.85), dice.uniform(0.07, 0.13)
        side, ends = _twig(name, walk, at, bend, length), (0.9, 0.0)
    tips = (0.85, 0.85 if goes_on else 0.1)
    return Crack(
        day,
        step,
        _seam(name, walk, width, tips) + _seam(name + "t", side, width * 0.6, ends),
        _glint(name, walk, width),
        _seam(name, walk, width * 1.9, tips) + _seam(name + "t", side, width * 1.3, ends),
        _seam(name, walk, 2.3, (1.0, 0.8)) + _seam(name + "t", side, 1.6, (1.0, 0.4)),
        place(walk[len(walk) // 2]),
    )


def _twig(name: str, walk: Walk, at: int, aside: float, length: float) -> Walk:
    """A short side crack, leaving outwards at an angle (radians), as long as a share of the radius."""
    (x, y), (ahead, beyond) = walk[at], walk[min(at + 2, len(walk) - 1)]
    far = hypot(ahead - x, beyond - y) or 1.0
    east, south = (ahead - x) / far, (beyond - y) / far
    tip = (x + length * (east * cos(aside) - south * sin(aside)), y + length * (east * sin(aside) + south * cos(aside)))
    reach = hypot(*tip)
    tip = tip if reach < 0.985 else (tip[0] / reach * 0.985, tip[1] / reach * 0.985)
    return crack(name + "twig", (x, y), tip, wander=0.22, halvings=2)


def _seam(name: str, walk: Walk, width: float, tips: Point) -> str:
    return ribbon(smooth(tuple(place(spot) for spot in walk)), width, seed=name, tips=tips)


def _glint(name: str, walk: Walk, width: float) -> str:
    lit = tuple((x - 0.2 * width, y - 0.2 * width) for x, y in smooth(tuple(place(spot) for spot in walk)))
    return ribbon(lit, width * 0.2, seed=name + "lit", tips=(0.5, 0.2))


def glaze(lines: int = 60) -> tuple[tuple[Point, ...], ...]:
    """The fine net of the glaze, the same on every bowl."""
    dice = Random("glaze")
    found = []
    for at in range(lines):
        turn, radius = dice.uniform(0, 2 * pi), dice.uniform(0.05, 0.93) ** 0.6
        start = (radius * cos(turn), radius * sin(turn))
        bend, length = dice.uniform(0, tau), dice.uniform(0.1, 0.3)
        end = (start[0] + length * cos(bend), start[1] + length * sin(bend))
        if hypot(*start) < 0.97 and hypot(*end) < 0.97:
            found.append(tuple(place(spot) for spot in crack(f"glaze{at}", start, end, wander=0.25, halvings=2)))
    return tuple(found)
