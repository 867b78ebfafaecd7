"""What stands behind a card's words: outlines, and seams of gold in front of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from random import Random

from bot.pictures.seams import Point, crack, path, ribbon, smooth


@dataclass(frozen=True, slots=True)
class Seam:
    """A filled break: the ribbon of gold, and the line along its middle where the light catches."""

    body: str
    glint: str


@dataclass(frozen=True, slots=True)
class Scene:
    """Named outlines (path data), named groups of seams, and named numbers in px for what a template draws itself."""

    shapes: dict[str, str]
    seams: dict[str, tuple[Seam, ...]]
    at: dict[str, float] = field(default_factory=dict)
    dust: tuple[tuple[float, float, float], ...] = ()


def seam(name: str, points: Sequence[Point], width: float, tips: Point = (1.0, 0.25)) -> Seam:
    """Gold along points, `width` px wide; `tips` are the shares of width at its two ends."""
    fine = smooth(points)
    lit = tuple((x - 0.22 * width, y - 0.18 * width) for x, y in fine)
    return Seam(ribbon(fine, width, seed=name, tips=tips), ribbon(lit, width * 0.2, seed=name + "lit", tips=(0.5, 0.0)))


def course(name: str, stops: Sequence[Point], *, wander: float, halvings: int = 3) -> tuple[Point, ...]:
    """A crack that runs through each of its stops."""
    found: list[Point] = []
    for number, (first, second) in enumerate(pairwise(stops)):
        found += crack(f"{name} {number}", first, second, wander=wander, halvings=halvings)[:-1]
    return (*found, stops[-1])


def divider(x: float, y: float, length: float = 230.0) -> Seam:
    """A short seam between two parts of the words, its middle at a point."""
    half = length / 2
    return seam("divider", crack("divider", (x - half, y), (x + half, y), wander=0.10), 6.0, (0.0, 0.0))


def dust(name: str, count: int, box: tuple[float, float, float, float]) -> tuple[tuple[float, float, float], ...]:
    """Specks of gold (x, y, radius in px), thicker towards the middle of a box (left, top, right, bottom)."""
    dice = Random(name)
    left, top, right, bottom = box
    return tuple(
        (
            round(dice.triangular(left, right), 1),
            round(dice.triangular(top, bottom), 1),
            round(dice.uniform(0.9, 2.6), 1),
        )
        for _ in range(count)
    )


def closed(points: Sequence[Point]) -> str:
    """Path data of a closed outline."""
    return path(points) + "Z"
