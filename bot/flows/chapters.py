"""The story's chapters: which parts each has at which depth, when the story rests, and what a day offers then.

What was written are notes of the journal; here stand their numbers, and what is deleted there is gone here too.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.events import Press
from bot.domain.facts import DropNote, Note
from bot.domain.memory import Memory, Story, Timer, Writing
from bot.domain.scene import Scene, Turn
from bot.domain.speech import Words, words
from bot.flows.common import today

PLACE: Final = "story"
LIGHT, MEDIUM, SKIP = "light", "medium", "skip"
DEPTHS: Final = (LIGHT, MEDIUM, SKIP)
MINUTES: Final = (5, 10)
CHOICE, LETTER, REREAD, ENDING = "day-26", "day-34", "day-31", "day-35"
LETTER_PLACE: Final = "exercise"
# Days whose words follow the depth, and those among them whose conversations do.
TOLD: Final = tuple(f"day-{n}" for n in range(26, 36))
BY_DEPTH: Final = TOLD[1:-1]

# A chapter's parts at each depth; a part in LONG takes as many messages as its writer likes.
PARTS: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "day-27": {MEDIUM: tuple(f"dot-{n}" for n in range(1, 6)), LIGHT: ("dot-1",)},
    "day-28": {MEDIUM: ("chapter",), LIGHT: ("title", "things")},
    "day-30": {
        MEDIUM: tuple(f"{when}-{n}" for n in range(1, 4) for when in ("now", "then")),
        LIGHT: ("now-1", "now-2", "now-3"),
    },
    "day-31": {MEDIUM: ("small",), LIGHT: ("kinder",)},
    "day-32": {MEDIUM: ("watch", "want"), LIGHT: ("guard",)},
    "day-33": {MEDIUM: ("opening",), LIGHT: ("scene",)},
    "day-35": {
        MEDIUM: ("was", "through", "ahead"),
        LIGHT: ("was", "through", "ahead"),
        SKIP: ("calm", "helped", "wish"),
    },
}
LONG: Final = ("chapter", "opening")
CHECKS: Final = ("true", "enough", "relevant", "clear")
# The order in which the whole story is read; two columns are two sections.
SECTIONS: Final = (
    *("day-27", "day-28", "day-30.now", "day-30.then", "day-31", "day-32", "day-33", "day-34", "day-35"),
)

# In place of the story: repeats of what settles, each with the label of the day that it comes from.
CALM: Final[dict[str, tuple[str, Press]]] = {
    "day-27": ("practice.button.day-22", e.ExBegin("borrowed")),
    "day-28": ("practice.button.day-18", e.BreathOpen()),
    "day-29": ("practice.button.day-29", e.ScanOpen("3")),
    "day-30": ("practice.button.day-21", e.SensesBegin()),
    "day-31": ("practice.button.day-29", e.ScanOpen("3")),
    "day-32": ("practice.button.day-23", e.ExBegin("kind-figure")),
    "day-33": ("practice.button.day-18", e.BreathOpen()),
    "day-34": ("practice.button.day-29", e.ScanOpen("3")),
}

# After a card for grave moments the story rests for 7 days; nudges rest for the first of them.
RESTS_AFTER_HUSH: Final = timedelta(days=6)


# ------------------------------------------------------------------------------------------------- the depth
def of(memory: Memory) -> Story:
    """The story as it is remembered, or none yet."""
    return memory.story or Story()


def put(memory: Memory, story: Story) -> Memory:
    """The memory with the story as it is now."""
    return replace(memory, story=story)


def timed(memory: Memory, *timers: Timer) -> Memory:
    """The memory with these timers in place of those that the story had."""
    return replace(memory, timers=(*(t for t in memory.timers if t.what != PLACE), *timers))


def resting(scene: Scene) -> bool:
    """Whether a grave moment was less than seven days ago."""
    hushed = scene.memory.rhythm.hush_until
    return hushed is not None and scene.now < hushed + RESTS_AFTER_HUSH


def depth(scene: Scene) -> str:
    """How deep the story goes today: light, medium, skip, or "" while nothing is chosen."""
    story = of(scene.memory)
    if resting(scene):
        return SKIP
    eased = story.eased is not None and today(scene) <= story.eased
    return LIGHT if eased and story.depth == MEDIUM else story.depth


def layer(scene: Scene, day_id: str) -> str:
    """Whose words a day has: light, skip, or "" for its own. Before anything is chosen there is no word of writing."""
    chosen = depth(scene)
    if day_id not in TOLD or chosen == MEDIUM or (day_id == CHOICE and not chosen):
        return ""
    return chosen or SKIP


def own(scene: Scene, day_id: str, part: str) -> str:
    """The key of what the depth says in its own words, or "" where the day's own fit (`fits` of its structure)."""
    key = f"days.{day_id}.{layer(scene, day_id)}.{part}"
    return key if key in scene.library.words["en"] else ""


def told(scene: Scene, day_id: str, part: str) -> Words:
    """A part of a day in the words that fit the depth."""
    return words(own(scene, day_id, part) or f"days.{day_id}.{part}")


def copied(scene: Scene, day_id: str) -> str:
    """Under which key a day's lines to copy stand."""
    return own(scene, day_id, "copy.0").removesuffix(".0") or f"days.{day_id}.copy"


def talk(scene: Scene, day_id: str, usual: Press | None) -> tuple[str, Press] | None:
    """A day's own conversation with its label, by the depth."""
    chosen = depth(scene)
    if day_id in BY_DEPTH and chosen == SKIP:
        return CALM.get(day_id)
    if day_id in BY_DEPTH and not chosen and isinstance(usual, e.StoryBegin | e.ExBegin):
        # Nothing is chosen yet: the choice comes first, and leads on to the chapter.
        return f"practice.button.{CHOICE}", usual if isinstance(usual, e.StoryBegin) else e.StoryDepth()
    if day_id in (CHOICE, ENDING) and resting(scene):
        return None
    return (f"practice.button.{day_id}", usual) if usual else None


def parts(scene: Scene, writing: Writing) -> tuple[str, ...]:
    """The parts of the chapter that is written, at its depth."""
    return PARTS.get(writing.chapter, {}).get(writing.depth, ())


# ------------------------------------------------------------------------------------------------- the notes
def section(chapter: str, part: str) -> str:
    """Where a part stands in the whole story."""
    column = part.partition("-")[0]
    return f"{chapter}.{column}" if column in ("now", "then") else chapter


def section_of(story: Story, note: Note) -> str:
    """Where a note stands in the whole story."""
    return next((name for name, numbers in story.chapters.items() if note.number in numbers), note.day)


def sorted_notes(scene: Scene) -> list[tuple[str, list[Note]]]:
    """What was fetched, by section, in the order of the story; oldest first within one."""
    story = of(scene.memory)
    found: dict[str, list[Note]] = {name: [] for name in SECTIONS}
    for note in sorted(scene.shelf.notes, key=lambda note: note.number):
        found.setdefault(section_of(story, note), []).append(note)
    return [(name, notes) for name, notes in found.items() if notes]


def follow(turn: Turn) -> Turn:
    """The turn in whose memory no note stands that was deleted."""
    gone = {fact.number for fact in turn.do if isinstance(fact, DropNote)}
    story = turn.then.story
    if not gone or story is None:
        return turn
    chapters = _without(story.chapters, gone)
    writing = story.writing and replace(story.writing, notes=_without(story.writing.notes, gone))
    if (chapters, writing) == (story.chapters, story.writing):
        return turn
    return replace(turn, then=replace(turn.then, story=replace(story, chapters=chapters, writing=writing)))


def _without(numbers: dict[str, tuple[int, ...]], gone: set[int]) -> dict[str, tuple[int, ...]]:
    left = {name: tuple(n for n in those if n not in gone) for name, those in numbers.items()}
    return {name: those for name, those in left.items() if those}
