"""What follows when a member leaves or is transferred: access, offices, open reports, greetings on their way."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from bot.activities.due import drop_leavers
from bot.core.work.unit import Unit
from bot.members.queries import departures, roster
from bot.members.rules.roster_plan import Change, What
from bot.reports import card
from bot.reports.case import case_of
from bot.reports.queries import reports
from bot.reports.rules.transitions import Status
from bot.store.history import Entry


async def follow(u: Unit, changes: Sequence[Change], branches: Mapping[str, int]) -> dict[int, list[int]]:
    """Settles the consequences of the changes already written. Returns the ended offices' ids by member.

    Whoever leaves loses buttons, prompts and a greeting that still waits; his account is unbound with the change
    itself. Whoever is transferred takes his open reports along and leaves his offices behind. Both drop out of
    activities that are not for them any more.
    """
    gone = [change.known.id for change in changes if change.known and change.what is What.LEAVING]
    moved = {
        change.known.id: branches[change.row.branch]
        for change in changes
        if change.known and "branch" in change.fields and change.what is not What.LEAVING
    }
    accounts = [
        change.known.telegram_id
        for change in changes
        if change.known and change.what is What.LEAVING and change.known.telegram_id
    ]
    await departures.silence(u.tx, accounts, u.now)
    ended: dict[int, list[int]] = defaultdict(list)
    offices = await roster.end_offices(u.tx, [*gone, *moved], u.today)
    for office in offices:
        ended[office["member_id"]].append(office["id"])
    entries = [Entry("office", office["id"], "end", before=office["role"]) for office in offices]
    await roster.append_history(u.tx, entries, u.now)
    for report_id in await departures.move_reports(u.tx, moved, u.now):
        await _show(u, report_id)
    if gone or moved:
        await drop_leavers(u)
    return ended


async def _show(u: Unit, report_id: int) -> None:
    """Puts a moved report before the new branch's desk, when it waits for a decision."""
    report = await reports.get(u.tx, report_id)
    if report.status is Status.SUBMITTED:
        await card.post(u, await case_of(u, report))
