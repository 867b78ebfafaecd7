"""Starting and stopping the real process: what it says, what it never says, and how soon it is gone."""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from bot import clock
from tests.process.machine import ROOT, SECRET, TOKEN, Machine, until

pytestmark = pytest.mark.process
# A host that stops a process kills it after ten seconds.
SOON = 8.0
WORD = "quillwort-7731"


def refused(**environment: str) -> subprocess.CompletedProcess[str]:
    """A start that must not come about."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-m", "bot", "--with-scheduler"],
        cwd=ROOT,
        env={**kept, **environment},
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({}, "TELEGRAM_TOKEN"),
        ({"TELEGRAM_TOKEN": "not a token"}, "TELEGRAM_TOKEN"),
        ({"TELEGRAM_TOKEN": TOKEN, "DATABASE_URL": "mysql://somewhere"}, "DATABASE_URL"),
        ({"TELEGRAM_TOKEN": TOKEN, "WEBHOOK_URL": "https://bot.example.org"}, "WEBHOOK_SECRET"),
        ({"TELEGRAM_TOKEN": TOKEN, "SEND_RATE": "fast"}, "SEND_RATE"),
        ({"TELEGRAM_TOKEN": TOKEN, "CLOCK": "clock"}, "CLOCK"),
    ],
)
def test_a_setting_that_cannot_be_used_is_told_in_one_sentence(environment: dict[str, str], named: str) -> None:
    done = refused(**environment)
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert named in done.stderr
    assert TOKEN not in done.stderr


async def test_a_token_that_telegram_does_not_know_is_told_in_one_sentence(tmp_path: Path) -> None:
    async with Machine(f"sqlite:///{tmp_path}/new.db", tmp_path) as machine:
        await machine.begin(TELEGRAM_TOKEN="700009:nobody-knows-this-token")
        assert machine.process is not None
        assert await machine.process.wait() == 2
        told = [line for line in machine.log.splitlines() if " INFO " not in line]
        assert told == ["Telegram does not know this TELEGRAM_TOKEN. Ask @BotFather for the right one."]


async def test_a_server_that_cannot_be_reached_is_told_in_one_sentence(tmp_path: Path) -> None:
    async with Machine(f"sqlite:///{tmp_path}/new.db", tmp_path) as machine:
        await machine.begin(TELEGRAM_API_URL="http://127.0.0.1:9")
        assert machine.process is not None
        assert await machine.process.wait() == 1
        told = [line for line in machine.log.splitlines() if " INFO " not in line]
        assert len(told) == 1
        assert "TELEGRAM_API_URL" in told[0]


@pytest.mark.parametrize("webhook", [False, True], ids=["polling", "webhook"])
async def test_a_new_database_is_set_up_and_the_ready_line_said_once(tmp_path: Path, webhook: bool) -> None:
    async with Machine(f"sqlite:///{tmp_path}/new.db", tmp_path) as machine:
        await machine.start(webhook=webhook)
        phone = machine.world.phone("Ada")
        phone.say("/start")
        await until(lambda: bool(phone.replies), "the greeting", machine)
        assert await machine.stop() == 0
        assert machine.log.count("ready: @kintsugi_bot") == 1


@pytest.mark.parametrize("webhook", [False, True], ids=["polling", "webhook"])
async def test_a_stop_in_the_middle_of_everything_is_soon_and_leaves_nothing_half_done(
    database_url: str, tmp_path: Path, webhook: bool
) -> None:
    async with Machine(database_url, tmp_path) as machine:
        await machine.start(webhook=webhook)
        phones = [machine.world.phone(f"Person {n}") for n in range(12)]
        for phone in phones:
            for words in ("/start", "One thing.", "Another thing."):
                phone.say(words)
        await until(lambda: any(phone.replies for phone in phones), "the first answer", machine)
        before = clock.machine()
        assert await machine.stop() == 0
        assert clock.machine() - before < SOON
        async with machine.store.engine.connect() as connection:
            halves = "SELECT count(*) FROM inbox WHERE done = 0 AND taken_until > :now"
            assert (await connection.execute(text(halves), {"now": clock.machine()})).scalar_one() == 0
            flying = "SELECT count(*) FROM outbox WHERE state = 'sending'"
            assert (await connection.execute(text(flying))).scalar_one() == 0
        await machine.start(webhook=webhook)
        await machine.rest()
        assert [len(phone.replies) for phone in phones] == [3] * len(phones)
        assert "Traceback" not in machine.log, machine.log


async def test_an_idle_bot_stops_at_once(database_url: str, tmp_path: Path) -> None:
    async with Machine(database_url, tmp_path) as machine:
        await machine.start()
        before = clock.machine()
        assert await machine.stop() == 0
        assert clock.machine() - before < SOON


async def test_neither_token_nor_secret_nor_anybodys_words_are_printed_when_a_desk_stumbles(
    database_url: str, tmp_path: Path
) -> None:
    async with Machine(database_url, tmp_path) as machine:
        await machine.start(webhook=True)
        ada = machine.world.phone(f"Ada {WORD}")
        ada.say("/start")
        await machine.rest()
        async with machine.store.engine.begin() as connection:
            await connection.execute(text("ALTER TABLE note RENAME TO note_away"))
        ada.say(f"What I say is {WORD}.")
        await machine.rest()
        machine.world.fail(
            400, method="sendMessage", description=f'Bad Request: unsupported start tag "{WORD}" at byte 7'
        )
        machine.world.drop(method="sendMessage", times=2)
        ada.say(f"/nonsense {WORD}")
        await asyncio.sleep(0)
        await machine.rest()
        await machine.stop()
        assert re.search(r"update \d+ failed", machine.log)
        assert "Traceback" in machine.log
        assert TOKEN not in machine.log
        assert TOKEN.partition(":")[2] not in machine.log
        assert SECRET not in machine.log
        assert WORD not in machine.log
