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
from simulator.phone import Phone
from simulator.posting import post

TOKEN: Final = "4242:kintsugi-simulator"
_TOKEN: Final = re.compile(r"\d+:[\w-]{3,}")
Answer = tuple[int, Json]


class World(Script):
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
        super().__init__()
        self.now = now
        self.schema = schemas.load(schemas.schema_path()) if schema is None else schema
        self.keep = keep
        self.number = 0
        self._numbers = count()
        self.bots: dict[str, Bot] = {}
        self.people: dict[int, Person] = {}
        self.phones: dict[int, Phone] = {}
        self.chats: dict[tuple[int, int], Chat] = {}
        self.peers: dict[frozenset[int], Chat] = {}
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

    # Who is there

    def bot(self, token: str = TOKEN, username: str = "kintsugi_bot", first_name: str = "Kintsugi") -> Bot:
        """The bot of a token, made on first use; its switches at BotFather are attributes of it."""
        if token not in self.bots:
            self.bots[token] = Bot(token, int(token.split(":")[0]), username, first_name)
        return self.bots[token]

    def phone(
        self, name: str, language_code: str | None = "en", *, bot: Bot | None = None, username: str | None = None
    ) -> Phone:
        """A new person with a phone that is open at the bot (the first bot of the world unless named).

        Ids are larger than 32 bits, as they may be at Telegram.
        """
        person = Person(5_000_000_001 + len(self.people), name, language_code, username)
        if self.keep is not None:
            person.seen = deque(maxlen=self.keep)
        self.people[person.id] = person
        owner = bot or next(iter(self.bots.values()), None) or self.bot()
        self.phones[person.id] = Phone(self, person, owner)
        return self.phones[person.id]

    def private(self, bot: Bot, person: Person) -> Chat:
        """The chat of a person with a bot; not `started` until the person has written or pressed start."""
        key = (bot.id, person.id)
        if key not in self.chats:
            self.chats[key] = Chat(bot, person.id, "private", [person])
        return self.chats[key]

    def peer(self, one: Person, other: Person) -> Chat:
        """The chat of two people, which no bot can read."""
        key = frozenset((one.id, other.id))
        if key not in self.peers:
            self.peers[key] = Chat(None, other.id, "peer", [one, other])
        return self.peers[key]

    def group(self, title: str, *phones: Phone, bot: Bot | None = None) -> Chat:
        """A group of these people and a bot, which is told that it was added."""
        owner = bot or phones[0].bot
        number = -(4_000_000 + len(self.chats) + 1)
        chat = Chat(owner, number, "group", [phone.person for phone in phones], title, started=True)
        self.chats[(owner.id, number)] = chat
        phones[0].membership(chat, "left", "member")
        message = post(self, chat, {"group_chat_created": True}, phones[0].person, kind="service")
        owner.queue.push("message", message.raw)
        return chat

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
        return refusal.code, _error(refusal.code, refusal.description, refusal.retry_after)

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
        return query

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


def _error(code: int, description: str, retry_after: int | None = None) -> Json:
    body: Json = {"ok": False, "error_code": code, "description": description}
    if retry_after is not None:
        body["parameters"] = {"retry_after": retry_after}
    return body
