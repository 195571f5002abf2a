"""What is due with activities, read from the database each time: leavers, free places, reminders, deadlines.

A reminder is a *sure* message: one that does not arrive costs somebody the day, and a place that others waited for;
one that arrives twice costs a glance. Its key keeps restarts and replicas from writing it twice.
"""

from datetime import datetime

from bot.activities import joining, listing
from bot.activities.joining import move_up
from bot.activities.listing import leave_button
from bot.activities.queries import activities, signups
from bot.activities.rules import REMIND_FROM, REMIND_UNTIL, Activity, SignUp, Status, reminds
from bot.activities.texts import desk as desk_texts
from bot.activities.texts import members as own_texts
from bot.core.clock import local, local_date
from bot.core.messages import Outgoing, Priority
from bot.core.queries import members
from bot.core.work.unit import Deps, Unit, unit
from bot.store import history
from bot.store.batches import chunks

BATCH = 100  # reminders in one transaction


async def tend_due(deps: Deps) -> int:
    """Everything that is due now; returns how many activities it touched. Safe at any time, as often as one likes."""
    now = deps.clock.now()
    async with deps.store.read() as tx:
        gone = await signups.strangers(tx, local_date(now))
        ahead = await activities.published(tx, local_date(now))
        tallies = await signups.tallies(tx, [one.id for one in ahead])
    touched = await joining.tell_held(deps)
    if gone:
        async with unit(deps) as u:
            touched += await drop_leavers(u)
    for one in ahead:
        if tallies[one.id].waiting:
            touched += await _fill(deps, one.id)
        if reminds(one.plan, now):
            touched += await _remind(deps, one)
        touched += await _sum_up(deps, one)
    return touched


async def drop_leavers(u: Unit) -> int:
    """Whoever has left (the union, or the branch whose activity it is) drops out; his place goes to the next."""
    gone = await signups.strangers(u.tx, u.today)
    held = {one.activity_id: await activities.locked(u.tx, one.activity_id) for one in gone}
    await signups.drop(u.tx, [one.id for one in gone])
    for one in gone:
        if one.account:
            await u.say(Outgoing(one.account, own_texts.dropped(held[one.activity_id])))
    for activity in held.values():
        await move_up(u, activity)
    return len(held)


async def _fill(deps: Deps, activity_id: int) -> bool:
    """Places that have become free without anybody's saying so (somebody's record was erased)."""
    async with unit(deps) as u:
        before = await signups.tally(u.tx, activity_id)
        await move_up(u, await activities.locked(u.tx, activity_id))
        return await signups.tally(u.tx, activity_id) != before


async def _remind(deps: Deps, activity: Activity) -> bool:
    """Everybody who has a place, once for the day on which it is held."""
    day = activity.plan.day
    async with deps.store.read() as tx:
        if day is None or await activities.told(tx, activity.id, "reminded_on") == day:
            return False
        coming = await signups.entrants(tx, activity.id, SignUp.JOINED)
    for batch in chunks([one.member_id for one in coming], BATCH):
        async with unit(deps) as u:
            fresh = await activities.locked(u.tx, activity.id)
            if fresh.plan.day != day or fresh.status is not Status.PUBLISHED:
                return False
            await remind_some(u, fresh, frozenset(batch))
    async with unit(deps) as u:
        await activities.note_once(u.tx, activity.id, "reminded_on", day)
    return True


async def remind_some(u: Unit, activity: Activity, batch: frozenset[int]) -> None:
    """Those of `batch` who still have a place; whoever has been reminded is not reminded again."""
    text = own_texts.reminder(activity, u.today)
    for one in await signups.entrants(u.tx, activity.id, SignUp.JOINED):
        if one.member_id in batch and one.account:
            await u.say(
                Outgoing(
                    one.account,
                    text,
                    buttons=leave_button(activity),
                    priority=Priority.BULK,
                    dedupe=f"activity:{activity.id}:{one.member_id}:{activity.plan.day}",
                )
            )


async def _sum_up(deps: Deps, activity: Activity) -> bool:
    """In daytime after the deadline, the officers hear how many it has become."""
    now, until = deps.clock.now(), activity.plan.deadline
    if until is None or now <= until or not REMIND_FROM <= local(now).time() < REMIND_UNTIL:
        return False
    async with deps.store.read() as tx:
        if await activities.told(tx, activity.id, "summed_on") == local_date(until):
            return False
    async with unit(deps) as u:
        if not await activities.note_once(u.tx, activity.id, "summed_on", local_date(until)):
            return False
        tally = await signups.tally(u.tx, activity.id)
        text = desk_texts.summed(activity.title, tally, local_date(until), u.today)
        await u.say(*(Outgoing(chat, text) for chat in await _officers(u, activity)))
    return True


async def _officers(u: Unit, activity: Activity) -> list[int]:
    """Their group; where there is none, each in private."""
    branch = await members.branch(u.tx, activity.branch_id)
    if branch.group_chat_id is not None:
        return [branch.group_chat_id]
    held = await members.officers(u.tx, branch.id, u.today, *listing.ORGANISERS)
    return [one.telegram_id for one in held if one.telegram_id]


async def forget_old(u: Unit, before: datetime) -> int:
    """Who took part in what was over by then is erased, in the lists and in the history's words; returns the rows."""
    old = await signups.over(u.tx, before)
    await history.erase_notes(u.tx, "activity", old)
    return await signups.forget(u.tx, old)
