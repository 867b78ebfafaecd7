"""The wire to a Bot API server: PTB's request over aiohttp, which says whether a request surely never left."""

from __future__ import annotations

from typing import Any

import aiohttp
import msgspec
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

JSON = {"Content-Type": "application/json"}
# Telegram answers an edit with the whole message, keyboard and all, and nobody reads it: parsing it would cost a tenth
# of a press. `true` is what it answers for a message sent by inline mode.
ECHO, DONE = "/editMessageText", b'{"ok":true,"result":true}'
_json = msgspec.json.Encoder()


class NeverSent(NetworkError):
    """The connection was never made: the request surely did not arrive."""


class Wire(BaseRequest):
    """A pool of connections. Time-outs are in seconds; a long poll brings its own."""

    def __init__(self, connections: int = 64, read_timeout: float = 15.0) -> None:
        self._connections = connections
        self._read_timeout = read_timeout
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """Seconds to wait for an answer where a call does not say."""
        return self._read_timeout

    async def initialize(self) -> None:
        """Open the pool."""
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=60)
            self._session = aiohttp.ClientSession(connector=connector)

    async def shutdown(self) -> None:
        """Close the pool."""
        if self._session is not None:
            await self._session.close()
            self._session = None

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
        """One request. Raises `NeverSent` when it surely did not arrive, `TimedOut` when nobody knows."""
        if self._session is None:
            raise RuntimeError("the wire is not open")
        seconds = self._read_timeout if not isinstance(read_timeout, int | float) else float(read_timeout)
        timeout = aiohttp.ClientTimeout(total=seconds + 10, sock_connect=5, sock_read=seconds)
        sent: dict[str, Any] = {"data": _form(request_data)} if request_data and request_data.contains_files else {}
        if request_data and not sent:
            sent = {"data": _json.encode(request_data.json_parameters), "headers": JSON}
        try:
            async with self._session.request(method, url, timeout=timeout, **sent) as answer:
                body = await answer.read()
                return answer.status, DONE if answer.status == 200 and url.endswith(ECHO) else body
        # The address holds the token, so no error of aiohttp's is ever told on in its own words.
        except (aiohttp.ConnectionTimeoutError, aiohttp.ClientConnectorError) as error:
            raise NeverSent(f"no connection: {type(error).__name__}") from None
        except (TimeoutError, aiohttp.ServerTimeoutError):
            raise TimedOut from None
        except aiohttp.ClientError as error:
            raise NetworkError(f"the connection broke: {type(error).__name__}") from None


def _form(data: RequestData) -> aiohttp.FormData:
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form
