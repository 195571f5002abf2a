"""Whom a member is told to turn to: an officer by name, as the roster has him today."""

from bot.core.kinds import CONFLICTS
from bot.core.people import TITLES, Branch, Member, Role
from bot.core.queries import members
from bot.core.work.unit import Unit
from bot.reports.queries import reports
from bot.reports.queries.reports import Report

SOMEBODY = "单位工会的同志"
_HEADS = (Role.CHAIR, Role.OFFICER)


async def turn_to(u: Unit, report: Report, *first: Role) -> str:
    """“林国栋（市档案馆工会主席）”: of the desk, else of the committee; nobody who is a party to the report himself.

    `first`: the roles to look for before the chair and the officers. A conflict stays with whoever mediates.
    """
    parties = await reports.parties(u.tx, report)
    ladder = (Role.MEDIATOR,) if report.kind in CONFLICTS else (*first, *_HEADS)
    committee = await members.committee(u.tx)
    for place in (await members.branch(u.tx, parties.place), committee):
        roles = (Role.MEDIATOR, Role.CHAIR) if place.committee and report.kind in CONFLICTS else ladder
        for role in roles:
            held = await members.officers(u.tx, place.id, u.today, role)
            if able := [each for each in held if each.id not in (parties.reporter_id, parties.subject_id)]:
                return _named(able[0], place, role)
    return SOMEBODY


def _named(who: Member, place: Branch, role: Role) -> str:
    return f"{who.name}（{place.name}{TITLES[role]}）"
