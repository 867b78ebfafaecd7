"""Films as phones show them, frame by frame: made once for all tests that look at one."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Iterator
from functools import cache

from PIL import Image

from bot.pictures import film
from bot.pictures.bowl import GOLDS
from bot.pictures.draw import Renderer
from bot.pictures.film import Film
from bot.pictures.told import Theme

GIVEN = tuple(GOLDS[n * 7 % 3] for n in range(50))
WHOLE = frozenset(range(1, 51))
THEMES: tuple[Theme, ...] = ("light", "dark")
# Which frames are kept as they looked, in hundredths of a film.
KEPT = (0, 25, 50, 75, 100)
FILMS = tuple(f"film: {theme}, {share} of 100" for theme in THEMES for share in KEPT)


@cache
def made(theme: Theme, days: frozenset[int]) -> bytes:
    return asyncio.run(film.make(Film(7, days, GIVEN, theme), Renderer()))


@cache
def frames(theme: Theme, days: frozenset[int]) -> tuple[tuple[Image.Image, int], ...]:
    """Every frame as a phone shows it, with its time in ms."""
    return unpacked(made(theme, days))


def unpacked(data: bytes) -> tuple[tuple[Image.Image, int], ...]:
    """The frames of a file, with their times in ms."""
    found = []
    with Image.open(io.BytesIO(data)) as image:
        for number in range(getattr(image, "n_frames", 1)):
            image.seek(number)
            found.append((image.convert("RGB"), int(image.info["duration"])))
    return tuple(found)


def films() -> Iterator[tuple[str, Image.Image]]:
    """The frames that are kept, with their names."""
    for theme in THEMES:
        shown = frames(theme, WHOLE)
        for share in KEPT:
            yield f"film: {theme}, {share} of 100", shown[(len(shown) - 1) * share // 100][0]
