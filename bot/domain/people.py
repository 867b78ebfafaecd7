"""Who a person is to us: an address, a profile of their own choices, and what their channel can do."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from msgspec import Struct

MORNING = 8 * 60 + 30
EVENING = 20 * 60 + 30


class Address(NamedTuple):
    """Where a person is reached. Above desks and courier nobody reads what is in it."""

    channel: str
    external: str


def is_group(chat: str) -> bool:
    """Whether a chat, as lines are addressed, is a group and no person: Telegram gives groups numbers below zero."""
    return chat.startswith("tg:-")


class Window(Struct, frozen=True):
    """A push window: at most `count` messages within `span` of the person's last one."""

    count: int
    span: timedelta


class Reach(Struct, frozen=True):
    """What a channel can do for this person."""

    buttons: bool = True
    edits: bool = True
    pictures: bool = True
    length: int = 4096
    window: Window | None = None


class Profile(Struct, frozen=True):
    """A person's own choices. `zone` is an IANA name; hours are minutes after local midnight."""

    lang: str = "en"
    name: str = ""
    zone: str = ""
    morning: int = MORNING
    evening: int = EVENING
    plain: bool = False
    agreed_at: datetime | None = None


FULL = Reach()
NUMBERS = Reach(buttons=False, edits=False, pictures=False)
LETTERS = Reach(buttons=False, edits=False, pictures=False, length=2048, window=Window(5, timedelta(hours=48)))


def reach_of(channel: str, profile: Profile) -> Reach:
    """What can be done on a channel for a person who may have asked for numbers instead of buttons."""
    if channel == "plain":
        return LETTERS
    return NUMBERS if profile.plain else FULL
