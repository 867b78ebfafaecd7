"""A phone as the page shows it: a person's account, the phone's own time zone, and what it can do."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from simulator.mishaps import Mishap
from simulator.model import Json
from simulator.phone import Phone
from simulator.view import chats_of, groups_of

SLOW_SECONDS: Final = 3.0


@dataclass(frozen=True, slots=True)
class Owner:
    """Somebody of the cast: `key` in addresses, `language` as Telegram tells it to the bot, an IANA zone.

    tongue: the language by its own name. locale: how the phone writes dates. city: where it is, in degrees.
    """

    key: str
    name: str
    language: str
    tongue: str
    locale: str
    zone: str
    city: tuple[float, float]


CAST: Final = {
    owner.key: owner
    for owner in (
        Owner("ada", "Ada", "en", "English", "en-GB", "Europe/London", (51.51, -0.13)),
        Owner("mei", "Mei", "zh-hans", "中文", "zh-CN", "Asia/Shanghai", (31.23, 121.47)),
        Owner("sol", "Sol", "pt-br", "Português", "pt-BR", "America/Sao_Paulo", (-23.55, -46.63)),
    )
}


@dataclass(slots=True, eq=False)
class Handset:
    """A phone in somebody's hand. plain: it shows text alone; slow: what the bot sends it takes a while."""

    owner: Owner
    phone: Phone
    zone: str
    plain: bool = False
    mishap: Mishap | None = field(default=None, repr=False)

    @property
    def key(self) -> str:
        return self.owner.key

    @property
    def slow(self) -> bool:
        return self.mishap is not None

    def answer_slowly(self, on: bool) -> None:
        """Let every request of the bot to this chat take three seconds of the machine's clock, or no longer."""
        mishaps = self.phone.world.mishaps
        if self.mishap is not None and self.mishap in mishaps:
            mishaps.remove(self.mishap)
        self.mishap = None
        if on:
            self.mishap = self.phone.world.slow(SLOW_SECONDS, times=1_000_000_000, chat_id=self.phone.id)

    def live_in(self, zone: str) -> None:
        """Take the phone to another time zone; the bot is not told. Raises ValueError for a zone that is none."""
        if zone not in available_timezones():
            raise ValueError(f"{zone!r} is no time zone")
        self.zone = zone

    def local(self, at: datetime) -> datetime:
        """An instant on this phone's clock."""
        return at.astimezone(ZoneInfo(self.zone))

    def snapshot(self) -> Json:
        """Everything that the page needs to draw this phone."""
        places = {"chats": chats_of(self), "groups": groups_of(self)}
        return {**self.settings(), **places, "menu": self.menu(), "keyboard": self.phone.chat.keyboard}

    def settings(self) -> Json:
        """How the phone is set."""
        phone = self.phone
        return {
            "key": self.key,
            "name": phone.person.first_name,
            "lang": "zh" if self.owner.language.startswith("zh") else "en",
            "tongue": self.owner.tongue,
            "locale": self.owner.locale,
            "zone": self.zone,
            "city": self.owner.city,
            "plain": self.plain,
            "slow": self.slow,
            "off": phone.chat.blocked,
            "started": phone.chat.started,
            "stars": phone.person.stars,
            "bot": {
                "name": phone.profile("name") or phone.bot.first_name,
                "username": phone.bot.username,
                "description": phone.profile("description"),
                "about": phone.profile("short_description"),
            },
        }

    def menu(self) -> list[Json]:
        """The bot's commands as this phone lists them."""
        return [{"command": name, "about": about} for name, about in self.phone.menu.items()]
