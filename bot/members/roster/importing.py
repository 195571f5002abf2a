"""An import in two steps, preview and apply (between them the rows wait, sealed), and undoing the latest one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.core.errors import NotFound, Stale
from bot.core.messages import JsonObject
from bot.core.people import MemberStatus
from bot.core.work.unit import Unit
from bot.members.queries import imports, roster
from bot.members.roster.applying import Progress, json_value, plan_rows, write
from bot.members.roster.reading import Reading, packed_row, packed_wrong, unpacked_row
from bot.members.rules.roster import Wrong
from bot.members.rules.roster_plan import Plan, What, with_absent
from bot.members.texts import roster as texts
from bot.store.history import Entry


@dataclass(frozen=True)
class Preview:
    """What an import would do, and the number under which it waits."""

    import_id: int
    plan: Plan


async def preview(u: Unit, reading: Reading, actor_id: int | None = None) -> Preview:
    """Works out the plan and keeps the rows until they are applied or dropped. Changes nobody."""
    plan = await plan_rows(u, reading.rows, reading.wrong)
    kept = {"rows": [packed_row(row) for row in reading.rows], "wrong": [packed_wrong(one) for one in reading.wrong]}
    return Preview(await imports.add_import(u.tx, reading.source, reading.digest, actor_id, u.now, kept), plan)


async def planned(u: Unit, import_id: int, *, absent: bool = False) -> Plan:
    """What a previewed import would do to the database as it is now; changes nothing.

    `absent`: members of the file's branches whom it does not list have left. Raises Stale when it was applied or
    dropped before.
    """
    kept: JsonObject | None = await imports.rows_of(u.tx, import_id)
    if kept is None:
        raise Stale(texts.SEND_AGAIN)
    wrong = [Wrong(**one) for one in kept["wrong"]]
    plan = await plan_rows(u, [unpacked_row(row) for row in kept["rows"]], wrong)
    return with_absent(plan) if absent else plan


async def apply(
    u: Unit, import_id: int, *, absent: bool = False, actor_id: int | None = None, progress: Progress | None = None
) -> Plan:
    """Applies a previewed import as `planned` says; raises Stale as it does."""
    plan = await planned(u, import_id, absent=absent)
    await write(u, plan, actor_id=actor_id, import_id=import_id, progress=progress)
    return plan


async def drop(u: Unit, import_id: int) -> None:
    """Forgets a preview; what it held is erased."""
    if not await imports.drop_import(u.tx, import_id):
        raise Stale(texts.DONE_ALREADY)


@dataclass(frozen=True)
class Undone:
    """How it went. `kept`: names of members whose newer changes were left alone."""

    source: str
    restored: int
    removed: int
    kept: tuple[str, ...]


async def undo_latest(u: Unit, actor_id: int | None = None, expected: int | None = None) -> Undone:
    """Takes back the newest import in effect. Raises NotFound when there is none, Stale when it is not `expected`.

    Members that it added are removed; one who has meanwhile been bound, reported or greeted is marked 调离 instead.
    """
    newest = await imports.latest_import(u.tx)
    if newest is None:
        raise NotFound(texts.NOTHING_TO_UNDO)
    if expected is not None and newest["id"] != expected:
        raise Stale(texts.NEWER_IMPORT)
    changes = await imports.changes(u.tx, newest["id"])
    added = [change["member_id"] for change in changes if change["action"] == What.ADDED]
    others = [change for change in changes if change["action"] != What.ADDED]
    used = await imports.in_use(u.tx, added, newest["id"])
    kept = await _restore(u, others)
    await _retire(u, sorted(used))
    await roster.append_history(
        u.tx, [Entry("member", change["member_id"], "roster-undo", actor_id) for change in others], u.now
    )
    await imports.remove_members(u.tx, [one for one in added if one not in used])
    await imports.undone(u.tx, newest["id"], u.now)
    return Undone(newest["source"], len(others) - len(kept), len(added) - len(used), tuple(kept))


async def _restore(u: Unit, changes: list[JsonObject]) -> list[str]:
    """Sets back every column that still has the import's value; returns the names of members with newer ones."""
    present = await roster.columns_of(u.tx, [change["member_id"] for change in changes])
    taken = await imports.accounts(u.tx)
    values: dict[int, dict[str, Any]] = {}
    newer: list[str] = []
    offices: list[int] = []
    for change in changes:
        member_id, before, after = change["member_id"], change["before"], change["after"]
        now = present[member_id]
        back = {name: _typed(name, before[name]) for name in after if json_value(now[name]) == after[name]}
        if back.get("telegram_id") in taken:
            back.pop("telegram_id")
        if len(back) < len(after):
            newer.append(now["name"])
        values[member_id] = now | back
        offices += before.get("offices", [])
    await roster.update_members(u.tx, values, u.now)
    await imports.reopen_offices(u.tx, offices)
    return newer


async def _retire(u: Unit, member_ids: list[int]) -> None:
    present = await roster.columns_of(u.tx, member_ids)
    gone: dict[str, Any] = {"status": MemberStatus.LEFT, "telegram_id": None, "bound_at": None}
    await roster.update_members(u.tx, {one: columns | gone for one, columns in present.items()}, u.now)


def _typed(name: str, value: Any) -> Any:  # noqa: ANN401 - the reverse
    return datetime.fromisoformat(value) if name == "bound_at" and value else value
