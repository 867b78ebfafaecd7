"""Presses of the journal, of typed words, of settings and privacy."""

from __future__ import annotations

from bot.domain.events.base import Press

# the journal and typed words


class JournalPage(Press, frozen=True):
    """Entries older than the entry `before`; 0 is the newest."""

    before: int


class NoteOpen(Press, frozen=True):
    number: int


class NoteEdit(Press, frozen=True):
    number: int


class NoteDrop(Press, frozen=True):
    number: int


class NoteUndo(Press, frozen=True):
    """Take back the entry just made."""

    number: int


class PutNote(Press, frozen=True):
    """Put typed words somewhere: journal, nowhere."""

    number: int
    place: str


# settings, privacy


class LangIs(Press, frozen=True):
    lang: str


class PlainIs(Press, frozen=True):
    on: int


class ForgetAsk(Press, frozen=True):
    pass


class ForgetYes(Press, frozen=True):
    """The second tap. It names the turn at which it was drawn, so that an old one does nothing."""

    turn: int


# appended later


class NoteDropYes(Press, frozen=True):
    """The second tap: this entry goes for good."""

    number: int
