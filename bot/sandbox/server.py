"""Serving the sandbox over real HTTP to this machine's programs and its own page; posting to the bot's webhook."""

import asyncio
import contextlib
import socket
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from bot.sandbox import texts
from bot.sandbox.api import TRANSPORT, BotApi, bot_api_routes
from bot.sandbox.control import control_routes
from bot.sandbox.errors import ApiError
from bot.sandbox.jsons import Json, loads
from bot.sandbox.params import Call
from bot.sandbox.world import World

if TYPE_CHECKING:
    from aiohttp import ClientSession


LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_OWN = frozenset({"same-origin", "none"})  # none: typed in, or a bookmark
_POLICY_VIOLATION = 1008  # a websocket's close code
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
FIRST_RETRY, LONGEST_RETRY = 0.2, 30.0
TIMEOUT = 60.0


class OwnPages:
    """Lets through to `app` what comes from here, and refuses the rest with 403, whatever the path."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or is_ours(scope):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
        else:
            await _refusal(scope)(scope, receive, send)


def is_ours(scope: Scope) -> bool:
    """Whether the request names this machine, and no page but the sandbox's own has made it."""
    headers = Headers(scope=scope)
    host = headers.get("host", "")
    if _name(host) not in LOOPBACK | {(scope.get("server") or ("",))[0]}:
        return False
    origin = headers.get("origin")
    if origin is not None:
        return origin == f"http://{host}"
    return headers.get("sec-fetch-site", "none") in _OWN or _is_link(scope, headers)


def _name(host: str) -> str:
    """The name without the port; nothing for what is no host at all."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _is_link(scope: Scope, headers: Headers) -> bool:
    """Somebody follows a link to the page, in a tab of its own: that does nothing yet."""
    whole_tab = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
    return whole_tab and scope["type"] == "http" and scope["method"] == "GET" and scope["path"] == "/"


def _refusal(scope: Scope) -> Response:
    """In the form that the path's callers read: the Bot API's, the control API's, or words."""
    words = texts.NOT_FROM_OUTSIDE.format(port=(scope.get("server") or ("", 8642))[1])
    if scope["path"].startswith("/bot"):
        return JSONResponse({"ok": False, "error_code": 403, "description": f"Forbidden: {words}"}, 403)
    if scope["path"].startswith("/sandbox/"):
        return JSONResponse({"error": words}, 403)
    return PlainTextResponse(words, 403)


class WebhookPusher:
    """Sends each pending update to the webhook; one that is refused comes again after a growing pause."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._api = BotApi(world)
        self._in_flight: dict[int, asyncio.Task[None]] = {}
        self._main: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._main = asyncio.create_task(self._run())

    async def stop(self) -> None:
        tasks = [task for task in (self._main, *self._in_flight.values()) if task]
        for task in tasks:
            task.cancel()
        for task in tasks:
            with contextlib.suppress(asyncio.CancelledError):
                await task

    async def _run(self) -> None:
        while not self.world.webhook["url"]:
            await self.world.updates.pulse.wait(3600)
        from aiohttp import ClientSession, ClientTimeout  # slow to import, and not needed for polling

        async with ClientSession(timeout=ClientTimeout(TIMEOUT)) as session:
            while True:
                self._fill(session)
                await self.world.updates.pulse.wait(3600)

    def _fill(self, session: "ClientSession") -> None:
        """Start as many deliveries as the webhook allows."""
        if not self.world.webhook["url"]:
            return
        for update_id in list(self.world.updates.pending):
            if len(self._in_flight) >= self.world.webhook.get("max_connections", 40):
                return
            if update_id not in self._in_flight:
                self._in_flight[update_id] = asyncio.create_task(self._deliver(session, update_id))

    async def _deliver(self, session: "ClientSession", update_id: int) -> None:
        pause = FIRST_RETRY
        try:
            while self.world.webhook["url"] and (text := self.world.updates.pending.get(update_id)) is not None:
                if await self._post(session, text):
                    self.world.updates.forget([update_id])
                    self.world.journal.flush()
                    return
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_RETRY)
        finally:
            self._in_flight.pop(update_id, None)
            self.world.updates.pulse.fire()

    async def _post(self, session: "ClientSession", text: str) -> bool:
        from aiohttp import ClientError

        webhook = self.world.webhook
        headers = {"Content-Type": "application/json"}
        if webhook.get("secret_token"):
            headers[SECRET_HEADER] = webhook["secret_token"]
        try:
            async with session.post(webhook["url"], data=text.encode(errors="replace"), headers=headers) as response:
                body = await response.read()
                if response.status // 100 != 2:
                    self._failed(f"Wrong response from the webhook: {response.status} {response.reason}")
                    return False
        except (OSError, ClientError) as error:
            self._failed(f"Connection failed: {type(error).__name__}")
            return False
        await self._reply(body)
        return True

    def _failed(self, message: str) -> None:
        self.world.webhook |= {"last_error_date": self.world.clock.unix(), "last_error_message": message}

    async def _reply(self, body: bytes) -> None:
        """A method call in the webhook's answer is carried out; its outcome is nobody's to know."""
        try:
            call: Json = loads(body)
            name = call.pop("method")
        except (ValueError, AttributeError, KeyError, TypeError):
            return
        with contextlib.suppress(ApiError):
            await self._api.run(Call(name, call))


Stop = Callable[[], Awaitable[None]]


class Protocol(HttpToolsProtocol):
    """Shows the application its transport, so that faults can break the connection."""

    def on_message_begin(self) -> None:
        super().on_message_begin()
        scope = cast("dict[str, object]", self.scope)
        scope[TRANSPORT] = self.transport


def sandbox_app(world: World) -> Starlette:
    """The Bot API and the control API, without a page."""
    return Starlette(routes=[*bot_api_routes(world), *control_routes(world)])


def listen(host: str, port: int) -> socket.socket:
    """A bound socket; port 0 takes a free one. Raises ``OSError`` when the port is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    sock = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind((host, port))
    except OSError:
        sock.close()
        raise
    return sock


async def serve(
    world: World, host: str = "127.0.0.1", port: int = 0, *, app: ASGIApp | None = None
) -> tuple[str, Stop]:
    """Serve ``app`` (by default both APIs) to this machine, until ``stop()``; returns its address and ``stop``."""
    sock = listen(host, port)
    config = uvicorn.Config(
        OwnPages(app or sandbox_app(world)),
        http=Protocol,
        log_config=None,
        access_log=False,
        timeout_keep_alive=75,
        timeout_graceful_shutdown=1,
    )
    config.load()
    server = uvicorn.Server(config)
    server.lifespan = config.lifespan_class(config)
    await server.startup(sockets=[sock])
    pusher = WebhookPusher(world)
    pusher.start()

    async def stop() -> None:
        await pusher.stop()
        world.wake_all()
        await server.shutdown(sockets=[sock])
        world.close()

    return f"http://{host}:{sock.getsockname()[1]}", stop
