"""The stand-in over HTTP, on loopback only: `python -m simulator.server --port 8081 --token 4242:kintsugi-simulator`.

Methods stand under `/bot<token>/<method>` (GET and POST; query, form, JSON and multipart), files under
`/file/bot<token>/<path>`, as at Telegram and at a Bot API server of one's own.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import ipaddress
import json
import os
import re
import socket
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, unquote

from aiohttp import web

from bot import clock
from simulator.errors import Dropped, Hung, Unreachable
from simulator.limits import Flood
from simulator.model import Happening, Upload
from simulator.schema import UNCHECKED
from simulator.webhook import Pusher
from simulator.world import TOKEN, World

BODY_BYTES: Final = 60 * 1024 * 1024
_REAL: Final = re.compile(r"\d{8,12}:[A-Za-z0-9_-]{34,36}")
_JSON: Final = {"Content-Type": "application/json"}


class Refused(ValueError):
    """The server will not start: not on loopback, or beside a token that may be real."""


def check_safe(host: str, tokens: list[str], environment: Mapping[str, str]) -> None:
    """Raise `Refused` unless the address is loopback and no token looks like one of BotFather's."""
    try:
        loopback = ipaddress.ip_address(host).is_loopback
    except ValueError:
        loopback = host == "localhost"
    if not loopback:
        raise Refused(f"the stand-in listens on 127.0.0.1 only, not on {host}")
    if any(_REAL.fullmatch(token) for token in [*tokens, environment.get("TELEGRAM_TOKEN", "")]):
        raise Refused("a real token has no place beside the stand-in: unset TELEGRAM_TOKEN")


class Server:
    """A `World` behind HTTP. `address` is known after `start`; an update for a webhook goes out by itself."""

    def __init__(self, world: World, host: str = "127.0.0.1", port: int = 0) -> None:
        check_safe(host, list(world.bots), {})
        self.world = world
        self.host = host
        self.port = port
        self._pushers: dict[str, Pusher] = {}
        self._runner: web.ServerRunner | None = None
        self._stop_listening = world.listen(self._heard)

    @property
    def address(self) -> str:
        """`http://127.0.0.1:<port>`: what `TELEGRAM_API_URL` is set to."""
        return f"http://{self.host}:{self.port}"

    async def start(self) -> None:
        """Bind and serve. Raises OSError when the port is taken."""
        server = web.Server(self._handle, request_factory=_request, handler_cancellation=True, access_log=None)
        self._runner = web.ServerRunner(server, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        bound = socket.create_server((self.host, self.port), backlog=1024)
        self.port = bound.getsockname()[1]
        await web.SockSite(self._runner, bound).start()
        for bot in self.world.bots.values():
            self._push(bot.token)

    async def stop(self) -> None:
        """Close connections and webhooks."""
        self._stop_listening()
        for pusher in self._pushers.values():
            await pusher.stop()
        if self._runner is not None:
            await self._runner.cleanup()

    async def __aenter__(self) -> Server:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    def _heard(self, happening: Happening) -> None:
        if happening.kind == "webhook":
            self._push(happening.what.token)

    def _push(self, token: str) -> None:
        bot = self.world.bots[token]
        if bot.queue.webhook.url and token not in self._pushers:
            self._pushers[token] = Pusher(self.world, bot)

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        path = unquote(request.rel_url.raw_path)
        if path.startswith("/bot"):
            token, _, method = path[4:].partition("/")
            return await self._call(request, token, method)
        if path.startswith("/file/bot"):
            token, _, name = path[9:].partition("/")
            data = self.world.download(token, name)
            if data is not None:
                return web.Response(body=data, content_type="application/octet-stream")
        return _answer(404, {"ok": False, "error_code": 404, "description": "Not Found"})

    async def _call(self, request: web.BaseRequest, token: str, method: str) -> web.StreamResponse:
        try:
            raw, files = await _values(request)
        except ValueError as error:
            words = f"Bad Request: can't parse the request: {error}"
            return _answer(400, {"ok": False, "error_code": 400, "description": words})
        try:
            return _answer(*await self.world.serve(token, method, raw, files))
        except (Dropped, Unreachable):
            if request.transport is not None:
                request.transport.abort()
        except Hung:
            await asyncio.Event().wait()  # until the client hangs up, which cancels this handler
        return web.Response(status=503)


def _answer(status: int, body: Mapping[str, Any]) -> web.Response:
    return web.Response(status=status, body=json.dumps(body).encode(), headers=_JSON)


def _request(message: Any, payload: Any, protocol: Any, writer: Any, task: Any) -> web.BaseRequest:
    """aiohttp's own request, but for bodies as large as Telegram takes."""
    loop = asyncio.get_running_loop()
    return web.BaseRequest(message, payload, protocol, writer, task, loop, client_max_size=BODY_BYTES)


async def _values(request: web.BaseRequest) -> tuple[dict[str, Any], dict[str, Upload]]:
    """The raw values and the files of a request, however it was encoded."""
    raw: dict[str, Any] = dict(request.rel_url.query) if request.rel_url.raw_query_string else {}
    kind = request.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        return await _parts(request, raw)
    if not request.can_read_body:
        return raw, {}
    body = await request.read()
    if kind == "application/json":
        values = json.loads(body)
        if not isinstance(values, dict):
            raise ValueError("object expected as JSON")
        raw.update(values)
    else:
        raw.update(parse_qsl(body.decode(), keep_blank_values=True))
    return raw, {}


async def _parts(request: web.BaseRequest, raw: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Upload]]:
    files: dict[str, Upload] = {}
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            mime = value.content_type or "application/octet-stream"
            files[name] = Upload(value.filename, value.file.read(), mime)
        elif isinstance(value, bytes):
            raw[name] = value.decode()
        else:
            raw[name] = value
    return raw, files


async def serve(world: World, port: int) -> None:
    """Serve until cancelled; the address is printed when it answers."""
    async with Server(world, port=port) as server:
        print(server.address, flush=True)
        await asyncio.Event().wait()


def options(arguments: list[str] | None = None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m simulator.server", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0: any free one (default)")
    parser.add_argument("--host", default="127.0.0.1", help="loopback only")
    parser.add_argument("--token", action="append", help=f"a bot's token, may be repeated (default: {TOKEN})")
    parser.add_argument("--username", default="kintsugi_bot", help="of the first bot")
    parser.add_argument("--people", type=int, default=0, help="so many people who have pressed start")
    parser.add_argument("--keep", type=int, default=200, help="messages that a chat remembers (default: 200)")
    parser.add_argument("--clock", type=Path, help="a file with the seconds that the world's time is ahead")
    parser.add_argument("--flood", action="store_true", help="keep Telegram's flood rules (429)")
    parser.add_argument("--no-check", action="store_true", help="do not check requests against the schema")
    return parser.parse_args(arguments)


def main() -> None:
    """Run the server from the command line."""
    chosen = options()
    tokens = chosen.token or [TOKEN]
    try:
        check_safe(chosen.host, tokens, os.environ)
    except Refused as refused:
        raise SystemExit(str(refused)) from None
    schema = UNCHECKED if chosen.no_check else None
    now = clock.moved_by(chosen.clock) if chosen.clock else clock.world
    world = World(now, schema=schema, keep=chosen.keep)
    if chosen.flood:
        world.flood = Flood(clock.machine)
    for number, token in enumerate(tokens):
        world.bot(token, chosen.username if number == 0 else f"bot{number}")
    for number in range(chosen.people):
        world.phone(f"Person {number + 1}").chat.started = True
    with contextlib.suppress(KeyboardInterrupt), _fast_loop() as runner:
        runner.run(serve(world, chosen.port))


def _fast_loop() -> asyncio.Runner:
    try:
        import uvloop
    except ImportError:
        return asyncio.Runner()
    return asyncio.Runner(loop_factory=uvloop.new_event_loop)


if __name__ == "__main__":
    main()
