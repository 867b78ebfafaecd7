"""Hills: a moon or a morning sun over ridges in the mist, one of which is mended with gold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians, sin

from bot.pictures.looks import HILLS, SIZES, Size
from bot.pictures.scenes.scene import Scene, Seam, closed, course, dust, seam
from bot.pictures.seams import Point, crack

OVER = 30.0
# The ridges' outlines: shares of the card's width, and px above (-) or below a ridge's own height.
FAR = ((0.0, 10), (0.16, -34), (0.30, -6), (0.47, -62), (0.60, -14), (0.78, -96), (0.90, -40), (1.0, -64))
MIDDLE = ((0.0, -64), (0.13, -118), (0.27, -40), (0.42, 2), (0.58, -30), (0.72, 14), (0.87, -38), (1.0, 6))
NEAR = ((0.0, 96), (0.16, 84), (0.34, 44), (0.55, -18), (0.70, -72), (0.84, -128), (0.94, -84), (1.0, -98))
LAST = ((0.0, -58), (0.14, -34), (0.32, -2), (0.52, 26), (0.72, 20), (0.88, 40), (1.0, 30))
RIDGES = {"far": FAR, "middle": MIDDLE, "near": NEAR, "last": LAST}
# The stretch of the near ridge that is mended, as places in its points.
MENDED = (10, 54)


@dataclass(frozen=True, slots=True)
class Sight:
    """Where things stand on one size: the middle and radius of the moon, and the height of each ridge, px."""

    x: float
    y: float
    radius: float
    ridges: tuple[float, float, float, float]


SIGHTS: dict[Size, Sight] = {
    "portrait": Sight(800.0, 216.0, 136.0, (730.0, 782.0, 844.0, 888.0)),
    "square": Sight(892.0, 160.0, 108.0, (480.0, 520.0, 566.0, 598.0)),
    "story": Sight(770.0, 470.0, 158.0, (1024.0, 1080.0, 1144.0, 1192.0)),
}


def scene(size: Size) -> Scene:
    """Ridges from the farthest to the nearest, the moon, and their gold."""
    sight, height = SIGHTS[size], SIZES[size][1]
    lines = [_ridge(name, at) for name, at in zip(RIDGES, sight.ridges, strict=True)]
    foot = ((1080 + OVER, height + OVER), (-OVER, height + OVER))
    shapes = {name: closed((*line, *foot)) for name, line in zip(RIDGES, lines, strict=True)}
    seams = {"ridge": _ridge_gold(lines[2]), "moon": _moon_gold(sight), "ring": (_ring(sight),)}
    specks = dust("hills", 46, (sight.x - 330, sight.y - 200, sight.x + 250, sight.y + 220))
    numbers = {"x": sight.x, "y": sight.y, "radius": sight.radius}
    numbers |= dict(zip(RIDGES, sight.ridges, strict=True))
    return Scene(shapes, seams, numbers, tuple(speck for speck in specks if not _on_words(speck, size)))


def _on_words(speck: tuple[float, float, float], size: Size) -> bool:
    """Whether a speck of gold would lie on a word's box."""
    x, y, reach = speck
    return any(
        box.x - reach <= x <= box.x + box.width + reach and box.y - reach <= y <= box.y + box.height + reach
        for box in HILLS[size].values()
    )


def _ridge(name: str, at: float) -> tuple[Point, ...]:
    spread = [(-OVER + share * (1080 + 2 * OVER), at + up) for share, up in RIDGES[name]]
    return course(name, spread, wander=0.10)


def _ridge_gold(line: Sequence[Point]) -> tuple[Seam, ...]:
    """Gold along a crest, thin at both ends, with breaks that run down the slope from it."""
    first, last = MENDED
    crest = line[first:last]
    falls = []
    for number, (at, east, south) in enumerate(((10, 34.0, 58.0), (26, 58.0, 104.0))):
        x, y = crest[at]
        down = crack(f"fall {number}", (x, y), (x + east, y + south), wander=0.2)
        falls.append(seam(f"fall {number}", down, 5.0, (1.0, 0.0)))
    return (*falls, seam("crest", crest, 9.0, (0.0, 0.0)))


def _moon_gold(sight: Sight) -> tuple[Seam, ...]:
    def place(angle: float, share: float) -> Point:
        return (
            sight.x + sight.radius * share * cos(radians(angle)),
            sight.y + sight.radius * share * sin(radians(angle)),
        )

    main = course("moon", [place(-148, 0.985), place(-70, 0.42), place(20, 0.30), place(72, 0.985)], wander=0.14)
    aside = crack("moon aside", main[11], place(-22, 0.93), wander=0.2, halvings=3)
    low = crack("moon low", main[18], place(118, 0.70), wander=0.2, halvings=3)
    width = sight.radius * 0.05
    return (
        seam("moon low", low, width * 0.6, (1.0, 0.0)),
        seam("moon aside", aside, width * 0.75, (1.0, 0.0)),
        seam("moon", main, width, (1.0, 1.0)),
    )


def _ring(sight: Sight) -> Seam:
    """A wide, open ring around the moon, drawn as with one stroke of a brush."""
    turns = [radians(-200 + 5.5 * step) for step in range(57)]
    reach = sight.radius * 1.44
    points = [
        (sight.x + reach * (1 - 0.0012 * step) * cos(turn), sight.y + reach * (1 - 0.0012 * step) * sin(turn))
        for step, turn in enumerate(turns)
    ]
    return seam("ring", points, 7.5, (0.05, 0.0))
