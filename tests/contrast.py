"""How the texts of a picture stand out from what is behind them, pixel by pixel, by WCAG's contrast of two colours."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from PIL import Image

from tests.ink import Seen, Text, engine, ink

CONTRAST = 4.5
# A letter's ink counts where it covers at least half of a pixel.
SOLID = 128
# Of a letter's ink this share may lie on worse ground: one golden pixel decides nothing, a seam through it does.
SPARED = 0.05


def luminance(colour: tuple[int, ...]) -> float:
    """WCAG's relative luminance of an sRGB colour, 0 to 1."""
    parts = [part / 255 for part in colour[:3]]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """WCAG's contrast of two colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@lru_cache(maxsize=16)
def ground(bare: str) -> Image.Image:
    """The picture without its words."""
    pixels, width, height = engine().rgba(bare)
    return Image.frombytes("RGBX", (width, height), pixels).convert("RGB")


def dull(seen: Seen) -> Iterator[str]:
    """Texts with a letter that does not stand out 4.5 to 1 from what is behind its ink."""
    for text in seen.texts:
        worst = contrast(text, seen.bare)
        if worst < CONTRAST:
            yield f"{text.role}: “{text.said}” stands out {worst:.2f} to 1 in {text.fill}"


def contrast(text: Text, bare: str) -> float:
    """The contrast of a text's worst letter: the ink is judged em by em, so that a long line hides no bad spot."""
    drawn = ink(text)
    width, height = drawn.covered.size
    behind = ground(bare).crop((drawn.left, drawn.top, drawn.left + width, drawn.top + height))
    solid = drawn.covered.point(lambda level: 255 if level >= SOLID else 0)
    found = Image.merge("RGBA", (*behind.split(), solid))
    colour = tuple(bytes.fromhex(text.fill[1:]))
    count = max(1, round(width / text.size))
    edges = [round(width * at / count) for at in range(count + 1)]
    letters = (found.crop((left, 0, right, height)) for left, right in pairwise(edges))
    return min((_of_letter(letter, colour) for letter in letters), default=21.0)


def _of_letter(found: Image.Image, colour: tuple[int, ...]) -> float:
    counted = found.getcolors(found.width * found.height) or []
    levels = sorted((ratio(colour, pixel), count) for count, pixel in counted if isinstance(pixel, tuple) and pixel[3])
    spared = SPARED * sum(count for _, count in levels)
    for level, count in levels:
        spared -= count
        if spared < 0:
            return level
    return 21.0
