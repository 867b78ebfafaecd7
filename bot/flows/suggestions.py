"""The small things for two that fit where somebody is, in their order."""

from __future__ import annotations

from bot.domain.memory import Walk
from bot.domain.scene import Scene
from bot.domain.two import Suggestion
from bot.flows import window
from bot.flows.common import is_for_two

FIRST_STEP = 3


def things(scene: Scene) -> tuple[Suggestion, ...]:
    """The small things that fit one's own step; none before step 3, or without a path."""
    walk = scene.memory.walk or Walk()
    step = int(window.step_of(scene.library, walk).rpartition("-")[2])
    fits = scene.memory.walk is not None and step >= FIRST_STEP and is_for_two(scene)
    return scene.library.two.suggestions_in(step) if fits else ()


def place_of(scene: Scene, id: str) -> int:
    """Where a thing stands among them, from 0; 0 for one that does not fit any more."""
    return next((place for place, one in enumerate(things(scene)) if one.id == id), 0)
