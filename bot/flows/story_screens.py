"""What the story shows while its depth is chosen and while a chapter is written. Every screen has a way out."""

from __future__ import annotations

from typing import Final

from bot.domain import events as e
from bot.domain.memory import Writing
from bot.domain.scene import Scene
from bot.domain.speech import Button, Say, Words, column, words
from bot.flows import chapters
from bot.flows.chapters import DEPTHS, LIGHT, LONG, MEDIUM, MINUTES, SKIP
from bot.flows.common import BACK, HELP, MENU, STORY, button, say
from bot.flows.faces import how_was_it

SCREEN: Final = "story"
LEVELS: Final = ((1, 2, 3, 4, 5), (6, 7, 8, 9, 10))
NO_LEVEL: Final = -1
UNREAL: Final = -2
MORE: Final = 5
Rows = tuple[tuple[Button, ...], ...]

CHANGE: Final = button("story.button.depth", e.StoryDepth())


# ------------------------------------------------------------------------------------------------- the depth
def checks(run: int) -> Say:
    """Four things that make light or skip the kind choice; nothing of the answer is kept."""
    picks = [button(f"story.button.check-{how}", e.StoryCheck(run, how)) for how in ("none", "fits", "danger")]
    return say(SCREEN, words("story.checks"), rows=(*column(*picks), (BACK, HELP)))


def depth(run: int, asked: str) -> Say:
    """The three depths; after something that fits, light and skip come first. None is ever closed to anybody."""
    order = (LIGHT, MEDIUM, SKIP) if asked == "open" else (LIGHT, SKIP, MEDIUM)
    first = LIGHT if asked != "danger" else ""
    picks = [
        button(f"story.button.depth-{name}", e.StoryPick(run, name), "primary" if name == first else "")
        for name in order
    ]
    now = () if asked != "danger" else (button("front.button.help-now", e.HelpNow(), "primary"),)
    lines = (words(f"story.depth.{asked}"), words("story.depth.what"))
    return say(SCREEN, *lines, rows=(*column(*now, *picks), (BACK, HELP)))


def stop_time(run: int) -> Say:
    """When to stop, and something nice right after."""
    picks = [button("story.button.minutes", e.StoryMinutes(run, n), n=n) for n in MINUTES]
    return say(SCREEN, words("story.stop-time"), rows=(tuple(picks), (BACK, HELP)))


def chosen(scene: Scene, then: str) -> Say:
    """What is set. It can be changed at any time."""
    story = chapters.of(scene.memory)
    lines = [words(f"story.chosen.{story.depth if story.depth in DEPTHS else SKIP}", n=story.minutes)]
    first = _first(scene, then)
    rows = ((first,), (CHANGE, MENU)) if first else ((BACK,), (CHANGE, MENU))
    return say(SCREEN, *lines, rows=rows)


def _first(scene: Scene, then: str) -> Button | None:
    """The chapter that waits behind the choice, or the calm that stands in its place."""
    if not then:
        return None
    found = chapters.talk(scene, then, e.StoryBegin(then))
    return button(found[0], found[1], "primary") if found else None


def aside(scene: Scene, chapter: str, key: str) -> Say:
    """No story now: something calm instead, and one's own words to read."""
    calm = chapters.CALM.get(chapter)
    rows: list[tuple[Button, ...]] = [(button(calm[0], calm[1], "primary"),)] if calm else []
    rows.append((STORY,) if chapters.resting(scene) else (CHANGE, STORY))
    return say(SCREEN, words(key), rows=(*rows, (BACK, MENU), (HELP,)))


# ------------------------------------------------------------------------------------------------- writing
def screen(scene: Scene, writing: Writing) -> Say:
    """Where a chapter stands."""
    if writing.stage == "checking":
        return check(writing)
    if writing.stage == "level":
        return level(writing)
    return ask(scene, writing) if writing.stage == "writing" else ended(writing)


def ask(scene: Scene, writing: Writing) -> Say:
    """One part: what may be written, and the ways on and out."""
    ids = chapters.parts(scene, writing)
    kept = writing.notes.get(writing.part, ())
    if writing.part in LONG and kept:
        return _going(writing, kept[-1])
    base, _, n = writing.part.partition("-")
    lines = [_head(scene, writing, ids), *_kept(writing), words(f"story.ask.{base}", n=n)]
    if writing.part in LONG:
        lines.append(words("story.time", n=chapters.of(scene.memory).minutes))
    rows: list[tuple[Button, ...]] = []
    if writing.notes:
        rows.append((_done(writing),))
    last = _last(writing)
    undo = (button("story.button.unsay", e.StoryUnsay(writing.run, last)),) if last else ()
    skip = (button("story.button.skip", e.StorySkip(writing.run, writing.part)),) if len(ids) > 1 else ()
    rows.append((*undo, *skip, _stop(writing)) if len(undo + skip) < 2 else (*undo, *skip))
    rows.append((CHANGE, HELP) if len(undo + skip) < 2 else (_stop(writing), HELP))
    return Say(SCREEN, tuple(lines), tuple(rows), wants_words=True)


def _head(scene: Scene, writing: Writing, ids: tuple[str, ...]) -> Words:
    title = chapters.told(scene, writing.chapter, "title")
    if len(ids) < 2 or writing.part not in ids:
        return words("story.head", title=title)
    return words("story.head-of", title=title, n=ids.index(writing.part) + 1, of=len(ids))


def _kept(writing: Writing) -> tuple[Words, ...]:
    key = "story.kept-days" if writing.depth == SKIP else "story.kept"
    return (words(key),) if writing.notes else ()


def _last(writing: Writing) -> int:
    """The newest entry of this chapter, 0 for none."""
    return max((n for numbers in writing.notes.values() for n in numbers), default=0)


def _going(writing: Writing, newest: int) -> Say:
    """Any number of messages until it is closed."""
    key = "story.going-over" if writing.rung else "story.going"
    undo = button("story.button.unsay", e.StoryUnsay(writing.run, newest))
    rows = ((_done(writing),), (undo, _stop(writing)), (HELP,))
    return Say(SCREEN, (words(key, n=len(writing.notes[writing.part])),), rows, wants_words=True)


def time_over(writing: Writing, minutes: int, late: bool, asks: bool) -> Say:
    """The minutes are over; a while ago, where the clock came late."""
    more = button("story.button.more", e.StoryMore(writing.run), n=MORE)
    rows = ((_done(writing),), (more, _stop(writing)), (HELP,))
    line = words("story.over-late" if late else "story.over", n=minutes)
    return Say(SCREEN, (line,), rows, fresh=True, silent=True, wants_words=asks)


def _done(writing: Writing) -> Button:
    return button("story.button.done", e.StoryDone(writing.run), "primary")


def _stop(writing: Writing) -> Button:
    return button("story.button.stop", e.StoryLeave(writing.run))


# ------------------------------------------------------------------------------------------------- reading it again
def check(writing: Writing) -> Say:
    """One of the four looks at a chapter. Nothing is rated: each leads on, and one line may be changed at the end."""
    run, name = writing.run, writing.part
    n = chapters.CHECKS.index(name) + 1
    lines = (words("story.check.head", n=n), words(f"story.check.{name}"))
    yes = button("story.button.check-yes", e.StoryTick(run, name, "yes"), "primary")
    later = button("story.button.check-later", e.StoryTick(run, name, "later"))
    whole = button("story.button.whole", e.StoryRead(0))
    return say(SCREEN, *lines, rows=((yes,), (later,), (whole, _stop(writing)), (HELP,)))


# ------------------------------------------------------------------------------------------------- the end
def level(writing: Writing) -> Say:
    """Written or stopped; how stirred up it is inside. 0 comes after 10, so that a typed number is what it says."""

    def of(n: int) -> Button:
        return button("scan.button.level", e.StoryLevel(writing.run, n), n=n)

    skip = button("scan.button.skip-level", e.StoryLevel(writing.run, NO_LEVEL))
    unreal = button("scan.button.unreal", e.StoryLevel(writing.run, UNREAL))
    rows = (*(tuple(of(n) for n in row) for row in LEVELS), (of(0), skip, HELP), (unreal,))
    return say(SCREEN, words(f"story.ended-{writing.how or 'done'}"), words("story.level"), rows=rows)


def ended(writing: Writing) -> Say:
    """The closing ritual, and the ways on."""
    key = "story.closed-days" if writing.depth == SKIP else "story.closed"
    edit = button("story.button.change-line", e.StoryParts(""))
    first = edit if writing.chapter == chapters.REREAD else how_was_it(writing.chapter)
    return say(SCREEN, words(key), rows=((first, STORY), (BACK, MENU), (HELP,)))


def left(key: str) -> Say:
    """Stopped with nothing written."""
    return say(SCREEN, words(key), rows=((BACK,), (STORY, MENU)))
