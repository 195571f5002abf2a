"""Who may write, send, stop and look through broadcasts: read again at every step."""

from bot.broadcasts import texts
from bot.broadcasts.queries import broadcasts
from bot.broadcasts.rules import SENDERS, Audience, Broadcast, State, may_end, may_send
from bot.core.errors import NotAllowed, Stale
from bot.core.people import Member, Office
from bot.core.work.unit import Unit


async def sender(u: Unit, telegram_id: int) -> tuple[Member, list[Office]]:
    """The member with the offices in whose name he may send. Raises NotAllowed."""
    who = await u.member(telegram_id)
    offices = [office for office in who.offices if office.role in SENDERS]
    if not offices:
        raise NotAllowed(texts.NOT_SENDER)
    return who, offices


async def own_draft(u: Unit, telegram_id: int, broadcast_id: int, version: int | None = None) -> Broadcast:
    """The asker's own draft, locked. Raises NotAllowed, and Stale once it has changed, been sent or dropped."""
    who, _ = await sender(u, telegram_id)
    draft = await broadcasts.get(u.tx, broadcast_id, lock=True)
    if draft is None or draft.author_id != who.id:
        raise Stale(texts.GONE)
    if draft.state is not State.DRAFT:
        raise Stale(texts.ALREADY if draft.under_way else texts.OVER)
    if not may_send(who, draft.branch_id):
        raise NotAllowed(texts.NOT_SENDER)
    if version is not None and version != draft.version:
        raise Stale(texts.STALE_DRAFT)
    return draft


async def check_audience(u: Unit, offices: list[Office], draft: Broadcast) -> None:
    """A branch writes to its own members, or to those of its own activity. Raises NotAllowed."""
    office = next((one for one in offices if one.branch_id == draft.branch_id), None)
    if office is None:
        raise NotAllowed(texts.NOT_SENDER)
    if draft.audience is Audience.ACTIVITY:
        if await broadcasts.activity_owner(u.tx, draft.targets[0]) != draft.branch_id:
            raise NotAllowed(texts.NOT_YOUR_ACTIVITY)
    elif not office.committee and (draft.audience is Audience.ALL or draft.targets != (draft.branch_id,)):
        raise NotAllowed(texts.COMMITTEE_ONLY)


async def sent(u: Unit, telegram_id: int, broadcast_id: int) -> tuple[Member, Broadcast]:
    """A broadcast that has been confirmed, locked, for whoever may stop it or look through it."""
    who = await u.member(telegram_id)
    found = await broadcasts.get(u.tx, broadcast_id, lock=True)
    if found is None or found.state is State.DRAFT:
        raise Stale(texts.GONE)
    if not may_end(who, found.branch_id):
        raise NotAllowed(texts.NOT_YOURS)
    return who, found
