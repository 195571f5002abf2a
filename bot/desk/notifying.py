"""Tells the reporter and the subject of every step, but for who has left and who is not to be told."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.core.errors import Stale
from bot.core.messages import Outgoing
from bot.core.people import Member
from bot.core.queries import members
from bot.core.work.unit import Deps, Unit, unit
from bot.reports import card
from bot.reports.case import Case, Here, locked_case, open_case
from bot.reports.forms import spared
from bot.reports.queries import cards as cards_queries
from bot.reports.queries.reports import Report
from bot.reports.rules.transitions import Action
from bot.reports.texts import card as card_texts
from bot.reports.texts.members import Addressee, heading
from bot.store import history


@dataclass(frozen=True)
class Letter:
    """What one of those concerned is to hear."""

    to: Member
    text: str

    @property
    def message(self) -> Outgoing | None:
        return Outgoing(self.to.telegram_id, self.text) if self.to.telegram_id else None


async def tell(u: Unit, case: Case, sentence: Callable[[Addressee], str]) -> None:
    """`sentence` continues the heading for each addressee; what does not arrive is no loss."""
    await u.say(*(one.message for one in await _letters(u, case, sentence) if one.message))


async def announce(u: Unit, case: Case, sentence: Callable[[Addressee], str]) -> None:
    """Those concerned hear `sentence`, and the card says what is new. What does not arrive is an officer's to tell."""
    letters, out = await _letters(u, case, sentence), await card.standing(u, case)
    lost = {one.to.id for one in letters if one.message is None or one.to.blocked}
    untold = {*out.untold} - {one.to.id for one in letters} | lost
    cards = await card.refreshed(u, case, replace(out, untold=sorted(untold)))
    going = [one for one in letters if one.message]
    sent = await u.say(*(one.message for one in going if one.message), *cards)
    rows = {one.to.id: ids[-1] for one, ids in zip(going, sent[: len(going)], strict=True)}  # the cards come last
    news = [cards_queries.News(one.to.id, rows.get(one.to.id), failed=one.to.id in lost) for one in letters]
    await cards_queries.keep_news(u.tx, case.report.id, news, u.now)


async def _letters(u: Unit, case: Case, sentence: Callable[[Addressee], str]) -> list[Letter]:
    """Whoever left is passed over, and who is not to be told."""
    reporter = await members.by_id(u.tx, case.report.reporter_id, u.today)
    subject = await members.by_id(u.tx, case.subject_id, u.today)
    if reporter is None or subject is None:
        return []
    number, title = case.report.number or "", case.allowance.title
    return [
        Letter(person, heading(addressee, title, number, other) + sentence(addressee))
        for addressee, person, other in _addressees(case.report, reporter, subject)
        if person.active
    ]


def _addressees(report: Report, reporter: Member, subject: Member) -> list[tuple[Addressee, Member, str]]:
    if reporter.id == subject.id:
        return [(Addressee.SELF, reporter, "")]
    addressees = [(Addressee.REPORTER, reporter, subject.name)]
    if not spared(report.kind, report.facts):
        addressees.append((Addressee.SUBJECT, subject, reporter.name))
    return addressees


async def told_in_person(deps: Deps, update_id: int, here: Here, report_id: int) -> str:
    """An officer has told them face to face or by telephone."""
    async with unit(deps, update_id) as u:
        case = await open_case(u, here, report_id, Action.INFORM)
        if not await cards_queries.told(u.tx, report_id, u.now, case.who.id):
            raise Stale(card_texts.TWICE)
        await history.append(u.tx, history.Entry("report", report_id, Action.INFORM, case.who.id), u.now)
        await card.refresh(u, case)
        return card_texts.informed(case.number)


async def refresh_notification_status(deps: Deps) -> int:
    """Brings cards up to what is known by now of the messages that went out; returns how many were in question."""
    async with deps.store.read() as tx:
        if not await cards_queries.fates(tx, deps.clock.now()):
            return 0
    async with unit(deps) as u:
        fates = await cards_queries.fates(u.tx, u.now)
        for fate in fates:
            await cards_queries.settle_news(u.tx, fate, u.now)
        for report_id in sorted({fate.report_id for fate in fates}):
            await card.refresh(u, await locked_case(u, report_id))
        return len(fates)
