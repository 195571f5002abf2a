"""Signing up, waiting, giving a place back; and telling those who have signed up of changes.

Every change holds the activity, so that no place is given twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.activities.listing import leave_button, within
from bot.activities.queries import activities, signups
from bot.activities.rules import UNLIMITED, Activity, Phase, Plan, SignUp, Status, moved
from bot.activities.texts import members as own_texts
from bot.activities.texts import members as texts
from bot.core.errors import NotAllowed, Stale
from bot.core.messages import Act, Button, Outgoing
from bot.core.work.unit import Deps, Unit, answer, quiet_end, unit

LEFT = "activity.left"


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


async def join(deps: Deps, update_id: int, telegram_id: int, activity_id: int) -> None:
    """Gets a place, or a turn when all are taken; twice is once. Raises NotAllowed, or Stale with why not."""
    async with unit(deps, update_id) as u:
        member = await u.member(telegram_id)
        activity = await activities.locked(u.tx, activity_id)
        if not within(member, activity):
            raise NotAllowed(own_texts.NOT_YOURS)
        state = await signups.state_of(u.tx, activity.id, member.id)
        if activity.status is Status.CANCELLED:
            raise Stale(texts.gone(activity))
        if state is None:
            state = await _take(u, activity, member.id)
            said = texts.joined(activity, u.today)
            if state is SignUp.WAITING:
                said = texts.waiting(activity, await signups.turn_of(u.tx, activity.id, member.id))
        else:
            said = texts.already(activity, state, await signups.turn_of(u.tx, activity.id, member.id), u.today)
        await answer(u, telegram_id, said, leave_button(activity))


async def _take(u: Unit, activity: Activity, member_id: int) -> SignUp:
    phase = activity.phase(u.now)
    if phase is not Phase.OPEN:
        raise Stale(own_texts.state(activity, phase, u.today))
    tally = await signups.tally(u.tx, activity.id)
    state = SignUp.JOINED if tally.admits(activity.plan) else SignUp.WAITING
    await signups.put(u.tx, activity.id, member_id, state, u.now)
    return state


async def ask_leave(deps: Deps, update_id: int, telegram_id: int, activity_id: int) -> None:
    """取消报名: asked once more, for a place once given back may be gone."""
    async with unit(deps, update_id) as u:
        member = await u.member(telegram_id)
        activity = await activities.get(u.tx, activity_id)
        if await signups.state_of(u.tx, activity.id, member.id) is None:
            raise Stale(texts.NOT_SIGNED)
        _check_running(u, activity)
        args = {"activity": activity.id}
        buttons = ((Button(texts.LEAVE_SURE, Act(LEFT, args)), Button(texts.STAY, Act("activity.show", args))),)
        text = texts.ask_leave(activity, await signups.tally(u.tx, activity.id))
        await answer(u, telegram_id, text, buttons)


async def leave(deps: Deps, update_id: int, telegram_id: int, activity_id: int) -> None:
    """Gives the place back; whoever waits longest gets it and is told."""
    async with unit(deps, update_id) as u:
        member = await u.member(telegram_id)
        activity = await activities.locked(u.tx, activity_id)
        _check_running(u, activity)
        if not await signups.withdraw(u.tx, activity.id, member.id):
            raise Stale(texts.NOT_SIGNED)
        await answer(u, telegram_id, texts.left(activity))
        await move_up(u, activity)


def _check_running(u: Unit, activity: Activity) -> None:
    """Raises Stale where there is nothing to give back any more."""
    if activity.status is Status.CANCELLED:
        raise Stale(texts.gone(activity))
    if activity.phase(u.now) in (Phase.BEGUN, Phase.OVER):
        raise Stale(texts.ALREADY_GONE)


async def move_up(u: Unit, activity: Activity) -> None:
    """Free places go to those who wait, in their order, until it begins. The activity is held by the caller.

    At night they wait for `tend_due` in the morning; nobody overtakes them meanwhile.
    """
    if activity.phase(u.now) not in (Phase.OPEN, Phase.CLOSED, Phase.LATE) or held_until(u, activity.plan):
        return
    free = (await signups.tally(u.tx, activity.id)).left(activity.plan)
    if free == 0 or (free is None and activity.plan.places != UNLIMITED):
        return
    for one in await signups.promote(u.tx, activity.id, free):
        if one.account:
            await u.say(Outgoing(one.account, texts.promoted(activity, u.today), buttons=leave_button(activity)))
