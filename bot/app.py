"""The one place that wires everything: parts are built here and nowhere else; tests build the same app."""

import asyncio
import socket
from collections.abc import Callable, Sequence
from secrets import token_hex
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from telegram import Bot
from telegram.ext import Application, ApplicationBuilder, BaseHandler

from bot.broadcasts.feeding import feed_due
from bot.core import version
from bot.core.clock import Clock
from bot.core.config import Settings
from bot.core.installation import Purpose
from bot.core.logs import logger
from bot.core.work.unit import Deps
from bot.notices.published import informed
from bot.notices.reading import Readings
from bot.ops.backup import backup_folder, sweep_leftovers
from bot.ops.library import load_library
from bot.ops.opening import BOT, Lock, Making, alone, no_samples, open_store, prepare, token_of
from bot.schedule import Schedule, tasks
from bot.store.engine import Store
from bot.traffic import texts
from bot.traffic.api import Api
from bot.traffic.chat_migration import migration_handler
from bot.traffic.dispatch import Dispatcher
from bot.traffic.hearing import Hearing
from bot.traffic.inbox_writer import InboxWriter
from bot.traffic.lanes import LaneClaims, Lanes, SingleProcess
from bot.traffic.pacing import Pace, Pacer
from bot.traffic.polling import ALLOWED, Polling
from bot.traffic.proxy import proxy_of
from bot.traffic.rate_limit import UNLIMITED, RateLimit
from bot.traffic.reaching import Terminal, insist, introduce, port_of
from bot.traffic.relay import Relay
from bot.traffic.reply import Replier
from bot.traffic.transport import Transport
from bot.traffic.webhook import Webhook, derived_secret
from knowledge.library import Library

__all__ = ["App", "build", "load_library", "open_store", "prepare"]

if TYPE_CHECKING:
    from bot.ops.health import Health

Routes = Callable[[Deps], Sequence[BaseHandler[Any, Any, Any]]]
HANDS_SECONDS, SENDS_SECONDS = 3.0, 4.0  # to end what is under way: in all within the 10 that systemd and people wait
_log = logger(__name__)


async def build(
    settings: Settings,
    clock: Clock,
    *,
    routes: Routes | None = None,
    pace: Pace | None = None,
    webhook: bool = False,
    purpose: Purpose = Purpose.PRODUCTION,
    terminal: Terminal | None = None,
) -> "App":
    """Opens and upgrades the database and wires the app; the network is touched by `start` only.

    Raises ConfigError when the settings or the machine do not suffice, with what to do.
    """
    token, proxy = token_of(settings), proxy_of(settings)
    library = load_library(settings)
    store = open_store(settings, BOT, purpose=purpose, making=Making.ALL)
    lock = alone(store)
    try:
        await prepare(store, backup_folder(settings.data_dir))
        if purpose is Purpose.PRODUCTION:
            await no_samples(store)
        sweep_leftovers(settings.data_dir)
    except BaseException:
        lock.release()
        await store.close()
        raise
    transport = Transport(proxy=proxy)
    application = build_application(settings, token, transport)
    terminal = terminal or Terminal(settings.telegram_api_base)
    hands = routes or default_routes
    return App(
        settings, clock, store, transport, application, library, lock, hands, pace, terminal=terminal, webhook=webhook
    )


def build_application(
    settings: Settings, token: str, transport: Transport
) -> Application[Any, Any, Any, Any, Any, Any]:
    base = settings.telegram_api_base.rstrip("/")
    builder = ApplicationBuilder().token(token).base_url(f"{base}/bot").base_file_url(f"{base}/file/bot")
    return builder.request(transport).get_updates_request(transport).updater(None).job_queue(None).build()


def default_routes(deps: Deps) -> Sequence[BaseHandler[Any, Any, Any]]:
    from handlers.routes import routes

    return routes(deps)


def _health(deps: Deps, port: int) -> "Health":
    from bot.ops.health import Health  # for those who monitor; others save its memory

    return Health(deps, port)


class App:
    """The running bot. `run` does all of it; the sandbox and the tests use `start` and `stop`."""

    def __init__(
        self,
        settings: Settings,
        clock: Clock,
        store: Store,
        transport: Transport,
        application: Application[Any, Any, Any, Any, Any, Any],
        library: Library,
        lock: Lock,
        routes: Routes,
        pace: Pace | None,
        *,
        terminal: Terminal,
        webhook: bool,
    ) -> None:
        self.settings, self.store, self._lock, self._terminal = settings, store, lock, terminal
        self.bot: Bot = application.bot
        self._application, self._routes, self._transport = application, routes, transport
        owner = "local" if store.sqlite else f"{socket.gethostname()[:20]}:{token_hex(4)}"  # each life its own
        api, pacer = Api(transport, self.bot.base_url), Pacer(pace)
        self.lanes = Lanes()
        self.writer = InboxWriter(store, clock, (SingleProcess if store.sqlite else LaneClaims)(owner), self.lanes)
        self._hearing = None if store.sqlite else Hearing(store, self.writer.hear)
        self.relay = Relay(store, clock, api, pacer, owner, alone=store.sqlite)
        self.deps = Deps(
            store=store,
            clock=clock,
            library=library,
            settings=settings,
            wake=self.relay.wake,
            reply=Replier(store, clock, api, pacer, self.writer, self.relay),
        )
        rate_limit = RateLimit() if pace is None else RateLimit(UNLIMITED, UNLIMITED)
        self._dispatcher = Dispatcher(self.deps, application, self.writer, rate_limit=rate_limit)
        self._schedule = Schedule(self.deps, tasks())
        self._polling = Polling(api, self.writer, self.lanes, terminal)
        self._webhook = self._build_webhook() if webhook else None
        self._health = _health(self.deps, settings.metrics_port) if settings.metrics_port else None
        self._fetching: asyncio.Task[None] | None = None
        self._publishing: asyncio.Task[None] | None = None

    def _build_webhook(self) -> Webhook:
        settings = self.settings
        path = urlsplit(settings.webhook_url or "").path or "/"
        return Webhook(self.writer, settings.webhook_host, settings.webhook_port, path, self._secret())

    def _secret(self) -> str:
        given = self.settings.webhook_secret
        return given.get_secret_value() if given else derived_secret(self.bot.token)

    async def start(self) -> None:
        """Identity, hands, then ears: whatever is heard can be handled."""
        await introduce(self._application, self.settings.telegram_api_base, self._terminal)
        self._dispatcher.handlers = (migration_handler(self.deps), *self._routes(self.deps))
        self.lanes.start(self._dispatcher)
        await informed(self.deps)  # what is published, before anything is asked
        await feed_due(self.deps)  # before anything leaves: at night, what an earlier run left to send is taken back
        await self.relay.start()
        self.writer.start()
        if self._hearing is not None:
            self._hearing.start()
        await self._schedule.start()
        await self._open_doors()
        await self._listen()
        self._publishing = asyncio.create_task(self._publish_commands(), name="commands")
        mode = "webhook" if self._webhook else "polling"
        _log.info("app.started", mode=mode, version=version.current())
        self._terminal.say(texts.ready(self.bot.username))

    async def _open_doors(self) -> None:
        """The ports that others call us at. Raises ConfigError when they can't be had."""
        settings = self.settings
        if self._health is not None:
            with port_of("METRICS_PORT", settings.metrics_port or 0, "METRICS_PORT", ""):
                await self._health.start()
        if self._webhook is not None:
            with port_of("WEBHOOK_PORT", settings.webhook_port, "WEBHOOK_HOST", settings.webhook_host):
                await self._webhook.start()

    async def _publish_commands(self) -> None:
        """The list of commands is a convenience: the bot starts, and works, without it."""
        from handlers.menu import publish_commands

        try:
            await publish_commands(self.bot, self.deps)
        except Exception as error:
            _log.warning("app.commands_not_published", error=error)

    async def _listen(self) -> None:
        if self._webhook is None:
            await insist(self.bot.delete_webhook, self._terminal)
            self._fetching = asyncio.create_task(self._polling.run(), name="polling")
            return
        if url := self.settings.webhook_url:
            secret = self._secret()
            await insist(
                lambda: self.bot.set_webhook(url, secret_token=secret, allowed_updates=ALLOWED, max_connections=100),
                self._terminal,
            )

    async def stop(self) -> None:
        """Ears first, then hands, within ten seconds; what is unfinished waits in the database for the next start."""
        ears = [task for task in (self._fetching, self._publishing) if task is not None]
        for task in ears:
            task.cancel()
        await asyncio.gather(*ears, return_exceptions=True)
        if self._webhook is not None:
            await self._webhook.stop()
        await asyncio.gather(self._schedule.stop(HANDS_SECONDS), self.lanes.drain(HANDS_SECONDS))
        await self.lanes.stop()
        await self.deps.parts.of(Readings).stop()
        if self._hearing is not None:
            await self._hearing.stop()
        await self.writer.stop(self.lanes.left())
        await self.relay.stop(SENDS_SECONDS)
        if self._health is not None:
            await self._health.stop()
        await self._application.shutdown()
        await self._transport.shutdown()
        await self.store.close()
        self._lock.release()
        _log.info("app.stopped")

    async def run(self) -> None:
        """Starts and goes on until it is cancelled, at whatever it may be; then stops in order."""
        try:
            await self.start()
            await asyncio.Event().wait()
        finally:
            await self.stop()

    async def run_due(self) -> None:
        """Runs whatever is due at the clock now, and waits until its messages have left."""
        await self._schedule.run_due()
        await self.relay.idle()
