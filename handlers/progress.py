"""A message in somebody's private chat that says how far a long task has come, kept up to date until it ends."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

from telegram.error import TelegramError

from handlers.call import Call

EVERY_SECONDS = 3.0  # what takes less says nothing; Telegram takes about one message a second in a chat


@dataclass(frozen=True)
class Words:
    under_way: Callable[[int, int], str]  # rows done, rows in all
    done: str
    broken_off: str


@asynccontextmanager
async def telling(call: Call, words: Words, every: float = EVERY_SECONDS) -> AsyncIterator[Callable[[int, int], None]]:
    """Gives what is to be told of each step. That it cannot be said stops nothing."""
    told = _Told(call)
    task = asyncio.create_task(told.keep(words, every), name="progress")
    last = words.broken_off
    try:
        yield told.step
        last = words.done
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await told.end(last)


class _Told:
    """The message, once there is one."""

    def __init__(self, call: Call) -> None:
        self._call = call
        self._steps: tuple[int, int] | None = None
        self._message_id: int | None = None

    def step(self, done: int, total: int) -> None:
        self._steps = (done, total)

    async def keep(self, words: Words, every: float) -> None:
        said = None
        while True:
            await asyncio.sleep(every)
            if self._steps and self._steps != said:
                said = self._steps
                await self._say(words.under_way(*said))

    async def end(self, text: str) -> None:
        if self._message_id:
            await self._say(text)

    async def _say(self, text: str) -> None:
        bot, chat = self._call.bot, self._call.user_id
        if bot is None:
            return
        with suppress(TelegramError):
            if self._message_id:
                await bot.edit_message_text(text, chat, self._message_id)
            else:
                self._message_id = (await bot.send_message(chat, text, disable_notification=True)).message_id
