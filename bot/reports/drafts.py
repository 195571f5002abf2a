"""Loading and saving the form that a member is filling in; every step begins and ends here."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.core.errors import NotAllowed, Stale
from bot.core.kinds import Kind
from bot.core.messages import Act, Button, JsonObject
from bot.core.people import Member
from bot.core.queries import members
from bot.core.work.unit import Unit
from bot.reports import clauses, forms
from bot.reports.forms import steps
from bot.reports.forms.steps import Filling
from bot.reports.queries import reports
from bot.reports.queries.reports import Report
from bot.reports.rules.transitions import Desk, Status, desk_of
from bot.reports.texts import refusals
from bot.reports.texts import reporting as form_texts


@dataclass(frozen=True)
class Draft:
    """A form in the making: its row, whose it is, and how far it has got."""

    report: Report
    reporter: Member
    subject: Member | None
    title: str

    @property
    def now(self) -> Filling:
        return forms.filling(self.report.kind, self.report.facts, subject_known=self.subject is not None)

    @property
    def parked(self) -> bool:
        return bool(self.report.facts.get(steps.PARKED))

    def button(self, label: str, act: str, **args: object) -> Button:
        """A button of this very state of the form: pressed later than the next change, it is stale."""
        return Button(label, Act(act, {"report": self.report.id, "version": self.report.version, **args}))


async def of_member(u: Unit, telegram_id: int) -> Draft | None:
    """The unfinished form of whoever is behind this account. Raises NotAllowed for strangers."""
    member = await u.member(telegram_id)
    report = await reports.draft_of(u.tx, member.id)
    return await _draft(u, report, member) if report else None


async def pressed(u: Unit, telegram_id: int, args: JsonObject) -> Draft:
    """The form whose button was pressed. Raises NotAllowed for another's, Stale for an earlier state's."""
    member = await u.member(telegram_id)
    report = await reports.get(u.tx, int(args["report"]))
    if report.reporter_id != member.id:
        raise NotAllowed(form_texts.NOT_YOURS)
    if report.status is not Status.DRAFT:
        raise Stale(form_texts.GONE)
    if report.version != args["version"]:
        raise Stale(refusals.ANSWERED_ALREADY)
    return await _draft(u, report, member)


async def create(u: Unit, reporter: Member, kind: Kind, facts: JsonObject, subject: Member | None) -> Draft:
    about = _about(facts, reporter, subject, reporter)
    columns = {"event_date": _event_date(facts), **await _of_subject(u, kind, reporter, about)}
    report = await reports.add_draft(u.tx, kind, reporter, facts, u.now, **columns)
    return await _draft(u, report, reporter)


async def put_aside(u: Unit, draft: Draft) -> Draft:
    return await _write(u, draft, draft.report.facts | {steps.PARKED: True}, draft.subject)


async def save(u: Unit, draft: Draft, facts: JsonObject, subject: Member | None = None) -> Draft:
    """Writes the facts, and whose matter it is; the form is taken up again. Raises Stale when another was faster."""
    about = _about(facts, draft.reporter, subject, draft.subject)
    return await _write(u, draft, {name: kept for name, kept in facts.items() if name != steps.PARKED}, about)


def _about(facts: JsonObject, reporter: Member, named: Member | None, before: Member | None) -> Member | None:
    """Whose matter it is now: his own, the colleague's who is `named`, or still that of whoever it was before."""
    if facts.get(steps.FOR) != steps.COLLEAGUE:
        return reporter
    return named or (before if before and before.id != reporter.id else None)


async def _write(u: Unit, draft: Draft, facts: JsonObject, about: Member | None) -> Draft:
    columns: dict[str, Any] = {"event_date": _event_date(facts)}
    branch_id = (about or draft.reporter).branch_id
    if ((about and about.id), branch_id) != (draft.report.subject_id, draft.report.branch_id):
        columns |= await _of_subject(u, draft.report.kind, draft.reporter, about)
    return replace(draft, report=await reports.save_draft(u.tx, draft.report, facts, u.now, **columns), subject=about)


async def _of_subject(u: Unit, kind: Kind, reporter: Member, about: Member | None) -> JsonObject:
    """The columns that follow from whose matter it is, as things stand today."""
    subject = about or reporter
    return {
        "subject_id": about.id if about else None,
        "branch_id": subject.branch_id,
        "desk": await desk(u, kind, reporter, subject),
    }


def with_facts(draft: Draft, facts: JsonObject) -> Draft:
    """The draft as it would be with these facts; not saved."""
    return replace(draft, report=replace(draft.report, facts=facts), subject=None)


def _event_date(facts: JsonObject) -> date | None:
    value = facts.get("event_date")
    return date.fromisoformat(value) if value else None


async def _draft(u: Unit, report: Report, reporter: Member) -> Draft:
    report = replace(report, facts=steps.fitting(report.kind, report.facts))
    subject: Member | None = reporter
    if report.subject_id != reporter.id:
        subject = await members.by_id(u.tx, report.subject_id, u.today) if report.subject_id else None
    return Draft(report, reporter, subject, clauses.title(u.deps, report.kind, u.today))


async def desk(u: Unit, kind: Kind, reporter: Member, subject: Member) -> Desk:
    """Of the subject's branch, as things stand today."""
    officers = await members.officers(u.tx, subject.branch_id, u.today)
    return desk_of(kind, (reporter.id, subject.id), officers, subject.branch_id)
