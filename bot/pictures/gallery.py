"""Pictures by their facts: words by key into a language, facts into SVG, SVG into bytes."""

from __future__ import annotations

import hashlib

from bot.domain.speech import Picture, Words
from bot.pictures import draw
from bot.pictures.card import DESIGNS, Card, Heads, card_svg
from bot.render import Renderer


class Gallery:
    """Draws what a screen names. `link` is the plain address of the bot, as it stands on a card."""

    def __init__(self, renderer: Renderer, link: str) -> None:
        self._renderer = renderer
        self._link = link.removeprefix("https://")

    def digest(self, picture: Picture, lang: str) -> str:
        """What tells this picture from another, found without drawing it."""
        made = repr((picture.kind, self._card(picture, lang), draw.digest("")))
        return hashlib.sha256(made.encode()).hexdigest()

    async def bytes(self, picture: Picture, lang: str) -> bytes:
        """The picture as a JPEG. Raises `DrawingError` when it cannot be drawn."""
        return (await draw.draw(card_svg(self._card(picture, lang)))).bytes

    def _card(self, picture: Picture, lang: str) -> Card:
        def text(name: str) -> str:
            value = picture.facts.get(name)
            return self._renderer.label(lang, value) if isinstance(value, Words) else ""

        def own(key: str) -> str:
            return self._renderer.label(lang, Words(f"card.{key}"))

        design = next((d for d in DESIGNS if d == picture.facts.get("design")), DESIGNS[0])
        return Card(
            lang="zh" if lang == "zh" else "en",
            design=design,
            style=text("style") or None,
            strength=text("strength"),
            helps=text("helps"),
            edge=text("edge"),
            heads=Heads(own("heads.name"), own("heads.helps"), own("heads.edge")),
            footer=own("footer"),
            link=self._link,
        )
