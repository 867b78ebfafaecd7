"""The packer: makes a line ready to go. Rendered for who reads it, with its picture drawn or its paper bound."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from msgspec import structs

from bot import lending, states
from bot.carriage import PHOTO, TEXT, Cargo
from bot.domain.people import FULL, LETTERS, NUMBERS, Reach, is_group
from bot.domain.speech import Paper, Picture, Say
from bot.pictures.draw import DrawingError
from bot.render import Renderer
from bot.render import Shown as Rendered
from bot.store import screens
from bot.store.engine import Store
from bot.store.outbox import Line
from bot.store.screens import Shown

log = logging.getLogger(__name__)
# A file's name and its bytes.
File = tuple[str, bytes]


class Draws(Protocol):
    """What turns a picture into bytes, and names its content."""

    def digest(self, picture: Picture, lang: str) -> str: ...

    def moves(self, picture: Picture) -> bool: ...

    async def bytes(self, picture: Picture, lang: str) -> bytes: ...

    async def file(self, picture: Picture, lang: str) -> File: ...


class Binds(Protocol):
    """What turns a paper into a file."""

    def name(self, paper: Paper, lang: str) -> str: ...

    def bytes(self, paper: Paper, lang: str) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Parcel:
    """A line as it goes. `digest` names what its screen shows, `picture` its picture, or "" where it has none."""

    cargo: Cargo
    digest: str
    picture: str = ""


@dataclass(frozen=True, slots=True)
class _Art:
    """What goes along with the words: a picture (its bytes, or the channel's id of it) and its name, or a file."""

    photo: bytes | str | None = None
    name: str = ""
    file: File | None = None


class Packer:
    """`drawing`: how many lines wait for their picture now; `on_wait` hears of each that begins to."""

    def __init__(self, store: Store, renderer: Renderer, draws: Draws, binds: Binds, *, bot_name: str) -> None:
        self._store = store
        self._renderer = renderer
        self._draws = draws
        self._binds = binds
        self._bot_name = bot_name
        self.drawing = 0
        self.on_wait: Callable[[], None] = lambda: None

    async def pack(self, line: Line, known: Shown | None) -> Parcel:
        """A line made ready. `known`: the message that showed its screen last."""
        say = states.read_say(line.say)
        shown = self._renderer.screen(say, line.lang, _reach(line))
        try:
            art = await self._art(shown, line.lang)
        except DrawingError:
            log.warning("a picture could not be drawn, its words go instead (line %s)", line.id, exc_info=True)
            shown = self._renderer.screen(in_words(say), line.lang, _reach(line))
            art = await self._art(shown, line.lang)
        target, kind = _target(line, known)
        cargo = Cargo(
            line,
            shown,
            target,
            kind,
            art.photo,
            silent=say.silent,
            protect=say.protect,
            document=art.file,
            moves=shown.picture is not None and self._draws.moves(shown.picture),
            only_for=await self._only_for(line),
        )
        return Parcel(cargo, shown.digest, art.name)

    async def redrawn(self, cargo: Cargo) -> Cargo:
        """The same with its picture's bytes, where the channel no longer knows the id that stood for them."""
        if cargo.shown.picture is None:
            raise ValueError("no picture")
        return replace(cargo, photo=await self._draws.bytes(cargo.shown.picture, cargo.line.lang))

    async def _art(self, shown: Rendered, lang: str) -> _Art:
        if shown.paper is not None:
            return _Art(file=(self._binds.name(shown.paper, lang), self._binds.bytes(shown.paper, lang)))
        if shown.picture is None:
            return _Art()
        if shown.picture.file is not None:
            with self._waiting():
                return _Art(file=await self._draws.file(shown.picture, lang))
        name = self._draws.digest(shown.picture, lang)
        async with self._store.reading() as db:
            photo = await screens.file_of(db, self._bot_name, name)
        if photo:
            return _Art(photo, name)
        with self._waiting():
            return _Art(await self._draws.bytes(shown.picture, lang), name)

    @contextlib.contextmanager
    def _waiting(self) -> Iterator[None]:
        """While a picture is drawn, the line's place is another's."""
        self.drawing += 1
        self.on_wait()
        try:
            yield
        finally:
            self.drawing -= 1

    async def _only_for(self, line: Line) -> tuple[str, ...] | None:
        """Who alone may be in a group for a post of something of theirs to go there."""
        if not line.lent or not is_group(line.chat):
            return None
        async with self._store.reading() as db:
            return await lending.the_two(db, line)


def _reach(line: Line) -> Reach:
    if line.chat.startswith("plain:"):
        return LETTERS
    return NUMBERS if line.plain else FULL


def _target(line: Line, known: Shown | None) -> tuple[str, str]:
    """The message to edit, and what it is: the pressed one, or the one that showed this screen last."""
    if line.fresh:
        return "", TEXT
    if line.ref:
        return line.ref.rstrip("p"), PHOTO if line.ref.endswith("p") else TEXT
    return (known.message, known.kind) if known else ("", TEXT)


def in_words(say: Say) -> Say:
    """A screen whose picture could not be drawn: what the picture shows is said above its other lines."""
    if say.picture is None:
        return say
    others = (line for line in say.lines if line != say.picture.alt)
    return structs.replace(say, picture=None, lines=(say.picture.alt, *others))
