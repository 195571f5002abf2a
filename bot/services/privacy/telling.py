"""`/privacy`: what is kept of this member, why, how long, and who sees it."""

from bot.domain.clock import local
from bot.domain.messages import Act, Button, Outgoing, Priority
from bot.domain.people import Role
from bot.domain.texts import privacy as texts
from bot.services.base import Deps, unit
from bot.services.privacy.erasing import COOLING_DAYS
from bot.store import erasing, members


async def tell(deps: Deps, update_id: int, telegram_id: int) -> None:
    """Members and strangers alike may know; only members get the buttons."""
    async with unit(deps, update_id) as u:
        member = await members.by_telegram(u.tx, telegram_id, u.today)
        officers = await members.officers(u.tx, member.branch_id, u.today, *Role) if member else []
        text = texts.notice(deps.settings.retention_days, COOLING_DAYS, [officer.name for officer in officers])
        rows: tuple[tuple[Button, ...], ...] = ()
        if member:
            waiting = await erasing.pending(u.tx, member.id)
            if waiting:
                text += "\n\n" + texts.waiting(local(waiting["due_at"]))
            last = Button(texts.STAY, Act("privacy.stay")) if waiting else Button(texts.ERASE, Act("privacy.erase"))
            rows = ((Button(texts.EXPORT, Act("privacy.export")),), (last,))
        await u.say(Outgoing(telegram_id, text, buttons=rows, priority=Priority.INTERACTIVE))
