"""A town on SQLite: a year of days asks nothing of the engine that a week does not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import sqlite_url as url_of


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """The url of a fresh SQLite database."""
    path = tmp_path / "kintsugi.db"
    shutil.copy(sqlite_template, path)
    return url_of(path)
