"""The life of a report (申报): states, the transitions between them, and who may make each one.

    draft ─submit→ submitted ─approve→ approved ─deliver→ delivered ─settle→ settled
                     │  ▲ └─reject→ rejected        │ (visited / handed over)   (paid and signed for)
               return▼  │resubmit                   └─revoke→ submitted
                    returned        draft|submitted|returned ─withdraw→ withdrawn

Pure: the store repeats the `from` states in the `WHERE` of its one guarded UPDATE, which settles every race.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.errors import NotAllowed
from bot.domain.people import Member, Role


class Status(StrEnum):
    DRAFT = "draft"  # 草稿: being filled in, seen by the reporter only
    SUBMITTED = "submitted"  # 待审批: in the officers' hands
    RETURNED = "returned"  # 待补充: back with the reporter, with a question
    APPROVED = "approved"  # 已同意: to be visited or handed over
    REJECTED = "rejected"  # 未同意: closed, with a reason
    DELIVERED = "delivered"  # 已慰问: visited or handed over
    SETTLED = "settled"  # 已结清: paid and signed for
    WITHDRAWN = "withdrawn"  # 已撤回: closed by the reporter or the subject


class Action(StrEnum):
    SUBMIT = "submit"
    APPROVE = "approve"
    REJECT = "reject"
    RETURN = "return"
    RESUBMIT = "resubmit"
    WITHDRAW = "withdraw"
    REVOKE = "revoke"
    DELIVER = "deliver"
    SETTLE = "settle"


class Desk(StrEnum):
    """Who decides: the branch's officers in their group, the mediator in private, or the committee."""

    BRANCH = "branch"
    MEDIATOR = "mediator"
    COMMITTEE = "committee"


@dataclass(frozen=True)
class Transition:
    sources: frozenset[Status]
    target: Status


def _from(*sources: Status, to: Status) -> Transition:
    return Transition(frozenset(sources), to)


TRANSITIONS: Mapping[Action, Transition] = {
    Action.SUBMIT: _from(Status.DRAFT, to=Status.SUBMITTED),
    Action.APPROVE: _from(Status.SUBMITTED, to=Status.APPROVED),
    Action.REJECT: _from(Status.SUBMITTED, to=Status.REJECTED),
    Action.RETURN: _from(Status.SUBMITTED, to=Status.RETURNED),
    Action.RESUBMIT: _from(Status.RETURNED, to=Status.SUBMITTED),
    Action.WITHDRAW: _from(Status.DRAFT, Status.SUBMITTED, Status.RETURNED, to=Status.WITHDRAWN),
    Action.REVOKE: _from(Status.APPROVED, to=Status.SUBMITTED),
    Action.DELIVER: _from(Status.APPROVED, to=Status.DELIVERED),
    Action.SETTLE: _from(Status.DELIVERED, to=Status.SETTLED),
}

OPEN = frozenset({Status.SUBMITTED, Status.RETURNED, Status.APPROVED, Status.DELIVERED})

#: Actions of officers, and the roles that may take them (any officer of the desk where the value is None).
_DECIDERS: Mapping[Action, frozenset[Role]] = {
    Action.APPROVE: frozenset({Role.CHAIR, Role.OFFICER}),
    Action.REJECT: frozenset({Role.CHAIR, Role.OFFICER}),
    Action.RETURN: frozenset({Role.CHAIR, Role.OFFICER}),
    Action.REVOKE: frozenset({Role.CHAIR, Role.OFFICER}),
    Action.DELIVER: frozenset({Role.CHAIR, Role.OFFICER, Role.TREASURER}),
    Action.SETTLE: frozenset({Role.TREASURER}),
}


@dataclass(frozen=True)
class Parties:
    """What the rules need to know of a report to say who may act on it."""

    branch_id: int
    committee_id: int
    reporter_id: int
    subject_id: int
    desk: Desk


def check_may(action: Action, who: Member, parties: Parties) -> None:
    """Raises NotAllowed, with the sentence to show, unless `who` may take `action` on a report of these `parties`."""
    if action in (Action.SUBMIT, Action.RESUBMIT):
        if who.id != parties.reporter_id:
            raise NotAllowed("只有申报人本人可以提交这份申报。")
        return
    if action is Action.WITHDRAW:
        if who.id not in (parties.reporter_id, parties.subject_id):
            raise NotAllowed("只有申报人或当事人本人可以撤回这份申报。")
        return
    _check_officer(action, who, parties)


def may_see(who: Member, parties: Parties) -> bool:
    """Whether `who` may read the facts: the reporter, the subject, and the officers of the report's desk."""
    return who.id in (parties.reporter_id, parties.subject_id) or _office_roles(who, parties) != frozenset()


def _check_officer(action: Action, who: Member, parties: Parties) -> None:
    if who.id in (parties.reporter_id, parties.subject_id):
        raise NotAllowed("这份申报是您提交的或与您本人有关，按规定由工委的同志来办理。")
    roles = _office_roles(who, parties)
    if not roles:
        raise NotAllowed("这份申报不归您所在的工会办理，您不能操作。")
    if not roles & _allowed_roles(action, parties.desk):
        raise NotAllowed(_WHO_DOES[action])


def _allowed_roles(action: Action, desk: Desk) -> frozenset[Role]:
    allowed = _DECIDERS[action]
    if desk is Desk.MEDIATOR and Role.OFFICER in allowed:
        return frozenset({Role.MEDIATOR})
    return allowed


def _office_roles(who: Member, parties: Parties) -> frozenset[Role]:
    """Roles that count at this report's desk. A conflict is the mediator's alone; others don't even see it."""
    place = parties.committee_id if parties.desk is Desk.COMMITTEE else parties.branch_id
    roles = frozenset(office.role for office in who.offices if office.branch_id == place)
    return roles & {Role.MEDIATOR, Role.TREASURER} if parties.desk is Desk.MEDIATOR else roles


_WHO_DOES: Mapping[Action, str] = {
    Action.APPROVE: "同意由主席或委员来定；您可以查看，不能代为决定。",
    Action.REJECT: "驳回由主席或委员来定；您可以查看，不能代为决定。",
    Action.RETURN: "退回补充由主席或委员来定；您可以查看，不能代为决定。",
    Action.REVOKE: "撤销决定由主席或委员来定；您可以查看，不能代为决定。",
    Action.DELIVER: "登记慰问由主席、委员或财务来做。",
    Action.SETTLE: "登记支付和签收由财务来做。",
}
