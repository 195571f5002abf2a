"""Whose signature is missing beside the first one."""

from bot.core.people import Role
from bot.core.preferences import Signatures
from bot.reports.rules.transitions import Parties
from bot.reports.texts import signing as texts


def missing(parties: Parties, *, by_chair: bool) -> Role | None:
    """The role whose signature is still wanted; None where any other head will do."""
    if not by_chair:
        return Role.CHAIR
    return Role.AUDITOR if parties.signatures is Signatures.AUDITED else None


def name_of(role: Role | None) -> str:
    return {Role.CHAIR: texts.CHAIR, Role.AUDITOR: texts.AUDITOR}.get(role or Role.OFFICER, texts.ANOTHER)
