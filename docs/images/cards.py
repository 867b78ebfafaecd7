"""Draws the two cards of the README, by the presses of somebody who makes one: `python -m docs.images.cards`."""

from __future__ import annotations

import asyncio
from io import BytesIO
from pathlib import Path

from PIL import Image

from bot.content.load import load
from bot.domain import events as e
from bot.domain.library import Library
from bot.domain.speech import Picture
from bot.flows import walk
from bot.flows.walk import Mind
from bot.pictures.gallery import Gallery
from bot.render import Renderer

HOME = Path(__file__).parent
# Half of what a phone is sent: a page shows it no larger.
SIZE = (540, 675)
COLOURS = 200
DESIGNS = {"en": "porcelain", "zh": "ink"}
MINDS = {"en": Mind(5, 1), "zh": Mind(1, 5)}
LINK = "https://t.me/kintsugi_bot"


def picture(library: Library, lang: str) -> Picture:
    """The card that somebody of this mind gets who shows their style words, on the design of this language."""
    place = next(s.after for s in walk.road(library, lang, MINDS[lang]) if s.after.memory.known)
    for press in (e.CardOpen(1), e.CardStyle("leaning"), e.CardDesign(DESIGNS[lang]), e.CardDraw()):
        place = walk.step(library, place, press).after
    found = place.says[-1].picture
    assert found is not None
    return found


def drawn(library: Library, lang: str) -> bytes:
    """The card as a PNG of few colours."""
    photo = asyncio.run(Gallery(Renderer(library), LINK).bytes(picture(library, lang), lang))
    small = Image.open(BytesIO(photo)).resize(SIZE, Image.Resampling.LANCZOS)
    out = BytesIO()
    small.quantize(COLOURS, dither=Image.Dither.FLOYDSTEINBERG).save(out, "PNG", optimize=True)
    return out.getvalue()


def main() -> None:
    """Write both beside this file."""
    library = load()
    for lang in DESIGNS:
        data = drawn(library, lang)
        (HOME / f"card-{lang}.png").write_bytes(data)
        print(f"card-{lang}.png: {len(data):,} bytes")


if __name__ == "__main__":
    main()
