"""The banks of words for two: read from their structure file, looked over, and the keys that they ask for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations_with_replacement
from typing import Any, Final

import msgspec

from bot.content.exercises import Wrong
from bot.domain.two import Guess, Suggestion, Two, loop_id

TWO: Final = "library/two.yaml"
OPTIONS: Final = range(2, 5)
STEPS: Final = range(3, 7)
"""The steps in which something new is tried; the ones before are for looking."""
LEANINGS: Final = ("a", "both", "low", "v")


def two_from(data: Any, wrong: Wrong) -> Two:
    """Everything for two. What does not fit is told to `wrong`."""
    try:
        two = msgspec.convert(data.get("two") if isinstance(data, dict) else None, Two)
    except msgspec.ValidationError as error:
        wrong("two", str(error), "write it like its neighbours")
        return Two()
    for path, what, remedy in _faults(two):
        wrong(f"two.{path}", what, remedy)
    return two


def words_for(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Every key that has to have words, with what is amiss where it has none; none where it cannot be read."""
    try:
        two = msgspec.convert(data.get("two"), Two)
    except msgspec.ValidationError:
        return
    for question in two.questions:
        yield f"two.question.{question.id}", "the question has no words"
    for guess in two.guesses:
        for part in ("own", "other", *(f"option.{option}" for option in guess.options)):
            yield f"two.guess.{guess.id}.{part}", "the round lacks these words"
    for id in (*(f"suggestion.{one.id}" for one in two.suggestions), *(f"card.{card}" for card in two.cards)):
        for part in ("title", "text"):
            yield f"two.{id}.{part}", f"there is no {part}"
    for loop in two.loops:
        for part in ("seen", "invite", "care"):
            yield f"two.loop.{loop}.{part}", "the sketch lacks these words"
    yield "two.loop.limits", "the sketches do not say what they cannot tell"
    for milestone in two.milestones:
        yield f"two.milestone.{milestone}", "the milestone has no words"
    for bank, count in two.lines.items():
        for n in range(1, count + 1):
            yield f"two.{bank}.{n}", f"the structure counts {count} lines, and this one is missing"


def _faults(two: Two) -> Iterator[tuple[str, str, str]]:
    ids: dict[str, Iterable[str]] = {
        "questions": (one.id for one in two.questions),
        "guesses": (one.id for one in two.guesses),
        "suggestions": (one.id for one in two.suggestions),
        "cards": two.cards,
        "loops": two.loops,
        "milestones": two.milestones,
    }
    for path, named in ids.items():
        if twice := [id for id, count in Counter(named).items() if count > 1]:
            yield path, f"{twice[0]} stands twice", "keep one"
    for n, guess in enumerate(two.guesses):
        yield from _guess_faults(f"guesses.{n}.options", guess)
    for n, suggestion in enumerate(two.suggestions):
        yield from _suggestion_faults(f"suggestions.{n}.steps", suggestion)
    for pair in combinations_with_replacement(LEANINGS, 2):
        if loop_id(*pair) not in two.loops:
            yield "loops", f"{loop_id(*pair)} is missing", "write one for every two leanings"


def _guess_faults(path: str, guess: Guess) -> Iterator[tuple[str, str, str]]:
    if len(guess.options) not in OPTIONS or len(set(guess.options)) < len(guess.options):
        yield path, f"{guess.id} has {len(guess.options)} options", "write two to four different ones"


def _suggestion_faults(path: str, suggestion: Suggestion) -> Iterator[tuple[str, str, str]]:
    if not suggestion.steps or not set(suggestion.steps) <= set(STEPS):
        yield path, f"{suggestion.id} is for steps {list(suggestion.steps)}", "write one or more of 3, 4, 5, 6"
