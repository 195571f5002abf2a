"""Stopping a broadcast: what the relay has not in hand is not sent."""

from bot.broadcasts import telling, texts
from bot.broadcasts.access import sent
from bot.broadcasts.feeding import advance
from bot.broadcasts.queries import broadcasts, recipients
from bot.broadcasts.rules import Outcome, State
from bot.core.errors import Stale
from bot.core.work.unit import Deps, unit
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
