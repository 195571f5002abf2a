"""The menu and the help, for whoever asks: a stranger, a member, an officer."""

from bot.core.clock import local_date
from bot.core.messages import Outgoing, Priority
from bot.core.people import Member
from bot.core.queries import members
from bot.core.texts import menu as texts
from bot.core.work.unit import Deps, Unit, unit
from bot.reports.opening import remind


async def welcome(deps: Deps, update_id: int, telegram_id: int) -> None:
    """/start and /menu."""
    async with unit(deps, update_id) as u:
        await show_menu(u, telegram_id)


async def show_menu(u: Unit, telegram_id: int) -> None:
    """The menu, and the unfinished form where there is one."""
    await u.say(await greeting(u, telegram_id))
    if await members.by_telegram(u.tx, telegram_id, u.today):
        await remind(u, telegram_id)


async def greeting(u: Unit, telegram_id: int) -> Outgoing:
    """The first words to whoever this account belongs to, with his menu."""
    member = await members.by_telegram(u.tx, telegram_id, u.today)
    text = texts.WELCOME_STRANGER
    if member:
        text = texts.welcome_member(member.name, (await members.branch(u.tx, member.branch_id)).name)
    return _with_menu(telegram_id, text, member)


async def explain(deps: Deps, update_id: int, telegram_id: int) -> None:
    """/help: what this person can do here."""
    async with unit(deps, update_id) as u:
        member = await members.by_telegram(u.tx, telegram_id, u.today)
        text = texts.HELP_STRANGER if member is None else texts.HELP_MEMBER
        if member and member.offices:
            text += texts.HELP_OFFICER
        await u.say(_with_menu(telegram_id, text, member))


def _with_menu(telegram_id: int, text: str, member: Member | None) -> Outgoing:
    menu = texts.MENU_MEMBER if member else texts.MENU_STRANGER
    return Outgoing(telegram_id, text, menu=menu, priority=Priority.INTERACTIVE)


async def say(deps: Deps, update_id: int, chat_id: int, text: str, reply_to: int | None = None) -> None:
    """One fixed sentence."""
    async with unit(deps, update_id) as u:
        await u.say(Outgoing(chat_id, text, reply_to=reply_to, priority=Priority.INTERACTIVE))


async def audiences(deps: Deps) -> tuple[list[int], list[int]]:
    """(accounts of officers, officers' groups): who sees which commands."""
    today = local_date(deps.clock.now())
    async with deps.store.read() as tx:
        branches = await members.all_branches(tx)
        held = [one for branch in branches for one in await members.officers(tx, branch.id, today)]
    accounts = sorted({one.telegram_id for one in held if one.telegram_id})
    return accounts, [branch.group_chat_id for branch in branches if branch.group_chat_id]
