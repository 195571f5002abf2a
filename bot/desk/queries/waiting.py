"""What lies at the desks and for how long, looked over without opening a fact."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Select, and_, func, or_, select

from bot.core.kinds import CONFLICTS
from bot.core.queries import members
from bot.reports.rules.transitions import Action, Desk, Status, Trace
from bot.store import tables as t
from bot.store.chunks import chunks
from bot.store.engine import Tx
from bot.store.tables_desk import companions

_h, _o = t.history.c, t.outbox.c
#: From these a report's wait is counted anew.
_STARTS = (Action.SUBMIT, Action.RESUBMIT, Action.REVOKE, Action.SIGN, Action.UNSIGN, Trace.ESCALATED)
_BEGUN = (
    select(func.max(_h.at))
    .where(_h.entity == "report", _h.entity_id == t.reports.c.id, _h.action.in_(_STARTS))
    .scalar_subquery()
)


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


async def known(tx: Tx, keys: Sequence[str]) -> set[str]:
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
