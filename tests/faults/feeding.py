"""Telegram's part towards a bot that dies: what was not confirmed comes again."""

import asyncio
import random
from contextlib import suppress

import aiohttp

from bot.core.messages import JsonObject
from bot.traffic.webhook import SECRET_HEADER
from tests.faults.process import SECRET
from tests.traffic.routes import said
from tests.traffic.standin import StandIn

CHATS = 12
BURST = 8
UNANSWERED = 60  # at most: more of them would measure how fast the machine is


class Telegram:
    """Feeds numbered updates to the bot for as long as `feeding`: hands them out until an offset passes them, or
    posts them to `hook` until each is answered 200.
    """

    def __init__(self, standin: StandIn, hook: str | None) -> None:
        self._standin, self._hook = standin, hook
        self._next = 1
        self._posts: set[asyncio.Task[None]] = set()
        self._session = aiohttp.ClientSession()
        self.feeding = True

    @property
    def count(self) -> int:
        return self._next - 1

    def _unanswered(self) -> int:
        return self.count - len(set(self._standin.texts()))

    async def feed(self, chance: random.Random) -> None:
        """Bursts of numbered writes, for as long as `feeding`."""
        while self.feeding:
            for _ in range(chance.randint(1, BURST) if self._unanswered() < UNANSWERED else 0):
                self.offer(said(self._next, f"记{self._next}", 100 + self._next % CHATS))
            await asyncio.sleep(chance.uniform(0.005, 0.06))

    def offer(self, update: JsonObject) -> None:
        """Gives the update the next number and sees to it that the bot gets it."""
        update = update | {"update_id": self._next}
        self._next += 1
        if self._hook is None:
            self._standin.push(update)
            return
        post = asyncio.create_task(self._insist(update))
        self._posts.add(post)
        post.add_done_callback(self._posts.discard)

    async def close(self) -> None:
        """Returns once everything was taken."""
        await asyncio.gather(*self._posts)
        await self._session.close()

    async def _insist(self, update: JsonObject) -> None:
        """As Telegram does: again and again until it is taken."""
        assert self._hook is not None
        while True:
            with suppress(aiohttp.ClientError, TimeoutError):
                answered = self._session.post(self._hook, json=update, headers={SECRET_HEADER: SECRET})
                async with answered as answer:
                    if answer.status == 200:
                        return
            await asyncio.sleep(0.1)
