"""Tells officers of birthdays that the bot could not, or must not, greet."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from bot.birthdays.queries import greetings, overdue
from bot.birthdays.queries.greetings import Due, Outcome
from bot.birthdays.queries.overdue import Overdue
from bot.birthdays.rules import Greeted
from bot.birthdays.texts import greeting as texts
from bot.core.clock import local_date
from bot.core.messages import Act, Button, JsonObject, Keyboard, Outgoing
from bot.core.people import masked
from bot.core.queries import members
from bot.core.work.branches import HEADS, chats_of_officers
from bot.core.work.unit import Deps, Unit, unit
from bot.store.batches import chunks

BATCH = 100


async def tell_unbound(u: Unit, unbound: Sequence[Due]) -> None:
    """Branch by branch: whom to congratulate in person, for want of an account."""
    by_branch: dict[int, list[Due]] = defaultdict(list)
    for due in unbound:
        by_branch[due.branch_id].append(due)
    for branch_id, found in by_branch.items():
        text = texts.unbound([(due.day, due.name) for due in found], u.today)
        await u.say(*(Outgoing(chat, text) for chat in await chats_of_officers(u, branch_id)))


async def tell_held(u: Unit, due: Due) -> None:
    """Chair and officers, in private: a loss is nobody else's business. The group, else, gets a masked name."""
    officers = await members.officers(u.tx, due.branch_id, u.today, *HEADS)
    chats = [one.telegram_id for one in officers if one.telegram_id and one.id != due.member_id]
    if chats:
        await u.say(*(Outgoing(chat, texts.held(due.name, due.day, u.today)) for chat in chats))
        return
    text = texts.held(masked(due.name), due.day, u.today)
    await u.say(*(Outgoing(chat, text) for chat in await chats_of_officers(u, due.branch_id, but=due.member_id)))


async def follow_up(deps: Deps, missed: Sequence[Due]) -> None:
    """Lists for officers the birthdays that an outage swallowed and the greetings that may not have arrived."""
    for batch in chunks(missed, BATCH):
        async with unit(deps) as u:
            taken = await greetings.record(u.tx, [Outcome(due, Greeted.MISSED) for due in batch], u.now)
            ours = [due for due in batch if (due.member_id, due.year) in taken]
            await _list(u, [Overdue(d.member_id, d.year, d.day, d.name, d.branch_id, Greeted.MISSED) for d in ours])
    await _unsure(deps)


async def alarm(u: Unit, through: date | None) -> None:
    """Tells the operator when whole days have gone by without a sweep."""
    chat = u.deps.settings.operator_chat_id
    if chat is not None and through is not None and u.today - through > timedelta(days=1):
        await u.say(Outgoing(chat, texts.not_run(through, u.today), dedupe=f"greeting-alarm:{u.today}"))


async def _unsure(deps: Deps) -> None:
    async with deps.store.read() as tx:
        if not await overdue.unsettled(tx, local_date(deps.clock.now())):
            return
    async with unit(deps) as u:
        rows = await overdue.unsettled(u.tx, u.today)
        await _list(u, [settled for row in rows if (settled := await overdue.settle(u.tx, row, u.now))])


async def _list(u: Unit, found: Iterable[Overdue]) -> None:
    """Branch by branch, what was missed and what is in doubt, each with what can be done about it."""
    by_branch: dict[tuple[int, bool], list[Overdue]] = defaultdict(list)
    for one in found:
        by_branch[one.branch_id, one.outcome == Greeted.MISSED].append(one)
    for (branch_id, missed), ones in by_branch.items():
        lines = [texts.overdue(one.day, one.name, one.outcome) for one in ones]
        text = texts.missed(lines) if missed else texts.unsure(lines)
        chats = await chats_of_officers(u, branch_id)
        await u.say(*(Outgoing(chat, text, buttons=buttons(ones)) for chat in chats))


def buttons(ones: Sequence[Overdue], **more: bool) -> Keyboard:
    """What was missed can be sent late; a word in person closes any of them. `more`: what the buttons carry besides."""
    missed = [one for one in ones if one.outcome == Greeted.MISSED]
    send = [Button(texts.send_button(len(missed)), Act("greeting.belated", _who(missed) | more))] if missed else []
    greeted = [Button(texts.GREETED, Act("greeting.greeted", _who(ones) | more))] if ones else []
    return tuple((button,) for button in [*send, *greeted])


def _who(ones: Sequence[Overdue]) -> JsonObject:
    return {"who": [list(one.key) for one in ones]}
