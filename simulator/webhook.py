"""Updates pushed to a webhook: the secret in its header, repeated until the answer is 2xx."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Final

import aiohttp

from simulator.model import Bot
from simulator.updates import Entry

if TYPE_CHECKING:
    from simulator.world import World

SECRET_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"
ANSWER_SECONDS: Final = 60.0


class Pusher:
    """Pushes one bot's updates, up to `max_connections` at a time, and waits longer after each failure.

    first_wait, longest_wait: seconds (of the machine's clock) until a refused update is pushed again, doubled each
    time. Telegram waits longer; a stand-in that makes people wait is of no use.
    """

    first_wait = 0.1
    longest_wait = 5.0

    def __init__(self, world: World, bot: Bot) -> None:
        self.world = world
        self.bot = bot
        self._under_way: set[asyncio.Task[None]] = set()
        self._busy: set[object] = set()
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """Stop pushing; what was not acknowledged stays in the queue."""
        tasks = [self._task, *self._under_way]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _run(self) -> None:
        queue = self.bot.queue
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=100)) as session:
            while True:
                await queue.changed(self._ready)
                entry = self._next()
                assert entry is not None
                entry.pushing = True
                self._busy.add(entry.whose)
                task = asyncio.create_task(self._push(session, entry))
                self._under_way.add(task)
                task.add_done_callback(self._done)

    def _ready(self) -> bool:
        hook = self.bot.queue.webhook
        return bool(hook.url) and len(self._under_way) < hook.max_connections and self._next() is not None

    def _next(self) -> Entry | None:
        """The oldest update of a chat that has none under way: a chat's updates keep their order."""
        waiting = (entry for entry in self.bot.queue.pending if not entry.pushing and entry.whose not in self._busy)
        return next(waiting, None)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        self.bot.queue.wake()

    async def _push(self, session: aiohttp.ClientSession, entry: Entry) -> None:
        queue = self.bot.queue
        try:
            trouble = await self._post(session, entry)
            if trouble is None:
                queue.acknowledge(entry)
                self.world.happened("pushed", what=entry.update)
                return
            queue.webhook.last_error_date = int(self.world.now().timestamp())
            queue.webhook.last_error_message = trouble
            self.world.happened("push failed", what=entry.update)
            await asyncio.sleep(min(self.first_wait * 2**entry.failures, self.longest_wait))
            entry.failures += 1
        finally:
            entry.pushing = False
            self._busy.discard(entry.whose)

    async def _post(self, session: aiohttp.ClientSession, entry: Entry) -> str | None:
        """Push once; what went wrong in Telegram's words, or None."""
        hook = self.bot.queue.webhook
        headers = {"Content-Type": "application/json", **({SECRET_HEADER: hook.secret} if hook.secret else {})}
        timeout = aiohttp.ClientTimeout(total=ANSWER_SECONDS)
        body = json.dumps(entry.update).encode()
        try:
            async with session.post(hook.url, data=body, headers=headers, timeout=timeout) as answer:
                if not 200 <= answer.status < 300:
                    return f"Wrong response from the webhook: {answer.status} {answer.reason}"
                self._call_back(await answer.read())
        except TimeoutError:
            return "Read timeout expired"
        except aiohttp.ClientConnectorError:
            return "Connection refused"
        except aiohttp.ClientError:
            return "Connection reset by peer"
        return None

    def _call_back(self, body: bytes) -> None:
        """An answer may itself be a request: `{"method": "sendMessage", …}`."""
        if not body.startswith(b"{"):
            return
        try:
            raw = json.loads(body)
        except ValueError:
            return
        if isinstance(raw.get("method"), str):
            self.world.call(self.bot.token, raw.pop("method"), raw, {})
