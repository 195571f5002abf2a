"""Which desk a report goes to, so that nobody ever decides on his own matter (`reports.rules.transitions.desk_of`)."""

from bot.core.kinds import Kind
from bot.core.people import Member
from bot.core.queries import members
from bot.core.work.unit import Unit
from bot.reports.rules.transitions import Desk, desk_of


async def desk(u: Unit, kind: Kind, reporter: Member, subject: Member) -> Desk:
    """Of the subject's branch, as things stand today."""
    officers = await members.officers(u.tx, subject.branch_id, u.today)
    return desk_of(kind, (reporter.id, subject.id), officers, subject.branch_id)
