"""What two people's doings bring into one's own next morning or evening message: sections, never messages of their own.

They are said in words of ours. What the other wrote is only ever drawn when its reader presses.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.events import Event
from bot.domain.scene import Answers, Scene, Turn
from bot.domain.speech import Button, Say, Words, words
from bot.flows import together
from bot.flows.common import HELP, button
from bot.flows.together import bond_of
from bot.flows.together_link import OPEN
from bot.flows.window import finished

SHARED_DAYS = {1: "first-shared-day", 10: "ten-shared-days"}


class Note(Struct, frozen=True):
    """One section: its line, its buttons, and what is remembered of it on one's own side."""

    line: Words
    rows: tuple[tuple[Button, ...], ...] = ()
    bond: dict[str, object] = {}


Source = Callable[[Scene], Note | None]
# Who has something to say, in this order; conversations of two people add theirs in `bot/flows/conversations.py`.
SOURCES: list[Source] = []
MOST = 2
# What stands in each evening message of whoever wished for it, however much else there is.
EVENINGS: list[Source] = []


def with_notes(scene: Scene, answered: Turn, evening: bool = False) -> Turn:
    """A morning's or evening's turn with its sections. Where it says nothing, they are the message."""
    if answered.then.bond is None:
        return answered
    scene = replace(scene, memory=answered.then)
    notes: list[Note] = []
    for source in (*SOURCES, *(EVENINGS if evening else ())):
        note = source(scene) if len(notes) < MOST or source in EVENINGS else None
        if note is not None:
            notes.append(note)
            scene = scene.with_memory(bond=replace(bond_of(scene), **note.bond))
    if not notes:
        return answered
    return replace(answered, then=scene.memory, say=_added(answered.say, notes))


def opened(scene: Scene, event: Event) -> Turn:
    """/together. To somebody to whom no morning comes, what is new is said here."""
    answered = together.opened(scene, event)
    comes = scene.memory.walk is not None and scene.memory.profile.zone
    return answered if comes or not scene.window.open else with_notes(scene, answered)


def _added(says: tuple[Say, ...], notes: list[Note]) -> tuple[Say, ...]:
    lines = tuple(note.line for note in notes)
    rows = tuple(row for note in notes for row in note.rows)
    if says and says[0].screen == together.SCREEN:
        rows = tuple(row for row in rows if row != (OPEN,))
    if not says:
        return (Say("two-notes", lines, (*rows, (OPEN, HELP)), fresh=True),)
    first = says[0]
    rows = tuple(row for row in rows if row not in first.rows)
    # Its own last row is the way to help: it stays the last.
    return (replace(first, lines=(*first.lines, *lines), rows=(*first.rows[:-1], *rows, *first.rows[-1:])), *says[1:])


# --------------------------------------------------------------------------------------------------- sections
def resting(scene: Scene) -> Note | None:
    """Sharing rests, said once and without a reason; a rest is offered, never given."""
    bond = bond_of(scene)
    if scene.window.open or bond.rests:
        return None
    rest = button("together.button.rest-too", e.RestFor(7))
    return Note(words("together.note.rests"), ((OPEN, rest),), {"rests": True})


def open_again(scene: Scene) -> Note | None:
    """Both said yes: sharing is open again."""
    if not scene.window.open or not bond_of(scene).rests:
        return None
    return Note(words("together.note.open-again"), ((OPEN,),), {"rests": False})


def gold(scene: Scene) -> Note | None:
    """A little gold has arrived."""
    at, seen = scene.window.gold_at, bond_of(scene).gold_seen
    if at is None or (seen is not None and at <= seen):
        return None
    return Note(words("together.note.gold"), (), {"gold_seen": at})


def milestone(scene: Scene) -> Note | None:
    """The first shared day, each step that both have finished, ten shared days: each once."""
    bond = bond_of(scene)
    for name in reached(scene):
        if name not in bond.met:
            return Note(words(f"two.milestone.{name}"), ((OPEN,),), {"met": (*bond.met, name)})
    return None


def reached(scene: Scene) -> tuple[str, ...]:
    """What both have reached, as far as it is shared."""
    seen, walk = scene.window, scene.memory.walk
    days = len(seen.shared or ())
    both = [step for step in finished(scene.library, walk) if step in seen.finished] if walk is not None else []
    return (*both, *(name for least, name in SHARED_DAYS.items() if days >= least))


SOURCES += [resting, open_again, gold, milestone]

# The shelf is opened here, where what is new is known.
ANSWERS: Answers = {e.TwoOpen: opened}
