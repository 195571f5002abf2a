"""From a finished form to a numbered report before its desk, in one transaction."""

from dataclasses import replace

from bot.core.errors import BadInput, Stale
from bot.core.messages import Outgoing, Priority
from bot.core.work.unit import Unit
from bot.reports import behalf, card, meanwhile, pressable
from bot.reports.asking import ask
from bot.reports.case import Case, case_of
from bot.reports.drafts import Draft
from bot.reports.forms import spared, steps
from bot.reports.queries import desk, reports
from bot.reports.queries.desk import Decision
from bot.reports.rules.transitions import Action, Trace, check_may
from bot.reports.texts import reporting as texts
from bot.store import history


async def submit(u: Unit, draft: Draft) -> None:
    """Puts the report before its desk, and tells the reporter (and the subject) what comes next.

    The number is drawn when all is read: whoever submits meanwhile waits for it until this transaction ends.
    """
    if draft.now.doubt(u.today) or draft.now.step != steps.CONFIRM or draft.subject is None:
        await ask(u, draft)
        return
    case = replace(await case_of(u, draft.report), twins=tuple(await desk.twins(u.tx, draft.report)))
    check_may(Action.SUBMIT, draft.reporter, case.parties)
    seats, out = await card.seats(u, case), await card.standing(u, case)
    await history.look(u.tx, "report", draft.report.id)
    await pressable.clear(u, draft)
    case = await card.seated(u, await _send_in(u, draft, case), seats)
    told = [_receipt(draft, case), await _for_subject(u, draft, case)]
    later = meanwhile.offers(u, draft)
    await u.say(*await card.posted(u, case, out), *(message for message in told if message), *later)


async def _send_in(u: Unit, draft: Draft, case: Case) -> Case:
    try:
        facts = steps.finished(draft.now)
    except BadInput as missing:
        raise Stale(str(missing)) from missing
    columns = {"facts": u.tx.vault.seal(facts), "submitted_at": u.now}
    columns["number"] = await reports.next_number(u.tx, u.today.year)
    by = draft.reporter
    report = await reports.move(u.tx, Action.SUBMIT, draft.report, by.id, u.now, columns=columns)
    return case.after(report, Decision(Action.SUBMIT, by.id, by.name, u.now))


def _receipt(draft: Draft, case: Case) -> Outgoing | None:
    """Goes ahead of all that nobody waits for."""
    behalf = draft.subject.name if draft.subject and draft.subject.id != draft.reporter.id else None
    form, at = draft.now.form.receipt, case.report.desk
    text = texts.receipt(case.number, draft.title, form, at, colleague=behalf)
    if case.twins:
        text += f"\n{texts.resembled(case.twins)}"
    chat_id = draft.reporter.telegram_id
    return Outgoing(chat_id, text, priority=Priority.INTERACTIVE) if chat_id else None


async def _for_subject(u: Unit, draft: Draft, case: Case) -> Outgoing | None:
    """A colleague hears that he was reported for and can take it back; whoever grieves is left in peace."""
    report = case.report
    if case.subject_id == draft.reporter.id or spared(report.kind, report.facts):
        return None
    return await behalf.for_subject(u, report, draft.title)


async def note_consent(u: Unit, draft: Draft) -> None:
    entry = history.Entry("report", draft.report.id, Trace.CONSENT, draft.reporter.id)
    await history.append(u.tx, entry, u.now)
