"""What officers are told: birthdays that the bot could not, or must not, greet."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from bot.domain.clock import local_date
from bot.domain.messages import Outgoing
from bot.domain.people import Role, masked
from bot.domain.texts import greeting as texts
from bot.services.base import Deps, Unit, unit
from bot.store import greetings, members
from bot.store.greetings import Due
from bot.store.roster import chunks

_REASONS = {"unknown": "不确定是否送达", "failed": "没有送达", "missed": "耽搁太久，已取消"}
BATCH = 100


async def tell_unbound(u: Unit, chat: int | None, due: Sequence[Due]) -> None:
    """In the officers' group: whom to congratulate in person, for want of an account."""
    if chat is not None:
        await u.say(Outgoing(chat, texts.unbound([one.name for one in due], late=due[0].day < u.today)))


async def tell_held(u: Unit, due: Due) -> None:
    """Chair and officers, in private: a loss is nobody else's business. The group, else, gets a masked name."""
    officers = await members.officers(u.tx, due.branch_id, u.today, Role.CHAIR, Role.OFFICER)
    late = due.day < u.today
    chats = [one.telegram_id for one in officers if one.telegram_id and one.id != due.member_id]
    if chats:
        await u.say(*(Outgoing(chat, texts.held(due.name, late=late)) for chat in chats))
    elif due.officers_chat is not None:
        await u.say(Outgoing(due.officers_chat, texts.held(masked(due.name), late=late)))


async def follow_up(deps: Deps, missed: Sequence[Due]) -> None:
    """Lists for officers the birthdays that an outage swallowed and the greetings that may not have arrived."""
    for batch in chunks(missed, BATCH):
        async with unit(deps) as u:
            lines: dict[int | None, list[str]] = defaultdict(list)
            for due in batch:
                if await greetings.record(u.tx, due, "missed", u.now):
                    lines[due.officers_chat].append(f"{due.day:%m-%d} {due.name}")
            await _list(u, {chat: texts.missed(names) for chat, names in lines.items()})
    await _unsure(deps)


async def alarm(u: Unit, through: date | None) -> None:
    """Tells the operator when whole days have gone by without a sweep."""
    chat = u.deps.settings.operator_chat_id
    if chat is not None and through is not None and u.today - through > timedelta(days=1):
        await u.say(Outgoing(chat, texts.not_run(through, u.today), dedupe=f"greeting-alarm:{u.today}"))


async def _unsure(deps: Deps) -> None:
    today = deps.clock.now()
    async with deps.store.read() as tx:
        if not await greetings.unsettled(tx, local_date(today)):
            return
    async with unit(deps) as u:
        lines: dict[int | None, list[str]] = defaultdict(list)
        for row in await greetings.unsettled(u.tx, u.today):
            if outcome := await greetings.settle(u.tx, row, u.now):
                lines[row["group_chat_id"]].append(f"{row['day']:%m-%d} {row['name']}（{_REASONS[outcome]}）")
        await _list(u, {chat: texts.unsure(names) for chat, names in lines.items()})


async def _list(u: Unit, told: dict[int | None, str]) -> None:
    await u.say(*(Outgoing(chat, text) for chat, text in told.items() if chat is not None))
