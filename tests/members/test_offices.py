"""Offices: terms, acting, handing over, and that no branch loses its last chair by mistake."""

from datetime import date

import pytest
from sqlalchemy import select
from typer.testing import CliRunner

from bot.cli import load
from bot.core.errors import BadInput, NotFound
from bot.core.people import Member, Role
from bot.core.queries import members
from bot.core.work import branches
from bot.core.work.unit import Deps, unit
from bot.members import offices
from bot.members.offices import Term
from bot.store import tables as t
from tests.support import TestClock

TODAY = date(2026, 11, 23)
Roster = dict[str, Member]


async def roles(deps: Deps, staff_no: str, day: date = TODAY) -> set[Role]:
    async with deps.store.read() as tx:
        member = await members.by_staff_no(tx, staff_no, day)
    assert member is not None
    return {office.role for office in member.offices}


async def test_an_office_is_held_within_its_term(deps: Deps, roster: Roster) -> None:
    async with unit(deps) as u:
        place = await branches.named(u.tx, "春风")
        await offices.appoint(u, roster["A001"], place, Role.OFFICER, Term(date(2026, 12, 1), date(2029, 11, 30)))
    held = [await roles(deps, "A001", day) for day in (TODAY, date(2026, 12, 1), date(2029, 11, 30), date(2029, 12, 1))]
    assert held == [set(), {Role.OFFICER}, {Role.OFFICER}, set()]


async def test_the_last_chair_leaves_only_by_handing_over(deps: Deps, roster: Roster) -> None:
    async with unit(deps) as u:
        place = await branches.named(u.tx, "春风")
        chair = await offices.find(u, "A003", place, Role.CHAIR)
        with pytest.raises(BadInput, match="唯一的主席"):
            await offices.end(u, chair, TODAY)
        await offices.hand_over(u, chair, roster["A001"], Term(date(2026, 12, 1)))
    assert (await roles(deps, "A003"), await roles(deps, "A001")) == ({Role.CHAIR}, set())
    later = date(2026, 12, 1)
    assert (await roles(deps, "A003", later), await roles(deps, "A001", later)) == (set(), {Role.CHAIR})


async def test_a_chair_may_leave_where_another_stays(deps: Deps, roster: Roster) -> None:
    async with unit(deps) as u:
        place = await branches.named(u.tx, "春风")
        await offices.appoint(u, roster["A001"], place, Role.CHAIR, Term(TODAY, acting=True))
        await offices.end(u, await offices.find(u, "A003", place, Role.CHAIR), date(2026, 11, 22))
    assert await roles(deps, "A003") == set()
    assert ("春风机关工会", "主席", "A001", "林静", "2026-11-23–", "代理") in await offices.listing(deps)


@pytest.mark.parametrize(
    ("staff_no", "place", "role", "reason"),
    [
        ("A003", "春风", Role.CHAIR, "已经是"),
        ("B001", "春风", Role.OFFICER, "不是春风机关工会的会员"),
    ],
)
async def test_who_may_not_be_appointed(
    deps: Deps, roster: Roster, staff_no: str, place: str, role: Role, reason: str
) -> None:
    with pytest.raises(BadInput, match=reason):
        async with unit(deps) as u:
            branch = await branches.named(u.tx, place)
            await offices.appoint(u, roster[staff_no], branch, role, Term(TODAY))


async def test_anybody_may_serve_in_the_committee(deps: Deps, roster: Roster) -> None:
    async with unit(deps) as u:
        await offices.appoint(u, roster["B001"], await branches.named(u.tx, "工委"), Role.OFFICER, Term(TODAY))
    assert await roles(deps, "B001") == {Role.OFFICER}


async def test_a_term_can_be_extended_but_not_into_the_past(deps: Deps, roster: Roster) -> None:
    async with unit(deps) as u:
        office = await offices.find(u, "A003", await branches.named(u.tx, "春风"), Role.CHAIR)
        await offices.extend(u, office, date(2026, 12, 10))
        with pytest.raises(BadInput):
            await offices.extend(u, office, date(2026, 11, 1))
    [line] = [line for line in await offices.listing(deps, "春风") if line[1] == "主席"]
    assert line[-1] == "任期将满"


async def test_an_empty_chair_is_listed(deps: Deps, clock: TestClock, roster: Roster) -> None:
    async with unit(deps) as u:
        office = await offices.find(u, "A003", await branches.named(u.tx, "春风"), Role.CHAIR)
        await offices.extend(u, office, date(2026, 12, 10))
    clock.forward(days=30)
    assert ("春风机关工会", "主席", "", "", "", "空缺") in await offices.listing(deps)


async def test_what_is_not_there_is_named(deps: Deps, roster: Roster) -> None:
    async with unit(deps) as u:
        for search in (
            offices.find_member(u, "ZZ"),
            branches.named(u.tx, "没有"),
            branches.named(u.tx, "机关工会"),
            offices.find(u, "A001", await branches.named(u.tx, "秋实"), Role.CHAIR),
        ):
            with pytest.raises(NotFound):
                await search


async def test_every_change_is_history(deps: Deps, roster: Roster) -> None:
    async with unit(deps) as u:
        place = await branches.named(u.tx, "春风")
        chair = await offices.find(u, "A003", place, Role.CHAIR)
        await offices.hand_over(u, chair, roster["A001"], Term(TODAY), actor_id=roster["C001"].id)
        await offices.extend(u, await offices.find(u, "A001", place, Role.CHAIR), date(2029, 1, 1))
    async with deps.store.read() as tx:
        rows = await tx.all(select(t.history).where(t.history.c.entity == "office").order_by(t.history.c.id))
    assert [row["action"] for row in rows] == ["appoint", "end", "extend"]
    assert [row["actor_id"] for row in rows] == [roster["C001"].id, roster["C001"].id, None]


def test_the_commands_say_what_they_did(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.chdir(str(tmp_path))
    app, run = load(), CliRunner().invoke
    run(app, ["init"])
    with open("名册.csv", "w", encoding="gbk") as file:  # noqa: PTH123 - in the folder just entered
        file.write(
            "工号,姓名,单位,生日,职务\n1,王芳,春风工会,3-7,主席\n2,李明,春风工会,闰四月初八,\n3,赵六,春风工会,二月三十一,\n"
        )
    said = run(app, ["roster", "import", "名册.csv", "--yes"])
    assert "已导入：新增 2 人" in said.output, said.output
    assert "名册-待修改.xlsx" in said.output
    assert "已交接" in run(app, ["offices", "hand-over", "1", "2", "春风", "--since", "2026-12-01"]).output
    assert "李明" in run(app, ["offices", "list", "--all"]).output
    assert "农历闰四月初八" in run(app, ["roster", "list", "--branch", "春风"]).output
    sheet = run(app, ["roster", "invite", "--bot", "wennuan_bot", "--sheet", "sheet.html"])
    assert "2 人的绑定链接" in sheet.output, sheet.output
    with open("sheet.html", encoding="utf-8") as file:  # noqa: PTH123
        page = file.read()
    assert page.count("<svg") == 2
    assert "王芳" in page
    assert "已撤销" in run(app, ["roster", "undo", "--yes"]).output
