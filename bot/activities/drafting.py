"""An officer fills in an activity in private: question after question with ready answers, kept at every step."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.activities import listing
from bot.activities.queries import activities, signups
from bot.activities.queries.activities import KeptDraft
from bot.activities.reading import beside, read
from bot.activities.rules import FIELDS, LIMITS, Activity, Draft, Plan, Status, whole
from bot.activities.texts import desk as desk_texts
from bot.activities.texts.facts import BY_NAME
from bot.core.clock import local_date
from bot.core.errors import BadInput, NotFound, Stale
from bot.core.messages import Act, Button, JsonObject, Keyboard, rows
from bot.core.people import Member
from bot.core.queries import dialogue, members
from bot.core.words import bare, stops
from bot.core.work.unit import Deps, Unit, answer, unit
from bot.reports import asides
from bot.reports.leaving import leaves
from knowledge.activities import Festival, coming

FACT = "activity.fact"
_HOURS = ("9:00", "14:00")
_PASS = asides.SKIP | {desk_texts.PASS, "先不定", "未定", "待定", "没定", "还没定", desk_texts.TO_OPEN}


async def ask(u: Unit, telegram_id: int, kept: KeptDraft, note: str = "") -> None:
    """Asks for the next fact (the next words answer it), or shows the summary. `note`: what was wrong before."""
    name = kept.draft.asking
    head = f"{note}\n\n" if note else ""
    if name is None:
        await dialogue.forget(u.tx, telegram_id, telegram_id)
        await _sum_up(u, telegram_id, kept, head)
        return
    await dialogue.expect(u.tx, telegram_id, telegram_id, Act(FACT, {**_args(kept), "field": name}), u.now)
    follows = await _festival(u, kept) if name == "day" else None
    proposal = desk_texts.festival(follows.name, follows.day, u.today) if follows else ""
    if kept.draft.at and kept.draft.known(name):
        proposal += desk_texts.now(desk_texts.known_value(name, kept.draft.plan, u.today))
    await answer(
        u,
        telegram_id,
        head + desk_texts.question(name, kept.draft.plan.title, proposal),
        (*await _proposals(u, kept, name, follows), *_ways_out(kept, name)),
    )


def _args(kept: KeptDraft) -> dict[str, int]:
    return {"version": kept.version}


def _button(kept: KeptDraft, label: str, act: str, **args: str) -> Button:
    return Button(label, Act(act, {**_args(kept), **args}))


async def _festival(u: Unit, kept: KeptDraft) -> Festival | None:
    """The one whose day the activity follows, next time."""
    source = kept.activity_id or kept.draft.again
    topic = (await activities.get(u.tx, source)).topic if source else None
    named = next((one for one in u.deps.library.activities(u.today) if one.topic == topic and one.festival), None)
    return coming(named.festival, u.today) if named else None


async def _proposals(u: Unit, kept: KeptDraft, name: str, follows: Festival | None) -> Keyboard:
    """Each says by a press what could be typed."""
    everybody = desk_texts.EVERYBODY if (await members.branch(u.tx, kept.branch_id)).committee else desk_texts.OUR_OWN
    ready = _ready(u, kept, name, everybody)
    offered = [_button(kept, label, "activity.value", field=name, text=text) for label, text in ready]
    if follows:
        text = follows.day.isoformat()
        offered.append(_button(kept, desk_texts.on_day(follows.day), "activity.value", field=name, text=text))
    return rows(*offered)


def _ready(u: Unit, kept: KeptDraft, name: str, everybody: str) -> Iterator[tuple[str, str]]:
    """(label, the words that it stands for)."""
    if name == "start":
        yield from ((hour, hour) for hour in _HOURS)
    elif name == "audience":
        yield everybody, everybody
    elif name == "places":
        yield desk_texts.UNLIMITED, desk_texts.UNLIMITED
    elif name == "deadline":
        yield from _before(u, kept.draft.plan)


def _before(u: Unit, plan: Plan) -> Iterator[tuple[str, str]]:
    for label, days in desk_texts.DAYS_BEFORE.items():
        day = plan.day - timedelta(days=days) if plan.day else None
        if day and day >= local_date(u.now):
            yield f"{label}（{day.month}月{day.day}日）", day.isoformat()


def _ways_out(kept: KeptDraft, name: str) -> Keyboard:
    changing = kept.draft.at is not None
    keyboard: list[tuple[Button, ...]] = []
    if name != "title":
        label = desk_texts.TO_OPEN if changing and kept.draft.known(name) else desk_texts.PASS
        keyboard.append((_button(kept, label, "activity.pass", field=name),))
    back = (_button(kept, desk_texts.BACK_TO_SUM, "activity.sum"),) if changing else ()
    return (*keyboard, (*back, _button(kept, desk_texts.PARK, "activity.park")))


async def _sum_up(u: Unit, telegram_id: int, kept: KeptDraft, head: str) -> None:
    live = kept.base > 0
    joined = (await signups.tally(u.tx, kept.activity_id)).joined if kept.activity_id else 0
    publish = _button(kept, desk_texts.PUBLISH_CHANGES if live else desk_texts.PUBLISH, "activity.publish")
    names = [name for name in FIELDS if name != "title" or kept.activity_id is None or kept.base > 0]
    mend = [_button(kept, f"改{BY_NAME[name].label}", "activity.change", field=name) for name in names]
    ways = (_button(kept, desk_texts.PARK, "activity.park"), _button(kept, desk_texts.DROP, "activity.drop"))
    text = desk_texts.summary(kept.draft, u.today, live=live, joined=joined)
    await answer(u, telegram_id, head + text, ((publish,), *rows(*mend), ways))


async def begin(deps: Deps, update_id: int, telegram_id: int, args: JsonObject) -> None:
    """Opens a draft: of `activity`, of another round of `again`, or of something new. An unfinished one of another
    is not thrown away unasked (`replace`).
    """
    async with unit(deps, update_id) as u:
        who, branch_id = await listing.organiser(u, telegram_id)
        unfinished = await activities.draft_of(u.tx, who.id)
        fresh = await _fresh(u, telegram_id, who, branch_id, args)
        if unfinished and _same(unfinished, fresh):
            await ask(u, telegram_id, unfinished)
        elif unfinished and not args.get("replace"):
            await _ask_which(u, telegram_id, unfinished, args)
        else:
            await ask(u, telegram_id, await activities.keep_draft(u.tx, fresh, u.now))


async def _fresh(u: Unit, telegram_id: int, who: Member, branch_id: int, args: JsonObject) -> KeptDraft:
    if activity_id := args.get("activity"):
        _who, activity = await listing.run(u, telegram_id, int(activity_id))
        if activity.status is Status.CANCELLED:
            raise Stale(desk_texts.CANNOT_MEND)
        return KeptDraft(who.id, activity.id, activity.branch_id, activity.version, 0, _start(activity))
    if again := args.get("again"):
        _who, activity = await listing.run(u, telegram_id, int(again))
        draft = Draft(Plan(title=activity.plan.title), again=activity.id)
        return KeptDraft(who.id, None, activity.branch_id, 0, 0, draft)
    return KeptDraft(who.id, None, branch_id, 0, 0, Draft())


def _start(activity: Activity) -> Draft:
    if activity.status is Status.PENDING:
        return Draft(Plan(title=activity.plan.title))
    return whole(activity.plan)


def _same(one: KeptDraft, other: KeptDraft) -> bool:
    return (one.activity_id, one.draft.again) == (other.activity_id, other.draft.again)


async def _ask_which(u: Unit, telegram_id: int, unfinished: KeptDraft, args: JsonObject) -> None:
    buttons = (
        (Button(desk_texts.RESUME, Act("activity.resume")),),
        (Button(desk_texts.REPLACE, Act("activity.begin", {**args, "replace": True})),),
    )
    await answer(u, telegram_id, desk_texts.unfinished(unfinished.draft.plan.title), buttons)


async def resume(deps: Deps, update_id: int | None, telegram_id: int) -> None:
    """接着填; also after a question in between has been answered."""
    async with unit(deps, update_id) as u:
        await ask(u, telegram_id, await _mine(u, telegram_id))


async def take(deps: Deps, update_id: int, telegram_id: int, text: str, version: int) -> None:
    """The words answer the question of that version. What cannot be read is asked again, with what would do."""
    async with unit(deps, update_id) as u:
        kept = await pressed(u, telegram_id, version)
        name = kept.draft.asking
        word = bare(text)
        if name is None:
            raise Stale(desk_texts.STALE_DRAFT)
        if stops(text, desk_texts.PARK) or leaves(text):
            await _park(u, telegram_id)
        elif word in _PASS and name != "title":
            await _go_on(u, telegram_id, kept, kept.draft.without(name))
        else:
            await _answer(u, telegram_id, kept, name, text)


def is_question(deps: Deps, name: str, text: str) -> bool:
    """Whether the words are no answer but a question. Words of one's own may wonder about things."""
    return text.strip().endswith(("?", "？")) if name in LIMITS else asides.asks(deps, text, None)


async def choose(deps: Deps, update_id: int, telegram_id: int, args: JsonObject) -> None:
    """A ready answer is pressed."""
    async with unit(deps, update_id) as u:
        kept = await pressed(u, telegram_id, int(args["version"]))
        await _answer(u, telegram_id, kept, str(args["field"]), str(args["text"]))


async def pass_over(deps: Deps, update_id: int, telegram_id: int, args: JsonObject) -> None:
    """先不定: this fact stays (or becomes again) open."""
    async with unit(deps, update_id) as u:
        kept = await pressed(u, telegram_id, int(args["version"]))
        await _go_on(u, telegram_id, kept, kept.draft.without(str(args["field"])))


async def change(deps: Deps, update_id: int, telegram_id: int, args: JsonObject) -> None:
    """Back to one fact, from the summary; without a field, back to the summary."""
    async with unit(deps, update_id) as u:
        kept = await pressed(u, telegram_id, int(args["version"]))
        back = Draft(kept.draft.plan, kept.draft.passed, args.get("field"), kept.draft.again)
        await _go_on(u, telegram_id, kept, back)


async def park(deps: Deps, update_id: int, telegram_id: int) -> None:
    """先停下: it is kept; the next words belong to something else."""
    async with unit(deps, update_id) as u:
        await _mine(u, telegram_id)
        await _park(u, telegram_id)


async def drop(deps: Deps, update_id: int, telegram_id: int, version: int) -> None:
    """放弃: nothing has changed for anybody."""
    async with unit(deps, update_id) as u:
        kept = await pressed(u, telegram_id, version)
        await activities.drop_draft(u.tx, kept.member_id)
        await dialogue.forget(u.tx, telegram_id, telegram_id)
        await answer(u, telegram_id, desk_texts.DROPPED)


async def pressed(u: Unit, telegram_id: int, version: int) -> KeptDraft:
    """The draft that a button or a question of that version belongs to. Raises NotFound, NotAllowed, Stale."""
    kept = await _mine(u, telegram_id)
    if kept.version != version:
        raise Stale(desk_texts.STALE_DRAFT)
    return kept


async def _mine(u: Unit, telegram_id: int) -> KeptDraft:
    who, _branch = await listing.organiser(u, telegram_id)
    kept = await activities.draft_of(u.tx, who.id)
    if kept is None:
        raise NotFound(desk_texts.NO_DRAFT)
    return kept


async def _park(u: Unit, telegram_id: int) -> None:
    await dialogue.forget(u.tx, telegram_id, telegram_id)
    await answer(u, telegram_id, desk_texts.PARKED, ((Button(desk_texts.RESUME, Act("activity.resume")),),))


async def _answer(u: Unit, telegram_id: int, kept: KeptDraft, name: str, text: str) -> None:
    try:
        values = read(name, text, u.now, kept.draft.plan)
    except BadInput as unclear:
        await ask(u, telegram_id, kept, str(unclear))
        return
    draft, also = kept.draft.with_fact(name, **values), beside(name, text, u.now)
    notes = [desk_texts.not_kept(also.unread)] if also.unread else []
    if draft.plan.finish and draft.plan.backwards:  # what was fixed before does not fit the new start
        notes.append(desk_texts.end_dropped(draft.plan.finish))
        draft = replace(draft, plan=replace(draft.plan, finish=None))
    if also.place and not draft.known("place"):
        draft = draft.with_fact("place", place=also.place)
        notes.insert(0, desk_texts.place_kept(also.place))
    elif also.place:
        notes.insert(0, desk_texts.not_kept(also.place))
    await _go_on(u, telegram_id, kept, draft, "".join(notes))


async def _go_on(u: Unit, telegram_id: int, kept: KeptDraft, draft: Draft, note: str = "") -> None:
    changed = KeptDraft(kept.member_id, kept.activity_id, kept.branch_id, kept.base, kept.version, draft)
    await ask(u, telegram_id, await activities.keep_draft(u.tx, changed, u.now), note)
