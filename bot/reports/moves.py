"""The steps of a form: each saves the facts of one answer and asks the next question."""

from bot.core.errors import BadInput, Stale
from bot.core.messages import JsonObject
from bot.core.people import Member
from bot.core.queries import members
from bot.core.work.unit import Unit
from bot.reports import drafts, evidence, forms, submitting
from bot.reports.asking import ask
from bot.reports.drafts import Draft
from bot.reports.forms import steps
from bot.reports.forms.dates import days_back
from bot.reports.forms.fields import Input, Item
from bot.reports.texts import reporting as texts


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
    echo = "" if after.now.doubt(u.today) else texts.noted(item.label, forms.shown(item, facts[item.name]))
    await ask(u, after, echo)


async def choose_who(u: Unit, draft: Draft, who: str) -> None:
    facts = steps.mark(draft.now, **{steps.FOR: who})
    after = await drafts.save(u, draft, facts)
    await ask(u, after, after.now.form.opening if not draft.now.revisiting else "")


async def choose_whom(u: Unit, draft: Draft, subject: Member, echo: str = "") -> None:
    if subject.id == draft.reporter.id:
        raise BadInput(texts.THAT_IS_YOU)
    facts = steps.mark(draft.now, **{steps.NAMED: subject.name})
    after = await drafts.save(u, draft, facts, subject)
    branch = await members.branch(u.tx, subject.branch_id)
    await ask(u, after, "\n".join(filter(None, (texts.for_whom(subject.name, branch.name), echo))))


async def agree(u: Unit, draft: Draft) -> None:
    """Consent: noted with its moment, in the draft and in the history."""
    after = await drafts.save(u, draft, steps.mark(draft.now, **{steps.AGREED: u.now.isoformat()}))
    await submitting.note_consent(u, after)
    await ask(u, after)


async def stand_by(u: Unit, draft: Draft) -> None:
    await ask(u, await drafts.save(u, draft, steps.stand_by(draft.now, "event_date")))


async def skip(u: Unit, draft: Draft) -> None:
    item = draft.now.item
    facts = steps.skip(draft.now)
    await ask(u, await drafts.save(u, draft, facts), texts.skipped(item.label) if item else "")


async def go_back(u: Unit, draft: Draft) -> None:
    try:
        facts = steps.back(draft.now)
    except BadInput as first:
        await ask(u, draft, str(first))
    else:
        await ask(u, await drafts.save(u, draft, facts))


async def enough(u: Unit, draft: Draft) -> None:
    if draft.now.step != steps.EVIDENCE:
        raise Stale(texts.STALE)
    if await evidence.owed(u, draft.report):
        await ask(u, draft, texts.EVIDENCE_OWED)
        return
    await ask(u, await drafts.save(u, draft, steps.mark(draft.now, **{steps.ENOUGH: True})))


async def skip_rest(u: Unit, draft: Draft) -> None:
    await ask(u, await drafts.save(u, draft, steps.skip_rest(draft.now)))


async def keep(u: Unit, draft: Draft) -> None:
    await ask(u, await drafts.save(u, draft, steps.keep(draft.now)))


async def go_to(u: Unit, draft: Draft, step: str) -> None:
    """To change one thing from the summary."""
    await ask(u, await drafts.save(u, draft, steps.go_to(draft.now, step)))
