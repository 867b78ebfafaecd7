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
# Sizes in px, largest and smallest. A phone shows a card a third as large: what is said has 12 px there, a heading 11,
# and the smallest words of ours 10; these shrink further for nothing but deep letters, which they do not have.
BODY, HEAD, SMALL = (54, 36), (37, 34), (34, 28)


def _foot(x: float, y: float, width: float, anchor: Literal["start", "middle"] = "middle") -> Spots:
    """The link, and the footer below it."""
    link = Spot(x, y, width, 46, SMALL, "text", anchor=anchor)
    return {"link": link, "footer": replace(link, y=y + 46, height=43, sizes=(33, 26), fill="soft")}


def _centred(name: float, style: float, strength: Spot, pair: Spots, link: float) -> Spots:
    """Words in the middle of the card, one below the other; numbers are tops in px."""
    return {
        "name": Spot(90, name, 900, 56, (42, 34), "gold"),
        "style": Spot(110, style, 860, 52, (39, 31), "gold", italic=True),
        "strength": strength,
        **pair,
        **_foot(90, link, 900),
    }


def _left(name: float, style: float, width: float, strength: Spot, pair: Spots, link: float) -> Spots:
    """Words at the left edge of the card, one below the other; `width` is the style's, in px."""
    x = strength.x
    return {
        "name": Spot(x, name, 420, 58, (45, 34), "gold", anchor=LEFT),
        "style": Spot(x, style, width, 56, (41, 31), "gold", anchor=LEFT, italic=True),
        "strength": replace(strength, anchor=LEFT, place=TOP, leading=1.14),
        **pair,
        # No seam of any size comes nearer from the right.
        **_foot(x, link, 440, LEFT),
    }


def _part(role: str, head: Spot, height: float) -> Spots:
    """A heading and the words below it, in a box as wide."""
    said = replace(head, y=head.y + 54, height=height, sizes=BODY, fill="text", place=TOP, italic=False, leading=1.18)
    return {f"{role}-head": head, role: said}


def _pair(first: Spot, second: Spot, height: float) -> Spots:
    return _part("helps", first, height) | _part("edge", second, height)


def _columns(
    y: float,
    lefts: tuple[float, float] = (76, 548),
    height: float = 294,
    width: float = 456,
    anchor: Literal["start", "middle"] = "middle",
) -> Spots:
    """The two lower lines side by side: twelve hanzi of the smallest size fit a line."""
    head = Spot(lefts[0], y, width, 50, HEAD, "gold", anchor=anchor, italic=True)
    return _pair(head, replace(head, x=lefts[1]), height)


def _stack(
    x: float, width: float, tops: tuple[float, float], height: float, anchor: Literal["start", "middle"]
) -> Spots:
    """The two lower lines one below the other."""
    head = Spot(x, tops[0], width, 50, HEAD, "gold", anchor=anchor, italic=True)
    return _pair(head, replace(head, y=tops[1]), height)


PORCELAIN: dict[Size, Spots] = {
    "portrait": _centred(50, 566, Spot(100, 622, 880, 200, (68, 42), "text", leading=1.16), _columns(888), 1242),
    "square": _centred(22, 320, Spot(90, 374, 900, 166, (60, 40), "text", leading=1.14), _columns(588), 944),
    "story": _centred(
        276,
        714,
        Spot(90, 772, 900, 230, (76, 42), "text", leading=1.16),
        _stack(90, 900, (1054, 1296), 170, "middle"),
        1552,
    ),
}

INK: dict[Size, Spots] = {
    "portrait": _left(
        74, 178, 880, Spot(92, 238, 888, 280, (84, 44), "text"), _stack(92, 600, (612, 950), 197, LEFT), 1232
    ),
    "square": _left(
        54,
        138,
        800,
        Spot(84, 196, 900, 214, (74, 42), "text"),
        _columns(548, (84, 622), 294, 416, LEFT),
        950,
    ),
    "story": _left(
        284, 414, 880, Spot(92, 486, 896, 340, (94, 46), "text"), _stack(92, 622, (956, 1307), 197, LEFT), 1561
    ),
}

CELADON: dict[Size, Spots] = {
    "portrait": {
        "name": Spot(370, 150, 340, 56, (42, 34), "gold"),
        "style": Spot(262, 212, 556, 52, (39, 31), "gold", italic=True),
        "strength": Spot(176, 268, 728, 246, (70, 40), "text", leading=1.16),
        **_stack(180, 720, (532, 790), 197, "middle"),
        **_foot(300, 1082, 480),
    },
    "square": {
        "name": Spot(390, 50, 300, 54, (41, 34), "gold"),
        "style": Spot(272, 108, 536, 50, (38, 31), "gold", italic=True),
        "strength": Spot(168, 160, 744, 203, (62, 38), "text", leading=1.14),
        **_stack(170, 740, (366, 620), 197, "middle"),
        **_foot(290, 880, 500),
    },
    # The plate is whole here: its name stands above it, and the link below.
    "story": {
        "name": Spot(340, 314, 400, 62, (48, 36), "gold"),
        "style": Spot(300, 588, 480, 54, (39, 31), "gold", italic=True),
        "strength": Spot(220, 645, 640, 212, (66, 38), "text", leading=1.14),
        **_stack(170, 740, (860, 1065), 147, "middle"),
        **_foot(240, 1560, 600),
    },
}

HILLS: dict[Size, Spots] = {
    "portrait": _left(
        84,
        352,
        548,
        Spot(92, 414, 896, 240, (80, 42), "text"),
        _columns(902, (92, 556), 264, 452, LEFT),
        1220,
    ),
    "square": _left(
        56,
        166,
        560,
        Spot(84, 224, 640, 204, (66, 38), "text"),
        _columns(622, (84, 548), 274, 452, LEFT),
        956,
    ),
    "story": _left(
        284,
        672,
        600,
        Spot(92, 742, 896, 270, (88, 46), "text"),
        _columns(1200, (92, 556), 294, 452, LEFT),
        1561,
    ),
}

PLACES: dict[Design, dict[Size, Spots]] = {"porcelain": PORCELAIN, "ink": INK, "celadon": CELADON, "hills": HILLS}


@cache
def spots(design: Design, theme: Theme, size: Size) -> Spots:
    """Where the texts of a look stand, by their role, in its colours."""
    tones = TONES[design, theme]
    return {role: replace(spot, fill=tones[spot.fill]) for role, spot in PLACES[design][size].items()}
