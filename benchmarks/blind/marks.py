"""How many of the answers of those who matched are right, and what was taken for what."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

Key = Mapping[str, tuple[str, ...]]
_ANSWER = re.compile(r"^\s*[`*-]*\s*(pack-\d+)\s+(\d+)\s*[:.]?\s+([A-Ja-j])\b", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Marks:
    """`confused` counts (pack, right letter, letter given); an answer that is missing counts as wrong, given “?”."""

    right: int
    total: int
    by_pack: Mapping[str, tuple[int, int]]
    confused: Mapping[tuple[str, str, str], int]

    @property
    def share(self) -> float:
        """The part that is right, 0 to 1; 0 without a trial."""
        return self.right / self.total if self.total else 0.0


def answers(text: str) -> dict[tuple[str, int], str]:
    """The letter for each pack and number of a sheet. Raises ValueError for a sheet that is answered in two ways."""
    found: dict[tuple[str, int], str] = {}
    for pack, number, letter in _ANSWER.findall(text):
        at = (pack, int(number))
        if found.setdefault(at, letter.upper()) != letter.upper():
            raise ValueError(f"{pack} {number}: answered in two ways")
    return found


def marked(key: Key, given: Mapping[tuple[str, int], str]) -> Marks:
    """The marks over all trials of a key. Raises ValueError for an answer to a sheet that the key does not know."""
    trials = {(pack, n): letter for pack, letters in key.items() for n, letter in enumerate(letters, start=1)}
    if unknown := sorted(given.keys() - trials.keys()):
        raise ValueError(f"no such sheet: {unknown[0][0]} {unknown[0][1]}")
    told = [(pack, letter, given.get((pack, n), "?")) for (pack, n), letter in trials.items()]
    right = Counter(pack for pack, letter, said in told if letter == said)
    confused = Counter(one for one in told if one[1] != one[2])
    by_pack = {pack: (right[pack], len(letters)) for pack, letters in key.items()}
    return Marks(right.total(), len(trials), by_pack, confused)
