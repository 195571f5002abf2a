"""A document put in by chat: a committee officer sends the file in private, types its figures, looks at its doubts."""

from datetime import date

from bot.core.messages import Act, Button
from bot.core.people import Member
from bot.core.queries import dialogue, members
from bot.core.work.branches import HEADS, head_of_committee
from bot.core.work.unit import Deps, Unit, unit
from bot.notices import putting, queries, reading, releasing, reviewing, rules, texts
from bot.notices.pictures import Pictures
from bot.notices.published import document_of
from bot.notices.queries import Kept
from bot.notices.reading import Readings

FILE = "notice.file"
REVIEW, TELL = putting.REVIEW, "broadcast.notice"
RELEASE, UNDO, SURE = "notice.release", "notice.undo", "notice.undo.sure"
LARGEST = rules.LARGEST
PER_PAGE = 4


async def ask(deps: Deps, update_id: int, telegram_id: int) -> None:
    """/notices: what is published, what waits, and that a file may be sent."""
    async with unit(deps, update_id) as u:
        await _officer(u, telegram_id)
        await dialogue.expect(u.tx, telegram_id, telegram_id, Act(FILE), u.now)
        now = rules.current(await queries.steps(u.tx))
        every = await queries.every(u.tx)
        lines = [_line(kept, now, u.today) for kept in every]
        buttons = [_way_on(kept, now) for kept in every]
        await putting.say(u, telegram_id, texts.overview(lines), tuple((button,) for button in buttons[-8:]))


def _line(kept: Kept, now: dict[str, int], today: date) -> str:
    if not kept.number:
        return texts.unread(kept.id, kept.file_name)
    state = texts.WAITS if kept.reviewed_at else texts.OPEN
    if kept.id in now.values():
        state = texts.in_use(kept.since, today)
    return f"{kept.id}. {texts.named(kept.number, kept.title, 40)}（{state}）"


def _way_on(kept: Kept, now: dict[str, int]) -> Button:
    """What may be done next. Any of them goes on with a review: one who has guessed too often needs another."""
    if not kept.number:
        return Button(texts.read_on(kept.id), Act(REVIEW, {"notice": kept.id}))
    if kept.reviewed_at is None:
        return Button(texts.go_on(kept.id), Act(REVIEW, {"notice": kept.id}))
    if kept.id in now.values():
        return Button(texts.take_back(kept.number), Act(UNDO, {"notice": kept.id}))
    return Button(texts.publish(kept.id), Act(RELEASE, {"notice": kept.id}))


async def check(deps: Deps, telegram_id: int) -> None:
    """Before anything is downloaded. Raises NotAllowed."""
    async with unit(deps) as u:
        await _officer(u, telegram_id)


async def review(deps: Deps, update_id: int, telegram_id: int, notice_id: int) -> str:
    """接着核对."""
    async with unit(deps, update_id) as u:
        await putting.put_first(u, telegram_id, notice_id, await _officer(u, telegram_id))
    return ""


async def typed(deps: Deps, update_id: int, telegram_id: int, notice_id: int, clause: int, words: str) -> None:
    """A figure typed without having been shown. Another than was read is asked for again, up to a number of times."""
    if rules.denies(words):
        await deny(deps, update_id, telegram_id, notice_id, clause)
        return
    if rules.sets_apart(words):
        await set_apart(deps, update_id, telegram_id, notice_id, clause)
        return
    async with unit(deps, update_id) as u:
        officer = await _officer(u, telegram_id)
        if await queries.before_its_question(u.tx, telegram_id, update_id):
            await putting.say(u, telegram_id, texts.TOO_EARLY)
            return
        same = await reviewing.type_figures(u, notice_id, clause, words, officer.id)
        await dialogue.forget(u.tx, telegram_id, telegram_id)
        no_more = not same and await reviewing.stopped(u, notice_id, clause, officer.id)
        await putting.say(u, telegram_id, texts.AGREED if same else texts.STOPPED if no_more else texts.DIFFERENT)
        await putting.put_first(u, telegram_id, notice_id, officer)


async def deny(deps: Deps, update_id: int, telegram_id: int, notice_id: int, clause: int) -> str:
    """这不是慰问标准."""
    async with unit(deps, update_id) as u:
        officer = await _officer(u, telegram_id)
        await reviewing.deny(u, notice_id, clause, officer.id)
        await dialogue.forget(u.tx, telegram_id, telegram_id)
        await putting.say(u, telegram_id, texts.DENIED)
        await putting.put_first(u, telegram_id, notice_id, officer)
    return texts.NOTED


async def set_apart(deps: Deps, update_id: int, telegram_id: int, notice_id: int, clause: int) -> str:
    """是新的一项: its figure is asked for again, under its own title."""
    async with unit(deps, update_id) as u:
        officer = await _officer(u, telegram_id)
        await reviewing.set_apart(u, notice_id, clause, officer.id)
        await putting.say(u, telegram_id, texts.SET_APART)
        await putting.put_first(u, telegram_id, notice_id, officer)
    return texts.NOTED


async def look(deps: Deps, update_id: int, telegram_id: int, notice_id: int, place: int) -> str:
    """看过了."""
    async with unit(deps, update_id) as u:
        officer = await _officer(u, telegram_id)
        await reviewing.look(u, notice_id, place)
        await putting.put_first(u, telegram_id, notice_id, officer)
    return texts.NOTED


async def later(deps: Deps, update_id: int, telegram_id: int) -> str:
    """先放着: nothing is waited for; /notices leads back. What is being read is read no further."""
    async with unit(deps, update_id) as u:
        officer = await _officer(u, telegram_id)
        unread = [kept.id for kept in await queries.every(u.tx) if not kept.number and kept.added_by == officer.id]
        for notice_id in unread:
            await reviewing.drop(u, notice_id, officer.id)
            await reading.stopped(u, telegram_id, notice_id)
        await dialogue.forget(u.tx, telegram_id, telegram_id)
        if not unread:
            await putting.say(u, telegram_id, texts.KEPT)
    for notice_id in unread:
        deps.parts.of(Readings).end(notice_id)
    return ""


async def drop(deps: Deps, update_id: int, telegram_id: int, notice_id: int) -> str:
    """取消这一份, or 不读了."""
    async with unit(deps, update_id) as u:
        officer = await _officer(u, telegram_id)
        if not await reviewing.drop(u, notice_id, officer.id):
            await reading.stopped(u, telegram_id, notice_id)
        else:
            await dialogue.forget(u.tx, telegram_id, telegram_id)
    deps.parts.of(Readings).end(notice_id)
    deps.parts.of(Pictures).forget(notice_id)
    return texts.DROPPED


async def page(deps: Deps, update_id: int, telegram_id: int, notice_id: int, number: int) -> str:
    """The reading, some clauses at a time."""
    async with unit(deps, update_id) as u:
        await _officer(u, telegram_id)
        kept = await reviewing.get(u, notice_id)
        clauses = document_of(kept).clauses
        shown = clauses[number * PER_PAGE : (number + 1) * PER_PAGE]
        text = "\n".join(map(reviewing.told, shown))[: putting.LONGEST]
        more = (number + 1) * PER_PAGE < len(clauses)
        turn = [Button(texts.BACK, Act(putting.PAGE, {"notice": notice_id, "page": number - 1}))] if number else []
        turn += [Button(texts.ON, Act(putting.PAGE, {"notice": notice_id, "page": number + 1}))] if more else []
        await putting.say(u, telegram_id, text, (tuple(turn),) if turn else ())
    return ""


async def close(deps: Deps, update_id: int, telegram_id: int, notice_id: int) -> str:
    """核对完了: the committee's other officers hear of it, each with the button to publish."""
    async with unit(deps, update_id) as u:
        officer = await _officer(u, telegram_id)
        await reviewing.close(u, notice_id, officer.id)
        kept = await reviewing.get(u, notice_id)
        others = await members.officers(u.tx, (await members.committee(u.tx)).id, u.today, *HEADS)
        two = deps.settings.notices_two_people
        chats = [one.telegram_id for one in others if one.telegram_id and (one.id != officer.id or not two)]
        changed = await putting.changed(u, kept)
        text = texts.to_release(officer.name, kept.number, kept.title, changed)[: putting.LONGEST]
        buttons = ((Button(texts.publish(notice_id), Act(RELEASE, {"notice": notice_id})),), putting.pages(notice_id))
        for chat in chats:
            await putting.say(u, chat, text, buttons)
        await putting.say(u, telegram_id, texts.handed_on(len(chats)))
    deps.parts.of(Pictures).forget(notice_id)
    return ""


async def release(deps: Deps, update_id: int, telegram_id: int, notice_id: int) -> str:
    """发布, with a button that tells members what has changed. Raises NotAllowed for whoever reviewed it."""
    async with unit(deps, update_id) as u:
        officer = await _officer(u, telegram_id)
        lines = await releasing.told(u, await reviewing.get(u, notice_id))
        kept = await releasing.release(u, notice_id, officer.id)
        await putting.say(u, telegram_id, texts.released(kept.number, kept.since, u.today))
        if lines:
            tell = Button(texts.TELL, Act(TELL, {"notice": notice_id}))
            await putting.say(u, telegram_id, texts.may_tell(len(lines)), ((tell,),))
    return texts.RELEASED


async def undo(deps: Deps, update_id: int, telegram_id: int, notice_id: int, *, sure: bool) -> str:
    """撤回, after it was asked once more."""
    async with unit(deps, update_id) as u:
        officer = await _officer(u, telegram_id)
        kept = await reviewing.get(u, notice_id)
        if not sure:
            button = Button(texts.SURE, Act(SURE, {"notice": notice_id}))
            await putting.say(u, telegram_id, texts.ask_sure(kept.number), ((button,),))
            return ""
        _, former = await releasing.undo(u, kept.number, officer.id)
        await putting.say(u, telegram_id, texts.undone(kept.number, former is not None))
    return ""


async def _officer(u: Unit, telegram_id: int) -> Member:
    return await head_of_committee(u, telegram_id, texts.NOT_COMMITTEE)
