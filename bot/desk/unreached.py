"""News that did not reach a member: the desk sees it on the card, tells him in person, and says so."""

from bot.core.errors import Stale
from bot.core.work.unit import Deps, unit
from bot.reports import card
from bot.reports.access import Here, open_case
from bot.reports.queries import desk, notifications
from bot.reports.rules.transitions import Action
from bot.reports.texts import card as texts
from bot.store import history


async def informed(deps: Deps, update_id: int, here: Here, report_id: int) -> str:
    """An officer has told them face to face or by telephone."""
    async with unit(deps, update_id) as u:
        case = await open_case(u, here, report_id, Action.INFORM)
        if not await notifications.told(u.tx, report_id, u.now, case.who.id):
            raise Stale(texts.TWICE)
        await history.append(u.tx, history.Entry("report", report_id, Action.INFORM, case.who.id), u.now)
        await card.refresh(u, case.report)
        return texts.informed(case.number)


async def note_fates(deps: Deps) -> int:
    """Brings cards up to what is known by now of the messages that went out; returns how many were in question."""
    async with deps.store.read() as tx:
        if not await notifications.fates(tx, deps.clock.now()):
            return 0
    async with unit(deps) as u:
        fates = await notifications.fates(u.tx, u.now)
        for fate in fates:
            await notifications.settle(u.tx, fate, u.now)
        for report_id in sorted({fate.report_id for fate in fates}):
            await card.refresh(u, await desk.locked(u.tx, report_id))
        return len(fates)
