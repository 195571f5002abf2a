"""Thirty statements that differ from year to year: asked about in chat, limited at the desk, written in the ledger."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bot.accounts.book import Period
from bot.core.errors import BadInput
from bot.core.kinds import Kind
from bot.core.people import Member
from bot.core.work.unit import Deps, unit
from bot.reports import allowance
from bot.reports.rules.transitions import Status
from knowledge.library import Library
from tests.accounts.books import read
from tests.desk.desk import fresh, put, submitted
from tests.knowledge.several import KINDS, ceiling, folder

YEARS = (2024, 2025, 2026)
STATEMENTS = [(kind, year) for kind, *_ in KINDS for year in YEARS]


@pytest.fixture
async def deps(deps: Deps, tmp_path: Path) -> AsyncIterator[Deps]:
    yield replace(deps, library=Library.load(folder(tmp_path / "notices", *YEARS)))


def test_there_are_thirty_and_no_two_are_alike() -> None:
    assert len({ceiling(kind, year) for kind, year in STATEMENTS}) == len(STATEMENTS) >= 30


async def test_chat_desk_and_ledger_say_the_same_of_every_year(deps: Deps, roster: dict[str, Member]) -> None:
    wrong = []
    for kind, year in STATEMENTS:
        asked = _asked(deps, kind, year)
        if asked != {kind: ceiling(kind, year)}:
            wrong.append(f"chat {kind} {year}: {asked}")
        limit, basis = await _limited(deps, roster, Kind(kind), year)
        if limit != ceiling(kind, year) or f"〔{year}〕" not in basis:
            wrong.append(f"desk {kind} {year}: {limit} {basis}")
    assert wrong == []
    rows = (await read(deps, Period(2026), "全市机关")).rows
    assert len(rows) == len(STATEMENTS)
    for row, (kind, year) in zip(rows, STATEMENTS, strict=True):
        assert (row.approved, row.event_date) == (Decimal(ceiling(kind, year)), date(year, 6, 15))
        assert f"温直工〔{year}〕7号" in row.basis


def _asked(deps: Deps, kind: str, year: int) -> dict[str, int]:
    """What the chat gives for that year's event, asked in the words that people use of a year."""
    today = deps.clock.now().date()
    spoken = next(words for key, _, _, words in KINDS if key == kind)
    when = {0: "今年", 1: "去年", 2: f"{year}年"}[today.year - year]
    return deps.library.answer(f"{when}{spoken}的慰问上限是多少", today=today).amounts


async def _limited(deps: Deps, roster: dict[str, Member], kind: Kind, year: int) -> tuple[int, str]:
    """The ceiling that the desk applies, held against a yuan more; the report is then granted for the ledger."""
    report = await submitted(deps, roster, kind, on=date(year, 6, 15))
    async with unit(deps) as u:
        allowed = await allowance.of_report(u, report)
    assert allowed.ceiling is not None
    with pytest.raises(BadInput):
        allowed.check(allowed.ceiling + 1)
    await put(
        deps,
        report.id,
        status=Status.APPROVED,
        approved=allowed.check(None),
        rule=None,
        decided_at=deps.clock.now(),
        decided_by=roster["A003"].id,
    )
    assert (await fresh(deps, report.id)).status is Status.APPROVED
    return int(allowed.ceiling), allowed.basis
