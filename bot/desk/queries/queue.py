"""The queue as rows: what waits is counted by groups of like reports, and only the page that is shown is read.

Who may do what is said by the rules alone: they are asked once for each group, and the groups they allow are listed.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import RowMapping, Subquery, case, func, literal, or_, select, tuple_

from bot.core.kinds import CONFLICTS, Kind
from bot.core.people import Member
from bot.reports.queries import reports
from bot.reports.queries.notifications import UNTOLD
from bot.reports.queries.reports import Report
from bot.reports.rules.transitions import Desk, Status
from bot.store import tables as t
from bot.store.engine import Tx
from bot.store.tables_desk import tidings

PENDING = (Status.SUBMITTED, Status.APPROVED, Status.DELIVERED)  # something is to be done next
_r = t.reports.c
_UNTOLD = select(tidings.c.report_id).where(UNTOLD)


@dataclass(frozen=True)
class Group:
    """Reports that are alike as far as the rules look. `untold`: somebody has not heard how his stands."""

    branch_id: int
    desk: Desk
    kind: Kind
    status: Status
    untold: bool

    @property
    def values(self) -> tuple[object, ...]:
        return (self.branch_id, self.desk, self.kind, self.status, int(self.untold))


@dataclass(frozen=True)
class Summary:
    """How much waits in a branch, by state; since when the oldest; and how many of them the committee decides."""

    counts: dict[Status, int]
    oldest: datetime | None
    escalated: int


async def groups(tx: Tx, who: Member) -> dict[Group, int]:
    """What waits where this officer holds an office (in the committee: also what is before it), and how many of each.

    A report that he made or is the subject of is never his to decide.
    """
    waits = _in_sight(who)
    alike = (waits.c.branch_id, waits.c.desk, waits.c.kind, waits.c.status, waits.c.untold)
    found = await tx.all(select(*alike, func.count().label("number")).group_by(*alike))
    return {_group(row): row["number"] for row in found}


def _group(row: RowMapping) -> Group:
    untold = bool(row["untold"])
    return Group(row["branch_id"], Desk(row["desk"]), Kind(row["kind"]), Status(row["status"]), untold)


async def page(
    tx: Tx, who: Member, wanted: Collection[Group], *, by_kind: bool, limit: int, offset: int
) -> list[Report]:
    """These of the reports of the groups, oldest first, or kind by kind."""
    if not wanted:
        return []
    waits = _in_sight(who)
    alike = tuple_(waits.c.branch_id, waits.c.desk, waits.c.kind, waits.c.status, waits.c.untold)
    order = [*([waits.c.kind] if by_kind else []), waits.c.submitted_at, waits.c.id]
    chosen = select(waits.c.id).where(alike.in_([one.values for one in wanted]))
    ids = [row["id"] for row in await tx.all(chosen.order_by(*order).limit(limit).offset(offset))]
    found = {report.id: report for report in await reports.find(tx, _r.id.in_(ids))}
    return [found[each] for each in ids]


async def untold(tx: Tx, report_ids: Sequence[int]) -> dict[int, list[int]]:
    """By report, the members whom its news did not reach."""
    query = select(tidings.c.report_id, tidings.c.member_id).where(tidings.c.report_id.in_(report_ids), UNTOLD)
    found: dict[int, list[int]] = {each: [] for each in report_ids}
    for row in await tx.all(query.order_by(tidings.c.member_id)):
        found[row["report_id"]].append(row["member_id"])
    return found


async def summaries(tx: Tx) -> dict[int, Summary]:
    """By branch, of all that waits but conflicts."""
    query = (
        select(
            _r.branch_id, _r.status, _r.desk, func.count().label("number"), func.min(_r.submitted_at).label("oldest")
        )
        .where(_r.status.in_(PENDING), _r.kind.not_in(CONFLICTS))
        .group_by(_r.branch_id, _r.status, _r.desk)
    )
    found: dict[int, Summary] = {}
    for row in await tx.all(query):
        status = Status(row["status"])
        before = found.get(row["branch_id"], Summary({}, None, 0))
        raised = row["number"] if row["desk"] == Desk.COMMITTEE and status is Status.SUBMITTED else 0
        found[row["branch_id"]] = Summary(
            before.counts | {status: before.counts.get(status, 0) + row["number"]},
            min(filter(None, (before.oldest, row["oldest"])), default=None),
            before.escalated + raised,
        )
    return found


def _in_sight(who: Member) -> Subquery:
    """What is pending (read from an index alone), and of whatever state that of which somebody has not heard."""
    near = _r.branch_id.in_([office.branch_id for office in who.offices])
    within = or_(near, _r.desk == Desk.COMMITTEE) if who.committee_office else near
    apart = (_r.reporter_id != who.id, func.coalesce(_r.subject_id, _r.reporter_id) != who.id)
    columns = (_r.id, _r.branch_id, _r.desk, _r.kind, _r.status, _r.submitted_at)
    quiet = case((_r.id.in_(_UNTOLD), 1), else_=0).label("untold")
    pending = select(*columns, quiet).where(_r.status.in_(PENDING), within, *apart)
    told_badly = select(*columns, literal(1)).where(_r.id.in_(_UNTOLD), _r.status.not_in(PENDING), within, *apart)
    return pending.union_all(told_badly).subquery()
