"""Accounts of any size, written straight into the tables; and read whole, as a test wants them."""

import random
from base64 import b64decode
from collections.abc import AsyncGenerator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy import insert

from bot.accounts import reading, sheet
from bot.accounts.book import Book, Period, Row
from bot.core.kinds import CONFLICTS, Kind
from bot.core.people import Member
from bot.core.work.unit import Deps
from bot.reports.rules.transitions import Action, Status
from bot.store import tables as t

_START = datetime(2026, 1, 1, 2, tzinfo=UTC)


def _rows(deps: Deps, roster: Mapping[str, Member], number: int) -> Iterator[dict[str, Any]]:
    chance, sealed = random.Random(7), deps.store.vault.seal({})
    members = [roster["A001"], roster["A002"], roster["B001"]]
    kinds = [kind for kind in Kind if kind not in CONFLICTS]
    for index in range(number):
        who, kind = chance.choice(members), chance.choice(kinds)
        decided = _START + timedelta(minutes=index * 300_000 // max(number, 1))
        ceiling = deps.library.entitlement(kind, date(2026, 1, 1)).ceiling
        granted = Decimal(chance.randrange(100, ceiling + 1, 50)) if ceiling else None
        paid = chance.random() < 0.7
        yield {
            "id": index + 1,
            "number": f"2026-{index + 1:04d}",
            "kind": kind,
            "branch_id": who.branch_id,
            "subject_id": who.id,
            "reporter_id": who.id,
            "status": Status.SETTLED if paid else Status.APPROVED,
            "facts": sealed,
            "event_date": decided.date(),
            "approved": granted,
            "paid": granted if paid else None,
            "created_at": decided,
            "updated_at": decided,
            "submitted_at": decided,
            "decided_at": decided,
            "decided_by": roster["A003"].id,
            "settled_at": decided if paid else None,
        }


async def fill(deps: Deps, roster: Mapping[str, Member], number: int) -> None:
    """Granted reports over the year 2026, seven in ten of them paid and signed for."""
    reports = list(_rows(deps, roster, number))
    steps = [step for report in reports for step in _steps(deps, roster, report)]
    async with deps.store.begin() as tx:
        await tx.run(insert(t.reports), reports)
        if steps:
            await tx.run(insert(t.history), steps)


def _steps(deps: Deps, roster: Mapping[str, Member], report: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The two steps of which a ledger tells (their seals are no matter here)."""
    if report["status"] is not Status.SETTLED:
        return
    shared = {"entity": "report", "entity_id": report["id"], "at": report["decided_at"], "digest": "0" * 64}
    yield shared | {"action": Action.DELIVER, "actor_id": roster["A004"].id, "note": None, "previous": "1" * 64}
    signed = deps.store.vault.seal("本人签收")
    yield shared | {"action": Action.SETTLE, "actor_id": roster["A005"].id, "note": signed, "previous": "2" * 64}


@dataclass
class Whole(Book):
    """A book that keeps its rows."""

    rows: list[Row] = field(default_factory=list)

    def add(self, row: Row) -> None:
        super().add(row)
        self.rows.append(row)


async def read(
    deps: Deps, period: Period, owner: str, branch_id: int | None = None, progress: reading.Progress | None = None
) -> Whole:
    """Every row at once."""
    opened = await reading.opened(deps, period, owner, branch_id)
    whole = Whole(opened.period, opened.owner, opened.branch_id, opened.kinds)
    async for _ in reading.rows(deps, whole, progress):
        pass
    return whole


async def chunks(whole: Whole) -> AsyncGenerator[Sequence[Row], None]:
    """The same rows again, as they are read."""
    for start in range(0, len(whole.rows), 100):
        yield whole.rows[start : start + 100]


async def written(whole: Whole, folder: Path) -> tuple[Worksheet, Worksheet, Worksheet]:
    """Its three sheets: ledger, sums by kind, sums by branch; what the parent tells and what the child makes of it."""
    told = b"".join([line async for line in sheet.told(whole, chunks(whole))])
    made = sheet.confined_ledger(BytesIO(told), {"title": whole.title, "scratch": str(folder)})
    ledger, kinds, branches = load_workbook(BytesIO(b64decode(made))).worksheets
    return ledger, kinds, branches
