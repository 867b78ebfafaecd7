"""Press every button of every flow from everywhere: finds dead ends, and lists every key that must have words.

The walk is pure: it plays the house against a memory of its own, with a shelf made of what the turns wanted kept.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from datetime import datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.events import Event, Press
from bot.domain.facts import ChangeNote, DropNote, Fact, Forget, KeepNote, Note, PlaceNote
from bot.domain.library import Library
from bot.domain.memory import Memory
from bot.domain.people import FULL, Profile, Reach
from bot.domain.scene import Scene, Shelf, Turn, Want
from bot.domain.speech import Say, Words
from bot.flows import calendar, house

BEGINNING = datetime.fromisoformat("2026-11-23T09:00:00+00:00")
TWICE = 3
LOOSE = "loose"
SAID = ("hello there", "London", "I want to kill myself", "想死", "feeling hopeless", "7:30", "x" * 4096)
COMMANDS = (
    "today",
    "progress",
    "settings",
    "privacy",
    "help",
    "journal",
    "menu",
    "log",
    "together",
    "library",
    "nonsense",
)


class Place(Struct, frozen=True):
    """A person somewhere on the walk: what is remembered, when, their notes, and the last screens."""

    memory: Memory
    now: datetime
    turn: int
    notes: tuple[Note, ...]
    says: tuple[Say, ...]


class Stop(Struct, frozen=True):
    """One step of the walk: from where, what happened, and what it brought."""

    before: Place
    event: Event
    turn: Turn
    after: Place


def begin(lang: str = "en") -> Place:
    """Somebody who has never been here."""
    return Place(Memory(profile=Profile(lang=lang)), BEGINNING, 0, (), ())


def step(library: Library, place: Place, event: Event, reach: Reach = FULL, seconds: float = 3.0) -> Stop:
    """Play one event from a place, some seconds later."""
    now = place.now + timedelta(seconds=seconds)
    scene = Scene(place.memory, now, library, place.turn, seed=7, reach=reach, bot_link="https://t.me/kintsugi_bot")
    wanted = house.wants(scene, event)
    if wanted is not None:
        scene = replace(scene, shelf=_fetch(place.notes, wanted))
    turn = house.play(scene, event)
    if any(isinstance(fact, Forget) for fact in turn.do):
        after = Place(begin(turn.then.profile.lang).memory, now, 0, (), turn.say)
    else:
        after = Place(turn.then, now, place.turn + 1, _kept(place.notes, turn.do), turn.say or place.says)
    return Stop(place, event, turn, after)


def _fetch(notes: tuple[Note, ...], want: Want) -> Shelf:
    if want.kind == "note":
        return Shelf(tuple(n for n in notes if n.number == want.number))
    if want.kind == "ref":
        return Shelf(tuple(n for n in notes if n.ref == want.ref))
    found = [n for n in reversed(notes) if n.place != LOOSE and (not want.number or n.number < want.number)]
    return Shelf(tuple(found[:5]), len(found) > 5)


def _kept(notes: tuple[Note, ...], facts: tuple[Fact, ...]) -> tuple[Note, ...]:
    kept = {n.number: n for n in notes}
    for fact in facts:
        match fact:
            case KeepNote(note):
                kept[note.number] = note
            case ChangeNote(number, text) if number in kept:
                kept[number] = replace(kept[number], text=text)
            case PlaceNote(number, where) if number in kept:
                kept[number] = replace(kept[number], place=where)
            case DropNote(number):
                kept.pop(number, None)
    return tuple(kept.values())


def presses(place: Place) -> Iterator[Press]:
    """Every button that the last screens offer."""
    for say in place.says:
        for row in say.rows:
            for button in row:
                if button.event is not None:
                    yield button.event


def events(place: Place) -> Iterator[Event]:
    """What may happen here: every button, and now and then words, things and commands out of turn."""
    yield from presses(place)
    if len(place.says) and place.turn % 5 == 0:
        yield from (e.Wrote(text, ref=str(place.turn)) for text in SAID)
        yield from (e.Called(name) for name in COMMANDS)
        yield from (e.Sent("sticker"), e.Sent("photo", "album-1"), e.Located("Europe/London"), e.Unreadable(), e.Started())
        yield from (e.Wrote("", ref="9", voice="file"), e.Amended("changed", "9"), e.Blocked(), e.Unblocked())


def _signature(stop: Stop) -> tuple[object, ...]:
    shown = tuple(
        (s.screen, tuple(w.key for w in s.lines), tuple(b.label.key for r in s.rows for b in r)) for s in stop.turn.say
    )
    return (type(stop.event).__name__, shown)


def walk(library: Library, lang: str = "en", most: int = 6000) -> Iterator[Stop]:
    """Every step that leads to a screen not seen a few times yet, from the first `/start` to the end of the path.

    Between presses the clock also comes to what is due. At most `most` steps are taken.
    """
    seen: Counter[tuple[object, ...]] = Counter()
    waiting = deque([step(library, begin(lang), e.Started()).after])
    taken = 0
    while waiting and taken < most:
        place = waiting.popleft()
        for event in (*events(place), *_due(place)):
            stop = step(library, _at(place, event), event)
            taken += 1
            yield stop
            signature = _signature(stop)
            seen[signature] += 1
            if seen[signature] <= TWICE:
                waiting.append(stop.after)


def _due(place: Place) -> tuple[Event, ...]:
    return (e.Ticked(),) if calendar.next_at(place.memory, place.now) else ()


def _at(place: Place, event: Event) -> Place:
    """The clock's tick comes when it is due, and not a moment before."""
    at = calendar.next_at(place.memory, place.now) if isinstance(event, e.Ticked) else None
    return replace(place, now=max(place.now, at)) if at else place


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
