"""The longer words on a result, a small screen each: strengths first, and what every paragraph hangs on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from bot.domain import events as e
from bot.domain.quiz import SCALES
from bot.domain.scene import Scene
from bot.domain.speech import Say, Words, words
from bot.flows import menu, reading
from bot.flows.common import HELP, MENU, button, say
from bot.flows.reading import Line

# Two pages of the description, and one for each secondary area, of which there are two at most.
MOST: Final = 4


def name(n: int) -> str:
    """The name of the n-th page, from 1."""
    return f"reading-{n}"


OPEN: Final = button("results.button.more", e.Page(name(1)))


def pages(scene: Scene) -> tuple[tuple[Words, ...], ...]:
    """The pages of the newest result, each paragraph with what it hangs on; none where a dimension has no number."""
    known = scene.memory.known
    found = reading.description(known.result, known.chosen) if known else ()
    if known is None or not found:
        return ()
    strengths, protects, loud, helps, step = found
    # The step is one of the ways that help, and hangs on one of their answers.
    ways = words("quiz.two", first=helps.words, second=_hung(step, helps.because))
    areas = tuple((_hung(area),) for area in reading.secondary_lines(known.result))
    return ((_hung(strengths), _hung(protects)), (_hung(loud), ways), *areas)


def _hung(line: Line, because: tuple[str, ...] = ()) -> Words:
    what = words("results.part.because", what=_what(because or line.because))
    return words("quiz.two", first=line.words, second=what)


def _what(ids: tuple[str, ...]) -> Words:
    """Two bars by their names, several themes in a row, or the one answer that it is."""
    if len(ids) == 1:
        return words(f"results.because.{ids[0]}")
    if ids[0] in SCALES:
        first, second = (words(f"results.because.{id}") for id in ids)
        return words("results.part.and", first=first, second=second)
    *names, rest = (words(f"results.facet.{id}") for id in ids)
    for one in reversed(names):
        rest = words("results.part.comma", first=one, rest=rest)
    return words("results.part.themes", names=rest)


def screen(scene: Scene, n: int) -> Say:
    """The n-th page, or the last there is; the menu without a result."""
    found, known = pages(scene), scene.memory.known
    if not found or known is None:
        return menu.screen(scene)
    n = min(n, len(found))
    before = button("results.button.before", e.Page(name(n - 1))) if n > 1 else None
    onward = button("results.button.more", e.Page(name(n + 1)), "primary") if n < len(found) else None
    turns = tuple(one for one in (before, onward) if one is not None)
    back = button("results.button.result", e.ShowResult(known.run))
    return say("reading", *found[n - 1], rows=(turns, (back, MENU, HELP)))


PAGES: Final[dict[str, Callable[[Scene], Say]]] = {name(n): partial(screen, n=n) for n in range(1, MOST + 1)}
