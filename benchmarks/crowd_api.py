"""A crowd in a closed loop behind the smallest possible Bot API server: fifty people, each with one press under way.

It is not the stand-in of the tests: it checks nothing and remembers one keyboard a person, so that what is measured
is the bot. A press is over when its query was answered and its message was edited (or sent anew).
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

TOKEN = "4242:benchmark-token-of-nobody"
ME = {"id": 4242, "is_bot": True, "first_name": "Bench", "username": "bench_bot", "supports_inline_queries": True}
FIRST = 9_000_000_000
# What a bot may ask for at its start.
QUIET = {
    "getmycommands": [],
    "getmydescription": {"description": ""},
    "getmyshortdescription": {"short_description": ""},
}


@dataclass
class Presser:
    """One person: their chat, the message they look at, its buttons, and the press that is under way."""

    id: int
    message: int = 1
    rows: list[list[dict[str, Any]]] = field(default_factory=list)
    text: str = "."
    presses: int = 0
    began: float = 0.0
    waiting: set[str] = field(default_factory=set)

    def user(self) -> dict[str, Any]:
        return {"id": self.id, "is_bot": False, "first_name": "P", "language_code": "en"}

    def shown(self) -> dict[str, Any]:
        chat = {"id": self.id, "type": "private", "first_name": "P"}
        markup = {"inline_keyboard": self.rows} if self.rows else None
        found = {"message_id": self.message, "date": 1, "chat": chat, "from": ME, "text": self.text}
        return found | ({"reply_markup": markup} if markup else {})


class Crowd:
    """The people and the updates that wait for the bot. `choose` picks the data to press from a person's buttons."""

    def __init__(self, people: int, choose: Callable[[Presser], str], first: str) -> None:
        self.people = {FIRST + n: Presser(FIRST + n) for n in range(people)}
        self.choose = choose
        self.first = first
        self.latencies: list[float] = []
        self.asked = asyncio.Event()
        self.going = False
        self._updates: list[dict[str, Any]] = []
        self._wake = asyncio.Event()
        self._number = 0

    def start(self) -> None:
        """Everybody begins: with a message of their own (`first`), or at once with a press."""
        self.going = True
        for person in self.people.values():
            if self.first:
                person.waiting = {"message"}
                entities = [{"type": "bot_command", "offset": 0, "length": len(self.first)}]
                self.put(
                    {"message": person.shown() | {"from": person.user(), "text": self.first, "entities": entities}}
                )
            else:
                person.rows = [[{"text": "press", "callback_data": "1"}]]
                self.press(person)

    def press(self, person: Presser) -> None:
        """The next press of one person."""
        if not self.going:
            return
        person.began = time.perf_counter()
        person.waiting = {"answer", "message"}
        person.presses += 1
        data = self.choose(person)
        query = {"id": str(self._number), "from": person.user(), "message": person.shown(), "chat_instance": "1"}
        self.put({"callback_query": query | {"data": data, "id": f"{person.id}-{person.presses}"}})

    def put(self, update: dict[str, Any]) -> None:
        """An update for the bot."""
        self._number += 1
        self._updates.append({"update_id": self._number, **update})
        self._wake.set()

    def over(self, person: Presser | None, part: str) -> None:
        """A part of a press is over; with the last one the person presses again."""
        if person is None or part not in person.waiting:
            return
        person.waiting.discard(part)
        if not person.waiting:
            if person.began:
                self.took(person, time.perf_counter() - person.began)
            self.press(person)

    def took(self, person: Presser, seconds: float) -> None:
        """A press is over."""
        self.latencies.append(seconds)

    async def updates(self, offset: int, seconds: float) -> list[dict[str, Any]]:
        """What getUpdates gives: at most a hundred."""
        self.asked.set()
        self._updates = [u for u in self._updates if u["update_id"] >= offset]
        if not self._updates and seconds:
            self._wake.clear()
            try:
                await asyncio.wait_for(self._wake.wait(), seconds)
            except TimeoutError:
                return []
        return self._updates[:100]


def application(crowd: Crowd) -> web.Application:
    """The server's routes: every method of the Bot API that a bot here may call."""

    async def call(request: web.Request) -> web.Response:
        method = request.match_info["method"]
        body = await request.read()
        asked = _parameters(body, request)
        result = await _answer(crowd, method, asked)
        return web.Response(body=json.dumps({"ok": True, "result": result}).encode(), content_type="application/json")

    app = web.Application()
    app.router.add_post("/bot{token}/{method}", call)
    app.router.add_get("/bot{token}/{method}", call)
    return app


def _parameters(body: bytes, request: web.Request) -> dict[str, Any]:
    if request.content_type == "application/json":
        return json.loads(body) if body else {}
    if request.content_type == "multipart/form-data":
        return _multipart(body)
    from urllib.parse import parse_qsl

    return dict(parse_qsl(body.decode()))


def _multipart(body: bytes) -> dict[str, Any]:
    boundary = body.split(b"\r\n", 1)[0]
    found = {}
    for part in body.split(boundary)[1:-1]:
        head, _, value = part.partition(b"\r\n\r\n")
        if b"filename=" in head:
            continue
        name = head.split(b'name="', 1)[1].split(b'"', 1)[0].decode()
        found[name] = value.rstrip(b"\r\n").decode(errors="replace")
    return found


async def _answer(crowd: Crowd, method: str, asked: dict[str, Any]) -> Any:
    name = method.lower()
    if name == "getupdates":
        return await crowd.updates(int(asked.get("offset") or 0), float(asked.get("timeout") or 0))
    if name == "answercallbackquery":
        person = crowd.people.get(int(str(asked["callback_query_id"]).partition("-")[0]))
        crowd.over(person, "answer")
        return True
    if name in ("editmessagetext", "sendmessage"):
        person = crowd.people[int(asked["chat_id"])]
        markup = asked.get("reply_markup")
        markup = json.loads(markup) if isinstance(markup, str) else markup
        person.rows = (markup or {}).get("inline_keyboard", [])
        person.text = asked["text"]
        person.message += name == "sendmessage"
        shown = person.shown()
        crowd.over(person, "message")
        return shown
    if name == "sendphoto":
        person = crowd.people[int(asked["chat_id"])]
        person.message += 1
        photo = {"file_id": f"{person.id}-{person.message}", "file_unique_id": str(person.message)}
        crowd.over(person, "photo")
        return person.shown() | {"photo": [photo | {"width": 1080, "height": 1350}]}
    if name == "getme":
        return ME
    return QUIET.get(name, True)
