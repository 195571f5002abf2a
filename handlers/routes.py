"""Every way into the bot, top to bottom. Modules name their commands, menu words, buttons and prompts.

A private text belongs to, in this order: a word of the menu, what the bot has just asked for (a prompt), the form that
is being filled in, and else it is a roster file or a question to the knowledge base. Where the person's talk is about
a danger to life, what he types is met by that first, whatever waits.
"""

from collections.abc import Awaitable, Callable, Coroutine, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

from telegram import Update
from telegram.error import TelegramError
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, InlineQueryHandler, MessageHandler, filters

from bot.conversation import expectations, outdated
from bot.core.errors import Outdated, Unreachable, WennuanError
from bot.core.messages import Act
from bot.core.texts import menu as menu_texts
from bot.core.work import unit
from bot.core.work.unit import AlreadyDone, Deps
from bot.members.binding import names_somebody
from handlers import (
    activities,
    binding,
    birthdays,
    broadcasts,
    desk,
    desk_payments,
    desk_settings,
    menu,
    notices,
    privacy,
    questions,
    reports,
    roster,
)
from handlers.call import Args, Call, Handler, read

TOAST = 60  # characters that fit the short notice at a button; longer ones are shown as an alert

_MODULES = (
    menu,
    binding,
    reports,
    desk,
    desk_payments,
    desk_settings,
    birthdays,
    privacy,
    roster,
    notices,
    broadcasts,
    activities,
    questions,
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
    """The ordered list; the first match wins. What matches nothing is passed over; `traffic.dispatch` marks it done."""
    said = filters.UpdateType.MESSAGE & (filters.TEXT | ~filters.StatusUpdate.ALL)  # a text is quickly told
    return [
        CallbackQueryHandler(_pressed(deps)),
        InlineQueryHandler(_asked_inline(deps)),
        *desk_settings.routes(deps),
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
    act = await unit.act_of(call.deps, call.text, call.chat_id)
    try:
        return await _follow(PRESSES, act, call)
    except Outdated as error:
        await outdated.show_present(call.deps, call.update_id, call.chat_id, call.user_id, act.args)
        return str(error)


def _follow(table: Mapping[str, Handler], act: Act, call: Call) -> Awaitable[str | None]:
    """What was stored is done. Raises Outdated when an earlier version has stored it, which this one can't follow."""
    if (handler := table.get(act.name)) is None:
        raise Outdated(menu_texts.BUTTON_EXPIRED)
    return handler(replace(call, args=Args(act.args)))


async def _prompted(call: Call, prompt: Act | None) -> bool:
    """Whether the words belonged to what the bot had asked for."""
    if prompt is None:
        return False
    try:
        await _follow(PROMPTS, prompt, call)
    except Outdated:
        reply_to = None if call.private else call.message_id
        await outdated.forget_prompt(call.deps, call.chat_id, call.user_id, reply_to)
        return False
    return True


def _said_in_private(deps: Deps) -> Callback:
    async def handle(update: Update, _context: Any) -> None:  # noqa: ANN401
        if call := read(deps, update):
            await _attempt(_private, call)

    return handle


async def _private(call: Call) -> str | None:
    word = menu.unknown if call.text.startswith("/") else WORDS.get(call.text.strip())
    if word:  # a command that no handler knows is no answer to anything that waits
        return await word(call)
    expected = await expectations.expected(call.deps, call.chat_id, call.user_id)
    call = replace(call, care=expected.care)
    if expected.care and expected.care.holds(call.deps.clock.now()) and call.text and not call.attachment:
        await questions.ask(call)
        return None
    if await _prompted(call, expected.prompt) or await desk.replied(call):
        return None
    return await _owner(call, filling=expected.filling)(call)


def _owner(call: Call, *, filling: bool) -> Handler:
    """Whose the words (or the file) are when the bot has asked for nothing in particular."""
    if filling:
        return reports.fill
    if not call.attachment and names_somebody(call.text):
        return binding.unasked
    return roster.take if roster.is_roster(call) else questions.ask


async def _group(call: Call) -> str | None:
    """Words in a group: what was asked for, else what is asked of the bot; all other talk is not its business."""
    expected = await expectations.expected(call.deps, call.chat_id, call.user_id)
    if await _prompted(call, expected.prompt) or call.question is None:
        return None
    return await _addressed(replace(call, text=call.question, care=expected.care))


def _said_in_group(deps: Deps) -> Callback:
    """In a group the bot listens to what it has asked for, and answers when it is addressed; else it is silent."""

    async def handle(update: Update, context: Any) -> None:  # noqa: ANN401
        call = read(deps, update)
        if call is None:
            return
        await _attempt(_group, replace(call, question=questions.addressed(update, context.bot)))

    return handle


async def _addressed(call: Call) -> str | None:
    """Spoken to in a group: what answers a card belongs to the card, the rest is a question."""
    if await desk.replied(call):
        return None
    answer: Handler = menu.explain if call.text == menu_texts.HELP else questions.ask
    return await answer(call)


def _asked_inline(deps: Deps) -> Callback:
    async def handle(update: Update, _context: Any) -> None:  # noqa: ANN401
        await questions.offer_inline(deps, update)

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
            await unit.settle(call.deps, call.update_id)
            if isinstance(error, Unreachable):
                raise
            return str(error)
        reply_to = None if call.private else call.message_id
        await unit.refuse(call.deps, call.chat_id, error, call.update_id, reply_to)
        return None
