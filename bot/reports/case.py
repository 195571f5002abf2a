"""The `Case`: a report with all that its steps ask of it, read once; and the check with which each step begins.

All of it is read again, nothing that a button says is believed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Self

from bot.core.errors import NotAllowed, Stale
from bot.core.kinds import CONFLICTS
from bot.core.people import TITLES, Branch, Member, Role, Signatures
from bot.core.queries import members
from bot.core.work.unit import Unit
from bot.reports.allowance import Allowance, of_report
from bot.reports.queries import desk, reports
from bot.reports.queries.desk import Decision
from bot.reports.queries.reports import Report
from bot.reports.rules.transitions import DECISIONS, TRANSITIONS, Action, Desk, Parties, Status, check_may, sources
from bot.reports.texts import card as card_texts
from bot.reports.texts import refusals, signing

_HEADS = (Role.CHAIR, Role.OFFICER)


@dataclass(frozen=True)
class Case:
    """`branch`: of the one whom the report is about. `latest`, `twins`: where this transaction knows them already.

    A step gives a new case (`after`): nothing here outlives the transaction.
    """

    report: Report
    branch: Branch
    committee: Branch
    allowance: Allowance
    latest: Decision | None = None
    twins: tuple[str, ...] | None = None

    @property
    def number(self) -> str:
        return self.report.number or "（未编号）"

    @property
    def place(self) -> Branch:
        """Whose officers decide: the report's own branch, or the committee."""
        return self.committee if self.report.desk is Desk.COMMITTEE else self.branch

    @property
    def subject_id(self) -> int:
        return self.report.subject_id or self.report.reporter_id

    @property
    def signed(self) -> bool:
        """Whether the first of two signatures is given."""
        return self.report.status is Status.SUBMITTED and self.report.decided_by is not None

    @property
    def party_ids(self) -> frozenset[int]:
        return frozenset({self.report.reporter_id, self.subject_id})

    @property
    def parties(self) -> Parties:
        """Who is involved, and what the desk's branch asks for, as `rules.transitions` asks."""
        return Parties(
            branch_id=self.branch.id,
            committee_id=self.committee.id,
            reporter_id=self.report.reporter_id,
            subject_id=self.subject_id,
            desk=self.report.desk,
            conflict=self.report.kind in CONFLICTS,
            signatures=self.place.preferences.signatures,
        )

    def after(self, report: Report, latest: Decision | None = None) -> Self:
        """The case with the report as a step has left it; `latest`: where the step was a decision."""
        return replace(self, report=report, latest=latest or self.latest)


async def case_of(u: Unit, report: Report) -> Case:
    branch, committee = await members.branch(u.tx, report.branch_id), await members.committee(u.tx)
    return Case(report, branch, committee, await of_report(u, report))


async def locked_case(u: Unit, report_id: int) -> Case:
    """Held against other deciders until the transaction ends. Raises NotFound."""
    return await case_of(u, await desk.locked(u.tx, report_id))


async def step_of(u: Unit, case: Case) -> card_texts.Step | None:
    """The latest decision, as a group may read of it: a party to the report has no name there."""
    found = case.latest or await desk.last_decision(u.tx, case.report.id)
    return card_texts.Step(found.action, _named(found, case), found.at) if found else None


def _named(found: Decision, case: Case) -> str | None:
    if found.actor_id is not None and found.actor_id == case.subject_id:
        return card_texts.THE_PERSON
    return card_texts.THE_REPORTER if found.actor_id == case.report.reporter_id else found.actor


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
                return _officer_named(able[0], place, role)
    return signing.SOMEBODY


def _officer_named(who: Member, place: Branch, role: Role) -> str:
    return f"{who.name}（{place.name}{TITLES[role]}）"


@dataclass(frozen=True)
class Here:
    """Which account acts, and in which chat; a private chat has its person's id."""

    telegram_id: int
    chat_id: int

    @property
    def private(self) -> bool:
        return self.chat_id == self.telegram_id


@dataclass(frozen=True, kw_only=True)
class Opened(Case):
    """A case in an officer's hands: locked, and he may take the step for which it was opened."""

    who: Member


async def open_case(u: Unit, here: Here, report_id: int, action: Action) -> Opened:
    """Locks the report and checks role, branch, party, chat and state, in this order.

    Raises NotFound, NotAllowed, or Stale with the name of whoever was faster.
    """
    who = await u.member(here.telegram_id)
    case = await locked_case(u, report_id)
    check_may(action, who, case.parties)
    _check_chat(here, case)
    if case.report.status not in sources(action):
        raise Stale(card_texts.too_late(await step_of(u, case), case.report.kind))
    return Opened(case.report, case.branch, case.committee, case.allowance, who=who)


async def take(
    u: Unit,
    case: Opened,
    action: Action,
    *,
    amount: Decimal | None = None,
    note: str | None = None,
    columns: Mapping[str, Any] | None = None,
) -> Opened:
    """The officer's step with its row in the history: a guarded transition, or what moves nothing. Raises Stale."""
    write = reports.move if action in TRANSITIONS else desk.change
    report = await write(u.tx, action, case.report, case.who.id, u.now, amount=amount, note=note, columns=columns)
    decides = action in DECISIONS
    return case.after(report, Decision(action, case.who.id, case.who.name, u.now) if decides else None)


def _check_chat(here: Here, case: Case) -> None:
    """A desk works in its own group or in an officer's private chat; conflicts in private only."""
    if here.private:
        return
    if case.parties.secret or case.report.desk is Desk.MEDIATOR:
        raise NotAllowed(refusals.PRIVATE_ONLY)
    if here.chat_id != case.place.group_chat_id:
        raise NotAllowed(refusals.WRONG_GROUP)


def missing_signature(parties: Parties, *, by_chair: bool) -> Role | None:
    """The role whose signature is still wanted; None where any other head will do."""
    if not by_chair:
        return Role.CHAIR
    return Role.AUDITOR if parties.signatures is Signatures.AUDITED else None


def signer_name(role: Role | None) -> str:
    return {Role.CHAIR: signing.CHAIR, Role.AUDITOR: signing.AUDITOR}.get(role or Role.OFFICER, signing.ANOTHER)
