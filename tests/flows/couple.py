"""Two people with nothing around them: two memories, what both hang on, and the window between; no database."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from bot.domain.bond import Bond, Couple
from bot.domain.events import Event
from bot.domain.facts import Note
from bot.domain.memory import Memory
from bot.domain.people import Profile
from bot.domain.scene import Scene, Shelf, Turn
from bot.flows import bonds, house, window
from tests.flows.scenes import NOW, library

NAMES = {"a": ("Ada", "en", "Europe/London"), "b": ("Mei", "zh", "Asia/Shanghai")}
NUMBER = 3


def other_of(side: str) -> str:
    """The other side."""
    return "b" if side == "a" else "a"


class Pairing:
    """Ada (side a) and Mei (side b), linked, in a world whose clock the test moves."""

    def __init__(self, now: datetime = NOW, seed: int = 5) -> None:
        self.now = now
        self.couple = Couple(now, seed)
        self.turns = {"a": 1, "b": 1}
        self.memories = {}
        for side, (name, lang, zone) in NAMES.items():
            profile = Profile(lang=lang, name=name, zone=zone, agreed_at=now)
            self.memories[side] = bonds.begun(Memory(profile=profile), NUMBER, side, now)

    def bond(self, side: str) -> Bond:
        """One's own side of the link."""
        bond = self.memories[side].bond
        assert bond is not None
        return bond

    def scene(self, side: str, *notes: Note) -> Scene:
        """What one of them finds."""
        own, other = self.memories[side], self.memories[other_of(side)]
        seen = window.cut(library(), own, other, self.couple, self.now)
        shelf = Shelf(notes=notes)
        return Scene(
            own, self.now, library(), self.turns[side], seed=7, couple=self.couple, window=seen, shelf=shelf
        )

    def play(self, side: str, event: Event, *notes: Note) -> Turn:
        """One of them does something; what it changes between them is changed, and the other hears of it."""
        turn = house.play(self.scene(side, *notes), event)
        self.memories[side] = turn.then
        self.turns[side] += 1
        if turn.pair is not None and turn.pair.couple is not None:
            self.couple = window.scored(self.couple, turn.pair.couple, turn.then, self.memories[other_of(side)])
        if turn.pair is not None and turn.pair.tell is not None:
            self.play(other_of(side), turn.pair.tell)
        return turn

    def changed(self, side: str, **changes: object) -> None:
        """One's own side of the link as it never came to be by itself."""
        self.memories[side] = replace(self.memories[side], bond=replace(self.bond(side), **changes))
