"""The reporter and the subject hear of every step. Whoever is not bound, or is not to be told, is passed over."""

from collections.abc import Callable

from bot.domain.forms import SPARED
from bot.domain.messages import Outgoing
from bot.domain.people import Member
from bot.domain.texts.outcomes import Ear, heading
from bot.services.base import Unit
from bot.services.deciding.allowance import Allowance
from bot.store import members
from bot.store.reports import Report


async def tell(u: Unit, report: Report, allowance: Allowance, sentence: Callable[[Ear], str]) -> None:
    """`sentence` continues the heading for each ear."""
    reporter = await members.by_id(u.tx, report.reporter_id, u.today)
    subject = await members.by_id(u.tx, report.subject_id or report.reporter_id, u.today)
    if reporter is None or subject is None:
        return
    number = report.number or ""
    for ear, person, other in _ears(report, reporter, subject):
        if person.telegram_id and person.active:
            text = heading(ear, allowance.title, number, other) + sentence(ear)
            await u.say(Outgoing(person.telegram_id, text))


def _ears(report: Report, reporter: Member, subject: Member) -> list[tuple[Ear, Member, str]]:
    if reporter.id == subject.id:
        return [(Ear.SELF, reporter, "")]
    ears = [(Ear.REPORTER, reporter, subject.name)]
    if report.kind not in SPARED:
        ears.append((Ear.SUBJECT, subject, reporter.name))
    return ears
