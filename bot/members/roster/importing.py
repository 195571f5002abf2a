"""An import in two steps, preview and apply. Between them the rows wait, sealed, in the database."""

from dataclasses import dataclass

from bot.core.errors import Stale
from bot.core.messages import JsonObject
from bot.core.work.unit import Unit
from bot.members.queries import imports
from bot.members.roster.applying import Progress, plan_rows, write
from bot.members.roster.packing import packed_row, packed_wrong, unpacked_row
from bot.members.roster.reading import Reading
from bot.members.rules.roster import Wrong
from bot.members.rules.roster_plan import Plan, with_absent


@dataclass(frozen=True)
class Preview:
    """What an import would do, and the number under which it waits."""

    import_id: int
    plan: Plan


async def preview(u: Unit, reading: Reading, actor_id: int | None = None) -> Preview:
    """Works out the plan and keeps the rows until they are applied or dropped. Changes nobody."""
    plan = await plan_rows(u, reading.rows, reading.wrong)
    kept = {"rows": [packed_row(row) for row in reading.rows], "wrong": [packed_wrong(one) for one in reading.wrong]}
    return Preview(await imports.add(u.tx, reading.source, reading.digest, actor_id, u.now, kept), plan)


async def planned(u: Unit, import_id: int, *, absent: bool = False) -> Plan:
    """What a previewed import would do to the database as it is now; changes nothing.

    `absent`: members of the file's branches whom it does not list have left. Raises Stale when it was applied or
    dropped before.
    """
    kept: JsonObject | None = await imports.rows_of(u.tx, import_id)
    if kept is None:
        raise Stale("这次导入已经办过或取消了。请把文件再发一遍。")
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
    if not await imports.drop(u.tx, import_id):
        raise Stale("这次导入已经办过或取消了。")
