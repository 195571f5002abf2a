"""Files in somebody's private chat: handed over at once, for a file cannot wait in the outbox, and taken in."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress

from telegram import Bot
from telegram.constants import ChatAction
from telegram.error import Forbidden, TelegramError

from bot.conversation import welcoming
from bot.core.errors import BadInput, NotAllowed, WennuanError
from bot.core.texts import inputs as texts
from bot.core.work import unit
from bot.core.work.exports import Export
from bot.desk.use_cases import Here
from handlers.call import Call
from handlers.guards import unforwarded


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
    with handing(call, again="再发一次命令") as bot:
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
