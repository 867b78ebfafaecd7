"""A share card before it is drawn: where its lines may come from, how it may look, and what it says in words."""

from __future__ import annotations

from typing import NamedTuple

from bot.domain.memory import CardDraft, Memory
from bot.domain.speech import Param, Picture, Words, words
from bot.flows import moves_scoring, reading

PARTS = ("strength", "helps", "edge")
STYLES = ("kind", "leaning", "moves")
DESIGNS = ("porcelain", "ink", "celadon", "hills")
THEMES = ("light", "dark")
SIZES = ("portrait", "square", "story")
# The theme of a design where nobody chose one: the first two designs had one theme each, and look as they did.
OWN_THEME = {"porcelain": "light", "ink": "dark", "celadon": "light", "hills": "dark"}
# What an inline query for the card says.
INLINE = "card"


class Look(NamedTuple):
    """How a card looks, in ids."""

    design: str
    theme: str
    size: str


def draft(memory: Memory) -> CardDraft:
    """The card as it stands."""
    return memory.card or CardDraft()


def look_of(made: CardDraft) -> Look:
    """How a card looks; what an old memory does not name, or no card has any more, is as it was at first."""
    design = made.design if made.design in DESIGNS else DESIGNS[0]
    theme = made.theme if made.theme in THEMES else OWN_THEME[design]
    return Look(design, theme, made.size if made.size in SIZES else SIZES[0])


def lines(memory: Memory, part: str) -> tuple[str, ...]:
    """The keys that one part can be picked from, by the style that its owner chose."""
    if draft(memory).style == "moves":
        own = moves_scoring.warmest(memory.moves.result if memory.moves else None)
        return tuple(f"moves.card.{own}.{part}.{n}" for n in range(reading.CARD_LINES))
    known = memory.known if draft(memory).style == "leaning" else None
    found = reading.card_lines(known.result, known.chosen) if known else reading.card_lines()
    keys: tuple[str, ...] = getattr(found, part)
    return keys


def styles(memory: Memory) -> tuple[str, ...]:
    """Where the lines may come from: kind words always, a leaning and own moves once there are such results."""
    leaning = memory.known is not None and memory.known.result.leaning is not None
    moves = memory.moves is not None and memory.moves.result is not None
    there = {"kind": True, "leaning": leaning, "moves": moves}
    return tuple(style for style in STYLES if there[style])


def words_of(memory: Memory, part: str) -> Words:
    """What one part says: its owner's own words, or the line that was picked."""
    made = draft(memory)
    if part in made.own:
        return words("card.own", text=made.own[part])
    keys = lines(memory, part)
    return words(keys[getattr(made, part) % len(keys)])


def style_of(memory: Memory) -> Words | None:
    """The style words, an adjective phrase, only where their owner chose to show them."""
    if draft(memory).style != "leaning" or memory.known is None:
        return None
    key = reading.card_lines(memory.known.result, memory.known.chosen).style
    return words(key) if key else None


def picture(memory: Memory) -> Picture | None:
    """The picture of a card that its owner has made; None before. Never a score, a map, a name or a day."""
    if not draft(memory).made:
        return None
    look, style = look_of(draft(memory)), style_of(memory)
    parts = {part: words_of(memory, part) for part in PARTS}
    number = draft(memory).month
    month = {"month": words(f"card.month.{number}")} if number else {}
    facts: dict[str, str | int | bool | Words] = {**look._asdict(), **parts, **month}
    told: dict[str, Param] = {"month": "", **parts, **month}
    seen = words(f"card.look.{look.design}-{look.theme}")
    if style is None:
        return Picture("card", facts, words("card.alt", look=seen, **told))
    return Picture("card", {**facts, "style": style}, words("card.alt-style", look=seen, style=style, **told))
