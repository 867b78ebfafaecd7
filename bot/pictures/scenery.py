"""What the cards show behind their words: a mended bowl on porcelain, and a mended black tile. Drawn once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import cos, pi, sin
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
    lips: tuple[Seam, ...] = ()
    divider: Seam | None = None


BOWL = Bowl(x=540, y=268, radius=318, foot=112, height=290, tilt=0.19)


def _seam(seed: str, points: tuple[Point, ...], width: float, tips: Point = (1.0, 0.25)) -> Seam:
    fine = smooth(points)
    lit = tuple((x - 0.22 * width, y - 0.18 * width) for x, y in fine)
    return Seam(ribbon(fine, width, seed=seed, tips=tips), ribbon(lit, width * 0.2, seed=seed + "lit", tips=(0.5, 0.0)))


def _wall(seed: str, walk: Sequence[Point], width: float, tips: Point = (1.0, 0.2)) -> Seam:
    """A seam on the bowl's wall along spots (turn in radians, depth 0 to 1)."""
    return _seam(seed, BOWL.drawn(walk), width, tips)


def _lip(turn: float, width: float) -> Seam:
    """Where a seam crosses the lip, from its outer to its inner edge."""
    outer, inner = BOWL.place(turn, 0.0), (540 + 305 * sin(turn), 269 + 54 * cos(turn))
    return _seam(f"lip{turn}", (outer, inner), width, (1.0, 1.0))


@cache
def scenery(design: str) -> Scene:
    """The scene of a design. Raises KeyError for a design that we do not have."""
    return {"porcelain": _porcelain, "ink": _ink}[design]()


def _porcelain() -> Scene:
    main = crack("river", (-0.66, 0.0), (0.34, 0.985), wander=0.20)
    second = crack("brook", (0.62, 0.0), main[9], wander=0.24)
    left = crack("left", main[5], (-1.42, 0.50), wander=0.22)
    right = crack("right", second[7], (1.40, 0.34), wander=0.24)
    low = crack("low", main[11], (1.02, 0.80), wander=0.16)
    twig = crack("twig", left[8], (-0.95, 0.83), wander=0.24, halvings=3)
    far = crack("far", (pi - 0.34, 0.0), (pi + 0.30, 0.62), wander=0.20)
    farther = crack("farther", far[6], (pi - 0.85, 0.42), wander=0.24, halvings=3)
    outer = (
        _wall("twig", twig, 4.5),
        _wall("left", left, 6.5),
        _wall("right", right, 6.5),
        _wall("low", low, 5.5),
        _wall("brook", second, 8.0, (0.8, 0.9)),
        _wall("river", main, 10.0, (0.8, 0.0)),
    )
    inner = (_wall("farther", farther, 4.5), _wall("far", far, 6.5, (0.7, 0.7)))
    lips = (_lip(-0.66, 7.0), _lip(0.62, 6.0), _lip(pi - 0.34, 4.5))
    rim = BOWL.drawn([(-0.66 + 1.28 * step / 24, 0.0) for step in range(25)])
    shapes = {
        "bowl": BOWL.outline(),
        "crackle": _crackle(),
        "shard": path((*rim, *BOWL.drawn(second), *reversed(BOWL.drawn(main[:9])))) + "Z",
    }
    return Scene(shapes, outer, inner, lips, _divider((425.0, 962.0), (655.0, 962.0)))


def _divider(start: Point, end: Point) -> Seam:
    return _seam("divider", crack("divider", start, end, wander=0.10), 6.0, (0.0, 0.0))


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
    north = crack("north", (-20.0, 598.0), (1100.0, 640.0), wander=0.055, halvings=5)
    south = crack("south", (1100.0, 900.0), (-20.0, 936.0), wander=0.05, halvings=5)
    corner = crack("corner", (640.0, -20.0), (1100.0, 205.0), wander=0.12, halvings=4)
    cross = crack("cross", north[24], south[5], wander=0.16, halvings=4)
    fall = crack("fall", south[9], (905.0, 1370.0), wander=0.12, halvings=4)
    twig = crack("twig", cross[7], (1100.0, 800.0), wander=0.18, halvings=3)
    sprig = crack("sprig", fall[7], (1100.0, 1210.0), wander=0.14, halvings=4)
    spur = crack("spur", corner[8], (985.0, -20.0), wander=0.16, halvings=3)
    seams = (
        _seam("twig", twig, 5.0),
        _seam("sprig", sprig, 6.0, (1.0, 0.6)),
        _seam("spur", spur, 4.5, (1.0, 0.5)),
        _seam("cross", cross, 7.5, (1.0, 0.9)),
        _seam("fall", fall, 8.0, (1.0, 0.9)),
        _seam("corner", corner, 9.0, (1.0, 1.0)),
        _seam("south", south, 11.0, (1.0, 1.0)),
        _seam("north", north, 12.0, (1.0, 1.0)),
    )
    edge = (1100.0, 1370.0)
    shapes = {
        "corner": path((*corner, (1100.0, -20.0))) + "Z",
        "middle": path((*north, *south)) + "Z",
        "slip": path((*north[24:], *south[:6], *reversed(cross))) + "Z",
        "lower": path((*south, (-20.0, 1370.0), edge)) + "Z",
        "last": path((*fall, edge, *south[:9])) + "Z",
    }
    return Scene(shapes, seams)
