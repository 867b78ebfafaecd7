"""The page with the phones: its files, its events, and what its buttons ask for. On loopback only."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Final

from aiohttp import web

from simulator import acts, habits
from simulator.clockwork import Stuck
from simulator.handset import CAST, Handset
from simulator.house import ROOT, House
from simulator.model import Json
from simulator.server import check_safe
from simulator.stream import Stream

STATIC: Final = Path(__file__).with_name("static")
FONT: Final = ROOT / "bot/pictures/fonts/EBGaramond-Medium.ttf"
PATH_DAYS: Final = 50
# A person who begins late in the evening or leaves a step for tomorrow needs a date or two more than there are days.
SPARE_DAYS: Final = 3
GLANCE_SECONDS: Final = 0.5
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
log = logging.getLogger(__name__)


class Page:
    """The page of one house. `pace`: seconds of the machine's clock between presses while the days are played."""

    pace = 0.12

    def __init__(self, house: House, host: str = "127.0.0.1", port: int = 0) -> None:
        check_safe(host, [], {})
        self.house = house
        self.host = host
        self.port = port
        self.stream = Stream(house)
        self._busy = False
        self._work: asyncio.Task[None] | None = None
        self._following: asyncio.Task[None] | None = None
        self._runner: web.AppRunner | None = None

    @property
    def address(self) -> str:
        """What to open in a browser."""
        return f"http://{self.host}:{self.port}/"

    async def start(self) -> None:
        """Serve. Raises OSError when the port is taken."""
        app = web.Application(middlewares=[self._guard])
        app.add_routes(
            [
                web.get("/", _index),
                web.get("/events", self.stream.serve),
                web.get("/file/{name}", self._file),
                web.get("/font", _font),
                web.post("/act", self._act),
                web.post("/clock", self._clock),
                web.post("/phones", self._phones),
                web.static("/static", STATIC),
            ]
        )
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        bound = socket.create_server((self.host, self.port), backlog=64)
        self.port = bound.getsockname()[1]
        await web.SockSite(self._runner, bound).start()
        self._following = asyncio.create_task(self._follow())

    async def stop(self) -> None:
        """Let the pages go."""
        self.house.clockwork.stop()
        for task in (self._work, self._following):
            if task is not None:
                task.cancel()
        self.stream.close()
        if self._runner is not None:
            await self._runner.cleanup()

    async def _follow(self) -> None:
        """Tell the pages when somebody's next moment has changed."""
        told: object = None
        while True:
            await asyncio.sleep(GLANCE_SECONDS)
            due = self.house.clockwork.books.look().due
            if due != told:
                told = due
                self.stream.clock()

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """A page of somebody else's must not reach this one through the browser that both are open in."""
        own = {f"127.0.0.1:{self.port}", f"localhost:{self.port}"}
        origin = request.headers.get("Origin")
        strange = request.host not in own or (origin is not None and origin.partition("://")[2] not in own)
        if strange or (request.method == "POST" and request.content_type != "application/json"):
            return web.Response(status=403, text="this page answers to itself alone")
        response = await handler(request)
        if not response.prepared:
            response.headers["Cache-Control"] = "no-store"
        return response

    async def _file(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        for file in self.house.world.bot().files.values():
            if file.unique_id == name:
                return web.Response(body=file.data, content_type=file.mime)
        return web.Response(status=404)

    # What the buttons ask for

    async def _act(self, request: web.Request) -> web.Response:
        asked: Json = await request.json()
        try:
            answer = acts.do(self.house, asked)
        except acts.Refused as refused:
            return web.json_response({"error": str(refused)}, status=409)
        handset = self.house.handsets[asked["phone"]]
        self.stream.settings(handset)
        return web.json_response(answer)

    async def _clock(self, request: web.Request) -> web.Response:
        asked = str((await request.json()).get("do"))
        if asked == "stop":
            self.house.clockwork.stop()
            return web.json_response({})
        journey = self._journeys().get(asked)
        if journey is None or self._busy:
            words = "the clock is moving already" if self._busy else "there is no such button"
            return web.json_response({"error": words}, status=409)
        self._begin(journey())
        return web.json_response({})

    async def _phones(self, request: web.Request) -> web.Response:
        asked: Json = await request.json()
        key, what = str(asked.get("phone")), str(asked.get("do"))
        there = key in self.house.handsets
        if what == "add" and key in CAST and not there:
            self.house.add(key)
        elif what == "reset" and there:
            self.house.renew(key)
        elif what == "plain" and there and not self._busy:
            self._begin(self._plain(key, bool(asked.get("on"))))
            return web.json_response({})
        else:
            return web.json_response({"error": "that cannot be done now"}, status=409)
        self.stream.all_over()
        return web.json_response({})

    def _begin(self, work: Awaitable[object]) -> None:
        self._busy = self.stream.busy = True
        self.stream.clock()
        self._work = asyncio.create_task(self._carefully(work))

    async def _carefully(self, work: Awaitable[object]) -> None:
        try:
            await work
        except Stuck as stuck:
            self.stream.send("notice", {"words": str(stuck)})
        except (AssertionError, OSError, RuntimeError, TimeoutError) as fault:
            log.warning("the page's wish failed", exc_info=fault)
            self.stream.send("notice", {"words": str(fault) or type(fault).__name__})
        finally:
            self._busy = self.stream.busy = False
            self.stream.clock()

    def _journeys(self) -> dict[str, Callable[[], Awaitable[object]]]:
        work = self.house.clockwork
        return {
            "hour": lambda: work.forward(timedelta(hours=1)),
            "nudge": self._nudge,
            "day": lambda: work.forward(timedelta(days=1)),
            "play": self._play,
            "reset": self._reset,
            "restart": self._restart,
        }

    async def _nudge(self) -> None:
        if not await self.house.clockwork.to_next():
            self.stream.send("notice", {"words": "nobody is due: begin the path on one of the phones", "calm": True})

    async def _play(self) -> None:
        """Fifty days in which everybody answers each morning and evening, as far as nobody presses stop."""
        house = self.house
        begun, asked = house.now(), False

        async def lived() -> None:
            nonlocal asked
            self.stream.playing = {"day": min((house.now() - begun).days + 1, PATH_DAYS), "of": PATH_DAYS}
            self.stream.clock()
            due = house.clockwork.books.look().due
            for handset in list(house.handsets.values()):
                await habits.live(handset, self._calmly, due=asked or str(handset.phone.id) in due)
            asked = True
            if not house.clockwork.books.look().due:
                house.clockwork.stop()

        try:
            await house.clockwork.forward(timedelta(days=PATH_DAYS + SPARE_DAYS), lived)
        finally:
            self.stream.playing = None
            self.stream.clock()

    async def _calmly(self) -> None:
        await self.house.clockwork.settle()
        await asyncio.sleep(self.pace)

    async def _restart(self) -> None:
        self.stream.fallen = ""
        await self.house.restart()
        await self.house.ready()
        self.stream.send("notice", {"words": "The bot has started again.", "calm": True})

    async def _reset(self) -> None:
        self.stream.fallen = ""
        await self.house.reset()
        self.stream.watch_clock()
        self.stream.all_over()

    async def _plain(self, key: str, on: bool) -> None:
        """Switch "numbers instead of buttons" through the bot's own settings, then take the other skin."""
        handset, work = self.house.handsets[key], self.house.clockwork
        if on != handset.plain:
            handset.phone.say("/settings")
            await work.settle()
            await switch_numbers(handset, on, work.settle)
            handset.plain = on
        self.stream.settings(handset)


async def switch_numbers(handset: Handset, on: bool, settle: Callable[[], Awaitable[None]]) -> None:
    """Take the choice on the settings screen that is open on this phone, as a press."""
    phone = handset.phone
    wanted = f"1|tp|{int(on)}"
    rows = phone.last.rows
    data = [button["callback_data"] for row in rows for button in row if "callback_data" in button]
    if rows:
        assert wanted in data, "the bot's settings offer no such choice now"
    phone.press_data(wanted, on=phone.last)
    await settle()


async def _index(request: web.Request) -> web.FileResponse:
    return web.FileResponse(STATIC / "index.html")


async def _font(request: web.Request) -> web.StreamResponse:
    return web.FileResponse(FONT) if FONT.exists() else web.Response(status=404)
