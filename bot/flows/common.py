"""What every conversation shares: a turn that says one screen, local dates, and the ways back."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.facts import Fact
from bot.domain.memory import Focus, Memory
from bot.domain.scene import Scene, Turn
from bot.domain.speech import Button, Param, Say, Words, words

ATTENTION = timedelta(minutes=15)
DATE_ENDS = timedelta(hours=4)


def button(key: str, event: e.Press, style: str = "", **params: Param) -> Button:
    """A button by the key of its label."""
    return Button(words(key, **params), event, style=style)


def say(screen: str, *lines: Words, rows: tuple[tuple[Button, ...], ...] = (), fresh: bool = False) -> Say:
    """A screen with its lines and buttons."""
    return Say(screen, lines, rows, fresh=fresh)


def turn(memory: Memory, *says: Say, do: tuple[Fact, ...] = (), toast: str = "") -> Turn:
    """A turn: then, say, do."""
    return Turn(memory, says, do, toast)


def local(now: datetime, zone: str) -> datetime:
    """An instant as a wall clock in a zone ("" is UTC)."""
    return now.astimezone(zone_info(zone))


@cache
def zone_info(zone: str) -> ZoneInfo:
    """The rules of a zone ("" is UTC). `ZoneInfo` itself keeps only the last eight, and reads the others again."""
    return ZoneInfo(zone or "UTC")


def today(scene: Scene) -> date:
    """The person's own date, which ends at 04:00: what is done after midnight still belongs to the evening before."""
    return date_of(scene.now, scene.memory.profile.zone)


def is_for_two(scene: Scene) -> bool:
    """Whether anything may be offered for two: not while somebody is hurt."""
    until = scene.memory.alone_until
    return until is None or today(scene) >= until


def date_of(now: datetime, zone: str) -> date:
    """The local date of an instant, ending at 04:00."""
    return (local(now, zone).replace(tzinfo=None) - DATE_ENDS).date()


def pick(scene: Scene, prefix: str) -> Words:
    """One of the numbered lines under a prefix: another one each date, in an order of the person's own."""
    count = scene.library.count(prefix) or 1
    return words(f"{prefix}.{(today(scene).toordinal() + scene.seed) % count}")


def focused(memory: Memory, place: str, now: datetime, ref: str = "") -> Memory:
    """The next typed words belong here, for a quarter of an hour or until the next screen."""
    return replace(memory, focus=Focus(place, now + ATTENTION, ref))


def focus_of(scene: Scene) -> Focus | None:
    """The focus that still holds."""
    focus = scene.memory.focus
    return focus if focus and focus.until > scene.now else None


HELP = button("front.button.help", e.HelpNow())
BACK = button("front.button.back", e.Here())
MENU = button("front.button.menu", e.Page("menu"))
NOW = button("now.button.open", e.NowBegin(""))
LOG = button("log.button.open", e.LogBegin())
SCAN = button("scan.button.menu", e.ScanOpen(""))
HOLD = button("front.button.hold", e.HoldBegin())
STAY = button("front.button.stay", e.StayBegin())
STORY = button("story.button.mine", e.StoryRead(0))
SENSES = button("now.button.senses", e.SensesBegin(), "primary")
