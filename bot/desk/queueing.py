"""/queue: what waits for this officer, by age or by kind, a page at a time; and the committee's view of all branches.

In a group only that desk's work is listed; in private everything that the officer may act on. No names: a number opens
the card, which shows what it may show.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.core.errors import NotAllowed
from bot.core.kinds import CONFLICTS
from bot.core.messages import Act, Button, Keyboard, Outgoing, Priority
from bot.core.people import Branch, Member
from bot.core.queries import members
from bot.core.work.unit import Deps, Unit, unit
from bot.desk.queries import waiting as waiting_queries
from bot.desk.queries.waiting import Group, Summary
from bot.desk.texts import waiting as texts
from bot.reports import card
from bot.reports.allowance import of_report
from bot.reports.case import Here, open_case
from bot.reports.queries.reports import Report
from bot.reports.rules.transitions import Action, Parties, Status, check_may
from bot.store.engine import Tx

PAGE = 8

#: What may come next, by state; whoever may do it has the report on his list.
_NEXT = dict(zip(waiting_queries.PENDING, (Action.APPROVE, Action.DELIVER, Action.SETTLE), strict=True))
NOBODY = 0  # no member has this id


@dataclass(frozen=True)
class View:
    """Which page of the list, and in what order."""

    page: int = 0
    by_kind: bool = False


async def queue(deps: Deps, update_id: int, here: Here, view: View, message_id: int | None = None) -> None:
    """Lists what is to do; with `message_id` the list there is turned to another page."""
    async with unit(deps, update_id) as u:
        who, place = await _who(u, here)
        text, keyboard = await _page(u, who, await _mine(u.tx, who, place), view)
        await u.say(Outgoing(here.chat_id, text, buttons=keyboard, edit=message_id, priority=Priority.INTERACTIVE))


async def open_card(deps: Deps, update_id: int, here: Here, report_id: int) -> str:
    """Brings a report's card to the bottom of this chat."""
    async with unit(deps, update_id) as u:
        case = await open_case(u, here, report_id, Action.NOTE)
        await card.show(u, case, here.chat_id)
        return texts.card_below(case.number)


async def overview(deps: Deps, update_id: int, here: Here) -> None:
    """For the committee: how much waits in each branch, and for how long; no names, no conflicts."""
    async with unit(deps, update_id) as u:
        who, place = await _who(u, here)
        if who.committee_office is None or (place is not None and not place.committee):
            raise NotAllowed(texts.COMMITTEE_ONLY)
        found = await waiting_queries.queue_summaries(u.tx)
        lines = [_branch_line(branch, found.get(branch.id), u) for branch in await members.all_branches(u.tx)]
        text = "\n".join([texts.OVERVIEW, *(line for line in lines if line)])
        await u.say(Outgoing(here.chat_id, text, priority=Priority.INTERACTIVE))


def _branch_line(branch: Branch, found: Summary | None, u: Unit) -> str:
    if found is None:
        return "" if branch.committee else texts.branch_line(branch.name, {}, 0, 0)
    longest = (u.now - found.oldest).days if found.oldest else 0
    return texts.branch_line(branch.name, found.counts, longest, found.escalated)


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


async def waiting(tx: Tx, who: Member) -> tuple[int, int]:
    """How many reports wait for this officer: to be decided, and to be carried on with or told of."""
    mine = await _mine(tx, who)
    undecided = sum(number for group, number in mine.items() if group.status is Status.SUBMITTED)
    return undecided, sum(mine.values()) - undecided


async def first_lines(u: Unit, who: Member, most: int) -> list[str]:
    """The reports that wait for this officer, the oldest first, as the queue lists them."""
    shown = await waiting_queries.queue_page(u.tx, who, await _mine(u.tx, who), by_kind=False, limit=most, offset=0)
    untold = await waiting_queries.queue_untold(u.tx, [report.id for report in shown])
    return [await _line(u, report, untold[report.id]) for report in shown]


async def _mine(tx: Tx, who: Member, group_of: Branch | None = None) -> dict[Group, int]:
    """Reports whose next step this officer may take, or whose news he is to bring, by groups, with how many they are.

    In a group (`group_of` a branch) its own, without the secret ones.
    """
    places = {branch.id: branch for branch in await members.all_branches(tx)}
    committee = next(branch.id for branch in places.values() if branch.committee)
    mine = {}
    for group, number in (await waiting_queries.queue_groups(tx, who)).items():
        parties = _parties(group, committee)
        parties = replace(parties, signatures=places[parties.place].preferences.signatures)
        fits = group_of is None or (parties.place == group_of.id and not parties.secret)
        steps = [_NEXT[group.status]] if group.status in _NEXT else []
        steps += [Action.INFORM] if group.untold else []
        if fits and any(_may(step, who, parties) for step in steps):
            mine[group] = number
    return mine


def _parties(group: Group, committee_id: int) -> Parties:
    """Of a report of this group, made by somebody else than whoever asks."""
    return Parties(
        branch_id=group.branch_id,
        committee_id=committee_id,
        reporter_id=NOBODY,
        subject_id=NOBODY,
        desk=group.desk,
        conflict=group.kind in CONFLICTS,
    )


def _may(action: Action, who: Member, parties: Parties) -> bool:
    try:
        check_may(action, who, parties)
    except NotAllowed:
        return False
    return True


async def _page(u: Unit, who: Member, mine: dict[Group, int], view: View) -> tuple[str, Keyboard]:
    total = sum(mine.values())
    pages = max(1, -(-total // PAGE))
    page = min(max(view.page, 0), pages - 1)
    shown = await waiting_queries.queue_page(u.tx, who, mine, by_kind=view.by_kind, limit=PAGE, offset=page * PAGE)
    untold = await waiting_queries.queue_untold(u.tx, [report.id for report in shown])
    lines = [await _line(u, report, untold[report.id]) for report in shown]
    openers = [Button(report.number or "", Act("queue.open", {"report": report.id})) for report in shown]
    keyboard = [tuple(openers[start : start + 2]) for start in range(0, len(openers), 2)]
    committee = who.committee_office is not None
    keyboard += [row for row in _navigation(view, page, pages, several=total > 1, committee=committee) if row]
    return texts.page(lines, total, page + 1, pages), tuple(keyboard)


async def _line(u: Unit, report: Report, untold: Sequence[int]) -> str:
    title = (await of_report(u, report)).title
    days = (u.now - report.submitted_at).days if report.submitted_at else 0
    parties = card.parties_untold(report, untold)
    return texts.line(
        report.number or "", title, texts.Waiting(report.kind, report.status, days, parties, _signed(report))
    )


def _signed(report: Report) -> bool:
    return report.status is Status.SUBMITTED and report.decided_by is not None


def _navigation(view: View, page: int, pages: int, *, several: bool, committee: bool) -> Keyboard:
    def turn(label: str, to: int, by_kind: bool = view.by_kind) -> Button:
        return Button(label, Act("queue.page", {"page": to, "by_kind": by_kind}))

    back = (turn("上一页", page - 1),) if page > 0 else ()
    on = (turn("下一页", page + 1),) if page + 1 < pages else ()
    order = (turn("按时间" if view.by_kind else "按事项", 0, not view.by_kind),) if several else ()
    return ((*back, *on), order, (Button("各工会情况", Act("queue.overview")),) if committee else ())
