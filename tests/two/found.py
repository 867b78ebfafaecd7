"""The question that is asked of each story, and what came of so many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from tests.two.plots import plot
from tests.two.village import Village
from tests.two.worlds import SECRET, Story, Teller

# With how many other worlds the first one of a story is compared.
VARIANTS = 4


@dataclass(slots=True)
class Found:
    """What came of so many pairs of worlds: those that somebody could tell apart; those compared up to a moment from
    which both had let something be read in one of them alone; those whose facts drifted apart; those in which
    something was let be read by both while they were compared; and how often each key was pressed, and by whom."""

    stories: int = 0
    acts: int = 0
    parted: int = 0
    drifted: int = 0
    revealed: int = 0
    told: list[str] = field(default_factory=list)
    pressed: Counter[str] = field(default_factory=Counter)

    def add(self, other: Found) -> None:
        """Add up what was found elsewhere."""
        self.stories += other.stories
        self.acts += other.acts
        self.parted += other.parted
        self.drifted += other.drifted
        self.revealed += other.revealed
        self.told += other.told
        self.pressed += other.pressed


async def ask(village: Village, seed: int, found: Found, variants: int = VARIANTS) -> None:
    """Tell one story in a world and in some others that differ from it; see whether anybody could tell any of them
    from the first, or a stranger knows anything at all. Each of these pairs counts as one."""
    about = plot(seed)
    ways = about.closings
    worlds = [await Teller(village, about, n, ways[n % len(ways)]).tell() for n in range(variants + 1)]
    for world in worlds:
        found.acts += world.acts
        found.pressed += world.pressed
        if about.kind not in ("ways", "closing") and ("Mei" in world.sol or "Ada" in world.sol):
            found.told.append(f"story {seed} ({about.kind}): a stranger read a name")
    for n, other in enumerate(worlds[1:], start=1):
        _compare(worlds[0], other, f"story {seed} ({about.kind}), world {n} {ways[n % len(ways)]}", found)


def _compare(one: Story, other: Story, which: str, found: Found) -> None:
    """Compare two worlds up to the first moment in which their facts are not the same."""
    found.stories += 1
    same = next(
        (n for n, (a, b) in enumerate(zip(one.marks, other.marks, strict=True)) if a.facts != b.facts),
        len(one.marks),
    )
    if same < len(one.marks):
        here, there = ([own for own, _ in groupby(f.own for f in s.marks[same].facts)] for s in (one, other))
        found.parted += here == there
        found.drifted += here != there
    found.revealed += any(fact.reveals for mark in one.marks[:same] for fact in mark.facts)
    seen, as_well = (_until(story, same) for story in (one, other))
    if seen != as_well:
        found.told.append(f"{which}: {_first_difference(seen, as_well)}")
    elif SECRET in repr(seen):
        found.told.append(f"{which}: words that are Ada's alone")


def _until(story: Story, same: int) -> list[Sequence[object]]:
    """All that came up to the last moment that was the same."""
    if same == 0:
        return []
    return [place[:count] for place, count in zip(story.came, story.marks[same - 1].came, strict=True)]


def _first_difference(one: list[Sequence[object]], other: list[Sequence[object]]) -> str:
    for here, there in zip(one, other, strict=True):
        for a, b in zip(here, there, strict=False):
            if a != b:
                return f"{a!r}\n   or {b!r}"
        if len(here) != len(there):
            longer = max(here, there, key=len)
            return f"{len(here)} or {len(there)} things came; {longer[min(len(here), len(there))]!r}"
    return ""
