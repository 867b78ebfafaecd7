"""A store for each test, and a second one on the same database, as another process would have it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.store.engine import Store, connect


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Store]:
    """The database as one process sees it."""
    opened = Store(connect(database_url))
    yield opened
    await opened.close()


@pytest.fixture
async def elsewhere(database_url: str) -> AsyncIterator[Store]:
    """The same database as another process sees it, with connections of its own."""
    opened = Store(connect(database_url))
    yield opened
    await opened.close()
