"""Make a person's words safe to draw: nothing that breaks the renderer, nothing that would be drawn as nothing."""

from __future__ import annotations

import re
import unicodedata

from bot.pictures.faces import advance

MISSING = "\N{WHITE SQUARE}"
LONGEST = 400
# A digit on a key is one emoji of several signs: none of them stays.
KEYCAP = "\u20e3"
KEYED = re.compile(f"[0-9#*]\ufe0f?{KEYCAP}")


def clean(text: str) -> str:
    """One line in NFC without controls, bidi and zero-width signs, emoji and piled-up marks; at most 400 signs.

    Bidi controls and emoji sequences make the renderer panic; the others are invisible or leave their line. Arabic
    loses its vowel signs, which stand a line high above its letters: it is mostly written without them.
    """
    spaced = " ".join(KEYED.sub("", text).split())
    kept: list[str] = []
    marks = 0
    for char in unicodedata.normalize("NFC", spaced):
        if not _stays(char):
            continue
        marks = marks + 1 if unicodedata.category(char) == "Mn" else 0
        if marks <= _room_for_marks(char) and (marks == 0 or kept):
            kept.append(char)
    return " ".join("".join(kept)[:LONGEST].split())


def _room_for_marks(char: str) -> int:
    if "\u0600" <= char <= "\u06ff":
        return 0
    return 2 if "\u0591" <= char <= "\u05ff" else 1


def _stays(char: str) -> bool:
    category = unicodedata.category(char)
    if char == KEYCAP or 0x1F000 <= ord(char) <= 0x1FBFF or 0xFE00 <= ord(char) <= 0xFE0F:
        return False
    if category in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"} or ord(char) >= 0xE0000:
        return False
    # Symbols outside our fonts are nearly all emoji; letters outside them are a name and must not vanish.
    return category != "So" or advance(char) is not None


def missing_glyphs(text: str) -> set[str]:
    """The signs of the cleaned text that no shipped font can draw."""
    return {char for char in clean(text) if advance(char) is None}


def drawable(text: str) -> str:
    """Cleaned text in which each sign without a glyph is its plain form, or else a visible empty square."""
    return "".join(char if advance(char) is not None else _plain(char) for char in clean(text))


def _plain(char: str) -> str:
    for form in ("NFKC", "NFKD"):
        spelled = unicodedata.normalize(form, char)
        known = "".join(part for part in spelled if advance(part) is not None)
        if known.strip() and (form == "NFKD" or known == spelled):
            return known
    return "" if unicodedata.category(char) == "Mn" else MISSING
