"""A ledger from the tables to the file: what it looks like, who is told what, what is left where it fails."""

import asyncio
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from bot.accounts import exporting, reading, texts
from bot.accounts.book import Period, Row
from bot.accounts.exporting import Makings
from bot.confined.limits import LEDGER
from bot.core.errors import BadInput
from bot.core.people import Member
from bot.core.work.unit import Deps
from tests.accounts.books import Whole, fill, written

YEAR = Period(2026)
LINE = Row(
    1, "2026-0001", "林静", "春风", "会员结婚", date(2026, 2, 14), "四（二）", "品", Decimal(500), None, "", "", ""
)


async def test_the_sheet_looks_as_a_treasurer_knows_it(tmp_path: Path) -> None:
    whole = Whole(YEAR, "春风")
    whole.add(LINE)
    whole.add(replace(LINE, serial=2, name="=1+1", signature="长" * 40))
    ledger, kinds, _ = await written(whole, tmp_path)
    assert (ledger.title, kinds.title) == ("慰问台账", "分项合计")
    assert (ledger.freeze_panes, str(ledger.merged_cells)) == ("A3", "A1:N1")
    assert (ledger["A1"].font.name, ledger["A1"].font.sz, ledger.row_dimensions[1].height) == ("宋体", 16, 30)
    assert [ledger.column_dimensions[name].width for name in "ABCDG"] == [5, 11, 9, 14, 18]
    assert [ledger[f"{name}3"].number_format for name in "BFI"] == ["General", "yyyy-mm-dd", "#,##0.00"]
    cells = [cell for row in ledger["A2:N5"] for cell in row]
    assert {(cell.font.name, cell.font.sz, cell.border.left.style, cell.alignment.vertical) for cell in cells} == {
        ("宋体", 10, "thin", "center")
    }
    assert {cell.fill.fgColor.rgb for row in (2, 5) for cell in ledger[row]} == {"FFEDEDED"}
    assert (ledger["C3"].quotePrefix, ledger["C4"].quotePrefix) == (False, True)
    assert ledger.row_dimensions[4].height == 7 * 13.5 + 7.5
    assert (ledger["A6"].value, ledger["E8"].value) == ("按同意日期归月；批准、实付以元为单位。", "审核：")


async def test_it_is_for_the_bots_account_alone_and_its_parts_are_gone(
    deps: Deps, roster: dict[str, Member], tmp_path: Path
) -> None:
    await fill(deps, roster, 120)
    book = await reading.opened(deps, YEAR, "全市机关")
    seen: list[tuple[int, int]] = []
    await exporting.write(deps, book, tmp_path / "made.xlsx", progress=lambda *step: seen.append(step))
    assert (tmp_path / "made.xlsx").stat().st_mode & 0o777 == 0o600
    assert (book.total.count, seen) == (120, [(done, 120) for done in range(20, 121, 20)])
    assert not list(tmp_path.glob("*.partial"))


@pytest.mark.parametrize("limits", [replace(LEDGER, seconds=0.01), replace(LEDGER, written=2000)])
async def test_a_child_that_is_too_slow_or_breaks_off_is_told_in_a_sentence_and_leaves_nothing(
    deps: Deps, roster: dict[str, Member], tmp_path: Path, limits: object
) -> None:
    await fill(deps, roster, 120)
    book = await reading.opened(deps, YEAR, "全市机关")
    with pytest.raises(BadInput, match=r"没有做成，什么都没有改。.*一个月一个月"):
        await exporting.write(deps, book, tmp_path / "made.xlsx", limits=limits)  # type: ignore[arg-type]
    assert not list(tmp_path.glob("*made*"))
    assert not list(tmp_path.glob("*.partial"))


def test_one_at_a_time_each() -> None:
    makings = Makings()
    with makings.one(105, "2026"):
        with pytest.raises(BadInput, match=texts.UNDER_WAY), makings.one(105, "2026-03"):
            pass
        with makings.one(302, "2026"):
            pass
    with makings.one(105, "2026"):  # was quick: whoever wants it again gets it again
        pass


def test_a_press_that_waited_for_a_long_one_is_told_that_it_has_come() -> None:
    makings = Makings()
    with makings.one(105, "2026", long=0.0):
        pass
    with pytest.raises(BadInput, match=texts.JUST_SENT), makings.one(105, "2026"):
        pass
    with makings.one(105, "2025"):
        pass


def test_what_was_not_sent_can_be_asked_for_again() -> None:
    makings = Makings()
    with pytest.raises(OSError, match="lost"), makings.one(105, "2026", long=0.0):
        raise OSError("lost")
    with makings.one(105, "2026"):
        pass


async def test_nobody_waits_for_the_rows(deps: Deps, roster: dict[str, Member]) -> None:
    """Between a few rows and the next, whatever else is ready is run."""
    await fill(deps, roster, 200)
    turns = 0

    async def other() -> None:
        nonlocal turns
        while True:
            await asyncio.sleep(0)
            turns += 1

    task = asyncio.create_task(other())
    at = [turns async for _ in reading.rows(deps, await reading.opened(deps, YEAR, "全市机关"))]
    task.cancel()
    assert len(at) == 10
    assert all(later > earlier for earlier, later in pairwise(at))


async def test_a_long_ledger_waits_for_others_no_longer_in_all(
    deps: Deps, roster: dict[str, Member], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A chat waits for it, and is told after a minute that it is not made."""
    await fill(deps, roster, 400)
    monkeypatch.setattr(reading, "PAUSE_SECONDS", 60.0)
    monkeypatch.setattr(reading, "PAUSES_SECONDS", 0.2)
    book = await reading.opened(deps, YEAR, "全市机关")
    began = asyncio.get_running_loop().time()
    assert sum([len(some) async for some in reading.rows(deps, book)]) == 400
    assert asyncio.get_running_loop().time() - began < 30
