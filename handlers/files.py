"""Files in somebody's private chat: handed over at once, for a file cannot wait in the outbox, and taken in."""

from collections.abc import Iterator
from contextlib import contextmanager

from telegram import Bot
from telegram.error import Forbidden, TelegramError

from bot.core.errors import BadInput, NotAllowed, WennuanError
from handlers.call import Call


class NotFetched(WennuanError):
    """文件没有取下来。请再发一次。"""


class Undeliverable(WennuanError):
    """The file has not gone out; the message says how to ask for it again."""


@contextmanager
def handing(call: Call, *, again: str) -> Iterator[Bot]:
    """The bot to send with. `again`: what the asker does to ask anew (再点一次). Raises Undeliverable, and NotAllowed
    where he has never spoken to the bot.
    """
    lost = f"文件没有发出去。请稍后{again}。"
    if call.bot is None:
        raise Undeliverable(lost)
    try:
        yield call.bot
    except Forbidden as error:
        raise NotAllowed(f"我给您的私聊消息送不到。请先点我的头像，发一次 /start，{again}。") from error
    except TelegramError as error:
        raise Undeliverable(lost) from error


async def hand_over(call: Call, content: bytes, name: str, caption: str | None = None, *, again: str) -> None:
    """One file to whoever asked, in private. Raises as `handing` does."""
    with handing(call, again=again) as bot:
        await bot.send_document(call.user_id, content, filename=name, caption=caption)


async def fetch(call: Call, file_id: str, *, most: int, too_big: str) -> bytes:
    """A file that was sent. Raises NotFetched, and BadInput with `too_big` for more than `most` bytes."""
    if call.bot is None:
        raise NotFetched(NotFetched.__doc__)
    try:
        file = await call.bot.get_file(file_id)
        if (file.file_size or 0) > most:
            raise BadInput(too_big)
        return bytes(await file.download_as_bytearray())
    except TelegramError as error:
        raise NotFetched(NotFetched.__doc__) from error
