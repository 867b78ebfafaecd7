"""Days that are taken as deep as was chosen: which texts a depth has of its own, and what is said without the story."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from bot.content.faults import Fault
from bot.content.pages import Text
from bot.content.style import Style, story_in

DEPTHS: Final = ("light", "skip")
PARTS: Final = ("title", "hello", "why", "action", "pair", "gentle", "evening", "copy")
"""What a depth may say in words of its own; the prime fits every depth, and the four variants go with the action."""


def own_parts(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Each depth of a day's row with each part that it has words of its own for: all that `fits` does not name."""
    fits = row.get("fits")
    if isinstance(fits, dict):
        for depth in DEPTHS:
            yield from ((depth, part) for part in PARTS if part not in (fits.get(depth) or ()))


def untold(row: Mapping[str, Any], needed: Iterable[str]) -> tuple[str, ...]:
    """The keys of all that a day says to somebody who leaves the story out. `needed`: the keys of the day."""
    fits = row.get("fits")
    if not isinstance(fits, dict):
        return ()
    heads = [f"days.{row.get('id')}.{part}" for part in ("skip", "prime", *(fits.get("skip") or ()))]
    return tuple(key for key in needed if any(key == head or key.startswith(f"{head}.") for head in heads))


def depth_faults(own: Mapping[str, Text], lang: str, keys: Iterable[str], style: Style) -> Iterator[Fault]:
    """Texts that speak of story work where somebody reads them who leaves the story out."""
    for key in keys:
        text = own.get(key)
        said = story_in(text, lang, style) if text else ""
        if text and said:
            what = f"“{said}” is said to somebody who leaves the story out"
            yield Fault(text.file, text.line, key, what, "say it without the story, or give `skip` words of its own")
