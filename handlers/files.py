"""Files in somebody's private chat, handed over at once or taken in, and how far a long task has come.

A file cannot wait in the outbox.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass

from telegram import Bot
from telegram.constants import ChatAction
from telegram.error import Forbidden, TelegramError

from bot.conversation import welcoming
from bot.core.errors import BadInput, NotAllowed, WennuanError
from bot.core.texts import inputs as texts
from bot.core.work import unit
from bot.core.work.exports import Export
from bot.desk.use_cases import Here
from handlers.call import Call, unforwarded

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


class NotFetched(WennuanError):
    """A file that was sent could not be fetched."""


class Undeliverable(WennuanError):
    """The file has not gone out; the message says how to ask for it again."""


@contextmanager
def handing(call: Call, *, again: str) -> Iterator[Bot]:
    """The bot to send with. `again`: what the asker does to ask anew (再点一次). Raises Undeliverable, and NotAllowed
    where he has never spoken to the bot.
    """
    if call.bot is None:
        raise Undeliverable(texts.lost(again))
    try:
        yield call.bot
    except Forbidden as error:
        raise NotAllowed(texts.unreachable(again)) from error
    except TelegramError as error:
        raise Undeliverable(texts.lost(again)) from error


async def hand_over(call: Call, content: bytes, name: str, caption: str | None = None, *, again: str) -> None:
    """One file to whoever asked, in private. Raises as `handing` does."""
    with handing(call, again=again) as bot:
        await bot.send_document(call.user_id, content, filename=name, caption=caption)


async def give(call: Call, make: Callable[[Here], Awaitable[Export]]) -> None:
    """Files go to the private chat: they hold names. The update is done once they are sent."""
    unforwarded(call)
    await _busy(call)
    export = await make(call.here)
    try:
        await _send(call, export)
    finally:
        for path in [path for path, _name in export.files] + ([export.picture] if export.picture else []):
            path.unlink(missing_ok=True)
    if call.private:
        await unit.settle(call.deps, call.update_id)
    else:
        await welcoming.say(call.deps, call.update_id, call.chat_id, texts.SENT_IN_PRIVATE, call.message_id)


async def _busy(call: Call) -> None:
    """Shows in the chat that a file is on its way: a year of a whole city takes a while."""
    if call.bot is not None:
        with suppress(TelegramError):
            await call.bot.send_chat_action(call.chat_id, ChatAction.UPLOAD_DOCUMENT)


async def _send(call: Call, export: Export) -> None:
    with handing(call, again=texts.COMMAND_AGAIN) as bot:
        if export.picture:
            await bot.send_photo(call.user_id, export.picture.read_bytes(), caption=export.caption)
        elif not export.files:
            await bot.send_message(call.user_id, export.caption)
        for path, name in export.files:
            said = None if export.picture else export.caption  # once is enough
            await bot.send_document(call.user_id, path.read_bytes(), filename=name, caption=said)


async def fetch(call: Call, file_id: str, *, most: int, too_big: str) -> bytes:
    """A file that was sent. Raises NotFetched, and BadInput with `too_big` for more than `most` bytes."""
    if call.bot is None:
        raise NotFetched(texts.NOT_FETCHED)
    try:
        file = await call.bot.get_file(file_id)
        if (file.file_size or 0) > most:
            raise BadInput(too_big)
        return bytes(await file.download_as_bytearray())
    except TelegramError as error:
        raise NotFetched(texts.NOT_FETCHED) from error
