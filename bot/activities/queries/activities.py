"""Activities as rows: entries of the notice and of the officers, their facts, and the drafts of officers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Select, and_, delete, func, insert, select, update

from bot.activities.rules import Activity, Draft, Plan, Status
from bot.activities.texts import desk as desk_texts
from bot.activities.texts.facts import FACTS
from bot.core.errors import NotFound
from bot.store import tables as t
from bot.store.engine import Tx
from bot.store.tables_activities import activities, activity_drafts

_a = activities.c


@dataclass(frozen=True)
class Origin:
    """Where an entry comes from: a topic of a notice, or (without one) the officers themselves."""

    topic: str | None = None
    notice: str | None = None
    citation: str | None = None
    round: int = 1


@dataclass(frozen=True)
class KeptDraft:
    """An officer's draft, as kept. `base`: the version of the activity that it began from; `version`: its own."""

    member_id: int
    activity_id: int | None
    branch_id: int
    base: int
    version: int
    draft: Draft


async def enter(tx: Tx, branch_id: int, title: str, origin: Origin, now: datetime) -> None:
    """An entry that a notice names; a second time changes nothing."""
    values = {"branch_id": branch_id, "title": title, "status": Status.PENDING, "created_at": now, "updated_at": now}
    entry = tx.insert(activities).values(
        **values, topic=origin.topic, notice=origin.notice, citation=origin.citation, round=origin.round
    )
    await tx.run(entry.on_conflict_do_nothing(index_elements=["notice", "topic", "round"]))


async def any_there(tx: Tx) -> bool:
    return await tx.value(select(_a.id).limit(1)) is not None


async def topics_of(tx: Tx, notice: str) -> frozenset[str]:
    """The topics of a notice that have entries already."""
    return frozenset(row["topic"] for row in await tx.all(select(_a.topic).where(_a.notice == notice)))


async def add(tx: Tx, branch_id: int, plan: Plan, origin: Origin, by: int, now: datetime) -> int:
    """A published activity that was not there before; returns its id."""
    values = _columns(tx, plan) | {"branch_id": branch_id, "status": Status.PUBLISHED, "created_by": by}
    values |= {"topic": origin.topic, "notice": origin.notice, "citation": origin.citation, "round": origin.round}
    values |= {"created_at": now, "updated_at": now, "published_at": now, "version": 1}
    return int(await tx.value(insert(activities).values(values).returning(_a.id)))


async def rewrite(tx: Tx, activity: Activity, plan: Plan, base: int, now: datetime) -> bool:
    """Publishes the facts. False when somebody has changed them since version `base`, or it is cancelled."""
    same = (_a.id == activity.id, _a.version == base, _a.status != Status.CANCELLED)
    values = _columns(tx, plan) | {"status": Status.PUBLISHED, "version": base + 1, "updated_at": now}
    values["published_at"] = func.coalesce(_a.published_at, now)
    if plan.deadline != activity.plan.deadline:
        values["closed_at"] = None
    return bool(await tx.run(update(activities).where(*same).values(values)))


async def next_round(tx: Tx, origin: Activity) -> int:
    """第几期 comes next."""
    highest = select(func.max(_a.round)).where(_a.notice == origin.notice, _a.topic == origin.topic)
    return int(await tx.value(highest) or 0) + 1


async def get(tx: Tx, activity_id: int) -> Activity:
    """Raises NotFound."""
    found = await _find(tx, _a.id == activity_id)
    if not found:
        raise NotFound(desk_texts.NO_SUCH_ACTIVITY)
    return found[0]


async def locked(tx: Tx, activity_id: int) -> Activity:
    """The activity, held against others who sign up or change it until the transaction ends. Raises NotFound."""
    await tx.run(select(_a.id).where(_a.id == activity_id).with_for_update())
    return await get(tx, activity_id)


async def shown(tx: Tx, notice: str, branches: Sequence[int], since: date) -> list[Activity]:
    """What a member of these branches may see: entries of the notice, and what has been published and is not past.

    Cancelled ones stay in sight until their day.
    """
    awaited = and_(_a.status == Status.PENDING, _a.notice == notice)
    ahead = and_(_a.status != Status.PENDING, func.coalesce(_a.until, _a.day) >= since)
    current = ahead | and_(_a.status == Status.PUBLISHED, _a.day.is_(None))
    return await _find(tx, _a.branch_id.in_(branches), awaited | current)


async def published(tx: Tx, since: date) -> list[Activity]:
    """All that are published and not yet past, of every branch."""
    last = func.coalesce(_a.until, _a.day)
    return await _find(tx, _a.status == Status.PUBLISHED, last.is_(None) | (last >= since))


async def past(tx: Tx, branches: Sequence[int], before: date, limit: int) -> list[Activity]:
    """Those held lately, the newest first, for their lists."""
    query = _query(_a.branch_id.in_(branches), _a.status == Status.PUBLISHED, func.coalesce(_a.until, _a.day) < before)
    return [_activity(tx, row) for row in await tx.all(query.order_by(None).order_by(_a.day.desc()).limit(limit))]


async def set_closed(tx: Tx, activity_id: int, moment: datetime | None, now: datetime) -> None:
    """Closes sign-up early, or (with None) opens it again."""
    await tx.run(update(activities).where(_a.id == activity_id).values(closed_at=moment, updated_at=now))


async def cancel(tx: Tx, activity_id: int, reason: str | None, now: datetime) -> None:
    kept = None if reason is None else tx.vault.seal(reason)
    values = {"status": Status.CANCELLED, "reason": kept, "cancelled_at": now, "updated_at": now}
    await tx.run(update(activities).where(_a.id == activity_id).values(version=_a.version + 1, **values))


async def note_once(tx: Tx, activity_id: int, column: str, day: date) -> bool:
    """Notes for which day something was told (`reminded_on`, `summed_on`). False when it is noted already."""
    mark = activities.c[column]
    fresh = (_a.id == activity_id, mark.is_(None) | (mark != day))
    return bool(await tx.run(update(activities).where(*fresh).values({column: day})))


async def told(tx: Tx, activity_id: int, column: str) -> date | None:
    """For which day it was told last."""
    found: date | None = await tx.value(select(activities.c[column]).where(_a.id == activity_id))
    return found


async def hold_news(tx: Tx, activity_id: int, known: Plan | None) -> None:
    """Keeps the facts that those who have signed up know, until they hear of the new ones; None when they have."""
    kept = None if known is None else tx.vault.seal(known.as_json())
    await tx.run(update(activities).where(_a.id == activity_id).values(untold=kept))


async def untold(tx: Tx, activity_id: int) -> Plan | None:
    """The facts as those who have signed up know them, where they have not heard of newer ones."""
    kept = await tx.value(select(_a.untold).where(_a.id == activity_id))
    return Plan.read(tx.vault.open(kept)) if kept else None


async def with_news(tx: Tx) -> list[int]:
    """The activities of which there is news that nobody has been told."""
    return [row["id"] for row in await tx.all(select(_a.id).where(_a.untold.is_not(None)).order_by(_a.id))]


# --- drafts -----------------------------------------------------------------------------------------------------------


async def draft_of(tx: Tx, member_id: int) -> KeptDraft | None:
    row = await tx.one(select(activity_drafts).where(activity_drafts.c.member_id == member_id))
    if row is None:
        return None
    draft = Draft.read(tx.vault.open(row["facts"]))
    return KeptDraft(member_id, row["activity_id"], row["branch_id"], row["base"], row["version"], draft)


async def keep_draft(tx: Tx, kept: KeptDraft, now: datetime) -> KeptDraft:
    """Writes the draft, in place of an earlier one; returns it with its new version."""
    values: dict[str, Any] = {"activity_id": kept.activity_id, "branch_id": kept.branch_id, "base": kept.base}
    values |= {"version": kept.version + 1, "facts": tx.vault.seal(kept.draft.as_json()), "updated_at": now}
    statement = tx.insert(activity_drafts).values(member_id=kept.member_id, **values)
    await tx.run(statement.on_conflict_do_update(index_elements=["member_id"], set_=values))
    return KeptDraft(kept.member_id, kept.activity_id, kept.branch_id, kept.base, kept.version + 1, kept.draft)


async def drop_draft(tx: Tx, member_id: int) -> None:
    await tx.run(delete(activity_drafts).where(activity_drafts.c.member_id == member_id))


# --- rows -------------------------------------------------------------------------------------------------------------


def _columns(tx: Tx, plan: Plan) -> dict[str, Any]:
    said = {one.name: getattr(plan, one.name) for one in FACTS}
    return said | {
        one.name: tx.vault.seal(said[one.name]) for one in FACTS if one.sealed and said[one.name] is not None
    }


async def _find(tx: Tx, *conditions: ColumnElement[bool]) -> list[Activity]:
    return [_activity(tx, row) for row in await tx.all(_query(*conditions))]


def _query(*conditions: ColumnElement[bool]) -> Select[Any]:
    """The next ones first; those without a day last, in the order in which they came."""
    named = select(activities, t.branches.c.name.label("branch"), t.branches.c.committee).join(t.branches)
    return named.where(*conditions).order_by(_a.day.is_(None), _a.day, _a.id)


def _activity(tx: Tx, row: RowMapping) -> Activity:
    kept = {one.name: row[one.name] for one in FACTS}
    opened = {one.name: tx.vault.open(kept[one.name]) for one in FACTS if one.sealed and kept[one.name]}
    return Activity(
        id=row["id"],
        branch_id=row["branch_id"],
        branch=row["branch"],
        committee=row["committee"],
        status=Status(row["status"]),
        version=row["version"],
        plan=Plan(**kept | opened),
        topic=row["topic"],
        notice=row["notice"],
        citation=row["citation"],
        round=row["round"],
        published_at=row["published_at"],
        closed_at=row["closed_at"],
        reason=tx.vault.open(row["reason"]) if row["reason"] else None,
    )
