"""What a document that was released changes for members, begun as a broadcast: shown first, sent when it is pressed."""

from html import escape

from bot.broadcasts import showing, texts
from bot.broadcasts.access import check_audience, sender
from bot.broadcasts.audience import Address, addressed
from bot.broadcasts.queries import broadcasts
from bot.broadcasts.rules import Audience, Content
from bot.core.errors import BadInput, Stale
from bot.core.queries import dialogue, members
from bot.core.splitting import units
from bot.core.work.officer_chats import head_of_committee
from bot.core.work.unit import Deps, unit
from bot.notices import releasing, reviewing
from bot.notices import texts as notice_texts


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
        draft = await broadcasts.draft_of(u.tx, who.id)
        if draft and draft.content:
            raise BadInput(texts.ANOTHER_DRAFT)
        committee = await members.committee(u.tx)
        own = Address(committee.id, Audience.BRANCHES, (kept.branch_id,)) if kept.branch_id else None
        draft = await addressed(u, who, own or Address(committee.id, Audience.ALL, ()))
        await check_audience(u, offices, draft)
        room = Content().most - units(texts.tail(committee.name, draft.purpose))
        draft = await broadcasts.change(u.tx, draft, content=Content(_fitting(kept.number, lines, room)))
        await dialogue.forget(u.tx, telegram_id, telegram_id)
        await showing.show(u, telegram_id, draft)


def _fitting(number: str, lines: list[str], room: int) -> str:
    """As many of the changes as one message holds; that there are more is said."""
    for count in range(len(lines), 0, -1):
        words = escape(notice_texts.broadcast(number, lines[:count], more=len(lines) - count), quote=False)
        if units(words, html=True) <= room:
            return words
    return escape(notice_texts.broadcast(number, (), more=len(lines)), quote=False)
