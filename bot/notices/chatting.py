"""A document put in by chat: a committee officer sends the file in private, types its figures, looks at its doubts."""

from bot.core.errors import BadInput
from bot.core.messages import Act, Button, Keyboard, Outgoing, Priority
from bot.core.people import Member
from bot.core.queries import dialogue, members
from bot.core.work.officer_chats import HEADS, head_of_committee
from bot.core.work.unit import Deps, Unit, unit
from bot.notices import asking, queries, releasing, reviewing, rules, texts
from bot.notices.pictures import Pictures
from bot.notices.queries import Kept
from bot.notices.reviewing import Terms
from bot.notices.rules import Point
from bot.notices.settled import document_of
from knowledge.inforce import Level

FILE, FIGURE = "notice.file", "notice.figure"
LOOK, CLOSE, DROP, REVIEW, PAGE = "notice.look", "notice.close", "notice.drop", "notice.review", "notice.page"
DENY, TELL = "notice.deny", "broadcast.notice"
RELEASE, UNDO, SURE, ABOVE = "notice.release", "notice.undo", "notice.undo.sure", "notice.above"
LARGEST = rules.LARGEST
PER_PAGE = 4
_LONGEST = 3500
_KEEP = Button(texts.LATER, Act("notice.later"))


async def ask(deps: Deps, update_id: int, telegram_id: int) -> None:
    """/notices: what is published, what waits, and that a file may be sent."""
    async with unit(deps, update_id) as u:
        await _officer(u, telegram_id)
        await dialogue.expect(u.tx, telegram_id, telegram_id, Act(FILE), u.now)
        now = rules.current(await queries.steps(u.tx))
        every = await queries.every(u.tx)
        lines = [_line(kept, now) for kept in every]
        buttons = [_way_on(kept, now) for kept in every]
        await _say(u, telegram_id, texts.overview(lines), tuple((button,) for button in buttons[-8:]))


def _line(kept: Kept, now: dict[str, int]) -> str:
    state = texts.IN_USE if kept.id in now.values() else texts.WAITS if kept.reviewed_at else texts.OPEN
    return f"{kept.id}. {kept.number}《{kept.title[:40]}》（{state}）"


def _way_on(kept: Kept, now: dict[str, int]) -> Button:
    """What may be done next. Any of them goes on with a review: one who has guessed too often needs another."""
    if kept.reviewed_at is None:
        return Button(texts.go_on(kept.id), Act(REVIEW, {"notice": kept.id}))
    if kept.id in now.values():
        return Button(texts.take_back(kept.number), Act(UNDO, {"notice": kept.id}))
    return Button(texts.publish(kept.id), Act(RELEASE, {"notice": kept.id}))


async def check(deps: Deps, telegram_id: int) -> None:
    """Before anything is downloaded. Raises NotAllowed."""
    async with unit(deps) as u:
        await _officer(u, telegram_id)


async def offer(deps: Deps, update_id: int, telegram_id: int, name: str, content: bytes) -> int:
    """The file is read, kept to be reviewed, and its first open point put; returns its number. Raises BadInput for what
    cannot be read."""
    document = await asking.read(deps, content)
    async with unit(deps, update_id) as u:
        officer = await _officer(u, telegram_id)
        notice_id = await reviewing.add(u, document, name, content, Terms(), officer.id)
        kept = await reviewing.get(u, notice_id)
        head = reviewing.headed(kept)
        points = len(reviewing.review_of(kept).open)
        above = Button(texts.FROM_ABOVE, Act(ABOVE, {"notice": notice_id}))
        await _say(u, telegram_id, texts.taken(head, len(document.clauses), points), ((above,),))
        await _next(u, telegram_id, notice_id, officer)
    return notice_id


async def review(deps: Deps, update_id: int, telegram_id: int, notice_id: int) -> str:
    """接着核对."""
    async with unit(deps, update_id) as u:
        await _next(u, telegram_id, notice_id, await _officer(u, telegram_id))
    return ""


async def above(deps: Deps, update_id: int, telegram_id: int, notice_id: int) -> str:
    """It is a document from above: the branches' and the committee's go before it, within its ceilings."""
    async with unit(deps, update_id) as u:
        await _officer(u, telegram_id)
        await reviewing.settle_level(u, notice_id, Level.ABOVE)
    return texts.NOTED


async def typed(deps: Deps, update_id: int, telegram_id: int, notice_id: int, clause: int, words: str) -> None:
    """A figure typed without having been shown. Another than was read is asked for again, up to a number of times."""
    if rules.denies(words):
        await deny(deps, update_id, telegram_id, notice_id, clause)
        return
    async with unit(deps, update_id) as u:
        officer = await _officer(u, telegram_id)
        same = await reviewing.type_figures(u, notice_id, clause, words, officer.id)
        await dialogue.forget(u.tx, telegram_id, telegram_id)
        no_more = not same and await reviewing.stopped(u, notice_id, clause, officer.id)
        await _say(u, telegram_id, texts.AGREED if same else texts.STOPPED if no_more else texts.DIFFERENT)
        await _next(u, telegram_id, notice_id, officer)


async def deny(deps: Deps, update_id: int, telegram_id: int, notice_id: int, clause: int) -> str:
    """这不是慰问标准."""
    async with unit(deps, update_id) as u:
        officer = await _officer(u, telegram_id)
        await reviewing.deny(u, notice_id, clause, officer.id)
        await dialogue.forget(u.tx, telegram_id, telegram_id)
        await _say(u, telegram_id, texts.DENIED)
        await _next(u, telegram_id, notice_id, officer)
    return texts.NOTED


async def look(deps: Deps, update_id: int, telegram_id: int, notice_id: int, place: int) -> str:
    """看过了."""
    async with unit(deps, update_id) as u:
        officer = await _officer(u, telegram_id)
        await reviewing.look(u, notice_id, place)
        await _next(u, telegram_id, notice_id, officer)
    return texts.NOTED


async def later(deps: Deps, update_id: int, telegram_id: int) -> str:
    """先放着: nothing is waited for; /notices leads back."""
    async with unit(deps, update_id) as u:
        await dialogue.forget(u.tx, telegram_id, telegram_id)
        await _say(u, telegram_id, texts.KEPT)
    return ""


async def drop(deps: Deps, update_id: int, telegram_id: int, notice_id: int) -> str:
    """取消这一份."""
    async with unit(deps, update_id) as u:
        officer = await _officer(u, telegram_id)
        await reviewing.drop(u, notice_id, officer.id)
        await dialogue.forget(u.tx, telegram_id, telegram_id)
    deps.parts.of(Pictures).forget(notice_id)
    return texts.DROPPED


async def page(deps: Deps, update_id: int, telegram_id: int, notice_id: int, number: int) -> str:
    """The reading, some clauses at a time."""
    async with unit(deps, update_id) as u:
        await _officer(u, telegram_id)
        kept = await reviewing.get(u, notice_id)
        clauses = document_of(kept).clauses
        shown = clauses[number * PER_PAGE : (number + 1) * PER_PAGE]
        text = "\n".join(map(reviewing.told, shown))[:_LONGEST]
        more = (number + 1) * PER_PAGE < len(clauses)
        turn = [Button(texts.BACK, Act(PAGE, {"notice": notice_id, "page": number - 1}))] if number else []
        turn += [Button(texts.ON, Act(PAGE, {"notice": notice_id, "page": number + 1}))] if more else []
        await _say(u, telegram_id, text, (tuple(turn),) if turn else ())
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
        changed = await _changed(u, kept)
        text = texts.to_release(officer.name, kept.number, kept.title, changed)[:_LONGEST]
        buttons = ((Button(texts.publish(notice_id), Act(RELEASE, {"notice": notice_id})),), _pages(notice_id))
        for chat in chats:
            await _say(u, chat, text, buttons)
        await _say(u, telegram_id, texts.handed_on(len(chats)))
    deps.parts.of(Pictures).forget(notice_id)
    return ""


async def release(deps: Deps, update_id: int, telegram_id: int, notice_id: int) -> str:
    """发布, with a button that tells members what has changed. Raises NotAllowed for whoever reviewed it."""
    async with unit(deps, update_id) as u:
        officer = await _officer(u, telegram_id)
        lines = await releasing.told(u, await reviewing.get(u, notice_id))
        kept = await releasing.release(u, notice_id, officer.id)
        await _say(u, telegram_id, texts.released(kept.number))
        if lines:
            tell = Button(texts.TELL, Act(TELL, {"notice": notice_id}))
            await _say(u, telegram_id, texts.may_tell(len(lines)), ((tell,),))
    return texts.RELEASED


async def undo(deps: Deps, update_id: int, telegram_id: int, notice_id: int, *, sure: bool) -> str:
    """撤回, after it was asked once more."""
    async with unit(deps, update_id) as u:
        officer = await _officer(u, telegram_id)
        kept = await reviewing.get(u, notice_id)
        if not sure:
            button = Button(texts.SURE, Act(SURE, {"notice": notice_id}))
            await _say(u, telegram_id, texts.ask_sure(kept.number), ((button,),))
            return ""
        _, former = await releasing.undo(u, kept.number, officer.id)
        await _say(u, telegram_id, texts.undone(kept.number, former is not None))
    return ""


async def _next(u: Unit, telegram_id: int, notice_id: int, officer: Member) -> None:
    """The first open point that this officer may settle; where none is open, what would change and the end."""
    kept = await reviewing.get(u, notice_id)
    if kept.reviewed_at or kept.dropped_at:
        raise BadInput(texts.CLOSED)
    last = (_KEEP, Button(texts.DROP, Act(DROP, {"notice": notice_id})))
    if not (points := reviewing.review_of(kept).open):
        text = f"{texts.NOTHING_OPEN}\n{await _changed(u, kept)}"[:_LONGEST]
        done = Button(texts.DONE, Act(CLOSE, {"notice": notice_id}))
        await _say(u, telegram_id, text, (_pages(notice_id), (done,), last))
    elif point := await reviewing.next_point(u, kept, officer.id):
        await _put(u, telegram_id, kept, point, len(points), last)
    else:
        await _say(u, telegram_id, texts.ALL_STOPPED, (last,))


async def _put(u: Unit, telegram_id: int, kept: Kept, point: Point, left: int, last: tuple[Button, ...]) -> None:
    """One point: looked at, or its figure typed unseen beside the event that it is for."""
    text = f"{texts.left(left)}{point.words}"
    if point.clause is None:
        seen = Button(texts.SEEN, Act(LOOK, {"notice": kept.id, "place": point.place}))
        await _say(u, telegram_id, text, ((seen,), last))
        return
    args = {"notice": kept.id, "clause": point.clause}
    await dialogue.expect(u.tx, telegram_id, telegram_id, Act(FIGURE, args), u.now)
    text = f"{text}\n{reviewing.covered(kept, point.clause)}\n{texts.TYPE}"
    await _say(u, telegram_id, text, ((Button(texts.DENY, Act(DENY, args)),), last))


async def _changed(u: Unit, kept: Kept) -> str:
    """What publishing would change, and which sums were said to be nothing given."""
    return texts.denied(reviewing.denied(kept)) + texts.differing(await releasing.told(u, kept))


def _pages(notice_id: int) -> tuple[Button, ...]:
    return (Button(texts.READING, Act(PAGE, {"notice": notice_id, "page": 0})),)


async def _officer(u: Unit, telegram_id: int) -> Member:
    return await head_of_committee(u, telegram_id, texts.NOT_COMMITTEE)


async def _say(u: Unit, chat_id: int, text: str, buttons: Keyboard = ()) -> None:
    await u.say(Outgoing(chat_id, text, buttons, priority=Priority.INTERACTIVE))
