"""Signing up, waiting, giving a place back. Every change holds the activity, so that no place is given twice."""

from bot.activities.access import within
from bot.activities.listing import leave_button
from bot.activities.news import held_until
from bot.activities.queries import activities, signups
from bot.activities.rules import UNLIMITED, Activity, Phase, SignUp, Status
from bot.activities.texts import activities as texts
from bot.activities.texts import signups as own_texts
from bot.core.errors import NotAllowed, Stale
from bot.core.messages import Act, Button, Outgoing
from bot.core.work.unit import Deps, Unit, answer, unit

LEFT = "activity.left"


async def join(deps: Deps, update_id: int, telegram_id: int, activity_id: int) -> None:
    """Gets a place, or a turn when all are taken; twice is once. Raises NotAllowed, or Stale with why not."""
    async with unit(deps, update_id) as u:
        member = await u.member(telegram_id)
        activity = await activities.locked(u.tx, activity_id)
        if not within(member, activity):
            raise NotAllowed(texts.NOT_YOURS)
        state = await signups.state_of(u.tx, activity.id, member.id)
        if activity.status is Status.CANCELLED:
            raise Stale(own_texts.gone(activity))
        if state is None:
            state = await _take(u, activity, member.id)
            said = own_texts.joined(activity, u.today)
            if state is SignUp.WAITING:
                said = own_texts.waiting(activity, await signups.turn_of(u.tx, activity.id, member.id))
        else:
            said = own_texts.already(activity, state, await signups.turn_of(u.tx, activity.id, member.id), u.today)
        await answer(u, telegram_id, said, leave_button(activity))


async def _take(u: Unit, activity: Activity, member_id: int) -> SignUp:
    phase = activity.phase(u.now)
    if phase is not Phase.OPEN:
        raise Stale(texts.state(activity, phase, u.today))
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
            raise Stale(own_texts.NOT_SIGNED)
        _check_running(u, activity)
        args = {"activity": activity.id}
        buttons = ((Button(own_texts.LEAVE_SURE, Act(LEFT, args)), Button(own_texts.STAY, Act("activity.show", args))),)
        text = own_texts.ask_leave(activity, await signups.tally(u.tx, activity.id))
        await answer(u, telegram_id, text, buttons)


async def leave(deps: Deps, update_id: int, telegram_id: int, activity_id: int) -> None:
    """Gives the place back; whoever waits longest gets it and is told."""
    async with unit(deps, update_id) as u:
        member = await u.member(telegram_id)
        activity = await activities.locked(u.tx, activity_id)
        _check_running(u, activity)
        if not await signups.withdraw(u.tx, activity.id, member.id):
            raise Stale(own_texts.NOT_SIGNED)
        await answer(u, telegram_id, own_texts.left(activity))
        await move_up(u, activity)


def _check_running(u: Unit, activity: Activity) -> None:
    """Raises Stale where there is nothing to give back any more."""
    if activity.status is Status.CANCELLED:
        raise Stale(own_texts.gone(activity))
    if activity.phase(u.now) in (Phase.BEGUN, Phase.OVER):
        raise Stale(own_texts.ALREADY_GONE)


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
            await u.say(Outgoing(one.account, own_texts.promoted(activity, u.today), buttons=leave_button(activity)))
