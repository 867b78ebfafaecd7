"""Words of one's own inside something that was made of them: said, measured, and following the journal.

What is deleted in the journal is gone here too; what is changed there is changed here.
"""

from __future__ import annotations

import re
from typing import TypeVar

from msgspec.structs import replace

from bot.domain.facts import ChangeNote, DropNote, KeepNote
from bot.domain.memory import Exercising, Made, Memory, Trying
from bot.domain.scene import Scene, Turn
from bot.domain.speech import Param, Words, words

OWN = "own"
COPY = 256
_HOLE = re.compile(r"\{\{.*?\}\}")
_ENDED = re.compile(r"[.!?…,;:。！？，；：—”’)）]\Z")

Holder = TypeVar("Holder", Exercising, Made, Trying)


def bare(text: str) -> str:
    """A text as one line."""
    return " ".join(text.split())


def said(pick: str, own: str, prefix: str) -> Param:
    """What a part says: our words by the pick, words of one's own, or that there is a voice note."""
    if pick != OWN:
        return words(f"{prefix}.{pick}")
    return own or words("exercises.ui.voice")


def ended(text: Param, ends: str) -> Param:
    """A text of one's own with the sign that it needs to stand beside others; `ends`: sentence, clause or ""."""
    if not isinstance(text, str) or not ends or _ENDED.search(text):
        return text
    return words(f"exercises.ui.{ends}", text=text)


def units(scene: Scene, what: Param) -> int:
    """How long something is at most, in UTF-16 units, as Telegram counts."""
    if isinstance(what, Words):
        source = _HOLE.sub("", scene.library.words[scene.lang].get(what.key, ""))
        return units(scene, source) + sum(units(scene, value) for value in what.params.values())
    return len(str(what).encode("utf-16-le")) // 2


# ----------------------------------------------------------------------------------------------------- the journal
def follow(turn: Turn) -> Turn:
    """The turn in whose memory everything made of words of one's own says what the journal says."""
    changed: dict[int, str | None] = {}
    for fact in turn.do:
        match fact:
            case DropNote(number):
                changed[number] = None
            case ChangeNote(number, text):
                changed[number] = text
            case KeepNote(note):
                changed[note.number] = note.text
    return replace(turn, then=_followed(turn.then, changed)) if changed else turn


def _followed(memory: Memory, changed: dict[int, str | None]) -> Memory:
    exercise, kit, experiment = memory.exercise, memory.kit, memory.experiment
    then = {
        "exercise": exercise and _held(exercise, changed),
        "kit": kit and _held(kit, changed),
        "made": tuple(_held(made, changed) for made in memory.made),
        "experiment": experiment and _held(experiment, changed),
    }
    return replace(memory, **{name: value for name, value in then.items() if value != getattr(memory, name)})


def _held(holder: Holder, changed: dict[int, str | None]) -> Holder:
    for part, number in holder.notes.items():
        if number not in changed:
            continue
        text = changed[number]
        if text is None:
            holder = without(holder, part)
        elif part in holder.words:
            holder = replace(holder, words={**holder.words, part: bare(text)[:COPY]})
    return holder


def without(holder: Holder, part: str) -> Holder:
    """Without what was picked or written for a part."""
    return replace(
        holder,
        picks={k: v for k, v in holder.picks.items() if k != part},
        words={k: v for k, v in holder.words.items() if k != part},
        notes={k: v for k, v in holder.notes.items() if k != part},
    )
