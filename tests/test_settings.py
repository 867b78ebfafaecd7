"""Settings: every variable is read, every refusal says what to change, and no secret is ever shown."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from bot.__main__ import listens_on
from bot.settings import NAMES, TELEGRAM, Settings, SettingsError, database_url, read

TOKEN = "123456:AAF-secret_secret_secret_secret"
NEEDED = {"TELEGRAM_TOKEN": TOKEN}
HOOK = {"WEBHOOK_URL": "https://bot.example.org", "WEBHOOK_SECRET": "s3cret_-"}


def test_a_token_is_all_that_is_needed() -> None:
    assert read(NEEDED) == Settings(
        token=TOKEN,
        api_url="https://api.telegram.org",
        database_url="sqlite+aiosqlite:///var/kintsugi.db",
        webhook_url="",
        webhook_secret="",
        port=8080,
        tick_seconds=5.0,
        send_rate=30.0,
        clock=None,
    )


@pytest.mark.parametrize(
    ("env", "field", "value"),
    [
        ({"TELEGRAM_TOKEN": f"  {TOKEN}\n"}, "token", TOKEN),
        ({"TELEGRAM_API_URL": "http://127.0.0.1:8081/"}, "api_url", "http://127.0.0.1:8081"),
        ({"DATABASE_URL": "sqlite:////data/k.db"}, "database_url", "sqlite+aiosqlite:////data/k.db"),
        (HOOK, "webhook_url", "https://bot.example.org"),
        (HOOK, "webhook_secret", "s3cret_-"),
        ({"PORT": "80"}, "port", 80),
        ({"TICK_SECONDS": "0.5"}, "tick_seconds", 0.5),
        ({"SEND_RATE": "1000"}, "send_rate", 1000.0),
        ({"CLOCK": "var/clock", "TELEGRAM_API_URL": "http://localhost:1"}, "clock", Path("var/clock")),
    ],
)
def test_every_variable_is_read(env: dict[str, str], field: str, value: object) -> None:
    assert getattr(read(NEEDED | env), field) == value


def test_there_is_a_variable_for_every_setting() -> None:
    assert len(NAMES) == len(dataclasses.fields(Settings))
    assert read(NEEDED | dict.fromkeys(set(NAMES) - {"TELEGRAM_TOKEN"}, "  ")) == read(NEEDED)


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("", "sqlite+aiosqlite:///var/kintsugi.db"),
        ("sqlite:///k.db", "sqlite+aiosqlite:///k.db"),
        ("sqlite+pysqlite:///k.db", "sqlite+aiosqlite:///k.db"),
        ("postgres://u:p@host:5432/db?sslmode=require", "postgresql+psycopg://u:p@host:5432/db?sslmode=require"),
        ("postgresql://host/db", "postgresql+psycopg://host/db"),
        ("postgresql+psycopg2://host/db", "postgresql+psycopg://host/db"),
    ],
)
def test_a_database_is_named_as_hosts_hand_it_out(given: str, used: str) -> None:
    assert database_url(given) == used
    assert database_url(used) == used


REFUSED: list[tuple[dict[str, str], str]] = [
    ({"TELEGRAM_TOKEN": ""}, "TELEGRAM_TOKEN is not set. Ask @BotFather in Telegram for one (/newbot), then set it."),
    *(
        (
            {"TELEGRAM_TOKEN": wrong},
            "TELEGRAM_TOKEN does not look like a token. It is digits, a colon, then letters: 123:ABC…",
        )
        for wrong in ("secret", "123", "123:short", "bot123456:AAF-secret_secret", f"{TOKEN} x", f"{TOKEN}/../")
    ),
    *(
        ({"TELEGRAM_API_URL": wrong}, "TELEGRAM_API_URL must be an http(s) address, such as https://bot.example.org.")
        for wrong in ("localhost", "ftp://host", "https://", "http://[::1", "http://host:port", "http://host:99999")
    ),
    (
        {"WEBHOOK_URL": "bot.example.org", "WEBHOOK_SECRET": "x"},
        "WEBHOOK_URL must be an http(s) address, such as https://bot.example.org.",
    ),
    (
        {"WEBHOOK_URL": "https://bot.example.org"},
        "WEBHOOK_SECRET must be set with WEBHOOK_URL: any 32 letters and digits will do.",
    ),
    *(
        (HOOK | {"WEBHOOK_SECRET": wrong}, "WEBHOOK_SECRET may hold 1 to 256 letters A-Z a-z, digits, _ and -.")
        for wrong in ("with space", "é", "x" * 257, "x\ny")
    ),
    *(
        ({"DATABASE_URL": wrong}, "DATABASE_URL must begin with sqlite:/// or postgresql:// (postgres:// will do).")
        for wrong in ("mysql://secret@host/db", "var/k.db", "secret")
    ),
    *(
        (
            {"DATABASE_URL": wrong},
            "DATABASE_URL must name a file: sqlite:///var/kintsugi.db. In memory, a restart loses all.",
        )
        for wrong in ("sqlite://", "sqlite:///", "sqlite:///:memory:", "sqlite:///?mode=memory")
    ),
    *(({"PORT": wrong}, "PORT must be a number from 1 to 65535.") for wrong in ("http", "0", "65536", "-1", "nan")),
    *(({"TICK_SECONDS": w}, "TICK_SECONDS must be a number from 0.05 to 3600.") for w in ("never", "0", "inf", "1e9")),
    *(({"SEND_RATE": w}, "SEND_RATE must be a number from 0.1 to 1e+06.") for w in ("fast", "0", "1e7", "nan")),
    *(
        ({"CLOCK": "clock", "TELEGRAM_API_URL": telegram},
         "CLOCK moves the time for tests and the simulator; it is refused beside Telegram itself.")
        for telegram in ("", TELEGRAM, f"{TELEGRAM}/", "https://API.telegram.org:443", "http://api.telegram.org")
    ),
]


@pytest.mark.parametrize(("env", "sentence"), REFUSED)
def test_a_refusal_says_what_to_change_and_shows_no_secret(env: dict[str, str], sentence: str) -> None:
    with pytest.raises(SettingsError) as refused:
        read(NEEDED | env)
    assert str(refused.value) == sentence
    assert "secret" not in repr(refused.value)


def _texts(error: BaseException | None) -> list[str]:
    return [] if error is None else [repr(error), *_texts(error.__cause__), *_texts(error.__context__)]


@pytest.mark.parametrize(("env", "_sentence"), REFUSED)
def test_nothing_behind_a_refusal_shows_a_secret(env: dict[str, str], _sentence: str) -> None:
    with pytest.raises(SettingsError) as refused:
        read(NEEDED | env)
    assert "secret" not in "".join(_texts(refused.value))


def test_settings_show_no_secret() -> None:
    env: dict[str, Any] = NEEDED | HOOK | {"DATABASE_URL": "postgres://u:secret@host/db"}
    shown = f"{read(env)!r} {read(env)}"
    assert "https://bot.example.org" in shown
    assert not [secret for secret in (TOKEN, HOOK["WEBHOOK_SECRET"], "secret@") if secret in shown]


def test_settings_cannot_be_changed() -> None:
    settings = read(NEEDED)
    with pytest.raises(dataclasses.FrozenInstanceError):
        settings.port = 1  # type: ignore[misc]


@pytest.mark.parametrize(
    ("url", "address"),
    [("http://127.0.0.1:1", "127.0.0.1"), ("http://localhost:1", "127.0.0.1"), ("https://bot.example.org", "0.0.0.0")],
)
def test_a_webhook_on_this_machine_listens_to_this_machine_alone(url: str, address: str) -> None:
    assert listens_on(url) == address
