"""Preview, apply, apply again, undo: what an import does to members, offices, reports and accounts."""

from collections.abc import Callable, Sequence
from datetime import date

import pytest
from sqlalchemy import func, insert, select

from bot.core.errors import Stale
from bot.core.people import Member
from bot.core.work.unit import Deps, unit
from bot.members.roster.applying import apply_rows
from bot.members.roster.importing import apply, drop
from bot.members.rules.roster_plan import Plan, What
from bot.store import tables as t
from bot.store.tables_members import imports
from tests.members.files import Line
from tests.members.imports import everything, imported, member, previewed
from tests.support import NOON, outbox

Roster = dict[str, Member]
SPRING = "春风机关工会"
WANG = ("A001", "林静", SPRING, "1985-3-7")


def counts(plan: Plan) -> tuple[int, int, int, int]:
    return (*(len(plan.of(what)) for what in What), plan.same)  # type: ignore[return-value]


async def test_a_preview_counts_and_changes_nobody(deps: Deps, roster: Roster) -> None:
    before = await everything(deps)
    found = await previewed(deps, WANG, ("N1", "新人", "新芽工会", "3-7"), ("A002", "王建国", SPRING, "", "", "退休"))
    assert counts(found.plan) == (1, 1, 1, 0)
    assert found.plan.new_branches == {"新芽工会": None}
    assert await everything(deps) == before


async def test_applies_new_changed_and_leaving(deps: Deps, roster: Roster) -> None:
    await imported(deps, WANG, ("N1", "新人", "新芽工会", "农历八月十五"), ("A002", "王建国", SPRING, "", "", "调离"))
    changed, new, gone = [await member(deps, number) for number in ("A001", "N1", "A002")]
    assert changed and new and gone
    assert (changed["birth_year"], changed["birth_month"], changed["telegram_id"]) == (1985, 3, 101)
    assert (new["branch"], new["birth_calendar"], new["birth_day"]) == ("新芽工会", "lunar", 15)
    assert (gone["status"], gone["telegram_id"]) == ("left", None)


async def test_a_second_import_of_the_same_file_changes_nothing(deps: Deps, roster: Roster) -> None:
    lines = [
        WANG,
        ("N1", "新人", "新芽工会", "3-7", "", "", "委员", "1234"),
        ("A002", "王建国", SPRING, "", "", "已故"),
    ]
    await imported(deps, *lines)
    before = await everything(deps)
    assert counts(await imported(deps, *lines)) == (0, 0, 0, 3)
    assert await everything(deps) == before


async def test_an_empty_cell_or_a_missing_year_takes_nothing_away(deps: Deps, roster: Roster) -> None:
    await imported(deps, ("A001", "林静", SPRING, "1985-3-7", "", "", "", "1234"))
    plan = await imported(deps, ("A001", "林静", SPRING, "3-7"), ("A003", "陈主席", SPRING))
    assert counts(plan) == (0, 0, 0, 2)


async def test_a_preview_can_be_applied_or_dropped_once(deps: Deps, roster: Roster) -> None:
    found = await previewed(deps, WANG)
    async with unit(deps) as u:
        await drop(u, found.import_id)
    with pytest.raises(Stale):
        async with unit(deps) as u:
            await apply(u, found.import_id)
    async with deps.store.read() as tx:
        assert await tx.value(select(imports.c.rows)) is None


async def test_who_is_not_listed_stays_unless_it_is_said(deps: Deps, roster: Roster) -> None:
    found = await previewed(deps, WANG)
    assert {one.staff_no for one in found.plan.absent} == {"A002", "A003", "A004", "A005", "A006", "A007"}
    async with unit(deps) as u:
        plan = await apply(u, found.import_id, absent=True)
    assert len(plan.of(What.LEAVING)) == 5
    chair, officer, foreign = [await member(deps, number) for number in ("A003", "A004", "B001")]
    assert chair and officer and foreign
    assert (chair["status"], officer["status"], foreign["status"]) == ("active", "left", "active"), (
        "the last chair stays"
    )


async def test_a_wrong_row_is_not_taken_for_somebody_who_left(deps: Deps, roster: Roster) -> None:
    found = await previewed(deps, WANG, ("A002", "王建国", SPRING, "2月30日"))
    assert "A002" not in {one.staff_no for one in found.plan.absent}


@pytest.mark.parametrize("line", [("A003", "陈主席", SPRING, "", "", "退休"), ("A003", "陈主席", "秋实机关工会")])
async def test_the_last_chair_is_not_removed_by_a_roster(deps: Deps, roster: Roster, line: Line) -> None:
    plan = await imported(deps, line)
    assert [(one.number, "唯一的主席" in one.reason) for one in plan.wrong] == [(2, True)]
    row = await member(deps, "A003")
    assert row and (row["status"], row["branch"]) == ("active", SPRING)


@pytest.mark.parametrize(("second", "wrong"), [(WANG, 0), (("A001", "林静", "秋实机关工会", "1985-3-7"), 2)])
async def test_a_number_twice(deps: Deps, roster: Roster, second: Line, wrong: int) -> None:
    plan = (await previewed(deps, WANG, second)).plan
    assert len(plan.wrong) == wrong
    assert len(plan.changes) == (0 if wrong else 1)


async def test_a_new_branch_that_looks_like_a_known_one_is_pointed_out(deps: Deps, roster: Roster) -> None:
    plan = (await previewed(deps, ("N1", "新人", "春风机关工会会", "3-7"))).plan
    assert plan.new_branches == {"春风机关工会会": "春风机关工会"}


async def test_offices_of_the_file_are_added_and_never_ended(deps: Deps, roster: Roster) -> None:
    await imported(deps, ("A001", "林静", SPRING, "", "", "", "委员、财务"), ("A004", "吴委员", SPRING))
    async with deps.store.read() as tx:
        rows = await tx.all(select(t.offices.c.member_id, t.offices.c.role, t.offices.c.until))
    held = {(row["member_id"], row["role"]) for row in rows if row["until"] is None}
    lin, wu = roster["A001"].id, roster["A004"].id
    assert {(lin, "officer"), (lin, "treasurer"), (wu, "officer")} <= held


async def report(deps: Deps, subject: Member, status: str, number: str | None) -> int:
    values = {"kind": "marriage", "branch_id": subject.branch_id, "subject_id": subject.id, "reporter_id": subject.id}
    values |= {"status": status, "facts": deps.store.vault.seal({}), "created_at": NOON, "updated_at": NOON}
    async with deps.store.begin() as tx:
        query = insert(t.reports).values(values | {"number": number, "submitted_at": NOON}).returning(t.reports.c.id)
        return int(await tx.value(query))


async def test_a_transfer_takes_open_reports_along(deps: Deps, roster: Roster) -> None:
    waiting = await report(deps, roster["A001"], "submitted", "2026-0001")
    closed = await report(deps, roster["A001"], "settled", "2026-0002")
    await imported(deps, ("A001", "林静", "秋实机关工会"))
    async with deps.store.read() as tx:
        places = {row["id"]: row["branch_id"] for row in await tx.all(select(t.reports.c.id, t.reports.c.branch_id))}
    assert places == {waiting: roster["B001"].branch_id, closed: roster["A001"].branch_id}
    assert any("2026-0001" in message["text"] for message in await outbox(deps.store, -1002))


async def test_whoever_leaves_loses_buttons_prompts_offices_and_a_waiting_greeting(deps: Deps, roster: Roster) -> None:
    async with deps.store.begin() as tx:
        await tx.run(insert(t.buttons).values(token="t", name="x", args={}, chat_id=104, created_at=NOON))
        await tx.run(insert(t.prompts).values(chat_id=104, telegram_id=104, name="x", args={}, created_at=NOON))
        sealed = {"payload": deps.store.vault.seal({}), "method": "sendMessage", "created_at": NOON, "priority": "9"}
        await tx.run(insert(t.outbox).values(lane=104, delivery="once", **sealed))
    await imported(deps, ("A004", "吴委员", SPRING, "", "", "已故"))
    async with deps.store.read() as tx:
        left = [await tx.value(select(func.count()).select_from(table)) for table in (t.buttons, t.prompts)]
        waiting = await tx.one(select(t.outbox.c.state, t.outbox.c.payload))
        office = await tx.value(select(t.offices.c.until).where(t.offices.c.member_id == roster["A004"].id))
    assert left == [0, 0]
    assert waiting and (waiting["state"], waiting["payload"]) == ("dead", None)
    assert office == date(2026, 11, 22)


class Sample:
    def __init__(self, staff_no: str, birthday: str | None = None, telegram_id: int | None = None) -> None:
        self.staff_no, self.birthday, self.telegram_id = staff_no, birthday, telegram_id
        self.name, self.branch, self.role = "样例", "样例工会", "chair"


async def test_sample_rows_are_added_once_and_never_overwrite(deps: Deps, roster: Roster) -> None:
    rows: Sequence[Sample] = [Sample("S1", "农历2001年闰四月初八", 501), Sample("A001", "1-1", 502)]
    for _ in range(2):
        await apply_rows(deps, rows, {"样例工会": -7001, "工委": -1003}, {"样例工会": -7002})
    new, known = await member(deps, "S1"), await member(deps, "A001")
    assert new and known
    assert (new["telegram_id"], new["birth_leap"]) == (501, True)
    assert (known["name"], known["telegram_id"], known["birth_month"]) == ("林静", 101, None)
    async with deps.store.read() as tx:
        chats = await tx.one(select(t.branches).where(t.branches.c.name == "样例工会"))
    assert chats and (chats["group_chat_id"], chats["members_chat_id"]) == (-7001, -7002)


async def test_an_import_is_whole_or_not_at_all(deps: Deps, roster: Roster, monkeypatch: pytest.MonkeyPatch) -> None:
    before = await everything(deps)
    found = await previewed(deps, WANG, ("N1", "新人", "新芽工会", "3-7"))

    def fail(done: int) -> None:
        raise KeyboardInterrupt

    stop: Callable[[int], None] = fail
    with pytest.raises(KeyboardInterrupt):
        async with unit(deps) as u:
            await apply(u, found.import_id, progress=stop)
    assert await everything(deps) == before
