"""`python -m bot.pictures [folder]` (make gallery): one page with every picture, to be looked at in a browser."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image

from bot.content.load import load
from bot.pictures.gallery import Gallery
from bot.pictures.samples import Sample, samples
from bot.pictures.template import template
from bot.render import Renderer

FOLDER = Path("var/gallery")


@dataclass(frozen=True, slots=True)
class Hung:
    """A picture on the page: its file beside it, its words, language, theme and name, and its size in bytes and px."""

    heading: str
    file: str
    alt: str
    lang: str
    theme: str
    name: str
    size: int
    width: int
    height: int


async def _drawn(shown: Iterable[Sample], gallery: Gallery) -> list[tuple[Sample, bytes]]:
    return [(one, await gallery.bytes(one.picture, one.lang)) for one in shown]


def hang(folder: Path, shown: Iterable[Sample], gallery: Gallery, renderer: Renderer) -> Path:
    """Draw the samples into a folder, with a page that shows them; returns the page. Raises `DrawingError`."""
    folder.mkdir(parents=True, exist_ok=True)
    hung: list[Hung] = []
    for number, (one, data) in enumerate(asyncio.run(_drawn(shown, gallery)), start=1):
        ending = "gif" if gallery.moves(one.picture) else "jpg"
        file = f"{number:03}-{one.picture.kind}-{one.lang}.{ending}"
        (folder / file).write_bytes(data)
        alt = renderer.label(one.lang, one.picture.alt)
        theme = "dark" if one.picture.facts.get("theme") == "dark" else "light"
        hung.append(Hung(one.heading, file, alt, one.lang, theme, one.name, len(data), *Image.open(BytesIO(data)).size))
    shelves = {heading: [one for one in hung if one.heading == heading] for heading in {one.heading: 0 for one in hung}}
    page = folder / "index.html"
    kilobytes, largest = sum(one.size for one in hung) // 1000, max((one.size for one in hung), default=0) // 1000
    said = template("gallery.html").render(shelves=shelves, count=len(hung), kilobytes=kilobytes, largest=largest)
    page.write_text(said, encoding="utf-8")
    return page


def main(given: Sequence[str] | None = None) -> int:
    """Draw the gallery and say where it is. `given` are the words of the command line."""
    parser = argparse.ArgumentParser(prog="python -m bot.pictures", description="Draw every picture onto one page.")
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER, help=f"where to; {FOLDER} if left out")
    folder: Path = parser.parse_args(given).folder
    library = load()
    renderer = Renderer(library)
    gallery = Gallery(renderer, "https://t.me/kintsugi_bot")
    page = hang(folder, samples(library), gallery, renderer)
    print(f"every picture: {page.resolve().as_uri()}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
