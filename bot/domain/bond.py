"""Two people: each one's own side of a link, what both hang on, and the window through which one sees the other.

Nothing of one person's memory is ever handed to the other's conversations. What may be seen goes through a `Window`,
which `bot/flows/window.py` cuts out by its owner's consent; everything else does not exist for the other side.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from msgspec import Struct

VERSION = 1
LIFE = timedelta(hours=48)
FRESH = timedelta(days=30)

# What both may see once both confirmed, until its owner switches it off.
SHOWN = ("days", "step", "shared")
# What travels only after its owner's preview and tap. Of the first four both read the other's at one moment or not
# at all; the last two are their owner's alone to give.
MUTUAL = ("loop", "strengths", "helps", "avoids")
GIVEN = ("line", "proof")
ITEMS = (*MUTUAL, *GIVEN)
# What may be posted in a group of the two, where both agreed to it.
POSTED = (*SHOWN, "loop")


class Item(Struct, frozen=True):
    """What its owner lets the other read: lines of ours by their keys, or words of their own, and since when.

    `levels` is the felt-security line, oldest week first: one whole number from 1 to 5 for each week that holds
    enough evenings. The leaning that a loop is drawn from is the one key "leaning:<leaning>".
    """

    at: datetime
    keys: tuple[str, ...] = ()
    text: str = ""
    levels: tuple[int, ...] = ()


class Draft(Struct, frozen=True):
    """What its owner may let the other read, as far as it is made. `turn`: in which of their turns it was previewed,
    -1 for not yet. Nobody but its owner ever sees it."""

    keys: tuple[str, ...] = ()
    text: str = ""
    levels: tuple[int, ...] = ()
    turn: int = -1


class Reply(Struct, frozen=True):
    """One's answer to a question for two. `how`: "" (not decided), as-is, line, mine; `line` is what is shared.

    `notes`: the numbers of its entries in the journal, the answer's first.
    """

    at: datetime
    text: str
    how: str = ""
    line: str = ""
    notes: tuple[int, ...] = ()


class Guessed(Struct, frozen=True):
    """One's own pick of a guess round, and what one thinks that the other picks."""

    own: str = ""
    other: str = ""


class Counted(Struct, frozen=True):
    """How far its owner's path had come when a day of both began (06:00 UTC), by that day's number.

    `begun`: whether there was a path. `days` and `practised` as in `Walk`.
    """

    day: int
    begun: bool = False
    days: dict[str, str] = {}
    practised: tuple[date, ...] = ()


class Bond(Struct, frozen=True):
    """One's own side of a link. `couple` is the number of what both hang on, `side` is a or b.

    `off` holds what of `SHOWN` its owner switched off; `used_at` is when `/together` was last used while sharing was
    open, from which it lapses; `asks`: a question a day is wished for. Replies, guesses and marks go by the number of
    the question or week. `gold_at`: when gold was last sent; `gold_seen`: the gold of the other's that was delivered.
    `met` holds the milestones and reveals that were told; `rests`: it was said that sharing rests. `drafts`: what may
    be let be read, before it is. `asked`: the number of the question that stands open on the screen, and since when.
    `posts`: what of `POSTED` may be posted in a group of the two. `counted`: what the other sees of the path today.
    """

    couple: int
    side: str
    linked_at: datetime
    since: date
    used_at: datetime
    off: tuple[str, ...] = ()
    items: dict[str, Item] = {}
    asks: bool = False
    replies: dict[str, Reply] = {}
    guesses: dict[str, Guessed] = {}
    marks: dict[str, tuple[str, ...]] = {}
    gold_at: datetime | None = None
    gold_on: date | None = None
    gold_seen: datetime | None = None
    met: tuple[str, ...] = ()
    rests: bool = False
    cards: int = 0
    posts: tuple[str, ...] = ()
    drafts: dict[str, Draft] = {}
    asked: str = ""
    asked_at: datetime | None = None
    counted: Counted | None = None


class Claim(Struct, frozen=True):
    """Who has taken up an invitation, as its maker is asked about them."""

    by: int
    name: str


class Invite(Struct, frozen=True):
    """An open invitation: digests of its link and its code (never the secrets themselves), and who took it up."""

    link: str
    code: str
    until: datetime
    claim: Claim | None = None


class Guest(Struct, frozen=True):
    """Somebody else's invitation that is being looked at. `named`: it came by link, so a first name may be said."""

    digest: str
    until: datetime
    named: bool = False
    claimed: bool = False


class Linking(Struct, frozen=True):
    """On the way to a link: one's own invitation, another's that is looked at, and when codes were tried."""

    invite: Invite | None = None
    guest: Guest | None = None
    tries: tuple[datetime, ...] = ()


class Couple(Struct, frozen=True):
    """What two people hang on, under a turn of its own. It holds nobody's words.

    `rest_at`: since when sharing rests; `yes`: the sides that said yes since. `reveals`: what both have let be read,
    and since when. `offers`: which sides (a, b, ab) let something mutual be read. `total`: how many guesses were
    right, of both together. `veil`: what decides in secret which weeks bring something for oneself to everybody.
    """

    linked_at: datetime
    seed: int
    version: int = VERSION
    rest_at: datetime | None = None
    yes: tuple[str, ...] = ()
    reveals: dict[str, datetime] = {}
    total: int = 0
    offers: dict[str, str] = {}
    veil: str = ""


class Peer(Struct, frozen=True):
    """The person at the other end of an invitation, as far as that invitation tells: never more than it needs.

    `invite` is theirs while it is open; `took_mine`: they said yes to this person's own, and have not gone elsewhere.
    """

    id: int
    name: str
    invite: Invite | None = None
    took_mine: bool = False


class Window(Struct, frozen=True):
    """What one may see of the other now. Closed, it is the same whatever closed it: a rest, a lapse or a leaving.

    None means: not shared. `practised` is the number of days of the fifty; `step` the id of the step; `shared` the
    dates on which both practised, since they are linked. `finished`: steps that the other has finished too.
    `gold_at`: when the other last sent gold. `items`, `replies` and `suggested` hold only what both have let be read;
    `posts` what both agreed to have posted in a group of the two, and both see anyway.
    """

    open: bool = False
    name: str = ""
    practised: int | None = None
    step: str | None = None
    shared: tuple[date, ...] | None = None
    finished: tuple[str, ...] = ()
    gold_at: datetime | None = None
    items: dict[str, Item] = {}
    replies: dict[str, str] = {}
    total: int = 0
    both_guessed: tuple[str, ...] = ()
    suggested: str = ""
    posts: tuple[str, ...] = ()

    def lends(self, item: str) -> bool:
        """Whether something that was drawn from this window may still be seen, by the name under which it was lent."""
        if not self.open:
            return False
        kind, _, number = item.partition(":")
        match kind:
            case "days":
                return self.practised is not None
            case "step":
                return self.step is not None
            case "shared":
                return self.shared is not None
            case "reply":
                return number in self.replies
            case "name":
                return True
            case "post":
                return number in self.posts
            case "suggested":
                return bool(self.suggested)
        return kind in self.items


CLOSED = Window()
