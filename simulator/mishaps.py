"""Faults that a test scripts: refusals, time-outs, lost connections, slow answers, requests held until released."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from simulator.errors import Refusal, too_many


@dataclass(slots=True, eq=False)
class Mishap:
    """What goes wrong for the next `times` requests that fit `method` and `chat_id` (None: any).

    kind: "refuse" (answer `refusal`), "hang" (no answer), "drop" (connection closed), "unreachable" (no connection
    made), "slow" (answer after `seconds` of the machine's clock), "hold" (answer when `release` is called).
    `deliver`: the request takes effect all the same, which the client cannot know.
    """

    kind: str
    times: int = 1
    method: str | None = None
    chat_id: int | None = None
    deliver: bool = False
    refusal: Refusal | None = None
    seconds: float = 0.0
    arrived: asyncio.Event = field(default_factory=asyncio.Event)
    _gate: asyncio.Event = field(default_factory=asyncio.Event)

    def fits(self, method: str, params: Mapping[str, Any]) -> bool:
        """Whether this request is one of those meant."""
        if self.times <= 0 or (self.method is not None and self.method.lower() != method):
            return False
        return self.chat_id is None or str(params.get("chat_id", "")) == str(self.chat_id)

    def release(self) -> None:
        """Let a held request go on, and later ones too."""
        self._gate.set()

    async def wait(self) -> None:
        """Hold or slow down the request."""
        self.arrived.set()
        if self.kind == "hold":
            await self._gate.wait()
        elif self.kind == "slow":
            await asyncio.sleep(self.seconds)


_WORDS: Final = {500: "Internal Server Error", 502: "Bad Gateway", 504: "Gateway Timeout"}


class Script:
    """What a test wants to go wrong, in order; the first mishap that fits a request is used up by it."""

    def __init__(self) -> None:
        self.mishaps: list[Mishap] = []

    def script(self, mishap: Mishap) -> Mishap:
        """Put a mishap at the end of the script."""
        self.mishaps.append(mishap)
        return mishap

    def fail(
        self,
        code: int = 429,
        *,
        times: int = 1,
        method: str | None = None,
        chat_id: int | None = None,
        retry_after: int = 1,
        description: str | None = None,
        deliver: bool = False,
    ) -> Mishap:
        """The next `times` fitting requests are refused with 429, 500, 502 or any other code."""
        words = description or _WORDS.get(code, "Error")
        refusal = too_many(retry_after) if code == 429 else Refusal(code, words)
        return self.script(Mishap("refuse", times, method, chat_id, deliver, refusal))

    def hang(
        self, *, times: int = 1, method: str | None = None, chat_id: int | None = None, deliver: bool = True
    ) -> Mishap:
        """The next fitting requests are never answered; by default they take effect."""
        return self.script(Mishap("hang", times, method, chat_id, deliver))

    def drop(
        self, *, times: int = 1, method: str | None = None, chat_id: int | None = None, deliver: bool = False
    ) -> Mishap:
        """The connection of the next fitting requests is closed without an answer."""
        return self.script(Mishap("drop", times, method, chat_id, deliver))

    def unreachable(self, *, times: int = 1, method: str | None = None, chat_id: int | None = None) -> Mishap:
        """The connection of the next fitting requests is never made (over HTTP it is closed unread)."""
        return self.script(Mishap("unreachable", times, method, chat_id))

    def slow(self, seconds: float, *, times: int = 1, method: str | None = None, chat_id: int | None = None) -> Mishap:
        """The next fitting requests are answered after `seconds` of the machine's clock."""
        return self.script(Mishap("slow", times, method, chat_id, seconds=seconds))

    def hold(self, *, times: int = 1, method: str | None = None, chat_id: int | None = None) -> Mishap:
        """The next fitting requests wait until `release()`; `arrived` is set when the first is there."""
        return self.script(Mishap("hold", times, method, chat_id))

    def next_mishap(self, method: str, params: Mapping[str, Any]) -> Mishap | None:
        """The mishap that befalls a request (`method` in lower case), or None."""
        for mishap in self.mishaps:
            if mishap.fits(method, params):
                mishap.times -= 1
                if mishap.times == 0:
                    self.mishaps.remove(mishap)
                return mishap
        return None
