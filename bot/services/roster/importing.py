"""An import in two steps, preview and apply. Between them the rows wait, sealed, in the database."""

from dataclasses import dataclass
from typing import Any

from bot.domain.birthdays import Birthday
from bot.domain.errors import Stale
from bot.domain.messages import JsonObject
from bot.domain.people import MemberStatus, Role
from bot.domain.roster import Row, Wrong
from bot.domain.roster_plan import Plan, with_absent
from bot.services.base import Unit
from bot.services.roster.applying import Progress, plan_rows, write
from bot.services.roster.reading import Reading
from bot.store import imports


@dataclass(frozen=True)
class Preview:
    """What an import would do, and the number under which it waits."""

    import_id: int
    plan: Plan


async def preview(u: Unit, reading: Reading, actor_id: int | None = None) -> Preview:
    """Works out the plan and keeps the rows until they are applied or dropped. Changes nobody."""
    plan = await plan_rows(u, reading.rows, reading.wrong)
    kept = {"rows": [_packed(row) for row in reading.rows], "wrong": [_packed_wrong(one) for one in reading.wrong]}
    return Preview(await imports.add(u.tx, reading.source, reading.digest, actor_id, u.now, kept), plan)


async def apply(
    u: Unit, import_id: int, *, absent: bool = False, actor_id: int | None = None, progress: Progress | None = None
) -> Plan:
    """Applies a previewed import to the database as it is now. Raises Stale when it was applied or dropped before.

    `absent`: members of the file's branches whom it does not list have left.
    """
    kept: JsonObject | None = await imports.rows_of(u.tx, import_id)
    if kept is None:
        raise Stale("这次导入已经办过或取消了。请把文件再发一遍。")
    wrong = [Wrong(**one) for one in kept["wrong"]]
    plan = await plan_rows(u, [_unpacked(row) for row in kept["rows"]], wrong)
    if absent:
        plan = with_absent(plan)
    await write(u, plan, actor_id=actor_id, import_id=import_id, progress=progress)
    return plan


async def drop(u: Unit, import_id: int) -> None:
    """Forgets a preview; what it held is erased."""
    if not await imports.drop(u.tx, import_id):
        raise Stale("这次导入已经办过或取消了。")


def _packed(row: Row) -> JsonObject:
    birthday = row.birthday
    return {
        "number": row.number,
        "sheet": row.sheet,
        "staff_no": row.staff_no,
        "name": row.name,
        "branch": row.branch,
        "birthday": birthday and [birthday.month, birthday.day, birthday.calendar, birthday.leap, birthday.year],
        "status": row.status,
        "roles": sorted(row.roles),
        "phone_tail": row.phone_tail,
    }


def _packed_wrong(one: Wrong) -> JsonObject:
    return {
        "number": one.number,
        "column": one.column,
        "reason": one.reason,
        "staff_no": one.staff_no,
        "sheet": one.sheet,
    }


def _unpacked(kept: JsonObject) -> Row:
    values: dict[str, Any] = dict(kept)
    values["birthday"] = Birthday(*kept["birthday"]) if kept["birthday"] else None
    values["status"] = MemberStatus(kept["status"]) if kept["status"] else None
    values["roles"] = frozenset(Role(role) for role in kept["roles"])
    return Row(**values)
