"""Some hundreds of pairs of worlds: Mei never can tell what Ada does for herself, and Sol never learns a word."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor

from bot.domain.bond import Window
from bot.flows import window
from tests.two.__main__ import tell
from tests.two.worlds import VARIANTS, Found

# Pairs of worlds, four to a story.
PAIRS = int(os.environ.get("PAIRS", "400"))
A_PIECE = 25


def _told(first: int, count: int) -> Found:
    whole = Found()
    pieces = [range(n, min(n + A_PIECE, first + count)) for n in range(first, first + count, A_PIECE)]
    with ProcessPoolExecutor(2) as pool:
        for found in pool.map(tell, pieces):
            whole.add(found)
    return whole


def test_what_one_does_in_private_is_nowhere_on_the_others_phone() -> None:
    found = _told(0, PAIRS // VARIANTS)
    assert found.told == []
    assert found.stories == PAIRS
    assert found.acts > 5 * PAIRS
    # Worlds whose consented facts drifted apart say nothing: they have to stay few.
    assert found.incomparable <= PAIRS // 20
    # Or nothing of what is guarded would ever have been there to be seen.
    assert found.revealed >= PAIRS // 40


def _leaky(seeds: range) -> Found:
    """Tell stories in a house that shows when somebody was last here."""
    cut = window.cut

    def leaks(library: object, own: object, other: object, couple: object, now: object) -> Window:
        seen = cut(library, own, other, couple, now)  # type: ignore[arg-type]
        notes = getattr(getattr(other, "rhythm", None), "heard_at", None)
        return Window(**{**{f: getattr(seen, f) for f in seen.__struct_fields__}, "name": f"{seen.name} {notes}"})

    window.cut = leaks
    try:
        return tell(seeds)
    finally:
        window.cut = cut


def test_a_house_that_shows_when_somebody_was_last_here_is_found_out() -> None:
    with ProcessPoolExecutor(1) as pool:
        assert pool.submit(_leaky, range(30)).result().told
