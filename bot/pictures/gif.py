"""Frames into a GIF that plays for ever, one frame at a time: only what changed is written, in colours chosen once.

Pillow's own writer of animations keeps all frames in memory, and a 768-byte palette for each that differs. Its lines of
one frame (`GifImagePlugin.getheader`, `getdata`) are used here, so that a frame is forgotten when it is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PIL import GifImagePlugin, Image, ImageChops

# Seconds between two frames: a GIF counts in hundredths.
TICK = 0.08
# Of 256 colours, those of what never moves, and the one that lets shine through what was there before.
GROUND, CLEAR = 112, 255
# Colours are chosen from every so manieth pixel across and down: the choice holds the interpreter's lock.
SPARSE = 4
# A channel's difference that nobody sees, of 255.
UNSEEN = 3
_MOVED = [0] * (UNSEEN + 1) + [255] * (255 - UNSEEN)
# What CLEAR is called in the palette: no picture has it, so no pixel is taken for it.
_LOUD = (255, 0, 255)


@dataclass(frozen=True, slots=True)
class Colours:
    """The palette of a film, as images that others are quantized by: its first colours alone, and all of them."""

    ground: Image.Image
    whole: Image.Image


def colours(first: Image.Image, *later: Image.Image) -> Colours:
    """A palette for the ground, from the first frame, and for all that the later ones have where they differ."""
    still, *others = [_smaller(frame) for frame in (first, *later)]
    ground = still.quantize(GROUND, method=Image.Quantize.MEDIANCUT)
    moved = Image.new("RGB", (still.width * len(others), still.height))
    for at, frame in enumerate(others):
        moved.paste(frame, (at * still.width, 0), changed(still, frame))
    rest = moved.quantize(CLEAR - GROUND, method=Image.Quantize.MEDIANCUT)
    first_of = _first(ground, GROUND)
    return Colours(_holder(first_of), _holder([*first_of, *_first(rest, CLEAR - GROUND), *_LOUD]))


def _holder(colours: list[int]) -> Image.Image:
    holder = Image.new("P", (1, 1))
    holder.putpalette(colours)
    return holder


def _smaller(image: Image.Image) -> Image.Image:
    """Some pixels of some lines: colours enough, found before anybody waits for the interpreter's lock."""
    return image.resize((image.width // SPARSE, image.height // SPARSE), Image.Resampling.NEAREST)


def _first(image: Image.Image, many: int) -> list[int]:
    found = (image.getpalette() or [])[: many * 3]
    # Fewer colours than asked for: the first one again.
    return found + found[:3] * (many - len(found) // 3)


def changed(before: Image.Image, after: Image.Image) -> Image.Image:
    """White where two RGB images differ so that it is seen."""
    red, green, blue = ImageChops.difference(before, after).split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue).point(_MOVED)


def write(frames: Iterator[Image.Image], palette: Colours) -> Iterator[bytes]:
    """The file in pieces, one a frame and one at the end. `frames`: RGB images of one size, at least one."""
    shown = next(frames)
    # Mixed of the ground's own colours only: a speck of gold would stand there to the end.
    first = shown.quantize(palette=palette.ground, dither=Image.Dither.FLOYDSTEINBERG)
    first.putpalette(palette.whole.getpalette() or [])
    header, _ = GifImagePlugin.getheader(first, info={"loop": 0})
    yield b"".join((*header, *_data(first, (0, 0))))
    for frame in frames:
        moved = changed(shown, frame)
        # Where nothing moved one clear pixel is written, so that each frame lasts as long as the others.
        box = moved.getbbox() or (0, 0, 1, 1)
        patch = Image.new("P", (box[2] - box[0], box[3] - box[1]), CLEAR)
        patch.putpalette(palette.whole.getpalette() or [])
        there = moved.crop(box)
        patch.paste(frame.crop(box).quantize(palette=palette.whole, dither=Image.Dither.NONE), (0, 0), there)
        shown.paste(frame, (0, 0), moved)
        yield b"".join(_data(patch, box[:2]))
    yield b";"


def _data(image: Image.Image, corner: tuple[int, int]) -> list[bytes]:
    return GifImagePlugin.getdata(image, corner, duration=round(TICK * 1000), transparency=CLEAR, disposal=1)
