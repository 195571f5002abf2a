"""Deletion at a member's own wish: asked twice, revocable for a week, then carried out by `retention.purge_due`."""

from datetime import timedelta

from bot.core.clock import local
from bot.core.errors import NotAllowed
from bot.core.messages import Act, Button, Outgoing, Priority
from bot.core.people import Member
from bot.core.work.unit import Deps, Unit, unit
from bot.privacy.queries import erasing, retention
from bot.privacy.retention import periods
from bot.privacy.texts import privacy as texts
from bot.store.history import Entry, append


async def ask_erase(deps: Deps, update_id: int, telegram_id: int) -> None:
    """Says what deletion means and asks. Raises NotAllowed for whoever is in office or has a report open."""
    async with unit(deps, update_id) as u:
        await _free_to_go(u, telegram_id)
        buttons = ((Button(texts.CONFIRM, Act("privacy.confirm")),), (Button(texts.STAY, Act("privacy.stay")),))
        await u.say(
            Outgoing(
                telegram_id, texts.ask_erase(periods(deps).cooling), buttons=buttons, priority=Priority.INTERACTIVE
            )
        )


async def request_erase(deps: Deps, update_id: int, telegram_id: int) -> None:
    """The cooling-off time begins; asking again does not begin it anew."""
    async with unit(deps, update_id) as u:
        member = await _free_to_go(u, telegram_id)
        waiting = await erasing.pending(u.tx, member.id)
        due = waiting["due_at"] if waiting else u.now + timedelta(days=periods(deps).cooling)
        if not waiting:
            await erasing.request(u.tx, member.id, u.now, due)
            await append(u.tx, Entry("member", member.id, "erase-asked", member.id), u.now)
        stay = ((Button(texts.STAY, Act("privacy.stay")),),)
        text = texts.requested(local(due))
        await u.say(Outgoing(telegram_id, text, buttons=stay, priority=Priority.INTERACTIVE))


async def cancel_erase(deps: Deps, update_id: int, telegram_id: int) -> None:
    """不删了."""
    async with unit(deps, update_id) as u:
        member = await u.member(telegram_id)
        cancelled = await erasing.cancel(u.tx, member.id, u.now)
        if cancelled:
            await append(u.tx, Entry("member", member.id, "erase-cancelled", member.id), u.now)
        text = texts.CANCELLED if cancelled else texts.NOTHING_TO_CANCEL
        await u.say(Outgoing(telegram_id, text, priority=Priority.INTERACTIVE))


async def _free_to_go(u: Unit, telegram_id: int) -> Member:
    member = await u.member(telegram_id)
    if member.offices:
        raise NotAllowed(texts.IN_OFFICE)
    if await retention.has_open_reports(u.tx, member.id):
        raise NotAllowed(texts.OPEN_REPORTS)
    return member
