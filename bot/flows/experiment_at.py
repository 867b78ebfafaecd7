"""Where an experiment stands: its stage, its timers, and what a button of another place does."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.facts import Fact
from bot.domain.memory import Memory, Trying
from bot.domain.scene import Scene, Turn
from bot.flows import experiment_screens as screens
from bot.flows import front
from bot.flows.common import ATTENTION, focused, turn

KIND = PLACE = "experiment"
PLANNING = (*screens.PARTS, "hour", "preview")
OPEN = (*PLANNING, "running", "choice", "happened")
SHOWN_FOR = timedelta(days=1)
HERE, OLD = "front.toast.here", "front.toast.old"


def opened(scene: Scene) -> Turn | None:
    """What stands open, where it was asked a moment ago, or while its quiet minutes run."""
    trying = scene.memory.experiment
    if trying is None or trying.stage not in OPEN or scene.now - trying.at > ATTENTION:
        return None
    return shown(scene, trying)


def at(scene: Scene, run: int, stage: str) -> Trying | None:
    """The experiment, where it is that run and stands at that stage."""
    trying = scene.memory.experiment
    return trying if trying is not None and trying.run == run and trying.stage == stage else None


def ref(trying: Trying) -> str:
    """What the focus of typed words names: this part of this run."""
    return f"{trying.run}.{trying.stage}"


def without_timers(memory: Memory) -> Memory:
    """Without the timer of quiet minutes."""
    return replace(memory, timers=tuple(timer for timer in memory.timers if timer.what != KIND))


def shown(scene: Scene, trying: Trying, do: tuple[Fact, ...] = ()) -> Turn:
    """The screen where it stands; one that asks for words gets them."""
    before = scene.memory.experiment
    if before is None or (before.run, before.stage) != (trying.run, trying.stage) or trying.stage in PLANNING:
        trying = replace(trying, at=scene.now)
    memory = replace(scene.memory, experiment=trying, focus=None)
    screen = screens.screen(scene, trying)
    if screen.wants_words:
        memory = focused(memory, PLACE, scene.now, ref(trying))
    return turn(memory, screen, do=do)


def astray(scene: Scene, run: int = -1) -> Turn:
    """A second tap or an old button: where that experiment stands, else what is open otherwise."""
    trying = scene.memory.experiment
    if trying is not None and trying.run == run and scene.now - trying.at <= SHOWN_FOR:
        return shown(scene, trying).also(toast=HERE)
    open_ = opened(scene)
    return front.here(scene, e.Here()).also(toast=OLD) if open_ is None else open_.also(toast=HERE)
