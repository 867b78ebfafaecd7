"""The ink of a picture's texts, in pixels as the renderer draws them, and whether it stays where it belongs.

Each `<text>` is drawn alone, in black on nothing, with room around its box, so that what leaves the box is seen too.
Nothing here adds up the widths of signs: joined letters, marks and leaning letters are measured as they come out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from PIL import Image

from bot.pictures.draw import Resvg

SVG = "{http://www.w3.org/2000/svg}"
# Room around a box in which ink is looked for, px. A text that goes on for longer has ink in it all the same.
ROOM = 120
# Fainter than this, 0 to 255, is the soft edge of a letter that lies on the last pixel of its box.
SEEN = 48
SHAPES = {"rect", "path", "circle", "ellipse", "line", "polygon", "polyline", "image", "use"}
PLAIN = re.compile(r"#[0-9a-f]{6}\Z")
ElementTree.register_namespace("", SVG[1:-1])

Rectangle = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Text:
    """One `<text>`: the text that it is a piece of, that text's box (left, top, right, bottom), and its own SVG."""

    role: str
    box: Rectangle
    said: str
    family: str
    style: str
    size: float
    fill: str
    black: str


@dataclass(frozen=True, slots=True)
class Seen:
    """A picture taken apart: its size in px, its texts, itself without them, and what is wrong with its shape."""

    width: int
    height: int
    texts: tuple[Text, ...]
    bare: str
    faults: tuple[str, ...]


@cache
def engine() -> Resvg:
    """The renderer, with our fonts."""
    return Resvg()


def take_apart(svg: str) -> Seen:
    """Read a picture. A fault is a text without a box of its own, a text below something drawn, an odd colour."""
    root = ElementTree.fromstring(svg)
    texts: list[Text] = []
    faults: list[str] = []
    for element, parents in list(_walk(root, ())):
        tag = element.tag.removeprefix(SVG)
        if tag in SHAPES and texts and not any(parent.tag == f"{SVG}defs" for parent in parents):
            faults.append(f"a {tag} is drawn over “{texts[-1].said}”")
        if tag == "text":
            found = _text(element, parents)
            texts += [found] if isinstance(found, Text) else []
            faults += [found] if isinstance(found, str) else []
    _remove(root, lambda element: element.tag == f"{SVG}text")
    _remove(root, lambda element: "data-box" in element.attrib and not len(element))
    bare = ElementTree.tostring(root, encoding="unicode")
    return Seen(int(root.attrib["width"]), int(root.attrib["height"]), tuple(texts), bare, tuple(faults))


def _walk(element: Element, parents: tuple[Element, ...]) -> Iterator[tuple[Element, tuple[Element, ...]]]:
    yield element, parents
    for child in element:
        yield from _walk(child, (*parents, element))


def _remove(root: Element, goes: Callable[[Element], bool]) -> None:
    for parent in list(root.iter()):
        for child in [child for child in parent if goes(child)]:
            parent.remove(child)


def _text(element: Element, parents: tuple[Element, ...]) -> Text | str:
    said = "".join(element.itertext())
    line = (*parents, element)
    boxed = next((one for one in reversed(line) if "data-box" in one.attrib), None)
    if boxed is None:
        return f"“{said}” has no box"
    if any("transform" in one.attrib for one in line):
        return f"“{said}” is moved away from its box"
    if not PLAIN.match(element.get("fill", "")) or any(name.endswith("opacity") for one in line for name in one.attrib):
        return f"“{said}” has no plain colour"
    left, top, width, height = map(float, boxed.attrib["data-box"].split())
    black = ElementTree.fromstring(ElementTree.tostring(element))
    black.tail = None
    for paint in {"fill", "stroke"} & set(black.attrib):
        black.set(paint, "#000")
    return Text(
        role=boxed.get("data-role", said),
        box=(left, top, left + width, top + height),
        said=said,
        family=element.attrib["font-family"],
        style=element.attrib["font-style"],
        size=float(element.attrib["font-size"]),
        fill=element.attrib["fill"],
        black=ElementTree.tostring(black, encoding="unicode"),
    )


@dataclass(frozen=True, slots=True)
class Ink:
    """How far each pixel is covered, 0 to 255, cut to what is covered at all, and where in the picture that begins."""

    covered: Image.Image
    left: int
    top: int

    @property
    def seen(self) -> Rectangle | None:
        """The bounding box of what is seen, in px of the picture, or None where nothing is."""
        box = self.covered.point(lambda level: 255 if level >= SEEN else 0).getbbox()
        return box and (box[0] + self.left, box[1] + self.top, box[2] + self.left, box[3] + self.top)


@lru_cache(maxsize=1024)
def _drawn(black: str, left: int, top: int, width: int, height: int) -> Ink:
    view = f'width="{width}" height="{height}" viewBox="{left} {top} {width} {height}"'
    pixels, *size = engine().rgba(f'<svg xmlns="{SVG[1:-1]}" {view}>{black}</svg>')
    covered = Image.frombytes("RGBA", (size[0], size[1]), pixels).getchannel("A")
    box = covered.getbbox() or (0, 0, 0, 0)
    return Ink(covered.crop(box), left + box[0], top + box[1])


def ink(text: Text) -> Ink:
    """What the renderer draws for a text, within its box and the room around it."""
    left, top = int(text.box[0]) - ROOM, int(text.box[1]) - ROOM
    return _drawn(text.black, left, top, int(text.box[2]) + ROOM - left, int(text.box[3]) + ROOM - top)


def stray(seen: Seen) -> Iterator[str]:
    """Texts without ink, ink outside its box, boxes outside the picture, ink in another text's box."""
    yield from seen.faults
    boxes = {(text.role, text.box) for text in seen.texts}
    for role, box in boxes:
        if not _inside(box, (0, 0, seen.width, seen.height)):
            yield f"{role}: its box leaves the picture"
    for text in seen.texts:
        found = ink(text).seen
        if found is None:
            yield f"{text.role}: “{text.said}” is drawn as nothing"
            continue
        if not _inside(found, text.box):
            yield f"{text.role}: “{text.said}” leaves its box: {found} is not in {text.box}"
        for role, box in boxes - {(text.role, text.box)}:
            if _meet(found, box):
                yield f"{text.role}: “{text.said}” stands in the box of {role}"


def _inside(inner: Rectangle, outer: Rectangle) -> bool:
    # Ink is counted in whole pixels; a box may begin and end within one.
    return (
        inner[0] >= int(outer[0]) and inner[1] >= int(outer[1]) and inner[2] < outer[2] + 1 and inner[3] < outer[3] + 1
    )


def _meet(one: Rectangle, other: Rectangle) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
