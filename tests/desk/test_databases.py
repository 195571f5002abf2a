"""A report from its submission to the books, the same on SQLite and PostgreSQL."""

import asyncio
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bot.accounts import summary
from bot.accounts.book import Period
from bot.core.kinds import Kind
from bot.core.people import Member
from bot.core.queries import members
from bot.core.work.unit import Deps, unit
from bot.desk import budgets, queueing
from bot.desk import use_cases as deciding
from bot.desk.rules.steps import VisitPlan
from bot.ops.audit import verify
from bot.reports.queries import desk
from bot.reports.rules.transitions import Status
from bot.store.engine import Store
from tests import support
from tests.accounts.books import read
from tests.desk.desk import (
    CHAIR,
    GROUP,
    OFFICER,
    TREASURER,
    alone,
    approved,
    correct,
    fresh,
    new_update,
    pay,
    submitted,
)
from tests.desk.test_within_the_clause import RULES
from tests.knowledge.documents.samples import read_text
from tests.notices.test_publishing import publish


@pytest.fixture
def deps(any_store: Store, clock: support.TestClock, replies: support.Replies, tmp_path: Path) -> Deps:
    return support.make_deps(any_store, clock, replies, tmp_path)


async def test_the_whole_life_of_a_report(deps: Deps, any_store: Store) -> None:
    roster = await support.fill_roster(any_store)
    branch_id = roster["A001"].branch_id
    async with unit(deps) as u:
        await budgets.write_budget(u, await members.branch(u.tx, branch_id), 2026, Decimal(5000), None)
    report = await approved(deps, roster, 750)
    twin = await submitted(deps, roster)
    cards = [message for message in await support.outbox(any_store, GROUP) if message["card"] == f"report:{twin.id}"]
    assert "近期另有同类申报 2026-0001" in cards[-1]["text"]
    plan = VisitPlan((roster["A004"].id, roster["A003"].id), deps.clock.now().date(), "下午")
    await deciding.plan_visit(deps, await new_update(deps), CHAIR, report.id, plan)
    await deciding.deliver(deps, await new_update(deps), OFFICER, report.id)
    await pay(deps, await new_update(deps), TREASURER, report.id, Decimal("650.50"), "李明")
    await correct(deps, await new_update(deps), TREASURER, report.id, Decimal("600.50"), "多写了五十")
    assert (await fresh(deps, report.id)).status is Status.SETTLED
    async with any_store.read() as tx:
        assert await desk.granted_in(tx, branch_id, 2026) == Decimal(750)
        assert await desk.budget(tx, branch_id, 2026) == Decimal(5000)
    await queueing.queue(deps, await new_update(deps), alone(103), queueing.View())
    assert "2026-0002" in (await support.outbox(any_store, 103))[-1]["text"]
    found = await read(deps, Period(2026, 11), "春风机关工会", branch_id)
    assert [(row.approved, row.paid) for row in found.rows] == [(Decimal(750), Decimal("600.50"))]
    assert (found.rows[0].doer, found.rows[0].signature) == ("吴委员、陈主席", "2026-11-23 李明代签（配偶）")
    was = "原记实付 650.5 元，李明代签（配偶）。原因：多写了五十"
    assert found.rows[0].correction == f"2026-11-23 周财务更正为 600.5 元。{was}"
    year = await summary.summarise(deps, Period(2026), "全市机关")
    assert (year.lines[0].count, year.lines[0].paid) == (1, Decimal("600.50"))
    verdict = await verify(deps)
    assert (verdict.broken, verdict.rows) == (None, 8)


async def test_of_approvals_at_once_only_as_many_pass_as_the_clause_gives(deps: Deps, any_store: Store) -> None:
    """每人仅限一次: of six reports on one person that are agreed to in the same moment one passes, five ask why."""
    roster = await support.fill_roster(any_store)
    there = replace(deps, library=support.own_library())
    await publish(there, read_text(RULES))
    for day in range(1, 4):
        await _all_at_once(there, roster, date(2026, 11, day), passed=day == 1)


async def _all_at_once(deps: Deps, roster: dict[str, Member], on: date, *, passed: bool) -> None:
    reports = [await submitted(deps, roster, Kind.MARRIAGE, on=on) for _ in range(6)]
    updates = [await new_update(deps) for _ in reports]
    presses = zip(updates, reports, strict=True)
    await asyncio.gather(*(deciding.approve(deps, update, CHAIR, one.id, Decimal(300)) for update, one in presses))
    after = [(await fresh(deps, one.id)).status for one in reports]
    assert after.count(Status.APPROVED) == int(passed)
