"""Whom a member is told to turn to: an officer by name, as the roster has him today."""

from bot.core.people import TITLES, Branch, Member, Role
from bot.core.queries import members
from bot.core.work.unit import Unit
from bot.reports.case import Case

SOMEBODY = "单位工会的同志"
_HEADS = (Role.CHAIR, Role.OFFICER)


async def turn_to(u: Unit, case: Case, *first: Role) -> str:
    """“林国栋（市档案馆工会主席）”: of the desk, else of the committee; nobody who is a party to the report himself.

    `first`: the roles to look for before the chair and the officers. A conflict stays with whoever mediates.
    """
    conflict = case.parties.conflict
    ladder = (Role.MEDIATOR,) if conflict else (*first, *_HEADS)
    for place in (case.place, case.committee):
        roles = (Role.MEDIATOR, Role.CHAIR) if place.committee and conflict else ladder
        for role in roles:
            held = await members.officers(u.tx, place.id, u.today, role)
            if able := [each for each in held if each.id not in case.party_ids]:
                return _named(able[0], place, role)
    return SOMEBODY


def _named(who: Member, place: Branch, role: Role) -> str:
    return f"{who.name}（{place.name}{TITLES[role]}）"
