"""The page of a house in which no bot runs: what its buttons ask for, and what it is told."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import aiohttp

from simulator.house import House
from simulator.phone import Phone
from simulator.world import TOKEN


class QuietHouse(House):
    """A house in which nobody but the test answers."""

    async def _run_bot(self) -> None:
        self._polled.set()


class Events:
    """The stream as an open page reads it."""

    def __init__(self, content: aiohttp.StreamReader) -> None:
        self.content = content

    async def next(self, kind: str) -> Any:
        """The next event of a kind; others before it are passed over."""
        async with asyncio.timeout(10):
            while True:
                line = await self.content.readline()
                if line.decode().strip() == f"event: {kind}":
                    return json.loads((await self.content.readline()).decode().removeprefix("data: "))


def bot_says(house: House, to: Phone | int, **content: Any) -> Any:
    """The bot sends a message to a phone, or to a group by its id; returns it as the bot gets it back."""
    chat_id = to.id if isinstance(to, Phone) else to
    status, body = house.world.call(TOKEN, "sendMessage", {"chat_id": chat_id, **content}, {})
    assert status == 200, body
    return body["result"]


async def act(client: aiohttp.ClientSession, what: str, phone: str = "ada", **more: Any) -> tuple[int, Any]:
    """What a button of the page asks for, and how it is answered."""
    async with client.post("/act", json={"phone": phone, "do": what, **more}) as answer:
        return answer.status, await answer.json()
