"""Pictures by their kind and facts: words by key into a language, facts into SVG, SVG into bytes."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from bot.domain.speech import Picture
from bot.pictures import bowl, card, draw, film, line, map, shelf, triggers
from bot.pictures.told import Told
from bot.render import Renderer


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of picture: its facts and words as a value that tells it from another, and that value as SVG.

    What `moves` is a film; its SVG is what it comes to rest with.
    """

    made: Callable[[Told], Any]
    svg: Callable[[Any], str]
    moves: bool = False


KINDS: dict[str, Kind] = {
    "card": Kind(card.told, card.card_svg),
    "bowl": Kind(bowl.told, bowl.bowl_svg),
    "map": Kind(map.told, map.map_svg),
    "line": Kind(line.told, line.line_svg),
    "shelf": Kind(shelf.told, shelf.shelf_svg),
    "triggers": Kind(triggers.told, triggers.triggers_svg),
    "film": Kind(film.told, film.poster, moves=True),
}


# A file's name and its bytes.
File = tuple[str, bytes]


class Gallery:
    """Draws what a screen names. `link` is the plain address of the bot, as it stands on a card."""

    def __init__(self, renderer: Renderer, link: str) -> None:
        self._renderer = renderer
        self._link = link.removeprefix("https://")
        # One at a time: a crowd of writers would keep the interpreter from the presses.
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="gallery")
        # One film at a time: what is drawn for it stays in memory until it is made.
        self._making = asyncio.Semaphore(1)

    def digest(self, picture: Picture, lang: str) -> str:
        """What tells this picture from another, found without drawing it. Raises KeyError for an unknown kind."""
        made = repr((picture.kind, KINDS[picture.kind].made(self._told(picture, lang)), draw.digest("")))
        return hashlib.sha256(made.encode()).hexdigest()

    def svg(self, picture: Picture, lang: str) -> str:
        """The picture as one SVG document."""
        kind = KINDS[picture.kind]
        return kind.svg(kind.made(self._told(picture, lang)))

    def moves(self, picture: Picture) -> bool:
        """Whether it is a film."""
        return KINDS[picture.kind].moves

    async def bytes(self, picture: Picture, lang: str) -> bytes:
        """The picture as a JPEG, or the film as a GIF, made off the loop. Raises `DrawingError` when it cannot be."""
        if self.moves(picture):
            async with self._making:
                return await film.make(film.told(self._told(picture, lang)), draw.renderer())
        svg = await asyncio.get_running_loop().run_in_executor(self._writer, self.svg, picture, lang)
        return (await draw.draw(svg)).bytes

    async def file(self, picture: Picture, lang: str) -> File:
        """The picture to keep, with its name: a PNG, in which nothing is lost. Raises `DrawingError`."""
        svg = await asyncio.get_running_loop().run_in_executor(self._writer, self.svg, picture, lang)
        name = self._renderer.label(lang, picture.file) if picture.file is not None else picture.kind
        return f"{name}.png", (await draw.draw(svg, fmt="png")).bytes

    def _told(self, picture: Picture, lang: str) -> Told:
        return Told(lang, picture.facts, lambda words: self._renderer.label(lang, words), self._link)
