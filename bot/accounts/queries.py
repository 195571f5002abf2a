"""The accounts, read in one pass: granted reports with the people and the steps that a treasurer's book names."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, RowMapping, ScalarSelect, Select, and_, func, select
from sqlalchemy.sql.selectable import NamedFromClause

from bot.reports.queries.desk import SPENDING
from bot.reports.queries.evidence import Purpose
from bot.reports.rules.transitions import Action
from bot.store import tables as t
from bot.store.engine import Tx

CHUNK = 500


@dataclass(frozen=True)
class Scope:
    """Decisions in [since, until), of one branch or of all."""

    since: datetime
    until: datetime
    branch_id: int | None = None


_subject = t.members.alias("subject")
_decider = t.members.alias("decider")
_seconder = t.members.alias("seconder")
_doer = t.members.alias("doer")


def _conditions(scope: Scope) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [
        t.reports.c.status.in_(SPENDING),
        t.reports.c.decided_at >= scope.since,
        t.reports.c.decided_at < scope.until,
    ]
    if scope.branch_id is not None:
        found.append(t.reports.c.branch_id == scope.branch_id)
    return found


async def count(tx: Tx, scope: Scope) -> int:
    return int(await tx.value(select(func.count()).select_from(t.reports).where(*_conditions(scope))) or 0)


async def rows(tx: Tx, scope: Scope) -> AsyncIterator[Sequence[RowMapping]]:
    """Chunks of rows in the order of the decision, sealed where they were. `settling`: the words of the settlement."""
    last: tuple[datetime, int] | None = None
    while True:
        query = _query(scope)
        if last:
            query = query.where(
                (t.reports.c.decided_at > last[0]) | and_(t.reports.c.decided_at == last[0], t.reports.c.id > last[1])
            )
        chunk = await tx.all(query.limit(CHUNK))
        if chunk:
            yield chunk
        if len(chunk) < CHUNK:
            return
        last = (chunk[-1]["decided_at"], chunk[-1]["id"])


def _query(scope: Scope) -> Select[tuple[object, ...]]:
    delivered, settled = t.history.alias("delivered"), t.history.alias("settled")

    def step(taken: NamedFromClause, action: Action) -> ColumnElement[bool]:
        return and_(taken.c.entity == "report", taken.c.entity_id == t.reports.c.id, taken.c.action == action)

    return (
        select(
            t.reports,
            _subject.c.name.label("subject"),
            t.branches.c.name.label("branch"),
            _decider.c.name.label("decider"),
            _seconder.c.name.label("seconder"),
            _doer.c.name.label("doer"),
            settled.c.note.label("settling"),
            _photos().label("photos"),
        )
        .join(_subject, _subject.c.id == t.reports.c.subject_id)
        .join(t.branches, t.branches.c.id == t.reports.c.branch_id)
        .outerjoin(_decider, _decider.c.id == t.reports.c.decided_by)
        .outerjoin(_seconder, _seconder.c.id == t.reports.c.seconded_by)
        .outerjoin(delivered, step(delivered, Action.DELIVER))
        .outerjoin(_doer, _doer.c.id == delivered.c.actor_id)
        .outerjoin(settled, step(settled, Action.SETTLE))
        .where(*_conditions(scope))
        .order_by(t.reports.c.decided_at, t.reports.c.id)
    )


def _photos() -> ScalarSelect[int]:
    """How many pictures of the visit are kept with the report."""
    taken = (t.evidence.c.report_id == t.reports.c.id, t.evidence.c.purpose == Purpose.VISIT)
    return select(func.count()).select_from(t.evidence).where(*taken).scalar_subquery()


async def by_kind(tx: Tx, scope: Scope) -> Sequence[RowMapping]:
    """(kind, count, approved, paid) of everything that was granted."""
    query = (
        select(
            t.reports.c.kind,
            func.count().label("count"),
            func.sum(t.reports.c.approved).label("approved"),
            func.sum(t.reports.c.paid).label("paid"),
        )
        .where(*_conditions(scope))
        .group_by(t.reports.c.kind)
    )
    return await tx.all(query)
