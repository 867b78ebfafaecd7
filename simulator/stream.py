"""What happens in the world, pushed to every open page as server-sent events."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Any, Final

from aiohttp import web

from simulator.handset import Handset
from simulator.house import House
from simulator.model import CallbackQuery, Chat, Happening, InlineQuery, Json, Message, Payment
from simulator.view import group_view, message_view, messages_of, name_of

BREATH_SECONDS: Final = 15.0
_LONGEST_QUEUE: Final = 5000


class Stream:
    """One house, and whoever looks at it."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.playing: Json | None = None
        self.fallen = ""
        self.busy = False
        self._pages: set[asyncio.Queue[tuple[str, Any] | None]] = set()
        house.heard = self.hear
        house.fell = self.fell
        self.watch_clock()

    def watch_clock(self) -> None:
        """Follow the clock of the house as it is now; needed again after a reset."""
        if hasattr(self.house, "clockwork"):
            self.house.clockwork.heard = self.clock

    def send(self, kind: str, data: Any) -> None:
        """Push an event to every page. A page that does not keep up is closed and comes back by itself."""
        for page in list(self._pages):
            if page.qsize() > _LONGEST_QUEUE:
                self._pages.discard(page)
                page.put_nowait(None)
            else:
                page.put_nowait((kind, data))

    def fell(self, words: str) -> None:
        """Tell that the bot has stopped by itself, here and at the terminal."""
        self.fallen = words
        print(f"The bot has stopped: {words}", file=sys.stderr, flush=True)
        self.send("fallen", {"words": words})

    def close(self) -> None:
        """Let every page go."""
        for page in self._pages:
            page.put_nowait(None)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """The endless answer to one page: first everything, then what changes."""
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream; charset=utf-8", "Cache-Control": "no-store"}
        )
        await response.prepare(request)
        queue: asyncio.Queue[tuple[str, Any] | None] = asyncio.Queue()
        queue.put_nowait(("hello", self.everything()))
        self._pages.add(queue)
        try:
            await _pump(queue, response)
        except (ConnectionError, asyncio.CancelledError):
            pass
        finally:
            self._pages.discard(queue)
        return response

    # What a page is told

    def everything(self) -> Json:
        """The whole state, for a page that has just been opened and after a reset."""
        return {
            "phones": [handset.snapshot() for handset in self.house.handsets.values()],
            "contacts": self.contacts(),
            "clock": self.clock_view(),
            "fallen": self.fallen,
        }

    def contacts(self) -> list[Json]:
        """Everybody who ever had a phone here."""
        keys = {handset.phone.id: handset.key for handset in self.house.handsets.values()}
        people = self.house.world.people.values()
        return [{"id": str(one.id), "name": one.first_name, "key": keys.get(one.id)} for one in people]

    def clock_view(self) -> Json:
        """The clock: the world's time (Unix, seconds), whether it moves, and who is due when."""
        work = self.house.clockwork
        due = {who: at.timestamp() for who, at in work.books.look().due.items()}
        keys = {str(handset.phone.id): handset.key for handset in self.house.handsets.values()}
        return {
            "now": work.now().timestamp(),
            "moving": self.busy or work.moving,
            "playing": self.playing,
            "due": {keys[who]: at for who, at in due.items() if who in keys},
        }

    def clock(self) -> None:
        self.send("clock", self.clock_view())

    def settings(self, handset: Handset) -> None:
        """Tell how a phone is set now."""
        self.send("phone", handset.settings())

    def all_over(self) -> None:
        """Tell everything anew."""
        self.send("hello", self.everything())

    def hear(self, happening: Happening) -> None:
        """Translate what happened in the world."""
        for handset in self.house.handsets.values():
            told = _told(handset, happening)
            if told is not None:
                self.send(told[0], {"phone": handset.key, **told[1]})


async def _pump(queue: asyncio.Queue[tuple[str, Any] | None], response: web.StreamResponse) -> None:
    while True:
        try:
            async with asyncio.timeout(BREATH_SECONDS):
                event = await queue.get()
        except TimeoutError:
            await response.write(b": still here\n\n")
            continue
        if event is None:
            return
        data = json.dumps(event[1], ensure_ascii=False, separators=(",", ":"))
        await response.write(f"event: {event[0]}\ndata: {data}\n\n".encode())


def _told(handset: Handset, happening: Happening) -> tuple[str, Json] | None:
    """What this phone notices, if anything: the kind of event and its values."""
    phone, chat, what = handset.phone, happening.chat, happening.what
    if happening.kind in ("commands", "profile"):
        return "menu", {"menu": handset.menu(), "settings": handset.settings()}
    if isinstance(what, CallbackQuery):
        return _pressed(what) if happening.kind == "answer" and what.person is phone.person else None
    if isinstance(what, InlineQuery):
        return _offered(what) if what.person is phone.person else None
    if isinstance(what, Payment) and what.person is phone.person and happening.message is None:
        return "toast", {"text": what.error or "", "alert": True}
    if chat is not None and happening.kind == "members":
        return _members(handset, chat)
    if chat is None or phone.person not in chat.people:
        return None
    name = name_of(handset, chat)
    if happening.kind == "action":
        return "typing", {"chat": name, "action": what}
    if happening.message is None:
        return None
    return _changed(handset, happening, happening.message, name)


def _members(handset: Handset, chat: Chat) -> tuple[str, Json] | None:
    """Somebody came into a group or went: who is there now, for whoever is or was; a newcomer reads what was said."""
    name = name_of(handset, chat)
    if handset.phone.person in chat.people:
        return "members", {"chat": name, "group": group_view(chat), "messages": messages_of(handset, chat)}
    return ("members", {"chat": name, "group": None}) if handset.phone.person in chat.left else None


def _changed(handset: Handset, happening: Happening, message: Message, name: str) -> tuple[str, Json] | None:
    if happening.kind == "delete":
        return "delete", {"chat": name, "id": message.id}
    if happening.kind not in ("message", "edit"):
        return None
    view = message_view(message, handset.phone.id)
    return "message", {"chat": name, "message": view, "keyboard": handset.phone.chat.keyboard}


def _pressed(query: CallbackQuery) -> tuple[str, Json]:
    answer = {"message": query.message.id, "data": query.data, "text": query.text or "", "alert": query.show_alert}
    return "answer", {**answer, "url": query.url or ""}


def _offered(query: InlineQuery) -> tuple[str, Json]:
    """The results of an inline query as a share sheet lists them."""
    files = query.bot.files
    offers = []
    for place, one in enumerate(query.results or []):
        result, file = one["result"], files.get(one["file_id"] or "")
        shown = one["content"].get("caption") or one["content"].get("text", "")
        offers.append(
            {
                "place": place,
                "title": result.get("title", ""),
                "about": result.get("description", "") or shown,
                "kind": one["kind"],
                "url": f"file/{file.unique_id}" if file else "",
            }
        )
    return "offers", {"query": query.id, "offers": offers}
