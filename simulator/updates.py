"""A bot's queue of updates: ids, confirmation by offset, the allowed kinds, waiting, and repeats on request."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass, field
from typing import Any, Final

from simulator.errors import CONFLICT_POLL, Refusal

_LEFT_OUT: Final = frozenset(("chat_member", "message_reaction", "message_reaction_count"))


@dataclass(slots=True, eq=False)
class Entry:
    """An update on its way. `repeat`: given out once more although it was confirmed."""

    update: dict[str, Any]
    repeat: bool = False
    out: bool = False
    pushing: bool = False
    failures: int = 0

    @property
    def id(self) -> int:
        return int(self.update["update_id"])

    @property
    def whose(self) -> object:
        """The chat, or else the person, whose updates are pushed one after the other."""
        payload = next(value for name, value in self.update.items() if name != "update_id")
        return payload.get("chat", payload.get("from", {})).get("id")


@dataclass(slots=True)
class Webhook:
    """Where updates are pushed, and how the last push went."""

    url: str = ""
    secret: str = ""
    max_connections: int = 40
    last_error_date: int | None = None
    last_error_message: str = ""


@dataclass(slots=True, eq=False)
class Queue:
    """Updates not yet confirmed, oldest first."""

    pending: deque[Entry] = field(default_factory=deque)
    next_id: int = 500_000_001
    allowed: frozenset[str] | None = None
    webhook: Webhook = field(default_factory=Webhook)
    double: int = 0
    history: deque[dict[str, Any]] = field(default_factory=lambda: deque(maxlen=2000))
    _waiting: asyncio.Future[None] | None = None
    _polls: int = 0

    def push(self, kind: str, payload: dict[str, Any]) -> dict[str, Any] | None:
        """Queue an update; None when the bot did not ask for that kind."""
        if not (kind not in _LEFT_OUT if self.allowed is None else kind in self.allowed):
            return None
        update = {"update_id": self.next_id, kind: payload}
        self.next_id += 1
        self.history.append(update)
        self.pending.append(Entry(update))
        if self.double:
            self.double -= 1
            self.pending.append(Entry(update, repeat=True))
        self.wake()
        return update

    def again(self, update_id: int) -> None:
        """Deliver an update once more, as Telegram does when an acknowledgement got lost."""
        update = next(one for one in self.history if one["update_id"] == update_id)
        self.pending.append(Entry(update, repeat=True))
        self.wake()

    def allow(self, kinds: list[str] | None) -> None:
        """`None` leaves the setting as it was; an empty list is the default (all but the three rare kinds)."""
        if kinds is not None:
            self.allowed = frozenset(kinds) or None

    def drain(self) -> list[dict[str, Any]]:
        """Take everything that waits, and confirm it."""
        updates = [entry.update for entry in self.pending]
        self.pending.clear()
        return updates

    def acknowledge(self, entry: Entry) -> None:
        """A webhook has said 2xx to this one."""
        if entry in self.pending:
            self.pending.remove(entry)

    def take(self, offset: int, limit: int) -> list[dict[str, Any]]:
        """getUpdates without waiting: confirms below `offset`; a negative one forgets all but the last ones."""
        pending = self.pending
        if offset < 0:
            while len(pending) > -offset:
                pending.popleft()
        elif offset > 0:
            kept = (entry for entry in pending if entry.id >= offset or (entry.repeat and not entry.out))
            self.pending = pending = deque(kept)
        batch = [entry for _, entry in zip(range(limit), pending, strict=False)]
        for entry in batch:
            entry.out = True
        return [entry.update for entry in batch]

    async def poll(self, offset: int, limit: int, seconds: float) -> list[dict[str, Any]]:
        """getUpdates with waiting, at most `seconds` on the machine's clock. A second poll ends the first with 409."""
        self._polls += 1
        mine = self._polls
        self.wake()
        batch = self.take(offset, limit)
        if not batch and seconds > 0:
            try:
                async with asyncio.timeout(seconds):
                    await self.changed(lambda: bool(self.pending) or self._polls != mine)
            except TimeoutError:
                return []
            if self._polls != mine:
                raise Refusal(409, f"Conflict: {CONFLICT_POLL}")
            batch = self.take(offset, limit)
        return batch

    async def changed(self, done: Any) -> None:
        """Wait until `done()` holds; it is asked anew whenever something is queued."""
        while not done():
            if self._waiting is None or self._waiting.done():
                self._waiting = asyncio.get_running_loop().create_future()
            await asyncio.shield(self._waiting)

    def wake(self) -> None:
        """Let whoever waits in `changed` look again."""
        if self._waiting is not None and not self._waiting.done():
            self._waiting.get_loop().call_soon_threadsafe(_release, self._waiting)
            self._waiting = None


def _release(future: asyncio.Future[None]) -> None:
    if not future.done():
        future.set_result(None)
