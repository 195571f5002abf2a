"""办活动: what an officer has before him, and what he may do with one of them."""

from bot.activities import access
from bot.activities.listing import MOST_BUTTONS, in_sight
from bot.activities.queries import activities, signups
from bot.activities.rules import Activity, Phase, Status
from bot.activities.texts import desk as texts
from bot.core.messages import Act, Button, Keyboard, rows
from bot.core.queries import dialogue, members
from bot.core.work.unit import Deps, Unit, answer, unit

MANAGE = "activity.manage"
PAST_SHOWN = 10
_GATED = (Phase.OPEN, Phase.UNOPENED, Phase.CLOSED)  # sign-up can be closed, or opened again
_RUNNING = (*_GATED, Phase.LATE)


async def show(deps: Deps, update_id: int, telegram_id: int) -> None:
    """What is to be completed, what runs, and the way to something new."""
    async with unit(deps, update_id) as u:
        who, branch_id = await access.organiser(u, telegram_id)
        home = await members.branch(u.tx, branch_id)
        known = [one for one in await in_sight(u, who) if access.organises(who, one.branch_id)]
        pending = [one for one in known if one.status is Status.PENDING]
        running = [one for one in known if one.status is Status.PUBLISHED]
        keyboard: list[tuple[Button, ...]] = []
        if await activities.draft_of(u.tx, who.id):
            keyboard.append((Button(texts.RESUME, Act("activity.resume")),))
        keyboard += [(_of(one, texts.RUN, MANAGE),) for one in running[:MOST_BUTTONS]]
        keyboard += [(_of(one, texts.COMPLETE, "activity.begin"),) for one in pending[:MOST_BUTTONS]]
        keyboard.append((Button(texts.NEW, Act("activity.begin")), Button(texts.PAST, Act("activity.past"))))
        await answer(u, telegram_id, texts.desk(len(pending), committee=home.committee), tuple(keyboard))


async def show_past(deps: Deps, update_id: int, telegram_id: int) -> None:
    """The latest that are over: their lists, and who came."""
    async with unit(deps, update_id) as u:
        who, branch_id = await access.organiser(u, telegram_id)
        branches = sorted({branch_id, *(one.branch_id for one in who.offices if one.role in access.ORGANISERS)})
        held = await activities.past(u.tx, branches, u.today, PAST_SHOWN)
        text = texts.PAST_LIST if held else texts.NO_PAST
        await answer(u, telegram_id, text, tuple((_of(one, "", MANAGE),) for one in held))


async def manage(deps: Deps, update_id: int, telegram_id: int, activity_id: int) -> None:
    """One activity with everything that may be done with it; what was asked about it before no longer waits."""
    async with unit(deps, update_id) as u:
        _who, activity = await access.run(u, telegram_id, activity_id)
        await dialogue.forget(u.tx, telegram_id, telegram_id)
        phase = activity.phase(u.now)
        tally = await signups.tally(u.tx, activity.id)
        text = texts.managed(activity, tally, phase, u.today)
        await answer(u, telegram_id, text, _ways(u, activity, phase))


def _ways(u: Unit, activity: Activity, phase: Phase) -> Keyboard:
    acts: list[tuple[str, str]] = []
    if phase in (*_RUNNING, Phase.UNFIXED):
        acts.append((texts.MEND, "activity.begin"))
    if phase is Phase.OPEN:
        acts.append((texts.INVITE, "broadcast.invite"))
    if phase in _GATED:
        acts.append((texts.REOPEN, "activity.reopen") if phase is Phase.CLOSED else (texts.CLOSE, "activity.close"))
    if activity.status is Status.PUBLISHED:
        acts.append((texts.SHEET, "activity.sheet"))
    if rollable(u, activity):
        acts.append((texts.ROLL, "activity.roll"))
    if phase in _RUNNING:
        acts.append((texts.CANCEL, "activity.reason"))
    keyboard = rows(*(Button(label, Act(name, {"activity": activity.id})) for label, name in acts))
    if activity.status is Status.PENDING:
        return keyboard
    return (*keyboard, (Button(texts.AGAIN, Act("activity.begin", {"again": activity.id})),))


def rollable(u: Unit, activity: Activity) -> bool:
    """From its day on, who came may be noted."""
    day = activity.plan.day
    return activity.status is Status.PUBLISHED and day is not None and u.today >= day


def manage_button(activity: Activity) -> Keyboard:
    return ((Button(texts.MANAGE, Act(MANAGE, {"activity": activity.id})),),)


def _of(activity: Activity, what: str, act: str) -> Button:
    return Button(f"{what}{activity.title}"[:60], Act(act, {"activity": activity.id}))
