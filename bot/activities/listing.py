"""What there is: the calendar as a list, one activity in detail, who has signed up for what.

And who may do what with it.
"""

from collections.abc import Sequence

from bot.activities.queries import activities, signups
from bot.activities.queries.activities import Origin
from bot.activities.rules import Activity, Phase, SignUp, Status
from bot.activities.texts import desk as desk_texts
from bot.activities.texts import members as own_texts
from bot.core.errors import NotAllowed
from bot.core.messages import Act, Button, Keyboard, Outgoing, Priority
from bot.core.people import Member, Role
from bot.core.queries import members
from bot.core.work.unit import Deps, Unit, answer, unit

ORGANISERS = (Role.CHAIR, Role.OFFICER)
SHOW, LIST, MINE, JOIN, LEAVE = "activity.show", "activity.list", "activity.mine", "activity.join", "activity.leave"
MOST_BUTTONS = 30
_LEAVABLE = (Phase.OPEN, Phase.CLOSED, Phase.LATE, Phase.UNOPENED)


def organises(who: Member, branch_id: int) -> bool:
    """A chair or officer of the branch whose activity it is, or of the committee, which is above all branches."""
    return any(
        office.role in ORGANISERS and (office.committee or office.branch_id == branch_id) for office in who.offices
    )


def home(who: Member) -> int | None:
    """For whom he organises something new: for the committee, where he is in it, else for his branch."""
    offices = sorted((one for one in who.offices if one.role in ORGANISERS), key=lambda one: not one.committee)
    return offices[0].branch_id if offices else None


def within(who: Member, activity: Activity) -> bool:
    """The committee's activities are for everybody, a branch's for its own members."""
    return activity.committee or who.branch_id == activity.branch_id


async def organiser(u: Unit, telegram_id: int) -> tuple[Member, int]:
    """The officer, and for whom he organises. Raises NotAllowed."""
    who = await u.member(telegram_id)
    branch_id = home(who)
    if branch_id is None:
        raise NotAllowed(desk_texts.ORGANISERS_ONLY)
    return who, branch_id


async def run(u: Unit, telegram_id: int, activity_id: int) -> tuple[Member, Activity]:
    """The officer and the activity, which is held until the transaction ends. Raises NotFound, NotAllowed."""
    who = await u.member(telegram_id)
    activity = await activities.locked(u.tx, activity_id)
    if not organises(who, activity.branch_id):
        raise NotAllowed(desk_texts.NOT_YOURS_TO_RUN)
    return who, activity


async def show(deps: Deps, update_id: int, chat_id: int, telegram_id: int, *, first: str = "") -> None:
    """The list, after a kind word `first`. In a group, and for strangers, it is the committee's, without a way to sign
    up."""
    async with unit(deps, update_id) as u:
        private = chat_id == telegram_id
        member = await members.by_telegram(u.tx, telegram_id, u.today) if private else None
        text, seen = await _calendar(u, member)
        text = f"{first}\n{text}" if first else text
        if not private:
            await u.say(Outgoing(chat_id, f"{text}\n\n{own_texts.JOIN_IN_PRIVATE}", priority=Priority.INTERACTIVE))
        elif member is None:
            await answer(u, chat_id, f"{text}\n\n{own_texts.BIND_TO_JOIN}", _choices(seen))
        else:
            await answer(u, chat_id, text, (*_choices(seen), *_ways_on(member)))


async def show_one(deps: Deps, update_id: int, telegram_id: int, activity_id: int) -> None:
    """One activity. Raises NotFound, and NotAllowed for that of another branch."""
    async with unit(deps, update_id) as u:
        member = await members.by_telegram(u.tx, telegram_id, u.today)
        activity = await activities.get(u.tx, activity_id)
        if not activity.committee and not (member and may_see(member, activity)):
            raise NotAllowed(own_texts.NOT_YOURS)
        text, buttons = await detail(u, activity, member)
        await answer(u, telegram_id, text, buttons)


async def show_mine(deps: Deps, update_id: int, telegram_id: int) -> None:
    """What this member has signed up for, as far as it is still to come."""
    async with unit(deps, update_id) as u:
        member = await u.member(telegram_id)
        states = await signups.of_member(u.tx, member.id)
        mine = [one for one in await activities.published(u.tx, u.today) if one.id in states]
        lines = [
            own_texts.my_line(one, states[one.id], await signups.turn_of(u.tx, one.id, member.id), u.today)
            for one in mine
        ]
        buttons = (*_choices(mine), (Button(own_texts.ALL, Act(LIST)),))
        await answer(u, telegram_id, own_texts.my_list(lines), buttons)


def may_see(who: Member, activity: Activity) -> bool:
    return within(who, activity) or organises(who, activity.branch_id)


async def detail(u: Unit, activity: Activity, member: Member | None) -> tuple[str, Keyboard]:
    """The activity as this person sees it, with what he may do."""
    phase = activity.phase(u.now)
    tally = await signups.tally(u.tx, activity.id)
    state = await signups.state_of(u.tx, activity.id, member.id) if member else None
    turn = await signups.turn_of(u.tx, activity.id, member.id) if member and state is SignUp.WAITING else 0
    mine = own_texts.standing(state, turn) if member else own_texts.BIND_TO_JOIN if phase is Phase.OPEN else ""
    text = own_texts.detail(activity, tally, mine, u.today, phase)
    rows: list[tuple[Button, ...]] = []
    if member and within(member, activity):
        full = not tally.admits(activity.plan)
        rows += [(button,) for button in _acts(activity, phase, state, full=full)]
    if member and organises(member, activity.branch_id):
        rows.append((Button(desk_texts.MANAGE, Act("activity.manage", {"activity": activity.id})),))
    return text, tuple(rows)


def _acts(activity: Activity, phase: Phase, state: SignUp | None, *, full: bool) -> Sequence[Button]:
    args = {"activity": activity.id}
    if state is None:
        return [Button(own_texts.QUEUE if full else own_texts.JOIN, Act(JOIN, args))] if phase is Phase.OPEN else []
    return [Button(own_texts.LEAVE, Act(LEAVE, args))] if phase in _LEAVABLE else []


def leave_button(activity: Activity) -> Keyboard:
    return ((Button(own_texts.LEAVE, Act(LEAVE, {"activity": activity.id})),),)


async def enter_named(u: Unit) -> str:
    """Makes an entry of every activity that the notice in force names; returns the notice's number."""
    notice = u.deps.library.in_force(u.today).number
    known = await activities.topics_of(u.tx, notice)
    missing = [one for one in u.deps.library.activities(u.today) if one.topic not in known]
    for one in missing:
        committee = await members.committee(u.tx)
        origin = Origin(one.topic, one.notice, one.citation)
        await activities.enter(u.tx, committee.id, one.title, origin, u.now)
    return notice


async def in_sight(u: Unit, member: Member | None) -> list[Activity]:
    """What this person may see: the committee's, his branch's, and those that he runs. Yesterday's are gone."""
    notice = await enter_named(u)
    committee = await members.committee(u.tx)
    branches = {committee.id, *([member.branch_id] if member else [])}
    branches |= {office.branch_id for office in member.offices} if member else set()
    return await activities.shown(u.tx, notice, sorted(branches), u.today)


async def _calendar(u: Unit, member: Member | None) -> tuple[str, list[Activity]]:
    known = await in_sight(u, member)
    fixed = [one for one in known if one.status is not Status.PENDING]
    tallies = await signups.tallies(u.tx, [one.id for one in fixed])
    lines = [
        own_texts.line(number, one, tallies[one.id], one.phase(u.now), u.today)
        for number, one in enumerate(fixed, start=1)
    ]
    notice = u.deps.library.in_force(u.today)
    waiting = [one.title for one in known if one.status is Status.PENDING]
    return own_texts.calendar(lines, waiting, notice.number, notice.year), fixed


def _choices(seen: Sequence[Activity]) -> Keyboard:
    return tuple((Button(one.title[:40], Act(SHOW, {"activity": one.id})),) for one in seen[:MOST_BUTTONS])


def _ways_on(member: Member) -> Keyboard:
    mine = Button(own_texts.MINE, Act(MINE))
    return ((mine, Button(desk_texts.DESK, Act("activity.desk"))),) if home(member) is not None else ((mine,),)
