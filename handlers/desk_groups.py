"""Groups: the bot comes and goes, an officer pairs a group with the branch, officers leave."""

from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from typing import Any

from telegram import ChatMember, Update
from telegram.ext import BaseHandler, ChatMemberHandler, MessageHandler, filters

from bot.core.errors import NotAllowed
from bot.core.work import unit
from bot.core.work.unit import AlreadyDone, Deps
from bot.desk import pairing as service
from bot.desk import setting
from bot.desk.texts import branch as texts
from handlers.call import Call, Handler
from handlers.guards import unforwarded
from handlers.rights import may_pin

_Handle = Callable[[Update, Any], Coroutine[Any, Any, None]]

ANONYMOUS_ADMIN = 1087968824  # Telegram's account behind which anonymous admins speak
_IN = frozenset({ChatMember.MEMBER, ChatMember.ADMINISTRATOR})


async def pair(call: Call) -> str | None:
    """/pair, or the button: this group is the presser's branch's."""
    unforwarded(call)
    branch_id = call.args.get("branch")
    return await service.pair(call.deps, call.update_id, call.here, None if branch_id is None else int(branch_id))


COMMANDS: Mapping[str, Handler] = {"pair": pair}
PRESSES: Mapping[str, Handler] = {"group.pair": pair}


def routes(deps: Deps) -> list[BaseHandler[Update, Any, None]]:
    """What is no message of a person: to stand before the commands."""
    anonymous = filters.User(ANONYMOUS_ADMIN) & filters.COMMAND & filters.ChatType.GROUPS

    def once(react: Callable[[Deps, Update], Coroutine[Any, Any, None]]) -> _Handle:
        async def handle(update: Update, _context: Any) -> None:  # noqa: ANN401 - the library's context
            with suppress(AlreadyDone):
                await react(deps, update)

        return handle

    return [
        ChatMemberHandler(once(_membership), ChatMemberHandler.MY_CHAT_MEMBER),
        MessageHandler(filters.StatusUpdate.LEFT_CHAT_MEMBER, once(_left)),
        MessageHandler(anonymous, once(_faceless)),
    ]


async def _membership(deps: Deps, update: Update) -> None:
    change = update.my_chat_member
    if change is None:
        return
    if change.chat.type == change.chat.PRIVATE:
        blocked = change.new_chat_member.status not in _IN
        await service.heard_of(deps, update.update_id, change.chat.id, blocked=blocked)
        return
    was, now = change.old_chat_member.status in _IN, change.new_chat_member.status in _IN
    if now and not was:
        await service.greet(deps, update.update_id, change.chat.id)
    elif was and not now:
        await service.removed(deps, update.update_id, change.chat.id)
    elif now and may_pin(change.old_chat_member) and not may_pin(change.new_chat_member):
        await setting.pin_lost(deps, update.update_id, change.chat.id)
    else:
        await unit.settle(deps, update.update_id)


async def _left(deps: Deps, update: Update) -> None:
    message = update.effective_message
    gone = message.left_chat_member if message else None
    if message is None or gone is None or gone.is_bot:
        await unit.settle(deps, update.update_id)
        return
    await service.left(deps, update.update_id, message.chat_id, gone.id)


async def _faceless(deps: Deps, update: Update) -> None:
    message = update.effective_message
    if message is None:
        return
    error = NotAllowed(texts.ANONYMOUS)
    await unit.refuse(deps, message.chat_id, error, update.update_id, message.message_id)
