"""Reading free words for danger, by rules alone: a bonus beside the help button, never a promise to monitor.

Content rules 5.1: find the stems of every language in every text; cancel a tier 2 or 3 hit that lies wholly inside a
longer idiom; let negation and past lower by one tier; see whether it is about somebody else; let two hints of one kind
count as serious. The worst hit counts.
Every look is a bounded number of look-ups at each word, so the time is linear in the length of the text.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal, cast

from bot.domain.folding import Word, grams
from bot.domain.patterns import Layout, Span, as_slots_read, layout_of
from bot.domain.phrases import Phrases
from bot.domain.safety import FAINT, GLUED_LETTERS, HINT, Cue, Finding, Rules, Stem, Tier

_KINDS: Final = ("self", "abuse", "harm", "distress")
_LOWER: Final[Mapping[int, Literal[2, 3]]] = {1: 2, 2: 3}
_PAST: Final = ("past", "past-either")
_FAMILY: Final[Mapping[str, str]] = {"distress": "self"}
"""Whose hints a kind goes with, where it is not its own."""
_WEIGHT: Final[Mapping[int, int]] = {3: 2, HINT: 2, FAINT: 1}
_SERIOUS: Final = 4
"""Hints of so much weight together are serious: two whole ones, or one and two halves."""


@dataclass(frozen=True, slots=True)
class _Hit:
    """A stem that was found. `spans`: the places of its slots; a plain phrase has one."""

    spans: tuple[Span, ...]
    stem: Stem

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]


@dataclass(frozen=True, slots=True)
class _Meant:
    """What a hit means where it stands. `tier` may be `HINT` or `FAINT`."""

    tier: int
    stem: Stem
    third_person: bool
    start: int


@dataclass(frozen=True, slots=True)
class _Cue:
    start: int
    end: int
    means: Cue


def look(text: str, rules: Rules, muted: frozenset[str] = frozenset()) -> Finding | None:
    """The gravest thing that `text` says, or None.

    `muted`: ids of stems that their writer has just called a misunderstanding; they keep silent at tier 3 only.
    """
    words = rules.fold.words(text)
    layout = layout_of(words, rules.slots)
    cues = _cues(words, rules)
    reach = _reach(layout, rules)
    meant = [
        meaning
        for hit in _outermost(_hits(layout, rules))
        if (hit.stem.tier == 1 or all(reach[start] < end for start, end in hit.spans))
        and (not hit.stem.closing or _closes(words, hit.end, rules))
        and (meaning := _judged(hit, words, cues, rules)) is not None
    ]
    found = [one for one in (*meant, *_together(meant, rules.together)) if one.tier <= 3]
    heard = [one for one in found if not (one.tier == 3 and one.stem.id in muted)]
    if not heard:
        return None
    worst = min(heard, key=lambda one: (one.tier, one.third_person, _KINDS.index(one.stem.kind), one.start))
    return Finding(cast(Tier, worst.tier), worst.stem.kind, worst.stem.id, worst.third_person)


def _together(meant: Iterable[_Meant], apart: int) -> Iterator[_Meant]:
    """Hints of one kind from several lists, or beside an unclear word, near each other: together they are serious."""
    weak: dict[str, dict[str, _Meant]] = {}
    for one in meant:
        if one.tier < 3 or one.third_person:
            continue
        signs = weak.setdefault(_FAMILY.get(one.stem.kind, one.stem.kind), {})
        signs[one.stem.id] = one
        near = [sign for sign in signs.values() if one.start - sign.start <= apart]
        hinted = any(sign.tier != 3 for sign in near)
        if len(near) > 1 and hinted and sum(_WEIGHT[sign.tier] for sign in near) >= _SERIOUS:
            yield _Meant(2, one.stem, False, one.start)


def _hits(layout: Layout, rules: Rules) -> Iterator[_Hit]:
    words = layout.words
    texts = [word.text for word in words]
    for start in range(len(texts)):
        for end, stem in rules.stems.starting(texts, start):
            yield _Hit(((start, end),), stem)
        for spans, stem in rules.stem_patterns.starting(layout, start):
            yield _Hit(spans, stem)
        if len(texts[start]) >= GLUED_LETTERS and not words[start].han:
            for stem in _inside(texts[start], rules.glued):
                yield _Hit(((start, start + 1),), stem)


def _inside(word: str, glued: Phrases[Stem]) -> Iterator[Stem]:
    threes = grams(word)
    for start in range(len(threes)):
        for _, stem in glued.starting(threes, start):
            yield stem


def _outermost(hits: Iterable[_Hit]) -> Iterator[_Hit]:
    """`hits` without those inside another of the same or a graver tier: "kill myself" tells more than its parts."""
    tiers = (1, 2, 3, HINT, FAINT)
    covered = dict.fromkeys(tiers, 0)
    for hit in sorted(hits, key=lambda h: (h.start, -h.end, h.stem.tier, _KINDS.index(h.stem.kind), h.stem.id)):
        if hit.stem.closing:
            yield hit
        elif covered[hit.stem.tier] < hit.end:
            covered.update((tier, hit.end) for tier in tiers if tier >= hit.stem.tier and covered[tier] < hit.end)
            yield hit


def _reach(layout: Layout, rules: Rules) -> list[int]:
    """For each place, how far the idioms reach that begin there or before. A 0 in an idiom is any number."""
    words = layout.words
    texts = as_slots_read(word.text for word in words)
    reach: list[int] = []
    furthest = 0
    for start in range(len(texts)):
        ends = [end for end, _ in rules.idioms.starting(texts, start) if _is_one_clause(words, start, end)]
        patterned = (spans[-1][1] for spans, _ in rules.idiom_patterns.starting(layout, start))
        furthest = max([furthest, *ends, *patterned])
        reach.append(furthest)
    return reach


def _cues(words: Sequence[Word], rules: Rules) -> dict[int, _Cue]:
    """Place -> the cue that covers it, read from left to right, the longest first, so that 忍不住 hides its 不."""
    texts = [word.text for word in words]
    cues: dict[int, _Cue] = {}
    start = 0
    while start < len(texts):
        whole = (_Cue(start, *cue) for cue in rules.cues.starting(texts, start) if _is_one_clause(words, start, cue[0]))
        found = next(whole, None)
        end = found.end if found is not None else start + 1
        if found is not None:
            cues.update(dict.fromkeys(range(start, end), found))
        start = end
    return cues


def _is_one_clause(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether no pause lies inside: “想死。你” is not the idiom 想死你."""
    return words[start].clause == words[end - 1].clause


def _closes(words: Sequence[Word], end: int, rules: Rules) -> bool:
    clause = words[end - 1].clause
    if end < len(words) and words[end].text in rules.tails:
        end += 1
    return end == len(words) or words[end].clause != clause or words[end].text in rules.openers


def _judged(hit: _Hit, words: Sequence[Word], cues: Mapping[int, _Cue], rules: Rules) -> _Meant | None:
    before = list(_before(hit, words, cues, rules))
    inside = list(_within(hit, cues))
    negations = sum(_negates(cue, hit.start) for cue in before) + sum(_negates(cue, end) for cue, end in inside)
    past = any(cue.means in _PAST for cue in (*before, *(cue for cue, _ in inside)))
    tier = hit.stem.tier
    past = past or _past_follows(hit, words, cues, rules)
    if negations % 2 or (past and hit.stem.kind != "harm"):
        if tier >= 3 or hit.stem.kind == "harm":
            return None
        tier = _LOWER[tier]
    return _Meant(tier, hit.stem, _is_of_another(hit, words, before, rules), hit.start)


def _negates(cue: _Cue, next_to: int) -> bool:
    return cue.means == "negation" or (cue.means == "touching" and cue.end >= next_to)


def _within(hit: _Hit, cues: Mapping[int, _Cue]) -> Iterator[tuple[_Cue, int]]:
    """The cues in the gaps of `hit`, each with the place where its gap ends: "he has never really hit me"."""
    for (_, end), (start, _) in pairwise(hit.spans):
        last = None
        for place in range(end, start):
            cue = cues.get(place)
            if cue is not None and cue.start >= end and cue != last:
                last = cue
                yield cue, start


def _before(hit: _Hit, words: Sequence[Word], cues: Mapping[int, _Cue], rules: Rules) -> Iterator[_Cue]:
    """The cues that reach into the window before `hit` and begin before it, the nearest first."""
    last = hit.start
    for place in _window(range(hit.start - 1, -1, -1), words[hit.start].clause, words, rules):
        cue = cues.get(place)
        if cue is None or cue.start == last:
            continue
        if cue.means == "break":
            return
        last = cue.start
        yield cue


def _past_follows(hit: _Hit, words: Sequence[Word], cues: Mapping[int, _Cue], rules: Rules) -> bool:
    window = _window(range(hit.end, len(words)), words[hit.end - 1].clause, words, rules)
    return any(place in cues and cues[place].means == "past-either" for place in window)


def _window(places: Iterable[int], clause: int, words: Sequence[Word], rules: Rules) -> Iterator[int]:
    left = {True: rules.back_characters, False: rules.back_words}
    for place in places:
        left[words[place].han] -= 1
        if words[place].clause != clause or left[words[place].han] < 0:
            return
        yield place


def _is_of_another(hit: _Hit, words: Sequence[Word], before: Sequence[_Cue], rules: Rules) -> bool:
    if hit.stem.about != "cue":
        return hit.stem.about == "other"
    for cue in before:
        if cue.means == "first":
            return False
        if cue.means == "third":
            between = words[cue.end : hit.start]
            return all(word.text in rules.bridge for word in between if word.han)
    return False
