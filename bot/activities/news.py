"""Tells those who have signed up of changes: at once by day, in the morning by night, unless the activity begins first.

What they have not been told yet is a column of the activity: the facts as they know them. So two changes in one night
are one message, and a change taken back is none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.activities.listing import leave_button
from bot.activities.queries import activities, signups
from bot.activities.rules import Activity, Plan, Status, moved
from bot.activities.texts import signups as texts
from bot.core.messages import Outgoing
from bot.core.work.quiet_hours import quiet_end
from bot.core.work.unit import Deps, Unit, unit


@dataclass(frozen=True)
class Told:
    """How many are told, and when, if not at once."""

    people: int = 0
    at: datetime | None = None


def held_until(u: Unit, *plans: Plan) -> datetime | None:
    """The morning, when it is night and none of these begins before it; None when news is told at once."""
    morning = quiet_end(u.deps, u.now)
    sooner = any(one.begins is not None and one.begins <= morning for one in plans) if morning else False
    return None if sooner else morning


async def spread(u: Unit, before: Activity, after: Activity) -> Told:
    """Another day, hour or place, or that it is cancelled, to everybody who has signed up or waits."""
    if before.status is not Status.PUBLISHED:
        return Told()
    known = await activities.untold(u.tx, after.id) or before.plan
    accounts = await _accounts(u, after)
    if not accounts or not _news(known, after):
        await activities.hold_news(u.tx, after.id, None)
        return Told()
    if morning := held_until(u, known, after.plan):
        await activities.hold_news(u.tx, after.id, known)
        return Told(len(accounts), morning)
    await _tell(u, accounts, known, after)
    return Told(len(accounts))


async def tell_held(deps: Deps) -> int:
    """In the morning, what was held at night; returns how many activities it was about."""
    if quiet_end(deps, deps.clock.now()):
        return 0
    async with deps.store.read() as tx:
        waiting = await activities.with_news(tx)
    for activity_id in waiting:
        async with unit(deps) as u:
            activity = await activities.locked(u.tx, activity_id)
            known = await activities.untold(u.tx, activity_id)
            if known and _news(known, activity) and not _over(activity, u.now):
                await _tell(u, await _accounts(u, activity), known, activity)
            await activities.hold_news(u.tx, activity_id, None)
    return len(waiting)


def _news(known: Plan, activity: Activity) -> bool:
    return activity.status is Status.CANCELLED or bool(moved(known, activity.plan))


def _over(activity: Activity, now: datetime) -> bool:
    return activity.plan.ends is not None and activity.plan.ends <= now


async def _accounts(u: Unit, activity: Activity) -> Sequence[int]:
    return [one.account for one in await signups.entrants(u.tx, activity.id) if one.account]


async def _tell(u: Unit, accounts: Sequence[int], known: Plan, activity: Activity) -> None:
    """The same to each, with the way out under it unless it is cancelled."""
    gone = activity.status is Status.CANCELLED
    text = texts.cancelled(activity) if gone else texts.changed(activity, moved(known, activity.plan), u.today)
    buttons = () if gone else leave_button(activity)
    await activities.hold_news(u.tx, activity.id, None)
    await u.say(*(Outgoing(account, text, buttons=buttons) for account in accounts))
