"""The accounts, read in one pass: granted reports with the people and the steps that a treasurer's book names."""

from collections.abc import AsyncIterator, Sequence

from sqlalchemy import ColumnElement, RowMapping, ScalarSelect, Select, and_, func, select
from sqlalchemy.sql.selectable import NamedFromClause

from bot.accounts.book import Scope
from bot.reports.queries.desk import SPENDING
from bot.reports.queries.parts import Purpose
from bot.reports.rules.transitions import Action
from bot.store import tables as t
from bot.store.batches import chunks
from bot.store.engine import Tx

CHUNK = 200


_KEPT = (
    *("id", "number", "kind", "branch_id", "status", "event_date", "rule", "approved", "paid", "signature"),
    *("visited_by", "submitted_at", "decided_at", "settled_at"),
)
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


async def granted(tx: Tx, scope: Scope) -> list[int]:
    """The ids, in the order of the decision."""
    query = select(t.reports.c.id).where(*_conditions(scope)).order_by(t.reports.c.decided_at, t.reports.c.id)
    return list((await tx.execute(query)).scalars())


async def rows(tx: Tx, scope: Scope, ids: Sequence[int]) -> AsyncIterator[Sequence[RowMapping]]:
    """Chunks of these, in that order, sealed where they were. `settling`: the words of the settlement."""
    query = _query(scope)
    for some in chunks(ids, CHUNK):
        yield await tx.all(query.where(t.reports.c.id.in_(some)))


def _query(scope: Scope) -> Select[tuple[object, ...]]:
    delivered, settled = t.history.alias("delivered"), t.history.alias("settled")

    def step(taken: NamedFromClause, action: Action) -> ColumnElement[bool]:
        return and_(taken.c.entity == "report", taken.c.entity_id == t.reports.c.id, taken.c.action == action)

    return (
        select(
            *(t.reports.c[name] for name in _KEPT),
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
