"""SVG to JPEG or PNG, off the event loop, remembered by content."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import importlib.util
import os
import sys
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import Literal, Protocol, TypeVar

from PIL import Image

from bot.pictures.faces import FONTS, LATIN, faces

Format = Literal["jpeg", "png"]
Part = TypeVar("Part")
HOME = Path(__file__).parent
MIME = {"jpeg": "image/jpeg", "png": "image/png"}
QUALITY = 92
REMEMBERED = 32
# How much nicer than its process the drawing thread is: where cores are scarce, a press goes before a card.
NICER = 10


class DrawingError(Exception):
    """The renderer could not draw this picture: say its words as text instead."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A finished picture: the file's bytes, its MIME type, and the digest of what it was drawn from."""

    bytes: bytes
    mime: str
    digest: str


class Engine(Protocol):
    """What turns SVG into pixels: `rgba` gives premultiplied RGBA bytes, width and height in px."""

    def rgba(self, svg: str) -> tuple[bytes, int, int]: ...


class Resvg:
    """resvg with our fonts and no others: the system's fonts would change the picture from machine to machine."""

    def __init__(self) -> None:
        import svg2png_py

        self._draw = svg2png_py.svg_to_rgba
        self._fonts = svg2png_py.FontDatabase()
        for face in faces():
            self._fonts.load_font_file(str(FONTS / face.file))
        # Nothing is there to be read: a template that names a file gets nothing.
        self._options = svg2png_py.RenderOptions(font_family=LATIN, resources_dir=str(FONTS / "none"))

    def rgba(self, svg: str) -> tuple[bytes, int, int]:
        pixels: tuple[bytes, int, int] = self._draw(svg, self._fonts, options=self._options)
        return pixels


class SlowResvg:
    """The same renderer in another wrapping, for machines that the fast one has no wheels for (docs/decisions/).

    It is several times slower and holds the interpreter's lock while it draws.
    """

    def rgba(self, svg: str) -> tuple[bytes, int, int]:
        import resvg_py

        # Reading the fonts takes longer than drawing, so a drawing without a word goes without them.
        files = [str(FONTS / face.file) for face in faces()] if "<text" in svg else []
        png = resvg_py.svg_to_bytes(
            svg_string=svg, skip_system_fonts=True, font_family=LATIN, font_files=files, resources_dir=str(FONTS)
        )
        image = Image.open(BytesIO(bytes(png))).convert("RGBa")
        return image.tobytes(), *image.size


FAST = importlib.util.find_spec("svg2png_py") is not None
ENGINE = "svg2png-py" if FAST else "resvg-py"


@cache
def _made_with() -> bytes:
    """Fonts, engine, templates and this code are part of the content: with another of them it is another picture."""
    made = hashlib.sha256("|".join((version(ENGINE), version("pillow"), *(f.sha256 for f in faces()))).encode())
    for file in sorted((*HOME.rglob("*.py"), *HOME.glob("templates/*.svg"))):
        made.update(file.read_bytes())
    return made.digest()


def digest(svg: str) -> str:
    """Hex SHA-256 (64 characters) of a picture's content and of all that draws it: the key to keep a file id by."""
    return hashlib.sha256(_made_with() + b"\0" + svg.encode()).hexdigest()


def step_back() -> None:
    """Let the calling thread wait for others where cores are scarce. Only Linux counts threads one by one."""
    if sys.platform == "linux":
        own = threading.get_native_id()
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, own, min(19, os.getpriority(os.PRIO_PROCESS, own) + NICER))


class Renderer:
    """Draws one picture at a time in a thread of its own, so that a crowd of cards leaves a core to the presses."""

    def __init__(self, engine: Engine | None = None, *, remembered: int = REMEMBERED) -> None:
        self._engine = engine
        self._remembered = remembered
        self._kept: OrderedDict[tuple[str, Format], Drawn] = OrderedDict()
        self._under_way: dict[tuple[str, Format], asyncio.Future[Drawn]] = {}
        self._hand = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pictures", initializer=step_back)
        # Laying a film's frames holds the interpreter's lock. A thread that steps back would hold it while it waits for
        # a core, so this one does not; and no picture waits for a film.
        self._films = ThreadPoolExecutor(max_workers=1, thread_name_prefix="films")

    async def draw(self, svg: str, *, fmt: Format = "jpeg") -> Drawn:
        """The picture, from memory if it was drawn lately. Raises DrawingError, whatever happens inside."""
        key = (digest(svg), fmt)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        work = self._under_way.get(key)
        if work is None:
            work = asyncio.get_running_loop().run_in_executor(self._hand, self.now, svg, fmt)
            self._under_way[key] = work
            work.add_done_callback(lambda done: self._keep(key, done))
        # One who stops waiting does not take the picture from the others who wait for the same one.
        return await asyncio.shield(work)

    def _keep(self, key: tuple[str, Format], done: asyncio.Future[Drawn]) -> None:
        self._under_way.pop(key, None)
        if done.cancelled() or done.exception() is not None:
            return
        self._kept[key] = done.result()
        while len(self._kept) > self._remembered:
            self._kept.popitem(last=False)

    def now(self, svg: str, fmt: Format = "jpeg") -> Drawn:
        """The same in the calling thread, for tools at a terminal. Raises DrawingError."""
        with drawing():
            pixels, width, height = self._rgba(svg)
            return Drawn(_encoded(pixels, (width, height), fmt), MIME[fmt], digest(svg))

    def layer(self, svg: str) -> Image.Image:
        """A drawing with its transparency, in the calling thread, not remembered. Raises DrawingError."""
        with drawing():
            pixels, width, height = self._rgba(svg)
            return Image.frombuffer("RGBa", (width, height), pixels, "raw", "RGBa", 0, 1).convert("RGBA")

    async def work(self, part: Callable[[], Part]) -> Part:
        """Make a part of a film, beside the pictures. Keep it short: who stops waiting stops the film after it."""
        return await asyncio.get_running_loop().run_in_executor(self._films, part)

    def _rgba(self, svg: str) -> tuple[bytes, int, int]:
        if self._engine is None:
            self._engine = Resvg() if FAST else SlowResvg()
        return self._engine.rgba(svg)


@contextmanager
def drawing() -> Iterator[None]:
    """Whatever breaks inside becomes a DrawingError."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit, DrawingError):
        raise
    except BaseException as error:  # a panic of the Rust code is no Exception
        raise DrawingError(f"the picture could not be drawn: {type(error).__name__}") from error


def _encoded(pixels: bytes, size: tuple[int, int], fmt: Format) -> bytes:
    out = BytesIO()
    if fmt == "jpeg":
        # Cards are opaque, so the fourth byte is padding: no second copy of five megabytes.
        Image.frombuffer("RGBX", size, pixels, "raw", "RGBX", 0, 1).save(out, "JPEG", quality=QUALITY)
    else:
        Image.frombuffer("RGBa", size, pixels, "raw", "RGBa", 0, 1).convert("RGBA").save(out, "PNG")
    return out.getvalue()


@cache
def renderer() -> Renderer:
    """The process's own renderer."""
    return Renderer()


async def draw(svg: str, *, fmt: Format = "jpeg") -> Drawn:
    """Draw with the process's own renderer; see Renderer.draw."""
    return await renderer().draw(svg, fmt=fmt)
