"""Porcelain: a bowl from the side, mended, standing above the words."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, pi, sin
from random import Random

from bot.pictures.looks import Size
from bot.pictures.scenes.scene import Scene, Seam, closed, divider, seam
from bot.pictures.seams import Bowl, Point, crack, path

BOWL = Bowl(x=540, y=268, radius=318, foot=112, height=290, tilt=0.19)
# Where the bowl stands: its scale, and how far it is moved right and down, px. Below, where its divider is, if any.
FRAMES: dict[Size, tuple[float, float, float]] = {
    "portrait": (0.86, 75.6, -16.0),
    "square": (0.52, 259.2, -22.0),
    "story": (0.8, 108.0, 176.0),
}
DIVIDERS: dict[Size, float] = {"portrait": 846.0, "square": 562.0, "story": 1026.0}


def _wall(name: str, walk: Sequence[Point], width: float, tips: Point = (1.0, 0.2)) -> Seam:
    """A seam on the bowl's wall along spots (turn in radians, depth 0 to 1)."""
    return seam(name, BOWL.drawn(walk), width, tips)


def _lip(turn: float, width: float) -> Seam:
    """Where a seam crosses the lip, from its outer to its inner edge."""
    outer, inner = BOWL.place(turn, 0.0), (540 + 305 * sin(turn), 269 + 54 * cos(turn))
    return seam(f"lip{turn}", (outer, inner), width, (1.0, 0.4))


def scene(size: Size) -> Scene:
    """The bowl and its seams; outer and inner wall and lip apart, since each is cut off at its own edge."""
    main = crack("river", (-0.66, 0.0), (0.34, 0.985), wander=0.20)
    second = crack("brook", (0.62, 0.0), main[9], wander=0.24)
    left = crack("left", main[5], (-1.42, 0.50), wander=0.22)
    right = crack("right", second[7], (1.40, 0.34), wander=0.24)
    low = crack("low", main[11], (1.02, 0.80), wander=0.16)
    twig = crack("twig", left[8], (-0.95, 0.83), wander=0.24, halvings=3)
    far = crack("far", (pi - 0.34, 0.0), (pi + 0.30, 0.62), wander=0.20)
    farther = crack("farther", far[6], (pi - 0.85, 0.42), wander=0.24, halvings=3)
    rim = BOWL.drawn([(-0.66 + 1.28 * step / 24, 0.0) for step in range(25)])
    shapes = {
        "bowl": BOWL.outline(),
        "crackle": _crackle(),
        "shard": closed((*rim, *BOWL.drawn(second), *reversed(BOWL.drawn(main[:9])))),
    }
    seams = {
        "outer": (
            _wall("twig", twig, 4.5),
            _wall("left", left, 6.5),
            _wall("right", right, 6.5),
            _wall("low", low, 5.5),
            _wall("brook", second, 8.0, (0.8, 0.9)),
            _wall("river", main, 10.0, (0.8, 0.0)),
        ),
        "inner": (_wall("farther", farther, 4.5), _wall("far", far, 6.5, (0.7, 0.7))),
        "lips": (_lip(-0.66, 7.0), _lip(0.62, 6.0), _lip(pi - 0.34, 4.5)),
        "divider": (divider(540, DIVIDERS[size]),),
    }
    scale, right_by, down_by = FRAMES[size]
    return Scene(shapes, seams, {"scale": scale, "right": right_by, "down": down_by})


def _crackle() -> str:
    """The fine net of the glaze."""
    dice = Random("crackle")
    lines = []
    for at in range(46):
        start = (dice.uniform(-1.45, 1.45), dice.uniform(0.02, 0.95))
        end = (start[0] + dice.uniform(-0.5, 0.5), start[1] + dice.uniform(-0.25, 0.25))
        lines.append(path(BOWL.drawn(crack(f"net{at}", start, end, wander=0.3, halvings=2))))
    return "".join(lines)
