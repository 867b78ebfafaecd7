"""What comes again across texts: sentences that stand twice, and texts of a kind that all begin alike."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from bot.content.faults import Fault
from bot.content.pages import Text
from bot.content.style import SENTENCE, Language, Style, matches, variants


def sentences_twice(texts: Iterable[Text], lang: str, style: Style) -> Iterator[Fault]:
    """Sentences that stand in two places of one language, without regard to case and signs (`once` in style.yaml)."""
    own = style.of(lang)
    first: dict[str, Text] = {}
    for text in texts:
        if not matches(text.key, style.once.keys) or matches(text.key, style.once.unless):
            continue
        for sentence in dict.fromkeys(s for seen in variants(text) for s in _sentences(seen, own)):
            before = first.setdefault(sentence, text)
            if before is not text:
                what = f"“{sentence}” stands in {before.key} too ({before.file}:{before.line})"
                yield Fault(text.file, text.line, text.key, what, "say it another way in one of the two")


def openings_alike(texts: Iterable[Text], lang: str, style: Style) -> Iterator[Fault]:
    """The text with which more of its kind begin alike than `openings` of style.yaml allows; one for each beginning."""
    words = style.of(lang).spaces
    alike: dict[tuple[str, str], list[Text]] = defaultdict(list)
    for text in texts:
        for pattern in style.openings.keys:
            if matches(text.key, (pattern,)) and (found := _opening(text, words)):
                alike[pattern, found].append(text)
    for (pattern, opening), those in alike.items():
        if len(those) > style.openings.most:
            text = those[style.openings.most]
            what = f"{len(those)} of {pattern} begin with “{opening}”, and {style.openings.most} may"
            yield Fault(text.file, text.line, text.key, what, "begin some of them in another way")


def _opening(text: Text, words: bool) -> str:
    """The first word of a text, or its first two signs where nothing stands between words."""
    seen = next(iter(variants(text)), "")
    found = re.search(r"[\w’]+" if words else r"\w{1,2}", seen.casefold())
    return found[0] if found else ""


def _sentences(seen: str, own: Language) -> Iterator[str]:
    for found in SENTENCE.findall(seen):
        words = re.findall(r"[\w'’]+" if own.spaces else r"\w", found.casefold())
        if len(words) >= own.shortest:
            yield (" " if own.spaces else "").join(words)
