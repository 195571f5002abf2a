"""A member's reports as lines of an answer: number, kind, state, and in whose hands the next step lies."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from bot.core.clock import local, local_date
from bot.core.money import yuan
from bot.core.people import TITLES, Member, Role
from bot.core.queries import members
from bot.core.texts import own_affairs as texts
from bot.core.work.unit import Deps
from bot.reports import clauses
from bot.reports.queries.reports import Report
from bot.reports.rules.transitions import TRANSITIONS, Action, Desk, Status
from bot.reports.texts import members as mine_texts
from bot.store.engine import Tx

MOST = 5  # reports that are listed; all of them are behind 我的申报
_GRANTED = frozenset({Status.APPROVED, Status.DELIVERED, Status.SETTLED})
_HEADS = (Role.CHAIR, Role.OFFICER)
_PLAIN = {Status.APPROVED: texts.TO_VISIT, Status.DELIVERED: texts.TO_PAY}


def listed(
    deps: Deps, found: Sequence[Report], head: str, none: str, today: date, steps: Mapping[int, str] | None = None
) -> list[str]:
    """The newest of them, a line each; the sentence for none where there are none. `steps`: what each waits for."""
    lines = [_line(deps, report, today, (steps or {}).get(report.id, "")) for report in found[:MOST]]
    return [head, *lines] if lines else [none] if none else []


def _line(deps: Deps, report: Report, today: date, step: str) -> str:
    at = local(report.submitted_at or report.created_at)
    title = clauses.title(deps, report.kind, today)
    status = mine_texts.status(report.kind, report.status)
    return texts.line(report.number or "", title, status, f"{at.month}月{at.day}日", step)


async def steps(tx: Tx, found: Sequence[Report], today: date) -> Mapping[int, str]:
    """By report, what it waits for."""
    return {report.id: await _step(tx, report, today) for report in found[:MOST]}


def mending(found: Sequence[Report], member: Member) -> Mapping[int, str]:
    """By report, how its reporter or subject sets right what it states."""
    return {report.id: _way_to_mend(report, member) for report in found[:MOST]}


def _way_to_mend(report: Report, member: Member) -> str:
    if report.status is Status.RETURNED and report.reporter_id == member.id:
        return texts.YOURS_TO_ADD
    return texts.NOT_DECIDED if report.status in TRANSITIONS[Action.WITHDRAW].sources else texts.DECIDED


def granted(deps: Deps, found: Sequence[Report]) -> list[str]:
    """What was granted, a line each, and what it comes to; money and goods are never mixed up."""
    lines, sums = list[str](), dict[str, Decimal]()
    for report in found:
        if report.status not in _GRANTED or report.approved is None:
            continue
        day = report.event_date or local_date(report.submitted_at or report.created_at)
        form, paid = clauses.form(deps, report.kind, day), "" if report.paid is None else yuan(report.paid)
        title = clauses.title(deps, report.kind, day)
        lines.append(texts.granted(report.number or "", title, form, yuan(report.approved), paid))
        sums[form] = sums.get(form, Decimal(0)) + report.approved
    if not lines:
        return [texts.NOTHING_GRANTED]
    total = [texts.in_all((form, yuan(amount)) for form, amount in sums.items())] if len(lines) > 1 else []
    return [texts.GRANTED, *lines[:MOST], *total]


async def _step(tx: Tx, report: Report, today: date) -> str:
    if report.status is Status.RETURNED:
        return texts.asked_of_you(report.question or "")
    if report.status is not Status.SUBMITTED:
        return _PLAIN.get(report.status, "")
    if report.desk is not Desk.BRANCH:
        return texts.BY_MEDIATOR if report.desk is Desk.MEDIATOR else texts.BY_COMMITTEE
    held = await members.officers(tx, report.branch_id, today, *_HEADS)
    able = [one for one in held if one.id not in {report.reporter_id, report.subject_id}]
    ranked = sorted((_HEADS.index(_rank(one, report.branch_id)), one.name) for one in able)
    return texts.decided_by((TITLES[_HEADS[rank]], name) for rank, name in ranked)


def _rank(who: Member, branch_id: int) -> Role:
    return next(role for role in _HEADS if who.office_in(branch_id, role))
