"""Where a short exercise stands: which one is open, at which part, and what a button of another place does."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.exercises import Exercise, Piece
from bot.domain.facts import DropNote, Fact
from bot.domain.memory import Exercising
from bot.domain.scene import Scene, Turn
from bot.flows import exercise_screens as screens
from bot.flows import front
from bot.flows.common import ATTENTION, focused, turn

PLACE = "exercise"
OVER = ("done", "left", "undone")
SHOWN_FOR = timedelta(days=1)
HERE, OLD = "front.toast.here", "front.toast.old"


def opened(scene: Scene) -> Turn | None:
    """The part that stands open, where it was asked a moment ago."""
    doing = scene.memory.exercise
    if doing is None or doing.part in OVER or scene.now - doing.at > ATTENTION:
        return None
    return shown(scene, doing) if doing.what in scene.library.exercises else None


def of(scene: Scene, run: int, part: str) -> Exercise | None:
    """The exercise, where it is that run and stands at that part."""
    doing = scene.memory.exercise
    if doing is None or doing.run != run or doing.part != part or doing.part in OVER:
        return None
    return scene.library.exercises.get(doing.what)


def at(scene: Scene, run: int, part_id: str) -> tuple[Exercise, Piece, Exercising] | None:
    """The exercise with the part that is asked, where it is that run and stands there."""
    found, doing = of(scene, run, part_id), scene.memory.exercise
    part = found.part(part_id) if found else None
    return (found, part, doing) if found and part and doing else None


def dropped(doing: Exercising, part: str) -> tuple[Fact, ...]:
    """The words that were written for a part go out of the journal."""
    return (DropNote(doing.notes[part]),) if part in doing.notes else ()


def ref(doing: Exercising) -> str:
    """What the focus of typed words names: this part of this run."""
    return f"{doing.run}.{doing.part}"


def shown(scene: Scene, doing: Exercising, do: tuple[Fact, ...] = ()) -> Turn:
    """The screen where it stands; one that asks for words gets them."""
    if doing.part not in OVER or doing.part != _part(scene):
        doing = replace(doing, at=scene.now)
    memory = replace(scene.memory, exercise=doing, focus=None)
    screen = screens.screen(scene, scene.library.exercises[doing.what], doing)
    if screen.wants_words:
        memory = focused(memory, PLACE, scene.now, ref(doing))
    return turn(memory, screen, do=do)


def _part(scene: Scene) -> str:
    return scene.memory.exercise.part if scene.memory.exercise else ""


def astray(scene: Scene, run: int = -1) -> Turn:
    """A second tap or an old button: the exercise that is open, the end of that one, else what is open otherwise."""
    doing = scene.memory.exercise
    lately = doing is not None and doing.run == run and scene.now - doing.at <= SHOWN_FOR
    if lately and doing is not None and doing.what in scene.library.exercises:
        return shown(scene, doing).also(toast=HERE)
    open_ = opened(scene)
    return front.here(scene, e.Here()).also(toast=OLD) if open_ is None else open_.also(toast=HERE)
