"""How a share card may look: its designs, themes and sizes, and where each of its texts stands on each of them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Literal

from bot.pictures.blocks import Spot
from bot.pictures.told import Theme

Design = Literal["porcelain", "ink", "celadon", "hills"]
Size = Literal["portrait", "square", "story"]
Spots = dict[str, Spot]
DESIGNS: tuple[Design, ...] = ("porcelain", "ink", "celadon", "hills")
THEMES: tuple[Theme, ...] = ("light", "dark")
# Width and height in px.
SIZES: dict[Size, tuple[int, int]] = {"portrait": (1080, 1350), "square": (1080, 1080), "story": (1080, 1920)}
# A phone lays its own buttons over so much of a story's height, above and below: no word stands there.
SAFE = 0.14
# What each design looks like where nobody chose a theme: the two that were here first had one theme each.
OWN_THEME: dict[Design, Theme] = {"porcelain": "light", "ink": "dark", "celadon": "light", "hills": "dark"}

# The colours of a look's words: what is said, headings in gold, and what may stand back.
TONES: dict[tuple[Design, Theme], dict[str, str]] = {
    ("porcelain", "light"): {"text": "#2b2722", "gold": "#7a5716", "soft": "#5f564a"},
    ("porcelain", "dark"): {"text": "#f4ede0", "gold": "#e0bd6c", "soft": "#b3a898"},
    ("ink", "light"): {"text": "#25262a", "gold": "#745110", "soft": "#57534c"},
    ("ink", "dark"): {"text": "#f3ecdd", "gold": "#e3bf6a", "soft": "#b9b0a0"},
    ("celadon", "light"): {"text": "#17342d", "gold": "#573a04", "soft": "#2b4840"},
    ("celadon", "dark"): {"text": "#f1efe0", "gold": "#ecc873", "soft": "#b9c9c1"},
    ("hills", "light"): {"text": "#232a41", "gold": "#704a0c", "soft": "#474c5e"},
    ("hills", "dark"): {"text": "#f2ecdc", "gold": "#eac879", "soft": "#b4b9cc"},
}

LEFT: Literal["start"] = "start"
TOP: Literal["top"] = "top"


def _centred(name: float, style: float, strength: Spot, pair: Spots, link: float) -> Spots:
    """Words in the middle of the card, one below the other; numbers are tops in px."""
    return {
        "name": Spot(90, name, 900, 56, (40, 30), "gold"),
        "style": Spot(110, style, 860, 52, (38, 28), "gold", italic=True),
        "strength": strength,
        **pair,
        "link": Spot(90, link, 900, 44, (31, 22), "text"),
        "footer": Spot(90, link + 44, 900, 40, (27, 20), "soft"),
    }


def _part(role: str, head: Spot, height: float, sizes: tuple[float, float], gap: float = 54) -> Spots:
    """A heading and the words below it, `gap` px lower, in a box as wide."""
    said = replace(head, y=head.y + gap, height=height, sizes=sizes, fill="text", place=TOP, italic=False)
    return {f"{role}-head": head, role: said}


def _columns(y: float) -> Spots:
    """The two lower lines side by side."""
    left = Spot(90, y, 436, 42, (30, 24), "gold", italic=True)
    return _part("helps", left, 192, (40, 27), 50) | _part("edge", replace(left, x=554), 192, (40, 27), 50)


def _stack(
    x: float, width: float, tops: tuple[float, float], height: float, anchor: Literal["start", "middle"]
) -> Spots:
    """The two lower lines one below the other."""
    first = Spot(x, tops[0], width, 46, (33, 24), "gold", anchor=anchor, italic=True)
    second = replace(first, y=tops[1])
    return _part("helps", first, height, (44, 28)) | _part("edge", second, height, (44, 28))


PORCELAIN: dict[Size, Spots] = {
    "portrait": _centred(56, 668, Spot(100, 722, 880, 216, (68, 40), "text", leading=1.16), _columns(976), 1226),
    "square": _centred(40, 404, Spot(90, 456, 900, 198, (62, 38), "text", leading=1.14), _columns(706), 960),
    "story": _centred(
        276,
        784,
        Spot(90, 842, 900, 244, (76, 42), "text", leading=1.16),
        _stack(110, 860, (1136, 1326), 122, "middle"),
        1552,
    ),
}

INK: dict[Size, Spots] = {
    "portrait": {
        "name": Spot(92, 84, 420, 56, (44, 30), "gold", anchor=LEFT),
        "style": Spot(92, 222, 888, 56, (40, 28), "gold", anchor=LEFT, italic=True),
        "strength": Spot(92, 294, 888, 272, (84, 44), "text", anchor=LEFT, place=TOP, leading=1.14),
        **_stack(92, 600, (674, 996), 164, LEFT),
        "link": Spot(92, 1232, 600, 44, (31, 22), "text", anchor=LEFT),
        "footer": Spot(92, 1276, 600, 40, (27, 20), "soft", anchor=LEFT),
    },
    "square": {
        "name": Spot(84, 64, 420, 56, (42, 30), "gold", anchor=LEFT),
        "style": Spot(84, 160, 800, 52, (38, 28), "gold", anchor=LEFT, italic=True),
        "strength": Spot(84, 218, 900, 246, (78, 42), "text", anchor=LEFT, place=TOP, leading=1.14),
        **_part("helps", Spot(84, 626, 420, 44, (31, 24), "gold", anchor=LEFT, italic=True), 210, (42, 28)),
        **_part("edge", Spot(616, 626, 400, 44, (31, 24), "gold", anchor=LEFT, italic=True), 210, (42, 28)),
        "link": Spot(84, 952, 430, 44, (31, 22), "text", anchor=LEFT),
        "footer": Spot(84, 996, 430, 40, (27, 20), "soft", anchor=LEFT),
    },
    "story": {
        "name": Spot(92, 290, 420, 60, (48, 32), "gold", anchor=LEFT),
        "style": Spot(92, 424, 888, 58, (42, 28), "gold", anchor=LEFT, italic=True),
        "strength": Spot(92, 500, 896, 330, (94, 46), "text", anchor=LEFT, place=TOP, leading=1.14),
        **_stack(92, 622, (980, 1318), 162, LEFT),
        "link": Spot(92, 1556, 620, 46, (33, 22), "text", anchor=LEFT),
        "footer": Spot(92, 1602, 620, 42, (28, 20), "soft", anchor=LEFT),
    },
}

CELADON: dict[Size, Spots] = {
    "portrait": {
        "name": Spot(370, 158, 340, 58, (42, 30), "gold"),
        "style": Spot(250, 268, 580, 54, (38, 27), "gold", italic=True),
        "strength": Spot(165, 336, 750, 250, (70, 40), "text", leading=1.16),
        **_stack(180, 720, (640, 842), 130, "middle"),
        "link": Spot(300, 1086, 480, 46, (31, 22), "text"),
        "footer": Spot(330, 1132, 420, 40, (27, 20), "soft"),
    },
    "square": {
        "name": Spot(370, 82, 340, 54, (40, 30), "gold"),
        "style": Spot(250, 176, 580, 50, (36, 26), "gold", italic=True),
        "strength": Spot(156, 230, 768, 200, (64, 38), "text", leading=1.14),
        **_stack(170, 740, (472, 660), 116, "middle"),
        "link": Spot(290, 884, 500, 44, (30, 22), "text"),
        "footer": Spot(320, 928, 440, 40, (26, 20), "soft"),
    },
    "story": {
        "name": Spot(370, 400, 340, 60, (46, 32), "gold"),
        "style": Spot(235, 524, 610, 58, (40, 28), "gold", italic=True),
        "strength": Spot(130, 592, 820, 300, (80, 42), "text", leading=1.18),
        **_stack(160, 760, (958, 1176), 140, "middle"),
        "link": Spot(290, 1426, 500, 48, (33, 22), "text"),
        "footer": Spot(350, 1474, 380, 42, (28, 20), "soft"),
    },
}

HILLS: dict[Size, Spots] = {
    "portrait": {
        "name": Spot(92, 84, 420, 56, (44, 30), "gold", anchor=LEFT),
        "style": Spot(92, 376, 548, 56, (40, 28), "gold", anchor=LEFT, italic=True),
        "strength": Spot(92, 440, 896, 260, (80, 42), "text", anchor=LEFT, place=TOP, leading=1.14),
        **_part("helps", Spot(92, 968, 428, 44, (31, 24), "gold", anchor=LEFT, italic=True), 192, (40, 27)),
        **_part("edge", Spot(564, 968, 428, 44, (31, 24), "gold", anchor=LEFT, italic=True), 192, (40, 27)),
        "link": Spot(92, 1236, 448, 44, (31, 22), "text", anchor=LEFT),
        "footer": Spot(92, 1280, 600, 40, (27, 20), "soft", anchor=LEFT),
    },
    "square": {
        "name": Spot(84, 60, 420, 56, (42, 30), "gold", anchor=LEFT),
        "style": Spot(84, 220, 560, 52, (38, 28), "gold", anchor=LEFT, italic=True),
        "strength": Spot(84, 282, 720, 256, (72, 38), "text", anchor=LEFT, place=TOP, leading=1.14),
        **_part("helps", Spot(84, 734, 430, 44, (31, 24), "gold", anchor=LEFT, italic=True), 192, (40, 27), 50),
        **_part("edge", Spot(566, 734, 430, 44, (31, 24), "gold", anchor=LEFT, italic=True), 192, (40, 27), 50),
        "link": Spot(84, 978, 448, 44, (31, 22), "text", anchor=LEFT),
        "footer": Spot(84, 1022, 600, 40, (27, 20), "soft", anchor=LEFT),
    },
    "story": {
        "name": Spot(92, 290, 420, 60, (48, 32), "gold", anchor=LEFT),
        "style": Spot(92, 676, 600, 58, (42, 28), "gold", anchor=LEFT, italic=True),
        "strength": Spot(92, 746, 896, 320, (90, 46), "text", anchor=LEFT, place=TOP, leading=1.14),
        **_part("helps", Spot(92, 1296, 428, 46, (33, 24), "gold", anchor=LEFT, italic=True), 210, (43, 28)),
        **_part("edge", Spot(564, 1296, 428, 46, (33, 24), "gold", anchor=LEFT, italic=True), 210, (43, 28)),
        "link": Spot(92, 1564, 600, 46, (33, 22), "text", anchor=LEFT),
        "footer": Spot(92, 1610, 600, 40, (28, 20), "soft", anchor=LEFT),
    },
}

PLACES: dict[Design, dict[Size, Spots]] = {"porcelain": PORCELAIN, "ink": INK, "celadon": CELADON, "hills": HILLS}


@cache
def spots(design: Design, theme: Theme, size: Size) -> Spots:
    """Where the texts of a look stand, by their role, in its colours."""
    tones = TONES[design, theme]
    return {role: replace(spot, fill=tones[spot.fill]) for role, spot in PLACES[design][size].items()}
