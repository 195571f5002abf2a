"""From a birthday to a message: in private, in the branch's group, held back, or not at all."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta

from bot.domain.messages import Delivery, Outgoing, Priority
from bot.domain.texts import greeting as texts
from bot.services.base import Unit
from bot.services.greeting import officers, wordings
from bot.store import greetings
from bot.store.greetings import Due


async def greet(u: Unit, batch: Sequence[Due]) -> None:
    """Settles the birthdays of `batch`: row, message and what officers hear commit together."""
    since = u.now - timedelta(days=u.deps.settings.bereavement_hold_days)
    mourning = await greetings.bereaved(u.tx, [due.member_id for due in batch], since)
    pools = await wordings.pools(u.tx)
    unbound: dict[tuple[int, int | None], list[Due]] = defaultdict(list)
    for due in batch:
        if due.greeting == "none":
            await greetings.record(u.tx, due, "opted_out", u.now)
        elif due.member_id in mourning:
            if await greetings.record(u.tx, due, "held", u.now):
                await officers.tell_held(u, due)
        elif (chat := _chat(due)) is not None:
            await _send(u, due, chat, pools)
        elif await greetings.record(u.tx, due, "unbound", u.now):
            unbound[due.branch_id, due.officers_chat].append(due)
    for (_branch, chat), members in unbound.items():
        await officers.tell_unbound(u, chat, members)


def _chat(due: Due) -> int | None:
    """Where he is greeted: the group if he chose it and there is one, else in private if he is bound."""
    if due.greeting == "group" and due.members_chat is not None:
        return due.members_chat
    return due.telegram_id


async def _send(u: Unit, due: Due, chat: int, pools: wordings.Pools) -> None:
    place = "group" if chat == due.members_chat else "private"
    late = "_late" if due.day < u.today else ""
    wording = texts.choose(pools[place + late], due.member_id, due.year, due.last_wording)
    if not await greetings.record(u.tx, due, "queued", u.now, wording.id):
        return
    sent = await u.say(
        Outgoing(
            chat,
            wording.written(due.name, due.branch),
            delivery=Delivery.ONCE,
            priority=Priority.BULK,
            dedupe=f"greeting:{due.member_id}:{due.year}",
        )
    )
    if sent:
        await greetings.link(u.tx, due, sent[0])
