"""Birthday greetings: who is due, the one row a member a year, and what became of each message."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, RowMapping, and_, or_, select, update

from bot.domain.birthdays import Birthday
from bot.domain.clock import local_date
from bot.domain.errors import NotFound
from bot.store import tables as t
from bot.store.engine import Tx
from bot.store.roster import birthday_of
from bot.store.tables_members import gifts

SWEEP = "greeted-through"  # the row of `ticks` that holds the last local day swept
#: Outcomes that a later sweep may still turn into a greeting.
_REVIVABLE = ("missed", "unbound")


@dataclass(frozen=True)
class Due:
    """A member whose birthday it is. `year` names the birthday: the lunar year of a lunar one."""

    member_id: int
    name: str
    year: int
    day: date
    birthday: Birthday
    greeting: str  # private | group | none
    telegram_id: int | None
    branch_id: int
    branch: str
    officers_chat: int | None
    members_chat: int | None
    last_wording: int | None


@dataclass(frozen=True)
class Day:
    """A local day as the sweep looks for it: one key of one calendar, and the year of that calendar."""

    day: date
    calendar: str
    year: int
    month: int
    day_of_month: int


async def due(tx: Tx, day: Day, hour: int, *, unseen: bool = False) -> list[Due]:
    """Active members with the day's key, whose branch greets by `hour`, and who still lack this year's greeting.

    A superset: leap months and short ones are for the caller to tell. `unseen`: only those without any row.
    """
    m, b = t.members.c, t.branches.c
    this, last = t.greetings.alias("this_year"), t.greetings.alias("last_year")
    open_: list[ColumnElement[bool]] = [this.c.outcome.is_(None)]
    if not unseen:
        reachable = or_(m.telegram_id.is_not(None), m.greeting == "group")
        open_ += [this.c.outcome == "missed", and_(this.c.outcome == "unbound", reachable)]
    query = (
        select(
            *(m.id, m.name, m.greeting, m.telegram_id, m.branch_id),
            *(m.birth_calendar, m.birth_year, m.birth_month, m.birth_day, m.birth_leap),
            *(b.name.label("branch"), b.group_chat_id, b.members_chat_id, last.c.wording),
        )
        .join(t.branches, b.id == m.branch_id)
        .outerjoin(this, and_(this.c.member_id == m.id, this.c.year == day.year))
        .outerjoin(last, and_(last.c.member_id == m.id, last.c.year == day.year - 1))
        .where(m.birth_calendar == day.calendar, m.birth_month == day.month, m.birth_day == day.day_of_month)
        .where(m.status == "active", b.greeting_hour <= hour, or_(*open_))
        .order_by(m.branch_id, m.id)
    )
    return [_due(row, day) for row in await tx.all(query)]


def _due(row: RowMapping, day: Day) -> Due:
    birthday = birthday_of(row)
    if birthday is None:
        raise ValueError("a candidate has a birthday")
    return Due(
        member_id=row["id"],
        name=row["name"],
        year=day.year,
        day=day.day,
        birthday=birthday,
        greeting=row["greeting"],
        telegram_id=row["telegram_id"],
        branch_id=row["branch_id"],
        branch=row["branch"],
        officers_chat=row["group_chat_id"],
        members_chat=row["members_chat_id"],
        last_wording=row["wording"],
    )


async def bereaved(tx: Tx, member_ids: Sequence[int], since: datetime) -> set[int]:
    """Those with a bereavement report that officers have seen, about an event (or else made) on or after `since`."""
    r = t.reports.c
    recent = or_(r.event_date >= local_date(since), and_(r.event_date.is_(None), r.submitted_at >= since))
    query = select(r.subject_id).where(
        r.subject_id.in_(member_ids), r.kind == "bereavement", r.status.not_in(["draft", "withdrawn"]), recent
    )
    return {row["subject_id"] for row in await tx.all(query)}


async def record(tx: Tx, due: Due, outcome: str, now: datetime, wording: int | None = None) -> bool:
    """Takes this year's one greeting of a member; False when somebody else has it (DESIGN §2)."""
    values = {"day": due.day, "outcome": outcome, "wording": wording, "at": now}
    statement = tx.insert(t.greetings).values(member_id=due.member_id, year=due.year, **values)
    taken = statement.on_conflict_do_update(
        index_elements=["member_id", "year"],
        set_=values,
        where=t.greetings.c.outcome.in_(_REVIVABLE) & (t.greetings.c.outcome != outcome),
    )
    return await tx.value(taken.returning(t.greetings.c.member_id)) is not None


async def link(tx: Tx, due: Due, outbox_id: int) -> None:
    """Remembers which message the greeting is."""
    this = (t.greetings.c.member_id == due.member_id, t.greetings.c.year == due.year)
    await tx.run(update(t.greetings).where(*this).values(outbox_id=outbox_id))


async def unsettled(tx: Tx, today: date) -> Sequence[RowMapping]:
    """Greetings whose message is `unknown` or `dead`, or has waited until after the next day."""
    g, o = t.greetings.c, t.outbox.c
    stale = and_(o.state == "pending", o.priority == "9", g.day < today - timedelta(days=1))
    query = (
        select(g.member_id, g.year, g.day, g.outbox_id, o.state, t.members.c.name, t.branches.c.group_chat_id)
        .add_columns(t.members.c.branch_id)
        .join(t.greetings, g.outbox_id == o.id)
        .join(t.members, t.members.c.id == g.member_id)
        .join(t.branches, t.branches.c.id == t.members.c.branch_id)
        .select_from(t.outbox)
        .where(or_(o.state.in_(["unknown", "dead"]), stale), o.delivery == "once", g.outcome == "queued")
        .order_by(t.members.c.branch_id, g.member_id)
    )
    return await tx.all(query)


async def settle(tx: Tx, row: RowMapping, now: datetime) -> str | None:
    """Notes what became of such a greeting: `unknown`, `failed` or `missed`; None when that is no longer so.

    A message that has waited too long is taken back, unless the relay has it in hand by now.
    """
    outcome = {"unknown": "unknown", "dead": "failed", "pending": "missed"}[row["state"]]
    if row["state"] == "pending":
        waiting = (t.outbox.c.id == row["outbox_id"], t.outbox.c.state == "pending")
        stopped = {"state": "dead", "payload": None, "error": "过了时候", "done_at": now}
        if not await tx.run(update(t.outbox).where(*waiting).values(stopped)):
            return None
    this = (t.greetings.c.member_id == row["member_id"], t.greetings.c.year == row["year"])
    changed = await tx.run(update(t.greetings).where(*this, t.greetings.c.outcome == "queued").values(outcome=outcome))
    return outcome if changed else None


async def swept_through(tx: Tx) -> date | None:
    """The last local day on which a sweep ran."""
    slot = await tx.value(select(t.ticks.c.slot).where(t.ticks.c.name == SWEEP))
    return date.fromisoformat(slot) if slot else None


async def note_sweep(tx: Tx, today: date, now: datetime) -> None:
    values = {"slot": today.isoformat(), "at": now}
    statement = tx.insert(t.ticks).values(name=SWEEP, **values)
    await tx.run(statement.on_conflict_do_update(index_elements=["name"], set_=values))


@dataclass(frozen=True)
class Preference:
    """A member's birthday and where he wants to be greeted. `group`: his branch has a group for members."""

    birthday: Birthday | None
    place: str
    group: bool


async def preference(tx: Tx, member_id: int) -> Preference:
    query = select(t.members, t.branches.c.members_chat_id).join(t.branches).where(t.members.c.id == member_id)
    row = await tx.one(query)
    if row is None:
        raise NotFound("名册里没有这位会员了。")
    return Preference(birthday_of(row), row["greeting"], row["members_chat_id"] is not None)


async def prefer(tx: Tx, member_id: int, place: str) -> None:
    await tx.run(update(t.members).where(t.members.c.id == member_id).values(greeting=place))


@dataclass(frozen=True)
class Upcoming:
    """A birthday as officers see it."""

    member_id: int
    name: str
    branch: str
    year: int
    day: date
    birthday: Birthday
    outcome: str | None
    bound: bool
    gift_prepared: bool
    gift_given: bool


async def upcoming(tx: Tx, day: Day, branch_ids: Sequence[int]) -> list[Upcoming]:
    """Active members of these branches with the day's key, with greeting and gift; a superset, as in `due`."""
    m, g, gift = t.members.c, t.greetings.c, gifts.c
    query = (
        select(
            *(m.id, m.name, m.telegram_id, t.branches.c.name.label("branch"), g.outcome),
            *(m.birth_calendar, m.birth_year, m.birth_month, m.birth_day, m.birth_leap),
            *(gift.prepared_at, gift.given_at),
        )
        .join(t.branches, t.branches.c.id == m.branch_id)
        .outerjoin(t.greetings, and_(g.member_id == m.id, g.year == day.year))
        .outerjoin(gifts, and_(gift.member_id == m.id, gift.year == day.year))
        .where(m.birth_calendar == day.calendar, m.birth_month == day.month, m.birth_day == day.day_of_month)
        .where(m.status == "active", m.branch_id.in_(branch_ids))
        .order_by(m.branch_id, m.id)
    )
    return [_upcoming(row, day) for row in await tx.all(query)]


def _upcoming(row: RowMapping, day: Day) -> Upcoming:
    birthday = birthday_of(row)
    if birthday is None:
        raise ValueError("a candidate has a birthday")
    return Upcoming(
        member_id=row["id"],
        name=row["name"],
        branch=row["branch"],
        year=day.year,
        day=day.day,
        birthday=birthday,
        outcome=row["outcome"],
        bound=row["telegram_id"] is not None,
        gift_prepared=row["prepared_at"] is not None,
        gift_given=row["given_at"] is not None,
    )
