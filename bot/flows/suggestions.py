"""The small things for two that fit where somebody is, in their order."""

from __future__ import annotations

from bot.domain.scene import Scene
from bot.domain.two import Suggestion
from bot.flows import window
from bot.flows.common import is_for_two


def things(scene: Scene) -> tuple[Suggestion, ...]:
    """The small things that fit one's own step; none before step 3, or without a path."""
    walk = scene.memory.walk
    if walk is None or not is_for_two(scene):
        return ()
    return scene.library.two.suggestions_in(int(window.step_of(scene.library, walk).rpartition("-")[2]))


def place_of(scene: Scene, id: str) -> int:
    """Where a thing stands among them, from 0; 0 for one that does not fit any more."""
    return next((place for place, one in enumerate(things(scene)) if one.id == id), 0)
