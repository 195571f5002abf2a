"""A report under somebody's hands: all that decision, card, keyboard and messages ask of it, read once."""

from dataclasses import dataclass, replace
from typing import Self

from bot.core.kinds import CONFLICTS
from bot.core.people import Branch
from bot.core.queries import members
from bot.core.work.unit import Unit
from bot.reports.allowance import Allowance, of_report
from bot.reports.queries import desk
from bot.reports.queries.desk import Decision
from bot.reports.queries.reports import Report
from bot.reports.rules.transitions import Desk, Parties, Status
from bot.reports.texts import card as texts


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


async def step_of(u: Unit, case: Case) -> texts.Step | None:
    """The latest decision, as a group may read of it: a party to the report has no name there."""
    found = case.latest or await desk.last_decision(u.tx, case.report.id)
    return texts.Step(found.action, _named(found, case), found.at) if found else None


def _named(found: Decision, case: Case) -> str | None:
    if found.actor_id is not None and found.actor_id == case.subject_id:
        return texts.THE_PERSON
    return texts.THE_REPORTER if found.actor_id == case.report.reporter_id else found.actor
