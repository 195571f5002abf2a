"""Handing a file over in somebody's private chat: it is uploaded at once, for a file cannot wait in the outbox."""

from telegram.error import Forbidden, TelegramError

from bot.domain.errors import NotAllowed, WennuanError
from handlers.call import Call


class Undeliverable(WennuanError):
    """The file has not gone out; the message says how to ask for it again."""


async def hand_over(call: Call, content: bytes, name: str, caption: str | None = None, *, again: str) -> None:
    """To whoever asked, in private. `again`: what he does to ask anew (再点一次). Raises Undeliverable, and NotAllowed
    where he has never spoken to the bot.
    """
    lost = f"文件没有发出去。请稍后{again}。"
    if call.bot is None:
        raise Undeliverable(lost)
    try:
        await call.bot.send_document(call.user_id, content, filename=name, caption=caption)
    except Forbidden as error:
        raise NotAllowed(f"我给您的私聊消息送不到。请先点我的头像，发一次 /start，{again}。") from error
    except TelegramError as error:
        raise Undeliverable(lost) from error
