"""Two linked people without a database: each press is played as the house plays it, over both of them."""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec.structs import replace

from bot.domain.bond import Bond, Couple, Window
from bot.domain.events import Event, Press
from bot.domain.facts import KeepNight, Note
from bot.domain.memory import Known, Memory, Walk
from bot.domain.people import FULL, Profile, Reach
from bot.domain.quiz import Leaning, Measure, Quality, Result
from bot.domain.scene import Scene, Shelf, Turn
from bot.flows import bonds, house, window
from tests.flows.scenes import NOW, library

NUMBER = 7
NAMES = {"a": "Ada", "b": "Mei"}
OTHER = {"a": "b", "b": "a"}
SCORES: dict[Leaning, tuple[int, int]] = {"a": (80, 20), "v": (20, 80), "both": (80, 80), "low": (20, 20)}


def known(leaning: Leaning) -> Known:
    """A result far from every border."""
    anxiety, avoidance = (Measure(score / 20, score, 6, 6, 9.0) for score in SCORES[leaning])
    return Known(1, Result("express", anxiety, avoidance, (), leaning, (), (), Quality(), 1))


class Two:
    """Ada (a, English, London) and Mei (b, Chinese, Shanghai), and what both hang on."""

    def __init__(self, ada: Memory, mei: Memory, now: datetime = NOW) -> None:
        self.now = now
        homes = {"a": ("en", "Europe/London", ada), "b": ("zh", "Asia/Shanghai", mei)}
        self.memories = {
            side: bonds.begun(
                replace(own, profile=Profile(lang, NAMES[side], zone, agreed_at=now), walk=own.walk or Walk()),
                NUMBER,
                side,
                now,
            )
            for side, (lang, zone, own) in homes.items()
        }
        self.couple = Couple(now, 1)
        self.turns = {"a": 10, "b": 10}
        self.nights: dict[str, tuple[KeepNight, ...]] = {"a": (), "b": ()}
        self.notes: dict[str, tuple[Note, ...]] = {"a": (), "b": ()}
        self.reach: Reach = FULL
        self.told: list[Event] = []

    def scene(self, side: str) -> Scene:
        """What one of them finds now."""
        scene = Scene(self.memories[side], self.now, library(), self.turns[side], reach=self.reach)
        shelf = Shelf(notes=self.notes[side], nights=self.nights[side])
        return replace(scene, couple=self.couple, window=self.window(side), shelf=shelf, person=1)

    def window(self, side: str) -> Window:
        """What one of them may see of the other."""
        return window.cut(library(), self.memories[side], self.memories[OTHER[side]], self.couple, self.now)

    def bond(self, side: str) -> Bond:
        """One of their own sides."""
        bond = self.memories[side].bond
        assert bond is not None
        return bond

    def play(self, side: str, event: Event) -> Turn:
        """One presses or types; the other hears of it where the turn says so."""
        turn = self._played(side, event)
        pair = turn.pair
        if pair is not None:
            after = pair.couple or self.couple
            self.couple = window.scored(self.couple, after, turn.then, self.memories[OTHER[side]])
            if pair.tell is not None:
                self.told.append(pair.tell)
                self._played(OTHER[side], pair.tell)
        return turn

    def _played(self, side: str, event: Event) -> Turn:
        scene = self.scene(side)
        wanted = house.wants(scene, event)
        turn = house.play(scene if wanted else replace(scene, shelf=Shelf()), event)
        self.memories[side] = turn.then
        self.turns[side] += 1
        return turn

    def changed(self, side: str, **changes: object) -> None:
        """One's own side of the link as it never came to be by itself."""
        self.memories[side] = replace(self.memories[side], bond=replace(self.bond(side), **changes))

    def wait(self, **span: float) -> None:
        """Let some time pass."""
        self.now += timedelta(**span)

    def press(self, side: str, kind: type[Press], **fields: object) -> Turn:
        """Press the button of this kind that was offered last, or one with these fields."""
        return self.play(side, kind(NUMBER, **fields))
