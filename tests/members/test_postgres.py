"""The bulk statements of roster, greetings and retention mean the same on either database."""

from datetime import date
from pathlib import Path

from bot.birthdays.greeting import greet_due
from bot.core.work.unit import unit
from bot.members.roster.importing import apply, preview, undo_latest
from bot.members.roster.reading import read_roster
from bot.privacy.queries.resealing import reseal
from bot.privacy.retention import purge_due
from bot.store.engine import Store
from tests import support
from tests.birthdays.people import at, outcomes
from tests.members.files import csv_bytes

DAY = date(2026, 11, 23)


async def test_a_roster_from_import_to_undo(any_store: Store, tmp_path: Path) -> None:
    clock = support.TestClock(at(DAY))
    deps = support.make_deps(any_store, clock, support.Replies(), tmp_path)
    roster = await support.fill_roster(any_store)
    content = csv_bytes(
        ("A001", "林静", "春风机关工会", "11-23", "", "", "委员"), ("N1", "新人", "新芽工会", "农历八月十五")
    )
    async with unit(deps) as u:
        found = await preview(u, read_roster("册", content, DAY))
        plan = await apply(u, found.import_id, absent=True)
    assert len(plan.changes) == 7
    await greet_due(deps)
    await greet_due(deps)
    assert await outcomes(deps) == {(roster["A001"].id, 2026): "queued"}
    assert sum([done async for done in reseal(any_store)]) > 7
    await purge_due(deps)
    async with unit(deps) as u:
        undone = await undo_latest(u)
    assert (undone.restored, undone.removed) == (6, 1)
