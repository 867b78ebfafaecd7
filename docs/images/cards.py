"""Draws the four cards of the README, by the presses of somebody who makes one: `python -m docs.images.cards`."""

from __future__ import annotations

import asyncio
from io import BytesIO
from pathlib import Path

from PIL import Image

from bot.content.load import load
from bot.domain import events as e
from bot.domain.library import Library
from bot.domain.speech import Picture
from bot.flows.walk_road import Mind, road
from bot.flows.walk_step import step
from bot.pictures.gallery import Gallery
from bot.render import Renderer

HOME = Path(__file__).parent
# Less than half of what a phone is sent: a page shows it no larger.
SIZE = (400, 500)
# Each design in a language.
DESIGNS = {"porcelain": "en", "ink": "zh", "celadon": "en", "hills": "zh"}
MINDS = {"en": Mind(5, 1), "zh": Mind(1, 5)}
LINK = "https://t.me/kintsugi_bot"


def picture(library: Library, design: str) -> Picture:
    """The card that somebody of this mind gets who shows their style words, on a design in its own theme."""
    lang = DESIGNS[design]
    place = next(s.after for s in road(library, lang, MINDS[lang]) if s.after.memory.known)
    for press in (e.CardOpen(1), e.CardStyle("leaning"), e.CardDesign(design), e.CardDraw()):
        place = step(library, place, press).after
    found = place.says[-1].picture
    assert found is not None
    return found


def drawn(library: Library, design: str) -> bytes:
    """The card as a small PNG."""
    _, kept = asyncio.run(Gallery(Renderer(library), LINK).file(picture(library, design), DESIGNS[design]))
    small = Image.open(BytesIO(kept)).convert("RGB").resize(SIZE, Image.Resampling.LANCZOS)
    out = BytesIO()
    small.save(out, "PNG", optimize=True)
    return out.getvalue()


def main() -> None:
    """Write them beside this file."""
    library = load()
    for design in DESIGNS:
        data = drawn(library, design)
        (HOME / f"card-{design}.png").write_bytes(data)
        print(f"card-{design}.png: {len(data):,} bytes")


if __name__ == "__main__":
    main()
