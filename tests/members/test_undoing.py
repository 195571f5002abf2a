"""An import that is undone, and what the history keeps of it."""

import pytest
from sqlalchemy import select, update

from bot.core.errors import NotFound
from bot.core.people import Member
from bot.core.work.unit import Deps, unit
from bot.members.roster.importing import Undone, undo_latest
from bot.store import tables as t
from tests.members.imports import everything, imported, member

Roster = dict[str, Member]
SPRING = "春风机关工会"
WANG = ("A001", "林静", SPRING, "1985-3-7")


async def undone(deps: Deps) -> Undone:
    async with unit(deps) as u:
        return await undo_latest(u)


async def test_an_undone_import_leaves_everything_as_it_was(deps: Deps, roster: Roster) -> None:
    before = await everything(deps)
    await imported(
        deps,
        ("A001", "林静静", "秋实机关工会", "3-7"),
        ("A004", "吴委员", SPRING, "", "", "退休"),
        ("N1", "新人", SPRING, "3-7", "", "", "委员"),
    )
    result = await undone(deps)
    assert (result.restored, result.removed, result.kept) == (2, 1, ())
    assert await everything(deps) == before
    with pytest.raises(NotFound):
        await undone(deps)


async def test_undoing_leaves_newer_changes_alone(deps: Deps, roster: Roster) -> None:
    await imported(deps, ("A001", "林静", SPRING, "3-7"), ("N1", "新人", SPRING, "3-7"))
    async with deps.store.begin() as tx:
        await tx.run(update(t.members).where(t.members.c.staff_no == "A001").values(birth_month=4))
        await tx.run(update(t.members).where(t.members.c.staff_no == "N1").values(telegram_id=999))
    result = await undone(deps)
    assert (result.removed, result.kept) == (0, ("林静",))
    changed, added = await member(deps, "A001"), await member(deps, "N1")
    assert changed and added
    assert changed["birth_month"] == 4
    assert (added["status"], added["telegram_id"]) == ("left", None), "bound meanwhile: marked, not removed"


async def test_every_change_is_in_the_history(deps: Deps, roster: Roster) -> None:
    await imported(
        deps,
        WANG,
        ("A002", "王建国", SPRING, "", "", "调离"),
        ("N1", "新人", SPRING, "", "", "", "委员"),
    )
    await imported(deps, ("A002", "王建国", SPRING, "", "", "在册"))
    async with deps.store.read() as tx:
        rows = await tx.all(select(t.history).order_by(t.history.c.id))
    told = [(row["entity_id"], row["action"], row["before"], row["after"]) for row in rows]
    left = roster["A002"].id
    assert (left, "roster-leaving", "active", "left") in told
    assert (left, "roster-changed", "left", "active") in told
    chain = [row for row in rows if row["entity_id"] == left]
    assert chain[1]["previous"] == chain[0]["digest"]
    assert any(action == "appoint" and after == "officer" for _, action, _, after in told)
