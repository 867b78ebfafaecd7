"""The state of "Telegram" in one process: bots, people, chats, and the single door through which a bot calls."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Mapping
from datetime import datetime
from itertools import count
from typing import Any, Final

from simulator import schema as schemas
from simulator.errors import Dropped, Hung, Refusal, Unreachable, bad
from simulator.limits import Flood
from simulator.methods import HANDLERS, NAMES, Request
from simulator.mishaps import Mishap, Script
from simulator.model import (
    Bot,
    Call,
    CallbackQuery,
    Chat,
    Fault,
    Happening,
    InlineQuery,
    Json,
    Message,
    Payment,
    Person,
    Upload,
)
from simulator.places import TOKEN, Places

_TOKEN: Final = re.compile(r"\d+:[\w-]{3,}")
Answer = tuple[int, Json]


class World(Script, Places):
    """Telegram in a process. `now` gives the world's time (aware); nothing here looks at a clock of its own.

    keep: how many messages a chat remembers (None: all), for long runs. `schema=UNCHECKED` switches the check off.
    callback_seconds, checkout_seconds: how long a query may wait for its answer, in the world's time.
    """

    callback_seconds = 15.0
    inline_seconds = 15.0
    checkout_seconds = 10.0

    def __init__(
        self, now: Callable[[], datetime], *, schema: schemas.Schema | None = None, keep: int | None = None
    ) -> None:
        Script.__init__(self)
        Places.__init__(self)
        self.now = now
        self.schema = schemas.load(schemas.schema_path()) if schema is None else schema
        self.keep = keep
        self.number = 0
        self._numbers = count()
        self.inline_messages: dict[str, Message] = {}
        self.callbacks: dict[str, CallbackQuery] = {}
        self.inline_queries: dict[str, InlineQuery] = {}
        self.inline_cache: dict[tuple[int, str, str, int | None], tuple[datetime, list[Json], Json | None]] = {}
        self.checkouts: dict[str, Payment] = {}
        self.payments: dict[str, Payment] = {}
        self.invoice_links: dict[str, tuple[Bot, Json]] = {}
        self.urls: dict[str, bytes] = {}
        self.calls: deque[Call] = deque(maxlen=None if keep is None else 10_000)
        self.faults: list[Fault] = []
        self.flood: Flood | None = None
        self._listeners: list[Callable[[Happening], None]] = []

    @property
    def schema_available(self) -> bool:
        """Whether requests are checked against the published schema; false where its file is missing."""
        return self.schema.available

    # What a bot asks

    def call(self, token: str, method: str, raw: Mapping[str, Any], files: Mapping[str, Upload]) -> Answer:
        """One request, answered at once: (HTTP status, body). Values may be form text or JSON values."""
        bot = self.bots.get(token)
        if bot is None:
            return (401, _error(401, "Unauthorized")) if _TOKEN.fullmatch(token) else (404, _error(404, "Not Found"))
        name = method.lower()
        params: dict[str, Any] = {}
        try:
            params = self.read(bot, name, raw, files)
            result = HANDLERS[name](self, Request(bot, name, params, files))
        except Refusal as refusal:
            return self.refuse(bot, name, params or raw, refusal)
        self._record(bot, name, params, 200)
        return 200, {"ok": True, "result": result}

    async def serve(self, token: str, method: str, raw: Mapping[str, Any], files: Mapping[str, Upload]) -> Answer:
        """One request as over the network: scripted mishaps, and getUpdates waits.

        Raises `Dropped`, `Hung` or `Unreachable` where there is no answer.
        """
        name = method.lower()
        mishap = self.next_mishap(name, raw) if self.mishaps else None
        if mishap is not None:
            return await self._go_wrong(mishap, token, method, raw, files)
        if name == "getupdates" and token in self.bots:
            return await self._poll(self.bots[token], raw)
        return self.call(token, method, raw, files)

    def read(self, bot: Bot, name: str, raw: Mapping[str, Any], files: Mapping[str, Upload]) -> dict[str, Any]:
        """The typed values of a request; records every fault and refuses a request that has one."""
        if not self.schema.knows(name) or not (self.schema.available or name in HANDLERS):
            self.fault(name, "unknown method")
            raise Refusal(404, "Not Found: method not found")
        params, faults = self.schema.read(name, raw, files)
        for fault in faults:
            self.fault(name, fault)
        if faults:
            raise bad(f"{NAMES.get(name, name)} does not fit the schema: {'; '.join(faults)}")
        if name not in HANDLERS:
            self.fault(name, "not spoken by the stand-in")
            raise bad(f"{name} is not spoken by the stand-in")
        return params

    def refuse(self, bot: Bot, name: str, params: Mapping[str, Any], refusal: Refusal) -> Answer:
        """The body of a refusal, and its line among the calls."""
        self._record(bot, name, params, refusal.code, refusal.description)
        return refusal.code, _error(refusal.code, refusal.description, refusal.retry_after, refusal.migrate_to_chat_id)

    async def _poll(self, bot: Bot, raw: Mapping[str, Any]) -> Answer:
        try:
            params = self.read(bot, "getupdates", raw, {})
            seconds = min(params.get("timeout", 0), 50)
            if seconds <= 0 or bot.queue.webhook.url:
                return self.call(bot.token, "getUpdates", raw, {})
            bot.queue.allow(params.get("allowed_updates"))
            limit = params.get("limit", 100)
            self.happened("poll", what=bot)
            updates = await bot.queue.poll(params.get("offset", 0), min(max(limit, 1), 100), seconds)
        except Refusal as refusal:
            return self.refuse(bot, "getupdates", raw, refusal)
        return 200, {"ok": True, "result": updates}

    async def _go_wrong(
        self, mishap: Mishap, token: str, method: str, raw: Mapping[str, Any], files: Mapping[str, Upload]
    ) -> Answer:
        bot = self.bots.get(token)
        if mishap.kind == "unreachable":
            raise Unreachable
        await mishap.wait()
        answer = self.call(token, method, raw, files) if mishap.deliver else None
        if mishap.refusal is not None and bot is not None:
            return self.refuse(bot, method.lower(), raw, mishap.refusal)
        if mishap.kind == "hang":
            raise Hung(mishap.deliver)
        if mishap.kind == "drop":
            raise Dropped(mishap.deliver)
        return answer if answer is not None else self.call(token, method, raw, files)

    def download(self, token: str, path: str) -> bytes | None:
        """The bytes behind a `file_path`, or None."""
        bot = self.bots.get(token)
        return next((file.data for file in bot.files.values() if file.path == path), None) if bot else None

    # What happens

    def pressed(self, person: Person, bot: Bot, message: Message, data: str) -> CallbackQuery:
        """Someone pressed a callback button; an inline message is named by its id, a deleted one is inaccessible."""
        number = str(6_000_000_000_000 + next(self._numbers))
        query = CallbackQuery(number, bot, person, message, data, self.now())
        self.callbacks[number] = query
        if self.keep is not None and len(self.callbacks) > 10_000:
            self.callbacks.pop(next(iter(self.callbacks)))
        raw: Json = {"id": number, "from": person.user(), "chat_instance": message.chat.instance, "data": data}
        if message.inline_id is not None:
            raw["inline_message_id"] = message.inline_id
        elif message.deleted:
            raw["message"] = {"chat": message.raw["chat"], "message_id": message.id, "date": 0}
        else:
            raw["message"] = message.raw
        bot.queue.push("callback_query", raw)
        self.happened("press", message.chat, message, person, query)
        return query

    @property
    def unanswered(self) -> list[CallbackQuery]:
        """The presses that the bot has not answered."""
        return [query for query in self.callbacks.values() if not query.answered]

    @property
    def refused(self) -> list[Call]:
        """The calls that were answered with an error, oldest first."""
        return [call for call in self.calls if call.status != 200]

    def fault(self, method: str, what: str) -> None:
        """Note a request that Telegram's schema or its clients do not allow."""
        self.faults.append(Fault(NAMES.get(method, method), what))

    def listen(self, callback: Callable[[Happening], None]) -> Callable[[], None]:
        """Hear of everything that happens; call what is returned to stop."""
        self._listeners.append(callback)
        return lambda: self._listeners.remove(callback)

    def emit(self, happening: Happening) -> None:
        """Tell the listeners."""
        for callback in self._listeners:
            callback(happening)

    def happened(
        self,
        kind: str,
        chat: Chat | None = None,
        message: Message | None = None,
        person: Person | None = None,
        what: Any = None,
    ) -> None:
        """Tell the listeners of a new `Happening`."""
        if self._listeners:
            self.emit(Happening(kind, chat, message, person, what))

    def _record(self, bot: Bot, name: str, params: Mapping[str, Any], status: int, description: str = "") -> None:
        self.calls.append(Call(self.now(), bot, NAMES.get(name, name), params, status, description))


def _error(code: int, description: str, retry_after: int | None = None, migrate_to_chat_id: int | None = None) -> Json:
    body: Json = {"ok": False, "error_code": code, "description": description}
    told = {"retry_after": retry_after, "migrate_to_chat_id": migrate_to_chat_id}
    parameters = {name: value for name, value in told.items() if value is not None}
    if parameters:
        body["parameters"] = parameters
    return body


__all__ = ["TOKEN", "Answer", "World"]
