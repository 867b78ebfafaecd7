"""A scene: who, where in which conversation, and what was fetched for this event. A turn: where then, said, done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from bot.domain.bond import CLOSED, Couple, Peer, Window
from bot.domain.events import Event
from bot.domain.facts import Entry, Fact, KeepNight, Note
from bot.domain.library import Library
from bot.domain.memory import Memory
from bot.domain.people import FULL, Reach
from bot.domain.speech import Say


class Want(Struct, frozen=True):
    """What an event needs fetched before it can be answered.

    `kind`: page (notes older than `number`, 0 for the newest), note (that number), ref (notes of a message), story
    (all of one's own story), or entries (the newest hundred of the kind `ref`); nights (the newest hundred evenings);
    week (both of these).
    """

    kind: str
    number: int = 0
    ref: str = ""


class Shelf(Struct, frozen=True):
    """What was fetched, newest first. `more` says that older notes exist."""

    notes: tuple[Note, ...] = ()
    more: bool = False
    entries: tuple[Entry, ...] = ()
    nights: tuple[KeepNight, ...] = ()


class Scene(Struct, frozen=True):
    """Everything that a flow may look at. `turn` counts this person's plays; `seed` is the person's own number.

    For somebody who is linked, `couple` is what both hang on and `window` what may be seen of the other; `peer` is the
    person at the other end of an invitation that this event is about. `person` is one's own number, `chance` some
    bytes that nobody could have guessed.
    """

    memory: Memory
    now: datetime
    library: Library
    turn: int = 0
    seed: int = 0
    shelf: Shelf = Shelf()
    reach: Reach = FULL
    bot_link: str = ""
    inline: bool = True
    person: int = 0
    chance: bytes = b""
    couple: Couple | None = None
    window: Window = CLOSED
    peer: Peer | None = None

    @property
    def lang(self) -> str:
        return self.memory.profile.lang

    def with_memory(self, **changes: object) -> Scene:
        """This scene with some of its memory changed."""
        return replace(self, memory=replace(self.memory, **changes))


class Pair(Struct, frozen=True):
    """What a turn changes between two people: the couple as it is then, what the other hears in the same transaction.

    `links`: a new couple begins, of this person and the peer. `leaves`: this person's side of the couple is free.
    """

    couple: Couple | None = None
    tell: Event | None = None
    links: bool = False
    leaves: bool = False


class Turn(Struct, frozen=True):
    """Where we are then, what we say, what we do; and a short word on the pressed button itself.

    `asked`: the clock brought this because its person had asked for it, so it is a reply and no nudge. `pair`: what
    changes between two people.
    """

    then: Memory
    say: tuple[Say, ...] = ()
    do: tuple[Fact, ...] = ()
    toast: str = ""
    asked: bool = False
    pair: Pair | None = None

    def also(self, *, do: tuple[Fact, ...] = (), say: tuple[Say, ...] = (), toast: str = "") -> Turn:
        """This turn with more to say or do."""
        return replace(self, say=self.say + say, do=self.do + do, toast=toast or self.toast)


Answer = Callable[[Scene, Event], Turn]
Answers = dict[type[Event], Answer]
