"""What is said: screens, their words by key, and their buttons. No text in any language stands here."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from bot.domain.events import Press


class Moment(Struct, frozen=True, tag="moment"):
    """An instant (UTC) that the phone draws in its own time zone; `form` is Telegram's date-time format.

    `local` is what to read where a phone cannot draw it: the same instant in the zone that we know.
    """

    at: datetime
    local: str
    form: str = "wDt"


class Words(Struct, frozen=True, tag="words"):
    """A text by its key, with its values. `params` hold plain values, moments, or other words."""

    key: str
    params: dict[str, str | int | float | bool | Moment | Words] = {}


Param = str | int | float | bool | Moment | Words


def words(key: str, **params: Param) -> Words:
    """Words by key, with their values as keyword arguments."""
    return Words(key, dict(params))


class Button(Struct, frozen=True):
    """One choice. Its `event` is what a press makes happen; `copy`, `url` and `share` are done by the phone itself.

    A copy button keeps its event: where the phone has no buttons, choosing it says the line as a message of its own.
    On its way out a button carries its event as `data`, already written.
    """

    label: Words
    event: Press | None = None
    copy: Words | None = None
    url: str = ""
    share: str = ""
    style: str = ""
    data: str = ""


class Picture(Struct, frozen=True):
    """A picture by its kind and facts; the words in it travel as keys and are drawn in the person's language.

    With the name of a `file` (without its ending) it comes as one to keep, in full quality.
    """

    kind: str
    facts: dict[str, str | int | bool | Words]
    alt: Words
    file: Words | None = None


class Chapter(Struct, frozen=True):
    """A part of a paper: its heading, a line under the heading, and paragraphs.

    `facts` draw something beside them: `<name>.score`, `.low` and `.high` a bar of 0-100 under a paragraph, `blank` so
    many lines to write on by hand.
    """

    head: Words
    lines: tuple[Words, ...]
    note: Words | None = None
    facts: dict[str, int] = {}


class Paper(Struct, frozen=True):
    """A file to keep, by its kind: what stands in it travels as keys and is set in the person's language.

    `name` is the file's name without its ending, `lead` stands under the title, `foot` at the end.
    """

    kind: str
    name: Words
    title: Words
    chapters: tuple[Chapter, ...]
    lead: Words | None = None
    foot: Words | None = None


class Say(Struct, frozen=True):
    """One screen as it is now to be seen.

    `screen` names it: an edit finds its message by that name. `fresh` sends it anew, below everything else;
    `silent` sends without a sound; `wants_words` says that typed words belong to it; `tight`
    sets its lines close together. `paper` comes as a file, always in a message of its own.
    `lent` names what of another person's is drawn here. `over` is no message of its own: it takes the place of every
    message that shows this thing of the other's ("*" is any). `where` names a group that it is posted in, instead of
    its person's own chat.
    """

    screen: str
    lines: tuple[Words, ...]
    rows: tuple[tuple[Button, ...], ...] = ()
    picture: Picture | None = None
    fresh: bool = False
    silent: bool = False
    wants_words: bool = False
    protect: bool = False
    tight: bool = False
    paper: Paper | None = None
    lent: tuple[str, ...] = ()
    over: str = ""
    where: str = ""


def column(*buttons: Button) -> tuple[tuple[Button, ...], ...]:
    """One button a row: on a narrow phone a row of long labels is cut."""
    return tuple((button,) for button in buttons)


def pairs(*buttons: Button) -> tuple[tuple[Button, ...], ...]:
    """Two buttons a row, the last one alone where they are odd: for labels short enough for half a narrow phone."""
    return tuple(tuple(buttons[n : n + 2]) for n in range(0, len(buttons), 2))
