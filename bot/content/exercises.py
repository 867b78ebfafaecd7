"""The short exercises and the experiments: read from their structure file, and looked over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from bot.domain.exercises import Exercise, Experiment
from bot.domain.library import Day

EXERCISES = "pathway/exercises.yaml"
SCREENS, PICKS = 5, 5

Wrong = Callable[[str, str, str], None]
"""Notes a fault: the path in the file, what is wrong, and the remedy."""


def exercises_from(rows: Iterable[Exercise], days: Iterable[Day], wrong: Wrong) -> Mapping[str, Exercise]:
    """The exercises by their ids. What does not fit is told to `wrong`."""
    known = {day.id for day in days}
    found: dict[str, Exercise] = {}
    for n, row in enumerate(rows):
        for path, what, remedy in _exercise_faults(row, known, found):
            wrong(f"exercises.{n}{path}", what, remedy)
        found[row.id] = row
    return MappingProxyType(found)


def _exercise_faults(row: Exercise, days: set[str], before: Mapping[str, Exercise]) -> Iterator[tuple[str, str, str]]:
    if row.id in before:
        yield ".id", f"{row.id} stands twice", "keep one"
    if row.day not in days:
        yield ".day", f"there is no {row.day}", "write the id of a day"
    if not 1 <= len(row.parts) <= SCREENS:
        yield ".parts", f"{len(row.parts)} parts", f"an exercise has one to {SCREENS}"
    twice = [part for part, count in Counter(part.id for part in row.parts).items() if count > 1]
    if twice:
        yield ".parts", f"{twice[0]} stands twice", "give each part a name of its own"
    if row.result != "none" and not any(part.made and part.kind != "say" for part in row.parts):
        yield ".result", "no part is in the result", "let one part be made, or write result: none"
    for n, part in enumerate(row.parts):
        if part.kind == "pick" and not part.picks:
            yield f".parts.{n}", f"{part.id} has nothing to pick", "write picks"
        if len(part.picks) > PICKS or len(set(part.picks)) < len(part.picks):
            yield f".parts.{n}.picks", f"{part.id} has {len(part.picks)} picks", f"write up to {PICKS} different ones"


def experiments_from(rows: Iterable[Experiment], wrong: Wrong) -> Mapping[str, Experiment]:
    """The experiments by their ids, in the order of the file."""
    found: dict[str, Experiment] = {}
    for n, row in enumerate(rows):
        if row.id in found:
            wrong(f"experiments.{n}.id", f"{row.id} stands twice", "keep one")
        if not row.cue or not row.then:
            wrong(f"experiments.{n}", f"{row.id} has no cue or no action", "write cue and then")
        found[row.id] = row
    return MappingProxyType(found)
