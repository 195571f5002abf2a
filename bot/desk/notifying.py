"""The reporter and the subject hear of every step. Whoever left, or is not to be told, is passed over."""

from collections.abc import Callable

from bot.core.errors import Stale
from bot.core.messages import Outgoing
from bot.core.people import Member
from bot.core.queries import members
from bot.core.work.unit import Deps, Unit, unit
from bot.reports import card
from bot.reports.access import Here, open_case
from bot.reports.allowance import Allowance
from bot.reports.forms import spared
from bot.reports.queries import desk, notifications
from bot.reports.queries.reports import Report
from bot.reports.rules.transitions import Action
from bot.reports.texts import card as texts
from bot.reports.texts.outcomes import Ear, heading
from bot.store import history


async def tell(
    u: Unit, report: Report, allowance: Allowance, sentence: Callable[[Ear], str], *, vital: bool = True
) -> None:
    """`sentence` continues the heading for each ear. `vital` news that does not arrive is an officer's to tell."""
    reporter = await members.by_id(u.tx, report.reporter_id, u.today)
    subject = await members.by_id(u.tx, report.subject_id or report.reporter_id, u.today)
    if reporter is None or subject is None:
        return
    number = report.number or ""
    ears = [one for one in _ears(report, reporter, subject) if one[1].active]
    texts_of = [heading(ear, allowance.title, number, other) + sentence(ear) for ear, _, other in ears]
    reachable = [
        (who.id, chat, text) for (_, who, _), text in zip(ears, texts_of, strict=True) if (chat := who.telegram_id)
    ]
    sent = await u.say(*(Outgoing(chat, text) for _, chat, text in reachable))
    rows = {member_id: ids[-1] for (member_id, _, _), ids in zip(reachable, sent, strict=True)}
    if vital:
        news = [
            notifications.News(who.id, rows.get(who.id), failed=who.id not in rows or who.blocked) for _, who, _ in ears
        ]
        await notifications.keep(u.tx, report.id, news, u.now)


def _ears(report: Report, reporter: Member, subject: Member) -> list[tuple[Ear, Member, str]]:
    if reporter.id == subject.id:
        return [(Ear.SELF, reporter, "")]
    ears = [(Ear.REPORTER, reporter, subject.name)]
    if not spared(report.kind, report.facts):
        ears.append((Ear.SUBJECT, subject, reporter.name))
    return ears


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
