"""Posting updates to the bot's webhook, as Telegram does: some at once, again and again until taken."""

import asyncio
import contextlib
from typing import TYPE_CHECKING

from bot.sandbox.api import BotApi
from bot.sandbox.errors import ApiError
from bot.sandbox.jsons import Json, loads
from bot.sandbox.params import Call
from bot.sandbox.world import World

if TYPE_CHECKING:
    from aiohttp import ClientSession

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
FIRST_RETRY, LONGEST_RETRY = 0.2, 30.0
TIMEOUT = 60.0


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
