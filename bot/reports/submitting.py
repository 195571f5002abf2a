"""From a finished form to a numbered report before its desk, in one transaction."""

from bot.core.errors import BadInput, Stale
from bot.core.work.unit import Unit, answer
from bot.reports import behalf, card, pressable
from bot.reports.asking import ask
from bot.reports.drafts import Draft
from bot.reports.forms import spared, steps
from bot.reports.queries import desk, reports
from bot.reports.queries.reports import Report
from bot.reports.rules.transitions import Action, check_may
from bot.reports.texts import reporting as texts
from bot.store import history


async def submit(u: Unit, draft: Draft) -> None:
    """Draws the number, puts the report before its desk, and tells the reporter (and the subject) what comes next."""
    if draft.now.doubt(u.today) or draft.now.step != steps.CONFIRM or draft.subject is None:
        await ask(u, draft)
        return
    resembling = await desk.twins(u.tx, draft.report)
    check_may(Action.SUBMIT, draft.reporter, await reports.parties(u.tx, draft.report))
    report = await _send_in(u, draft)
    await card.post(u, report)
    await _receipt(u, draft, await reports.get(u.tx, report.id), resembling)
    await _tell_subject(u, draft, report)
    await pressable.clear(u, draft)


async def _send_in(u: Unit, draft: Draft) -> Report:
    try:
        facts = steps.finished(draft.now)
    except BadInput as missing:
        raise Stale(str(missing)) from missing
    columns = {
        "number": await reports.next_number(u.tx, u.today.year),
        "facts": u.tx.vault.seal(facts),
        "submitted_at": u.now,
    }
    return await reports.move(u.tx, Action.SUBMIT, draft.report, draft.reporter.id, u.now, columns=columns)


async def _receipt(u: Unit, draft: Draft, report: Report, resembling: list[str]) -> None:
    behalf = draft.subject.name if draft.subject and draft.subject.id != draft.reporter.id else None
    text = texts.receipt(report.number or "", draft.title, draft.now.form.receipt, report.desk, colleague=behalf)
    if resembling:
        text += f"\n{texts.resembled(resembling)}"
    await answer(u, draft.reporter.telegram_id, text)


async def _tell_subject(u: Unit, draft: Draft, report: Report) -> None:
    """A colleague hears that he was reported for and can take it back; whoever grieves is left in peace."""
    subject = draft.subject
    if subject and subject.id != draft.reporter.id and not spared(report.kind, report.facts):
        await behalf.tell_subject(u, report, draft.title)


async def note_consent(u: Unit, draft: Draft) -> None:
    entry = history.Entry("report", draft.report.id, "consent", draft.reporter.id)
    await history.append(u.tx, entry, u.now)
