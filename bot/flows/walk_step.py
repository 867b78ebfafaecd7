"""One step of the walk: somebody somewhere, what happens there, and where it leaves them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.bond import Couple
from bot.domain.events import Event, Press
from bot.domain.facts import Forget
from bot.domain.library import Library
from bot.domain.memory import Memory
from bot.domain.people import FULL, Profile, Reach
from bot.domain.scene import Scene, Turn
from bot.domain.speech import Say, Words
from bot.flows import calendar, house, walk_two
from bot.flows.kept import Kept

BEGINNING = datetime.fromisoformat("2026-11-23T09:00:00+00:00")
CHANCE = bytes(range(24))


class Place(Struct, frozen=True):
    """A person somewhere on the walk: what is remembered, when, what they kept, the last screens, and what they hang
    on with somebody."""

    memory: Memory
    now: datetime
    turn: int
    kept: Kept
    says: tuple[Say, ...]
    couple: Couple | None = None


class Stop(Struct, frozen=True):
    """One step of the walk: from where, what happened, and what it brought."""

    before: Place
    event: Event
    turn: Turn
    after: Place


def begin(lang: str = "en") -> Place:
    """Somebody who has never been here."""
    return Place(Memory(profile=Profile(lang=lang)), BEGINNING, 0, Kept(), ())


def step(library: Library, place: Place, event: Event, reach: Reach = FULL, seconds: float = 3.0) -> Stop:
    """Play one event from a place, some seconds later."""
    now = place.now + timedelta(seconds=seconds)
    near = walk_two.beside(library, place.memory, place.couple, now, place.turn)
    scene = Scene(place.memory, now, library, place.turn, seed=7, reach=reach, bot_link="https://t.me/kintsugi_bot")
    scene = replace(scene, person=1, chance=CHANCE, couple=near.couple, window=near.window, peer=near.peer)
    wanted = house.wants(scene, event)
    if wanted is not None:
        scene = replace(scene, shelf=place.kept.fetch(wanted))
    turn = house.play(scene, event)
    if any(isinstance(fact, Forget) for fact in turn.do):
        after = Place(begin(turn.then.profile.lang).memory, now, 0, Kept(), turn.say)
    else:
        memory, couple = walk_two.after(turn, near.couple, now)
        after = Place(memory, now, place.turn + 1, place.kept.after(turn.do), turn.say or place.says, couple)
    return Stop(place, event, turn, after)


def presses(place: Place) -> Iterator[Press]:
    """Every button that the last screens offer."""
    for say in place.says:
        for row in say.rows:
            for button in row:
                if button.event is not None:
                    yield button.event


def due(place: Place) -> tuple[Event, ...]:
    """The clock's tick, where one is due at some time."""
    return (e.Ticked(),) if calendar.next_at(place.memory, place.now) else ()


def at(place: Place, event: Event) -> Place:
    """The clock's tick comes when it is due, and not a moment before."""
    due_at = calendar.next_at(place.memory, place.now) if isinstance(event, e.Ticked) else None
    return replace(place, now=max(place.now, due_at)) if due_at else place


def keys_of(turn: Turn) -> set[str]:
    """Every key that a turn says: lines, labels, pictures' words, and its toast."""
    found: set[str] = {turn.toast} if turn.toast else set()
    for say in turn.say:
        for words in (
            *say.lines,
            *(b.label for r in say.rows for b in r),
            *(b.copy for r in say.rows for b in r if b.copy),
        ):
            found |= _keys(words)
        if say.picture is not None:
            found |= _keys(say.picture.alt)
    return found


def _keys(words: Words) -> set[str]:
    return {words.key}.union(*(_keys(v) for v in words.params.values() if isinstance(v, Words)))
