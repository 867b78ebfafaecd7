"""The bowl, in words and as a picture: which of its fifty cracks hold gold, and the step that is being walked."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from bot.domain.library import Day
from bot.domain.memory import Walk
from bot.domain.scene import Scene
from bot.domain.speech import Picture, Words, words
from bot.flows import path
from bot.flows.card_draft import draft, look_of
from bot.flows.common import today

DAYS = 50
STEPS = (3, 10, 17, 25, 35, 50)
GOLD, OPEN = "●", "○"
# The three kinds of gold, by how a day was kept.
GOLDS = ("stayed", "said", "accepted")


def filled(walk: Walk) -> int:
    """How many days of the fifty were practised."""
    return sum(1 for how in walk.days.values() if how in path.PRACTISED)


def dots(walk: Walk, last: int) -> str:
    """One sign a day of the step that day `last` (1 to 50) stands in: gold, or an open crack."""
    end = next(n for n in STEPS if n >= last)
    begin = ([0, *STEPS])[STEPS.index(end)]
    ids = [f"day-{n:02}" for n in range(begin + 1, end + 1)]
    return "".join(GOLD if path.is_practised(walk, day_id) else OPEN for day_id in ids)


def line(walk: Walk) -> Words:
    """The bowl as a line: the step's cracks, and how many of fifty are filled."""
    last = int(walk.current.removeprefix("day-")) if walk.current else 1
    return words("day.bowl", dots=dots(walk, last), n=filled(walk))


def picture(scene: Scene, line: Words | None = None, new: Day | None = None) -> Picture:
    """One's own bowl: the cracks of its person's own seed, gold where a day was practised, today's seam brighter.

    `new` names the day of today's seam; else it is the open day's, where that was done today.
    """
    walk, days = scene.memory.walk or Walk(), scene.library.days
    numbers = [d.number for d in days if path.is_practised(walk, d.id)]
    if new is None and walk.done_on == today(scene):
        new = scene.library.day(walk.current)
    facts: dict[str, str | int | bool | Words] = {
        "seed": scene.seed,
        "filled": ",".join(map(str, numbers)),
        "golds": ",".join(d.gold for d in days),
        "today": new.number if new is not None and new.number in numbers else 0,
        "theme": theme(scene),
    }
    if line is not None:
        facts["line"] = line
    return Picture("bowl", facts, alt([d.gold for d in days if d.number in numbers]))


def alt(golds: Sequence[str]) -> Words:
    """A bowl in words: how many cracks hold gold, and how many of them each kind. `golds` has a kind for each crack."""
    return words("progress.alt", n=len(golds), **{gold: golds.count(gold) for gold in GOLDS})


def theme(scene: Scene) -> str:
    """Light or dark, as the person's own card is."""
    return look_of(draft(scene.memory)).theme


def ends_step(scene: Scene, found: Day) -> bool:
    """Whether a day is the last of its step and none of that step waits any more."""
    walk = scene.memory.walk or Walk()
    of_step = [d.id for d in scene.library.days if d.step == found.step]
    return found.id == of_step[-1] and all(d in walk.days for d in of_step)


def milestone(scene: Scene, found: Day) -> Picture:
    """The bowl at the end of a step, with the step's name below it."""
    return picture(scene, words(f"days.{found.step}.title"), found)


def tonight(scene: Scene, found: Day) -> Picture:
    """The bowl of an evening with the seam of the day that was practised, and its gold in words below it."""
    gold = words(f"evening.gold.{found.gold}")
    shown = picture(scene, gold, found)
    return replace(shown, alt=words("evening.alt", bowl=shown.alt, gold=gold))
