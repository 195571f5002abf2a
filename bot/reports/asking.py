"""The next question of a form, or its summary, as one message with the buttons that go with it.

Buttons of earlier messages are taken away when they are dead.
"""

import secrets
from dataclasses import dataclass

from bot.core.messages import Button, Keyboard, Outgoing, Priority, rows
from bot.core.queries import dialogue, members
from bot.core.work.unit import Unit
from bot.reports import clauses, evidence, extracting, forms
from bot.reports.drafts import Draft
from bot.reports.forms import steps
from bot.reports.forms.fields import Input, Item, say_day
from bot.reports.queries import desk, parts
from bot.reports.texts import reporting as form_texts

_DAYS = ("今天", "昨天", "前天")


async def say(u: Unit, draft: Draft, text: str, buttons: Keyboard) -> None:
    """Says it to whoever fills the form in, and remembers that these buttons are the form's."""
    if chat_id := draft.reporter.telegram_id:
        card = f"{_cards(draft)}{secrets.token_hex(4)}"
        await u.say(Outgoing(chat_id, text, buttons=buttons, card=card, priority=Priority.INTERACTIVE))


async def clear(u: Unit, draft: Draft) -> None:
    """The form is handed in, put aside or given up: its messages lose their buttons, when nobody waits for more."""
    if chat_id := draft.reporter.telegram_id:
        shown = await dialogue.take_pressable(u.tx, _cards(draft), chat_id)
        bare = (Outgoing(chat_id, "", edit=message, bare=True, priority=Priority.BULK) for message in shown)
        await u.say(*bare)


def _cards(draft: Draft) -> str:
    return f"form:{draft.report.id}:"


@dataclass(frozen=True)
class Question:
    text: str
    buttons: Keyboard


async def ask(u: Unit, draft: Draft, echo: str = "", also: Keyboard = ()) -> None:
    """Says what was understood (`echo`), then asks for what comes next. `also`: buttons under the question's own."""
    asked = await question(u, draft)
    text = f"{echo}\n\n{asked.text}" if echo else asked.text
    await say(u, draft, text, (*asked.buttons, *also))


async def remind_of_consent(u: Unit, draft: Draft, reminder: str) -> None:
    """Other words than a yes or a no: a line and the buttons, not the whole page once more."""
    await say(u, draft, reminder, _consent(u, draft).buttons)


async def question(u: Unit, draft: Draft) -> Question:
    now = draft.now
    if why := now.doubt(u.today):
        return _doubt(u, draft, why)
    match now.step:
        case steps.WHO:
            return _who(draft)
        case steps.CONSENT:
            return _consent(u, draft)
        case steps.WHOM:
            return await _whom(u, draft)
        case steps.EVIDENCE:
            return await _evidence(u, draft)
        case steps.CONFIRM:
            return await _confirm(u, draft)
    return _fact(draft, now.form.item(now.step))


def _who(draft: Draft) -> Question:
    choice = (
        draft.button(form_texts.MINE, "form.who", who=steps.SELF),
        draft.button(form_texts.COLLEAGUE, "form.who", who=steps.COLLEAGUE),
    )
    return Question(form_texts.WHO, (choice, _foot(draft)))


def _consent(u: Unit, draft: Draft) -> Question:
    text = form_texts.consent(draft.report.desk, u.deps.settings.retention_days)
    choice = (draft.button(form_texts.AGREE, "form.agree"), draft.button(form_texts.DISAGREE, "form.refuse"))
    return Question(text, (choice,))


async def _whom(u: Unit, draft: Draft) -> Question:
    """Asks for the name; when the roster has several who fit, which of them, told apart by branch."""
    name = draft.report.facts.get(steps.NAMED)
    found = await extracting.find_member(u, draft.reporter, name) if name else []
    if not found:
        return Question(form_texts.WHOM, (*_keep(draft), _foot(draft)))
    names = {branch.id: branch.name for branch in await members.all_branches(u.tx)}
    distinct = extracting.distinct_members(found)
    choice = rows(
        *(draft.button(f"{one.name} · {names[one.branch_id]}", "form.whom", member=one.id) for one in distinct),
        width=1,
    )
    text = form_texts.which_one(str(name)) + ("" if len(distinct) == len(found) else form_texts.SAME_BRANCH)
    return Question(text, (*choice, *_keep(draft), _foot(draft)))


def _fact(draft: Draft, item: Item) -> Question:
    facts = draft.report.facts
    text = form_texts.question(item.question, item.why, optional=not item.required)
    if item.name in facts:
        text += f"\n{form_texts.now_is(forms.shown(item, facts[item.name]))}"
    return Question(text, (*_choices(draft, item), *_keep(draft), _foot(draft)))


def _choices(draft: Draft, item: Item) -> Keyboard:
    """Answers that can be pressed, by their number; which was pressed is nowhere but in the sealed facts."""
    labels: tuple[str, ...] = item.choices
    if item.input is Input.DATE:
        labels = _DAYS if item.tense == "past" else _DAYS[:1]
    elif item.input is Input.YES_NO:
        labels = ("是", "否")
    buttons = (draft.button(label, "form.value", item=item.name, choice=n) for n, label in enumerate(labels))
    return rows(*buttons, width=3)


def _doubt(u: Unit, draft: Draft, why: str) -> Question:
    item = draft.now.form.item("event_date")
    day = say_day(steps.event_date(draft.report.facts))
    choice = (
        draft.button(form_texts.SURE, "form.sure"),
        draft.button(form_texts.CHANGE, "form.edit", step=item.name),
    )
    notice = clauses.notice_year(u.deps, draft.report.kind, u.today)
    early = f"\n{form_texts.before_notice(notice)}" if steps.event_date(draft.report.facts).year < notice else ""
    return Question(
        f"{item.label}：{form_texts.doubtful(day, why)}{early}",
        (choice, (draft.button(form_texts.CANCEL, "form.cancel"),)),
    )


async def _evidence(u: Unit, draft: Draft) -> Question:
    count = await parts.count_evidence(u.tx, draft.report.id)
    owed = await evidence.owed(u, draft.report)
    label = form_texts.NEXT if count or owed else form_texts.NO_EVIDENCE
    text = form_texts.evidence(draft.now.form.evidence, evidence.LIMIT, count, owed=owed)
    return Question(text, ((draft.button(label, "form.enough"),), _foot(draft)))


async def _confirm(u: Unit, draft: Draft) -> Question:
    buttons = (
        (draft.button(form_texts.SUBMIT, "form.submit"), draft.button(form_texts.EDIT, "form.edit_which")),
        (draft.button(form_texts.PARK, "form.park"), draft.button(form_texts.DROP, "form.cancel")),
    )
    return Question(await _summary(u, draft), buttons)


async def _summary(u: Unit, draft: Draft) -> str:
    kind, facts = draft.report.kind, draft.report.facts
    count = await parts.count_evidence(u.tx, draft.report.id)
    known = [("事项", draft.title), ("当事人", await subject_line(u, draft)), *forms.lines(kind, facts)]
    if count:
        known.append((form_texts.EVIDENCE_LABEL, f"{count} 个"))
    aside = forms.remarks(kind, facts)
    if numbers := await desk.twins(u.tx, draft.report):
        aside.append(form_texts.resembles(numbers))
    if draft.subject and draft.subject.id != draft.reporter.id:
        aside.append(form_texts.SPARE_SUBJECT if forms.spared(kind, facts) else form_texts.TELL_SUBJECT)
    return "\n".join(
        [form_texts.CHECK, *(f"{label}：{value}" for label, value in known), "", *aside, form_texts.CHECK_END]
    )


async def subject_line(u: Unit, draft: Draft) -> str:
    subject = draft.subject or draft.reporter
    if subject.id == draft.reporter.id:
        return f"{subject.name}（{form_texts.SELF_WORD}）"
    return f"{subject.name}（{(await members.branch(u.tx, subject.branch_id)).name}）"


def _keep(draft: Draft) -> Keyboard:
    return ((draft.button(form_texts.KEEP, "form.keep"),),) if draft.now.revisiting else ()


def _foot(draft: Draft) -> tuple[Button, ...]:
    """Back, skip, skip the rest, cancel: whichever make sense here."""
    now, foot = draft.now, []
    if now.step != steps.WHO:
        foot.append(draft.button(form_texts.BACK, "form.back"))
    if now.item and not now.item.required:
        foot.append(draft.button(form_texts.SKIP, "form.skip"))
        if len(steps.missing_optional(now)) > 1:
            foot.append(draft.button(form_texts.SKIP_REST, "form.skip_rest"))
    return (*foot, draft.button(form_texts.CANCEL, "form.cancel"))


async def ask_which(u: Unit, draft: Draft) -> None:
    """One button a fact."""
    form = draft.now.form
    which: list[Button] = [draft.button(form_texts.WHO_LABEL, "form.edit", step=steps.WHO)]
    if steps.WHOM in draft.now.steps:
        which.append(draft.button(form_texts.WHOM_LABEL, "form.edit", step=steps.WHOM))
    which += [draft.button(item.label, "form.edit", step=item.name) for item in form.items]
    which.append(draft.button(form_texts.EVIDENCE_LABEL, "form.edit", step=steps.EVIDENCE))
    keyboard = (*rows(*which), (draft.button(form_texts.KEEP, "form.resume"),))
    await say(u, draft, form_texts.EDIT_WHICH, keyboard)
