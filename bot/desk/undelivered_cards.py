"""Moves cards that a chat refuses to where somebody reads them, and tells the operator of each.

A group that takes nothing (its topic is closed, the bot's rights are taken) is treated like one that put the bot out;
an account that takes nothing is passed over until it takes messages again.
"""

from collections.abc import Iterable, Sequence

from bot.core.messages import Outgoing
from bot.core.queries import members
from bot.core.work.unit import Deps, Unit, unit
from bot.desk import pairing
from bot.desk.queries import refusals
from bot.desk.queries.refusals import Refused
from bot.desk.rules.refusals import closes_chat
from bot.desk.texts import pairing as texts
from bot.desk.texts import setting as setting_texts
from bot.members import claiming
from bot.reports import card
from bot.reports.case import Case, case_of, locked_case
from bot.reports.queries import reports
from bot.reports.rules.transitions import OPEN


async def mind_refusals(deps: Deps) -> int:
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
        await pairing.pass_over(u, chat_id)
    elif branch := await members.branch_of_group(u.tx, chat_id):
        await pairing.part(u, branch, texts.refuses(branch.name))


async def _bring(u: Unit, lost: Refused) -> str:
    """Puts what the card showed before somebody who takes it, unless that is done; returns what to call it."""
    match lost.about:
        case "report", number:
            case = await locked_case(u, number)
            await _put_elsewhere(u, case, lost.chat_id)
            return case.report.number or ""
        case "claims", number:
            await claiming.bring(u, number, lost.chat_id)
            return texts.A_CLAIM
    return texts.A_PANEL


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
            await u.say(Outgoing(chat_id, setting_texts.PIN_LOST, dedupe=f"pin-lost:{chat_id}:{u.today}"))


async def _tell_operator(u: Unit, names: Sequence[str], found: Sequence[Refused]) -> None:
    operator = u.deps.settings.operator_chat_id
    told = list(dict.fromkeys(names))
    if operator and told:
        await u.say(Outgoing(operator, texts.cards_refused(told), dedupe=f"refused:{found[-1].id}"))
