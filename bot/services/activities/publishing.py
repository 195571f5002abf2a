"""From a draft to what members see: guarded, noted, and told to those who have signed up."""

from collections.abc import Sequence

from bot.domain.activities import Activity, Phase, Status, check, moved
from bot.domain.errors import NotAllowed, Stale
from bot.domain.messages import Act, Button, Outgoing
from bot.domain.texts import activities as texts
from bot.domain.texts import activity_desk as desk_texts
from bot.domain.texts import signups as own_texts
from bot.services.activities import access
from bot.services.activities.drafting import pressed
from bot.services.activities.joining import move_up
from bot.services.activities.listing import SHOW, leave_button
from bot.services.base import Deps, Unit, unit
from bot.services.saying import answer
from bot.store import activities, dialogue, signups
from bot.store.activities import Kept, Origin
from bot.store.history import Entry, append


async def publish(deps: Deps, update_id: int, telegram_id: int, version: int) -> None:
    """Raises BadInput for facts that contradict each other, Stale when another officer was faster."""
    async with unit(deps, update_id) as u:
        kept = await pressed(u, telegram_id, version)
        who = await u.member(telegram_id)
        if not access.organises(who, kept.branch_id):
            raise NotAllowed(desk_texts.NOT_YOURS_TO_RUN)
        before, activity = await _write(u, kept)
        told = await _tell_changes(u, before, activity) if before else 0
        await move_up(u, activity)
        live = before is not None and before.status is Status.PUBLISHED
        action = "mend" if live else "publish"
        await append(u.tx, Entry("activity", activity.id, action, who.id, note=_facts_said(u, activity)), u.now)
        await activities.drop_draft(u.tx, who.id)
        await dialogue.forget(u.tx, telegram_id, telegram_id)
        opens = activity.phase(u.now) is Phase.OPEN
        said = desk_texts.mended(activity.plan, told) if live else desk_texts.published(activity.plan, opens=opens)
        look = Button(desk_texts.LOOK, Act(SHOW, {"activity": activity.id}))
        await answer(u, telegram_id, said, ((look,),))
    deps.fixed.forget()


async def _write(u: Unit, kept: Kept) -> tuple[Activity | None, Activity]:
    """(what it was before, what it is now)."""
    plan = kept.draft.plan
    if kept.activity_id is None:
        check(plan, u.now)
        origin = await _origin(u, kept.draft.again)
        made = await activities.add(u.tx, kept.branch_id, plan, origin, kept.member_id, u.now)
        return None, await activities.get(u.tx, made)
    before = await activities.locked(u.tx, kept.activity_id)
    if before.status is Status.CANCELLED:
        raise Stale(desk_texts.CANNOT_MEND)
    if not await activities.rewrite(u.tx, before, plan, kept.base, u.now):
        raise Stale(desk_texts.OVERTAKEN)
    check(plan, u.now, (await signups.tally(u.tx, before.id)).joined)
    return before, await activities.get(u.tx, before.id)


async def _origin(u: Unit, again: int | None) -> Origin:
    """Another round of an activity of the notice has its place there too."""
    if again is None:
        return Origin()
    first = await activities.get(u.tx, again)
    if first.topic is None:
        return Origin()
    await activities.locked(u.tx, first.id)
    return Origin(first.topic, first.notice, first.citation, await activities.next_round(u.tx, first))


async def _tell_changes(u: Unit, before: Activity, after: Activity) -> int:
    """Those who have signed up hear of another day, hour or place; returns how many."""
    names = moved(before.plan, after.plan)
    if not names or before.status is not Status.PUBLISHED:
        return 0
    entrants = [one.account for one in await signups.entrants(u.tx, after.id) if one.account]
    await tell(u, entrants, own_texts.changed(after, names, u.today), after)
    return len(entrants)


async def tell(u: Unit, accounts: Sequence[int], text: str, activity: Activity) -> None:
    """The same to each, with the way out under it unless it is cancelled."""
    buttons = leave_button(activity) if activity.status is Status.PUBLISHED else ()
    await u.say(*(Outgoing(account, text, buttons=buttons) for account in accounts))


def _facts_said(u: Unit, activity: Activity) -> str:
    return "；".join([activity.title, *texts.facts(activity.plan, u.today)])
