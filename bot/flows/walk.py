"""Press every button of every flow from everywhere: finds dead ends, and lists every key that must have words.

A few people walk straight roads through the fifty days, each of their own mind; beside the roads everything is tried.

The walk is pure: it plays the house against a memory of its own, with a shelf made of what the turns wanted kept.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

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
from bot.flows import afterwards, bonds, calendar, chapters, house, walk_two
from bot.flows.kept import Kept
from bot.flows.typed import KINDS

BEGINNING = datetime.fromisoformat("2026-11-23T09:00:00+00:00")
ONCE = 1
CHANCE = bytes(range(24))
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
        for event in (*events(place), *_due(place)):
            stop = step(library, _at(place, event), event)
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


# ----------------------------------------------------------------------------------------------------- the roads
class Mind(NamedTuple):
    """What somebody thinks about the two scales, 1 to 5, and after how many presses they fall silent."""

    anxiety: int
    avoidance: int
    presses: int = 1000


# Every result there is, and so every variant of a day; between two of them; and somebody who stays away.
MINDS = (Mind(5, 1), Mind(1, 5), Mind(5, 5), Mind(1, 1), Mind(3, 3), Mind(5, 3), Mind(5, 1, 60))
ONWARD = (
    *(e.QuizBegin, e.Honest, e.Leans, e.QuizMore, e.PathBegin, e.ClockIs, e.CityIs, e.HoursAre, e.StepYes),
    *(e.Tried, e.Felt, e.Mood, e.BoosterDid, e.StoryCheck, e.StoryMinutes),
)
LONGEST = 1000


def road(library: Library, lang: str, mind: Mind) -> Iterator[Stop]:
    """One person's straight way from the first `/start` to the evening of the last day."""
    stop = step(library, begin(lang), e.Started())
    yield stop
    for taken in range(LONGEST):
        place = stop.after
        pressed = _onward(library, place, mind, taken) if taken < mind.presses else None
        event = pressed or next(iter(_due(place)), None)
        if event is None:
            return
        stop = step(library, _at(place, event), event)
        yield stop


def _onward(library: Library, place: Place, mind: Mind, taken: int) -> Event | None:
    offered = list(presses(place))
    for press in offered:
        if isinstance(press, e.Chose) and press.option == _option(library, press.item, mind):
            return press
        if isinstance(press, e.SheetChose) and press.option == _point(library, press.item, mind):
            return press
        if isinstance(press, e.MovesLoop) and press.answer == _loop(mind, press.question):
            return press
        if _is_new_sheet(place.memory, press) or _is_depth(place.memory, press, mind):
            return press
    fitting = [p for kind in ONWARD for p in offered if type(p) is kind]
    if fitting:
        same = [p for p in fitting if type(p) is type(fitting[0])]
        return same[_answer(place, same[0], taken) % len(same)]
    return _day(offered)


def _answer(place: Place, asked: Press, taken: int) -> int:
    """Another evening each day; mostly not a low one, since it makes the next day gentler."""
    days = len(place.memory.walk.days) if place.memory.walk else 0
    match asked:
        case e.Tried():
            return taken
        case e.Felt():
            return days
        case e.Mood():
            return days // 2 % 5 or 4
    return 0


def _option(library: Library, item_id: str, mind: Mind) -> int:
    item = next(i for quiz in library.quizzes.values() for i in quiz.items if i.id == item_id)
    option = mind.anxiety if item.scale == "anxiety" else mind.avoidance
    return 6 - option if item.reverse else option


def _loop(mind: Mind, question: str) -> str:
    return LOOPS[MINDS.index(mind) % len(LOOPS)][question == "quiet"]


def _point(library: Library, item_id: str, mind: Mind) -> int:
    """A statement of a short look, or one on a move: who worries presses, who keeps distance pulls back."""
    move = next((item.move for item in library.moves.items if item.id == item_id), None)
    if move is None:
        return _option(library, item_id, mind)
    return {"press": mind.anxiety, "repair": 6 - mind.avoidance}.get(move, mind.avoidance)


def _is_new_sheet(memory: Memory, press: Press) -> bool:
    """Whether this begins a questionnaire that a day brings and that was not begun yet; then, or its next answer."""
    match press:
        case e.SheetBegin("moves", _):
            return memory.moves is None
        case e.SheetBegin(_, day):
            return memory.pulse is None or memory.pulse.day < day
        case e.RetestBegin(day):
            run = memory.quiz
            return run is not None and run.purpose < f"retest-{day}" and not afterwards.retested(memory, day)
    return False


def _is_depth(memory: Memory, press: Press, mind: Mind) -> bool:
    """Whether this chooses how deep the story goes: once, and each depth by somebody."""
    if isinstance(press, e.StoryPick):
        return press.depth == chapters.DEPTHS[(MINDS.index(mind) + 1) % len(chapters.DEPTHS)]
    return isinstance(press, e.StoryDepth) and memory.story is None


# Who starts and who goes quiet, a pair a mind: every round that there are words for.
LOOPS = (
    *(("me", "other"), ("other", "me"), ("me", "me"), ("turns", "both")),
    *(("me", "nobody"), ("turns", "other"), ("other", "other")),
)


def _day(offered: list[Press]) -> Event | None:
    """A day is done at once, or left to be asked about in the evening; one in ten is skipped."""
    for press in offered:
        number = int(press.day.rpartition("-")[2]) if isinstance(press, e.Did | e.SkipDay) else 0
        if isinstance(press, e.SkipDay) and number % 10 == 9:
            return press
        if isinstance(press, e.Did) and number % 10 != 9 and number % 3:
            return press
    return None


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
