"""Accounts of any size, written straight into the tables.

`python -m tests.accounts.books --reports 20000` times a ledger of that size, with its progress.
"""

import argparse
import asyncio
import random
import tempfile
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from bot.accounts import book, sheet, table
from bot.accounts.period import Period
from bot.core.kinds import CONFLICTS, Kind
from bot.core.people import Member
from bot.core.work.unit import Deps
from bot.reports.rules.transitions import Action, Status
from bot.store import tables as t
from tests import support

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


async def _main(number: int, out: Path | None) -> None:
    from rich.progress import Progress

    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        async with support.open_store(support.sqlite_url(folder)) as store:
            deps = support.make_deps(store, support.TestClock(), support.Replies(), folder)
            await fill(deps, await support.fill_roster(store), number)
            with Progress() as progress:
                reading, writing = progress.add_task("read", total=None), progress.add_task("write", total=None)
                begun = time.perf_counter()
                found = await book.read(
                    deps, Period(2026), "全市机关", None, lambda n, of: progress.update(reading, completed=n, total=of)
                )
                read = time.perf_counter()
                path = (out or folder) / "ledger.xlsx"
                sheet.write(found, path, lambda n, of: progress.update(writing, completed=n, total=of))
                written = time.perf_counter()
            table.write(found, folder / "ledger.csv")
            done = time.perf_counter()
        print(f"{len(found.rows)} reports: read {read - begun:.1f} s, Excel {written - read:.1f} s", end=", ")
        print(f"CSV {done - written:.1f} s, {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=20_000)
    parser.add_argument("--out", type=Path, default=None, help="keep the Excel file here")
    given = parser.parse_args()
    asyncio.run(_main(given.reports, given.out))
