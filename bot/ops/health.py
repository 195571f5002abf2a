"""For the operator's monitoring: `/healthz` (the process lives; its version), `/readyz` (it can work),
`/metrics` (Prometheus).

The figures are read from the database when they are asked for, so that every replica tells the same.
"""

from datetime import datetime

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest

from bot.core import version
from bot.core.work.unit import Deps
from bot.ops import queries

READY_WITHIN = 300.0  # seconds that the oldest waiting update may have waited


class Health:
    """A small HTTP server of its own, on a port that should not be reachable from outside."""

    def __init__(self, deps: Deps, port: int, host: str = "127.0.0.1") -> None:
        self._deps = deps
        self._host, self._port = host, port
        self._runner: web.AppRunner | None = None

    async def start(self) -> int:
        """Listens; returns the port (useful with port 0)."""
        app = web.Application()
        app.add_routes(
            [
                web.get("/healthz", self._alive),
                web.get("/readyz", self._ready),
                web.get("/metrics", self._metrics),
            ]
        )
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, self._host, self._port).start()
        port: int = self._runner.addresses[0][1]
        return port

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    async def _alive(self, _request: web.Request) -> web.Response:
        return web.Response(text=f"ok {version.current()}\n")

    async def _ready(self, _request: web.Request) -> web.Response:
        """503 while the database does not answer or work piles up; the text says which."""
        try:
            found = await self._measure()
        except Exception as error:  # whatever the driver raises: not ready
            return web.Response(status=503, text=f"database: {type(error).__name__}\n")
        waited = _age(found.inbox_oldest, self._deps.clock.now())
        if waited > READY_WITHIN:
            return web.Response(status=503, text=f"inbox: the oldest update has waited {waited:.0f} s\n")
        return web.Response(text="ready\n")

    async def _metrics(self, _request: web.Request) -> web.Response:
        found, now = await self._measure(), self._deps.clock.now()
        registry = CollectorRegistry()
        for name, about, value in (
            ("inbox_pending", "Updates stored and not yet handled", found.inbox_pending),
            ("inbox_quarantined", "Updates set aside, for a person to look at", found.inbox_quarantined),
            ("inbox_oldest_seconds", "How long the oldest pending update has waited", _age(found.inbox_oldest, now)),
            ("outbox_pending", "Messages not yet sent", found.outbox_pending),
            ("outbox_unknown", "Messages that may not have arrived, for a person to look at", found.outbox_unknown),
            ("outbox_dead", "Messages that cannot be delivered", found.outbox_dead),
            ("outbox_oldest_seconds", "How long the oldest unsent message has waited", _age(found.outbox_oldest, now)),
            ("reports_submitted", "Reports that wait for a decision", found.reports_submitted),
        ):
            Gauge(f"wennuan_{name}", about, registry=registry).set(value)
        return web.Response(body=generate_latest(registry), headers={"Content-Type": CONTENT_TYPE_LATEST})

    async def _measure(self) -> queries.Backlog:
        async with self._deps.store.read() as tx:
            return await queries.measure_backlog(tx)


def _age(since: datetime | None, now: datetime) -> float:
    return max(0.0, (now - since).total_seconds()) if since else 0.0
