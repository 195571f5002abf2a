"""Writes a plan into the database, whole or not at all, and does what follows where a member leaves or moves."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import update

from bot.activities.due import drop_leavers
from bot.birthdays.queries.greetings import birthday_columns
from bot.core.people import MemberStatus, Role
from bot.core.queries import members
from bot.core.work.unit import Deps, Unit, unit
from bot.members.queries import imports, roster
from bot.members.rules.roster import ROLES, Row, birthday_of
from bot.members.rules.roster_plan import Change, Known, Plan, What, canonical_branch, make_plan
from bot.reports import card
from bot.reports.case import case_of
from bot.reports.queries import reports
from bot.reports.rules.transitions import Status
from bot.store import tables as t
from bot.store.batches import chunks
from bot.store.history import Entry

_FIELDS: Mapping[str, tuple[str, ...]] = {
    "name": ("name",),
    "branch": ("branch_id",),
    "status": ("status",),
    "birthday": ("birth_calendar", "birth_year", "birth_month", "birth_day", "birth_leap"),
    "phone_tail": ("phone_tail",),
}
BATCH = 2000  # lines between two reports of progress


async def follow(u: Unit, changes: Sequence[Change], branches: Mapping[str, int]) -> dict[int, list[int]]:
    """Settles the consequences of the changes already written. Returns the ended offices' ids by member.

    Whoever leaves loses buttons, prompts and a greeting that still waits; his account is unbound with the change
    itself. Whoever is transferred takes his open reports along and leaves his offices behind. Both drop out of
    activities that are not for them any more.
    """
    gone = [change.known.id for change in changes if change.known and change.what is What.LEAVING]
    moved = {
        change.known.id: branches[change.row.branch]
        for change in changes
        if change.known and "branch" in change.fields and change.what is not What.LEAVING
    }
    accounts = [
        change.known.telegram_id
        for change in changes
        if change.known and change.what is What.LEAVING and change.known.telegram_id
    ]
    await imports.silence_leaver(u.tx, accounts, u.now)
    ended: dict[int, list[int]] = defaultdict(list)
    offices = await roster.end_offices(u.tx, [*gone, *moved], u.today)
    for office in offices:
        ended[office["member_id"]].append(office["id"])
    entries = [Entry("office", office["id"], "end", before=office["role"]) for office in offices]
    await roster.append_history(u.tx, entries, u.now)
    for report_id in await imports.move_reports(u.tx, moved, u.now):
        await _show(u, report_id)
    if gone or moved:
        await drop_leavers(u)
    return ended


async def _show(u: Unit, report_id: int) -> None:
    """Puts a moved report before the new branch's desk, when it waits for a decision."""
    report = await reports.get(u.tx, report_id)
    if report.status is Status.SUBMITTED:
        await card.post(u, await case_of(u, report))


Progress = Callable[[int], None]  # called with the number of lines done since the last call


class SampleRow(Protocol):
    """A line as a program gives it (the sandbox's sample roster)."""

    @property
    def staff_no(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def branch(self) -> str: ...
    @property
    def birthday(self) -> str | None: ...
    @property
    def role(self) -> str: ...
    @property
    def telegram_id(self) -> int | None: ...


async def apply_rows(
    deps: Deps,
    rows: Iterable[SampleRow],
    groups: Mapping[str, int] | None = None,
    member_groups: Mapping[str, int] | None = None,
) -> Plan:
    """Adds those of `rows` that are not known yet, with their accounts; what is known stays as it is.

    `groups`, `member_groups`: chat ids of the officers' and the members' groups by branch name.
    """
    async with unit(deps) as u:
        lines = [_line(number, row, u) for number, row in enumerate(rows, start=2)]
        plan = await plan_rows(u, lines)
        await write(u, Plan(tuple(plan.of(What.ADDED)), plan.wrong, (), plan.same, plan.new_branches))
        committee = await members.committee(u.tx)
        for column, chats in (("group_chat_id", groups), ("members_chat_id", member_groups)):
            for name, chat_id in (chats or {}).items():
                branch = canonical_branch(name, committee.name)
                await u.tx.run(update(t.branches).where(t.branches.c.name == branch).values({column: chat_id}))
        return plan


def _line(number: int, row: SampleRow, u: Unit) -> Row:
    roles = frozenset({ROLES[row.role]}) if row.role in ROLES else frozenset[Role]()
    birthday = birthday_of(row.birthday, u.today)
    return Row(number, row.staff_no, row.name, row.branch, birthday, None, roles, None, row.telegram_id)


async def plan_rows(u: Unit, rows: Sequence[Row], wrong: Sequence[Any] = ()) -> Plan:
    """What the rows would change, against the database as it stands in this transaction."""
    committee = await members.committee(u.tx)
    placed = {canonical_branch(row.branch, committee.name) for row in rows}
    known = await roster.known(u.tx, placed, [row.staff_no for row in rows], u.today)
    return make_plan(rows, wrong, known, list(await members.branch_ids(u.tx)), committee.name)


async def write(
    u: Unit, plan: Plan, *, actor_id: int | None = None, import_id: int | None = None, progress: Progress | None = None
) -> None:
    """Applies the plan's changes in the caller's transaction; with `import_id`, keeps what undoing needs."""
    await roster.add_branches(u.tx, plan.new_branches, u.deps.settings.greeting_hour)
    branches = await members.branch_ids(u.tx)
    for batch in chunks(plan.changes, BATCH):
        added = [change for change in batch if change.what is What.ADDED]
        ids = await roster.insert_members(u.tx, [_new_member(change.row, branches, u) for change in added])
        before = await roster.columns_of(u.tx, [change.known.id for change in batch if change.known])
        after = {
            change.known.id: before[change.known.id] | changed_columns(change, branches)
            for change in batch
            if change.known
        }
        await roster.update_members(u.tx, after, u.now)
        members_of = {change.row.staff_no: change.known.id for change in batch if change.known} | ids
        ended = await follow(u, [change for change in batch if change.known], branches)
        await _appoint(u, batch, members_of, branches)
        await roster.append_history(u.tx, [_entry(change, members_of, actor_id) for change in batch], u.now)
        if import_id is not None:
            await _remember(u, import_id, batch, members_of, before, after, ended)
        if progress:
            progress(len(batch))
    if import_id is not None:
        await imports.applied(u.tx, import_id, plan, u.now)


def _new_member(row: Row, branches: Mapping[str, int], u: Unit) -> dict[str, Any]:
    return {
        "staff_no": row.staff_no,
        "name": row.name,
        "branch_id": branches[row.branch],
        "status": row.status or MemberStatus.ACTIVE,
        "phone_tail": row.phone_tail,
        "telegram_id": row.telegram_id,
        "bound_at": u.now if row.telegram_id else None,
        "updated_at": u.now,
    } | birthday_columns(row.birthday)


def changed_columns(change: Change, branches: Mapping[str, int]) -> dict[str, Any]:
    """The columns that a change sets, with their new values. Whoever leaves is unbound at once."""
    row = change.row
    said = {"name": row.name, "branch_id": branches[row.branch], "status": row.status, "phone_tail": row.phone_tail}
    said |= birthday_columns(row.birthday)
    sets = {column: said[column] for field in change.fields for column in _FIELDS.get(field, ())}
    return sets | ({"telegram_id": None, "bound_at": None} if change.what is What.LEAVING else {})


async def _appoint(
    u: Unit, batch: Sequence[Change], members_of: Mapping[str, int], branches: Mapping[str, int]
) -> None:
    """Enters the offices that the file names and that are not held yet."""
    rows: list[dict[str, Any]] = [
        {
            "member_id": members_of[change.row.staff_no],
            "branch_id": branches[change.row.branch],
            "role": role,
            "since": u.today,
        }
        for change in batch
        if change.what is not What.LEAVING and change.row.status in (None, MemberStatus.ACTIVE)
        for role in sorted(change.row.roles - _kept_roles(change))
    ]
    ids = await roster.add_offices(u.tx, rows)
    entries = [Entry("office", one, "appoint", after=row["role"]) for one, row in zip(ids, rows, strict=True)]
    await roster.append_history(u.tx, entries, u.now)


def _kept_roles(change: Change) -> frozenset[Role]:
    """Roles held already; a transfer leaves them behind."""
    known: Known | None = change.known
    return known.roles if known and "branch" not in change.fields else frozenset()


def _entry(change: Change, members_of: Mapping[str, int], actor_id: int | None) -> Entry:
    before = change.known.status if change.known else None
    after = change.row.status or before or MemberStatus.ACTIVE
    fields = "、".join(sorted(change.fields)) or None
    member_id = members_of[change.row.staff_no]
    return Entry("member", member_id, f"roster-{change.what}", actor_id, before, after, note=fields)


async def _remember(
    u: Unit,
    import_id: int,
    batch: Sequence[Change],
    members_of: Mapping[str, int],
    before: Mapping[int, dict[str, Any]],
    after: Mapping[int, dict[str, Any]],
    ended: Mapping[int, list[int]],
) -> None:
    """Keeps, for each member, the columns that changed (as they were and as they became) and the offices ended."""
    rows = []
    for change in batch:
        member_id = members_of[change.row.staff_no]
        old, new = before.get(member_id, {}), after.get(member_id, {})
        differing = [name for name in old if old[name] != new[name]]
        rows.append(
            {
                "import_id": import_id,
                "member_id": member_id,
                "action": change.what,
                "before": {name: json_value(old[name]) for name in differing} | _offices(ended.get(member_id)),
                "after": {name: json_value(new[name]) for name in differing},
            }
        )
    await imports.remember_changes(u.tx, rows)


def _offices(ended: Sequence[int] | None) -> dict[str, Any]:
    return {"offices": list(ended)} if ended else {}


def json_value(value: Any) -> Any:  # noqa: ANN401 - a column's value, as JSON takes it
    return value.isoformat() if isinstance(value, datetime) else value
