"""Zones as people meet them: what clocks show in the world now, which cities share one, and what typed words mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache
from typing import Final
from zoneinfo import available_timezones

from bot.domain.library import City, Library
from bot.domain.speech import Words, words
from bot.flows.common import local

DAY: Final = 24 * 60
NEAR: Final = 7
LONGEST: Final = 80
FEWEST_LETTERS: Final = 4
LIKELY: Final = {
    "en": ("Europe/London", "America/New_York", "America/Los_Angeles", "America/Chicago", "Asia/Singapore",
           "Asia/Kolkata", "Australia/Sydney", "Europe/Paris"),
    "zh": ("Asia/Shanghai", "America/New_York", "America/Los_Angeles", "Europe/London", "Asia/Tokyo",
           "Australia/Sydney", "Europe/Paris", "America/Chicago"),
}
# Names that lead nowhere on Earth: signs of Etc are the wrong way round for everybody who is no expert.
_NO_PLACES: Final = ("Etc/", "SystemV/", "posix/", "right/")


# --------------------------------------------------------------------------------------------------------- clocks
def offset_of(zone: str, now: datetime) -> int:
    """Whole minutes that a zone is ahead of UTC at an instant."""
    ahead = local(now, zone).utcoffset()
    return 0 if ahead is None else int(ahead.total_seconds()) // 60


def clock(minute: int) -> str:
    """Minutes after midnight as 08:30."""
    return f"{minute // 60:02}:{minute % 60:02}"


def reading(offset: int, now: datetime) -> int:
    """What a clock shows at an offset: minutes after its midnight, 0 to 1439."""
    here = local(now, "UTC")
    return (here.hour * 60 + here.minute + offset) % DAY


def likely(lang: str, now: datetime) -> list[int]:
    """The offsets that somebody of a language most likely lives at, best first, each reading once."""
    return _once((offset_of(zone, now) for zone in LIKELY.get(lang, LIKELY["en"])), now)


def offsets(cities: Iterable[City], now: datetime) -> list[int]:
    """An offset for every clock in use, in the order of what they show. Where two dates share one reading
    (-11:00 and +13:00), the city says which is meant."""
    found = _once((offset_of(city.zone, now) for city in cities), now)
    return sorted(found, key=lambda offset: reading(offset, now))


def _once(found: Iterable[int], now: datetime) -> list[int]:
    return list({reading(offset, now): offset for offset in reversed(list(found))}.values())[::-1]


def cities_at(cities: Iterable[City], offset: int, now: datetime) -> list[City]:
    """The cities whose clocks show at this instant what a clock at this offset shows."""
    return [city for city in cities if (offset_of(city.zone, now) - offset) % DAY == 0]


# ---------------------------------------------------------------------------------------------------------- names
@cache
def _zones() -> dict[str, str]:
    names = (name for name in sorted(available_timezones()) if "/" in name and not name.startswith(_NO_PLACES))
    return {name.lower(): name for name in names} | {"utc": "UTC"}


@cache
def _tails() -> dict[str, str]:
    return {_squeezed(name.rpartition("/")[2]): name for name in _zones().values()}


def known(name: str) -> str:
    """The IANA name that a text is, in its right case; "" for anything else, forged paths included."""
    return _zones().get(name.strip().lower().replace(" ", "_"), "")


def place(cities: Iterable[City], zone: str) -> Words:
    """A zone in words: its city or its two best known ones, or the last part of its name."""
    keys = [city.key for city in cities if city.zone == zone]
    if len(keys) > 1:
        return words("places.both", first=words(keys[0]), second=words(keys[1]))
    if keys:
        return words("places.one", city=words(keys[0]))
    return words("places.one", city=tail(zone))


def tail(zone: str) -> str:
    """The last part of an IANA name, to be read: Buenos Aires."""
    return zone.rpartition("/")[2].replace("_", " ")


def named(library: Library, text: str) -> list[str]:
    """The zones that a text may mean: an IANA name, or a city in any of our languages, alone or in a sentence."""
    if len(text) > LONGEST:
        return []
    folded = library.rules.fold.folded(text)
    whole = _squeezed(folded)
    exact = known(text) or known(folded)
    if exact or not whole:
        return [exact] if exact else []
    names = list(_names(library))
    found = [zone for name, zone in names if _squeezed(name) == whole]
    if not found and whole in _tails():
        found = [_tails()[whole]]
    return list(dict.fromkeys(found or [zone for name, zone in names if _holds(folded, name)]))


def _names(library: Library) -> Iterator[tuple[str, str]]:
    for city in library.cities:
        for own in library.words.values():
            if city.key in own:
                yield library.rules.fold.folded(own[city.key]), city.zone


def _holds(text: str, name: str) -> bool:
    if not name.isascii():
        return len(name) > 1 and name in text
    return len(name) >= FEWEST_LETTERS and re.search(rf"(?<![a-z]){re.escape(name)}(?![a-z])", text) is not None


def _squeezed(text: str) -> str:
    return "".join(sign for sign in text.lower() if sign.isalnum())
