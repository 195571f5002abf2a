"""From a draft to what members see; then closing sign-up early, opening it again, cancelling it with a reason."""

from bot.activities import desk, joining, listing
from bot.activities.drafting import pressed
from bot.activities.joining import move_up
from bot.activities.listing import SHOW
from bot.activities.published import PublishedActivities
from bot.activities.queries import activities, signups
from bot.activities.queries.activities import KeptDraft, Origin
from bot.activities.rules import Activity, Phase, Status, check
from bot.activities.texts import desk as desk_texts
from bot.activities.texts import members as texts
from bot.core.errors import BadInput, NotAllowed, Stale
from bot.core.messages import Act, Button, JsonObject
from bot.core.people import Member
from bot.core.queries import dialogue
from bot.core.work.unit import Deps, Unit, answer, unit
from bot.reports.forms.fields import clean
from bot.store.history import Entry, append

REASON = "activity.reason"
LONGEST = 200  # characters of a reason


async def publish(deps: Deps, update_id: int, telegram_id: int, version: int) -> None:
    """Raises BadInput for facts that contradict each other, Stale when another officer was faster."""
    async with unit(deps, update_id) as u:
        kept = await pressed(u, telegram_id, version)
        who = await u.member(telegram_id)
        if not listing.organises(who, kept.branch_id):
            raise NotAllowed(desk_texts.NOT_YOURS_TO_RUN)
        before, activity = await _write(u, kept)
        told = await joining.spread(u, before, activity) if before else joining.Told()
        await move_up(u, activity)
        live = before is not None and before.status is Status.PUBLISHED
        action = "mend" if live else "publish"
        await append(u.tx, Entry("activity", activity.id, action, who.id, note=_facts_said(u, activity)), u.now)
        await activities.drop_draft(u.tx, who.id)
        await dialogue.forget(u.tx, telegram_id, telegram_id)
        opens = activity.phase(u.now) is Phase.OPEN
        said = desk_texts.published(activity.plan, opens=opens)
        if live:
            said = desk_texts.mended(activity.plan, told.people, told.at)
        look = Button(desk_texts.LOOK, Act(SHOW, {"activity": activity.id}))
        invite = Button(desk_texts.INVITE, Act("broadcast.invite", {"activity": activity.id}))
        await answer(u, telegram_id, said, ((look, invite) if opens else (look,),))
    deps.parts.of(PublishedActivities).forget()


async def _write(u: Unit, kept: KeptDraft) -> tuple[Activity | None, Activity]:
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


def _facts_said(u: Unit, activity: Activity) -> str:
    return "；".join([activity.title, *texts.facts(activity.plan, u.today)])


async def close(deps: Deps, update_id: int, telegram_id: int, activity_id: int) -> str:
    """提前结束报名. Raises Stale where there is nothing to close."""
    async with unit(deps, update_id) as u:
        who, activity = await listing.run(u, telegram_id, activity_id)
        if activity.phase(u.now) not in (Phase.OPEN, Phase.UNOPENED):
            raise Stale(desk_texts.NOT_RUNNING)
        await activities.set_closed(u.tx, activity.id, u.now, u.now)
        said = desk_texts.closed(activity.title, await signups.tally(u.tx, activity.id))
        await _done(u, telegram_id, who, activity, "close", said)
    deps.parts.of(PublishedActivities).forget()
    return said


async def reopen(deps: Deps, update_id: int, telegram_id: int, activity_id: int) -> str:
    """重新开放报名. Raises Stale where it has not been closed."""
    async with unit(deps, update_id) as u:
        who, activity = await listing.run(u, telegram_id, activity_id)
        if activity.phase(u.now) is not Phase.CLOSED:
            raise Stale(desk_texts.NOT_CLOSED)
        await activities.set_closed(u.tx, activity.id, None, u.now)
        said = desk_texts.reopened(activity.title)
        await _done(u, telegram_id, who, activity, "reopen", said)
    deps.parts.of(PublishedActivities).forget()
    return said


async def _done(u: Unit, telegram_id: int, who: Member, activity: Activity, action: str, said: str) -> None:
    await append(u.tx, Entry("activity", activity.id, action, who.id), u.now)
    await answer(u, telegram_id, said, desk.manage_button(activity))


async def ask_reason(deps: Deps, update_id: int, telegram_id: int, activity_id: int) -> None:
    """取消活动: why? Members will read it."""
    async with unit(deps, update_id) as u:
        _who, activity = await _cancellable(u, telegram_id, activity_id)
        args: JsonObject = {"activity": activity.id}
        await dialogue.expect(u.tx, telegram_id, telegram_id, Act(REASON, args), u.now)
        buttons = (
            (Button(desk_texts.NO_REASON, Act("activity.unexplained", args)),),
            (Button(desk_texts.NOT_CANCEL, Act("activity.manage", args)),),
        )
        await answer(u, telegram_id, desk_texts.ASK_REASON, buttons)


async def ask_cancel(deps: Deps, update_id: int, telegram_id: int, activity_id: int, reason: str) -> None:
    """Shows what would be said to how many, before it is. Raises BadInput for too long a reason."""
    async with unit(deps, update_id) as u:
        _who, activity = await _cancellable(u, telegram_id, activity_id)
        said = clean(reason)
        if len(said) > LONGEST:
            raise BadInput(desk_texts.too_long(len(said), LONGEST))
        await dialogue.forget(u.tx, telegram_id, telegram_id)
        args: JsonObject = {"activity": activity.id, "sealed": u.tx.vault.seal(said)}
        buttons = (
            (Button(desk_texts.CANCEL_SURE, Act("activity.cancel", args)),),
            (Button(desk_texts.NOT_CANCEL, Act("activity.manage", {"activity": activity.id})),),
        )
        tally = await signups.tally(u.tx, activity.id)
        await answer(u, telegram_id, desk_texts.ask_cancel(activity.title, said or None, tally), buttons)


async def cancel(deps: Deps, update_id: int, telegram_id: int, activity_id: int, sealed: str) -> None:
    """It will not take place; everybody who has signed up, or waits, is told."""
    async with unit(deps, update_id) as u:
        who, activity = await _cancellable(u, telegram_id, activity_id)
        reason = u.tx.vault.open(sealed) or None
        await activities.cancel(u.tx, activity.id, reason, u.now)
        gone = await activities.get(u.tx, activity.id)
        told = await joining.spread(u, activity, gone)
        await append(u.tx, Entry("activity", gone.id, "cancel", who.id, note=reason), u.now)
        await answer(u, telegram_id, desk_texts.cancelled(gone.title, told.people, told.at))
    deps.parts.of(PublishedActivities).forget()


async def _cancellable(u: Unit, telegram_id: int, activity_id: int) -> tuple[Member, Activity]:
    who, activity = await listing.run(u, telegram_id, activity_id)
    if activity.status is not Status.PUBLISHED:
        raise Stale(desk_texts.CANNOT_MEND)
    if activity.phase(u.now) in (Phase.BEGUN, Phase.OVER):
        raise Stale(texts.state(activity, activity.phase(u.now), u.today))
    return who, activity
