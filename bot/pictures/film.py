"""The film: one's own bowl mending, a seam after another, 640 x 640 px and ten to fifteen seconds, ready to be sent.

Each crack is drawn once by itself, and the bowl once for each step that is whole; a frame lays them over each other.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from math import ceil, hypot

from PIL import Image, ImageChops

from bot.pictures import bowl, gif
from bot.pictures.bowl import Bowl, Gold, Mended
from bot.pictures.cracks import Crack, cracks
from bot.pictures.draw import DrawingError, Renderer, drawing
from bot.pictures.template import template
from bot.pictures.told import Theme, Told

SIZE = 640
_SCALE = SIZE / bowl.WIDTH
# Seconds: the bowl as it was, all its seams, the breath where a step is whole, the bowl as it is, and at least in all.
OPENS, SEAMS, BREATH, RESTS, SHORTEST = 0.9, 7.5, 0.45, 2.4, 10.0
# A seam runs into its crack and then cools to its own gold; with few of them each takes its time.
RUNS, SLOWEST, COOLS, TURNS = 0.55, 1.4, 0.6, 0.5
# How softly a seam ends while it runs, of 255 parts of its way.
SOFT = 40
# Pieces that are made at a stretch, about 20 ms of a core: between two of them a film can be given up. One that is not
# ready in a minute is.
STRETCH = 5
LONGEST = 60.0
_NUMBER = re.compile(r"-?\d+\.\d")

Draws = Callable[[str], Image.Image]


@dataclass(frozen=True, slots=True)
class Film:
    """What a film shows: the days (1 to 50) that hold gold, at least one, and the gold of each day."""

    seed: int
    filled: frozenset[int]
    golds: tuple[Gold, ...]
    theme: Theme = "light"


def told(told: Told) -> Film:
    """A film from its facts: `seed`, `filled`, `golds` and `theme`, as a bowl has them."""
    made = bowl.told(told)
    return Film(made.seed, made.filled, made.golds, made.theme)


def poster(film: Film) -> str:
    """What the film comes to rest with, as one SVG document."""
    return bowl.bowl_svg(_bowl(film))


def _bowl(film: Film) -> Bowl:
    return Bowl(film.seed, film.filled, film.golds, 0, film.theme)


async def make(film: Film, renderer: Renderer) -> bytes:
    """The film as a GIF, made a little at a time beside other pictures. Raises `DrawingError`."""
    pieces = reel(film, renderer.layer)
    made: list[bytes] = []

    def stretch() -> list[bytes]:
        with drawing():
            return list(islice(pieces, STRETCH))

    try:
        async with asyncio.timeout(LONGEST):
            while more := await renderer.work(stretch):
                made += more
    except TimeoutError as error:
        raise DrawingError("the film took too long") from error
    return b"".join(made)


def reel(film: Film, draw: Draws) -> Iterator[bytes]:
    """The file in pieces: an empty one for each thing that is drawn, then one for each frame, `gif.TICK` apart."""
    scene = yield from _scene(film, draw)
    palette = gif.colours(*(scene.frame(at) for at in (0.0, scene.length, scene.hottest)))
    yield b""
    yield from gif.write((scene.frame(n * gif.TICK) for n in range(ceil(scene.length / gif.TICK))), palette)


@dataclass(frozen=True, slots=True)
class _Cel:
    """One crack by itself: where it lies, its hairline, its seam while it runs and when it has cooled.

    `way` is how far each of its pixels is from where it begins, 255 at its far end; `at` is when it begins, in seconds.
    """

    spot: tuple[int, int]
    hair: Image.Image
    hot: Image.Image
    cool: Image.Image
    way: Image.Image
    at: float
    runs: float

    def lay(self, frame: Image.Image, at: float) -> None:
        """Lay it onto a frame as it is at a time."""
        run = _ease((at - self.at) / self.runs)
        if run <= 0:
            frame.paste(self.hair, self.spot, self.hair)
            return
        cooled = _ease((at - self.at - self.runs) / COOLS)
        gold = self.cool if cooled >= 1 else self.hot if cooled <= 0 else Image.blend(self.hot, self.cool, cooled)
        if run < 1:
            there = self.way.point(_wipe(run))
            hair = _masked(self.hair, ImageChops.invert(there))
            frame.paste(hair, self.spot, hair)
            gold = _masked(gold, there)
        frame.paste(gold, self.spot, gold)


@dataclass(frozen=True, slots=True)
class _Scene:
    """Everything that a frame is laid of: the bowl as its steps become whole, and when, and the cracks over it."""

    bowls: tuple[Image.Image, ...]
    turns: tuple[float, ...]
    cels: tuple[_Cel, ...]
    length: float

    @property
    def hottest(self) -> float:
        """A time at which much gold is fresh."""
        return self.cels[-1].at + self.cels[-1].runs

    def frame(self, at: float) -> Image.Image:
        """The picture at a time in seconds."""
        turned = [_ease((at - turn) / TURNS) for turn in self.turns]
        whole = sum(1 for share in turned if share >= 1)
        frame = self.bowls[whole].copy()
        if whole < len(turned) and turned[whole] > 0:
            frame = Image.blend(frame, self.bowls[whole + 1], turned[whole])
        for cel in self.cels:
            cel.lay(frame, at)
        return frame


def _scene(film: Film, draw: Draws) -> Generator[bytes, None, _Scene]:
    """Everything drawn once, with a pause after each drawing."""
    days = sorted(film.filled)
    pause = SEAMS / len(days)
    runs = min(SLOWEST, max(RUNS, pause))
    at, mended = OPENS, frozenset[int]()
    bowls, turns, cels = [_ground(film, mended, draw)], [], []
    for day in days:
        yield b""
        cels.append(_cel(film, cracks(film.seed)[day - 1], draw, at, runs))
        mended |= {day}
        if bowl.whole_steps(mended) != bowl.whole_steps(mended - {day}):
            yield b""
            turns.append(at + runs * 0.8)
            bowls.append(_ground(film, mended, draw))
            at += BREATH
        at += pause
    length = max(SHORTEST, cels[-1].at + runs + COOLS + RESTS)
    return _Scene(tuple(bowls), tuple(turns), tuple(cels), length)


def _ground(film: Film, mended: frozenset[int], draw: Draws) -> Image.Image:
    """The bowl with the rings of what is mended, and only those cracks that stay open to the end."""
    there = bowl.drawing(replace(_bowl(film), filled=mended))
    there |= {"open": bowl.drawing(_bowl(film))["open"], "mended": ()}
    svg = template("bowl.svg").render(theme=film.theme, lang="en", blocks=(), size=SIZE, **there)
    return draw(svg).convert("RGB")


def _cel(film: Film, crack: Crack, draw: Draws, at: float, runs: float) -> _Cel:
    edge = [(x * _SCALE, y * _SCALE) for x, y in _points(crack.halo)]
    left, top, right, bottom = _around(edge)
    size = (right - left, bottom - top)
    view = " ".join(f"{value / _SCALE:g}" for value in (left, top, *size))
    given = {"theme": film.theme, "shapes": bowl.shapes(), "size": size, "view": view}

    def layer(**what: object) -> Image.Image:
        return draw(template("film-crack.svg").render(**given, **{"hair": "", "one": None, **what}))

    (x, y), gold = edge[0], film.golds[crack.day - 1]
    hot, cool = (layer(one=Mended(crack, gold, new)) for new in (True, False))
    far = max(hypot(one - x, other - y) for one, other in edge)
    return _Cel((left, top), layer(hair=crack.hair), hot, cool, _way((x - left, y - top), far, size), at, runs)


def _around(edge: list[tuple[float, float]]) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of some points in whole px, with room for the shadow."""
    across, down = zip(*edge, strict=True)
    return int(min(across)) - 2, int(min(down)) - 2, int(max(across)) + 3, int(max(down)) + 3


def _points(path: str) -> list[tuple[float, float]]:
    numbers = [float(found) for found in _NUMBER.findall(path)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def _way(start: tuple[float, float], far: float, size: tuple[int, int]) -> Image.Image:
    """How far each pixel is from the start, in 255 parts of the farthest way."""
    side = int(2 * far) + 2
    way = Image.new("L", size, 255)
    way.paste(Image.radial_gradient("L").resize((side, side)), (round(start[0] - side / 2), round(start[1] - side / 2)))
    return way


def _wipe(share: float) -> list[int]:
    """For each distance, how much is there when a share of the way is run: all behind the soft edge, nothing before."""
    edge = share * (255 + SOFT)
    return [max(0, min(255, int((edge - way) * 255 / SOFT))) for way in range(256)]


def _masked(image: Image.Image, mask: Image.Image) -> Image.Image:
    shown = image.copy()
    shown.putalpha(ImageChops.multiply(image.getchannel("A"), mask))
    return shown


def _ease(share: float) -> float:
    """From 0 to 1 with a soft start and a soft end."""
    share = max(0.0, min(1.0, share))
    return share * share * (3 - 2 * share)
