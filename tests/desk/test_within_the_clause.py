"""A clause that gives a range, or gives it so many times: what the officer is told before he can agree."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from bot.core.errors import BadInput
from bot.core.kinds import Kind
from bot.core.people import Member
from bot.core.queries import dialogue, members
from bot.core.work.unit import Deps, unit
from bot.desk import budgets
from bot.desk import use_cases as desk
from bot.reports.queries.reports import Report
from bot.reports.rules.transitions import Status
from bot.store import tables as t
from tests.desk.desk import CHAIR, GROUP, fresh, new_update, put, submitted
from tests.knowledge.documents.samples import read_text
from tests.notices.test_publishing import publish
from tests.support import outbox, own_library

Roster = dict[str, Member]
RULES = """温州市直属机关工会工作委员会文件

温直工〔2025〕8号

关于印发《会员慰问办法》的通知

各机关基层工会：

现将《会员慰问办法》印发给你们。

第一条　会员住院4天以上的，给予400元—600元的慰问金，每人每年限1次；住院10天以上的，给予1000元至2000元的慰问金。

第二条　会员结婚的，给予不超过600元的慰问品，每人仅限一次。

第三条　会员子女上大学的，给予慰问品，每人每年限1次。

第四条　会员生育的，给予不超过500元的慰问品，每胎一次。

第五条　会员家庭遇特殊困难的，每次给予不超过1500元的慰问金，全年累计不超过2000元。

第六条　本办法自2025年3月1日起施行。

温州市直属机关工会工作委员会

2025年2月9日
"""


@pytest.fixture
async def deps(deps: Deps) -> AsyncIterator[Deps]:
    there = replace(deps, library=own_library())
    await publish(there, read_text(RULES))
    yield there


async def approve(deps: Deps, report: Report, amount: Decimal | str | None = None, reason: str | None = None) -> str:
    return await desk.approve(deps, await new_update(deps), CHAIR, report.id, amount, reason=reason)


async def told(deps: Deps) -> str:
    return str((await outbox(deps.store, GROUP))[-1]["text"])


@pytest.mark.parametrize("amount", ["399", "601", "999.99", "2001", "1"])
async def test_an_amount_outside_every_range_is_refused_with_the_clause(
    deps: Deps, roster: Roster, amount: str
) -> None:
    report = await submitted(deps, roster)
    with pytest.raises(BadInput) as refused:
        await approve(deps, report, amount)
    if amount != "2001":  # beyond the highest the ceiling speaks
        assert "温直工〔2025〕8号（2025年）第一条写的是 400 元到 600 元，或 1000 元到 2000 元" in str(refused.value)
    assert (await fresh(deps, report.id)).status is Status.SUBMITTED


@pytest.mark.parametrize("amount", ["400", "600", "1000", "2000", "500.5"])
async def test_an_amount_in_one_of_the_ranges_is_agreed_to(deps: Deps, roster: Roster, amount: str) -> None:
    report = await submitted(deps, roster)
    await approve(deps, report, amount)
    assert (await fresh(deps, report.id)).approved == Decimal(amount)


async def test_the_card_shows_the_ranges(deps: Deps, roster: Roster) -> None:
    await submitted(deps, roster)
    assert "400 元到 600 元，或 1000 元到 2000 元（慰问金）" in await told(deps)


async def test_a_second_time_in_the_year_asks_for_a_reason_and_names_the_first(deps: Deps, roster: Roster) -> None:
    first = await submitted(deps, roster, on=date(2026, 3, 2))
    await approve(deps, first, "500")
    second = await submitted(deps, roster)
    assert await approve(deps, second, "600") == "会超过次数，请写明理由。"
    said = await told(deps)
    assert f"写的是“每人每年限1次”，这位会员同一年已经同意过：{first.number}（500 元）" in said
    assert f"再同意 {second.number} 就超过次数了" in said
    assert "林静" not in said, "the group reads no name of a member who was ill"
    assert (await fresh(deps, second.id)).status is Status.SUBMITTED
    async with deps.store.read() as tx:
        act = await dialogue.expected(tx, GROUP, CHAIR.telegram_id)
    assert act
    assert (act.name, act.args["amount"]) == ("desk.over_budget", "600.00")
    await approve(deps, second, Decimal(600), "病情反复，工委已同意")
    assert (await fresh(deps, second.id)).approved == Decimal(600)
    assert "理由：病情反复，工委已同意" in await notes(deps, second)


async def notes(deps: Deps, report: Report) -> list[str]:
    h = t.history.c
    async with deps.store.read() as tx:
        rows = await tx.all(select(h.note).where(h.entity == "report", h.entity_id == report.id).order_by(h.id))
    return [str(tx.vault.open(row["note"])) for row in rows if row["note"]]


async def test_another_year_another_person_and_what_was_not_agreed_to_do_not_count(deps: Deps, roster: Roster) -> None:
    await approve(deps, await submitted(deps, roster, on=date(2025, 12, 31)), "500")
    await approve(deps, await submitted(deps, roster, reporter="A002", on=date(2026, 5, 1)), "500")
    refused = await submitted(deps, roster, on=date(2026, 2, 1))
    await put(deps, refused.id, status=Status.REJECTED)
    report = await submitted(deps, roster)
    await approve(deps, report, "500")
    assert (await fresh(deps, report.id)).status is Status.APPROVED


async def test_once_is_once_in_any_year(deps: Deps, roster: Roster) -> None:
    await approve(deps, await submitted(deps, roster, Kind.MARRIAGE, on=date(2025, 4, 1)), "600")
    report = await submitted(deps, roster, Kind.MARRIAGE)
    await approve(deps, report, "600")
    assert "这位会员以前已经同意过" in await told(deps)
    assert (await fresh(deps, report.id)).status is Status.SUBMITTED


async def test_what_carries_no_amount_is_counted_too(deps: Deps, roster: Roster) -> None:
    await approve(deps, await submitted(deps, roster, Kind.CHILD_UNIVERSITY, on=date(2026, 3, 2)))
    report = await submitted(deps, roster, Kind.CHILD_UNIVERSITY)
    await approve(deps, report)
    assert "每人每年限1次" in await told(deps)
    await approve(deps, report, None, "第二个孩子也考上了")
    assert (await fresh(deps, report.id)).status is Status.APPROVED


async def test_what_speaks_against_it_is_asked_in_one_question(deps: Deps, roster: Roster) -> None:
    await approve(deps, await submitted(deps, roster, on=date(2026, 3, 2)), "500")
    report = await submitted(deps, roster)
    async with unit(deps) as u:
        branch = await members.branch(u.tx, report.branch_id)
        await budgets.write_budget(u, branch, 2026, Decimal(700), None)
    await approve(deps, report, "600")
    said = await told(deps)
    assert "每人每年限1次" in said
    assert "超过预算" in said


async def test_the_same_child_is_asked_about_and_another_passes_with_a_word(deps: Deps, roster: Roster) -> None:
    first = await submitted(deps, roster, Kind.CHILDBIRTH, on=date(2025, 5, 1))
    await approve(deps, first)
    second = await submitted(deps, roster, Kind.CHILDBIRTH, on=date(2026, 11, 1))
    await approve(deps, second)
    assert "请看 2026-0002 是不是同一胎" in await told(deps)
    assert (await fresh(deps, second.id)).status is Status.SUBMITTED
    await approve(deps, second, reason="第二个孩子")
    assert (await fresh(deps, second.id)).status is Status.APPROVED


async def test_a_years_total_is_told_before_it_is_passed(deps: Deps, roster: Roster) -> None:
    hard = [await submitted(deps, roster, Kind.HARDSHIP, on=date(2026, 10, day)) for day in (1, 2, 3)]
    await approve(deps, hard[0], "1500")
    await approve(deps, hard[1], "500")
    assert (await fresh(deps, hard[1].id)).status is Status.APPROVED
    line = await approve(deps, hard[2], "1")
    assert line == "会超过全年总额，请写明理由。"
    assert "每人每年不超过 2000 元" in await told(deps)
    assert "是 2001 元" in await told(deps)


async def test_another_years_spending_counts_for_nothing(deps: Deps, roster: Roster) -> None:
    before = await submitted(deps, roster, Kind.HARDSHIP, on=date(2025, 10, 1))
    await approve(deps, before, "1500")
    now = await submitted(deps, roster, Kind.HARDSHIP, on=date(2026, 10, 1))
    await approve(deps, now, "1500")
    assert (await fresh(deps, now.id)).status is Status.APPROVED
