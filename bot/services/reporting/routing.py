"""Which desk a report goes to, so that nobody ever decides on his own matter (`domain.reports.desk_of`)."""

from bot.domain.kinds import Kind
from bot.domain.people import Member
from bot.domain.reports import Desk, desk_of
from bot.services.base import Unit
from bot.store import members


async def desk(u: Unit, kind: Kind, reporter: Member, subject: Member) -> Desk:
    """Of the subject's branch, as things stand today."""
    officers = await members.officers(u.tx, subject.branch_id, u.today)
    return desk_of(kind, (reporter.id, subject.id), officers, subject.branch_id)
