"""The porch: an update is kept before it is acknowledged, then one chat at a time is worked off.

Inline and pre-checkout queries belong to no chat and are worth nothing late: they are answered at the door.
"""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from aiohttp import web
from telegram import Bot, Update
from telegram.error import InvalidToken, RetryAfter, TelegramError
from telegram.request import RequestData

# PTB parses every answer of getUpdates, and has no public way to ask for the raw one.
from telegram.request._requestparameter import RequestParameter

from bot import clock
from bot.carriage import seconds_of
from bot.store import inbox
from bot.store.engine import Store
from bot.store.inbox import Parcel

log = logging.getLogger(__name__)
ALLOWED = (
    "message",
    "edited_message",
    "callback_query",
    "inline_query",
    "chosen_inline_result",
    "my_chat_member",
    "pre_checkout_query",
)
AT_THE_DOOR = ("inline_query", "pre_checkout_query", "chosen_inline_result")
SIDE_BY_SIDE = 100
POLL = 30
BODY = 1_000_000


@dataclass(slots=True)
class Work:
    """The update that is being worked off; `crossed` once it was crossed off together with the turn that it brought."""

    update_id: int
    crossed: bool = False


at_work: ContextVar[Work | None] = ContextVar("at_work", default=None)

Process = Callable[[Update], Awaitable[None]]


async def fetch(bot: Bot, offset: int, seconds: int) -> list[dict[str, Any]]:
    """Raw updates from an offset on, waiting at most some seconds for the first.

    Raw, because what is kept is what Telegram sent, not what this version of a library understands of it.
    """
    asked = {"offset": offset, "timeout": seconds, "allowed_updates": list(ALLOWED)}
    data = RequestData([RequestParameter(name, value, None) for name, value in asked.items()])
    raw = await bot.request.post(f"{bot.base_url}/getUpdates", data, read_timeout=seconds + 10)
    return raw if isinstance(raw, list) else []


def _lean(update: dict[str, Any]) -> dict[str, Any]:
    """An update without the keyboard of the pressed message, which is long to parse and which nobody reads."""
    update.get("callback_query", {}).get("message", {}).pop("reply_markup", None)
    return update


def chat_of(update: dict[str, Any]) -> str:
    """The chat that a raw update belongs to, as the inbox orders by; "" when it has none."""
    for kind in ("message", "edited_message", "my_chat_member"):
        if kind in update:
            return f"tg:{update[kind]['chat']['id']}"
    if "callback_query" in update:
        query = update["callback_query"]
        return f"tg:{query.get('message', {}).get('chat', {}).get('id') or query['from']['id']}"
    return ""


class Porch:
    """Takes updates in by polling or by webhook, and works them off with PTB."""

    def __init__(self, store: Store, bot: Bot, process: Process) -> None:
        self._store = store
        self._bot = bot
        self._process = process
        self._arrivals: list[tuple[Parcel, asyncio.Future[None]]] = []
        self._keeping: asyncio.Task[None] | None = None
        self._poke = asyncio.Event()
        self._under_way: set[asyncio.Task[None]] = set()
        self._closing = False

    # ------------------------------------------------------------------------------------------------ taking in
    async def receive(self, raw: list[dict[str, Any]]) -> None:
        """Keep updates; returns when they are on disk. What nobody can read is logged by its id and let go."""
        parcels, door = [], []
        for update in raw:
            try:
                if any(kind in update for kind in AT_THE_DOOR):
                    door.append(update)
                else:
                    parcels.append(Parcel(int(update["update_id"]), chat_of(update), json.dumps(update)))
            except (KeyError, TypeError, ValueError, AttributeError):
                log.warning("an update that cannot be read was let go (%s)", update.get("update_id"))
        for update in door:
            self._start(self._answer_at_door(update))
        if parcels:
            await asyncio.gather(*(self._keep(parcel) for parcel in parcels))

    async def _keep(self, parcel: Parcel) -> None:
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._arrivals.append((parcel, future))
        if self._keeping is None or self._keeping.done():
            self._keeping = asyncio.create_task(self._keep_all())
        await future

    async def _keep_all(self) -> None:
        # All that arrive while one commit is under way share the next: a commit costs more than a row.
        while self._arrivals:
            batch, self._arrivals = self._arrivals, []
            try:
                # What can be worked on at once is taken in the same commit.
                async with self._store.writing() as db:
                    await inbox.put(db, [parcel for parcel, _ in batch], clock.machine())
                    parcels = await inbox.take(db, clock.machine(), self._room) if self._room > 0 else []
            except Exception as error:
                for _, future in batch:
                    future.set_exception(error)
                continue
            for _, future in batch:
                future.set_result(None)
            for parcel in parcels:
                self._start(self._play(parcel))

    # ----------------------------------------------------------------------------------------------- working off
    async def work(self, alone: bool = False) -> None:
        """Work off the inbox until told to finish, and then what was begun.

        `alone`: no other process works it off, so what is taken was left by one that died.
        """
        if alone:
            async with self._store.writing() as db:
                await inbox.release(db)
        while not self._closing:
            try:
                busy = await self.round()
            except Exception:
                log.exception("the porch stumbled; it goes on")
                await asyncio.sleep(1.0)
                continue
            if not busy:
                try:
                    await asyncio.wait_for(self._poke.wait(), 0.5)
                except TimeoutError:
                    continue
        # An update that is dropped halfway is played again, but only when its lease is over.
        if self._under_way:
            await asyncio.wait(self._under_way)

    def finish(self) -> None:
        """Begin nothing more; `work` ends when what was begun has."""
        self._closing = True
        self._poke.set()

    async def round(self) -> bool:
        """Start on the first update of every chat that waits. Returns whether there was one."""
        self._poke.clear()
        if self._room <= 0:
            return False
        async with self._store.writing() as db:
            parcels = await inbox.take(db, clock.machine(), self._room)
        for parcel in parcels:
            self._start(self._play(parcel))
        return bool(parcels)

    @property
    def _room(self) -> int:
        """How many more updates may be begun now."""
        return 0 if self._closing else SIDE_BY_SIDE - len(self._under_way)

    @property
    def idle(self) -> bool:
        """Whether nothing of this porch's is under way."""
        return not self._under_way and not self._arrivals and not self._poke.is_set()

    def _start(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._over)

    def _over(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        self._poke.set()

    async def _play(self, parcel: Parcel) -> None:
        work = Work(parcel.update_id)
        at_work.set(work)
        try:
            if parcel.tries <= inbox.MOST_TRIES:
                update = Update.de_json(_lean(json.loads(parcel.body)), self._bot)
                await self._process(update)
        # A renderer's panic is no Exception, and one update must never end the worker of all.
        except BaseException as error:
            if isinstance(error, asyncio.CancelledError):
                raise
            log.exception("update %s failed", parcel.update_id)
        if not work.crossed:
            async with self._store.writing() as db:
                await inbox.close(db, parcel.update_id)

    async def _answer_at_door(self, raw: dict[str, Any]) -> None:
        try:
            await self._process(Update.de_json(raw, self._bot))
        except Exception:
            log.exception("a query at the door failed (update %s)", raw.get("update_id"))

    # ---------------------------------------------------------------------------------------------------- doors
    async def poll(self) -> None:
        """Long polling. The offset moves only when what came before it is on disk."""
        offset = 0
        while True:
            try:
                raw = await fetch(self._bot, offset, POLL)
                if raw:
                    await self.receive(raw)
                    offset = max(int(update["update_id"]) for update in raw) + 1
            except InvalidToken:
                raise
            except RetryAfter as error:
                await asyncio.sleep(seconds_of(error))
            except TelegramError as error:
                log.warning("polling is interrupted: %s", type(error).__name__)
                await asyncio.sleep(1.0)
            except Exception:
                # The database's fault: what was not kept is asked for again.
                log.exception("polling stumbled; it goes on")
                await asyncio.sleep(1.0)

    def webhook(self, path: str, secret: str) -> web.Application:
        """The webhook as an aiohttp application: 200 only when the update is on disk."""

        async def post(request: web.Request) -> web.Response:
            given = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
            if not hmac.compare_digest(given.encode(), secret.encode()):
                return web.Response(status=403)
            try:
                raw = json.loads(await request.read())
            except ValueError:
                raw = None
            # What cannot be read is acknowledged all the same: Telegram would repeat it for hours.
            if isinstance(raw, dict):
                await self.receive([raw])
            return web.Response()

        async def health(_request: web.Request) -> web.Response:
            return web.Response(text="ok\n")

        app = web.Application(client_max_size=BODY)
        app.router.add_post(path, post)
        app.router.add_get("/health", health)
        return app
