"""Presses of the story."""

from __future__ import annotations

from bot.domain.events.base import Press


class StoryDepth(Press, frozen=True):
    """How deep: first the gentle checks, then the choice."""


class StoryCheck(Press, frozen=True):
    """none, fits, danger: said once, and not kept."""

    run: int
    how: str


class StoryPick(Press, frozen=True):
    run: int
    depth: str


class StoryMinutes(Press, frozen=True):
    run: int
    minutes: int


class StoryBegin(Press, frozen=True):
    """A chapter by its day; goes on with it where it is open."""

    chapter: str


class StorySkip(Press, frozen=True):
    """Nothing for this part."""

    run: int
    part: str


class StoryUnsay(Press, frozen=True):
    """Take back the entry just written."""

    run: int
    number: int


class StoryMore(Press, frozen=True):
    """Some more minutes after the time was over."""

    run: int


class StoryDone(Press, frozen=True):
    run: int


class StoryLeave(Press, frozen=True):
    run: int


class StoryTick(Press, frozen=True):
    """One of the four looks at a chapter: yes, later."""

    run: int
    check: str
    how: str


class StoryLevel(Press, frozen=True):
    """How stirred up, 0 to 10; -1 is not said, -2 that it all feels unreal."""

    run: int
    level: int


class StoryRead(Press, frozen=True):
    """The whole story, a page."""

    page: int


class StoryParts(Press, frozen=True):
    """What stands in a section, to change or delete; "" lists the sections."""

    section: str


class StoryTake(Press, frozen=True):
    """The whole story as a file."""


class StoryDrop(Press, frozen=True):
    """The first of two taps; the second names the newest entry that is meant."""

    section: str


class StoryDropYes(Press, frozen=True):
    section: str
    newest: int
