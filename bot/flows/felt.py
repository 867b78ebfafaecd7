"""Felt security, evening by evening, as a line: the answers as they were given, and gaps where there were none."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.events import Event
from bot.domain.facts import KeepNight
from bot.domain.scene import Scene, Want
from bot.domain.speech import Param, Picture, Say, Words, words
from bot.flows import bowl
from bot.flows.common import HELP, MENU, button, say

PAGE = "evenings"
# How many dates the line shows at most, the newest ones: more would be no line on a phone.
DATES = 100
NAMES = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five"}


def wants(scene: Scene, event: Event) -> Want | None:
    """The line needs the evenings."""
    return Want("nights") if event == e.Page(PAGE) else None


def screen(scene: Scene) -> Say:
    """The line, or what will be here once an evening was answered."""
    nights = answered(scene)
    rows = ((button("pictures.button.bowl", e.Page("progress")), MENU, HELP),)
    if not nights:
        return say("evenings", words("pictures.line.empty"), rows=rows)
    return replace(say("evenings", words("pictures.line.caption"), rows=rows), picture=picture(scene, nights))


def answered(scene: Scene) -> tuple[KeepNight, ...]:
    """Answered evenings, oldest first, none older than a hundred dates before the newest."""
    found = sorted((night for night in scene.shelf.nights if night.felt), key=lambda night: night.on)
    return tuple(night for night in found if (found[-1].on - night.on).days < DATES)


def picture(scene: Scene, nights: tuple[KeepNight, ...]) -> Picture:
    """The line of these evenings, which are not none."""
    first = nights[0].on
    facts: dict[str, str | int | bool | Words] = {
        "nights": ",".join(f"{(night.on - first).days}:{night.felt}" for night in nights),
        "steps": ",".join(f"{day}:{step}" for day, step in _steps(scene, nights)),
        "theme": bowl.theme(scene),
    }
    return Picture("line", facts, alt([night.felt for night in nights]))


def alt(levels: Sequence[int]) -> Words:
    """A line in words: how often each level (1 to 5) was answered, and the latest. `levels` are not none."""
    counts: dict[str, Param] = {f"n{level}": levels.count(level) for level in NAMES}
    names: dict[str, Param] = {name: _level(level) for level, name in NAMES.items()}
    return Words("pictures.line.alt", {"n": len(levels), "latest": _level(levels[-1]), **counts, **names})


def _steps(scene: Scene, nights: tuple[KeepNight, ...]) -> list[tuple[int, int]]:
    """On which day, from 0, each step is first met, and its number."""
    found: list[tuple[int, int]] = []
    for night in nights:
        known = scene.library.day(night.day)
        step = int(known.step.removeprefix("step-")) if known else 0
        if step > (found[-1][1] if found else 0):
            found.append(((night.on - nights[0].on).days, step))
    return found


def _level(level: int) -> Words:
    return words(f"evening.felt.{level}")
