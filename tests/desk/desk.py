"""What the desk's tests stand on: reports in any state, updates to be settled, and what the rows say afterwards."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from sqlalchemy import func, insert, select, update

from bot.core.kinds import Kind
from bot.core.people import Member
from bot.core.work.unit import Deps, unit
from bot.desk.use_cases import Here
from bot.reports import card
from bot.reports.case import case_of
from bot.reports.queries import parts, reports
from bot.reports.queries.reports import Report
from bot.reports.rules.transitions import Action, Status
from bot.store import tables as t
from tests.support import GROUPS

_updates = count(500_000)
GROUP = GROUPS["春风"]
CHAIR, OFFICER, TREASURER, MEDIATOR = (Here(each, GROUP) for each in (103, 104, 105, 106))
COMMITTEE = Here(301, GROUPS["工委"])
EVENT = date(2026, 11, 20)


def alone(telegram_id: int) -> Here:
    """In this person's private chat."""
    return Here(telegram_id, telegram_id)


async def new_update(deps: Deps) -> int:
    """An update that waits to be settled."""
    number = next(_updates)
    row = {"update_id": number, "lane": 1, "state": "pending", "received_at": deps.clock.now()}
    async with deps.store.begin() as tx:
        await tx.run(insert(t.inbox).values(row))
    return number


async def submitted(
    deps: Deps,
    roster: Mapping[str, Member],
    kind: Kind = Kind.HOSPITALIZATION,
    *,
    reporter: str = "A001",
    subject: str | None = None,
    on: date = EVENT,
    facts: Mapping[str, Any] | None = None,
) -> Report:
    """A report as the member's side hands it in: numbered, and before its desk."""
    about = roster[subject or reporter]
    async with unit(deps) as u:
        told = {"event_date": on.isoformat()} | dict(facts or {})
        draft = await reports.add_draft(u.tx, kind, roster[reporter], told, u.now)
        columns = {
            "number": await reports.next_number(u.tx, u.today.year),
            "subject_id": about.id,
            "branch_id": about.branch_id,
            "event_date": on,
            "submitted_at": u.now,
        }
        report = await reports.move(u.tx, Action.SUBMIT, draft, roster[reporter].id, u.now, columns=columns)
        await card.post(u, await case_of(u, report))
    return await fresh(deps, report.id)


async def fresh(deps: Deps, report_id: int) -> Report:
    async with deps.store.read() as tx:
        return await reports.get(tx, report_id)


async def put(deps: Deps, report_id: int, **columns: Any) -> None:  # noqa: ANN401 - whatever the column holds
    """Sets columns behind the rules' back."""
    async with deps.store.begin() as tx:
        await tx.run(update(t.reports).where(t.reports.c.id == report_id).values(**columns))


async def steps(deps: Deps, report_id: int) -> list[str]:
    """The actions of the report's history, oldest first."""
    async with deps.store.read() as tx:
        return [row["action"] for row in await reports.trail(tx, report_id)]


async def history_rows(deps: Deps) -> int:
    async with deps.store.read() as tx:
        return int(await tx.value(select(func.count()).select_from(t.history)) or 0)


async def set_branch(deps: Deps, name: str, **columns: Any) -> int:  # noqa: ANN401 - whatever the column holds
    """Changes a branch of the sample roster; returns its id."""
    async with deps.store.begin() as tx:
        await tx.run(update(t.branches).where(t.branches.c.name.like(f"{name}%")).values(**columns))
        return int(await tx.value(select(t.branches.c.id).where(t.branches.c.name.like(f"{name}%"))))


async def approved(deps: Deps, roster: Mapping[str, Member], amount: int = 800, **more: Any) -> Report:  # noqa: ANN401
    """A report to which the chair has agreed."""
    from bot.desk import use_cases as deciding

    report = await submitted(deps, roster, **more)
    await deciding.approve(deps, await new_update(deps), CHAIR, report.id, Decimal(amount))
    found = await fresh(deps, report.id)
    assert found.status is Status.APPROVED
    return found


async def pay(deps: Deps, update_id: int, here: Here, report_id: int, amount: Decimal | int, name: str = "") -> str:
    """Notes a payment at one go; `name`: who signed instead."""
    slip = {"amount": str(amount), "signature": {"name": name, "relation": "配偶"} if name else None}
    return await _slip(deps, update_id, here, report_id, slip)


async def correct(deps: Deps, update_id: int, here: Here, report_id: int, amount: Decimal | int, reason: str) -> str:
    """Corrects what is noted as paid, as it stands."""
    async with deps.store.read() as tx:
        was = await parts.payment_of(tx, report_id)
    slip = {"amount": str(amount), "signature": None, "reason": reason, "was": str(was)}
    return await _slip(deps, update_id, here, report_id, slip)


async def _slip(deps: Deps, update_id: int, here: Here, report_id: int, slip: dict[str, Any]) -> str:
    from bot.desk import use_cases as deciding

    sealed = deps.store.vault.seal({"other": False, "reason": "", "was": ""} | slip)
    return await deciding.confirm(deps, update_id, here, {"report": report_id, "slip": sealed}, here.telegram_id)
