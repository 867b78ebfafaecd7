"""Who waits for a picture holds nobody else up."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from bot import courier
from tests.town import Town, offered, take_quiz, town


async def work_until(here: Town, done: Callable[[], bool]) -> None:
    """What the house does by itself, until something is so."""
    for _ in range(3000):
        if raw := await here._updates():
            await here.house.porch.receive(raw)
        await here.house.porch.round()
        await here.house.courier.round()
        await asyncio.sleep(0.001)
        if done():
            return
    raise AssertionError("it never came to that")


async def test_a_reply_comes_while_more_cards_are_drawn_than_lines_are_carried_at_a_time(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(courier, "IN_FLIGHT", 1)
    async with town(sqlite_url) as here:
        ada, mei = here.phone("Ada"), here.phone("Mei")
        await take_quiz(here, ada)
        draws, drawn, asked = here.house.courier._packer._draws, asyncio.Event(), asyncio.Event()
        bytes_of = draws.bytes

        async def slowly(*given: Any) -> bytes:
            asked.set()
            await drawn.wait()
            return await bytes_of(*given)

        monkeypatch.setattr(draws, "bytes", slowly)
        ada.press_data("1|cx", on=ada.last)
        await work_until(here, asked.is_set)
        before = len(ada.replies)
        mei.say("/start")
        await work_until(here, lambda: bool(mei.replies))
        assert offered(mei, "qb")
        assert len(ada.replies) == before
        drawn.set()
        await here.settle()
        assert "photo" in ada.last.raw
