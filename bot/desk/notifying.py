"""The reporter and the subject hear of every step. Whoever left, or is not to be told, is passed over."""

from collections.abc import Callable

from bot.core.messages import Outgoing
from bot.core.people import Member
from bot.core.queries import members
from bot.core.work.unit import Unit
from bot.reports.allowance import Allowance
from bot.reports.forms import spared
from bot.reports.queries import notifications
from bot.reports.queries.reports import Report
from bot.reports.texts.outcomes import Ear, heading


async def tell(
    u: Unit, report: Report, allowance: Allowance, sentence: Callable[[Ear], str], *, vital: bool = True
) -> None:
    """`sentence` continues the heading for each ear. `vital` news that does not arrive is an officer's to tell."""
    reporter = await members.by_id(u.tx, report.reporter_id, u.today)
    subject = await members.by_id(u.tx, report.subject_id or report.reporter_id, u.today)
    if reporter is None or subject is None:
        return
    number = report.number or ""
    for ear, person, other in _ears(report, reporter, subject):
        if not person.active:
            continue
        text = heading(ear, allowance.title, number, other) + sentence(ear)
        sent = await u.say(Outgoing(person.telegram_id, text)) if person.telegram_id else []
        if vital:
            failed = not sent or person.blocked
            await notifications.keep(u.tx, report.id, person.id, sent[-1] if sent else None, u.now, failed=failed)


def _ears(report: Report, reporter: Member, subject: Member) -> list[tuple[Ear, Member, str]]:
    if reporter.id == subject.id:
        return [(Ear.SELF, reporter, "")]
    ears = [(Ear.REPORTER, reporter, subject.name)]
    if not spared(report.kind, report.facts):
        ears.append((Ear.SUBJECT, subject, reporter.name))
    return ears
