"""Writing a broadcast: to whom, then the words; or begun from what a released document changes. All of it is a row."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from html import escape

from bot.activities.listing import run
from bot.activities.rules import Phase
from bot.activities.texts import members as activity_texts
from bot.broadcasts import showing, texts
from bot.broadcasts.audience import Address, addressed, ask_audience, check_audience, own_draft, sender
from bot.broadcasts.queries import broadcasts
from bot.broadcasts.rules import Audience, Broadcast, Content, Purpose
from bot.core.errors import BadInput, NotAllowed, Stale, WennuanError
from bot.core.messages import Outgoing, Priority
from bot.core.people import Member
from bot.core.queries import dialogue, members
from bot.core.splitting import units
from bot.core.words import stops
from bot.core.work.branches import head_of_committee
from bot.core.work.unit import Deps, Unit, answer, unit
from bot.notices import releasing, reviewing
from bot.notices import texts as notice_texts


@dataclass(frozen=True)
class Said:
    """What the officer sent as the words. `album`: Telegram's id of the album it belongs to."""

    content: Content
    text: str = ""
    album: str | None = None
    other: bool = False  # a voice, a video, a sticker …


async def begin(deps: Deps, update_id: int, telegram_id: int) -> None:
    """/broadcast: the draft that was begun, else the choice of whom it is for. Raises NotAllowed."""
    async with unit(deps, update_id) as u:
        who, offices = await sender(u, telegram_id)
        draft = await broadcasts.draft_of(u.tx, who.id)
        if draft is None or (not draft.targets and draft.audience is Audience.BRANCHES):
            await ask_audience(u, telegram_id, offices)
        else:
            await showing.go_on(u, telegram_id, draft)


async def ask_again(deps: Deps, update_id: int, telegram_id: int, broadcast_id: int) -> None:
    """改内容."""
    async with unit(deps, update_id) as u:
        await showing.ask_content(u, telegram_id, await own_draft(u, telegram_id, broadcast_id))


async def write(deps: Deps, update_id: int, telegram_id: int, broadcast_id: int, said: Said) -> None:
    """Takes the words (or the way out) and shows the preview. Raises BadInput; what was there before stays."""
    async with unit(deps, update_id) as u:
        draft = await own_draft(u, telegram_id, broadcast_id)
        if stops(said.text, "不发了"):
            await _leave(u, telegram_id, draft)
            return
        if said.album:
            refusal = Outgoing(telegram_id, texts.ONE_ONLY, dedupe=f"album:{said.album}", priority=Priority.INTERACTIVE)
            await u.say(refusal)
            return
        branch = await members.branch(u.tx, draft.branch_id)
        _check(said, branch.name, draft.purpose)
        announced = draft.content.activity if draft.content else None
        draft = await broadcasts.change(u.tx, draft, content=replace(said.content, activity=announced))
        await dialogue.forget(u.tx, telegram_id, telegram_id)
        await showing.show(u, telegram_id, draft)


async def give_up(deps: Deps, update_id: int, telegram_id: int, error: WennuanError) -> None:
    """The draft is gone, or no longer the asker's to write: the question for the words is taken back, and why."""
    async with unit(deps, update_id) as u:
        await dialogue.forget(u.tx, telegram_id, telegram_id)
        await answer(u, telegram_id, str(error))


async def set_purpose(deps: Deps, update_id: int, telegram_id: int, broadcast_id: int, purpose: str) -> None:
    """一般, 重要 or 喜庆: the preview comes anew, for the line under the words changes with it."""
    async with unit(deps, update_id) as u:
        draft = await own_draft(u, telegram_id, broadcast_id)
        draft = await broadcasts.change(u.tx, draft, purpose=Purpose(purpose))
        branch = await members.branch(u.tx, draft.branch_id)
        if draft.content:
            _check(Said(draft.content), branch.name, draft.purpose)
        await showing.go_on(u, telegram_id, draft)


async def drop(deps: Deps, update_id: int, telegram_id: int, broadcast_id: int) -> str:
    """不发了."""
    async with unit(deps, update_id) as u:
        draft = await own_draft(u, telegram_id, broadcast_id)
        await broadcasts.discard(u.tx, draft)
        await dialogue.forget(u.tx, telegram_id, telegram_id)
        closed = Outgoing(telegram_id, texts.DROPPED, card=showing.card(draft.id), edit_card=True)
        await u.say(closed)
    return texts.DROPPED


async def _leave(u: Unit, telegram_id: int, draft: Broadcast) -> None:
    """取消 at the question for the words: without any, the draft goes; else it stays as it was."""
    await dialogue.forget(u.tx, telegram_id, telegram_id)
    if draft.content is None:
        await broadcasts.discard(u.tx, draft)
    await answer(u, telegram_id, texts.DROPPED if draft.content is None else texts.SLEEPING)


def _check(said: Said, branch: str, purpose: Purpose) -> None:
    """Raises BadInput for what cannot be sent as one message."""
    content = said.content
    attached = bool(content.photo or content.document)
    if said.other or not (content.html.strip() or attached):
        raise BadInput(texts.WRONG_CONTENT)
    room = content.most - units(texts.tail(branch, purpose))
    count = units(content.html, html=True)
    if count > room:
        raise BadInput(texts.too_long(count, room, attached=attached))


async def invite(deps: Deps, update_id: int, telegram_id: int, activity_id: int) -> None:
    """Opens the draft and shows it; nothing is sent before the officer presses. Raises NotAllowed, Stale, BadInput."""
    async with unit(deps, update_id) as u:
        who, activity = await run(u, telegram_id, activity_id)
        _, offices = await sender(u, telegram_id)
        if all(office.branch_id != activity.branch_id for office in offices):
            raise NotAllowed(texts.NOT_YOUR_ACTIVITY)
        if activity.phase(u.now) is not Phase.OPEN:
            raise Stale(texts.NOT_OPEN)
        await _check_free(u, who)
        everybody = Address(activity.branch_id, Audience.ALL, ())
        own = Address(activity.branch_id, Audience.BRANCHES, (activity.branch_id,))
        draft = await addressed(u, who, everybody if activity.committee else own)
        words = texts.announcement(activity.title, activity_texts.facts(activity.plan, u.today))
        await _open_with(u, telegram_id, draft, Content(escape(words, quote=False), activity=activity.id))


async def tell(deps: Deps, update_id: int, telegram_id: int, notice_id: int) -> None:
    """告诉会员有什么变化: to whom the document binds. Raises NotAllowed, BadInput where another draft is unsent, Stale
    where it is in use no longer or changes nothing."""
    async with unit(deps, update_id) as u:
        who = await head_of_committee(u, telegram_id, notice_texts.NOT_COMMITTEE)
        _, offices = await sender(u, telegram_id)
        kept = await reviewing.get(u, notice_id)
        if not await releasing.is_in_use(u, kept):
            raise Stale(notice_texts.not_in_use(kept.number))
        if not (lines := await releasing.told(u, kept)):
            raise Stale(notice_texts.NOTHING_CHANGED)
        await _check_free(u, who)
        committee = await members.committee(u.tx)
        own = Address(committee.id, Audience.BRANCHES, (kept.branch_id,)) if kept.branch_id else None
        draft = await addressed(u, who, own or Address(committee.id, Audience.ALL, ()))
        await check_audience(u, offices, draft)
        letter = partial(notice_texts.broadcast, kept.number, kept.since, u.today)
        room = Content().most - units(texts.tail(committee.name, draft.purpose))
        await _open_with(u, telegram_id, draft, Content(_fitting(letter, lines, room)))


async def _check_free(u: Unit, who: Member) -> None:
    """Raises BadInput where he has words of another broadcast unsent."""
    draft = await broadcasts.draft_of(u.tx, who.id)
    if draft and draft.content:
        raise BadInput(texts.ANOTHER_DRAFT)


async def _open_with(u: Unit, telegram_id: int, draft: Broadcast, content: Content) -> None:
    """Shows a draft whose words are ready; nothing waits for words any more."""
    filled = await broadcasts.change(u.tx, draft, content=content)
    await dialogue.forget(u.tx, telegram_id, telegram_id)
    await showing.show(u, telegram_id, filled)


def _fitting(letter: Callable[..., str], lines: Sequence[str], room: int) -> str:
    """As many of the changes as one message holds; that there are more is said. `letter`: of these lines."""
    for count in range(len(lines), 0, -1):
        words = escape(letter(lines[:count], more=len(lines) - count), quote=False)
        if units(words, html=True) <= room:
            return words
    return escape(letter((), more=len(lines)), quote=False)
