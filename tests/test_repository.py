"""The repository itself: what is pinned, what is named, and what the first commands stand on."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine


@pytest.mark.parametrize("turn", ["first", "second"])
async def test_each_test_gets_an_empty_database_of_its_own(empty_database_url: str, turn: str) -> None:
    engine = create_async_engine(empty_database_url)
    async with engine.begin() as connection:
        await connection.execute(text("CREATE TABLE mark (turn TEXT)"))
        await connection.execute(text("INSERT INTO mark VALUES (:turn)"), {"turn": turn})
        found = (await connection.execute(text("SELECT turn FROM mark"))).scalars().all()
    await engine.dispose()
    assert found == [turn]
