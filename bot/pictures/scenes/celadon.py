"""Celadon: a wide bowl seen from straight above. Its words lie in the hollow, and its seams frame them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians, sin
from random import Random

from bot.pictures.looks import Size
from bot.pictures.scenes.scene import Scene, Seam, closed, course, seam
from bot.pictures.seams import Point, crack, path, smooth

# The hollow begins within the lip, at this share of the radius.
HOLLOW = 0.956
# A chip of the lip, as turns in degrees from the first seam and shares of the radius.
CHIP = (
    *((-3.2, 1.0), (-2.7, 0.986), (-2.1, 0.969), (-1.5, 0.957), (0.6, 0.955), (2.6, 0.957)),
    *((4.4, 0.956), (5.0, 0.968), (5.3, 0.985), (6.0, 1.0)),
)


@dataclass(frozen=True, slots=True)
class Disc:
    """A round seen from above: its middle and radius in px."""

    x: float
    y: float
    radius: float

    def place(self, angle: float, share: float) -> Point:
        """A spot by its angle in degrees (0 is right, 90 is down) and its share of the radius."""
        return (
            self.x + self.radius * share * cos(radians(angle)),
            self.y + self.radius * share * sin(radians(angle)),
        )

    def ring(self, share: float) -> str:
        """Path data of a circle at a share of the radius."""
        return closed([self.place(3.0 * at, share) for at in range(120)])


@dataclass(frozen=True, slots=True)
class Entry:
    """A seam that comes in over the lip at an angle (degrees) and turns along the wall, one way and the other.

    `ahead` and `back`: how far it runs each way, in degrees; `deep`: how near to the middle it comes, and `begins`: how
    far from it, as shares of the radius.
    """

    angle: float
    ahead: float
    back: float
    deep: float
    width: float
    begins: float = 0.985


DISCS: dict[Size, Disc] = {
    "portrait": Disc(540.0, 675.0, 640.0),
    "square": Disc(540.0, 540.0, 600.0),
    "story": Disc(540.0, 945.0, 515.0),
}
ENTRIES: dict[Size, tuple[Entry, ...]] = {
    "portrait": (
        Entry(-126, 20, -46, 0.87, 11, HOLLOW),
        Entry(-52, 40, -12, 0.88, 9),
        Entry(54, -34, 15, 0.86, 11),
        Entry(130, 44, -14, 0.88, 9),
    ),
    "square": (
        Entry(-134, 26, -30, 0.87, 11, HOLLOW),
        Entry(-48, 28, -16, 0.89, 8),
        Entry(46, -28, 18, 0.87, 10),
        Entry(136, 26, -16, 0.89, 8),
    ),
    "story": (
        Entry(-104, 32, -22, 0.86, 11, HOLLOW),
        Entry(-6, 28, -18, 0.86, 9),
        Entry(84, -26, 20, 0.87, 11),
        Entry(176, 24, -22, 0.86, 9),
    ),
}


def scene(size: Size) -> Scene:
    """The bowl, its net of glaze, a chip of the lip that is all gold, and the seams."""
    disc = DISCS[size]
    shade = Disc(disc.x + 0.05 * disc.radius, disc.y + 0.07 * disc.radius, disc.radius)
    gold: list[Seam] = []
    for number, entry in enumerate(ENTRIES[size]):
        gold += _entry(f"celadon {number}", disc, entry)
    first = ENTRIES[size][0]
    shapes = {
        "hollow": disc.ring(HOLLOW),
        # What the hollow covers is not painted twice: large fills are most of what this card costs.
        "rim": disc.ring(1.0) + disc.ring(HOLLOW - 0.01),
        "shade": shade.ring(1.08) + disc.ring(0.99),
        "net": _net(disc),
        "chip": closed(smooth([disc.place(first.angle + turn, share) for turn, share in CHIP], parts=5)),
    }
    return Scene(shapes, {"gold": tuple(gold)}, {"x": disc.x, "y": disc.y, "radius": disc.radius})


def _entry(name: str, disc: Disc, entry: Entry) -> list[Seam]:
    way = 1 if entry.ahead > 0 else -1
    fork = disc.place(entry.angle + 5 * way, entry.deep + 0.05)
    stops = [
        disc.place(entry.angle, entry.begins),
        fork,
        disc.place(entry.angle + entry.ahead * 0.45, entry.deep),
        disc.place(entry.angle + entry.ahead * 0.75, entry.deep + 0.025),
        disc.place(entry.angle + entry.ahead, entry.deep - 0.01),
    ]
    back = [
        fork,
        disc.place(entry.angle + entry.back * 0.5, entry.deep + 0.03),
        disc.place(entry.angle + entry.back, entry.deep + 0.01),
    ]
    run = course(name, stops, wander=0.15)
    other = course(name + " back", back, wander=0.16)
    twig = course(name + " twig", _twig(disc, entry, run[20]), wander=0.2, halvings=2)
    return [
        seam(name + "t", twig, entry.width * 0.45, (1.0, 0.0)),
        seam(name + "b", other, entry.width * 0.7, (0.9, 0.0)),
        seam(name, run, entry.width, (1.0, 0.0)),
    ]


def _twig(disc: Disc, entry: Entry, start: Point) -> Sequence[Point]:
    """A side seam that runs back out to the lip."""
    return (
        start,
        disc.place(entry.angle + entry.ahead * 0.72, entry.deep + 0.075),
        disc.place(entry.angle + entry.ahead * 0.84, HOLLOW),
    )


def _net(disc: Disc) -> str:
    """The fine net of the glaze, thicker towards the lip."""
    dice = Random("celadon net")
    lines = []
    for at in range(90):
        angle, share = dice.uniform(0, 360), dice.uniform(0.03, 0.85) ** 0.5
        turned, reach = angle + dice.uniform(-16, 16) / max(share, 0.3), share + dice.uniform(-0.16, 0.16)
        start, end = disc.place(angle, share), disc.place(turned, min(reach, 0.94))
        lines.append(path(crack(f"celadon net {at}", start, end, wander=0.25, halvings=2)))
    return "".join(lines)
