"""Gold: how a crack wanders, and the ribbon of lacquer and gold that fills it. Pure, the same for the same seed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, hypot, pi, sin
from random import Random

Point = tuple[float, float]


def crack(seed: str, start: Point, end: Point, *, wander: float, halvings: int = 4) -> tuple[Point, ...]:
    """A crack from start to end by midpoint displacement: `wander` is the first bend as a share of its length."""
    dice = Random(seed)
    points = [start, end]
    for _ in range(halvings):
        bent = [points[0]]
        for first, second in pairwise(points):
            share = 0.5 + (dice.random() - 0.5) * 0.3
            dx, dy = second[0] - first[0], second[1] - first[1]
            off = (dice.random() * 2 - 1) * wander
            bent.append((first[0] + dx * share - dy * off, first[1] + dy * share + dx * off))
            bent.append(second)
        points = bent
    return tuple(points)


def smooth(points: Sequence[Point], parts: int = 3, tension: float = 0.22) -> tuple[Point, ...]:
    """More points on a curve through the given ones; the corners stay felt, as lacquer rounds a break."""
    found: list[Point] = []
    for at in range(len(points) - 1):
        before, first = points[max(at - 1, 0)], points[at]
        second, after = points[at + 1], points[min(at + 2, len(points) - 1)]
        for part in range(parts):
            found.append(_hermite(before, first, second, after, part / parts, tension))
    return (*found, points[-1])


def _hermite(before: Point, first: Point, second: Point, after: Point, t: float, tension: float) -> Point:
    a, b = 2 * t**3 - 3 * t**2 + 1, t**3 - 2 * t**2 + t
    c, d = -2 * t**3 + 3 * t**2, t**3 - t**2
    x, y = (
        a * first[axis]
        + b * tension * (second[axis] - before[axis])
        + c * second[axis]
        + d * tension * (after[axis] - first[axis])
        for axis in (0, 1)
    )
    return (x, y)


def ribbon(points: Sequence[Point], width: float, *, seed: str, tips: Point = (1.0, 1.0)) -> str:
    """Path data of a seam `width` px wide that swells and thins; `tips` are the shares of width at its two ends."""
    dice = Random(seed)
    waves = [(dice.uniform(0.5, 2.2), dice.uniform(0, 2 * pi)) for _ in range(3)]
    left: list[Point] = []
    right: list[Point] = []
    walked = 0.0
    for at, (x, y) in enumerate(points):
        before, after = points[max(at - 1, 0)], points[min(at + 1, len(points) - 1)]
        dx, dy = after[0] - before[0], after[1] - before[1]
        length = hypot(dx, dy) or 1.0
        walked += hypot(x - before[0], y - before[1])
        swell = 1 + sum(0.13 * sin(walked / 34 * pace + phase) for pace, phase in waves)
        along = at / max(len(points) - 1, 1)
        half = width / 2 * swell * _tip(along, tips)
        left.append((x - dy / length * half, y + dx / length * half))
        right.append((x + dy / length * half, y - dx / length * half))
    return path((*left, *reversed(right))) + "Z"


def _tip(along: float, tips: Point) -> float:
    """Full width in the middle, the tips' share at the ends, an easy slope between."""
    first = tips[0] + (1 - tips[0]) * min(1.0, along / 0.55) ** 0.7
    last = tips[1] + (1 - tips[1]) * min(1.0, (1 - along) / 0.55) ** 0.7
    return float(min(first, last))


def path(points: Sequence[Point]) -> str:
    """Path data of straight parts through the points, to a tenth of a pixel."""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)


@dataclass(frozen=True, slots=True)
class Bowl:
    """A bowl of revolution seen a little from above: centre of its rim, its radii and its height in px."""

    x: float
    y: float
    radius: float
    foot: float
    height: float
    tilt: float
    belly: float = 2.4

    def reach(self, depth: float) -> float:
        """Radius in px at a depth from 0 (rim) to 1 (foot)."""
        return self.foot + (self.radius - self.foot) * float(max(0.0, 1 - depth**self.belly) ** 0.6)

    def place(self, turn: float, depth: float) -> Point:
        """Where a spot of the wall is seen: turn in radians (0 faces us, pi is the far side), depth 0 to 1."""
        reach = self.reach(depth)
        return (self.x + reach * sin(turn), self.y + self.height * depth + self.tilt * reach * cos(turn))

    def drawn(self, points: Sequence[Point]) -> tuple[Point, ...]:
        """Points of the wall (turn, depth) as points of the picture."""
        return tuple(self.place(turn, min(max(depth, 0.0), 1.0)) for turn, depth in points)

    def outline(self) -> str:
        """Path data of the outer wall below the rim."""
        steps = [step / 24 for step in range(25)]
        left = [self.place(-pi / 2, depth) for depth in steps]
        base = [self.place(-pi / 2 + pi * step / 12, 1.0) for step in range(13)]
        right = [self.place(pi / 2, depth) for depth in reversed(steps)]
        rim = [self.place(pi / 2 - pi * step / 36, 0.0) for step in range(37)]
        return path((*left, *base, *right, *rim)) + "Z"
