"""What a person keeps, as a value: the walk's stand-in for the database, answering wants and taking facts."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from bot.domain.facts import (
    ChangeNote,
    DropEntry,
    DropNote,
    Entry,
    Fact,
    KeepEntry,
    KeepNight,
    KeepNote,
    Note,
    PlaceNote,
)
from bot.domain.scene import Shelf, Want

LOOSE = "loose"
PAGE = 5


class Kept(Struct, frozen=True):
    """Notes, entries and evenings, oldest first."""

    notes: tuple[Note, ...] = ()
    entries: tuple[Entry, ...] = ()
    nights: tuple[KeepNight, ...] = ()

    def fetch(self, want: Want) -> Shelf:
        """What an event asks for."""
        match want.kind:
            case "entries":
                return Shelf(entries=tuple(n for n in reversed(self.entries) if n.kind == want.ref))
            case "nights":
                return Shelf(nights=tuple(reversed(self.nights)))
            case "week":
                entries = tuple(n for n in reversed(self.entries) if n.kind == want.ref)
                return Shelf(entries=entries, nights=tuple(reversed(self.nights)))
            case "story":
                own = ("story", ""), ("exercise", "day-34")
                fits = (n for n in reversed(self.notes) if any(n.place == p and d in ("", n.day) for p, d in own))
                return Shelf(tuple(fits))
            case "note":
                return Shelf(tuple(n for n in self.notes if n.number == want.number))
            case "ref":
                return Shelf(tuple(n for n in self.notes if n.ref == want.ref))
        found = [n for n in reversed(self.notes) if n.place != LOOSE and (not want.number or n.number < want.number)]
        return Shelf(tuple(found[:PAGE]), len(found) > PAGE)

    def after(self, facts: Iterable[Fact]) -> Kept:
        """What is kept after these facts."""
        notes = {n.number: n for n in self.notes}
        entries = {(n.kind, n.number): n for n in self.entries}
        nights = {n.on: n for n in self.nights}
        for fact in facts:
            match fact:
                case KeepNote(note):
                    notes[note.number] = note
                case ChangeNote(number, text) if number in notes:
                    notes[number] = replace(notes[number], text=text)
                case PlaceNote(number, where) if number in notes:
                    notes[number] = replace(notes[number], place=where)
                case DropNote(number):
                    notes.pop(number, None)
                case KeepNight(on):
                    nights[on] = fact
                case KeepEntry(entry):
                    entries[entry.kind, entry.number] = entry
                case DropEntry(kind, number):
                    entries.pop((kind, number), None)
        return Kept(tuple(notes.values()), tuple(entries.values()), tuple(nights.values()))
