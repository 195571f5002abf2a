"""/settings: what a branch has set for itself, by buttons."""

from collections.abc import Mapping

from telegram import ChatMember
from telegram.error import TelegramError

from bot.core.errors import NotAllowed
from bot.desk import setting
from bot.desk.setting import Page, Wish
from bot.desk.texts import branch as texts
from handlers.call import Call, Handler
from handlers.guards import unforwarded
from handlers.rights import may_pin


async def settings(call: Call) -> None:
    unforwarded(call)
    await setting.show(call.deps, call.update_id, call.here, Page())


async def open_page(call: Call) -> None:
    """Another page of them, in the same message."""
    branch = call.args.get("branch")
    page = Page(
        None if branch is None else int(branch), str(call.args.get("name", "")), int(call.args.get("number", 0))
    )
    await setting.show(call.deps, call.update_id, call.here, page, call.message_id)


async def set_one(call: Call) -> str:
    """A choice. Pinning is switched on only where the bot may pin."""
    args = call.args
    wish = Wish(int(args["branch"]), str(args["name"]), str(args["value"]))
    if (wish.name, wish.value) == ("pin", "on"):
        await _check_may_pin(call, await setting.group_of(call.deps, wish.branch_id))
    return await setting.change(call.deps, call.update_id, call.here, wish, call.message_id)


async def _check_may_pin(call: Call, chat_id: int) -> None:
    """Raises NotAllowed, with what the group's owner has to do."""
    try:
        found = await call.bot.get_chat_member(chat_id, call.bot.id) if call.bot else None
        chat = await call.bot.get_chat(chat_id) if call.bot and found and found.status == ChatMember.MEMBER else None
    except TelegramError as error:
        raise NotAllowed(texts.CANNOT_PIN) from error
    everybody = chat.permissions if chat else None
    if not (may_pin(found) or (everybody and everybody.can_pin_messages)):
        raise NotAllowed(texts.CANNOT_PIN)


COMMANDS: Mapping[str, Handler] = {"settings": settings}
PRESSES: Mapping[str, Handler] = {"settings.open": open_page, "settings.set": set_one}
