"""What the cards show behind their words: a mended bowl on porcelain, and a mended black tile. Drawn once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import pi
from random import Random

from bot.pictures.seams import Bowl, Point, crack, path, ribbon, smooth


@dataclass(frozen=True, slots=True)
class Seam:
    """A filled break: the ribbon of gold, and the line along its middle where the light catches."""

    body: str
    glint: str


@dataclass(frozen=True, slots=True)
class Scene:
    """Named outlines (path data) and the seams in front of them."""

    shapes: dict[str, str]
    seams: tuple[Seam, ...]
    inner: tuple[Seam, ...] = ()


BOWL = Bowl(x=540, y=268, radius=318, foot=112, height=290, tilt=0.19)


def _seam(seed: str, points: tuple[Point, ...], width: float, tips: Point = (1.0, 0.25)) -> Seam:
    fine = smooth(points)
    lit = tuple((x - 0.22 * width, y - 0.18 * width) for x, y in fine)
    return Seam(ribbon(fine, width, seed=seed, tips=tips), ribbon(lit, width * 0.2, seed=seed + "lit", tips=(0.5, 0.0)))


def _wall(seed: str, start: Point, end: Point, width: float, *, wander: float = 0.22, tips: Point = (1.0, 0.25)) -> Seam:
    """A seam on the bowl's wall between two spots (turn in radians, depth 0 to 1)."""
    return _seam(seed, BOWL.drawn(crack(seed, start, end, wander=wander, halvings=4)), width, tips)


@cache
def scenery(design: str) -> Scene:
    """The scene of a design. Raises KeyError for a design that we do not have."""
    return {"porcelain": _porcelain, "ink": _ink}[design]()


def _porcelain() -> Scene:
    outer = (
        _wall("first", (-0.62, 0.0), (0.18, 0.97), 8.5, tips=(1.0, 0.7)),
        _wall("second", (0.72, 0.0), (-0.02, 0.55), 7.5, tips=(1.0, 0.8)),
        _wall("third", (-0.30, 0.38), (-1.20, 0.62), 5.5),
        _wall("fourth", (0.50, 0.22), (1.25, 0.46), 5.5),
        _wall("fifth", (0.10, 0.66), (0.72, 0.90), 4.5),
    )
    inner = (
        _wall("sixth", (pi - 0.50, 0.0), (pi + 0.25, 0.6), 5.5),
        _wall("seventh", (pi + 0.85, 0.0), (pi + 0.35, 0.35), 4.5),
    )
    shapes = {"bowl": BOWL.outline(), "crackle": _crackle()}
    return Scene(shapes, outer, inner)


def _crackle() -> str:
    """The fine net of the glaze."""
    dice = Random("crackle")
    lines = []
    for at in range(46):
        start = (dice.uniform(-1.45, 1.45), dice.uniform(0.02, 0.95))
        end = (start[0] + dice.uniform(-0.5, 0.5), start[1] + dice.uniform(-0.25, 0.25))
        lines.append(path(BOWL.drawn(crack(f"net{at}", start, end, wander=0.3, halvings=2))))
    return "".join(lines)


def _ink() -> Scene:
    first = crack("north", (-20.0, 560.0), (1100.0, 640.0), wander=0.10, halvings=5)
    second = crack("south", (1100.0, 890.0), (-20.0, 1150.0), wander=0.10, halvings=5)
    seams = [_seam("north", first, 11, (1.0, 1.0)), _seam("south", second, 10, (1.0, 1.0))]
    for at, (start, end, width) in enumerate(
        (
            (first[20], (900.0, -20.0), 8.0),
            (first[24], (1100.0, 760.0), 6.0),
            (second[10], (860.0, 1370.0), 6.5),
        )
    ):
        seams.append(_seam(f"branch{at}", crack(f"branch{at}", start, end, wander=0.14, halvings=4), width))
    middle = path((*first, *second)) + "Z"
    lower = path((*second, (-20.0, 1370.0), (1100.0, 1370.0))) + "Z"
    return Scene({"middle": middle, "lower": lower}, tuple(seams))
