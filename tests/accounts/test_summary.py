"""The year in figures and in a picture."""

from pathlib import Path

import pytest
from sqlalchemy import insert

from bot.accounts import exporting, summary
from bot.accounts.book import Period
from bot.core import extras
from bot.core.errors import NotAllowed
from bot.core.kinds import Kind
from bot.core.people import Member, Role
from bot.core.work.unit import Deps
from bot.reports.case import Here
from bot.store import tables as t
from tests.desk.desk import alone, approved
from tests.support import GROUPS

YEAR = Period(2026)


async def test_all_ten_kinds_are_listed_in_the_notices_order(deps: Deps, roster: dict[str, Member]) -> None:
    await approved(deps, roster)
    await approved(deps, roster, 300, kind=Kind.BIRTHDAY)
    found = await summary.summarise(deps, YEAR, "全市机关")
    assert len(found.lines) == 10
    assert [line.count for line in found.lines] == [1, 0, 0, 0, 0, 1, 0, 0, 0, 0]
    assert summary.text(found) == "全市机关五访五贺（2026年）：访 1 件，贺 1 件；同意 1100 元，实付 0 元。"


async def test_the_picture_is_drawn_with_chinese_in_it(deps: Deps, roster: dict[str, Member], tmp_path: Path) -> None:
    await approved(deps, roster)
    path = tmp_path / "year.png"
    assert extras.chinese_font() is not None, "fonts-noto-cjk is installed by make test"
    assert summary.draw(await summary.summarise(deps, YEAR, "全市机关"), path)  # a missing glyph warns, and fails here
    assert path.read_bytes().startswith(b"\x89PNG")
    assert path.stat().st_size > 20_000


async def test_an_empty_year_is_drawn_too(deps: Deps, roster: dict[str, Member], tmp_path: Path) -> None:
    assert summary.draw(await summary.summarise(deps, Period(2020), "春风机关工会"), tmp_path / "empty.png")


async def test_without_a_font_there_are_bars_of_characters(
    deps: Deps, roster: dict[str, Member], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(summary, "chinese_font", lambda: None)
    await approved(deps, roster)
    export = await exporting.year_summary(deps, alone(103), "2026")
    assert export.picture is None
    assert "████████████ 会员生病住院 1 件，800 元" in export.caption
    assert "· 会员家庭遇特殊困难 0 件" in export.caption


@pytest.mark.parametrize(
    ("account", "owner"), [(103, "春风机关工会"), (105, "春风机关工会"), (203, "秋实机关工会"), (302, "全市机关")]
)
async def test_keepers_get_their_own_accounts(deps: Deps, roster: dict[str, Member], account: int, owner: str) -> None:
    await approved(deps, roster)
    export = await exporting.export(deps, alone(account), "2026-11")
    ((path, name),) = export.files
    assert name == f"{owner}慰问台账（2026年11月）.xlsx"
    assert path.exists()
    assert ("1 件" in export.caption) is (owner != "秋实机关工会")
    async with deps.store.read() as tx:
        rows = await tx.all(t.history.select().where(t.history.c.action == "ledger"))
    assert len(rows) == 1


@pytest.mark.parametrize(("group", "owner"), [("春风", "春风机关工会"), ("秋实", "秋实机关工会")])
async def test_who_keeps_two_accounts_gets_those_of_the_group(
    deps: Deps, roster: dict[str, Member], group: str, owner: str
) -> None:
    async with deps.store.begin() as tx:
        second = {"member_id": roster["A005"].id, "branch_id": roster["B001"].branch_id, "role": Role.TREASURER}
        await tx.run(insert(t.offices).values(second))
    export = await exporting.export(deps, Here(105, GROUPS[group]), "2026-11")
    assert export.files[0][1].startswith(owner)


@pytest.mark.parametrize("account", [101, 104, 106, 999])
async def test_nobody_else_does(deps: Deps, roster: dict[str, Member], account: int) -> None:
    with pytest.raises(NotAllowed):
        await exporting.export(deps, alone(account), "2026-11")
