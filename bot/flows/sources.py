"""Where something comes from: what a day, an exercise or a result rests on, what kind of evidence, and its limits.

The button stands wherever words say what was found; it leads here and back. Nothing is remembered.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.events import Event, Press
from bot.domain.library import Library
from bot.domain.scene import Answers, Scene, Turn
from bot.domain.speech import Button, Say, Words, words
from bot.flows.common import BACK, MENU, button, say, turn
from bot.flows.suggestions import place_of

SCREEN = "sources"
_RESULTS: dict[str, Callable[[Scene], Press]] = {
    "attachment": lambda scene: e.Page("about"),
    "communication": lambda scene: e.MovesPage(_moves_run(scene), "last"),
    "report": lambda scene: e.ReportPage(_result_run(scene), "help"),
}
# The way back to what the question was asked of, by its kind.
_BACK: dict[str, Callable[[Scene, str], Press]] = {
    "day": lambda scene, id: e.ShowDay(id, "why"),
    "exercise": lambda scene, id: e.ExBegin(id),
    "experiment": lambda scene, id: e.TryOpen(""),
    "scan": lambda scene, id: e.ScanOpen(""),
    "breath": lambda scene, id: e.BreathOpen(),
    "two": lambda scene, id: _for_two(scene, id),
    "quiz": lambda scene, id: _RESULTS[id](scene) if id in _RESULTS else e.Here(),
}


def of(library: Library, kind: str, id: str = "") -> tuple[str, ...]:
    """What a unit rests on; without an id, what all units of that kind do, each source once."""
    if id:
        return library.basis.get(f"{kind}.{id}", ())
    every = (cites for unit, cites in library.basis.items() if unit.startswith(f"{kind}."))
    return tuple(dict.fromkeys(cite for cites in every for cite in cites))


def ask(scene: Scene, kind: str, id: str = "") -> tuple[Button, ...]:
    """The button that leads here; none where nothing is named."""
    return (button("sources.button.ask", e.WhereFrom(kind, id)),) if of(scene.library, kind, id) else ()


def screen(scene: Scene, cites: Sequence[str], rows: tuple[tuple[Button, ...], ...], name: str = SCREEN) -> Say:
    """Each source with what kind it is and what was found; below, what studies can say at all."""
    lines = (words("sources.head"), *_lines(scene.library, cites), words("sources.foot"))
    return replace(say(name, *lines, rows=rows), tight=True)


def _lines(library: Library, cites: Sequence[str]) -> list[Words]:
    known = [source for cite in cites if (source := library.sources.get(cite))]
    return [
        words(
            "sources.one",
            cite=source.cite,
            kind=words(f"sources.kind.{source.kind}"),
            what=words(f"sources.what.{source.id}"),
        )
        for source in known
    ]


def where(scene: Scene, event: Event) -> Turn:
    """What it rests on; an old button of something that is gone leads back to what is open."""
    assert isinstance(event, e.WhereFrom)
    cites, back = of(scene.library, event.kind, event.id), _BACK.get(event.kind)
    if not cites or back is None:
        return turn(scene.memory, say(SCREEN, words("sources.foot"), rows=((BACK, MENU),)), toast="front.toast.old")
    way = button("sources.button.back", back(scene, event.id), "primary")
    return turn(scene.memory, screen(scene, cites, ((way, MENU),)))


def _for_two(scene: Scene, id: str) -> Press:
    couple = scene.memory.bond.couple if scene.memory.bond else 0
    return e.ItemRead(couple, "loop") if id == "loop" else e.TwoSafe(couple, place_of(scene, id))


def _moves_run(scene: Scene) -> int:
    moves = scene.memory.moves
    return moves.asking.run if moves and moves.asking else 0


def _result_run(scene: Scene) -> int:
    return scene.memory.known.run if scene.memory.known else 0


ANSWERS: Answers = {e.WhereFrom: where}
