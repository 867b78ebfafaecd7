"""A town on SQLite for every dialogue, and a look at the end at all that must never happen."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.conftest import sqlite_url as url_of
from tests.dialogue.people import quiet_town
from tests.town import Town


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """The url of a fresh SQLite database: most dialogues do not care which engine it is."""
    path = tmp_path / "kintsugi.db"
    shutil.copy(sqlite_template, path)
    return url_of(path)


@pytest.fixture
async def here(sqlite_url: str) -> AsyncIterator[Town]:
    """A town in which no request was wrong, no press stays unanswered and nothing is logged as an error."""
    async with quiet_town(sqlite_url) as town:
        yield town


@pytest.fixture
async def both(database_url: str) -> AsyncIterator[Town]:
    """The same on each database."""
    async with quiet_town(database_url) as town:
        yield town
