"""Every way into the bot, top to bottom. Modules name their commands, menu words, buttons and prompts.

A private text belongs to, in this order: a word of the menu, what the bot has just asked for (a prompt), the form that
is being filled in, and else it is a roster file or a question to the knowledge base. Where the person's talk is about
a danger to life, what he types is met by that first, whatever waits.
"""

from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import replace
from typing import Any

from telegram import Update
from telegram.error import TelegramError
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, InlineQueryHandler, MessageHandler, filters

from bot.domain.errors import Unreachable, WennuanError
from bot.domain.texts import menu as menu_texts
from bot.services import dialogue
from bot.services.base import AlreadyDone, Deps
from handlers import (
    activities,
    activity_desk,
    answering,
    binding,
    broadcasting,
    deciding,
    desk_groups,
    greeting,
    menu,
    privacy,
    reporting,
    rostering,
    teaching,
    wordings,
)
from handlers.call import Call, Handler, read

TOAST = 60  # characters that fit the short notice at a button; longer ones are shown as an alert

_MODULES = (
    menu,
    binding,
    reporting,
    deciding,
    greeting,
    wordings,
    privacy,
    rostering,
    broadcasting,
    activities,
    activity_desk,
    teaching,
    answering,
)


def _collect(table: str) -> dict[str, Handler]:
    """One table over all modules; a name claimed twice is a mistake of ours and stops the start."""
    merged: dict[str, Handler] = {}
    for module in _MODULES:
        for name, handler in getattr(module, table, {}).items():
            if name in merged:
                raise RuntimeError(f"{table}: {name} is claimed twice")
            merged[name] = handler
    return merged


COMMANDS = _collect("COMMANDS")  # /name → handler
WORDS = _collect("WORDS")  # a label of the reply keyboard → handler
PRESSES = _collect("PRESSES")  # the name of a button's Act, or the prefix (before ":") of static data → handler
PROMPTS = _collect("PROMPTS")  # the name of an awaited prompt's Act → handler

Callback = Callable[[Update, Any], Coroutine[Any, Any, None]]


def routes(deps: Deps) -> list[BaseHandler[Update, Any, None]]:
    """The ordered list; the first match wins. What matches nothing is settled by the intake."""
    said = filters.UpdateType.MESSAGE & (filters.TEXT | ~filters.StatusUpdate.ALL)  # a text is quickly told
    return [
        CallbackQueryHandler(_pressed(deps)),
        InlineQueryHandler(_asked_inline(deps)),
        *desk_groups.routes(deps),
        CommandHandler(list(COMMANDS), _commanded(deps), filters=said),
        MessageHandler(said & filters.ChatType.PRIVATE, _said_in_private(deps)),
        MessageHandler(said & filters.ChatType.GROUPS, _said_in_group(deps)),
    ]


def _commanded(deps: Deps) -> Callback:
    async def handle(update: Update, context: Any) -> None:  # noqa: ANN401 - the library's context
        if call := read(deps, update, {"words": list(context.args or [])}):
            await _attempt(COMMANDS[_command(update)], call)

    return handle


def _command(update: Update) -> str:
    """The name in `/Start@our_bot x`, of a message that begins with a command to us: it ends where Telegram says."""
    message = update.effective_message
    if message is None or not message.text:
        raise ValueError("no command")
    return message.text[1 : message.entities[0].length].partition("@")[0].lower()


def _pressed(deps: Deps) -> Callback:
    """A button: what it means is looked up, who presses it is not believed but read again by the service."""

    async def handle(update: Update, _context: Any) -> None:  # noqa: ANN401
        query = update.callback_query
        call = read(deps, update)
        if query is None or call is None:
            return
        try:
            toast = await _attempt(_press, replace(call, text=query.data or ""), quietly=True)
        except Unreachable as error:
            with suppress(TelegramError):
                await query.answer(url=f"{query.get_bot().link}?start={error.start}")
            return
        with suppress(TelegramError):  # a spinner that stays is harmless; the decision is already committed
            await query.answer(toast, show_alert=bool(toast) and len(toast or "") > TOAST)

    return handle


async def _press(call: Call) -> str | None:
    name, separator, argument = call.text.partition(":")
    if separator and name in PRESSES:  # static data of public answers: nothing to forge
        return await PRESSES[name](replace(call, args={"argument": argument}))
    act = await dialogue.act_of(call.deps, call.text, call.chat_id)
    return await PRESSES[act.name](replace(call, args=act.args))


def _said_in_private(deps: Deps) -> Callback:
    async def handle(update: Update, _context: Any) -> None:  # noqa: ANN401
        if call := read(deps, update):
            await _attempt(_private, call)

    return handle


async def _private(call: Call) -> str | None:
    word = menu.unknown if call.text.startswith("/") else WORDS.get(call.text.strip())
    if word:  # a command that no handler knows is no answer to anything that waits
        return await word(call)
    standing = await dialogue.standing(call.deps, call.chat_id, call.user_id)
    call = replace(call, care=standing.care)
    if standing.care and standing.care.until > call.deps.clock.now() and call.text and not call.attachment:
        await answering.ask(call)
        return None
    if standing.prompt:
        return await PROMPTS[standing.prompt.name](replace(call, args=standing.prompt.args))
    return await _owner(call, filling=standing.filling)(call)


def _owner(call: Call, *, filling: bool) -> Handler:
    """Whose the words (or the file) are when the bot has asked for nothing in particular."""
    if filling:
        return reporting.fill
    return rostering.take if rostering.is_roster(call) else answering.ask


def _said_in_group(deps: Deps) -> Callback:
    """In a group the bot listens to what it has asked for, and answers when it is addressed; else it is silent."""

    async def handle(update: Update, context: Any) -> None:  # noqa: ANN401
        call = read(deps, update)
        if call is None:
            return
        standing = await dialogue.standing(deps, call.chat_id, call.user_id)
        call = replace(call, care=standing.care)
        if standing.prompt:
            await _attempt(PROMPTS[standing.prompt.name], replace(call, args=standing.prompt.args))
        elif question := answering.addressed(update, context.bot):
            asked_how = question == menu_texts.HELP
            await _attempt(menu.explain if asked_how else answering.ask, replace(call, text=question))

    return handle


def _asked_inline(deps: Deps) -> Callback:
    async def handle(update: Update, _context: Any) -> None:  # noqa: ANN401
        await answering.offer_inline(deps, update)

    return handle


async def _attempt(handler: Handler, call: Call, *, quietly: bool = False) -> str | None:
    """Runs one handler. A refusal is told (in the chat, or at the button when `quietly`) and settles the update.

    Raises Unreachable at a button: its answer is a link.
    """
    try:
        return await handler(call)
    except AlreadyDone:
        return None
    except WennuanError as error:
        if quietly:
            await dialogue.settle(call.deps, call.update_id)
            if isinstance(error, Unreachable):
                raise
            return str(error)
        reply_to = None if call.private else call.message_id
        await dialogue.refuse(call.deps, call.chat_id, error, call.update_id, reply_to)
        return None
