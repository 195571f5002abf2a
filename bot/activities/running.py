"""Looking after what is published: closing sign-up early, opening it again, cancelling it with a reason."""

from bot.activities import access, desk, news
from bot.activities.published import PublishedActivities
from bot.activities.queries import activities, signups
from bot.activities.rules import Activity, Phase, Status
from bot.activities.texts import activities as texts
from bot.activities.texts import desk as desk_texts
from bot.core.errors import BadInput, Stale
from bot.core.messages import Act, Button, JsonObject
from bot.core.people import Member
from bot.core.queries import dialogue
from bot.core.work.unit import Deps, Unit, answer, unit
from bot.reports.forms.values import clean
from bot.store.history import Entry, append

REASON = "activity.reason"
LONGEST = 200  # characters of a reason


async def close(deps: Deps, update_id: int, telegram_id: int, activity_id: int) -> str:
    """提前结束报名. Raises Stale where there is nothing to close."""
    async with unit(deps, update_id) as u:
        who, activity = await access.run(u, telegram_id, activity_id)
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
        who, activity = await access.run(u, telegram_id, activity_id)
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
            raise BadInput(f"写得有点长（{len(said)} 个字），请缩短到 {LONGEST} 个字以内。")
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
        told = await news.spread(u, activity, gone)
        await append(u.tx, Entry("activity", gone.id, "cancel", who.id, note=reason), u.now)
        await answer(u, telegram_id, desk_texts.cancelled(gone.title, told.people, told.at))
    deps.parts.of(PublishedActivities).forget()


async def _cancellable(u: Unit, telegram_id: int, activity_id: int) -> tuple[Member, Activity]:
    who, activity = await access.run(u, telegram_id, activity_id)
    if activity.status is not Status.PUBLISHED:
        raise Stale(desk_texts.CANNOT_MEND)
    if activity.phase(u.now) in (Phase.BEGUN, Phase.OVER):
        raise Stale(texts.state(activity, activity.phase(u.now), u.today))
    return who, activity
