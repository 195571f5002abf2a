"""Confirmed: the members are written down, each once, and the first copies leave."""

from bot.broadcasts import showing, texts
from bot.broadcasts.access import check_audience, own_draft, sender
from bot.broadcasts.feeding import advance
from bot.broadcasts.queries import broadcasts, recipients
from bot.broadcasts.rules import Broadcast, Outcome, State, day_of
from bot.core.errors import BadInput, NotAllowed
from bot.core.queries import dialogue, members
from bot.core.work.unit import Deps, Unit, unit
from bot.store.history import Entry, append


async def confirm(deps: Deps, update_id: int, telegram_id: int, broadcast_id: int, version: int) -> str:
    """Sends what was previewed, once. Raises Stale for an older preview, NotAllowed beyond the day's number."""
    async with unit(deps, update_id) as u:
        draft = await own_draft(u, telegram_id, broadcast_id, version)
        await check_audience(u, (await sender(u, telegram_id))[1], draft)
        if draft.content is None:
            raise BadInput(texts.EMPTY)
        await _check_number(u, draft)
        await recipients.address(u.tx, draft, showing.mourning_since(u))
        tally = await recipients.tally(u.tx, draft.id)
        if not tally.get(Outcome.PENDING):
            raise BadInput(texts.NOBODY)
        total = sum(tally.values())
        await broadcasts.move(u.tx, draft.id, State.RUNNING, confirmed_at=u.now, total=total)
        await dialogue.forget(u.tx, telegram_id, telegram_id)
        await append(u.tx, Entry("broadcast", draft.id, "start", draft.author_id, after=str(total)), u.now)
        begun = await broadcasts.take(u.tx, draft.id)
        assert begun is not None  # noqa: S101 - it was just set going
        await advance(u, begun)
    return texts.STARTED


async def _check_number(u: Unit, draft: Broadcast) -> None:
    most = u.deps.settings.broadcasts_per_day
    if await broadcasts.begun_between(u.tx, draft.branch_id, *day_of(u.now)) >= most:
        raise NotAllowed(texts.enough_today((await members.branch(u.tx, draft.branch_id)).name, most))
