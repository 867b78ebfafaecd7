"""Patterns: slots with gaps between them ("<he> .. (hit|hurt) .. me"), and where they stand in a text.

A slot is a word class of the data, a choice of phrases between bars, or words as they are. A gap is bounded, so that
reading stays linear in the length of the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Generic, TypeVar

from bot.domain.folding import Word
from bot.domain.phrases import Phrases, Words

BESIDE: Final = ""
"""The sign of no gap at all."""
GAPS: Final = MappingProxyType({"..": "few", "...": "more", "//": "across"})
"""The signs of gaps, with their names in the data: a few words, more words, and more words with pauses among them."""

_OPENS: Final = ("<", "(")

T = TypeVar("T")
Span = tuple[int, int]
Step = tuple[str, str]
"""The sign of the gap before a slot, and the slot's name."""
Bits = int
"""A set of slots: a bit for each, so that one `&` tells whether two sets share any."""


@dataclass(frozen=True, slots=True)
class Gap:
    """How much may stand between two slots: Latin words, Han characters, and whether a pause may."""

    words: int
    characters: int
    pauses: bool

    @property
    def doubled(self) -> int:
        """How often 1 must be doubled to count at least the places in which the next slot may begin."""
        return (self.words + self.characters).bit_length()

    def stop(self, words: Sequence[Word], end: int) -> int:
        """The place before which the next slot must begin, after one that ends at `end`."""
        left = {True: self.characters, False: self.words}
        for place in range(end, len(words)):
            if not self.pauses and words[place].clause != words[end - 1].clause:
                return place
            left[words[place].han] -= 1
            if left[words[place].han] < 0:
                return place + 1
        return len(words)


_NO_GAP: Final = Gap(0, 0, False)


@dataclass(frozen=True, slots=True)
class Slots:
    """Every slot of the data: its bit, and which words fill which slots."""

    bits: Mapping[str, Bits]
    filled: Phrases[frozenset[str]]
    """Words -> the names of the slots that they fill."""
    reach: int
    """The most that `Gap.doubled` is."""

    @classmethod
    def of(cls, fillers: Mapping[Words, set[str]], gaps: Mapping[str, Gap]) -> Slots:
        """The slots that these words fill, for patterns with these gaps."""
        names = sorted({name for some in fillers.values() for name in some})
        return cls(
            MappingProxyType({name: 1 << number for number, name in enumerate(names)}),
            Phrases({words: frozenset(some) for words, some in fillers.items()}),
            max((gap.doubled for gap in gaps.values()), default=0),
        )

    def together(self, names: Iterable[str]) -> Bits:
        """The set of these slots."""
        bits = 0
        for name in names:
            bits |= self.bits[name]
        return bits


@dataclass(frozen=True, slots=True)
class Layout:
    """A text as patterns read it: which slots its words may fill, and where."""

    words: Sequence[Word]
    fills: Sequence[Sequence[tuple[int, frozenset[str]]]]
    """For each place, (end, names) of the slots that may be filled from there."""
    near: Sequence[Sequence[Bits]]
    """near[n][place]: the slots that may be filled from any of the 2**n places from there on."""
    stops: dict[tuple[str, int], int] = field(default_factory=dict)
    """What `places` has worked out."""

    def places(self, sign: str, gap: Gap, end: int) -> range:
        """Where a slot may begin that this gap parts from one that ends at `end`."""
        stop = self.stops.get((sign, end))
        if stop is None:
            stop = self.stops[sign, end] = gap.stop(self.words, end)
        return range(end, stop)


def as_slots_read(texts: Iterable[str]) -> Words:
    """These words with every number as 0, as in the data."""
    return tuple("0" if text.isdigit() else text for text in texts)


def layout_of(words: Sequence[Word], slots: Slots) -> Layout:
    """Which slots these words may fill."""
    texts = as_slots_read(word.text for word in words)
    fills = [tuple(slots.filled.starting(texts, start)) for start in range(len(texts))]
    known: dict[frozenset[str], Bits] = {}
    row: list[Bits] = []
    for some in fills:
        bits = 0
        for _, names in some:
            if names not in known:
                known[names] = slots.together(names)
            bits |= known[names]
        row.append(bits)
    near = [[*row, 0]]
    for number in range(slots.reach):
        last, step = near[-1], 2**number
        near.append([*(one | other for one, other in zip(last, last[step:], strict=False)), *last[-step:]])
    return Layout(words, fills, near)


@dataclass(frozen=True, slots=True)
class _Node(Generic[T]):
    """A place in the tree of all patterns: what ends here, and what may follow."""

    values: tuple[T, ...]
    branches: tuple[_Branch[T], ...]


@dataclass(frozen=True, slots=True)
class _Branch(Generic[T]):
    """The slots that may follow after one gap."""

    sign: str
    gap: Gap
    row: int
    """The row of `Layout.near` that counts at least as many places as the gap has."""
    wanted: Bits
    nodes: Mapping[str, _Node[T]]
    met: dict[frozenset[str], _Node[T] | None] = field(default_factory=dict)
    """What `after` has answered: as many as there are kinds of words in the data, at most."""

    def after(self, names: frozenset[str]) -> _Node[T] | None:
        """Where the patterns stand after a slot that these names fill: one place, whatever the number of patterns."""
        if names not in self.met:
            some = sorted(names & self.nodes.keys())
            self.met[names] = _merged([self.nodes[name] for name in some]) if some else None
        return self.met[names]


@dataclass(frozen=True, slots=True)
class Patterns(Generic[T]):
    """All patterns as one tree, so that a beginning that many share is read once."""

    begun: Mapping[frozenset[str], _Node[T]] = field(repr=False)
    """Names of slots that the same words fill -> where the patterns stand that begin with one of them."""

    @classmethod
    def of(cls, patterns: Mapping[tuple[Step, ...], T], gaps: Mapping[str, Gap], slots: Slots) -> Patterns[T]:
        """The tree of these patterns; the first step of each has no gap before it."""
        root = _tree(patterns, {**gaps, BESIDE: _NO_GAP}, slots)
        firsts = root.branches[0].nodes if root.branches else {}
        fills = {names: names & firsts.keys() for names in slots.filled.at.values()}
        begun = {names: _merged([firsts[name] for name in sorted(some)]) for names, some in fills.items() if some}
        return cls(MappingProxyType(begun))

    def starting(self, layout: Layout, start: int) -> Iterator[tuple[tuple[Span, ...], T]]:
        """The spans of the slots, and the value, of every pattern whose first slot begins at `start`."""
        grown: list[tuple[_Node[T], tuple[Span, ...]]] = [
            (self.begun[names], ((start, end),)) for end, names in layout.fills[start] if names in self.begun
        ]
        seen: set[tuple[int, int]] = set()
        while grown:
            node, spans = grown.pop()
            for value in node.values:
                yield spans, value
            for branch in node.branches:
                if branch.wanted & layout.near[branch.row][spans[-1][1]]:
                    for child, longer in _next(branch, layout, spans):
                        if (id(child), longer[-1][1]) not in seen:
                            seen.add((id(child), longer[-1][1]))
                            grown.append((child, longer))


def _tree(patterns: Mapping[tuple[Step, ...], T], gaps: Mapping[str, Gap], slots: Slots) -> _Node[T]:
    """The tree of these patterns, or of what is left of them after their first slots."""
    left: dict[str, dict[str, dict[tuple[Step, ...], T]]] = {}
    for steps, value in patterns.items():
        if steps:
            (sign, name), *rest = steps
            left.setdefault(sign, {}).setdefault(name, {})[tuple(rest)] = value
    branches = (
        _Branch(
            sign,
            gaps[sign],
            gaps[sign].doubled,
            slots.together(following),
            MappingProxyType({name: _tree(rest, gaps, slots) for name, rest in following.items()}),
        )
        for sign, following in left.items()
    )
    return _Node((patterns[()],) if () in patterns else (), tuple(branches))


def _merged(nodes: Sequence[_Node[T]]) -> _Node[T]:
    """One place for several, so that what follows any of them is looked for once."""
    if len(nodes) == 1:
        return nodes[0]
    together: dict[str, list[_Branch[T]]] = {}
    for node in nodes:
        for branch in node.branches:
            together.setdefault(branch.sign, []).append(branch)
    return _Node(tuple(value for node in nodes for value in node.values), tuple(map(_joined, together.values())))


def _joined(branches: Sequence[_Branch[T]]) -> _Branch[T]:
    """One branch for several of the same gap."""
    nodes: dict[str, list[_Node[T]]] = {}
    wanted = 0
    for branch in branches:
        wanted |= branch.wanted
        for name, node in branch.nodes.items():
            nodes.setdefault(name, []).append(node)
    merged = {name: _merged(several) for name, several in nodes.items()}
    return _Branch(branches[0].sign, branches[0].gap, branches[0].row, wanted, MappingProxyType(merged))


def _next(branch: _Branch[T], layout: Layout, spans: tuple[Span, ...]) -> Iterator[tuple[_Node[T], tuple[Span, ...]]]:
    """One slot further. A gap with pauses joins its slots to one span: a “not” of another clause is not theirs."""
    start, end = spans[-1]
    filled = layout.near[0]
    for place in layout.places(branch.sign, branch.gap, end):
        if branch.wanted & filled[place]:
            for stop, names in layout.fills[place]:
                child = branch.after(names)
                if child is not None:
                    yield child, ((*spans[:-1], (start, stop)) if branch.gap.pauses else (*spans, (place, stop)))


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
        elif plain and not part.startswith(_OPENS):
            steps[-1] = (steps[-1][0], f"{steps[-1][1]} {part}")
        else:
            steps.append((gap, part))
            gap, plain = BESIDE, not part.startswith(_OPENS)
    if gap:
        raise ValueError(f"the gap {gap} of “{said}” has no words on one side")
    return tuple(steps)


def choices_of(slot: str) -> tuple[str, ...]:
    """The phrases that fill a slot which is no class: "(hit|hurt)" -> hit, hurt."""
    return tuple(slot.strip("()").split("|")) if slot.startswith("(") else (slot,)


def is_pattern(said: str) -> bool:
    """Whether a phrase of the data has gaps, classes or choices."""
    return any(part in GAPS or part.startswith(_OPENS) for part in _parts(said))


def _parts(said: str) -> list[str]:
    """Split at spaces, but for those between round brackets."""
    parts: list[str] = []
    inside = False
    for part in said.split():
        if inside:
            parts[-1] += f" {part}"
        else:
            parts.append(part)
        inside = (inside or "(" in part) and ")" not in part
    return parts
