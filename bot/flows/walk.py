"""Press every button of every flow from everywhere: finds dead ends, and lists every key that must have words.

A few people walk straight roads through the fifty days; beside the roads everything is tried.

The walk is pure: it plays the house against a memory of its own, with a shelf made of what the turns wanted kept.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from datetime import timedelta

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.bond import Couple
from bot.domain.events import Event
from bot.domain.library import Library
from bot.domain.scene import Scene
from bot.flows import bonds, house, walk_two
from bot.flows.typed import KINDS
from bot.flows.walk_road import MINDS, road
from bot.flows.walk_step import Place, Stop, at, due, keys_of, presses, step

ONCE = 1
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


def events(place: Place) -> Iterator[Event]:
    """What may happen here: every button, and now and then words, things and commands out of turn."""
    yield from presses(place)
    yield from walk_two.told(place.memory)
    if any(say.wants_words for say in place.says):
        yield e.Wrote(SAID[0], ref=str(place.turn))
    if len(place.says) and place.turn % 5 == 0:
        yield from (e.Wrote(text, ref=str(place.turn)) for text in SAID)
        yield from (e.Called(name) for name in COMMANDS)
        yield from (
            *(e.Sent(kind) for kind in KINDS),
            e.Sent("photo", "album-1"),
            e.Located("Europe/London"),
            e.Unreadable(),
            e.Started(),
            e.Started(f"{bonds.DOOR}{walk_two.TOKEN}"),
        )
        yield from (e.Wrote("", ref="9", voice="file"), e.Amended("changed", "9"), e.Blocked(), e.Unblocked())


def walk(library: Library, lang: str = "en", most: int = 46_000) -> Iterator[Stop]:
    """The roads, and from each of their places every step that leads to a screen not seen yet.

    Between presses the clock also comes to what is due. At most `most` steps are taken beside the roads.
    """
    seen: Counter[object] = Counter()
    waiting: deque[Place] = deque()
    for mind in MINDS:
        for stop in road(library, lang, mind):
            yield stop
            # On a road each text counts as new, beside it each kind of screen.
            seen[exact := (type(stop.event), *sorted(keys_of(stop.turn)))] += 1
            if seen[exact] == 1:
                waiting.append(stop.after)
    yield from _beside(library, waiting, seen, most)
    yield from _beside(library, deque(_linked(library, lang)), Counter(), most // 4, "two")


def _beside(
    library: Library, waiting: deque[Place], seen: Counter[object], most: int, only: str = ""
) -> Iterator[Stop]:
    """Every step from these places, and from those that they lead to, while screens come that were not seen yet.

    `only`: no step is taken further from a screen whose name does not begin so.
    """
    taken, played = 0, set[type[Event]]()
    while waiting and taken < most:
        place = waiting.popleft()
        for event in (*events(place), *due(place)):
            stop = step(library, at(place, event), event)
            taken += 1
            yield stop
            played.add(type(event))
            seen[kind := _kind(stop)] += 1
            if only and not any(say.screen.startswith(only) for say in stop.turn.say):
                continue
            if any(type(press) not in played for press in presses(stop.after)):
                # What nobody has pressed yet comes first.
                waiting.appendleft(stop.after)
            elif seen[kind] <= ONCE:
                waiting.append(stop.after)


def _linked(library: Library, lang: str) -> Iterator[Place]:
    """Somebody in the third step: about to link, and linked on every day of a week; and somebody near the end."""
    stops = road(library, lang, MINDS[0])
    place = next(s.after for s in stops if s.after.memory.walk and "step-3" in s.after.memory.walk.steps)
    late = next(s.after for s in stops if s.after.memory.walk and "day-49" in s.after.memory.walk.days)
    yield replace(place, says=house.home(Scene(place.memory, place.now, library)).say, turn=5)
    for day, where in enumerate((*[place] * 7, late)):
        now = where.now + timedelta(days=day)
        memory = bonds.begun(where.memory, walk_two.COUPLE, "a", now)
        memory = replace(memory, made=(*memory.made, walk_two.LOOKED_BACK))
        linked = replace(where, memory=memory, now=now, couple=Couple(now, day))
        yield step(library, linked, e.TwoOpen()).after
        # What comes with day 49 stands behind pages that the others know.
        yield step(library, linked, e.TwoItem(walk_two.COUPLE, "proof")).after
        yield step(library, linked, e.Started(f"{bonds.DOOR}{walk_two.TOKEN}")).after


def _kind(stop: Stop) -> object:
    shown = tuple(
        (s.screen, tuple(w.key for w in s.lines), tuple(b.label.key for r in s.rows for b in r)) for s in stop.turn.say
    )
    return type(stop.event), shown
