"""What follows when the machine's clock was put forward or back."""

from datetime import datetime, timedelta

from bot.core.messages import Outgoing
from bot.core.texts import alerting as texts
from bot.core.work.unit import Deps, unit
from bot.store import ticks
from bot.traffic.queries import relay

TOLD = 60.0  # seconds; a smaller step changes nothing that anybody would see
FAR = timedelta(days=1)  # a step ahead by more would make much look too old that is not
HOLD = timedelta(days=1)  # that long nothing is deleted for its age, so that the operator may put the clock right
_AHEAD = "clock.ahead"  # the row of `ticks` that says when the clock jumped far ahead


async def stepped(deps: Deps, seconds: float, machine: datetime) -> None:
    """Messages that wait for a moment of the old clock go out now, and the operator hears of it."""
    if abs(seconds) < TOLD:
        return
    ahead = seconds > FAR.total_seconds()
    async with unit(deps) as u:
        await relay.wait_no_longer(u.tx)
        if ahead:
            await ticks.note(u.tx, _AHEAD, str(round(seconds)), machine)
        if operator := deps.settings.operator_chat_id:
            key = f"clock:{machine:%Y%m%d%H%M}:{round(seconds / 60)}"  # replicas on one machine tell it once
            await u.say(Outgoing(operator, texts.clock_stepped(seconds, held=ahead), dedupe=key))


async def may_delete(deps: Deps, machine: datetime) -> bool:
    """Whether what is old may be deleted: not soon after the clock has jumped far ahead, unless it was put back."""
    async with deps.store.read() as tx:
        jumped = await ticks.last(tx, _AHEAD)
    return jumped is None or not timedelta() <= machine - jumped < HOLD
