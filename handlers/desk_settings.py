"""What a branch and the committee fix: the officers' group, /settings, /rule, /budget, /holidays."""

import re
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any

from telegram import ChatMember, ChatMemberAdministrator, Update
from telegram.error import TelegramError
from telegram.ext import BaseHandler, ChatMemberHandler, MessageHandler, filters

from bot.core.clock import local_date
from bot.core.errors import BadInput, NotAllowed
from bot.core.money import parse_yuan
from bot.core.work import unit
from bot.core.work.unit import AlreadyDone, Deps
from bot.desk import budgets, pairing, ruling, setting
from bot.desk import holidays as holidays_desk
from bot.desk.ruling import Proposal
from bot.desk.setting import Page, Wish
from bot.desk.texts import branch as texts
from handlers.call import Call, Handler, unforwarded

ANONYMOUS_ADMIN = 1087968824  # Telegram's account behind which anonymous admins speak
_IN = frozenset({ChatMember.MEMBER, ChatMember.ADMINISTRATOR})
_YEAR = re.compile(r"^20\d\d$")
_COMMAND = re.compile(r"^/\S+")


def may_pin(member: ChatMember | None) -> bool:
    """By a right of its own, which only administrators have."""
    return isinstance(member, ChatMemberAdministrator) and bool(member.can_pin_messages)


_Handle = Callable[[Update, Any], Coroutine[Any, Any, None]]


async def pair(call: Call) -> str | None:
    """/pair, or the button: this group is the presser's branch's."""
    unforwarded(call)
    branch_id = call.args.get("branch")
    return await pairing.pair(call.deps, call.update_id, call.here, None if branch_id is None else int(branch_id))


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
        await pairing.heard_of(deps, update.update_id, change.chat.id, blocked=blocked)
        return
    was, now = change.old_chat_member.status in _IN, change.new_chat_member.status in _IN
    if now and not was:
        await pairing.greet(deps, update.update_id, change.chat.id)
    elif was and not now:
        await pairing.removed(deps, update.update_id, change.chat.id)
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
    await pairing.left(deps, update.update_id, message.chat_id, gone.id)


async def _faceless(deps: Deps, update: Update) -> None:
    message = update.effective_message
    if message is None:
        return
    error = NotAllowed(texts.ANONYMOUS)
    await unit.refuse(deps, message.chat_id, error, update.update_id, message.message_id)


async def settings(call: Call) -> None:
    unforwarded(call)
    await setting.show(call.deps, call.update_id, call.here, Page())


async def open_settings(call: Call) -> None:
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


async def rule(call: Call) -> None:
    """/rule 事项 金额 文号: shows the rule for confirmation; alone, the rules that are there."""
    unforwarded(call)
    words = [str(word) for word in call.args.get("words", [])]
    if not words:
        await ruling.show_rules(call.deps, call.update_id, call.here)
        return
    if len(words) < 3:
        raise BadInput(texts.USAGE)
    today = local_date(call.deps.clock.now())
    proposal = Proposal(words[0], parse_yuan(words[1]), " ".join(words[2:]), today)
    await ruling.propose(call.deps, call.update_id, call.here, proposal)


async def confirm_rule(call: Call) -> str:
    args = call.args
    proposal = Proposal(
        str(args["kind"]), Decimal(args["ceiling"]), str(args["document"]), date.fromisoformat(args["since"])
    )
    return await ruling.enter(call.deps, call.update_id, call.here, proposal, call.message_id)


async def cancel_rule(call: Call) -> str:
    return await ruling.leave(call.deps, call.update_id, call.here, call.message_id)


async def budget(call: Call) -> None:
    """/budget [单位] 年份 金额: sets it; without a year, shows this year's."""
    unforwarded(call)
    words = [str(word) for word in call.args.get("words", [])]
    if len(words) < 2:
        await budgets.show_budget(call.deps, call.update_id, call.here, *words)
        return
    *named, year, amount = words
    if len(named) > 1 or not _YEAR.match(year.removesuffix("年")):
        raise BadInput(texts.BUDGET_USAGE)
    sum_set = parse_yuan(amount)
    await budgets.set_budget(
        call.deps, call.update_id, call.here, "".join(named), int(year.removesuffix("年")), sum_set
    )


async def holidays(call: Call) -> None:
    """/holidays 2027年 …: reads it back; alone, what the bot goes by."""
    unforwarded(call)
    words = _COMMAND.sub("", call.text).strip()
    if words:
        await holidays_desk.propose(call.deps, call.update_id, call.here, words)
    else:
        await holidays_desk.overview(call.deps, call.update_id, call.here)


async def enter_holidays(call: Call) -> str:
    return await holidays_desk.enter(call.deps, call.update_id, call.here, call.args, call.message_id)


async def cancel_holidays(call: Call) -> str:
    return await holidays_desk.leave(call.deps, call.update_id, call.here, call.message_id)


async def ask_undo_holidays(call: Call) -> None:
    await holidays_desk.ask_undo(call.deps, call.update_id, call.here, int(call.args["id"]), int(call.args["year"]))


async def undo_holidays(call: Call) -> str:
    at = (int(call.args["id"]), int(call.args["year"]), call.message_id)
    return await holidays_desk.undo(call.deps, call.update_id, call.here, *at)


COMMANDS: Mapping[str, Handler] = {
    "pair": pair,
    "settings": settings,
    "rule": rule,
    "budget": budget,
    "holidays": holidays,
}


PRESSES: Mapping[str, Handler] = {
    "group.pair": pair,
    "settings.open": open_settings,
    "settings.set": set_one,
    "rule.confirm": confirm_rule,
    "rule.cancel": cancel_rule,
    "holidays.enter": enter_holidays,
    "holidays.cancel": cancel_holidays,
    "holidays.ask_undo": ask_undo_holidays,
    "holidays.undo": undo_holidays,
}
