"""Answers buttons and questions that an earlier version of the bot has sent, by showing what replaces them now."""

from bot.conversation import welcoming
from bot.core.errors import NotFound
from bot.core.messages import JsonObject, Outgoing, Priority
from bot.core.queries import dialogue, members
from bot.core.texts import menu as texts
from bot.core.work.unit import Deps, Unit, unit
from bot.reports import asking, card, drafts
from bot.reports.case import case_of
from bot.reports.queries import reports
from bot.reports.queries.reports import Report
from bot.reports.rules.transitions import Status


async def show_present(deps: Deps, update_id: int, chat_id: int, telegram_id: int, args: JsonObject) -> None:
    """The card of the report that the button was about, the open form, or else the menu; in a group the card alone."""
    async with unit(deps, update_id) as u:
        report = await _report(u, args)
        if report is not None and report.status is not Status.DRAFT:
            await card.refresh(u, await case_of(u, report))
        if chat_id == telegram_id:
            await _ask_again(u, telegram_id)


async def forget_prompt(deps: Deps, chat_id: int, telegram_id: int, reply_to: int | None) -> None:
    """What was asked is asked no longer; the words are free for whatever else they mean."""
    async with unit(deps) as u:
        await dialogue.forget(u.tx, chat_id, telegram_id)
        await u.say(Outgoing(chat_id, texts.PROMPT_EXPIRED, reply_to=reply_to, priority=Priority.INTERACTIVE))


async def _ask_again(u: Unit, telegram_id: int) -> None:
    member = await members.by_telegram(u.tx, telegram_id, u.today)
    draft = await drafts.of_member(u, telegram_id) if member else None
    if draft is not None and not draft.parked:
        await asking.ask(u, draft)
    else:
        await welcoming.show_menu(u, telegram_id)


async def _report(u: Unit, args: JsonObject) -> Report | None:
    number = args.get("report")
    try:
        return await reports.get(u.tx, number) if isinstance(number, int) else None
    except NotFound:
        return None
