"""How deep the story goes: gentle checks, the choice, a stop time; changed at any time.

Resource first: who says that something heavy is near is led to light or skip, and nobody is kept out.
"""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.events import Event
from bot.domain.memory import Story
from bot.domain.scene import Answers, Scene, Turn
from bot.flows import chapters, front, marking
from bot.flows import story_screens as screens
from bot.flows.chapters import CHOICE, DEPTHS, MEDIUM, MINUTES, PLACE
from bot.flows.common import turn

HERE: Final = "front.toast.here"
OLD: Final = "front.toast.old"


def depth(scene: Scene, event: Event) -> Turn:
    """Begin to choose; the gentle checks come first."""
    return choose(scene, "")


def choose(scene: Scene, then: str) -> Turn:
    """The checks first; `then` is the chapter that waits behind the choice, or ""."""
    if chapters.resting(scene):
        return turn(scene.memory, screens.aside(scene, then, "story.rests"))
    story = replace(chapters.of(scene.memory), choosing=scene.turn, asked="checks", then=then)
    return turn(chapters.put(scene.memory, story), screens.checks(scene.turn))


def checked(scene: Scene, event: Event) -> Turn:
    """What was said here only decides which depth is named first."""
    assert isinstance(event, e.StoryCheck)
    asked = {"none": "open", "fits": "kind", "danger": "danger"}.get(event.how)
    story = _choosing(scene, event.run, "checks")
    if story is None or asked is None:
        return _astray_choice(scene, event.run)
    return turn(chapters.put(scene.memory, replace(story, asked=asked)), screens.depth(event.run, asked))


def picked(scene: Scene, event: Event) -> Turn:
    """A depth; with writing, a stop time too."""
    assert isinstance(event, e.StoryPick)
    story = _choosing(scene, event.run, "open", "kind", "danger")
    if story is None or event.depth not in DEPTHS:
        return _astray_choice(scene, event.run)
    # Who has chosen anew is not held back by a heavy day before.
    story = replace(story, depth=event.depth, eased=None, asked="stop" if event.depth == MEDIUM else "")
    if event.depth == MEDIUM:
        return turn(chapters.put(scene.memory, story), screens.stop_time(event.run))
    return _set(scene, story)


def minutes(scene: Scene, event: Event) -> Turn:
    """The stop time."""
    assert isinstance(event, e.StoryMinutes)
    story = _choosing(scene, event.run, "stop")
    if story is None or event.minutes not in MINUTES:
        return _astray_choice(scene, event.run)
    return _set(scene, replace(story, minutes=event.minutes, asked=""))


def _set(scene: Scene, story: Story) -> Turn:
    then, story = story.then, replace(story, then="")
    writing = story.writing
    if writing is not None and writing.stage in ("writing", "checking"):
        # A chapter that stood open goes on at the new depth, from its first part; what was written is kept.
        story = replace(story, writing=replace(writing, stage="over"))
        then = then or writing.chapter
    scene = replace(scene, memory=chapters.timed(chapters.put(scene.memory, story)))
    mark = marking.mark(scene, PLACE, CHOICE)
    gold = "day.toast.gold" if mark.day else ""
    return turn(mark.memory, screens.chosen(scene, then), do=mark.facts, toast=gold)


def _choosing(scene: Scene, run: int, *stages: str) -> Story | None:
    story = chapters.of(scene.memory)
    return story if story.choosing == run and story.asked in stages and not chapters.resting(scene) else None


def _astray_choice(scene: Scene, run: int) -> Turn:
    """A second tap or an old button: the question that is open, else what is open otherwise."""
    story = chapters.of(scene.memory)
    if not story.choosing or story.choosing != run or chapters.resting(scene):
        return front.here(scene, e.Here()).also(toast=OLD)
    shown = {"checks": screens.checks(run), "stop": screens.stop_time(run), "": screens.chosen(scene, "")}
    return turn(scene.memory, shown.get(story.asked) or screens.depth(run, story.asked), toast=HERE)


ANSWERS: Answers = {
    e.StoryDepth: depth,
    e.StoryCheck: checked,
    e.StoryPick: picked,
    e.StoryMinutes: minutes,
}
