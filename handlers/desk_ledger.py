"""/ledger and /summary: the accounts, sent to the asker's private chat as files."""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from pathlib import Path

from telegram.constants import ChatAction
from telegram.error import TelegramError

from bot.accounts import exporting
from bot.conversation import welcoming
from bot.core.work import dialogue
from bot.core.work.exports import Export
from bot.desk.use_cases import Here
from handlers.call import Call, Handler
from handlers.files import handing
from handlers.guards import unforwarded


async def ledger(call: Call) -> None:
    """/ledger 2026-03: the month's book as Excel; with “csv”, as CSV."""
    words = [str(word) for word in call.args.get("words", [])]
    as_csv = any(word.lower() == "csv" for word in words)
    said = "".join(word for word in words if word.lower() != "csv")
    await give(call, lambda here: exporting.export(call.deps, here, said, as_csv=as_csv))


async def summary(call: Call) -> None:
    """/summary 2026: the year's visits and congratulations, as a picture."""
    said = "".join(str(word) for word in call.args.get("words", []))
    await give(call, lambda here: exporting.year_summary(call.deps, here, said))


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
        await dialogue.settle(call.deps, call.update_id)
    else:
        await welcoming.say(call.deps, call.update_id, call.chat_id, "已发到您的私聊。", call.message_id)


async def _busy(call: Call) -> None:
    """Shows in the chat that a file is on its way: a year of a whole city takes a while."""
    if call.bot is not None:
        with suppress(TelegramError):
            await call.bot.send_chat_action(call.chat_id, ChatAction.UPLOAD_DOCUMENT)


async def _send(call: Call, export: Export) -> None:
    with handing(call, again="再发一次命令") as bot:
        if export.picture:
            await bot.send_photo(call.user_id, _content(export.picture), caption=export.caption)
        elif not export.files:
            await bot.send_message(call.user_id, export.caption)
        for path, name in export.files:
            said = None if export.picture else export.caption  # once is enough
            await bot.send_document(call.user_id, _content(path), filename=name, caption=said)


def _content(path: Path) -> bytes:
    return path.read_bytes()


COMMANDS: Mapping[str, Handler] = {"ledger": ledger, "summary": summary}
