"""What waits at each desk and since when, without opening any facts; and a page of the queue."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Select, Subquery, and_, case, func, literal, or_, select, tuple_

from bot.core.kinds import CONFLICTS, Kind
from bot.core.people import Member
from bot.core.queries import members
from bot.reports.queries import reports
from bot.reports.queries.cards import UNTOLD
from bot.reports.queries.reports import Report
from bot.reports.rules.transitions import Action, Desk, Status, Trace
from bot.store import tables as t
from bot.store.batches import chunks
from bot.store.engine import Tx
from bot.store.tables_members import companions, tidings

_h, _o = t.history.c, t.outbox.c
#: From these a report's wait is counted anew.
_STARTS = (Action.SUBMIT, Action.RESUBMIT, Action.REVOKE, Action.SIGN, Action.UNSIGN, Trace.ESCALATED)
_BEGUN = (
    select(func.max(_h.at))
    .where(_h.entity == "report", _h.entity_id == t.reports.c.id, _h.action.in_(_STARTS))
    .scalar_subquery()
)
PENDING = (Status.SUBMITTED, Status.APPROVED, Status.DELIVERED)  # something is to be done next
_UNTOLD = select(tidings.c.report_id).where(UNTOLD)


@dataclass(frozen=True)
class Waiting:
    """`since`: when it came to where it lies. `patience`: the working hours of its desk's branch, None for the default.

    `visit_on`: the day of the visit, where one is arranged; `decided_at`: when it was agreed to.
    """

    report_id: int
    desk: Desk
    since: datetime
    patience: int | None
    nudged_at: datetime | None
    visit_on: date | None
    decided_at: datetime | None


@dataclass(frozen=True)
class Reach:
    """How far a look goes: nobody counts working hours of what came after these moments.

    `nudged`: for what may be read out, unless that was done since `midnight`; `raised`: for what may go up.
    """

    nudged: datetime
    raised: datetime
    midnight: datetime


async def undecided(tx: Tx, reach: Reach) -> list[Waiting]:
    """Not decided for so long that something may be due, oldest first."""
    r = t.reports.c
    quiet = and_(r.submitted_at < reach.nudged, or_(r.nudged_at.is_(None), r.nudged_at < reach.midnight))
    rises = and_(r.submitted_at < reach.raised, r.desk != Desk.COMMITTEE)
    query = _undecided().where(or_(quiet, rises))
    return await _read(tx, query.order_by(r.id))


async def still(tx: Tx, report_id: int) -> Waiting | None:
    """The report, where it is not decided."""
    found = await _read(tx, _undecided().where(t.reports.c.id == report_id))
    return found[0] if found else None


async def shortest_patience(tx: Tx, default: int) -> int:
    """The fewest working hours after which any branch is reminded."""
    wishes = [branch.preferences.nudge_hours for branch in await members.all_branches(tx)]
    return min(hours or default for hours in wishes)


async def unvisited(tx: Tx, today: date, midnight: datetime) -> list[Waiting]:
    """Agreed to before today, its day (if any) is over, and not read out since midnight; no conflicts. Oldest first."""
    r = t.reports.c
    query = _waiting(func.coalesce(r.escalated_at, r.decided_at)).where(
        r.status == Status.APPROVED,
        r.kind.not_in(CONFLICTS),
        r.decided_at < midnight,
        or_(r.visit_on.is_(None), r.visit_on < today),
        or_(r.nudged_at.is_(None), r.nudged_at < midnight),
    )
    return await _read(tx, query.order_by(r.decided_at, r.id))


async def visitors_on(tx: Tx, day: date) -> list[tuple[int, int]]:
    """(report, member with an account) of everybody who is to visit on that day."""
    r, m = t.reports.c, t.members.c
    goes = or_(m.id == r.visitor_id, m.id == companions.c.member_id)
    query = (
        select(r.id, m.id.label("member"))
        .outerjoin_from(t.reports, companions, companions.c.report_id == r.id)
        .join(t.members, goes)
        .where(r.status == Status.APPROVED, r.visit_on == day, m.telegram_id.is_not(None))
    )
    return sorted({(row["id"], row["member"]) for row in await tx.all(query)})


async def already_written(tx: Tx, keys: Sequence[str]) -> set[str]:
    """Of these keys those under which something was written to the outbox already."""
    found: set[str] = set()
    for some in chunks(keys):
        found |= {row["dedupe"] for row in await tx.all(select(_o.dedupe).where(_o.dedupe.in_(some)))}
    return found


def _undecided() -> Select[Any]:
    r = t.reports.c
    return _waiting(func.coalesce(_BEGUN, r.submitted_at)).where(r.status == Status.SUBMITTED)


def _waiting(since: ColumnElement[datetime]) -> Select[Any]:
    r = t.reports.c
    return select(r.id, r.desk, r.branch_id, r.nudged_at, r.visit_on, r.decided_at, since.label("since"))


async def _read(tx: Tx, query: Select[Any]) -> list[Waiting]:
    rows: Sequence[RowMapping] = await tx.all(query)
    if not rows:
        return []
    hours = {branch.id: branch.preferences.nudge_hours for branch in await members.all_branches(tx)}
    committee = (await members.committee(tx)).id
    return [
        Waiting(
            report_id=row["id"],
            desk=Desk(row["desk"]),
            since=row["since"],
            patience=hours[committee if row["desk"] == Desk.COMMITTEE else row["branch_id"]],
            nudged_at=row["nudged_at"],
            visit_on=row["visit_on"],
            decided_at=row["decided_at"],
        )
        for row in rows
    ]


_r = t.reports.c


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


async def queue_groups(tx: Tx, who: Member) -> dict[Group, int]:
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


async def queue_page(
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


async def queue_untold(tx: Tx, report_ids: Sequence[int]) -> dict[int, list[int]]:
    """By report, the members whom its news did not reach."""
    query = select(tidings.c.report_id, tidings.c.member_id).where(tidings.c.report_id.in_(report_ids), UNTOLD)
    found: dict[int, list[int]] = {each: [] for each in report_ids}
    for row in await tx.all(query.order_by(tidings.c.member_id)):
        found[row["report_id"]].append(row["member_id"])
    return found


async def queue_summaries(tx: Tx) -> dict[int, Summary]:
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
    few = _UNTOLD.distinct().subquery()  # looked up one by one: as a condition, all that a branch ever had was read
    told_badly = select(*columns, literal(1)).join_from(few, t.reports, _r.id == few.c.report_id)
    told_badly = told_badly.where(_r.status.not_in(PENDING), within, *apart)
    return pending.union_all(told_badly).subquery()
