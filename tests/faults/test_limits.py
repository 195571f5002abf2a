"""Limits that are read and then written hold against many at once, on SQLite and on PostgreSQL."""

import asyncio
from pathlib import Path

from bot.core.work.unit import Deps, unit
from bot.reports import evidence
from bot.reports.evidence import LIMIT, File
from bot.reports.queries import parts
from tests import support
from tests.desk.desk import submitted
from tests.faults import budgets

ROUNDS = 6


async def test_approvals_at_once_never_pass_the_budget_together(any_url: str, tmp_path: Path) -> None:
    async with support.open_store(any_url) as first, support.open_store(any_url) as second:
        roster = await support.fill_roster(first)
        tally = await budgets.rounds(budgets.replicas_of([first, second], tmp_path), roster, ROUNDS)
    assert tally.passed == tally.fitted


async def test_files_at_once_never_pass_the_limit_together(any_url: str, tmp_path: Path) -> None:
    async with support.open_store(any_url) as first, support.open_store(any_url) as second:
        roster = await support.fill_roster(first)
        one, two = budgets.replicas_of([first, second], tmp_path)
        report = await submitted(one, roster)
        sent = [_take((one, two)[number % 2], report.id, number) for number in range(LIMIT + 5)]
        taken = [ended for ended in await asyncio.gather(*sent, return_exceptions=True) if ended is None]
        async with first.read() as tx:
            assert (len(taken), await parts.count_evidence(tx, report.id)) == (LIMIT, LIMIT)


async def _take(deps: Deps, report_id: int, number: int) -> None:
    """Raises BadInput for one too many."""
    async with unit(deps) as u:
        await evidence.take(u, report_id, File("photo", f"F{number}", f"u{number}"))
