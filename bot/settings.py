"""The environment as frozen settings, or a sentence that says what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

TELEGRAM = "https://api.telegram.org"
DATABASE = "sqlite+aiosqlite:///var/kintsugi.db"
NAMES = (
    "TELEGRAM_TOKEN",
    "TELEGRAM_API_URL",
    "DATABASE_URL",
    "WEBHOOK_URL",
    "WEBHOOK_SECRET",
    "PORT",
    "TICK_SECONDS",
    "SEND_RATE",
    "CLOCK",
)
_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]{10,}\Z", re.ASCII)
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}\Z", re.ASCII)
_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
}
# SQLite without a file.
_NOWHERE = ("", "/", "/:memory:")


class SettingsError(ValueError):
    """A setting that cannot be used; its text says what to change."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that the environment decides. The token and the secret never show in `repr`."""

    token: str = field(repr=False)
    api_url: str = TELEGRAM
    database_url: str = field(default=DATABASE, repr=False)
    webhook_url: str = ""
    webhook_secret: str = field(default="", repr=False)
    port: int = 8080
    tick_seconds: float = 5.0
    send_rate: float = 30.0
    clock: Path | None = None


def read(env: Mapping[str, str]) -> Settings:
    """Settings from an environment. Raises `SettingsError`, never with the value of a secret in it."""
    got = {name: env.get(name, "").strip() for name in NAMES}
    api_url = _url("TELEGRAM_API_URL", got["TELEGRAM_API_URL"] or TELEGRAM)
    webhook_url = _url("WEBHOOK_URL", got["WEBHOOK_URL"]) if got["WEBHOOK_URL"] else ""
    return Settings(
        token=_token(got["TELEGRAM_TOKEN"]),
        api_url=api_url,
        database_url=database_url(got["DATABASE_URL"]),
        webhook_url=webhook_url,
        webhook_secret=_webhook_secret(got["WEBHOOK_SECRET"], webhook_url),
        port=int(_number("PORT", got["PORT"] or "8080", 1, 65535)),
        tick_seconds=_number("TICK_SECONDS", got["TICK_SECONDS"] or "5", 0.05, 3600),
        send_rate=_number("SEND_RATE", got["SEND_RATE"] or "30", 0.1, 1_000_000),
        clock=_clock(got["CLOCK"], api_url),
    )


def _token(value: str) -> str:
    if not value:
        raise SettingsError("TELEGRAM_TOKEN is not set. Ask @BotFather in Telegram for one (/newbot), then set it.")
    if not _TOKEN.match(value):
        raise SettingsError("TELEGRAM_TOKEN does not look like a token. It is digits, a colon, then letters: 123:ABC…")
    return value


def _url(name: str, value: str) -> str:
    try:
        parts = urlsplit(value)
        fits = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        fits = False
    if not fits:
        raise SettingsError(f"{name} must be an http(s) address, such as https://bot.example.org.")
    return value.rstrip("/")


def database_url(value: str) -> str:
    """A database address as hosts hand it out, with the driver that we use. "" is SQLite under `var/`."""
    if not value:
        return DATABASE
    scheme, sep, rest = value.partition("://")
    base = scheme.partition("+")[0]
    if not sep or base not in _DRIVERS:
        raise SettingsError("DATABASE_URL must begin with sqlite:/// or postgresql:// (postgres:// will do).")
    if base == "sqlite" and rest.partition("?")[0] in _NOWHERE:
        raise SettingsError("DATABASE_URL must name a file: sqlite:///var/kintsugi.db. In memory, a restart loses all.")
    return f"{_DRIVERS[base]}://{rest}"


def _webhook_secret(value: str, webhook_url: str) -> str:
    if webhook_url and not value:
        raise SettingsError("WEBHOOK_SECRET must be set with WEBHOOK_URL: any 32 letters and digits will do.")
    if value and not _SECRET.match(value):
        raise SettingsError("WEBHOOK_SECRET may hold 1 to 256 letters A-Z a-z, digits, _ and -.")
    return value


def _number(name: str, value: str, low: float, high: float) -> float:
    try:
        number = float(value)
    except ValueError:
        number = float("nan")
    if not low <= number <= high:
        raise SettingsError(f"{name} must be a number from {low:g} to {high:g}.")
    return number


def _clock(value: str, api_url: str) -> Path | None:
    if not value:
        return None
    if urlsplit(api_url).hostname == urlsplit(TELEGRAM).hostname:
        raise SettingsError("CLOCK moves the time for tests and the simulator; it is refused beside Telegram itself.")
    return Path(value)
