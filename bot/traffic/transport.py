"""The HTTP client under python-telegram-bot: aiohttp, orjson, one keep-alive pool.

PTB maps what the Bot API answers to its own errors; this adds the one thing it cannot know: whether a request that
failed has surely not reached Telegram (`NotSent`), so that it may be sent again without the risk of a second message.
No message of an error names the URL: it holds the token.
"""

import json
import os
from functools import lru_cache
from typing import Any, cast

import aiohttp
import orjson
from telegram._utils.defaultvalue import DefaultValue
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.core.messages import JsonObject
from bot.traffic.proxy import NoWay, Proxy, connector

os.environ.setdefault("PTB_TIMEDELTA", "true")  # PTB's own switch to its coming behaviour; else a 429 warns

READ_SECONDS = 20.0
CONNECT_SECONDS = 10.0
UPLOAD_SECONDS = 60.0
POOL_SIZE = 256
_JSON = {"Content-Type": "application/json"}
_UNSET = BaseRequest.DEFAULT_NONE


class NotSent(NetworkError):
    """The connection was never made: the request has surely not reached Telegram. Of a proxy it says what is wrong."""


class Garbled(TelegramError):
    """The answer came whole, but it is no JSON, or says nothing. `body` is what came."""

    def __init__(self, body: bytes) -> None:
        super().__init__("Invalid server response")
        self.body = body


class JsonCall:
    """Stands in for PTB's RequestData when the parameters are plain JSON already."""

    contains_files = False

    def __init__(self, payload: JsonObject) -> None:
        self.parameters = payload


class Transport(BaseRequest):
    """PTB's request class on aiohttp. The session is made by `initialize`, inside the running loop."""

    def __init__(
        self, read_timeout: float = READ_SECONDS, pool_size: int = POOL_SIZE, proxy: Proxy | None = None
    ) -> None:
        self._read_timeout = read_timeout
        self._pool_size = pool_size
        self._proxy = proxy
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        return self._read_timeout

    async def initialize(self) -> None:
        if self._session is None or self._session.closed:
            way = connector(self._proxy, limit=self._pool_size, ttl_dns_cache=300)
            headers = {"User-Agent": self.USER_AGENT}
            self._session = aiohttp.ClientSession(connector=way, headers=headers, cookie_jar=aiohttp.DummyCookieJar())

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()

    async def call(self, url: str, payload: JsonObject, read_timeout: float | None = None) -> Any:  # noqa: ANN401
        """Posts plain JSON and returns the `result` of the answer. Raises PTB's errors, `NotSent` and `Garbled`."""
        data = cast(RequestData, JsonCall(payload))
        return await self.post(url, data, read_timeout=_UNSET if read_timeout is None else read_timeout)

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = _UNSET,
        write_timeout: ODVInput[float] = _UNSET,
        connect_timeout: ODVInput[float] = _UNSET,
        pool_timeout: ODVInput[float] = _UNSET,
    ) -> tuple[int, bytes]:
        """One exchange: the status and the body. `write_timeout` and `pool_timeout` are part of the others here."""
        if self._session is None or self._session.closed:
            raise NotSent("The transport is closed")
        uploads = request_data is not None and request_data.contains_files
        read = UPLOAD_SECONDS if uploads else self._read_timeout
        timeout = _timeout(_given(connect_timeout, CONNECT_SECONDS), _given(read_timeout, read))
        body, headers = _body(request_data)
        try:
            async with self._session.request(method, url, data=body, headers=headers, timeout=timeout) as answer:
                status, content = answer.status, await answer.read()
        except Exception as error:
            raise _mapped(error) from None  # the original's text holds the URL, and with it the token
        if method == "POST" and _of_somebody_else(status, content):
            raise Garbled(content)
        return status, content

    @staticmethod
    def parse_json_payload(payload: bytes) -> JsonObject:
        """The answer as a dict. Raises Garbled, without logging what came: it may hold what people wrote."""
        try:
            answer = orjson.loads(payload)
        except orjson.JSONDecodeError:
            answer = _leniently(payload)
        if not isinstance(answer, dict):
            raise Garbled(payload)
        return answer


def _leniently(payload: bytes) -> object:
    """orjson refuses lone surrogates and stray bytes; the standard library does not."""
    try:
        return json.loads(payload.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return None


def _of_somebody_else(status: int, content: bytes) -> bool:
    """A gateway's page, or JSON that is not the Bot API's. PTB would look for the result and raise KeyError; of a page
    with 401, 403 or 404 it would make a refused token, or a person who has blocked the bot. 502 is Telegram's own, too.
    """
    return b'"result"' not in content if status == 200 else 400 <= status < 500 and b'"ok"' not in content


@lru_cache(maxsize=16)
def _timeout(connect: float | None, read: float | None) -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(total=None, sock_connect=connect, sock_read=read)


def _given(value: ODVInput[float], default: float) -> float | None:
    return default if isinstance(value, DefaultValue) else value


def _body(data: RequestData | None) -> tuple[bytes | aiohttp.FormData | None, dict[str, str]]:
    if data is None:
        return None, {}
    if not data.contains_files:
        return orjson.dumps(data.parameters), _JSON
    form = aiohttp.FormData(quote_fields=False)  # names of files go as they are, not as %E6%85%B0…
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form, {}


def _mapped(error: Exception) -> TelegramError:
    """The same failure in PTB's words; only what never left this machine becomes NotSent."""
    name = type(error).__name__
    if isinstance(error, NoWay):
        return NotSent(str(error))
    if isinstance(error, (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.InvalidURL)):
        return NotSent(f"No connection ({name})")
    if isinstance(error, TimeoutError):
        return TimedOut(f"No answer in time ({name})")
    return NetworkError(f"Connection lost ({name})")
