"""Phrases and patterns of words, and where they stand in a text: look-ups only, no regular expressions.

A phrase is words side by side. A pattern is slots with gaps between them: "<he> .. (hit|hurt) .. me". A slot is a word
class of the data, a choice of phrases between bars, or words as they are. A gap is bounded, so that
reading stays linear in the length of the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Generic, TypeVar

from bot.domain.folding import Word

BESIDE: Final = ""
"""The sign of no gap at all."""
GAPS: Final = MappingProxyType({"..": "few", "...": "more", "//": "across"})
"""The signs of gaps, with their names in the data: a few words, more words, and more words with pauses among them."""

_SLOTS: Final = ("<", "(")

T = TypeVar("T")
Words = tuple[str, ...]
Span = tuple[int, int]
Step = tuple[str, str]
"""The sign of the gap before a slot, and the slot's name."""
Places = Sequence[Sequence[tuple[int, frozenset[str]]]]
"""For each place, (end, names) of every slot that may be filled from there."""


@dataclass(frozen=True, slots=True)
class Phrases(Generic[T]):
    """Phrases as tuples of words (or of letters), each with a value."""

    at: Mapping[Words, T]
    lengths: Mapping[str, tuple[int, ...]] = field(init=False)
    """First word -> lengths of the phrases that begin with it, longest first."""

    def __post_init__(self) -> None:
        lengths: dict[str, set[int]] = {}
        for phrase in self.at:
            lengths.setdefault(phrase[0], set()).add(len(phrase))
        longest_first = {first: tuple(sorted(sizes, reverse=True)) for first, sizes in lengths.items()}
        object.__setattr__(self, "lengths", MappingProxyType(longest_first))

    def starting(self, words: Sequence[str], start: int) -> Iterator[tuple[int, T]]:
        """(end, value) of every phrase that begins at `start`, longest first: one look-up a length."""
        for length in self.lengths.get(words[start], ()):
            phrase = tuple(words[start : start + length])
            if len(phrase) == length and phrase in self.at:
                yield start + length, self.at[phrase]


@dataclass(frozen=True, slots=True)
class Gap:
    """How much may stand between two slots: Latin words, Han characters, and whether a pause may."""

    words: int
    characters: int
    pauses: bool

    def places(self, words: Sequence[Word], end: int) -> Iterator[int]:
        """Where the next slot may begin after one that ends at `end`."""
        left = {True: self.characters, False: self.words}
        for place in range(end, len(words)):
            if not self.pauses and words[place].clause != words[end - 1].clause:
                return
            yield place
            left[words[place].han] -= 1
            if left[words[place].han] < 0:
                return


_NO_GAP: Final = Gap(0, 0, False)


@dataclass(slots=True)
class _Node(Generic[T]):
    """A place in the tree of all patterns: what ends here, and what may follow after which gap."""

    value: T | None = None
    follow: dict[str, dict[str, _Node[T]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Patterns(Generic[T]):
    """All patterns as one tree, so that a beginning that many share is read once."""

    gaps: Mapping[str, Gap]
    root: _Node[T]

    @classmethod
    def of(cls, patterns: Mapping[tuple[Step, ...], T], gaps: Mapping[str, Gap]) -> Patterns[T]:
        """The tree of these patterns; the first step of each has no gap before it."""
        root: _Node[T] = _Node()
        for steps, value in patterns.items():
            node = root
            for gap, slot in steps:
                node = node.follow.setdefault(gap, {}).setdefault(slot, _Node())
            node.value = value
        return cls(MappingProxyType({**gaps, BESIDE: _NO_GAP}), root)

    def starting(self, words: Sequence[Word], slots: Places, start: int) -> Iterator[tuple[tuple[Span, ...], T]]:
        """The spans of the slots, and the value, of every pattern whose first slot begins at `start`."""
        firsts = self.root.follow.get(BESIDE, {})
        grown: list[tuple[_Node[T], tuple[Span, ...]]] = [
            (firsts[name], ((start, end),)) for end, names in slots[start] for name in names & firsts.keys()
        ]
        seen: set[tuple[int, int]] = set()
        while grown:
            node, spans = grown.pop()
            if node.value is not None:
                yield spans, node.value
            for child, longer in self._next(node, words, slots, spans):
                if (id(child), longer[-1][1]) not in seen:
                    seen.add((id(child), longer[-1][1]))
                    grown.append((child, longer))

    def _next(
        self, node: _Node[T], words: Sequence[Word], slots: Places, spans: tuple[Span, ...]
    ) -> Iterator[tuple[_Node[T], tuple[Span, ...]]]:
        """One slot further. A gap with pauses joins its slots to one span: a “not” of another clause is not theirs."""
        start, end = spans[-1]
        for sign, children in node.follow.items():
            gap = self.gaps[sign]
            for place in gap.places(words, end):
                for stop, names in slots[place]:
                    longer = (*spans[:-1], (start, stop)) if gap.pauses else (*spans, (place, stop))
                    for name in names & children.keys():
                        yield children[name], longer


def steps_of(said: str) -> tuple[Step, ...]:
    """A pattern as (gap before, slot as it is written): "<he> .. hit me" -> (("", "<he>"), ("..", "hit me")).

    Raises ValueError for a gap without a slot on each side.
    """
    steps: list[Step] = []
    gap, plain = BESIDE, False
    for part in _parts(said):
        if part in GAPS:
            if gap or not steps:
                raise ValueError(f"the gap {part} of “{said}” has no words on one side")
            gap, plain = part, False
        elif plain and not part.startswith(_SLOTS):
            steps[-1] = (steps[-1][0], f"{steps[-1][1]} {part}")
        else:
            steps.append((gap, part))
            gap, plain = BESIDE, not part.startswith(_SLOTS)
    if gap:
        raise ValueError(f"the gap {gap} of “{said}” has no words on one side")
    return tuple(steps)


def choices_of(slot: str) -> tuple[str, ...]:
    """The phrases that fill a slot which is no class: "(hit|hurt)" -> hit, hurt."""
    return tuple(slot.strip("()").split("|")) if slot.startswith("(") else (slot,)


def is_pattern(said: str) -> bool:
    """Whether a phrase of the data has gaps, classes or choices."""
    return any(part in GAPS or part.startswith(_SLOTS) for part in _parts(said))


def _parts(said: str) -> tuple[str, ...]:
    """Split at spaces, but for those between round brackets."""
    parts = [""]
    depth = 0
    for sign in said:
        depth += (sign == "(") - (sign == ")")
        if sign == " " and depth == 0:
            parts.append("")
        else:
            parts[-1] += sign
    return tuple(part for part in parts if part)


def places_of(slots: Phrases[frozenset[str]], words: Iterable[str]) -> Places:
    """What each place of a text may fill."""
    texts = list(words)
    return [tuple(slots.starting(texts, start)) for start in range(len(texts))]
