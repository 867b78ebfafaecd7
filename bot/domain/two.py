"""What two people can do together: questions, guesses, suggestions, cards and loops. Ids only, no words."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from msgspec import Struct


class Question(Struct, frozen=True, forbid_unknown_fields=True):
    """A question for two, answered in one line by each."""

    id: str


class Guess(Struct, frozen=True, forbid_unknown_fields=True):
    """A round in which each picks for oneself and guesses the other's pick. `options`: 2 to 4, in their order."""

    id: str
    options: tuple[str, ...]


class Suggestion(Struct, frozen=True, forbid_unknown_fields=True):
    """A small thing to try together. `steps`: 3 to 6, when it fits; `guarded`: its words say when it is not for."""

    id: str
    steps: tuple[int, ...]
    guarded: bool = False
    source: tuple[str, ...] = ()


class Two(Struct, frozen=True, forbid_unknown_fields=True):
    """Everything for two. `cards` in reading order; `lines`: for each bank of lines how many, numbered from 1.

    `loops` are two leanings (a, both, low, v) joined as `loop_id` does; `loop_source`: what the sketches rest on.
    """

    questions: tuple[Question, ...] = ()
    guesses: tuple[Guess, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    cards: tuple[str, ...] = ()
    loops: tuple[str, ...] = ()
    loop_source: tuple[str, ...] = ()
    milestones: tuple[str, ...] = ()
    lines: Mapping[str, int] = {}

    def guess(self, guess_id: str) -> Guess | None:
        """A round by its id, or None."""
        return next((one for one in self.guesses if one.id == guess_id), None)

    def suggestion(self, suggestion_id: str) -> Suggestion | None:
        """A suggestion by its id, or None."""
        return next((one for one in self.suggestions if one.id == suggestion_id), None)

    def suggestions_in(self, step: int) -> tuple[Suggestion, ...]:
        """The suggestions that fit a step, by its number; none before step 3."""
        return tuple(one for one in self.suggestions if step in one.steps)


def loop_id(one: str, other: str) -> str:
    """The id of the loop of two leanings, the same in whichever order they are named."""
    return "-".join(sorted((one, other)))


def nth_of(ids: Sequence[str], seed: int, number: int) -> str:
    """The id that comes at a number, in an order of the seed's own: none comes again before all others have."""
    order = sorted(ids, key=lambda own: hashlib.blake2b(f"{seed}/{own}".encode(), digest_size=8).digest())
    return order[number % len(order)]
