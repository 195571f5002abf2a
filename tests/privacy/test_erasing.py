"""A member's own data: exported whole, and after a week of reflection nowhere to be found."""

import json
import sqlite3
from contextlib import closing
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Table, func, insert, select, update

from bot.birthdays.queries.greetings import birthday_columns
from bot.birthdays.rules import Birthday
from bot.core.errors import NotAllowed
from bot.core.people import Member
from bot.core.work.unit import Deps
from bot.privacy import own_data as privacy
from bot.privacy.queries import erasing
from bot.privacy.queries.resealing import SEALED
from bot.privacy.retention import purge_due
from bot.store import history
from bot.store import tables as t
from bot.store.tables_activities import broadcast_recipients, broadcasts
from bot.store.tables_members import erasures, gifts
from bot.store.types import Instant
from tests.privacy.rows import NOTE, SECRET, count, heard, one, report, value, written_of
from tests.support import NOON, TestClock, outbox

Roster = dict[str, Member]


async def asked_to_erase(deps: Deps) -> None:
    await privacy.request_erase(deps, await heard(deps, 10), 101)


async def test_deletion_waits_for_a_week_and_can_be_taken_back(deps: Deps, clock: TestClock, roster: Roster) -> None:
    await asked_to_erase(deps)
    clock.forward(days=6)
    await purge_due(deps)
    await privacy.cancel_erase(deps, await heard(deps, 11), 101)
    clock.forward(days=30)
    await purge_due(deps)
    assert (await one(deps, select(t.members).where(t.members.c.staff_no == "A001")))["name"] == "林静"


async def test_asking_again_does_not_begin_the_week_anew(deps: Deps, clock: TestClock, roster: Roster) -> None:
    await asked_to_erase(deps)
    clock.forward(days=3)
    await privacy.request_erase(deps, await heard(deps, 12), 101)
    assert await count(deps, erasures) == 1


async def test_who_is_in_office_or_has_a_report_open_cannot_yet_be_deleted(deps: Deps, roster: Roster) -> None:
    with pytest.raises(NotAllowed, match="交接"):
        await privacy.ask_erase(deps, await heard(deps, 1, 103), 103)
    await report(deps, roster["A001"], "submitted")
    with pytest.raises(NotAllowed, match="申报在办理"):
        await privacy.request_erase(deps, await heard(deps, 2), 101)


async def test_after_deletion_nothing_of_the_person_is_found_in_the_file(
    deps: Deps, clock: TestClock, roster: Roster, tmp_path: Path
) -> None:
    lin = roster["A001"]
    async with deps.store.begin() as tx:
        columns = birthday_columns(Birthday(3, 7, year=1985))
        await tx.run(update(t.members).where(t.members.c.id == lin.id).values(phone_tail="9876", **columns))
        await tx.run(insert(gifts).values(member_id=lin.id, year=2026, day=date(2026, 3, 7), amount=Decimal(300)))
        await history.append(tx, history.Entry("member", lin.id, "roster-changed", note=NOTE), NOON)
    await report(deps, lin)
    await written_of(deps, lin)
    await heard(deps, 5, state="quarantined", raw=SECRET.encode(), error="x")
    await asked_to_erase(deps)
    assert any("林静".encode() in path.read_bytes() for path in tmp_path.glob("wennuan.db*")), "the search can find"
    clock.forward(days=8)
    assert await purge_due(deps) > 0
    content = b"".join(path.read_bytes() for path in tmp_path.glob("wennuan.db*"))
    for trace in ("林静", "A001", "9876", SECRET, NOTE):
        assert trace.encode() not in content, trace
    async with deps.store.read() as tx:
        for table, name in SEALED:
            for row in await tx.all(select(table.c[name]).where(table.c[name].is_not(None))):
                opened = json.dumps(deps.store.vault.open(row[name]), ensure_ascii=False)
                assert not any(trace in opened for trace in ("林静", "A001", "9876", SECRET)), (table.name, opened)
    assert [await count(deps, table) for table in (broadcast_recipients, t.counters)] == [0, 0]
    assert await value(deps, select(func.count(broadcasts.c.content))) == 0
    kept = await one(deps, select(t.reports))
    assert (kept["number"], kept["approved"]) == ("2026-0001", 800)
    member = await one(deps, select(t.members).where(t.members.c.id == lin.id))
    assert (member["name"], member["telegram_id"], member["birth_day"]) == ("已删除会员", None, None)
    [farewell] = await outbox(deps.store, 101)
    assert "已按您的申请删除" in farewell["text"]


async def test_an_export_holds_everything_of_oneself_and_of_nobody_else(deps: Deps, roster: Roster) -> None:
    await report(deps, roster["A001"])
    await report(deps, roster["A002"], number="2026-0002")
    await written_of(deps, roster["A001"])
    made = await privacy.export(deps, 101)
    document, text = json.loads(made.json), made.text.decode("utf-8-sig")
    assert document["member"]["姓名"] == "林静"
    assert [one["编号"] for one in document["reports"]] == ["2026-0001"]
    assert document["reports"][0]["详情"] == {"hospital": SECRET}
    assert [one["结果"] for one in document["broadcasts"]["收到的群发"]] == ["sent", "sent"]
    assert text.count("结果：送到") == 2
    assert SECRET in text
    assert "2026-0002" not in text
    assert "王建国" not in text
    with pytest.raises(NotAllowed):
        await privacy.export(deps, 999)


async def test_no_row_about_the_member_outlives_deletion(deps: Deps, roster: Roster, tmp_path: Path) -> None:
    """A row in every table that belongs to a member, also in those that are not thought of yet."""
    owned = [table for table in t.metadata.sorted_tables if "member_id" in table.c]
    lin, other = roster["A001"].id, roster["A002"].id
    with closing(sqlite3.connect(tmp_path / "wennuan.db")) as raw:  # without the watch over foreign keys
        for table in owned:
            for member_id in (lin, other):
                names, values = zip(*sample(table, member_id).items(), strict=True)
                marks = ", ".join("?" * len(names))
                quoted = ", ".join(f'"{name}"' for name in names)
                raw.execute(f'INSERT OR REPLACE INTO "{table.name}" ({quoted}) VALUES ({marks})', values)  # noqa: S608
        raw.commit()
    async with deps.store.begin() as tx:
        await erasing.erase(tx, lin, NOON)
    for table in owned:
        mine = select(func.count()).select_from(table).where(table.c.member_id == lin)
        assert await value(deps, mine) == (table.name in ("erasures", "gifts")), (
            f"{table.name}: to be deleted in bot/privacy/queries/erasing.py"
        )


def sample(table: Table, member_id: int) -> dict[str, Any]:
    """A row that the table takes; numbers are the member's, so that keys differ."""
    values: dict[str, Any] = {}
    for column in table.columns:
        if column.nullable and column.name != "member_id":
            continue
        kind = column.type.python_type if not isinstance(column.type, Instant) else datetime
        texts = {str: f"x{member_id}", dict: "{}", datetime: "2026-01-01 00:00:00.000000", date: "2026-01-01"}
        values[column.name] = texts.get(kind, member_id)
    return values | {"member_id": member_id}
