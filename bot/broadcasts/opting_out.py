"""A member declines all but essential broadcasts, or takes all of them again."""

from bot.broadcasts import texts
from bot.broadcasts.queries import broadcasts
from bot.core.work.unit import Deps, answer, unit
from bot.store.history import Entry, append


async def set_refusal(deps: Deps, update_id: int, telegram_id: int, *, refuse: bool) -> None:
    """Pressing twice changes nothing more. Raises NotAllowed for strangers."""
    async with unit(deps, update_id) as u:
        member = await u.member(telegram_id)
        changed = await (broadcasts.refuse(u.tx, member.id, u.now) if refuse else broadcasts.accept(u.tx, member.id))
        if changed:
            action = "notices-refused" if refuse else "notices-accepted"
            await append(u.tx, Entry("member", member.id, action, member.id), u.now)
        await answer(u, telegram_id, texts.REFUSED if refuse else texts.ACCEPTED)
