"""The share card as it may come out: every design, theme and size, and words of every kind."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle, product

from bot.domain.speech import Picture, Words, words
from bot.pictures.looks import DESIGNS, SIZES, THEMES

PARTS = ("strength", "helps", "edge")
LOOKS = tuple(product(DESIGNS, THEMES, SIZES))


OWN = {
    "one letter": "I",
    "a long line": "When things get loud I slow down and say what I need, once, and then I stay to hear it all. " * 2,
    "names from the right": "אני שומעת את ליאורה לפני שאני עונה, وليلى تسمعني",
    "names of many scripts": "José Nguyễn, Ελένη, Наташа, 珺璟与喆, ليلى",
    "two hundred letters": (
        "I say what I need, once and softly, and then I stay with you until we both have said it. " * 3
    )[:200],
    "controls and blanks": "I am\x00 \x07here\u202e now\u2066,\ufeff and still\u200d ",
    "nothing": "",
    "emoji": "I stay 👩‍❤️‍👩 and say so ❤️👍🏽 1️⃣",
    "markup and quotes": """<b>"I"</b> & 'you' </text><script>""",
    "one long word": "Wm" * 60,
    "hanzi without a stop": "愿意留下来听你说完" * 12,
}


def cards() -> Iterator[tuple[str, Picture]]:
    """Each look with kind words and with a leaning; everything that somebody may write, on a look of each design."""
    kind = {part: words(f"results.card.kind.{part}.0") for part in PARTS}
    for look in LOOKS:
        yield _card(look, "kind words", kind)
    for design, theme in product(DESIGNS, THEMES):
        yield _card((design, theme, "portrait"), "a leaning", {**kind, "style": words("results.style.a")})
    for design in DESIGNS:
        # Theme and size in turns: each text meets light and dark, and each design all sizes.
        for (name, text), theme, size in zip(OWN.items(), cycle(THEMES), cycle(SIZES), strict=False):
            yield _card((design, theme, size), name, dict.fromkeys(PARTS, words("card.own", text=text)))


def _card(look: tuple[str, str, str], name: str, parts: dict[str, Words]) -> tuple[str, Picture]:
    design, theme, size = look
    seen = words(f"card.look.{design}-{theme}")
    alt = Words("card.alt-style" if "style" in parts else "card.alt", {"look": seen, "month": "", **parts})
    facts: dict[str, str | int | bool | Words] = {"design": design, "theme": theme, "size": size, **parts}
    return f"{design} {theme} {size}, {name}", Picture("card", facts, alt)
