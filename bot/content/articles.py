"""The shelf of articles and the lines to copy: read from their structure files, and looked over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

import msgspec

from bot.content.exercises import Wrong
from bot.domain.articles import Article, Phrases, Situation

ARTICLES: Final = "library/articles.yaml"
LINES: Final = "library/lines.yaml"
FEWEST: Final = 2


def articles_from(rows: Iterable[Article], wrong: Wrong) -> tuple[Article, ...]:
    """The articles in the order of the file. What does not fit is told to `wrong`."""
    found = tuple(rows)
    for n, row in enumerate(found):
        if not row.pages:
            wrong(f"articles.{n}.pages", f"{row.id} has no page", "write one, or take the article out")
        if twice := _twice(page.id for page in row.pages):
            wrong(f"articles.{n}.pages", f"{twice} stands twice in {row.id}", "give each page a name of its own")
    if twice := _twice(row.id for row in found):
        wrong("articles", f"{twice} stands twice", "keep one")
    return found


def phrases_from(tones: Any, rows: Iterable[Situation], wrong: Wrong) -> Phrases:
    """The lines to copy. What does not fit is told to `wrong`."""
    situations = tuple(rows)
    try:
        known = msgspec.convert(tones, tuple[str, ...])
    except msgspec.ValidationError as error:
        wrong("lines.tones", str(error), "write a list of tones")
        return Phrases()
    if not known:
        wrong("lines.tones", "there is no tone", "write at least one")
    for n, row in enumerate(situations):
        if row.lines < FEWEST:
            wrong(f"lines.situations.{n}.lines", f"{row.id} has {row.lines} lines a tone", f"write {FEWEST} at least")
    if twice := _twice((*known, *(row.id for row in situations))):
        wrong("lines", f"{twice} stands twice", "keep one")
    return Phrases(known, situations)


def _twice(ids: Iterable[str]) -> str:
    return next((one for one, count in Counter(ids).items() if count > 1), "")
