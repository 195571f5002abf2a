"""The life of a report as rules: which step from which state, who may take it, and where a report belongs."""

from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.errors import NotAllowed
from bot.core.kinds import CONFLICTS, Kind
from bot.core.people import Member, Office, Role, Signatures
from bot.desk.rules.steps import check_second
from bot.reports.rules.transitions import (
    OPEN,
    STANDING,
    TRANSITIONS,
    Action,
    Desk,
    Parties,
    Status,
    check_may,
    desk_of,
    may_see,
    sources,
)

COMMITTEE, BRANCH, OTHER = 1, 2, 3
REPORTER, SUBJECT = 50, 51
BY_MEMBERS = (Action.SUBMIT, Action.RESUBMIT, Action.WITHDRAW)
OFFICER_ACTIONS = [action for action in Action if action not in (*BY_MEMBERS, Action.CORRECT)]

#: DESIGN §2, read as a table: who takes which step at a branch's desk.
WHO = {
    Action.APPROVE: "主席 委员",
    Action.SIGN: "主席 委员",
    Action.UNSIGN: "主席 委员",
    Action.REJECT: "主席 委员",
    Action.RETURN: "主席 委员",
    Action.REVOKE: "主席 委员",
    Action.ASSIGN: "主席 委员",
    Action.DELIVER: "主席 委员 财务",
    Action.SETTLE: "财务",
    Action.NOTE: "主席 委员 财务 调解 经审",
    Action.VIEW: "主席 委员 财务 调解 经审",
    Action.SPARE: "主席 委员 调解",
    Action.INFORM: "主席 委员 调解",
}
NAMES = {Role.CHAIR: "主席", Role.OFFICER: "委员", Role.TREASURER: "财务", Role.MEDIATOR: "调解", Role.AUDITOR: "经审"}
#: The same where the branch wants the chair's and the auditor's signatures.
AUDITED = WHO | dict.fromkeys((Action.APPROVE, Action.SIGN, Action.UNSIGN), "主席 经审")


def person(member_id: int, *offices: tuple[int, Role]) -> Member:
    held = tuple(Office(place, role, committee=place == COMMITTEE) for place, role in offices)
    return Member(member_id, f"S{member_id}", "某人", BRANCH, offices=held)


def parties(desk: Desk = Desk.BRANCH, *, conflict: bool = False, signatures: Signatures = Signatures.ONE) -> Parties:
    return Parties(BRANCH, COMMITTEE, REPORTER, SUBJECT, desk, conflict, signatures)


def may(action: Action, who: Member, of: Parties) -> bool:
    try:
        check_may(action, who, of)
    except NotAllowed as refusal:
        assert str(refusal).endswith("。")
        return False
    return True


@pytest.mark.parametrize(("action", "role"), list(product(OFFICER_ACTIONS, Role)))
def test_a_branchs_officers_do_what_their_role_does(action: Action, role: Role) -> None:
    assert may(action, person(9, (BRANCH, role)), parties()) is (NAMES[role] in WHO[action])


@pytest.mark.parametrize(("action", "role"), list(product(OFFICER_ACTIONS, Role)))
def test_where_an_auditor_signs_only_the_chair_and_the_auditor_agree(action: Action, role: Role) -> None:
    audited = parties(signatures=Signatures.AUDITED)
    assert may(action, person(9, (BRANCH, role)), audited) is (NAMES[role] in AUDITED[action])
    assert not may(action, person(9, (OTHER, role)), audited)


@pytest.mark.parametrize(
    ("action", "role", "signatures", "reason"),
    [
        (Action.APPROVE, Role.AUDITOR, Signatures.ONE, "由主席或委员来定"),
        (Action.APPROVE, Role.OFFICER, Signatures.AUDITED, "主席同意、经审审核"),
        (Action.ASSIGN, Role.AUDITOR, Signatures.AUDITED, "安排慰问由主席或委员来定"),
        (Action.SETTLE, Role.CHAIR, Signatures.TWO, "由财务来做"),
    ],
)
def test_whoever_may_not_is_told_who_may(action: Action, role: Role, signatures: Signatures, reason: str) -> None:
    with pytest.raises(NotAllowed, match=reason):
        check_may(action, person(9, (BRANCH, role)), parties(signatures=signatures))


@pytest.mark.parametrize(("action", "role", "place"), list(product(OFFICER_ACTIONS, Role, (COMMITTEE, OTHER))))
def test_officers_of_another_place_do_nothing(action: Action, role: Role, place: int) -> None:
    assert not may(action, person(9, (place, role)), parties())
    assert not may_see(person(9, (place, role)), parties())


@pytest.mark.parametrize(
    ("place", "role", "desk"), list(product((BRANCH, COMMITTEE, OTHER), Role, (Desk.BRANCH, Desk.COMMITTEE)))
)
def test_a_payment_is_corrected_by_its_treasurer_or_the_committees_chair_or_treasurer(
    place: int, role: Role, desk: Desk
) -> None:
    heads = role in (Role.CHAIR, Role.TREASURER) if place == COMMITTEE else role is Role.TREASURER
    own = place == COMMITTEE or (place == BRANCH and desk is Desk.BRANCH)
    assert may(Action.CORRECT, person(9, (place, role)), parties(desk)) is (own and heads)
    for party in (REPORTER, SUBJECT):
        assert not may(Action.CORRECT, person(party, (place, role)), parties(desk))


@pytest.mark.parametrize(("action", "role"), list(product(OFFICER_ACTIONS, Role)))
def test_what_went_to_the_committee_is_out_of_the_branchs_hands(action: Action, role: Role) -> None:
    at_committee = parties(Desk.COMMITTEE)
    assert not may(action, person(9, (BRANCH, role)), at_committee)
    assert may(action, person(9, (COMMITTEE, role)), at_committee) is (NAMES[role] in WHO[action])


@pytest.mark.parametrize(("action", "role", "desk"), list(product(OFFICER_ACTIONS, Role, Desk)))
def test_nobody_acts_on_what_he_reported_or_what_concerns_him(action: Action, role: Role, desk: Desk) -> None:
    for own in (REPORTER, SUBJECT):
        assert not may(action, person(own, (BRANCH, role), (COMMITTEE, role)), parties(desk))


@pytest.mark.parametrize(("action", "role"), list(product(OFFICER_ACTIONS, Role)))
def test_a_conflict_is_the_mediators_alone(action: Action, role: Role) -> None:
    mine = parties(Desk.MEDIATOR, conflict=True)
    assert may(action, person(9, (BRANCH, role)), mine) is (role is Role.MEDIATOR)
    assert may_see(person(9, (BRANCH, role)), mine) is (role is Role.MEDIATOR)
    above = parties(Desk.COMMITTEE, conflict=True)
    assert may(action, person(9, (COMMITTEE, role)), above) is (role in (Role.MEDIATOR, Role.CHAIR))


def test_members_hand_in_and_withdraw_their_own() -> None:
    assert may(Action.SUBMIT, person(REPORTER), parties())
    assert not may(Action.SUBMIT, person(SUBJECT), parties())
    assert not may(Action.RESUBMIT, person(9, (BRANCH, Role.CHAIR)), parties())
    assert may(Action.WITHDRAW, person(SUBJECT), parties())
    assert not may(Action.WITHDRAW, person(9, (BRANCH, Role.CHAIR)), parties())


def test_every_state_but_the_closed_ones_leads_on() -> None:
    closed = {Status.REJECTED, Status.SETTLED, Status.WITHDRAWN}
    left = {status for transition in TRANSITIONS.values() for status in transition.sources}
    reached = {transition.target for transition in TRANSITIONS.values()}
    assert left == set(Status) - closed
    assert reached == set(Status) - {Status.DRAFT}
    assert OPEN.isdisjoint(closed | {Status.DRAFT})
    assert all(sources(action) for action in [*TRANSITIONS, *STANDING])


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(list(TRANSITIONS)), max_size=30))
def test_no_path_leads_to_payment_without_agreement_and_visit(actions: list[Action]) -> None:
    status, passed = Status.DRAFT, [Status.DRAFT]
    for action in actions:
        if status in TRANSITIONS[action].sources:
            status = TRANSITIONS[action].target
            passed.append(status)
    if status is Status.SETTLED:
        assert passed.index(Status.SUBMITTED) < passed.index(Status.APPROVED) < passed.index(Status.DELIVERED)
        assert passed[-3:] == [Status.APPROVED, Status.DELIVERED, Status.SETTLED]


CHAIR, MEDIATOR = person(10, (BRANCH, Role.CHAIR)), person(11, (BRANCH, Role.MEDIATOR))
TREASURER = person(12, (BRANCH, Role.TREASURER))


@pytest.mark.parametrize("kind", list(Kind))
def test_a_report_goes_to_the_desk_that_may_decide_it(kind: Kind) -> None:
    officers = [CHAIR, MEDIATOR, TREASURER]
    own = Desk.MEDIATOR if kind in CONFLICTS else Desk.BRANCH
    assert desk_of(kind, (REPORTER, SUBJECT), officers, BRANCH) is own
    for officer in officers:
        assert desk_of(kind, (officer.id, SUBJECT), officers, BRANCH) is Desk.COMMITTEE
        assert desk_of(kind, (REPORTER, officer.id), officers, BRANCH) is Desk.COMMITTEE
    assert desk_of(kind, (REPORTER, SUBJECT), [TREASURER], BRANCH) is Desk.COMMITTEE


def test_two_signatures_are_two_people_and_one_is_the_chair() -> None:
    first, second = person(20, (BRANCH, Role.OFFICER)), person(21, (BRANCH, Role.OFFICER))
    check_second(CHAIR, first, parties())
    check_second(first, CHAIR, parties())
    with pytest.raises(NotAllowed, match="另一位"):
        check_second(CHAIR, CHAIR, parties())
    with pytest.raises(NotAllowed, match="主席"):
        check_second(first, second, parties())
    with pytest.raises(NotAllowed, match="主席"):
        check_second(CHAIR, second, parties(Desk.COMMITTEE))


def test_the_auditor_signs_beside_the_chair_and_never_beside_another() -> None:
    audited = parties(signatures=Signatures.AUDITED)
    auditor, officer = person(30, (BRANCH, Role.AUDITOR)), person(31, (BRANCH, Role.OFFICER))
    check_second(CHAIR, auditor, audited)
    check_second(auditor, CHAIR, audited)
    with pytest.raises(NotAllowed, match="经审"):
        check_second(CHAIR, officer, audited)
    with pytest.raises(NotAllowed, match="主席"):
        check_second(auditor, officer, audited)
    both = person(32, (BRANCH, Role.CHAIR), (BRANCH, Role.AUDITOR))
    with pytest.raises(NotAllowed, match="另一位"):
        check_second(both, both, audited)
    check_second(CHAIR, both, audited)


def test_a_conflict_needs_no_second_signature() -> None:
    assert not parties(Desk.MEDIATOR, conflict=True, signatures=Signatures.AUDITED).two_sign
    assert parties(signatures=Signatures.TWO).two_sign
    assert not parties().two_sign
