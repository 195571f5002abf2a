"""Stopping a broadcast: what the relay has not in hand is not sent."""

from bot.domain.broadcasts import Outcome, State
from bot.domain.errors import Stale
from bot.domain.texts import broadcasts as texts
from bot.services.base import Deps, unit
from bot.services.broadcasting import telling
from bot.services.broadcasting.access import sent
from bot.services.broadcasting.feeding import advance
from bot.store import broadcasts, recipients
from bot.store.history import Entry, append


async def stop(deps: Deps, update_id: int, telegram_id: int, broadcast_id: int) -> str:
    """Raises Stale when it is over already, NotAllowed for whoever may not."""
    async with unit(deps, update_id) as u:
        who, broadcast = await sent(u, telegram_id, broadcast_id)
        if not broadcast.under_way:
            raise Stale(texts.OVER)
        await recipients.take_back(u.tx, broadcast.id, Outcome.STOPPED)
        await recipients.stop_pending(u.tx, broadcast.id)
        await recipients.collect(u.tx, broadcast.id)
        await broadcasts.move(u.tx, broadcast.id, State.STOPPED, ended_by=who.id)
        tally = await recipients.tally(u.tx, broadcast.id)
        await append(u.tx, Entry("broadcast", broadcast.id, "stop", who.id, after=str(telling.gone(tally))), u.now)
        await telling.stopped(u, broadcast, tally)
        if begun := await broadcasts.take(u.tx, broadcast.id):
            await advance(u, begun)
    return texts.STOPPED
