"""The roster by chat: /roster, then the file; preview, confirm, undo. For committee officers, in private."""

from telegram.error import TelegramError

from bot.confined.limits import CHAT
from bot.core.errors import BadInput
from bot.core.messages import Outgoing
from bot.core.words import stops
from bot.members.roster import chatting
from bot.members.texts import roster as texts
from handlers.call import Call, Handler, personal
from handlers.files import fetch

_VERBS = ("不发了",)


async def ask(call: Call) -> None:
    """/roster asks for the file."""
    await chatting.ask_file(call.deps, call.update_id, call.user_id)


async def take(call: Call) -> None:
    """The file (also one sent unasked): what it would change, and its wrong rows as a file to mend."""
    if call.attachment is None and stops(call.text, *_VERBS):
        await chatting.leave(call.deps, call.update_id, call.user_id)
        return
    if call.attachment is None or call.attachment.kind != "document":
        raise BadInput(texts.NO_FILE)
    if (call.attachment.size or 0) > CHAT.content:
        raise BadInput(texts.too_big(CHAT.content))
    await chatting.check(call.deps, call.user_id)
    name = call.attachment.name or "花名册"
    content = await fetch(call, call.attachment.file_id, most=CHAT.content, too_big=texts.too_big(CHAT.content))
    offered = await chatting.offer(call.deps, call.update_id, call.user_id, name, content)
    if offered.whole:
        await _hand(call, name, "预览.txt", offered.whole.encode("utf-8-sig"), texts.WHOLE_PREVIEW)
    if offered.wrong:
        await _hand_back(call, name, await chatting.wrong_rows(call.deps, content, offered.wrong))


async def _hand_back(call: Call, name: str, workbook: bytes | None) -> None:
    if workbook:
        await _hand(call, name, "待修改.xlsx", workbook, texts.MEND)
    else:
        await call.deps.reply(Outgoing(call.chat_id, texts.TOO_MANY_WRONG))


async def _hand(call: Call, name: str, ending: str, content: bytes, caption: str) -> None:
    """The preview has been said already; without this file it can still be confirmed."""
    if call.bot is None:
        return
    stem = name.rsplit(".", 1)[0]
    try:
        await call.bot.send_document(call.user_id, content, filename=f"{stem}-{ending}", caption=caption)
    except TelegramError:
        return


async def count(call: Call) -> None:
    """The number of those who leave, typed before they do."""
    if stops(call.text, *_VERBS):
        await chatting.leave(call.deps, call.update_id, call.user_id)
        return
    args = call.args
    await chatting.counted(
        call.deps, call.update_id, call.user_id, call.text, int(args["import"]), absent=bool(args["absent"])
    )


def is_roster(call: Call) -> bool:
    """Whether a file sent unasked looks like a roster."""
    name = (call.attachment.name or "").lower() if call.attachment else ""
    return call.private and name.endswith((".xlsx", ".csv", ".xls"))


async def confirm(call: Call) -> str:
    absent = bool(call.args.get("absent"))
    return await chatting.confirm(call.deps, call.update_id, call.user_id, int(call.args["import"]), absent=absent)


async def drop(call: Call) -> str:
    return await chatting.drop(call.deps, call.update_id, call.user_id, int(call.args["import"]))


async def undo(call: Call) -> str:
    return await chatting.undo(call.deps, call.update_id, call.user_id, int(call.args["import"]))


COMMANDS: dict[str, Handler] = {"roster": personal(ask)}
PRESSES: dict[str, Handler] = {"roster.apply": confirm, "roster.drop": drop, "roster.undo": undo}
PROMPTS: dict[str, Handler] = {chatting.PROMPT: take, chatting.COUNT: count}
