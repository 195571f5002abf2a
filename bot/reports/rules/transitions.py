"""The life of a report (申报): states, the transitions between them, and who may make each one.

    draft ─submit→ submitted ─approve→ approved ─deliver→ delivered ─settle→ settled
                     │  ▲ └─reject→ rejected        │ (visited / handed over)   (paid and signed for)
               return▼  │resubmit                   └─revoke→ submitted
                    returned        draft|submitted|returned ─withdraw→ withdrawn

Pure: the store repeats the `from` states in the `WHERE` of its one guarded UPDATE, which settles every race.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.core.errors import NotAllowed
from bot.core.kinds import CONFLICTS, Kind
from bot.core.people import Member, Role, Signatures
from bot.reports.texts import refusals


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
    # What an officer does without moving the report on; each leaves a row in the history all the same.
    SIGN = "signed"  # the first of two signatures, where the branch asks for two
    UNSIGN = "unsigned"  # that signature taken back: the two don't agree on the amount
    ASSIGN = "assigned"  # who visits, and when
    NOTE = "noted"
    VIEW = "viewed"  # read the facts and the evidence
    SPARE = "spared"  # the subject of a colleague's report is not to be told for now, or is to be after all
    CORRECT = "corrected"  # what was noted as paid and signed for, with a reason
    INFORM = "informed"  # told in person what the bot's message did not reach him with


class Trace(StrEnum):
    """What the history of a report holds beside what somebody did to it (`Action`)."""

    CONSENT = "consent"  # the reporter has agreed to who will see it
    SEATED = "desk"  # moved to the desk that can decide it
    ESCALATED = "escalated"  # moved up to the committee
    UNSPARED = "unspared"  # the subject may be told after all


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

#: What counts as the latest decision on a report: it moves the report or its desk, or is one of two signatures.
DECISIONS: frozenset[str] = frozenset({*TRANSITIONS, Action.SIGN, Action.UNSIGN, Trace.ESCALATED})

OPEN = frozenset({Status.SUBMITTED, Status.RETURNED, Status.APPROVED, Status.DELIVERED})

#: The states in which an officer may do what moves nothing.
STANDING: Mapping[Action, frozenset[Status]] = {
    Action.SIGN: frozenset({Status.SUBMITTED}),
    Action.UNSIGN: frozenset({Status.SUBMITTED}),
    Action.ASSIGN: frozenset({Status.APPROVED}),
    Action.NOTE: OPEN,
    Action.VIEW: frozenset(Status) - {Status.DRAFT},
    Action.SPARE: OPEN,
    Action.CORRECT: frozenset({Status.SETTLED}),
    Action.INFORM: frozenset(Status) - {Status.DRAFT},
}


def sources(action: Action) -> frozenset[Status]:
    """The states from which `action` may be taken."""
    return STANDING[action] if action in STANDING else TRANSITIONS[action].sources


_HEADS = frozenset({Role.CHAIR, Role.OFFICER})
#: Who signs where the branch wants the auditor's signature beside the chair's.
_SIGNERS = frozenset({Role.CHAIR, Role.AUDITOR})
_SIGNING = frozenset({Action.APPROVE, Action.SIGN, Action.UNSIGN})

#: Actions of officers, and the roles that may take them.
_DOERS: Mapping[Action, frozenset[Role]] = {
    Action.APPROVE: _HEADS,
    Action.SIGN: _HEADS,
    Action.UNSIGN: _HEADS,
    Action.REJECT: _HEADS,
    Action.RETURN: _HEADS,
    Action.REVOKE: _HEADS,
    Action.ASSIGN: _HEADS,
    Action.DELIVER: _HEADS | {Role.TREASURER},
    Action.SETTLE: frozenset({Role.TREASURER}),
    Action.CORRECT: frozenset({Role.TREASURER}),
    Action.NOTE: frozenset(Role),
    Action.VIEW: frozenset(Role),
    Action.SPARE: _HEADS | {Role.MEDIATOR},
    Action.INFORM: _HEADS | {Role.MEDIATOR},
}


@dataclass(frozen=True)
class Parties:
    """What the rules need to know of a report to say who may act on it."""

    branch_id: int
    committee_id: int
    reporter_id: int
    subject_id: int
    desk: Desk
    conflict: bool = False
    signatures: Signatures = Signatures.ONE  # as the desk's branch has set it

    @property
    def place(self) -> int:
        """The branch whose officers decide: the report's own, or the committee."""
        return self.committee_id if self.desk is Desk.COMMITTEE else self.branch_id

    @property
    def secret(self) -> bool:
        """Whether the report is kept from groups and from officers other than the mediator."""
        return self.conflict or self.desk is Desk.MEDIATOR

    @property
    def two_sign(self) -> bool:
        """Only where money or goods are granted in the open: a conflict has one mediator."""
        return self.signatures is not Signatures.ONE and not self.secret


def desk_of(kind: Kind, party_ids: Iterable[int], officers: Iterable[Member], branch_id: int) -> Desk:
    """Where a report belongs: with the branch's officers, its mediator, or (their own cases, no desk) the committee.

    `officers` are the members who hold an office in the branch today; `party_ids` the reporter and the subject.
    """
    parties, held = frozenset(party_ids), tuple(officers)
    wanted = frozenset({Role.MEDIATOR}) if kind in CONFLICTS else _HEADS
    able = any(officer.office_in(branch_id, *wanted) for officer in held)
    if not able or any(officer.id in parties for officer in held):
        return Desk.COMMITTEE
    return Desk.MEDIATOR if kind in CONFLICTS else Desk.BRANCH


def check_may(action: Action, who: Member, parties: Parties) -> None:
    """Raises NotAllowed, with the sentence to show, unless `who` may take `action` on a report of these `parties`."""
    if action in (Action.SUBMIT, Action.RESUBMIT):
        if who.id != parties.reporter_id:
            raise NotAllowed(refusals.ONLY_REPORTER_SUBMITS)
        return
    if action is Action.WITHDRAW:
        if who.id not in (parties.reporter_id, parties.subject_id):
            raise NotAllowed(refusals.ONLY_PARTIES_WITHDRAW)
        return
    _check_officer(action, who, parties)


def may_see(who: Member, parties: Parties) -> bool:
    """Whether `who` may read the facts: the reporter, the subject, and the officers of the report's desk."""
    return who.id in (parties.reporter_id, parties.subject_id) or _office_roles(who, parties) != frozenset()


def _check_officer(action: Action, who: Member, parties: Parties) -> None:
    if who.id in (parties.reporter_id, parties.subject_id):
        raise NotAllowed(refusals.OWN_CASE)
    if action is Action.CORRECT and _of_committee(who, parties):
        return
    roles = _office_roles(who, parties)
    if not roles:
        raise NotAllowed(refusals.NOT_YOURS)
    if not roles & _allowed_roles(action, parties):
        audited = parties.signatures is Signatures.AUDITED and action in _SIGNING
        raise NotAllowed(refusals.AUDITED if audited else _WHO_DOES[action])


def _of_committee(who: Member, parties: Parties) -> bool:
    """Whether the committee's chair or treasurer looks over the accounts of its branches; a conflict has none."""
    return not parties.secret and who.office_in(parties.committee_id, Role.CHAIR, Role.TREASURER) is not None


def _allowed_roles(action: Action, parties: Parties) -> frozenset[Role]:
    """In a conflict the mediator does everything, for nobody else of the desk may know of it."""
    if parties.secret:
        return _mediating_roles(parties)
    audited = parties.signatures is Signatures.AUDITED and action in _SIGNING
    return _SIGNERS if audited else _DOERS[action]


def _office_roles(who: Member, parties: Parties) -> frozenset[Role]:
    """Roles that count at this report's desk. A conflict is the mediator's alone; others don't even see it."""
    roles = frozenset(office.role for office in who.offices if office.branch_id == parties.place)
    return roles & _mediating_roles(parties) if parties.secret else roles


def _mediating_roles(parties: Parties) -> frozenset[Role]:
    """The branch's mediator; in the committee its mediator or chair."""
    return frozenset({Role.MEDIATOR, Role.CHAIR} if parties.desk is Desk.COMMITTEE else {Role.MEDIATOR})


_WHO_DOES: Mapping[Action, str] = {
    Action.APPROVE: refusals.APPROVING,
    Action.SIGN: refusals.APPROVING,
    Action.UNSIGN: refusals.UNSIGNING,
    Action.REJECT: refusals.REJECTING,
    Action.RETURN: refusals.RETURNING,
    Action.REVOKE: refusals.REVOKING,
    Action.ASSIGN: refusals.ASSIGNING,
    Action.DELIVER: refusals.DELIVERING,
    Action.SETTLE: refusals.SETTLING,
    Action.CORRECT: refusals.CORRECTING,
    Action.SPARE: refusals.SPARING,
    Action.INFORM: refusals.INFORMING,
}
