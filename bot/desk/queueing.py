"""/queue: what waits for this officer, by age or by kind, a page at a time; and the committee's view of all branches.

In a group only that desk's work is listed; in private everything that the officer may act on. No names: a number opens
the card, which shows what it may show.
"""

from collections import Counter
from dataclasses import dataclass, replace
from itertools import islice

from sqlalchemy import or_

from bot.core.errors import NotAllowed
from bot.core.kinds import CONFLICTS
from bot.core.messages import Act, Button, Keyboard, Outgoing, Priority
from bot.core.people import Branch, Member
from bot.core.queries import members
from bot.core.work.unit import Deps, Unit, unit
from bot.desk.texts import queue as texts
from bot.reports import card
from bot.reports.access import Here, open_case
from bot.reports.allowance import of_report
from bot.reports.queries import notifications, reports
from bot.reports.queries.reports import Report
from bot.reports.rules.transitions import Action, Desk, Parties, Status, check_may
from bot.store import tables as t

PAGE = 8

#: What may come next, by state; whoever may do it has the report on his list.
_NEXT = {Status.SUBMITTED: Action.APPROVE, Status.APPROVED: Action.DELIVER, Status.DELIVERED: Action.SETTLE}


@dataclass(frozen=True)
class View:
    """Which page of the list, and in what order."""

    page: int = 0
    by_kind: bool = False


async def queue(deps: Deps, update_id: int, here: Here, view: View, message_id: int | None = None) -> None:
    """Lists what is to do; with `message_id` the list there is turned to another page."""
    async with unit(deps, update_id) as u:
        who, place = await _who(u, here)
        mine = await _mine(u, who, here, place)
        if view.by_kind:
            mine.sort(key=lambda report: (report.kind, report.submitted_at or u.now, report.id))
        text, keyboard = await _page(u, mine, view, committee=who.committee_office is not None)
        await u.say(Outgoing(here.chat_id, text, buttons=keyboard, edit=message_id, priority=Priority.INTERACTIVE))


async def open_card(deps: Deps, update_id: int, here: Here, report_id: int) -> str:
    """Brings a report's card to the bottom of this chat."""
    async with unit(deps, update_id) as u:
        case = await open_case(u, here, report_id, Action.NOTE)
        await card.show(u, case.report, here.chat_id)
        return f"{case.number} 的卡片在最下面。"


async def overview(deps: Deps, update_id: int, here: Here) -> None:
    """For the committee: how much waits in each branch, and for how long; no names, no conflicts."""
    async with unit(deps, update_id) as u:
        who, place = await _who(u, here)
        if who.committee_office is None or (place is not None and not place.committee):
            raise NotAllowed(texts.COMMITTEE_ONLY)
        pending = await reports.find(u.tx, t.reports.c.status.in_(list(_NEXT)), t.reports.c.kind.not_in(CONFLICTS))
        lines = [_branch_line(branch, pending, u) for branch in await members.all_branches(u.tx)]
        text = "\n".join([texts.OVERVIEW, *(line for line in lines if line)])
        await u.say(Outgoing(here.chat_id, text, priority=Priority.INTERACTIVE))


def _branch_line(branch: Branch, pending: list[Report], u: Unit) -> str:
    own = [report for report in pending if report.branch_id == branch.id]
    if not own and branch.committee:
        return ""
    counts = Counter(report.status for report in own)
    waits = [(u.now - report.submitted_at).days for report in own if report.submitted_at]
    escalated = sum(report.desk is Desk.COMMITTEE and report.status is Status.SUBMITTED for report in own)
    return texts.branch_line(branch.name, counts, max(waits, default=0), escalated)


async def _who(u: Unit, here: Here) -> tuple[Member, Branch | None]:
    """The officer, and the branch whose group this is (None in private). Raises NotAllowed."""
    who = await u.member(here.telegram_id)
    if not who.offices:
        raise NotAllowed(texts.OFFICERS_ONLY)
    if here.private:
        return who, None
    place = await members.branch_of_group(u.tx, here.chat_id)
    if place is None or not who.office_in(place.id):
        raise NotAllowed(texts.WRONG_GROUP)
    return who, place


async def _mine(u: Unit, who: Member, here: Here, place: Branch | None) -> list[Report]:
    """Reports whose next step this officer may take, or whose news he is to bring, oldest first.

    In a group without the secret ones.
    """
    places = {branch.id: branch for branch in await members.all_branches(u.tx)}
    committee = next(branch for branch in places.values() if branch.committee)
    near = t.reports.c.branch_id.in_([office.branch_id for office in who.offices])
    within = or_(near, t.reports.c.desk == Desk.COMMITTEE) if who.committee_office else near
    untold = frozenset(await notifications.reports_untold(u.tx))
    pending = or_(t.reports.c.status.in_(list(_NEXT)), t.reports.c.id.in_(untold))
    found = []
    for report in await reports.find(u.tx, pending, within):
        parties = reports.parties_of(report, committee.id)
        parties = replace(parties, signatures=places[parties.place].preferences.signatures)
        fits = here.private or (place is not None and parties.place == place.id and not parties.secret)
        steps = [_NEXT[report.status]] if report.status in _NEXT else []
        steps += [Action.INFORM] if report.id in untold else []
        if fits and any(_may(step, who, parties) for step in steps):
            found.append(report)
    return sorted(found, key=lambda report: (report.submitted_at or u.now, report.id))


def _may(action: Action, who: Member, parties: Parties) -> bool:
    try:
        check_may(action, who, parties)
    except NotAllowed:
        return False
    return True


async def _page(u: Unit, mine: list[Report], view: View, *, committee: bool) -> tuple[str, Keyboard]:
    pages = max(1, -(-len(mine) // PAGE))
    page = min(max(view.page, 0), pages - 1)
    shown = list(islice(mine, page * PAGE, (page + 1) * PAGE))
    lines, openers = [], []
    for report in shown:
        title = (await of_report(u, report)).title
        days = (u.now - report.submitted_at).days if report.submitted_at else 0
        waits = texts.Waiting(report.kind, report.status, days, await card.untold(u, report), _signed(report))
        lines.append(texts.line(report.number or "", title, waits))
        openers.append(Button(report.number or "", Act("queue.open", {"report": report.id})))
    keyboard = [tuple(openers[start : start + 2]) for start in range(0, len(openers), 2)]
    keyboard += [row for row in _navigation(view, page, pages, several=len(mine) > 1, committee=committee) if row]
    return texts.page(lines, len(mine), page + 1, pages), tuple(keyboard)


def _signed(report: Report) -> bool:
    return report.status is Status.SUBMITTED and report.decided_by is not None


def _navigation(view: View, page: int, pages: int, *, several: bool, committee: bool) -> Keyboard:
    def turn(label: str, to: int, by_kind: bool = view.by_kind) -> Button:
        return Button(label, Act("queue.page", {"page": to, "by_kind": by_kind}))

    back = (turn("上一页", page - 1),) if page > 0 else ()
    on = (turn("下一页", page + 1),) if page + 1 < pages else ()
    order = (turn("按时间" if view.by_kind else "按事项", 0, not view.by_kind),) if several else ()
    return ((*back, *on), order, (Button("各工会情况", Act("queue.overview")),) if committee else ())
