"""通知会员报名: an activity's facts as a broadcast, with the way to sign up under it."""

from html import escape

from bot.activities.access import run
from bot.activities.rules import Phase
from bot.activities.texts import activities as activity_texts
from bot.broadcasts import showing, texts
from bot.broadcasts.access import sender
from bot.broadcasts.audience import Address, addressed
from bot.broadcasts.queries import broadcasts
from bot.broadcasts.rules import Audience, Content
from bot.core.errors import BadInput, NotAllowed, Stale
from bot.core.queries import dialogue
from bot.core.work.unit import Deps, unit


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
