"""What a turn wants kept beside the memory: rows of a person's own, written in the same transaction."""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct

from bot.domain.quiz import Answer, Result


class KeepResult(Struct, frozen=True):
    run: int
    quiz: str
    form: str
    answers: tuple[Answer, ...]
    result: Result


class KeepPractice(Struct, frozen=True):
    """Something practised on a local date (which ends at 04:00): a day of the path, and how."""

    on: date
    what: str
    how: str


class DropPractice(Struct, frozen=True):
    on: date
    what: str


class KeepNight(Struct, frozen=True):
    """An evening's answers, as far as they go. 0 and "" mean not answered."""

    on: date
    day: str
    tried: str
    felt: int
    mood: int


class Note(Struct, frozen=True):
    """One entry of the journal. `number` is unique for its person; `voice` is the channel's reference to a sound."""

    number: int
    at: datetime
    place: str
    text: str
    day: str = ""
    ref: str = ""
    voice: str = ""


class KeepNote(Struct, frozen=True):
    note: Note


class ChangeNote(Struct, frozen=True):
    number: int
    text: str
    ref: str = ""


class PlaceNote(Struct, frozen=True):
    number: int
    place: str


class DropNote(Struct, frozen=True):
    number: int


class Entry(Struct, frozen=True):
    """One thing practised, in its own small fields: a log, a hold, an experiment. `number` is unique for its person
    and kind; `data` holds ids, whole numbers and, where its owner wrote some, words."""

    kind: str
    number: int
    at: datetime
    on: date
    data: dict[str, str | int] = {}


class KeepEntry(Struct, frozen=True):
    """Written whole: a second one of the same kind and number takes the place of the first."""

    entry: Entry


class DropEntry(Struct, frozen=True):
    kind: str
    number: int


class KeepSlot(Struct, frozen=True):
    """A unique row: this slot of this local date has been used. A second one is refused by the database."""

    on: date
    slot: str


class KeepInvite(Struct, frozen=True):
    """An invitation may be found by these digests (of its link, and of its code) until an instant.

    It takes the place of any other of this person's.
    """

    digests: tuple[str, ...]
    until: datetime


class DropInvite(Struct, frozen=True):
    """No invitation of this person's may be found any more."""


class Forget(Struct, frozen=True):
    """Every row of this person goes."""


Fact = (
    KeepResult
    | KeepPractice
    | DropPractice
    | KeepNight
    | KeepNote
    | ChangeNote
    | PlaceNote
    | DropNote
    | KeepEntry
    | DropEntry
    | KeepSlot
    | KeepInvite
    | DropInvite
    | Forget
)
