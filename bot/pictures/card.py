"""The share card: kind words in one of four designs, light or dark, in three sizes. No score, name, date or map."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import inf

from bot.pictures.blocks import Block, Spot, block
from bot.pictures.faces import CHINESE, LATIN
from bot.pictures.looks import DESIGNS, OWN_THEME, SIZES, THEMES, Design, Size, spots
from bot.pictures.runs import from_the_right
from bot.pictures.scenes import scenery
from bot.pictures.template import template
from bot.pictures.text import drawable
from bot.pictures.told import Lang, Theme, Told

LOWER = ("helps", "edge")
# How far down the lower lines may move where they are short, px.
SETTLES = 48.0


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
    theme: Theme = "light"
    size: Size = "portrait"


def layout(card: Card) -> tuple[Block, ...]:
    """Every text of the card, made drawable, at the size and place where it fits its box."""
    family, texts = CHINESE if card.lang == "zh" else LATIN, _texts(card)
    places = dict(spots(card.design, card.theme, card.size))
    for role in LOWER:
        # A heading stands at the edge at which the words below it begin.
        if places[role].anchor == "start" and from_the_right(drawable(texts[role])):
            places[f"{role}-head"] = replace(places[f"{role}-head"], anchor="end")
    # The two lower lines are equals: neither is larger than the other.
    lower = [fitted for role in LOWER if (fitted := block(role, texts[role], places[role], family).fitted).lines]
    most = dict.fromkeys(LOWER, min((fitted.size for fitted in lower), default=inf))
    _settle(places, [block(role, texts[role], places[role], family, most=most[role]) for role in LOWER])
    return tuple(block(role, texts[role], spot, family, most=most.get(role, inf)) for role, spot in places.items())


def _settle(places: dict[str, Spot], lower: list[Block]) -> None:
    """Short lines leave room below them: with their headings they move down into it, both as far."""
    spare = min(made.spot.height - made.fitted.height for made in lower)
    down = float(int(max(0.0, min(SETTLES, spare / 3))))
    for role in LOWER:
        head, said = places[f"{role}-head"], places[role]
        places[f"{role}-head"] = replace(head, y=head.y + down)
        places[role] = replace(said, y=said.y + down, height=said.height - down)


def _texts(card: Card) -> dict[str, str]:
    """What stands on a card, by its role. A line of nothing but emoji leaves nothing to draw, nor for its heading."""
    return {
        "name": card.heads.name,
        "style": card.style or "",
        "strength": card.strength,
        "helps-head": card.heads.helps if drawable(card.helps) else "",
        "helps": card.helps,
        "edge-head": card.heads.edge if drawable(card.edge) else "",
        "edge": card.edge,
        "link": card.link,
        "footer": card.footer,
    }


def card_svg(card: Card) -> str:
    """The card as one SVG document. Any words may be given: what cannot be drawn is made plain or cut with …."""
    width, height = SIZES[card.size]
    return template(f"card-{card.design}.svg").render(
        blocks=layout(card),
        # An ornament stands over words, never over nothing.
        adorned=any(drawable(line) for line in (card.helps, card.edge)),
        scene=scenery(card.design, card.size),
        theme=card.theme,
        lang=card.lang,
        width=width,
        height=height,
    )


def told(told: Told) -> Card:
    """A card from its facts: design, theme and size by name, its lines as words."""
    design = next((d for d in DESIGNS if d == told.plain("design")), DESIGNS[0])
    return Card(
        lang=told.lang,
        design=design,
        theme=next((t for t in THEMES if t == told.plain("theme")), OWN_THEME[design]),
        size=next((s for s in SIZES if s == told.plain("size")), "portrait"),
        style=told.text("style") or None,
        strength=told.text("strength"),
        helps=told.text("helps"),
        edge=told.text("edge"),
        heads=Heads(told.own("card.heads.name"), told.own("card.heads.helps"), told.own("card.heads.edge")),
        footer=" · ".join(filter(None, (told.own("card.footer"), told.text("month")))),
        link=told.link,
    )
