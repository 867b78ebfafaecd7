"""Phrases of words, and where they stand in a text: look-ups only, no regular expressions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Generic, TypeVar

T = TypeVar("T")
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrases(Generic[T]):
    """Phrases as tuples of words (or of letters), each with a value."""

    at: Mapping[Words, T]
    lengths: Mapping[Words, tuple[int, ...]] = field(init=False)
    """First two words -> lengths of the phrases that begin with them, longest first."""

    def __post_init__(self) -> None:
        lengths: dict[Words, set[int]] = {}
        for phrase in self.at:
            if len(phrase) > 1:
                lengths.setdefault(phrase[:2], set()).add(len(phrase))
        longest_first = {first: tuple(sorted(sizes, reverse=True)) for first, sizes in lengths.items()}
        object.__setattr__(self, "lengths", MappingProxyType(longest_first))

    def starting(self, words: Sequence[str], start: int) -> Iterator[tuple[int, T]]:
        """(end, value) of every phrase that begins at `start`, longest first: one look-up a length."""
        for length in self.lengths.get(tuple(words[start : start + 2]), ()):
            phrase = tuple(words[start : start + length])
            if len(phrase) == length and phrase in self.at:
                yield start + length, self.at[phrase]
        alone = (words[start],)
        if alone in self.at:
            yield start + 1, self.at[alone]
