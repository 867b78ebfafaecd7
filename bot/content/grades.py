"""How hard the English is to read: Flesch-Kincaid grades, a file at a time, computed by a library where it is there."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

from bot.content.markup import VALUE
from bot.content.pages import Text
from bot.content.style import SENTENCE, variants

_FEWEST: Final = 5


class Grades(NamedTuple):
    """The reading grade of each file, or a word on why there is none."""

    by_file: Mapping[str, float]
    missing: str = ""


def reading_grades(texts: Iterable[Text], longest: int = 5) -> Grades:
    """Flesch-Kincaid grades of a language's files, from sentences of at least `longest` words."""
    try:
        textstat: Any = importlib.import_module("textstat")
    except ImportError:
        return Grades({}, "reading grades not computed: textstat is not installed (it comes with make test)")
    pages: dict[str, list[str]] = {}
    for text in texts:
        for seen in variants(text)[:1]:
            for sentence in SENTENCE.findall(seen.replace(VALUE, "ten")):
                if len(sentence.split()) >= longest:
                    pages.setdefault(text.file, []).append(sentence.strip(" .!?…”’") + ".")
    # A handful of sentences says nothing about a file.
    long = {file: " ".join(said) for file, said in pages.items() if len(said) >= _FEWEST}
    return Grades({file: textstat.flesch_kincaid_grade(text) for file, text in long.items()})
