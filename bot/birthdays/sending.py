"""From a birthday to a message: in private, in the branch's group, held back, or not at all."""

from collections.abc import Sequence
from datetime import date, timedelta

from bot.birthdays import officers, wordings
from bot.birthdays.queries import greetings
from bot.birthdays.queries.greetings import Due, Outcome
from bot.birthdays.texts import greeting as texts
from bot.core.messages import Delivery, Outgoing, Priority
from bot.core.work.unit import Unit
from bot.store import outbox

YESTERDAY = timedelta(days=1)


async def greet(u: Unit, batch: Sequence[Due]) -> None:
    """Settles the birthdays of `batch`: rows, messages and what officers hear commit together."""
    since = u.now - timedelta(days=u.deps.settings.bereavement_hold_days)
    mourning = await greetings.bereaved(u.tx, [due.member_id for due in batch], since)
    pools = await wordings.pools(u.tx)
    meant = [_meant(due, pools, u.today, mourning=due.member_id in mourning) for due in batch]
    taken = await greetings.record(u.tx, meant, u.now)
    ours = [one for one in meant if one.key in taken]
    await _send(u, [one for one in ours if one.outcome == "queued"], pools)
    for one in ours:
        if one.outcome == "held":
            await officers.tell_held(u, one.due)
    await officers.tell_unbound(u, [one.due for one in ours if one.outcome == "unbound"])


def _meant(due: Due, pools: wordings.Pools, today: date, *, mourning: bool) -> Outcome:
    """What is to become of this birthday."""
    if due.greeting == "none":
        return Outcome(due, "opted_out")
    if mourning:
        return Outcome(due, "held")
    chat = _chat(due)
    if chat is None:
        return Outcome(due, "unbound")
    pool = pools.of(_place(due, chat, today))
    return Outcome(due, "queued", texts.choose(pool, due.member_id, due.year, pools.root(due.last_wording)).id)


def _chat(due: Due) -> int | None:
    """Where he is greeted: the group if he chose it and there is one, else in private if he is bound."""
    if due.greeting == "group" and due.members_chat is not None:
        return due.members_chat
    return due.telegram_id


def _place(due: Due, chat: int, today: date) -> str:
    """Which words fit: said in the group or in private, on the day, on the next one, or later."""
    late = "" if due.day >= today else "_late" if due.day + YESTERDAY == today else "_belated"
    return ("group" if chat == due.members_chat else "private") + late


async def _send(u: Unit, queued: Sequence[Outcome], pools: wordings.Pools) -> None:
    """One message each, and the greeting's row knows which."""
    sent = await outbox.enqueue_many(u.tx, [_message(one, pools, u.today) for one in queued], u.now)
    keys = {_dedupe(one.due): one.key for one in queued}
    await greetings.link(u.tx, {keys[dedupe]: id_ for dedupe, id_ in sent.items()})


def _message(one: Outcome, pools: wordings.Pools, today: date) -> Outgoing:
    due, chat = one.due, _chat(one.due) or 0
    wording = next(wording for wording in pools.of(_place(due, chat, today)) if wording.id == one.wording)
    words = wording.written(due.name, due.branch)
    return Outgoing(chat, words, delivery=Delivery.ONCE, priority=Priority.BULK, dedupe=_dedupe(due))


def _dedupe(due: Due) -> str:
    return f"greeting:{due.member_id}:{due.year}"
