"""Some hundreds of pairs of worlds: Mei never can tell what Ada does for herself, and Sol never learns a word."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from types import ModuleType

import pytest

from bot.domain import events as e
from bot.domain.bond import Window
from bot.domain.events import Press, sources, together, together_group, together_items, together_question, together_safe
from bot.domain.scene import Scene
from bot.domain.speech import Button
from bot.flows import together as shelf
from bot.flows import together_read, window
from bot.flows.common import button
from tests.two.__main__ import tell
from tests.two.found import VARIANTS, Found
from tests.two.village import ADA, MEI

# Pairs of worlds, four to a story.
PAIRS = int(os.environ.get("PAIRS", "400"))
A_PIECE = 25
# How often at least each key is pressed by Ada and Mei, where it leads on.
OFTEN = 5
MODULES: tuple[ModuleType, ...] = (
    *(together, together_group, together_items, together_question, together_safe, sources),
)
# Their keys, and those of other conversations that change what two people hang on.
KEYS = (
    *(kind for module in MODULES for kind in vars(module).values() if isinstance(kind, type)),
    *(e.RestFor, e.ForgetYes, e.NoteDropYes, e.NoteUndo),
)


def _told(first: int, count: int) -> Found:
    whole = Found()
    pieces = [range(n, min(n + A_PIECE, first + count)) for n in range(first, first + count, A_PIECE)]
    with ProcessPoolExecutor(2) as pool:
        for found in pool.map(tell, pieces):
            whole.add(found)
    return whole


@pytest.fixture(scope="module")
def found() -> Found:
    """What came of all these stories."""
    return _told(0, PAIRS // VARIANTS)


def test_what_one_does_in_private_is_nowhere_on_the_others_phone(found: Found) -> None:
    assert found.told == []
    assert found.stories == PAIRS
    assert found.acts > 5 * PAIRS
    # Worlds whose consented facts drifted apart say less: they have to stay few.
    assert found.drifted <= PAIRS // 40 + 1
    assert found.parted <= PAIRS // 8
    # Or nothing of what is guarded would ever have been there to be seen.
    assert found.revealed >= PAIRS // 5


def test_each_key_of_two_people_is_pressed_in_these_stories(found: Found) -> None:
    names = {kind.__name__ for kind in KEYS if issubclass(kind, Press) and kind is not Press}
    assert len(names) > 45
    often = {name: sum(found.pressed[f"{name} {who.external}"] for who in (ADA, MEI)) for name in names}
    assert {name: times for name, times in often.items() if times < OFTEN * PAIRS // 400} == {}


# -------------------------------------------------------------------------------------------------- leaky houses
@contextmanager
def _last_here() -> Iterator[None]:
    """A house that shows when somebody was last here."""
    cut = window.cut

    def leaks(library: object, own: object, other: object, couple: object, now: object) -> Window:
        seen = cut(library, own, other, couple, now)  # type: ignore[arg-type]
        notes = getattr(getattr(other, "rhythm", None), "heard_at", None)
        return Window(**{**{f: getattr(seen, f) for f in seen.__struct_fields__}, "name": f"{seen.name} {notes}"})

    window.cut = leaks
    try:
        yield
    finally:
        window.cut = cut


@contextmanager
def _offered() -> Iterator[None]:
    """A house with a way to what can be read as soon as the other alone has offered it."""

    def leaks(scene: Scene) -> list[tuple[Button, ...]]:
        bond, offers = shelf.bond_of(scene), scene.couple.offers if scene.couple is not None else {}
        others = any(sides.replace(bond.side, "") for sides in offers.values())
        see = button("together.items.button.see", e.ItemsRead(bond.couple))
        return [(see,)] if others or scene.window.items else []

    place = shelf.ROWS.index(together_read.rows)
    shelf.ROWS[place] = leaks
    try:
        yield
    finally:
        shelf.ROWS[place] = together_read.rows


LEAKS: dict[str, Callable[[], AbstractContextManager[None]]] = {
    "when somebody was last here": _last_here,
    "that one has offered": _offered,
}


def _is_found_out(leak: str) -> bool:
    with LEAKS[leak]():
        return any(tell(range(n, n + 6)).told for n in range(0, 60, 6))


@pytest.mark.parametrize("leak", LEAKS)
def test_a_house_that_shows_more_than_was_consented_to_is_found_out(leak: str) -> None:
    with ProcessPoolExecutor(1) as pool:
        assert pool.submit(_is_found_out, leak).result()
