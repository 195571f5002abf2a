"""The webhook: answers 200 only after the raw update is in the database. Telegram repeats what was not confirmed."""

import hashlib
import hmac

from aiohttp import web

from bot.core.logs import logger
from bot.traffic.inbox_writer import InboxWriter
from bot.traffic.raw import from_body

MOST_BYTES = 1024 * 1024
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name
_log = logger(__name__)


def derived_secret(token: str) -> str:
    """A secret that every replica knows without being told: from the bot's token."""
    return hmac.new(token.encode(), b"wennuan webhook", hashlib.sha256).hexdigest()


class Webhook:
    """An HTTP server for Telegram's calls at one path."""

    def __init__(self, writer: InboxWriter, host: str, port: int, path: str, secret: str) -> None:
        self._writer, self._host, self._port, self._secret = writer, host, port, secret.encode()
        application = web.Application(client_max_size=MOST_BYTES)
        application.router.add_post(path, self._receive)
        self._runner = web.AppRunner(application, access_log=None)

    async def start(self) -> None:
        """Raises OSError when the address cannot be had."""
        await self._runner.setup()
        await web.TCPSite(self._runner, self._host, self._port).start()

    async def stop(self) -> None:
        await self._runner.cleanup()

    async def _receive(self, request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, self._secret):
            _log.warning("webhook.wrong_secret", seldom=True)
            return web.Response(status=403)
        body = await request.read()  # aiohttp answers 413 itself when it is too large
        try:
            await self._writer.store([from_body(body)])
        except Exception as error:
            _log.error("webhook.store_failed", error=error, seldom=True)
            return web.Response(status=503)
        return web.Response()
