"""Serving the sandbox over real HTTP inside a running event loop."""

import socket
from collections.abc import Awaitable, Callable
from typing import cast

import uvicorn
from starlette.applications import Starlette
from starlette.types import ASGIApp
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from bot.sandbox.api import TRANSPORT, bot_api_routes
from bot.sandbox.control import control_routes
from bot.sandbox.origin import OwnPages
from bot.sandbox.webhook import WebhookPusher
from bot.sandbox.world import World

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
