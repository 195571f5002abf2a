"""The second of two signatures: whose it must be."""

from bot.core.errors import NotAllowed
from bot.core.people import Member, Role
from bot.core.preferences import Signatures
from bot.reports.rules.transitions import Parties


def check_second(first: Member, second: Member, parties: Parties) -> None:
    """Two signatures are of two people; one is the chair's, the other the auditor's where the branch says so.

    Raises NotAllowed.
    """
    if first.id == second.id:
        raise NotAllowed("您已经同意过了，还要另一位同志会签。")
    if not any(who.office_in(parties.place, Role.CHAIR) for who in (first, second)):
        raise NotAllowed("两人会签里要有一位是主席，请主席来会签。")
    pairs = ((first, second), (second, first))
    if parties.signatures is Signatures.AUDITED and not any(
        one.office_in(parties.place, Role.CHAIR) and other.office_in(parties.place, Role.AUDITOR)
        for one, other in pairs
    ):
        raise NotAllowed("本工会设定要主席同意、经审审核，请经审的同志来会签。")
