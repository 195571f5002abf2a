"""The ten kinds of event that a member may report (四（二） of the notice), and what the rules say of them.

Its name, 访 or 贺, form and ceiling are read from the notice (`knowledge`), never typed here.
"""

from enum import StrEnum


class Kind(StrEnum):
    HOSPITALIZATION = "hospitalization"
    HARDSHIP = "hardship"
    BEREAVEMENT = "bereavement"
    FAMILY_CONFLICT = "family_conflict"
    MEMBER_CONFLICT = "member_conflict"
    BIRTHDAY = "birthday"
    MARRIAGE = "marriage"
    CHILDBIRTH = "childbirth"
    CHILD_UNIVERSITY = "child_university"
    RETIREMENT = "retirement"


#: These bypass the officers' group: they go to the branch's mediator in private (DESIGN §2).
CONFLICTS = frozenset({Kind.FAMILY_CONFLICT, Kind.MEMBER_CONFLICT})

#: Before the first detail of these is asked, the reporter is told who will see it, and agrees.
SENSITIVE = frozenset({Kind.HOSPITALIZATION, Kind.HARDSHIP, Kind.BEREAVEMENT}) | CONFLICTS
