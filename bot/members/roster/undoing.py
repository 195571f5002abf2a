"""Undoing the latest import: what it changed goes back, unless somebody has changed it since."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.core.errors import NotFound, Stale
from bot.core.messages import JsonObject
from bot.core.people import MemberStatus
from bot.core.work.unit import Unit
from bot.members.queries import imports, roster, undoing
from bot.members.rules.roster_plan import What
from bot.store.history import Entry


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
    newest = await imports.latest(u.tx)
    if newest is None:
        raise NotFound("没有可以撤销的导入。")
    if expected is not None and newest["id"] != expected:
        raise Stale("这次导入之后又有新的导入（或它已撤销），不能直接撤销。")
    changes = await imports.changes(u.tx, newest["id"])
    added = [change["member_id"] for change in changes if change["action"] == What.ADDED]
    others = [change for change in changes if change["action"] != What.ADDED]
    used = await undoing.in_use(u.tx, added, newest["id"])
    kept = await _restore(u, others)
    await _retire(u, sorted(used))
    await roster.append_history(
        u.tx, [Entry("member", change["member_id"], "roster-undo", actor_id) for change in others], u.now
    )
    await undoing.remove(u.tx, [one for one in added if one not in used])
    await imports.undone(u.tx, newest["id"], u.now)
    return Undone(newest["source"], len(others) - len(kept), len(added) - len(used), tuple(kept))


async def _restore(u: Unit, changes: list[JsonObject]) -> list[str]:
    """Sets back every column that still has the import's value; returns the names of members with newer ones."""
    present = await roster.columns_of(u.tx, [change["member_id"] for change in changes])
    taken = await undoing.accounts(u.tx)
    values: dict[int, dict[str, Any]] = {}
    newer: list[str] = []
    offices: list[int] = []
    for change in changes:
        member_id, before, after = change["member_id"], change["before"], change["after"]
        now = present[member_id]
        back = {name: _typed(name, before[name]) for name in after if _plain(now[name]) == after[name]}
        if back.get("telegram_id") in taken:
            back.pop("telegram_id")
        if len(back) < len(after):
            newer.append(now["name"])
        values[member_id] = now | back
        offices += before.get("offices", [])
    await roster.update_members(u.tx, values, u.now)
    await undoing.reopen_offices(u.tx, offices)
    return newer


async def _retire(u: Unit, member_ids: list[int]) -> None:
    present = await roster.columns_of(u.tx, member_ids)
    gone: dict[str, Any] = {"status": MemberStatus.LEFT, "telegram_id": None, "bound_at": None}
    await roster.update_members(u.tx, {one: columns | gone for one, columns in present.items()}, u.now)


def _plain(value: Any) -> Any:  # noqa: ANN401 - a column's value, as JSON has it
    return value.isoformat() if isinstance(value, datetime) else value


def _typed(name: str, value: Any) -> Any:  # noqa: ANN401 - the reverse
    return datetime.fromisoformat(value) if name == "bound_at" and value else value
