"""通知会员报名: an activity's facts as a broadcast, with the way to sign up under it."""

from html import escape

from bot.domain.activities import Phase
from bot.domain.broadcasts import Audience, Content
from bot.domain.errors import BadInput, NotAllowed, Stale
from bot.domain.texts import activities as activity_texts
from bot.domain.texts import broadcasts as texts
from bot.services.activities.access import run
from bot.services.base import Deps, unit
from bot.services.broadcasting import showing
from bot.services.broadcasting.access import sender
from bot.services.broadcasting.audience import Address, addressed
from bot.store import broadcasts, dialogue


async def invite(deps: Deps, update_id: int, telegram_id: int, activity_id: int) -> None:
    """Opens the draft and shows it; nothing is sent before the officer presses. Raises NotAllowed, Stale, BadInput."""
    async with unit(deps, update_id) as u:
        who, activity = await run(u, telegram_id, activity_id)
        _, offices = await sender(u, telegram_id)
        if all(office.branch_id != activity.branch_id for office in offices):
            raise NotAllowed(texts.NOT_YOUR_ACTIVITY)
        if activity.phase(u.now) is not Phase.OPEN:
            raise Stale(texts.NOT_OPEN)
        draft = await broadcasts.draft_of(u.tx, who.id)
        if draft and draft.content:
            raise BadInput(texts.ANOTHER_DRAFT)
        everybody = Address(activity.branch_id, Audience.ALL, ())
        own = Address(activity.branch_id, Audience.BRANCHES, (activity.branch_id,))
        draft = await addressed(u, who, everybody if activity.committee else own)
        words = texts.announcement(activity.title, activity_texts.facts(activity.plan, u.today))
        content = Content(escape(words, quote=False), activity=activity.id)
        draft = await broadcasts.change(u.tx, draft, content=content)
        await dialogue.forget(u.tx, telegram_id, telegram_id)
        await showing.show(u, telegram_id, draft)
