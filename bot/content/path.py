"""The path's structure: the days of its steps, the rhythm of mornings and evenings, cities, and guided practices."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from types import MappingProxyType
from typing import Any, Literal

from msgspec import Struct

from bot.content.faults import Fault
from bot.content.pages import Page
from bot.content.structure import Structure, at
from bot.domain.library import Alternative, City, Day, Guided, Part

CITIES, RHYTHM = "pathway/cities.yaml", "pathway/rhythm.yaml"
SCANS = "pathway/scans.yaml"
SHORTEST_PART = 15


DayPart = Literal["title", "hello", "why", "action", "pair", "gentle", "evening", "copy"]


class _DayRow(Struct, forbid_unknown_fields=True):
    id: str
    belongs: Literal["now", "moment", "evening"]
    gold: Literal["stayed", "said", "accepted"]
    copy: int
    source: tuple[str, ...] = ()
    fits: dict[Literal["light", "skip"], tuple[DayPart, ...]] = {}


class _CityRow(Struct, forbid_unknown_fields=True):
    zone: str
    key: str


class _PartRow(Struct, forbid_unknown_fields=True):
    id: str
    start: int
    seconds: int


class _GuidedRow(Struct, forbid_unknown_fields=True):
    id: str
    kind: Literal["scan", "breath"]
    parts: tuple[_PartRow, ...]
    source: tuple[str, ...] = ()


class _SilenceRow(Struct):
    id: str
    when: dict[Literal["date"], int]


class _ReturnRow(Struct):
    id: str
    silent_from: int
    lines: int


def days(structure: Structure) -> tuple[Day, ...]:
    """The days of every step, in the order of the steps' numbers."""
    pages = [page for page in structure.shelf.under("pathway") if page.name.startswith("pathway/step-")]
    found = [day for page in sorted(pages, key=lambda page: _number(page.name)) for day in _step(structure, page)]
    for before, day in pairwise(found):
        if day.number != before.number + 1:
            page = structure.shelf.structure[f"pathway/{day.step}.yaml"]
            structure.wrong(page, "step.days", f"{day.id} comes after {before.id}", "number the days in a row")
    if not found:
        structure.faults.append(Fault("pathway/step-1.yaml", 1, "step.days", "there are no days", "write the steps"))
    return tuple(found)


def _step(structure: Structure, page: Page) -> Iterator[Day]:
    step = page.name.removeprefix("pathway/").removesuffix(".yaml")
    named = at(page.data, "step.id")
    if named != step:
        structure.wrong(page, "step.id", f"the id is {named!r} in the file of {step}", f"write id: {step}")
    for n, row in enumerate(structure.rows(page.name, "step.days", _DayRow)):
        if re.fullmatch(r"day-\d\d", row.id):
            yield Day(row.id, step, row.belongs, row.gold, row.copy, row.source)
        else:
            structure.wrong(page, f"step.days.{n}.id", f"{row.id!r} is no day's id", "write day- and two digits")


def _number(name: str) -> int:
    return int(re.sub(r"\D", "", name) or 0)


def cities(structure: Structure) -> tuple[City, ...]:
    """The cities that a clock can be set by."""
    return tuple(City(row.zone, f"cities.{row.key}") for row in structure.rows(CITIES, "cities", _CityRow))


def rhythm(structure: Structure) -> dict[str, Any]:
    """The three fields of the library that rhythm.yaml fills."""
    answers = structure.rows(RHYTHM, "rhythm.evening.answer", Alternative)
    silences = structure.rows(RHYTHM, "rhythm.silence", _SilenceRow)
    returns = structure.rows(RHYTHM, "rhythm.return", _ReturnRow)
    return {
        "evening_answers": tuple(answers),
        "silences": MappingProxyType({row.when["date"]: row.id for row in silences if "date" in row.when}),
        "returns": tuple(sorted((row.silent_from, row.id) for row in returns)),
    }


def scans(structure: Structure) -> tuple[Guided, ...]:
    """Guided practices; each part begins where the one before it ends, and no message follows within 15 s."""
    found = []
    for n, row in enumerate(structure.rows(SCANS, "scans", _GuidedRow)):
        parts = tuple(Part(part.id, part.start, part.seconds) for part in row.parts)
        end = 0
        for m, part in enumerate(parts):
            if part.start != end or part.seconds < SHORTEST_PART:
                structure.wrong(
                    structure.shelf.structure[SCANS],
                    f"scans.{n}.parts.{m}",
                    f"{part.id} starts at {part.start} for {part.seconds} s",
                    f"start it at {end}, for {SHORTEST_PART} s at least",
                )
            end = part.start + part.seconds
        found.append(Guided(row.id, row.kind, parts, row.source))
    return tuple(found)
