"""A branch and its officers' group: paired by an officer, parted when the bot is put out or the group is exchanged."""

from sqlalchemy import update

from bot.core.errors import NotAllowed
from bot.core.messages import Act, Button, Outgoing, Priority
from bot.core.people import Branch, Member, Role
from bot.core.queries import members
from bot.core.work.unit import Deps, Unit, unit
from bot.desk.texts import pairing as texts
from bot.members import claiming
from bot.reports import card
from bot.reports.access import Here
from bot.reports.case import case_of
from bot.reports.queries import cards, notifications, reports
from bot.reports.rules.transitions import OPEN, Desk
from bot.store import history
from bot.store import tables as t


async def greet(deps: Deps, update_id: int, chat_id: int) -> None:
    """The bot was added to a group: it offers to become the officers' group of a branch."""
    async with unit(deps, update_id) as u:
        paired = await members.branch_of_group(u.tx, chat_id)
        if paired is None:
            button = Button(texts.OFFER, Act("group.pair"))
            await u.say(Outgoing(chat_id, texts.HELLO, buttons=((button,),)))


async def pair(deps: Deps, update_id: int, here: Here, branch_id: int | None = None) -> str | None:
    """Makes this group the officers' group of the presser's branch; with several offices he is asked which."""
    if here.private:
        raise NotAllowed(texts.IN_THE_GROUP)
    async with unit(deps, update_id) as u:
        who = await u.member(here.telegram_id)
        branch = await _branch(u, here, who, branch_id)
        if branch is None:
            return None
        if branch.group_chat_id == here.chat_id:
            await u.say(Outgoing(here.chat_id, texts.already(branch.name), priority=Priority.INTERACTIVE))
            return texts.already(branch.name)
        other = await members.branch_of_group(u.tx, here.chat_id)
        if other is not None:
            raise NotAllowed(texts.taken(other.name))
        await _set_group(u, branch, here.chat_id, who.id, "paired")
        await u.say(Outgoing(here.chat_id, texts.paired(branch.name, who.name)))
        if branch.group_chat_id is not None:
            await u.say(Outgoing(branch.group_chat_id, texts.moved(branch.name)))
        await _bring_cards(u, branch)
        return texts.paired(branch.name, who.name)


async def removed(deps: Deps, update_id: int, chat_id: int) -> None:
    """The bot is out of the group: its branch's cards go to private chats, and those in charge are told."""
    async with unit(deps, update_id) as u:
        if branch := await members.branch_of_group(u.tx, chat_id):
            await part(u, branch, texts.removed(branch.name))


async def part(u: Unit, branch: Branch, text: str) -> None:
    """The branch has no group any more: what is open goes to private chats, and those in charge are told `text`."""
    left = branch.group_chat_id
    await _set_group(u, branch, None, None, "unpaired")
    await _alert(u, branch, text)
    if left is not None:
        await claiming.bring_all(u, await cards.forget(u.tx, left), left)  # nothing can be edited there
    await _bring_cards(u, branch)


async def pass_over(u: Unit, telegram_id: int) -> None:
    """This account takes no messages: the cards that stand in its chat go to whoever decides beside it, or above."""
    await notifications.set_blocked(u.tx, telegram_id, u.now)
    left = await cards.forget(u.tx, telegram_id)
    for report in await reports.find(u.tx, t.reports.c.status.in_(OPEN), t.reports.c.id.in_(card.report_ids(left))):
        await card.seen_to(u, await case_of(u, report))
    await claiming.bring_all(u, left, telegram_id)


async def heard_of(deps: Deps, update_id: int, telegram_id: int, *, blocked: bool) -> None:
    """Somebody has blocked the bot, or takes its messages again."""
    async with unit(deps, update_id) as u:
        if blocked:
            await pass_over(u, telegram_id)
        else:
            await notifications.set_blocked(u.tx, telegram_id, None)


async def left(deps: Deps, update_id: int, chat_id: int, telegram_id: int) -> None:
    """Somebody left an officers' group; if he still holds an office there, the chair is told to look at the roster."""
    async with unit(deps, update_id) as u:
        branch = await members.branch_of_group(u.tx, chat_id)
        who = await members.by_telegram(u.tx, telegram_id, u.today)
        if branch is not None and who is not None and who.office_in(branch.id):
            await _alert(u, branch, texts.officer_left(branch.name, who.name), but=who.id)


async def _branch(u: Unit, here: Here, who: Member, branch_id: int | None) -> Branch | None:
    """The branch to pair; None when the officer has been asked which."""
    held = list(dict.fromkeys(office.branch_id for office in who.offices))
    if not held or (branch_id is not None and branch_id not in held):
        raise NotAllowed(texts.OFFICERS_ONLY)
    if branch_id is not None or len(held) == 1:
        return await members.branch(u.tx, branch_id if branch_id is not None else held[0])
    branches = [await members.branch(u.tx, each) for each in held]
    buttons = tuple((Button(each.name, Act("group.pair", {"branch": each.id})),) for each in branches)
    await u.say(Outgoing(here.chat_id, texts.WHICH, buttons=buttons, priority=Priority.INTERACTIVE))
    return None


async def _set_group(u: Unit, branch: Branch, chat_id: int | None, actor_id: int | None, action: str) -> None:
    await u.tx.run(update(t.branches).where(t.branches.c.id == branch.id).values(group_chat_id=chat_id))
    await history.append(u.tx, history.Entry("branch", branch.id, action, actor_id), u.now)


async def _bring_cards(u: Unit, branch: Branch) -> None:
    """Cards of what is still open stand where the desk works now."""
    here = t.reports.c.desk == Desk.COMMITTEE if branch.committee else t.reports.c.branch_id == branch.id
    for report in await reports.find(u.tx, t.reports.c.status.in_(OPEN), here):
        case = await case_of(u, report)
        if case.place.id == branch.id and not case.parties.secret:
            await card.post(u, case)


async def _alert(u: Unit, branch: Branch, text: str, but: int | None = None) -> None:
    """To the branch's chairs in private, and to the operator where one is set."""
    chairs = await members.officers(u.tx, branch.id, u.today, Role.CHAIR)
    chats = {chair.telegram_id for chair in chairs if chair.telegram_id and chair.id != but}
    if operator := u.deps.settings.operator_chat_id:
        chats.add(operator)
    for chat_id in sorted(chats):
        await u.say(Outgoing(chat_id, text))
