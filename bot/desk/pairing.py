"""Pairs a branch with its officers' group, and parts them when the group is gone.

And cards that a chat refuses, moved to where somebody reads them.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import update

from bot.core.errors import NotAllowed
from bot.core.messages import Act, Button, Outgoing, Priority
from bot.core.people import Branch, Member, Role
from bot.core.queries import members
from bot.core.work.unit import Deps, Unit, unit
from bot.desk.queries import refusals
from bot.desk.queries.refusals import Refused, closes_chat
from bot.desk.texts import branch as setting_texts
from bot.desk.texts import branch as texts
from bot.members import claiming
from bot.reports import card
from bot.reports.case import Case, Here, case_of, locked_case
from bot.reports.queries import cards, reports
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
            await u.say(Outgoing(here.chat_id, texts.already_paired(branch.name), priority=Priority.INTERACTIVE))
            return texts.already_paired(branch.name)
        other = await members.branch_of_group(u.tx, here.chat_id)
        if other is not None:
            raise NotAllowed(texts.group_taken(other.name))
        await _set_group(u, branch, here.chat_id, who.id, "paired")
        await u.say(Outgoing(here.chat_id, texts.paired(branch.name, who.name)))
        if branch.group_chat_id is not None:
            await u.say(Outgoing(branch.group_chat_id, texts.group_moved(branch.name)))
        await _bring_cards(u, branch)
        return texts.paired(branch.name, who.name)


async def removed(deps: Deps, update_id: int, chat_id: int) -> None:
    """The bot is out of the group: its branch's cards go to private chats, and those in charge are told."""
    async with unit(deps, update_id) as u:
        if branch := await members.branch_of_group(u.tx, chat_id):
            await part(u, branch, texts.group_removed(branch.name))


async def part(u: Unit, branch: Branch, text: str) -> None:
    """The branch has no group any more: what is open goes to private chats, and those in charge are told `text`."""
    left = branch.group_chat_id
    await _set_group(u, branch, None, None, "unpaired")
    await _alert(u, branch, text)
    if left is not None:
        await claiming.bring_all(u, await cards.forget_card(u.tx, left), left)  # nothing can be edited there
    await _bring_cards(u, branch)


async def pass_over(u: Unit, telegram_id: int) -> None:
    """This account takes no messages: the cards that stand in its chat go to whoever decides beside it, or above."""
    await cards.set_blocked(u.tx, telegram_id, u.now)
    left = await cards.forget_card(u.tx, telegram_id)
    for report in await reports.find(u.tx, t.reports.c.status.in_(OPEN), t.reports.c.id.in_(card.report_ids(left))):
        await card.seen_to(u, await case_of(u, report))
    await claiming.bring_all(u, left, telegram_id)


async def heard_of(deps: Deps, update_id: int, telegram_id: int, *, blocked: bool) -> None:
    """Somebody has blocked the bot, or takes its messages again."""
    async with unit(deps, update_id) as u:
        if blocked:
            await pass_over(u, telegram_id)
        else:
            await cards.set_blocked(u.tx, telegram_id, None)


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
        raise NotAllowed(texts.GROUP_OFFICERS_ONLY)
    if branch_id is not None or len(held) == 1:
        return await members.branch(u.tx, branch_id if branch_id is not None else held[0])
    branches = [await members.branch(u.tx, each) for each in held]
    buttons = tuple((Button(each.name, Act("group.pair", {"branch": each.id})),) for each in branches)
    await u.say(Outgoing(here.chat_id, texts.WHICH_BRANCH, buttons=buttons, priority=Priority.INTERACTIVE))
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


async def tend_undelivered(deps: Deps) -> int:
    """Sees to every message of the desks that was given up; returns how many. Each is seen to once."""
    async with deps.store.read() as tx:
        if not await refusals.unattended(tx):
            return 0
    async with unit(deps) as u:
        found = await refusals.unattended(u.tx)
        await refusals.attend(u.tx, [one.id for one in found], u.now)
        lost = [one for one in found if not one.pins and await _matters(u, one)]
        for chat_id in sorted({one.chat_id for one in found if not one.pins and closes_chat(one.error)}):
            await _close(u, chat_id)
        names = [await _bring(u, one) for one in lost]
        await _tell_of_pins(u, {one.chat_id for one in found if one.pins})
        await _tell_operator(u, names, found)
        return len(found)


async def _matters(u: Unit, one: Refused) -> bool:
    """Whether somebody who has to decide lacks this card: an old one in a chat that was left is missed by nobody."""
    match one.about:
        case "report", number:
            case = await case_of(u, await reports.get(u.tx, number))
            return case.report.status in OPEN and one.chat_id in await card.home(u, case)
        case "claims", number:
            return await claiming.waits(u, number)
        case kind, _:
            return kind == "broadcast"


async def _close(u: Unit, chat_id: int) -> None:
    """Nothing more goes to this chat; what lies there is put before somebody else."""
    if chat_id > 0:
        await pass_over(u, chat_id)
    elif branch := await members.branch_of_group(u.tx, chat_id):
        await part(u, branch, setting_texts.refuses(branch.name))


async def _bring(u: Unit, lost: Refused) -> str:
    """Puts what the card showed before somebody who takes it, unless that is done; returns what to call it."""
    match lost.about:
        case "report", number:
            case = await locked_case(u, number)
            await _put_elsewhere(u, case, lost.chat_id)
            return case.report.number or ""
        case "claims", number:
            await claiming.bring(u, number, lost.chat_id)
            return setting_texts.A_CLAIM
    return setting_texts.A_PANEL


async def _put_elsewhere(u: Unit, case: Case, chat_id: int) -> None:
    if chat_id in await card.home(u, case) and chat_id < 0:  # the group takes other messages, but not this one
        for private in await card.in_private(u, case):
            await card.show(u, case, private)
    else:
        await card.seen_to(u, case)


async def _tell_of_pins(u: Unit, chats: Iterable[int]) -> None:
    for chat_id in sorted(chats):
        branch = await members.branch_of_group(u.tx, chat_id)
        if branch is not None and branch.preferences.pin:
            await u.say(Outgoing(chat_id, texts.PIN_LOST, dedupe=f"pin-lost:{chat_id}:{u.today}"))


async def _tell_operator(u: Unit, names: Sequence[str], found: Sequence[Refused]) -> None:
    operator = u.deps.settings.operator_chat_id
    told = list(dict.fromkeys(names))
    if operator and told:
        await u.say(Outgoing(operator, setting_texts.cards_refused(told), dedupe=f"refused:{found[-1].id}"))
