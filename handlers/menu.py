"""/start, /menu, /help, /cancel, the words of the menu, and the commands that Telegram lists."""

import re

import structlog
from telegram import Bot, BotCommand, BotCommandScope, BotCommandScopeAllPrivateChats, BotCommandScopeChat
from telegram.error import TelegramError

from bot.conversation import cancelling, welcoming
from bot.core.texts import menu as texts
from bot.core.work.unit import Deps
from bot.desk import use_cases as desk
from bot.members import binding, claiming
from handlers.call import Call, Handler, personal, unforwarded

log = structlog.get_logger()
_CLAIM = re.compile(rf"^{claiming.START}(\d{{1,18}})$")
_LOOK = re.compile(rf"^{desk.START}(\d{{1,18}})$")


async def start(call: Call) -> None:
    """/start opens the menu; behind it may stand the token of an invitation, or the report whose details are wanted."""
    if not call.private:
        await welcoming.say(call.deps, call.update_id, call.chat_id, texts.HELP_GROUP, call.message_id)
        return
    words = call.args.get("words", [])
    if not words:
        await welcoming.welcome(call.deps, call.update_id, call.user_id)
        return
    unforwarded(call)
    if found := _LOOK.match(str(words[0])):
        await desk.details(call.deps, call.update_id, call.here, int(found[1]))
        return
    if found := _CLAIM.match(str(words[0])):
        await claiming.look(call.deps, call.update_id, call.here, int(found[1]))
        return
    await binding.accept(call.deps, call.update_id, call.user_id, str(words[0]))


async def explain(call: Call) -> None:
    """/help: what this person can do here."""
    if call.private:
        await welcoming.explain(call.deps, call.update_id, call.user_id)
    else:
        await welcoming.say(call.deps, call.update_id, call.chat_id, texts.HELP_GROUP, call.message_id)


async def cancel(call: Call) -> None:
    """/cancel stops what is being filled in; nothing is thrown away without asking."""
    await cancelling.cancel(call.deps, call.update_id, call.user_id)


async def ask_away(call: Call) -> None:
    """问福利: how to ask."""
    await welcoming.say(call.deps, call.update_id, call.chat_id, texts.ASK_HOW)


async def unknown(call: Call) -> None:
    """A command that does not exist, in private."""
    await welcoming.say(call.deps, call.update_id, call.chat_id, texts.UNKNOWN)


async def publish_commands(bot: Bot, deps: Deps) -> None:
    """Tells Telegram which commands to list where: private chats, officers' chats, officers' groups."""
    accounts, groups = await welcoming.audiences(deps)
    everybody, officers = texts.PRIVATE_COMMANDS, texts.PRIVATE_COMMANDS + texts.OFFICER_COMMANDS
    await _publish(bot, everybody, BotCommandScopeAllPrivateChats())
    for account in accounts:
        await _publish(bot, officers, BotCommandScopeChat(account))
    for group in groups:
        await _publish(bot, texts.GROUP_COMMANDS, BotCommandScopeChat(group))


async def _publish(bot: Bot, commands: tuple[tuple[str, str], ...], scope: BotCommandScope) -> None:
    """A chat that cannot be reached goes without; it is no reason not to start."""
    try:
        await bot.set_my_commands([BotCommand(name, about) for name, about in commands], scope=scope)
    except TelegramError as error:
        log.warning("commands_not_published", scope=scope.type, error=type(error).__name__)


COMMANDS: dict[str, Handler] = {"start": start, "menu": start, "help": explain, "cancel": personal(cancel)}
WORDS: dict[str, Handler] = {texts.ASK: ask_away, texts.HELP: explain, "菜单": start}
PRESSES: dict[str, Handler] = {"help": explain}
