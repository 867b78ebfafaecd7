"""The share card, 1080 x 1350 px: kind words on porcelain or on ink. It holds no score, name, date or result map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.pictures.blocks import TEMPLATES as TEMPLATES
from bot.pictures.blocks import Block as Block
from bot.pictures.blocks import Spot as Spot
from bot.pictures.blocks import block as block
from bot.pictures.blocks import template as template
from bot.pictures.faces import CHINESE, LATIN
from bot.pictures.scenery import scenery
from bot.pictures.told import Lang, Told

WIDTH, HEIGHT = 1080, 1350

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
