"""Pushing the world's changes to every tab: one watcher for all of them."""

import asyncio
from contextlib import suppress

from bot.sandbox.page.tab import Site
from bot.sandbox.view import is_typing

GATHER = 0.04  # seconds: a burst of changes is shown as one
TYPING = 1.0
IDLE = 60.0  # the date in the headings changes at midnight


class Watcher:
    """Waits for the world to change and refreshes the tabs. Sleeps while there is no tab."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._task: asyncio.Task[None] | None = None

    def wake(self) -> None:
        """Called when a tab comes."""
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._watch())

    async def _watch(self) -> None:
        world = self._site.world
        while self._site.tabs and not world.closing:
            typing = any(is_typing(chat) for chat in world.chats.values())
            if await world.changed.wait(TYPING if typing else IDLE):
                await asyncio.sleep(GATHER)
            self._site.refresh()

    async def stop(self) -> None:
        if self._task:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
