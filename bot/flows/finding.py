"""Finding library pages and lines to copy by words, in one language: an index that is made once, and a search.

Chinese is looked up by pairs of signs (a sign alone where no pair is known), everything else by words without their
endings; a word that is still being typed finds those that it begins. Both sides go through the fold of the crisis
rules, so traditional signs, full-width letters and accents make no difference.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log
from typing import Literal

from bot.domain.folding import Fold, Word
from bot.domain.library import Library
from bot.flows.library import COPIES

MOST = 20
# A word in the title tells more than one in the text, and so does one by which a writer says that it is looked for; a
# word that is only begun tells less than a whole one.
TITLE, ALSO, BODY, BEGUN = 3.0, 2.0, 1.0, 0.5
# A text is found when it fits at least so well as the best one does, rare words counting more than common ones.
NEARLY = 0.5
# A term in more texts than this part of them tells nothing.
COMMON = 0.4
SHORTEST_BEGUN = 3

_TAG = re.compile(r"<[^>]+>")
_ENDINGS = (("ies", "y"), ("ied", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""), ("e", ""))
_LEFT_OVER = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to find. `place` is what leads to it behind `lib-`; `title`, `text` and `also` are keys of words.

    `also` are words that people may look for and that do not stand in it.
    """

    id: str
    kind: Literal["page", "line"]
    place: str
    title: str
    text: str
    also: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Index:
    """What stands where in one language: term -> number of an entry -> weight. `terms` are sorted."""

    fold: Fold
    entries: tuple[Entry, ...]
    postings: Mapping[str, Mapping[int, float]]
    terms: tuple[str, ...]


def index(library: Library, lang: str) -> Index:
    """The index of a language's pages and lines; an unknown language has the English one."""
    own = library.words.get(lang) or library.words["en"]
    found = tuple(_entries(library))
    postings: dict[str, dict[int, float]] = defaultdict(dict)
    for number, entry in enumerate(found):
        for key, weight in ((entry.text, BODY), (entry.also, ALSO), (entry.title, TITLE)):
            for term in _terms(library.rules.fold.words(_TAG.sub(" ", own[key]))):
                postings[term][number] = weight
    return Index(library.rules.fold, found, postings, tuple(sorted(postings)))


def _entries(library: Library) -> Iterable[Entry]:
    for article in library.articles:
        at = f"library.article.{article.id}"
        for leaf in article.pages:
            place = f"{article.id}-{leaf.id}"
            yield Entry(f"p-{place}", "page", place, f"{at}.title", f"{at}.page.{leaf.id}", f"find.{place}")
    for situation in library.phrases.situations:
        for tone in library.phrases.tones:
            at, place = f"{COPIES}{situation.id}", f"lines-{situation.id}-{tone}"
            for n in range(situation.lines):
                id, text = f"l-{situation.id}-{tone}-{n}", f"{at}.copy.{tone}.{n}"
                yield Entry(id, "line", place, f"{at}.label", text, f"find.lines-{situation.id}", tone)


# --------------------------------------------------------------------------------------------------------- search
def find(index: Index, query: str, most: int = MOST) -> tuple[Entry, ...]:
    """What fits a query best, at most `most` entries; none when nothing does."""
    asked = _asked(index, query)
    if not asked:
        return ()
    score: dict[int, float] = defaultdict(float)
    for there in asked:
        for number, weight in there.items():
            score[number] += weight * log(1 + len(index.entries) / len(there))
    least = NEARLY * max(score.values())
    best = sorted((n for n in score if score[n] >= least), key=lambda n: (-score[n], n))
    return tuple(index.entries[n] for n in best[:most])


def _asked(index: Index, query: str) -> list[Mapping[int, float]]:
    """Where each term of a query stands; terms that stand nowhere, or nearly everywhere, are left out."""
    read = index.fold.words(query)
    if len(read) == 1 and read[0].han:
        found = [index.postings.get(read[0].text, {})]
    else:
        found = [index.postings.get(pair, {}) for pair in _pairs(read)]
        whole = list(dict.fromkeys(root(word.text) for word in read if not word.han))
        # Only the last word may be one that is still being typed.
        found += [_begun(index, word) if word == whole[-1] else index.postings.get(word, {}) for word in whole]
    return [there for there in found if 0 < len(there) <= COMMON * len(index.entries)]


def _begun(index: Index, term: str) -> Mapping[int, float]:
    """Where a word stands, or longer ones that it begins."""
    found = dict(index.postings.get(term, {}))
    if len(term) < SHORTEST_BEGUN:
        return found
    for at in range(bisect_left(index.terms, term), len(index.terms)):
        longer = index.terms[at]
        if not longer.startswith(term):
            break
        for number, weight in index.postings[longer].items():
            found.setdefault(number, weight * BEGUN)
    return found


# ---------------------------------------------------------------------------------------------------------- terms
def _terms(read: Sequence[Word]) -> Iterable[str]:
    """Words without their endings; for Chinese each sign, and each pair of signs that stand side by side."""
    for word in read:
        yield word.text if word.han else root(word.text)
    yield from _pairs(read)


def _pairs(read: Sequence[Word]) -> Iterable[str]:
    return (a.text + b.text for a, b in pairwise(read) if a.han and b.han and a.clause == b.clause)


def root(word: str) -> str:
    """A word without its ending, so that “replies” finds “reply” and “arguing” finds “argue”. No real grammar."""
    for ending, instead in _ENDINGS:
        rest = word.removesuffix(ending) + instead
        if word.endswith(ending) and len(rest) >= _LEFT_OVER:
            word = rest
            break
    return word[:-1] if len(word) > _LEFT_OVER and word[-1] == word[-2] else word
