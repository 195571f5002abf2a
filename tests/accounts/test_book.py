"""The ledger read back from its files: what a treasurer finds in them, and what a spreadsheet may not do with them."""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.accounts import exporting
from bot.accounts.book import HEADER, Period, Row, parse_period
from bot.core.errors import BadInput
from bot.core.kinds import Kind
from bot.core.people import Member
from bot.core.work.unit import Deps
from bot.desk import use_cases as desk
from bot.privacy.queries import erasing
from bot.reports.evidence import File
from bot.store import tables as t
from tests.accounts.books import Whole, chunks, fill, read, written
from tests.desk.desk import CHAIR, OFFICER, TREASURER, alone, approved, correct, new_update, pay, put, submitted
from tests.support import TestClock

NOVEMBER = Period(2026, 11)
HOSTILE = '=HYPERLINK("http://x","点我")'


async def settle(deps: Deps, report_id: int, amount: int) -> None:
    await desk.deliver(deps, await new_update(deps), OFFICER, report_id)
    await pay(deps, await new_update(deps), TREASURER, report_id, amount, "李明")


async def sample(deps: Deps, roster: dict[str, Member]) -> Whole:
    """One report paid, one agreed to, one without an amount, one refused, one conflict."""
    await settle(deps, (await approved(deps, roster)).id, 750)
    await approved(deps, roster, 500, kind=Kind.MARRIAGE, reporter="A002")
    silent = await submitted(deps, roster, Kind.CHILD_UNIVERSITY)
    await desk.approve(deps, await new_update(deps), CHAIR, silent.id)
    refused = await submitted(deps, roster)
    await desk.reject(deps, await new_update(deps), CHAIR, refused.id, "已经报过了")
    conflict = await submitted(deps, roster, Kind.FAMILY_CONFLICT)
    await desk.approve(deps, await new_update(deps), alone(106), conflict.id)
    return await read(deps, NOVEMBER, "春风机关工会", roster["A001"].branch_id)


async def test_a_row_tells_who_what_when_by_whom_and_how_much(
    deps: Deps, roster: dict[str, Member], tmp_path: Path
) -> None:
    found = await sample(deps, roster)
    ledger, kinds, branches = await written(found, tmp_path)
    rows = list(ledger.iter_rows(values_only=True))
    assert rows[0][0] == "春风机关工会慰问台账（2026年11月）"
    assert rows[1] == HEADER
    serial, number, name, branch, reason, day, basis, form, granted, paid, doer, approver, signed, again = rows[2]
    assert (serial, number, name, branch, reason) == (1, "2026-0001", "林静", "春风机关工会", "会员生病住院")
    assert str(day).startswith("2026-11-20")
    assert "温直工〔2019〕7号" in str(basis)
    assert (form, granted, paid, doer, approver) == ("金", 800, 750, "吴委员", "陈主席")
    assert signed == "2026-11-23 李明代签（配偶）"
    assert not again
    assert rows[3][7:10] == ("品", 500, None)
    assert rows[4][7:10] == ("—", None, None)
    assert [row[8:10] for row in rows if row[0] == "合计"] == [(1300, 750)]
    assert len(found.rows) == 3  # neither the refused one nor the conflict
    assert list(kinds.iter_rows(min_row=3, values_only=True)) == [
        ("会员生病住院", 1, 800, 750),
        ("会员结婚", 1, 500, 0),
        ("会员子女上大学", 1, 0, 0),
        ("合计", 3, 1300, 750),
    ]
    assert next(iter(branches.iter_rows(min_row=3, values_only=True))) == ("春风机关工会", 3, 1300, 750)


async def test_it_prints_on_a4_landscape(deps: Deps, roster: dict[str, Member], tmp_path: Path) -> None:
    for each in await written(await sample(deps, roster), tmp_path):
        assert (each.page_setup.orientation, each.page_setup.paperSize) == ("landscape", 9)
        assert (each.page_setup.fitToWidth or 1, each.page_setup.fitToHeight) == (1, 0)  # one is what it is unsaid
        assert each.sheet_properties.pageSetUpPr.fitToPage
        assert each.print_title_rows == "$1:$2"  # type: ignore[attr-defined]


async def test_no_text_becomes_a_formula(deps: Deps, roster: dict[str, Member], tmp_path: Path) -> None:
    async with deps.store.begin() as tx:
        await tx.run(update(t.members).where(t.members.c.id == roster["A001"].id).values(name=HOSTILE))
        await tx.run(
            update(t.members).where(t.members.c.id == roster["A002"].id).values(name="+1\x07+cmd|' /C calc'!A0")
        )
    found = await sample(deps, roster)
    ledger, _kinds, _branches = await written(found, tmp_path)
    cells = [cell for row in ledger.iter_rows(min_row=3) for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert ledger["C3"].value == HOSTILE
    assert ledger["C3"].quotePrefix
    assert ledger["C4"].value == "+1+cmd|' /C calc'!A0"
    path = tmp_path / "book.csv"
    await exporting.write_table(chunks(found), path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    assert lines[0] == list(HEADER)
    assert lines[1][2] == f"'{HOSTILE}"
    assert not any(cell.startswith(("=", "+", "-", "@")) for line in lines for cell in line)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")


async def test_a_month_holds_what_was_agreed_in_it_on_the_unions_calendar(
    deps: Deps, roster: dict[str, Member], clock: TestClock
) -> None:
    from datetime import UTC, datetime

    clock.moment = datetime(2026, 11, 30, 15, 59, tzinfo=UTC)
    await approved(deps, roster)
    clock.moment = datetime(2026, 11, 30, 16, 1, tzinfo=UTC)  # 1 December in Wenzhou
    await approved(deps, roster)
    for period, count in ((NOVEMBER, 1), (Period(2026, 12), 1), (Period(2026), 2), (Period(2027), 0)):
        assert len((await read(deps, period, "全市机关")).rows) == count


async def test_other_branches_accounts_are_left_out(deps: Deps, roster: dict[str, Member]) -> None:
    await approved(deps, roster)
    assert (await read(deps, NOVEMBER, "秋实机关工会", roster["B001"].branch_id)).rows == []


async def test_more_rows_than_one_chunk_are_all_there_with_progress(deps: Deps, roster: dict[str, Member]) -> None:
    await fill(deps, roster, 1203)
    seen: list[tuple[int, int]] = []
    found = await read(deps, Period(2026), "全市机关", None, lambda done, of: seen.append((done, of)))
    assert [row.serial for row in found.rows] == list(range(1, 1204))
    assert len({row.number for row in found.rows}) == 1203
    assert seen[-1] == (1203, 1203)
    assert [done for done, _ in seen] == [*range(20, 1201, 20), 1203]  # few at a time: others are answered between them


@pytest.mark.parametrize(
    ("said", "period"),
    [
        ("2026-03", Period(2026, 3)),
        ("2026年3月", Period(2026, 3)),
        ("２０２６．３", Period(2026, 3)),
        ("202612", Period(2026, 12)),
        ("2026", Period(2026)),
        ("2026年", Period(2026)),
        ("", Period(2026, 11)),
    ],
)
def test_periods(said: str, period: Period) -> None:
    assert parse_period(said, date(2026, 11, 23)) == period


@pytest.mark.parametrize("said", ["2026-13", "三月", "26-3", "2026-3-1"])
def test_what_is_no_period_is_explained(said: str) -> None:
    with pytest.raises(BadInput, match="2026-03"):
        parse_period(said, date(2026, 11, 23))


async def test_a_row_is_as_high_as_its_longest_text(tmp_path: Path) -> None:
    async def height(name: str) -> float:
        row = Row(1, "2026-0001", name, "工会", "会员结婚", None, "四（二）", "品", None, None, "", "", "")
        ledger, _kinds, _branches = await written(Whole(NOVEMBER, "春风", rows=[row]), tmp_path)
        return float(ledger.row_dimensions[3].height)

    assert await height("阿卜杜热合曼·买买提") > await height("林静") > 15


async def test_a_picture_of_the_visit_is_noted_beside_the_officer(deps: Deps, roster: dict[str, Member]) -> None:
    report = await approved(deps, roster)
    photo = File("photo", "V1", "v1")
    await desk.deliver(deps, await new_update(deps), OFFICER, report.id, photo=photo)
    found = await read(deps, NOVEMBER, "春风")
    assert found.rows[0].doer == "吴委员（附照片）"


async def test_a_correction_stands_beside_the_amount_that_is_in_force(
    deps: Deps, roster: dict[str, Member], tmp_path: Path, clock: TestClock
) -> None:
    report = await approved(deps, roster)
    await settle(deps, report.id, 750)
    clock.forward(days=1)
    await correct(deps, await new_update(deps), TREASURER, report.id, 700, "多写了五十元")
    await correct(deps, await new_update(deps), alone(302), report.id, 720, "凭证上是七百二")
    found = await read(deps, NOVEMBER, "春风机关工会")
    assert found.total.paid == 720
    assert found.rows[0].correction.split("\n") == [
        "2026-11-24 周财务更正为 700 元。原记实付 750 元，李明代签（配偶）。原因：多写了五十元",
        "2026-11-24 金工委更正为 720 元。原记实付 700 元，李明代签（配偶）。原因：凭证上是七百二",
    ]
    ledger, _kinds, _branches = await written(found, tmp_path)
    assert (ledger["J3"].value, ledger["N3"].value) == (720, found.rows[0].correction)


async def test_who_signed_stays_in_the_accounts_when_the_details_are_erased(
    deps: Deps, roster: dict[str, Member]
) -> None:
    report = await approved(deps, roster)
    await settle(deps, report.id, 750)
    await correct(deps, await new_update(deps), TREASURER, report.id, 700, "多写了五十元")
    async with deps.store.begin() as tx:
        await erasing.strip_reports(tx, [report.id], deps.clock.now())
    row = (await read(deps, NOVEMBER, "春风机关工会")).rows[0]
    assert (row.doer, row.signature, row.paid) == ("吴委员", "2026-11-23 李明代签（配偶）", Decimal(700))
    assert row.correction == "2026-11-23 周财务更正为 700 元。（已按保存期限删除）"


async def test_what_older_settlements_say_of_the_signature_is_still_read(deps: Deps, roster: dict[str, Member]) -> None:
    report = await approved(deps, roster)
    await settle(deps, report.id, 750)
    await put(deps, report.id, signature=None, visited_by=None)
    row = (await read(deps, NOVEMBER, "春风机关工会")).rows[0]
    assert (row.doer, row.signature) == ("吴委员", "2026-11-23 李明代签（配偶）")
    async with deps.store.begin() as tx:
        await erasing.strip_reports(tx, [report.id], deps.clock.now())
    row = (await read(deps, NOVEMBER, "春风机关工会")).rows[0]
    assert row.signature == "2026-11-23 （已按保存期限删除）"
