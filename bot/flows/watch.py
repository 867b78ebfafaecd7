"""Reading free words for danger, by rules alone: a bonus beside the help button, never a promise to monitor.

Content rules 5.1: find the stems of every language in every text; cancel a tier 2 or 3 hit that lies wholly inside a
longer idiom; let negation and past lower by one tier; see whether it is about somebody else. The worst hit counts.
Every look is a bounded number of look-ups at each word, so the time is linear in the length of the text.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from bot.domain.folding import Word, grams
from bot.domain.safety import GLUED_LETTERS, Cue, Finding, Phrases, Rules, Stem

_KINDS: Final = ("self", "abuse", "distress")
_LOWER: Final[Mapping[int, Literal[2, 3]]] = {1: 2, 2: 3}


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    stem: Stem


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
    cues = _cues(words, rules)
    reach = _reach(words, rules)
    found = [
        (finding, hit.start)
        for hit in _outermost(_hits(words, rules))
        if (hit.stem.tier == 1 or reach[hit.start] < hit.end)
        and (not hit.stem.closing or _closes(words, hit.end, rules))
        and (finding := _judged(hit, words, cues, rules)) is not None
        and not (finding.tier == 3 and finding.stem_id in muted)
    ]
    if not found:
        return None
    return min(found, key=lambda f: (f[0].tier, f[0].third_person, _KINDS.index(f[0].kind), f[1]))[0]


def _hits(words: Sequence[Word], rules: Rules) -> Iterator[_Hit]:
    texts = [word.text for word in words]
    for start in range(len(texts)):
        for end, stem in rules.stems.starting(texts, start):
            yield _Hit(start, end, stem)
        if len(texts[start]) >= GLUED_LETTERS and not words[start].han:
            for stem in _inside(texts[start], rules.glued):
                yield _Hit(start, start + 1, stem)


def _inside(word: str, glued: Phrases[Stem]) -> Iterator[Stem]:
    threes = grams(word)
    for start in range(len(threes)):
        for _, stem in glued.starting(threes, start):
            yield stem


def _outermost(hits: Iterable[_Hit]) -> Iterator[_Hit]:
    """`hits` without those inside another of the same or a graver tier: "kill myself" tells more than its parts."""
    furthest = {1: 0, 2: 0, 3: 0}
    for hit in sorted(hits, key=lambda h: (h.start, -h.end, h.stem.tier)):
        tier = hit.stem.tier
        if not hit.stem.closing and any(furthest[graver] >= hit.end for graver in range(1, tier + 1)):
            continue
        if not hit.stem.closing:
            furthest[tier] = max(furthest[tier], hit.end)
        yield hit


def _reach(words: Sequence[Word], rules: Rules) -> list[int]:
    """For each place, how far the idioms reach that begin there or before. A 0 in an idiom is any number."""
    texts = ["0" if word.text.isdigit() else word.text for word in words]
    reach: list[int] = []
    furthest = 0
    for start in range(len(texts)):
        ends = [end for end, _ in rules.idioms.starting(texts, start) if _is_one_clause(words, start, end)]
        furthest = max([furthest, *ends])
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


def _judged(hit: _Hit, words: Sequence[Word], cues: Mapping[int, _Cue], rules: Rules) -> Finding | None:
    before = list(_before(hit, words, cues, rules))
    negations = sum(c.means == "negation" or (c.means == "touching" and c.end >= hit.start) for c in before)
    past = any(c.means in ("past", "past-either") for c in before) or _past_follows(hit, words, cues, rules)
    tier = hit.stem.tier
    if negations % 2 or past:
        if tier == 3:
            return None
        tier = _LOWER[tier]
    return Finding(tier, hit.stem.kind, hit.stem.id, _is_of_another(hit, words, before, rules))


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
