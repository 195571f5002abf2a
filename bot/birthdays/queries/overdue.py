"""Greetings that did not go as they should: in doubt, refused, or missed; and what officers do about them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import RowMapping, Select, and_, or_, select, tuple_, update

from bot.birthdays.queries.greetings import Due, Key, due_of
from bot.birthdays.rules import Greeted
from bot.core.clock import SHANGHAI
from bot.core.messages import OutboxState
from bot.core.people import MemberStatus
from bot.store import tables as t
from bot.store.engine import Tx

#: Outcomes after which somebody should say a word in person; they stay listed until it is noted.
OPEN = (Greeted.MISSED, Greeted.UNKNOWN, Greeted.FAILED)


@dataclass(frozen=True)
class Overdue:
    """A birthday whose greeting did not arrive, or may not have."""

    member_id: int
    year: int
    day: date
    name: str
    branch_id: int
    outcome: str

    @property
    def key(self) -> Key:
        return self.member_id, self.year


def _read(row: RowMapping, outcome: str) -> Overdue:
    return Overdue(row["member_id"], row["year"], row["day"], row["name"], row["branch_id"], outcome)


async def unsettled(tx: Tx, today: date) -> Sequence[RowMapping]:
    """Greetings whose message is `unknown` or `dead`, or has waited until after the day that its words speak of."""
    g, o = t.greetings.c, t.outbox.c
    midnight = datetime(today.year, today.month, today.day, tzinfo=SHANGHAI)
    stale = and_(o.state == OutboxState.PENDING, o.priority == "9", g.day < today - timedelta(days=1), g.at < midnight)
    query = (
        _of_members()
        .add_columns(g.outbox_id, o.state)
        .join(t.outbox, g.outbox_id == o.id)
        .where(
            or_(o.state.in_([OutboxState.UNKNOWN, OutboxState.DEAD]), stale),
            o.delivery == "once",
            g.outcome == Greeted.QUEUED,
        )
        .order_by(t.members.c.branch_id, g.member_id)
    )
    return await tx.all(query)


async def settle(tx: Tx, row: RowMapping, now: datetime) -> Overdue | None:
    """Notes what became of such a greeting: `unknown`, `failed` or `missed`; None when that is no longer so.

    A message that has waited too long is taken back, unless the relay has it in hand by now; as it was surely never
    sent, its key is free for a later one.
    """
    outcome = {
        OutboxState.UNKNOWN: Greeted.UNKNOWN,
        OutboxState.DEAD: Greeted.FAILED,
        OutboxState.PENDING: Greeted.MISSED,
    }[row["state"]]
    if row["state"] == OutboxState.PENDING:
        waiting = (t.outbox.c.id == row["outbox_id"], t.outbox.c.state == OutboxState.PENDING)
        stopped = {"state": OutboxState.DEAD, "payload": None, "dedupe": None, "error": "过了时候", "done_at": now}
        if not await tx.run(update(t.outbox).where(*waiting).values(stopped)):
            return None
    this = (t.greetings.c.member_id == row["member_id"], t.greetings.c.year == row["year"])
    changed = await tx.run(
        update(t.greetings).where(*this, t.greetings.c.outcome == Greeted.QUEUED).values(outcome=outcome)
    )
    return _read(row, outcome) if changed else None


async def listed(tx: Tx, branch_ids: Sequence[int], since: date) -> list[Overdue]:
    """What is still open in these branches, of birthdays from `since` on; of active members, oldest first."""
    g = t.greetings.c
    rows = await tx.all(
        _of_members()
        .where(g.outcome.in_(OPEN), g.day >= since, t.members.c.branch_id.in_(branch_ids))
        .where(t.members.c.status == MemberStatus.ACTIVE)
        .order_by(g.day, g.member_id)
    )
    return [_read(row, row["outcome"]) for row in rows]


async def found(tx: Tx, keys: Sequence[Key]) -> list[Overdue]:
    """Those of the named ones that are still open."""
    g = t.greetings.c
    rows = await tx.all(_of_members().where(tuple_(g.member_id, g.year).in_(keys), g.outcome.in_(OPEN)).order_by(g.day))
    return [_read(row, row["outcome"]) for row in rows]


def _of_members() -> Select[Any]:
    g, m = t.greetings.c, t.members.c
    columns = (g.member_id, g.year, g.day, g.outcome, m.name, m.branch_id)
    return select(*columns).join_from(t.greetings, t.members, m.id == g.member_id)


async def turn(tx: Tx, one: Overdue, outcome: str) -> bool:
    """From the outcome as read to another; False when somebody else was faster."""
    g = t.greetings.c
    this = (g.member_id == one.member_id, g.year == one.year, g.outcome == one.outcome)
    return bool(await tx.run(update(t.greetings).where(*this).values(outcome=outcome)))


async def asked_for(tx: Tx, hour: int) -> list[Due]:
    """Belated greetings that officers have asked for, of branches whose greeting hour has come today."""
    g, m, b = t.greetings.c, t.members.c, t.branches.c
    last = t.greetings.alias("last_year")
    query = (
        select(
            *(m.id, m.name, m.greeting, m.telegram_id, m.branch_id, g.year, g.day),
            *(m.birth_calendar, m.birth_year, m.birth_month, m.birth_day, m.birth_leap),
            *(b.name.label("branch"), b.group_chat_id, b.members_chat_id, last.c.wording),
        )
        .join(t.members, m.id == g.member_id)
        .join(t.branches, b.id == m.branch_id)
        .outerjoin(last, and_(last.c.member_id == m.id, last.c.year == g.year - 1))
        .select_from(t.greetings)
        .where(g.outcome == Greeted.BELATED, m.status == MemberStatus.ACTIVE, b.greeting_hour <= hour)
        .order_by(m.branch_id, m.id)
    )
    return [due_of(row, row["day"], row["year"]) for row in await tx.all(query) if row["birth_calendar"]]
