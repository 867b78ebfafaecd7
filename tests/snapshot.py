"""How a picture looked when somebody last looked at it: small copies, compared place by place.

A mean over a whole picture lets a line of words go missing. So each copy, 96 px wide, is compared in squares of 8 px:
the most different square decides, in brightness and in colour, so that it matters little how large the rest is.
"""

from __future__ import annotations

import re
from pathlib import Path

from PIL import Image, ImageChops

FOLDER = Path(__file__).parent / "golden" / "pictures"
WIDTH, SQUARE = 96, 8
# Mean difference within one square, 0 to 255, of brightness and of either colour. The same picture as a JPEG is 1
# apart, a bowl whose golds are all of one kind 4 and 3.
TOLERANCE = (2, 2, 2)

Apart = tuple[int, int, int]


def small(picture: Image.Image) -> Image.Image:
    """The copy that is kept."""
    return picture.convert("RGB").resize((WIDTH, picture.height * WIDTH // picture.width), Image.Resampling.BOX)


def apart(one: Image.Image, other: Image.Image) -> Apart:
    """How far two copies are apart in their most different square: brightness, blue, red. Another size is all of it."""
    if one.size != other.size:
        return (255, 255, 255)
    difference = ImageChops.difference(one.convert("YCbCr"), other.convert("YCbCr"))
    squares = (-(-one.width // SQUARE), -(-one.height // SQUARE))
    bands = difference.resize(squares, Image.Resampling.BOX).split()
    luma, blue, red = (int(band.getextrema()[1]) for band in bands)  # type: ignore[arg-type]
    return (luma, blue, red)


def same(one: Image.Image, other: Image.Image) -> bool:
    """Whether two copies are of the same picture, but for how an engine rounds its edges."""
    return all(found <= most for found, most in zip(apart(one, other), TOLERANCE, strict=True))


def pinned(name: str) -> Image.Image:
    """The copy that is kept of a picture. Raises FileNotFoundError for one that nobody has looked at."""
    with Image.open(_file(name)) as image:
        return image.convert("RGB")


def pin(name: str, picture: Image.Image) -> None:
    """Keep how a picture looks now."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    small(picture).save(_file(name), "WEBP", lossless=True, method=6)


def kept() -> set[str]:
    """The names of the files that are kept."""
    return {file.stem for file in FOLDER.glob("*.webp")}


def stem(name: str) -> str:
    """A picture's name as a file's."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def _file(name: str) -> Path:
    return FOLDER / f"{stem(name)}.webp"
