"""`WorldRequest`: python-telegram-bot talks to a `World` in the same process, without HTTP."""

from __future__ import annotations

import json
import re
from typing import Any, Final
from urllib.parse import unquote

from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from simulator.errors import Dropped, Hung, Unreachable
from simulator.model import Upload
from simulator.world import World

_METHOD: Final = re.compile(r".*/bot([^/]+)/(\w+)")
_FILE: Final = re.compile(r".*/file/bot([^/]+)/(.+)")


class WorldRequest(BaseRequest):
    """The transport of a `Bot` or an `Application` in dialogue tests.

    Refusals go through python-telegram-bot's own handling of status and body. A scripted "hang" is a `TimedOut` at
    once (caused by a `TimeoutError`), a "drop" a `NetworkError` caused by a `ConnectionResetError`, "unreachable" a
    `never_sent`, the error that the project's own transport raises where no connection was made.
    """

    def __init__(self, world: World, *, never_sent: type[NetworkError] = NetworkError) -> None:
        self.world = world
        self.never_sent = never_sent

    @property
    def read_timeout(self) -> float | None:
        return 5.0

    async def initialize(self) -> None:
        pass

    async def shutdown(self) -> None:
        pass

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """One request. The timeouts are not waited for: nothing here takes time of its own."""
        wanted = _FILE.fullmatch(unquote(url))
        if wanted:
            data = self.world.download(wanted[1], wanted[2])
            return (404, b'{"ok":false,"error_code":404,"description":"Not Found"}') if data is None else (200, data)
        target = _METHOD.fullmatch(url)
        if target is None:
            raise NetworkError(f"not a Bot API address: {url}")
        raw = request_data.json_parameters if request_data else {}
        try:
            status, body = await self.world.serve(target[1], target[2], raw, _uploads(request_data))
        except Hung:
            raise TimedOut from TimeoutError("no answer")
        except Dropped:
            raise NetworkError("connection lost") from ConnectionResetError("connection lost")
        except Unreachable:
            raise self.never_sent("cannot connect") from ConnectionRefusedError("cannot connect")
        return status, json.dumps(body).encode()


def _uploads(request_data: RequestData | None) -> dict[str, Upload]:
    if request_data is None or not request_data.contains_files:
        return {}
    uploads: dict[str, Upload] = {}
    for name, (file_name, data, mime) in request_data.multipart_data.items():
        whole = data if isinstance(data, bytes) else data.read()
        uploads[name] = Upload(file_name or name, whole, mime or "application/octet-stream")
    return uploads
