"""An officer fills in an activity, fact by fact, in private. It is kept at every step and seen by nobody else."""

from bot.activities import access
from bot.activities.asking import ask
from bot.activities.queries import activities
from bot.activities.queries.activities import KeptDraft
from bot.activities.reading import beside, read
from bot.activities.rules import LIMITS, Activity, Draft, Plan, Status, whole
from bot.activities.texts import desk as texts
from bot.core.errors import BadInput, NotFound, Stale
from bot.core.messages import Act, Button, JsonObject
from bot.core.people import Member
from bot.core.queries import dialogue
from bot.core.words import bare, stops
from bot.core.work.unit import Deps, Unit, answer, unit
from bot.reports import asides

_PASS = asides.SKIP | {texts.PASS, "先不定", "未定", "待定", "没定", "还没定", texts.TO_OPEN}


async def begin(deps: Deps, update_id: int, telegram_id: int, args: JsonObject) -> None:
    """Opens a draft: of `activity`, of another round of `again`, or of something new. An unfinished one of another
    is not thrown away unasked (`replace`).
    """
    async with unit(deps, update_id) as u:
        who, branch_id = await access.organiser(u, telegram_id)
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
        _who, activity = await access.run(u, telegram_id, int(activity_id))
        if activity.status is Status.CANCELLED:
            raise Stale(texts.CANNOT_MEND)
        return KeptDraft(who.id, activity.id, activity.branch_id, activity.version, 0, _start(activity))
    if again := args.get("again"):
        _who, activity = await access.run(u, telegram_id, int(again))
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
        (Button(texts.RESUME, Act("activity.resume")),),
        (Button(texts.REPLACE, Act("activity.begin", {**args, "replace": True})),),
    )
    await answer(u, telegram_id, texts.unfinished(unfinished.draft.plan.title), buttons)


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
            raise Stale(texts.STALE_DRAFT)
        if stops(text, texts.PARK) or asides.leaves(text):
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
        await answer(u, telegram_id, texts.DROPPED)


async def pressed(u: Unit, telegram_id: int, version: int) -> KeptDraft:
    """The draft that a button or a question of that version belongs to. Raises NotFound, NotAllowed, Stale."""
    kept = await _mine(u, telegram_id)
    if kept.version != version:
        raise Stale(texts.STALE_DRAFT)
    return kept


async def _mine(u: Unit, telegram_id: int) -> KeptDraft:
    who, _branch = await access.organiser(u, telegram_id)
    kept = await activities.draft_of(u.tx, who.id)
    if kept is None:
        raise NotFound(texts.NO_DRAFT)
    return kept


async def _park(u: Unit, telegram_id: int) -> None:
    await dialogue.forget(u.tx, telegram_id, telegram_id)
    await answer(u, telegram_id, texts.PARKED, ((Button(texts.RESUME, Act("activity.resume")),),))


async def _answer(u: Unit, telegram_id: int, kept: KeptDraft, name: str, text: str) -> None:
    try:
        values = read(name, text, u.now, kept.draft.plan)
    except BadInput as unclear:
        await ask(u, telegram_id, kept, str(unclear))
        return
    draft, also = kept.draft.with_fact(name, **values), beside(name, text, u.now)
    notes = [texts.not_kept(also.unread)] if also.unread else []
    if also.place and not draft.known("place"):
        draft = draft.with_fact("place", place=also.place)
        notes.insert(0, texts.place_kept(also.place))
    elif also.place:
        notes.insert(0, texts.not_kept(also.place))
    await _go_on(u, telegram_id, kept, draft, "".join(notes))


async def _go_on(u: Unit, telegram_id: int, kept: KeptDraft, draft: Draft, note: str = "") -> None:
    changed = KeptDraft(kept.member_id, kept.activity_id, kept.branch_id, kept.base, kept.version, draft)
    await ask(u, telegram_id, await activities.keep_draft(u.tx, changed, u.now), note)
