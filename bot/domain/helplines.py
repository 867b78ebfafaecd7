"""Help lines as data: who can be reached in each country, checked once and frozen.

`helplines_from` takes parsed YAML (`bot/content/safety/helplines.yaml`) and raises ValueError naming the entry.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Final, Literal, get_args

from bot.domain.safety import section

LineKind = Literal["emergency", "distress", "violence", "change"]
"""`change`: for people who hurt others and want to stop. Never shown beside lines for those who are hurt."""
Channel = Literal["call", "text", "chat", "web"]
Hours = Literal["always", "most", "limited", "office", "unknown"]

ANYWHERE: Final = "XX"
"""The country code of the lines that stand in where a country is unknown or has none of a kind."""
_OPTIONAL: Final = ("keyword", "checked_on", "verified")


@dataclass(frozen=True, slots=True)
class Helpline:
    """One way to reach one service. `service` is the key of its name in the words: `safety.services.<service>`.

    `country` is ISO 3166 alpha-2 (`GB`, not UK) or `XX` for anywhere. `number` is what to dial, text or open;
    `keyword` is what to write in a first text. `checked_on` is the date on which `source` was read for this number;
    without one the line is unverified, and shown only where nothing better exists.
    """

    country: str
    service: str
    kind: LineKind
    number: str
    channel: Channel
    hours: Hours
    source: str
    checked_on: date | None
    keyword: str = ""

    @property
    def verified(self) -> bool:
        return self.checked_on is not None


@dataclass(frozen=True, slots=True)
class Helplines:
    """All lines, in the order in which they are to be shown, and for each language the countries it offers first."""

    lines: tuple[Helpline, ...]
    first: Mapping[str, tuple[str, ...]]

    @property
    def countries(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(line.country for line in self.lines if line.country != ANYWHERE))

    def offered(self, language: str) -> tuple[str, ...]:
        """Every country, those of `language` first."""
        return tuple(dict.fromkeys((*self.first.get(language, ()), *self.countries)))

    def shown(self, country: str | None, kind: LineKind) -> tuple[Helpline, ...]:
        """The lines to show: a country's verified ones, else its others, else those for anywhere."""
        here = [line for line in self.lines if line.country == country and line.kind == kind]
        anywhere = [line for line in self.lines if line.country == ANYWHERE and line.kind == kind]
        return tuple([line for line in here if line.verified] or here or anywhere)

    def on_card(self, country: str | None, kind: LineKind) -> tuple[Helpline | None, Helpline | None]:
        """The one line to call (else to open) and the one to write to; the others wait behind “more lines”."""
        lines = self.shown(country, kind)
        spoken = [line for line in lines if line.channel == "call"] or [line for line in lines if line.channel == "web"]
        written = [line for line in lines if line.channel in ("text", "chat")]
        return next(iter(spoken), None), next(iter(written), None)


def helplines_from(data: Mapping[str, Any]) -> Helplines:
    """The lines of `bot/content/safety/helplines.yaml`. ValueError names the entry that is wrong."""
    countries = section(data, "countries")
    lines = tuple(_line_from(country, entry) for country, entries in countries.items() for entry in entries)
    first = {language: tuple(codes) for language, codes in section(data, "first").items()}
    for language, codes in first.items():
        if unknown := set(codes) - set(countries):
            raise ValueError(f"first.{language}: no lines for {', '.join(sorted(unknown))}")
    return Helplines(lines, MappingProxyType(first))


def _line_from(country: Any, entry: Mapping[str, Any]) -> Helpline:
    where = f"countries.{country}.{entry.get('service', '?')}"
    if not isinstance(country, str):  # YAML reads NO as false
        raise ValueError(f"{where}: the country code {country!r} is no text; put it in quotes")
    for name, allowed in (("kind", get_args(LineKind)), ("channel", get_args(Channel)), ("hours", get_args(Hours))):
        if entry.get(name) not in allowed:
            raise ValueError(f"{where}: {name} is {entry.get(name)!r}, not one of {', '.join(allowed)}")
    for name in ("service", "number", "source"):
        if not entry.get(name) or not isinstance(entry[name], str):
            raise ValueError(f"{where}: {name} is {entry.get(name)!r}; a text in quotes is needed")
    if unknown := set(entry) - {"service", "kind", "number", "channel", "hours", "source", *_OPTIONAL}:
        raise ValueError(f"{where}: {', '.join(sorted(unknown))} means nothing here")
    checked_on, verified = entry.get("checked_on"), entry.get("verified", True)
    if (checked_on is not None and type(checked_on) is not date) or verified is not (checked_on is not None):
        raise ValueError(f"{where}: a line has either a date in checked_on or “verified: false”")
    return Helpline(country=country, **{"checked_on": None} | {k: v for k, v in entry.items() if k != "verified"})
