"""Ink: a tile of dark or pale stone, broken into fields by long seams that run from edge to edge."""

from __future__ import annotations

from bot.pictures.looks import SIZES, Size
from bot.pictures.scenes.scene import Scene, closed, seam
from bot.pictures.seams import Point, crack

# How far a seam runs over the edge, px.
OVER = 20.0


def scene(size: Size) -> Scene:
    """The tile's fields and the seams between them."""
    if size == "square":
        return _square()
    if size == "portrait":
        return _rows(size, (548, 590), (866, 902), corner=(640, 205), foot=905, twig=760, sprig=1190)
    return _rows(size, (866, 906), (1222, 1260), corner=(560, 330), foot=880, twig=1100, sprig=1560)


def _rows(
    size: Size,
    north: tuple[float, float],
    south: tuple[float, float],
    *,
    corner: Point,
    foot: float,
    twig: float,
    sprig: float,
) -> Scene:
    """Three fields one below the other, cut again at the right: heights at both edges, px, and where the others end."""
    width, height = SIZES[size]
    right, below = width + OVER, height + OVER
    top = crack("north", (-OVER, north[0]), (right, north[1]), wander=0.055, halvings=5)
    low = crack("south", (right, south[0]), (-OVER, south[1]), wander=0.05, halvings=5)
    chip = crack("corner", (corner[0], -OVER), (right, corner[1]), wander=0.12)
    cross = crack("cross", top[24], low[5], wander=0.16)
    fall = crack("fall", low[9], (foot, below), wander=0.12)
    seams = (
        seam("twig", crack("twig", cross[7], (right, twig), wander=0.18, halvings=3), 5.0),
        seam("sprig", crack("sprig", fall[7], (right, sprig), wander=0.14), 6.0, (1.0, 0.6)),
        seam("spur", crack("spur", chip[8], (985.0, -OVER), wander=0.16, halvings=3), 4.5, (1.0, 0.5)),
        seam("cross", cross, 7.5, (1.0, 0.9)),
        seam("fall", fall, 8.0, (1.0, 0.9)),
        seam("corner", chip, 9.0, (1.0, 1.0)),
        seam("south", low, 11.0, (1.0, 1.0)),
        seam("north", top, 12.0, (1.0, 1.0)),
    )
    shapes = {
        "corner": closed((*chip, (right, -OVER))),
        "middle": closed((*top, *low)),
        "slip": closed((*top[24:], *low[:6], *reversed(cross))),
        "lower": closed((*low, (-OVER, below), (right, below))),
        "last": closed((*fall, (right, below), *low[:9])),
    }
    return Scene(shapes, {"gold": seams})


def _square() -> Scene:
    """One field above and two below it, side by side."""
    width, height = SIZES["square"]
    right, below = width + OVER, height + OVER
    top = crack("west", (-OVER, 442.0), (right, 476.0), wander=0.05, halvings=5)
    middle = min(range(len(top)), key=lambda at: abs(top[at][0] - 566))
    fall = crack("down", top[middle], (556.0, below), wander=0.06)
    chip = crack("corner", (700.0, -OVER), (right, 170.0), wander=0.12)
    foot = crack("foot", (640.0, below), (right, 950.0), wander=0.1)
    seams = (
        seam("spur", crack("spur", chip[8], (990.0, -OVER), wander=0.16, halvings=3), 4.5, (1.0, 0.5)),
        seam("twig", crack("twig", top[27], (right, 570.0), wander=0.2, halvings=3), 4.5, (1.0, 0.5)),
        seam("sprig", crack("sprig", foot[9], (880.0, below), wander=0.16, halvings=3), 5.0, (1.0, 0.5)),
        seam("foot", foot, 8.0, (0.9, 1.0)),
        seam("corner", chip, 9.0, (1.0, 1.0)),
        seam("down", fall, 9.0, (1.0, 0.9)),
        seam("west", top, 12.0, (1.0, 1.0)),
    )
    shapes = {
        "corner": closed((*chip, (right, -OVER))),
        "middle": closed((*top, (right, below), (-OVER, below))),
        "slip": closed((*top[middle:], (right, below), *reversed(fall))),
        "lower": "",
        "last": closed((*foot, (right, below))),
    }
    return Scene(shapes, {"gold": seams})
