"""Whether it is a good time, asked before the first, fourth and fifth step: one private screen, on one's own tap.

Nobody is kept out. Nothing of the answer is kept, only the gentler ways that it leads to, and each can be changed.
"""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.events import Event
from bot.domain.memory import Memory, Scan, Story
from bot.domain.scene import Answers, Scene, Turn
from bot.domain.speech import Button, Say, column, words
from bot.flows.common import BACK, HELP, button, say, turn

STEPS: Final = ("step-1", "step-4", "step-5")
HELP_NOW: Final = button("care.button.danger", e.HelpNow())


def offered(step: str) -> tuple[Button, ...]:
    """The way to the question from the opening of a step that needs it."""
    return (button("care.button.open", e.Care(step)),) if step in STEPS else ()


def answer(scene: Scene, event: Event) -> Turn:
    """The question, or the gentler ways; “none of these” is nothing but the way back."""
    assert isinstance(event, e.Care)
    if event.how != "fits":
        return turn(scene.memory, _asked(event.step))
    back = button("front.button.back", e.Here(), "primary")
    shown = say("care", words("care.gentle"), rows=((back,), (button("front.button.help-now", e.HelpNow()), HELP)))
    return turn(_gentler(scene.memory), shown)


def _asked(step: str) -> Say:
    none = button("care.button.none", e.Here(), "primary")
    fits = button("care.button.fits", e.Care(step, "fits"))
    return say("care", words("care.ask"), rows=(*column(none, fits, HELP_NOW), (BACK, HELP)))


def _gentler(memory: Memory) -> Memory:
    """Scans of feet and hands, and no story where no depth is chosen yet; what somebody chose stays theirs."""
    scan, story = memory.scan or Scan(), memory.story or Story()
    scan = replace(scan, asked=True, form="hands", lowered=True)
    return replace(memory, scan=scan, story=replace(story, depth=story.depth or "skip"))


ANSWERS: Answers = {e.Care: answer}
