"""The share card, 1080 x 1350 px: kind words on porcelain or on ink. It holds no score, name, date or result map."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from bot.pictures.faces import CHINESE, LATIN, measure
from bot.pictures.runs import from_the_right, runs
from bot.pictures.scenery import scenery
from bot.pictures.text import drawable
from bot.pictures.told import Lang, Told
from bot.pictures.wrap import RISE, Fitted, fit

WIDTH, HEIGHT = 1080, 1350
# Room at both sides for letters that lean out of their width, px.
PAD = 4
HALF_EMPTY = ("，", "。", "、", "；", "：")
TEMPLATES = Path(__file__).parent / "templates"

Design = Literal["porcelain", "ink"]
DESIGNS: tuple[Design, ...] = ("porcelain", "ink")


@dataclass(frozen=True, slots=True)
class Heads:
    """Small fixed words on the card: the bot's name, and the headings of its two lower lines."""

    name: str
    helps: str
    edge: str


@dataclass(frozen=True, slots=True)
class Card:
    """All words of a card, in its person's language. `style` is an adjective phrase, or None when it is not shown."""

    lang: Lang
    design: Design
    style: str | None
    strength: str
    helps: str
    edge: str
    heads: Heads
    footer: str
    link: str


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a text may stand: its box in px, largest and smallest size in px, colour, alignment and upright place."""

    x: float
    y: float
    width: float
    height: float
    sizes: tuple[float, float]
    fill: str
    anchor: Literal["start", "middle", "end"] = "middle"
    place: Literal["top", "middle"] = "middle"
    italic: bool = False
    leading: float = 1.22


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of text in one font: where its anchor stands on its baseline, in px."""

    x: float
    y: float
    text: str
    family: str
    style: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Block:
    """A text that found its size and place."""

    role: str
    spot: Spot
    fitted: Fitted
    family: str
    style: str

    @property
    def stroke(self) -> float:
        """Width in px of the outline that makes Song type hold on a phone: its thin strokes vanish there."""
        return self.fitted.size * 0.014 if self.family == CHINESE else 0.0

    @property
    def words(self) -> tuple[Word, ...]:
        """What is to be written where: one piece a line, or one a font where a line needs several."""
        spare = self.spot.height - self.fitted.height
        top = self.spot.y + (spare / 2 if self.spot.place == "middle" else 0) + RISE * self.fitted.size
        found: list[Word] = []
        for at, line in enumerate(self.fitted.lines):
            found += self._line(line, top + at * self.fitted.leading)
        return tuple(found)

    def _line(self, line: str, y: float) -> list[Word]:
        spot = self.spot
        rtl = from_the_right("".join(self.fitted.lines))
        parts = runs(line, self.fitted.size, self.family, self.style, rtl=rtl)
        x = {"start": spot.x + PAD, "middle": spot.x + spot.width / 2, "end": spot.x + spot.width - PAD}[spot.anchor]
        if len(parts) == 1:
            return [Word(x + self._hang(line), y, line, parts[0].family, parts[0].style, spot.anchor)]
        x -= {"start": 0.0, "middle": 0.5, "end": 1.0}[spot.anchor] * sum(part.width for part in parts)
        found: list[Word] = []
        for part in parts:
            text = part.text.strip()
            before = measure(" ", self.fitted.size, part.family, part.style) if part.text.startswith(" ") else 0.0
            # Joined letters come out narrower than they were measured: they stand in the middle of their room.
            at, anchor = (x + part.width / 2, "middle") if part.rtl else (x + before, "start")
            found += [Word(at, y, text, part.family, part.style, anchor)] if text else []
            x += part.width
        return found

    def _hang(self, line: str) -> float:
        """A full-width stop is empty on its right: a centred line that ends with one looks centred without it."""
        return self.fitted.size / 4 if self.spot.anchor == "middle" and line.endswith(HALF_EMPTY) else 0.0


_PORCELAIN_INK, _PORCELAIN_GOLD, _PORCELAIN_SOFT = "#2b2722", "#7a5716", "#5f564a"
_INK_TEXT, _INK_GOLD, _INK_SOFT = "#f3ecdd", "#e3bf6a", "#b9b0a0"

SPOTS: dict[Design, dict[str, Spot]] = {
    "porcelain": {
        "name": Spot(90, 56, 900, 56, (40, 30), _PORCELAIN_GOLD),
        "style": Spot(110, 668, 860, 52, (38, 28), _PORCELAIN_GOLD, italic=True),
        "strength": Spot(100, 724, 880, 216, (68, 40), _PORCELAIN_INK, leading=1.16),
        "helps-head": Spot(90, 984, 436, 42, (30, 24), _PORCELAIN_GOLD, italic=True),
        "helps": Spot(90, 1038, 436, 172, (40, 27), _PORCELAIN_INK, place="top"),
        "edge-head": Spot(554, 984, 436, 42, (30, 24), _PORCELAIN_GOLD, italic=True),
        "edge": Spot(554, 1038, 436, 172, (40, 27), _PORCELAIN_INK, place="top"),
        "link": Spot(90, 1226, 900, 44, (31, 22), _PORCELAIN_INK),
        "footer": Spot(90, 1270, 900, 40, (27, 20), _PORCELAIN_SOFT),
    },
    "ink": {
        "name": Spot(92, 84, 420, 56, (44, 30), _INK_GOLD, anchor="start"),
        "style": Spot(92, 222, 888, 56, (40, 28), _INK_GOLD, anchor="start", italic=True),
        "strength": Spot(92, 294, 888, 272, (84, 44), _INK_TEXT, anchor="start", place="top", leading=1.14),
        "helps-head": Spot(92, 674, 560, 44, (32, 24), _INK_GOLD, anchor="start", italic=True),
        "helps": Spot(92, 728, 640, 164, (44, 28), _INK_TEXT, anchor="start", place="top"),
        "edge-head": Spot(92, 996, 600, 44, (32, 24), _INK_GOLD, anchor="start", italic=True),
        "edge": Spot(92, 1050, 600, 160, (44, 28), _INK_TEXT, anchor="start", place="top"),
        "link": Spot(92, 1232, 600, 44, (31, 22), _INK_TEXT, anchor="start"),
        "footer": Spot(92, 1276, 600, 40, (27, 20), _INK_SOFT, anchor="start"),
    },
}


def layout(card: Card) -> tuple[Block, ...]:
    """Every text of the card, made drawable, at the size and place where it fits its box."""
    family = CHINESE if card.lang == "zh" else LATIN
    texts = {
        "name": card.heads.name,
        "style": card.style or "",
        "strength": card.strength,
        "helps-head": card.heads.helps,
        "helps": card.helps,
        "edge-head": card.heads.edge,
        "edge": card.edge,
        "link": card.link,
        "footer": card.footer,
    }
    return tuple(block(role, texts[role], spot, family) for role, spot in SPOTS[card.design].items())


def block(role: str, text: str, spot: Spot, family: str) -> Block:
    """A text made drawable, at the size and place where it fits its box."""
    # Chinese has no italics, and its even, square signs need more air between lines.
    style = "italic" if spot.italic and family == LATIN else "normal"
    leading = spot.leading + (0.18 if family == CHINESE else 0)
    sizes = spot.sizes if family == LATIN else (spot.sizes[0] * 0.92, spot.sizes[1])
    fitted = fit(drawable(text), spot.width - 2 * PAD, spot.height, sizes, leading=leading, family=family, style=style)
    return Block(role, spot, fitted, family, style)


@cache
def _templates() -> Environment:
    return Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)


def template(name: str) -> Template:
    """A picture's template, by its file's name."""
    return _templates().get_template(name)


def card_svg(card: Card) -> str:
    """The card as one SVG document. Any words may be given: what cannot be drawn is made plain or cut with …."""
    return template(f"card-{card.design}.svg").render(blocks=layout(card), scene=scenery(card.design), lang=card.lang)


def told(told: Told) -> Card:
    """A card from its facts: `design` by name, its lines as words."""
    return Card(
        lang=told.lang,
        design=next((d for d in DESIGNS if d == told.plain("design")), DESIGNS[0]),
        style=told.text("style") or None,
        strength=told.text("strength"),
        helps=told.text("helps"),
        edge=told.text("edge"),
        heads=Heads(told.own("card.heads.name"), told.own("card.heads.helps"), told.own("card.heads.edge")),
        footer=told.own("card.footer"),
        link=told.link,
    )
