"""The story's chapters as they are written, with an exit on every screen.

After writing comes one question; where it is loud inside, the five senses, and a lighter day tomorrow.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.events import Event
from bot.domain.facts import DropNote, Entry, Fact, KeepEntry, KeepNote, Note
from bot.domain.memory import Focus, Timer, Writing
from bot.domain.scene import Answers, Scene, Turn
from bot.domain.speech import Say, words
from bot.flows import chapters, front, marking, senses, story_book, story_depth
from bot.flows import story_screens as screens
from bot.flows.chapters import CHECKS, ENDING, LONG, MEDIUM, PARTS, PLACE, REREAD, SKIP
from bot.flows.common import ATTENTION, focus_of, focused, today, turn

KIND: Final = "chapter"
OPEN_FOR: Final = timedelta(days=1)
LATE: Final = timedelta(seconds=30)
STRONG: Final = 7
HERE, OLD = "front.toast.here", "front.toast.old"


# ------------------------------------------------------------------------------------------------- beginning
def begin(scene: Scene, event: Event) -> Turn:
    """A chapter at the depth that holds today; one that was left open within a day goes on."""
    assert isinstance(event, e.StoryBegin)
    chapter, chosen = event.chapter, chapters.depth(scene)
    if chapter not in PARTS:
        return front.here(scene, e.Here()).also(toast=OLD)
    if chapters.resting(scene):
        return turn(scene.memory, screens.aside(scene, chapter, "story.rests"))
    if chapter != ENDING and not chosen:
        return story_depth.choose(scene, chapter)
    if chapter != ENDING and chosen == SKIP:
        return turn(scene.memory, screens.aside(scene, chapter, "story.skipped"))
    writing = chapters.of(scene.memory).writing
    open_ = writing is not None and writing.chapter == chapter and writing.stage in ("writing", "checking")
    if writing is not None and open_ and scene.now - writing.at <= OPEN_FOR:
        return shown(scene, writing)
    own = chosen if chosen in PARTS[chapter] else SKIP
    writing = Writing(scene.turn, chapter, own, scene.now, part=PARTS[chapter][own][0])
    if chapter == REREAD and own == MEDIUM and (read := story_book.to_reread(scene)) is not None:
        at = shown(scene, replace(writing, stage="checking", part=CHECKS[0]))
        return replace(at, say=(read, *(replace(say, fresh=True) for say in at.say)))
    return shown(scene, writing)


def shown(scene: Scene, writing: Writing, do: tuple[Fact, ...] = ()) -> Turn:
    """The screen where it stands; one that asks for words gets them, and a long part has its quiet timer."""
    story, memory = chapters.of(scene.memory), replace(scene.memory, focus=None)
    long = writing.stage == "writing" and writing.part in LONG
    if long and writing.since is None:
        writing = replace(writing, since=scene.now, rung=False)
        ends = scene.now + timedelta(minutes=story.minutes)
        memory = chapters.timed(memory, Timer(PLACE, ends, str(writing.run)))
    elif not long:
        memory = chapters.timed(memory)
    writing = replace(writing, at=scene.now)
    memory = chapters.put(memory, replace(story, writing=writing))
    say = screens.screen(scene, writing)
    if say.wants_words:
        memory = focused(memory, PLACE, scene.now, _ref(writing))
    return turn(memory, say, do=do)


def opened(scene: Scene) -> Turn | None:
    """The part that stands open, where it was asked a moment ago; never after it was closed for being too much."""
    writing = chapters.of(scene.memory).writing
    if writing is None or writing.stage == "over" or scene.now - writing.at > ATTENTION or chapters.resting(scene):
        return None
    return shown(scene, writing)


# ------------------------------------------------------------------------------------------------- writing
def wrote(scene: Scene, event: e.Wrote) -> Turn:
    """Words or a voice note: kept at once, and on."""
    story, focus = chapters.of(scene.memory), focus_of(scene)
    writing = story.writing
    note = Note(scene.turn, scene.now, PLACE, event.text, writing.chapter if writing else "", event.ref, event.voice)
    do: tuple[Fact, ...] = (KeepNote(note),)
    if writing is None or writing.stage != "writing" or focus is None or focus.ref != _ref(writing):
        return front.exact(scene.with_memory(focus=None)).also(do=do)
    section = chapters.section(writing.chapter, writing.part)
    kept = {**story.chapters, section: (*story.chapters.get(section, ()), note.number)}
    mine = {**writing.notes, writing.part: (*writing.notes.get(writing.part, ()), note.number)}
    writing = replace(writing, notes=mine)
    scene = scene.with_memory(story=replace(story, chapters=kept), focus=None)
    return shown(scene, writing, do) if writing.part in LONG else _onward(scene, writing).also(do=do)


def skip(scene: Scene, event: Event) -> Turn:
    """Nothing for this part."""
    assert isinstance(event, e.StorySkip)
    writing = _at(scene, event.run)
    if writing is None or writing.part != event.part:
        return astray(scene, event.run)
    return _onward(scene, writing)


def _onward(scene: Scene, writing: Writing) -> Turn:
    ids = chapters.parts(scene, writing)
    following = ids[ids.index(writing.part) + 1 :] if writing.part in ids else ()
    if following:
        return shown(scene, replace(writing, part=following[0]))
    if writing.chapter == REREAD and writing.depth == MEDIUM and writing.notes:
        return shown(scene, replace(writing, stage="checking", part=CHECKS[0]))
    return _ended(scene, writing, "done")


def unsay(scene: Scene, event: Event) -> Turn:
    """The words just written are taken back, and their part is asked again."""
    assert isinstance(event, e.StoryUnsay)
    writing = _at(scene, event.run)
    part = next((p for p, numbers in writing.notes.items() if event.number in numbers), "") if writing else ""
    if writing is None or not part:
        return astray(scene, event.run)
    gone: tuple[Fact, ...] = (DropNote(event.number),)
    scene = replace(scene, memory=chapters.follow(Turn(scene.memory, do=gone)).then)
    left = chapters.of(scene.memory).writing
    assert left is not None
    return shown(scene, replace(left, part=part), gone).also(toast="story.toast.unsaid")


def rang(scene: Scene, timer: Timer) -> Turn:
    """The minutes are over: said without a sound, once; what is typed then still belongs here."""
    story, crisis = chapters.of(scene.memory), scene.memory.crisis
    writing = _at(scene, int(timer.ref)) if timer.ref.isdecimal() else None
    grave = (crisis is not None and crisis.tier < 3) or chapters.resting(scene)
    if writing is None or writing.part not in LONG or writing.rung or grave:
        return Turn(scene.memory)
    writing = replace(writing, rung=True, at=scene.now)
    memory = chapters.put(scene.memory, replace(story, writing=writing))
    focus = focus_of(scene)
    asks = focus is None or focus.place == PLACE
    if asks:
        memory = focused(memory, PLACE, scene.now, _ref(writing))
    late = scene.now - timer.at > LATE
    return turn(memory, screens.time_over(writing, story.minutes, late, asks))


def more(scene: Scene, event: Event) -> Turn:
    """Five more minutes, on its owner's own word."""
    assert isinstance(event, e.StoryMore)
    writing = _at(scene, event.run)
    if writing is None or writing.part not in LONG or not writing.rung:
        return astray(scene, event.run)
    ends = scene.now + timedelta(minutes=screens.MORE)
    scene = replace(scene, memory=chapters.timed(scene.memory, Timer(PLACE, ends, str(writing.run))))
    return shown(scene, replace(writing, rung=False)).also(toast="story.toast.more")


# ------------------------------------------------------------------------------------------------- the four looks
def tick(scene: Scene, event: Event) -> Turn:
    """One of the four, whatever it is answered with: nothing is counted."""
    assert isinstance(event, e.StoryTick)
    writing = _at(scene, event.run, "checking")
    if writing is None or writing.part != event.check or event.how not in ("yes", "later"):
        return astray(scene, event.run)
    following = CHECKS[CHECKS.index(event.check) + 1 :]
    if following:
        return shown(scene, replace(writing, part=following[0]))
    return _ended(scene, writing, "done")


# ------------------------------------------------------------------------------------------------- the end
def done(scene: Scene, event: Event) -> Turn:
    """Closed by its writer."""
    assert isinstance(event, e.StoryDone)
    writing = _at(scene, event.run)
    return astray(scene, event.run) if writing is None else _ended(scene, writing, "done")


def leave(scene: Scene, event: Event) -> Turn:
    """Stop here, at any point."""
    assert isinstance(event, e.StoryLeave)
    writing = _at(scene, event.run, "writing", "checking")
    return astray(scene, event.run) if writing is None else _ended(scene, writing, "partly")


def _ended(scene: Scene, writing: Writing, how: str) -> Turn:
    """With something written or read it counts, and one question follows; with nothing, it is simply closed."""
    if not writing.notes and writing.stage != "checking":
        over = replace(chapters.of(scene.memory), writing=replace(writing, stage="over"))
        memory = chapters.timed(chapters.put(replace(scene.memory, focus=None), over))
        return turn(memory, screens.left("story.left"))
    mark = marking.mark(scene, f"{PLACE}-{writing.chapter}", writing.chapter, how)
    writing = replace(writing, stage="level", how=how, on=mark.on)
    memory = replace(mark.memory, counts={**mark.memory.counts, KIND: mark.memory.counts.get(KIND, 0) + 1})
    facts: tuple[Fact, ...] = (*mark.facts, _entry(scene, writing, screens.NO_LEVEL))
    return shown(replace(scene, memory=memory), writing, facts).also(toast="day.toast.gold" if mark.day else "")


def level(scene: Scene, event: Event) -> Turn:
    """How stirred up it is: loud leads to the five senses and makes tomorrow lighter; nothing resumes by itself."""
    assert isinstance(event, e.StoryLevel)
    writing = _at(scene, event.run, "level")
    if writing is None or not screens.UNREAL <= event.level <= 10:
        return astray(scene, event.run)
    do: tuple[Fact, ...] = (_entry(scene, writing, event.level),)
    story, memory = replace(chapters.of(scene.memory), writing=replace(writing, stage="over")), scene.memory
    if event.level < STRONG and event.level != screens.UNREAL:
        return turn(chapters.timed(chapters.put(memory, story)), screens.ended(writing), do=do)
    story = replace(story, eased=today(scene) + timedelta(days=1))
    if memory.walk is not None:
        memory = replace(memory, walk=replace(memory.walk, gentle=True))
    looking = senses.begin(replace(scene, memory=chapters.timed(chapters.put(memory, story))))
    led = Say(screens.SCREEN, (words("story.loud"),))
    return turn(looking.then, led, *(replace(say, fresh=True) for say in looking.say), do=do)


def _entry(scene: Scene, writing: Writing, strong: int) -> KeepEntry:
    """`how`: done, partly; `level` 0 to 10, -1 not said, -2 unreal; `note-1` …: the numbers of its notes."""
    numbers = sorted(n for those in writing.notes.values() for n in those)
    data: dict[str, str | int] = {f"note-{n}": number for n, number in enumerate(numbers, start=1)}
    data |= {"chapter": writing.chapter, "depth": writing.depth, "how": writing.how, "level": strong}
    return KeepEntry(Entry(KIND, writing.run, scene.now, writing.on or today(scene), data))


# ------------------------------------------------------------------------------------------------- small parts
def _at(scene: Scene, run: int, *stages: str) -> Writing | None:
    """The chapter, where it is that run and stands at one of these stages (being written, if none is named)."""
    writing = chapters.of(scene.memory).writing
    fits = writing is not None and writing.run == run and writing.stage in (stages or ("writing",))
    return writing if fits and not chapters.resting(scene) else None


def astray(scene: Scene, run: int) -> Turn:
    """A second tap or an old button: the chapter where it stands, else what is open otherwise."""
    writing = chapters.of(scene.memory).writing
    if writing is None or writing.run != run or writing.stage == "over" or chapters.resting(scene):
        return front.here(scene, e.Here()).also(toast=OLD)
    return shown(scene, writing).also(toast=HERE)


def lasting(scene: Scene) -> Focus | None:
    """What a message of the clock does not end: the words of a chapter, which may be long in coming."""
    focus = focus_of(scene)
    return focus if focus is not None and focus.place == PLACE and scene.reach.buttons else None


def _ref(writing: Writing) -> str:
    return f"{writing.run}.{writing.part}"


ANSWERS: Answers = {
    **story_depth.ANSWERS,
    e.StoryBegin: begin,
    e.StorySkip: skip,
    e.StoryUnsay: unsay,
    e.StoryMore: more,
    e.StoryDone: done,
    e.StoryLeave: leave,
    e.StoryTick: tick,
    e.StoryLevel: level,
    **story_book.ANSWERS,
}
