"""The scripts around `make run` and `make test`, in a checkout of nothing but tools and locks; and the test set-up."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

ROOT = Path(__file__).resolve().parent.parent
NEEDED = ["bash", "sh", "dirname", "cmp", "cat", "cp", "rm", "env"]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The tools and locks alone, with bin/ as the whole PATH: no Python in it, and an apt-get that only speaks."""
    shutil.copytree(ROOT / "tools", tmp_path / "tools")
    for lock in ("requirements.lock", "requirements-dev.lock"):
        shutil.copy(ROOT / lock, tmp_path)
    (tmp_path / "bin").mkdir()
    for name in NEEDED:
        (tmp_path / "bin" / name).symlink_to(str(shutil.which(name)))
    script(tmp_path / "bin/apt-get", 'echo "apt-get $*"')
    return tmp_path


def script(path: Path, body: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)


def run(checkout: Path, *command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": str(checkout / "bin"), **variables}
    return subprocess.run(command, cwd=checkout, env=environment, capture_output=True, text=True)


def install(checkout: Path, python: str = "exit 0") -> None:
    """As if set-up had been here before."""
    script(checkout / ".venv/bin/python", python)
    shutil.copy(checkout / "requirements.lock", checkout / ".venv")


def test_set_up_does_nothing_when_the_lock_is_installed(checkout: Path) -> None:
    install(checkout, "exit 3")
    done = run(checkout, "tools/setup.sh", "run")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_set_up_installs_anew_by_hash_when_the_lock_changed(checkout: Path) -> None:
    install(checkout, 'echo "$@"')
    with (checkout / "requirements.lock").open("a") as lock:
        lock.write("# newer\n")
    first, second = run(checkout, "tools/setup.sh", "run"), run(checkout, "tools/setup.sh", "run")
    assert "--require-hashes -r requirements.lock" in first.stdout
    assert second.stdout == ""


def test_an_install_that_broke_off_is_taken_up_again(checkout: Path) -> None:
    install(checkout, 'case "$*" in *install*) exit 1;; esac')
    (checkout / ".venv/requirements.lock").write_text("older")
    assert run(checkout, "tools/setup.sh", "run").returncode != 0
    assert not (checkout / ".venv/requirements.lock").exists()


def test_set_up_says_so_when_there_is_no_python_new_enough(checkout: Path) -> None:
    script(checkout / "bin/python3", "exit 1")
    done = run(checkout, "tools/setup.sh", "run")
    assert done.returncode != 0
    assert "no Python 3.11 or newer" in done.stderr


# A Python of Debian's: everything but ensurepip, until the package is there.
BARE = """
case "$*" in
*ensurepip*) test -e "$(dirname "$0")/installed" ;;
*python%d*) echo python3.11-venv ;;
esac"""


def test_without_ensurepip_a_user_is_told_the_one_package(checkout: Path) -> None:
    script(checkout / "bin/python3", BARE)
    script(checkout / "bin/id", "echo 1000")
    done = run(checkout, "tools/setup.sh", "run")
    assert done.returncode != 0
    assert "sudo apt-get install python3.11-venv" in done.stderr


def test_without_ensurepip_root_gets_the_one_package_installed(checkout: Path) -> None:
    script(checkout / "bin/python3", BARE)
    script(checkout / "bin/id", "echo 0")
    done = run(checkout, "tools/setup.sh", "run")
    assert "apt-get update" in done.stderr
    assert "python3.11-venv" in done.stderr.splitlines()[2]


def test_run_without_a_token_starts_the_simulator_and_says_where_to_get_one(checkout: Path) -> None:
    install(checkout, 'echo "$@"')
    first, second, started = run(checkout, "tools/run.sh", "--port", "8000").stdout.splitlines()
    assert "TELEGRAM_TOKEN" in first
    assert "@BotFather" in second
    assert started == "-m simulator --port 8000"


def test_run_with_a_token_starts_bot_and_scheduler_in_one_process(checkout: Path) -> None:
    install(checkout, 'echo "$@"')
    done = run(checkout, "tools/run.sh", TELEGRAM_TOKEN="123456:not-a-real-one")
    assert done.stdout == "-m bot --with-scheduler\n"


def test_check_goes_on_past_a_red_one_and_ends_red(checkout: Path) -> None:
    script(checkout / ".venv/bin/ruff", "exit 1")
    script(checkout / ".venv/bin/lint-imports", "exit 0")
    done = run(checkout, "tools/check.sh", "ruff", "layers")
    assert done.returncode == 1
    assert done.stdout.splitlines()[-2:] == ["  RED    ruff", "  green  layers"]


@pytest.mark.bot_api_schema
def test_the_bot_api_schema_is_the_published_one(bot_api_schema: dict[str, Any]) -> None:
    assert bot_api_schema["version"] == "Bot API 10.1"
    assert {"getUpdates", "sendMessage", "editMessageText"} <= bot_api_schema["methods"].keys()


@pytest.mark.parametrize(
    ("missing", "test", "elsewhere"),
    [
        ("KINTSUGI_BOT_API_SCHEMA", "test_the_bot_api_schema_is_the_published_one", "1 skipped"),
        ("KINTSUGI_POSTGRESQL", "test_each_test_gets_an_empty_database_of_its_own", "2 passed"),
    ],
)
def test_what_may_be_missing_elsewhere_is_red_in_ci(missing: str, test: str, elsewhere: str) -> None:
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", f"{__file__}::{test}"]
    environment = {name: value for name, value in os.environ.items() if name not in {"CI", "KINTSUGI_CI"}}
    environment |= {missing: "/nowhere"}
    here = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    in_ci = subprocess.run(command, cwd=ROOT, env=environment | {"CI": "true"}, capture_output=True, text=True)
    assert (here.returncode, in_ci.returncode) == (0, 1)
    assert elsewhere in here.stdout
    for said in (here.stdout, in_ci.stdout):
        assert f"({missing} names another" in said.replace("\n", " ")


@pytest.mark.parametrize("turn", ["first", "second"])
async def test_each_test_gets_an_empty_database_of_its_own(empty_database_url: str, turn: str) -> None:
    engine = create_async_engine(empty_database_url)
    async with engine.begin() as connection:
        await connection.execute(text("CREATE TABLE mark (turn TEXT)"))
        await connection.execute(text("INSERT INTO mark VALUES (:turn)"), {"turn": turn})
        found = (await connection.execute(text("SELECT turn FROM mark"))).scalars().all()
    await engine.dispose()
    assert found == [turn]


@pytest.fixture
async def with_gold(database_url: str) -> AsyncIterator[str]:
    """The url of a database with one word in it, that somebody is connected to."""
    engine = create_async_engine(database_url)
    async with engine.begin() as connection:
        await connection.execute(text("CREATE TABLE kept (word TEXT)"))
        await connection.execute(text("INSERT INTO kept VALUES ('gold')"))
    yield database_url
    await engine.dispose()


def test_a_backup_holds_what_was_committed_and_overwrites_nothing(with_gold: str, tmp_path: Path) -> None:
    command, environment = ["tools/backup.sh", str(tmp_path / "copy")], {**os.environ, "DATABASE_URL": with_gold}
    first = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    second = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert (first.returncode, second.returncode) == (0, 1), first.stderr
    assert "exists already" in second.stderr
    assert kept_word(with_gold, tmp_path / "copy") == "gold"


def kept_word(url: str, copy: Path) -> str:
    if make_url(url).get_backend_name() == "sqlite":
        with closing(sqlite3.connect(copy)) as connection:
            return str(connection.execute("SELECT word FROM kept").fetchone()[0])
    restored = ["pg_restore", "--data-only", "--table=kept", "--file=-", str(copy)]
    dump = subprocess.run(restored, capture_output=True, text=True, check=True).stdout
    return dump.partition("FROM stdin;\n")[2].splitlines()[0]
