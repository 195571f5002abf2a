"""`/privacy`: what is kept of this member, why, how long, and who sees it."""

from bot.broadcasts import texts as broadcast_texts
from bot.broadcasts.queries import broadcasts
from bot.core.clock import local
from bot.core.messages import Act, Button, Outgoing, Priority
from bot.core.people import Member, Role
from bot.core.queries import members
from bot.core.work.unit import Deps, Unit, unit
from bot.privacy.queries import erasing
from bot.privacy.retention import periods
from bot.privacy.texts import privacy as texts


async def tell(deps: Deps, update_id: int, telegram_id: int) -> None:
    """Members and strangers alike may know; only members get the buttons."""
    async with unit(deps, update_id) as u:
        member = await members.by_telegram(u.tx, telegram_id, u.today)
        officers = await members.officers(u.tx, member.branch_id, u.today, *Role) if member else []
        text = texts.notice(periods(deps), [officer.name for officer in officers])
        rows: tuple[tuple[Button, ...], ...] = ()
        if member:
            waiting = await erasing.pending(u.tx, member.id)
            if waiting:
                text += "\n\n" + texts.waiting(local(waiting["due_at"]))
            last = Button(texts.STAY, Act("privacy.stay")) if waiting else Button(texts.ERASE, Act("privacy.erase"))
            rows = ((Button(texts.EXPORT, Act("privacy.export")),), (await _choice(u, member),), (last,))
        await u.say(Outgoing(telegram_id, text, buttons=rows, priority=Priority.INTERACTIVE))


async def _choice(u: Unit, member: Member) -> Button:
    """Whether he wants broadcasts that are not essential."""
    if await broadcasts.refuses(u.tx, member.id):
        return Button(broadcast_texts.ACCEPT, Act("notices.accept"))
    return Button(broadcast_texts.REFUSE, Act("notices.refuse"))
