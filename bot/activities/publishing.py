"""From a draft to what members see: guarded, noted, and told to those who have signed up."""

from bot.activities import access, news
from bot.activities.drafting import pressed
from bot.activities.joining import move_up
from bot.activities.listing import SHOW
from bot.activities.published import PublishedActivities
from bot.activities.queries import activities, signups
from bot.activities.queries.activities import KeptDraft, Origin
from bot.activities.rules import Activity, Phase, Status, check
from bot.activities.texts import activities as texts
from bot.activities.texts import desk as desk_texts
from bot.core.errors import NotAllowed, Stale
from bot.core.messages import Act, Button
from bot.core.queries import dialogue
from bot.core.work.unit import Deps, Unit, answer, unit
from bot.store.history import Entry, append


async def publish(deps: Deps, update_id: int, telegram_id: int, version: int) -> None:
    """Raises BadInput for facts that contradict each other, Stale when another officer was faster."""
    async with unit(deps, update_id) as u:
        kept = await pressed(u, telegram_id, version)
        who = await u.member(telegram_id)
        if not access.organises(who, kept.branch_id):
            raise NotAllowed(desk_texts.NOT_YOURS_TO_RUN)
        before, activity = await _write(u, kept)
        told = await news.spread(u, before, activity) if before else news.Told()
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
