"""What every test may ask for: a fresh database of each kind, a small content folder, the published Bot API schema."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from bot import settings
from tests import postgres, small_tree

ROOT = Path(__file__).resolve().parent.parent
CI = os.environ.get("CI") == "true" or bool(os.environ.get("KINTSUGI_CI"))
SCHEMA = Path(os.environ.get("KINTSUGI_BOT_API_SCHEMA") or ROOT.parent / "shared/telegram/bot-api-10.1.json")
BINARIES = postgres.find_binaries()
NO_POSTGRESQL = (
    f"PostgreSQL was not found under {postgres.DEBIAN} (KINTSUGI_POSTGRESQL names another folder with initdb):"
    " the database tests run on SQLite only"
)
NO_SCHEMA = f"the Bot API schema was not found at {SCHEMA} (KINTSUGI_BOT_API_SCHEMA names another place)"

# What the person at the keyboard has set for a bot of their own is nothing that a test may use.
for variable in settings.NAMES:
    os.environ.pop(variable, None)

# A machine's speed decides no test.
hypothesis.settings.register_profile(
    "kintsugi",
    deadline=None,
    print_blob=True,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("kintsugi")

ENGINES = [pytest.param("sqlite", id="sqlite", marks=pytest.mark.sqlite)]
if BINARIES or CI:  # in CI the missing server is an error of every test that wants it
    ENGINES.append(pytest.param("postgresql", id="postgresql", marks=pytest.mark.postgresql))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "bot_api_schema" in getattr(item, "fixturenames", ()):
            item.add_marker("bot_api_schema")


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("bot_api_schema") and not SCHEMA.exists():
        if CI:
            pytest.fail(NO_SCHEMA, pytrace=False)
        pytest.skip(NO_SCHEMA)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if BINARIES is None:
        terminalreporter.write_line(NO_POSTGRESQL, yellow=True)


@pytest.fixture(scope="session")
def bot_api_schema() -> dict[str, Any]:
    """The published Bot API schema as it stands in its file: `methods` and `types` by name."""
    schema: dict[str, Any] = json.loads(SCHEMA.read_text("utf-8"))
    return schema


@pytest.fixture(scope="session")
def postgresql() -> Iterator[postgres.Server]:
    """The private PostgreSQL server of this run."""
    if BINARIES is None:
        pytest.fail(NO_POSTGRESQL, pytrace=False)
    with postgres.serve(BINARIES) as server:
        yield server


@pytest.fixture(params=ENGINES)
def engine_name(request: pytest.FixtureRequest) -> str:
    """`sqlite` or `postgresql`: a test that uses a database fixture runs once on each."""
    name: str = request.param
    return name


@pytest.fixture
def empty_database_url(engine_name: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The url of a fresh database without a table."""
    if engine_name == "sqlite":
        yield sqlite_url(tmp_path / "empty.db")
        return
    server: postgres.Server = request.getfixturevalue("postgresql")
    name = server.create()
    yield server.url(name)
    server.drop(name)


@pytest.fixture
def database_url(engine_name: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The url of a fresh database, migrated to the newest schema, without a row."""
    if engine_name == "sqlite":
        path = tmp_path / "kintsugi.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        yield sqlite_url(path)
        return
    server: postgres.Server = request.getfixturevalue("postgresql")
    name = server.create(request.getfixturevalue("postgresql_template"))
    yield server.url(name)
    server.drop(name)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "template.db"
    path.touch()
    migrate(sqlite_url(path))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # the copies take this one file
    return path


@pytest.fixture(scope="session")
def postgresql_template(postgresql: postgres.Server) -> str:
    name = postgresql.create()
    migrate(postgresql.url(name))
    return name


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small content folder without a fault, and flows that nobody has walked."""
    monkeypatch.setitem(sys.modules, "bot.flows.walk", None)
    small_tree.lay(tmp_path)
    return tmp_path


def sqlite_url(path: Path) -> str:
    return f"sqlite+aiosqlite:///{path}"


def migrate(url: str) -> None:
    """Brings a database to the newest schema, as the release phase does."""
    if not (ROOT / "alembic.ini").exists():
        return
    environment = {**os.environ, "DATABASE_URL": url}
    done = subprocess.run(
        [sys.executable, "-m", "alembic", "upgrade", "head"], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    if done.returncode:
        pytest.fail(f"alembic upgrade head failed on {url}:\n{done.stdout}{done.stderr}", pytrace=False)
