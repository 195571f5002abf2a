"""The steps of a form: each saves one answer and asks the next question; at last a numbered report before its desk."""

from dataclasses import replace

from bot.core.errors import BadInput, Stale
from bot.core.messages import Act, Button, JsonObject, Outgoing, Priority
from bot.core.people import Member
from bot.core.queries import members
from bot.core.work.unit import Unit
from bot.reports import asking, card, drafts, evidence, forms, opening
from bot.reports.asking import ask
from bot.reports.case import Case, case_of
from bot.reports.drafts import Draft
from bot.reports.forms import spared, steps
from bot.reports.forms.fields import Input, Item, clean, days_back
from bot.reports.queries import desk, reports
from bot.reports.queries.desk import Decision
from bot.reports.queries.reports import Report
from bot.reports.recalled import MOST_NOTES, NOTE_FACT, NOTE_LIMIT
from bot.reports.rules.transitions import Action, Trace, check_may, sources
from bot.reports.texts import members as members_texts
from bot.reports.texts import refusals
from bot.reports.texts import reporting as form_texts
from bot.store import history


async def for_subject(u: Unit, report: Report, title: str) -> Outgoing | None:
    """Names the reporter and the event; he can take it back while nothing is decided. None: he cannot be reached."""
    subject = await members.by_id(u.tx, report.subject_id or 0, u.today)
    reporter = await members.by_id(u.tx, report.reporter_id, u.today)
    if subject is None or reporter is None or not subject.telegram_id or not subject.active:
        return None
    open_yet = report.status in sources(Action.WITHDRAW)
    back = Button(members_texts.WITHDRAW, Act("mine.withdraw", {"report": report.id}))
    text = form_texts.for_subject(reporter.name, title, report.number or "", can_withdraw=open_yet)
    return Outgoing(subject.telegram_id, text, buttons=((back,),) if open_yet else ())


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
    await asking.clear(u, draft)
    case = await card.seated(u, await _send_in(u, draft, case), seats)
    told = [_receipt(draft, case), await _for_subject(u, draft, case)]
    later = opening.offers(u, draft)
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
    text = form_texts.receipt(case.number, draft.title, form, at, colleague=behalf)
    if case.twins:
        text += f"\n{form_texts.resembled(case.twins)}"
    chat_id = draft.reporter.telegram_id
    return Outgoing(chat_id, text, priority=Priority.INTERACTIVE) if chat_id else None


async def _for_subject(u: Unit, draft: Draft, case: Case) -> Outgoing | None:
    """A colleague hears that he was reported for and can take it back; whoever grieves is left in peace."""
    report = case.report
    if case.subject_id == draft.reporter.id or spared(report.kind, report.facts):
        return None
    return await for_subject(u, report, draft.title)


async def note_consent(u: Unit, draft: Draft) -> None:
    entry = history.Entry("report", draft.report.id, Trace.CONSENT, draft.reporter.id)
    await history.append(u.tx, entry, u.now)


async def take_note(u: Unit, draft: Draft, text: str, *, small_talk: bool) -> None:
    """Keeps the words and says so, with a way to take them back. Thanks and a yes are nothing to be kept."""
    if draft.now.step not in (steps.EVIDENCE, steps.CONFIRM) or small_talk:
        raise BadInput(form_texts.PRESS_PLEASE)
    said, before = clean(text), _notes(draft)
    if len(said) > NOTE_LIMIT:
        raise BadInput(form_texts.too_long(len(said), NOTE_LIMIT))
    if len(before) >= MOST_NOTES:
        raise BadInput(form_texts.too_many_notes(MOST_NOTES))
    after = await drafts.save(
        u, draft, draft.report.facts | {NOTE_FACT: [*before, {"at": u.now.isoformat(), "text": said}]}
    )
    await ask(u, after, form_texts.note_taken(said), ((after.button(form_texts.NOTE_BACK, "form.unnote"),),))


async def take_back_note(u: Unit, draft: Draft) -> None:
    """“去掉刚才那句”."""
    before = _notes(draft)
    if not before:
        raise Stale(refusals.ANSWERED_ALREADY)
    facts = {name: value for name, value in draft.report.facts.items() if name != NOTE_FACT}
    kept = {NOTE_FACT: before[:-1]} if before[1:] else {}
    await ask(u, await drafts.save(u, draft, facts | kept), form_texts.NOTE_GONE)


def _notes(draft: Draft) -> list[JsonObject]:
    return list(draft.report.facts.get(NOTE_FACT, []))


async def take_choice(u: Unit, draft: Draft, item: Item, choice: int) -> None:
    """A pressed answer: the n-th day back, yes or no, or the n-th choice."""
    value: str | bool
    if item.input is Input.DATE:
        value = days_back(u.today, choice).isoformat()
    elif item.input is Input.YES_NO:
        value = choice == 0
    else:
        value = item.choices[choice]
    await note(u, draft, item, steps.answer(draft.now, item.name, value))


async def note(u: Unit, draft: Draft, item: Item, facts: JsonObject) -> None:
    after = await drafts.save(u, draft, facts)
    echo = "" if after.now.doubt(u.today) else form_texts.noted(item.label, forms.shown(item, facts[item.name]))
    await ask(u, after, echo)


async def choose_who(u: Unit, draft: Draft, who: str) -> None:
    facts = steps.mark(draft.now, **{steps.FOR: who})
    after = await drafts.save(u, draft, facts)
    await ask(u, after, after.now.form.opening if not draft.now.revisiting else "")


async def choose_whom(u: Unit, draft: Draft, subject: Member, echo: str = "") -> None:
    if subject.id == draft.reporter.id:
        raise BadInput(form_texts.THAT_IS_YOU)
    facts = steps.mark(draft.now, **{steps.NAMED: subject.name})
    after = await drafts.save(u, draft, facts, subject)
    branch = await members.branch(u.tx, subject.branch_id)
    await ask(u, after, "\n".join(filter(None, (form_texts.for_whom(subject.name, branch.name), echo))))


async def agree(u: Unit, draft: Draft) -> None:
    """Consent: noted with its moment, in the draft and in the history."""
    after = await drafts.save(u, draft, steps.mark(draft.now, **{steps.AGREED: u.now.isoformat()}))
    await note_consent(u, after)
    await ask(u, after)


async def stand_by(u: Unit, draft: Draft) -> None:
    await ask(u, await drafts.save(u, draft, steps.stand_by(draft.now, "event_date")))


async def skip(u: Unit, draft: Draft) -> None:
    item = draft.now.item
    facts = steps.skip(draft.now)
    await ask(u, await drafts.save(u, draft, facts), form_texts.skipped(item.label) if item else "")


async def go_back(u: Unit, draft: Draft) -> None:
    try:
        facts = steps.back(draft.now)
    except BadInput as first:
        await ask(u, draft, str(first))
    else:
        await ask(u, await drafts.save(u, draft, facts))


async def enough(u: Unit, draft: Draft) -> None:
    if draft.now.step != steps.EVIDENCE:
        raise Stale(refusals.ANSWERED_ALREADY)
    if await evidence.owed(u, draft.report):
        await ask(u, draft, form_texts.EVIDENCE_OWED)
        return
    await ask(u, await drafts.save(u, draft, steps.mark(draft.now, **{steps.ENOUGH: True})))


async def skip_rest(u: Unit, draft: Draft) -> None:
    await ask(u, await drafts.save(u, draft, steps.skip_rest(draft.now)))


async def keep(u: Unit, draft: Draft) -> None:
    await ask(u, await drafts.save(u, draft, steps.keep(draft.now)))


async def go_to(u: Unit, draft: Draft, step: str) -> None:
    """To change one thing from the summary."""
    await ask(u, await drafts.save(u, draft, steps.go_to(draft.now, step)))
