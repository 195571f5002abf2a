"""Opens a form and leaves it; and answers what is said beside it in a word, after which the form goes on."""

from collections.abc import Sequence

from bot.core.kinds import Kind
from bot.core.messages import Act, Button, JsonObject, Outgoing, Priority, rows
from bot.core.people import Member
from bot.core.words import bare
from bot.core.work.unit import Deps, Unit, answer, unit
from bot.reports import asking, clauses, drafts, extracting, forms, recalled
from bot.reports.asides import AGREE, Does, Heard
from bot.reports.asking import ask
from bot.reports.drafts import Draft
from bot.reports.forms import steps
from bot.reports.forms.fields import clean
from bot.reports.queries import parts, reports
from bot.reports.recalled import MOST_NOTES, NOTE_FACT, NOTE_LIMIT
from bot.reports.rules.transitions import Action
from bot.reports.texts import forms as forms_texts
from bot.reports.texts import reporting as form_texts
from knowledge.reading.model import Act as ReadingAct
from knowledge.reading.model import Turn
from knowledge.reading.report import Report

MOST_LATER = 3
#: What a form has words of its own for.
_OF_A_TALK = frozenset({ReadingAct.CORRECT, ReadingAct.WITHDRAW, ReadingAct.COMPLAIN})


async def meet(u: Unit, draft: Draft, heard: Heard, text: str) -> None:
    """Meets what is no answer."""
    match heard.does:
        case Does.ALSO:
            await also(u, draft, text)
        case Does.PAUSE:
            await pause(u, draft, heard)
        case Does.GO_ON:
            await go_on(u, draft, form_texts.GOING_ON)
        case Does.MISSING:
            await missing(u, draft)
        case Does.NOTE:
            await note(u, draft, text)
        case _:
            await remark(u, draft, text)


async def pause(u: Unit, draft: Draft, heard: Heard) -> None:
    """“等一下，医院来电话”: nothing is asked until he is back."""
    said = form_texts.REST if heard.turn is Turn.REST else form_texts.AWAY
    await asking.say(u, draft, said, ((draft.button(form_texts.RESUME, "form.resume"),),))


async def remark(u: Unit, draft: Draft, text: str) -> None:
    """A remark gets a fitting word, and the question once more; never the page of consent again."""
    met = u.deps.library.answer(text, today=u.today)
    told = met.reading is not None and bool(met.reading.events)
    mends = met.reading is not None and bool(met.reading.acts & _OF_A_TALK)
    chats = met.intent == "chitchat" and not (met.missed or told or mends) and bare(text) not in AGREE
    await go_on(u, draft, f"{met.text.partition('。')[0]}。" if chats else form_texts.HEARD)


async def go_on(u: Unit, draft: Draft, echo: str = "") -> None:
    """The question that waits; of consent a line, longer the first time."""
    if draft.now.step != steps.CONSENT:
        await asking.ask(u, draft, echo)
        return
    reminder = form_texts.AGREE_BELOW if draft.report.facts.get(steps.REMINDED) else form_texts.AGREE_TO_GO_ON
    after = await drafts.save(u, draft, draft.report.facts | {steps.REMINDED: True})
    await asking.remind_of_consent(u, after, "\n".join(part for part in (echo, reminder) if part))


async def missing(u: Unit, draft: Draft) -> None:
    """“还差什么”: what is known, what must and what may be filled in still."""
    now = draft.now
    known = [f"{label}：{value}" for label, value in forms.lines(draft.report.kind, draft.report.facts)]
    open_ = [item for item in now.form.items if not now.done(item.name)]
    must = [item.label for item in open_ if item.required]
    may = [item.label for item in open_ if not item.required]
    await go_on(u, draft, form_texts.missing(known, must, may))


async def also(u: Unit, draft: Draft, text: str) -> None:
    """Something sad that no form is there for is met, kept for later, and the form goes on."""
    opening = u.deps.library.answer(text, today=u.today).opening or form_texts.HEARD
    await go_on(u, await keep_for_later(u, draft, text, None), form_texts.also(opening, draft.title))


async def note(u: Unit, draft: Draft, text: str) -> None:
    """How a visit should go, or that nobody is to come: kept with the report, for whoever would go, and said back."""
    kept = list(draft.report.facts.get(NOTE_FACT, []))
    if len(kept) < MOST_NOTES and not any(one["text"] == clean(text) for one in kept):
        kept.append({"at": u.now.isoformat(), "text": clean(text)[:NOTE_LIMIT]})
    draft = await drafts.save(u, draft, draft.report.facts | {NOTE_FACT: kept})
    await go_on(u, draft, form_texts.note_taken(clean(text)))


async def keep_for_later(u: Unit, draft: Draft, text: str, kind: Kind | None) -> Draft:
    """The draft that remembers what else was told, to offer it when this is handed in."""
    before = list(draft.report.facts.get(steps.LATER, []))
    if any(one["said"] == text for one in before) or len(before) >= MOST_LATER:
        return draft
    told: JsonObject = {"said": text, "kind": kind.value if kind else None}
    return await drafts.save(u, draft, draft.report.facts | {steps.LATER: [*before, told]})


def offers(u: Unit, draft: Draft) -> list[Outgoing]:
    """After the receipt: what was told meanwhile, with the form for it, or else that for hardship."""
    chat_id = draft.reporter.telegram_id
    return [_offer(u, chat_id, one) for one in draft.report.facts.get(steps.LATER, []) if chat_id]


def _offer(u: Unit, chat_id: int, told: JsonObject) -> Outgoing:
    kind = Kind(told["kind"]) if told["kind"] else Kind.HARDSHIP
    text = (
        form_texts.told_meanwhile(told["said"])
        if told["kind"]
        else form_texts.told_meanwhile_without_form(told["said"])
    )
    button = Button(form_texts.report_it(clauses.title(u.deps, kind, u.today)), Act("form.start", {"kind": kind.value}))
    return Outgoing(chat_id, text, ((button,),), priority=Priority.INTERACTIVE)


async def ask_to_drop(u: Unit, draft: Draft) -> None:
    """“确定放弃？”, with the ways not to."""
    buttons = (
        (draft.button(form_texts.DROP_SURE, "form.drop"), draft.button(form_texts.PARK, "form.park")),
        (draft.button(form_texts.RESUME, "form.resume"),),
    )
    await asking.say(u, draft, form_texts.DROP_ASK, buttons)


async def park(u: Unit, draft: Draft) -> None:
    """Keeps everything; typed words are questions again."""
    await drafts.put_aside(u, draft)
    await answer(u, draft.reporter.telegram_id, form_texts.PARKED)
    await asking.clear(u, draft)


async def drop(u: Unit, draft: Draft) -> None:
    await erase(u, draft)
    await answer(u, draft.reporter.telegram_id, form_texts.DROPPED)
    await asking.clear(u, draft)


async def refuse(u: Unit, draft: Draft) -> None:
    """Not agreed: nothing that was said stays."""
    await erase(u, draft)
    await answer(u, draft.reporter.telegram_id, form_texts.REFUSED)
    await asking.clear(u, draft)


async def erase(u: Unit, draft: Draft) -> None:
    """Closes the draft for good: its facts and files go, an empty row stays for the history."""
    empty = {"facts": u.tx.vault.seal({}), "event_date": None}
    await reports.move(u.tx, Action.WITHDRAW, draft.report, draft.reporter.id, u.now, columns=empty)
    await parts.erase_evidence(u.tx, draft.report.id)


async def choose(deps: Deps, update_id: int, telegram_id: int) -> None:
    """我要申报: the unfinished form first, if there is one, and the ten kinds."""
    async with unit(deps, update_id) as u:
        await u.member(telegram_id)
        await remind(u, telegram_id)
        listed = clauses.listed(deps, u.today)
        buttons = (Button(one.title, Act("form.start", {"kind": one.kind})) for one in listed)
        visits = sum(one.visit for one in listed)
        await answer(u, telegram_id, form_texts.choose(visits, len(listed) - visits), rows(*buttons, width=1))


async def start(deps: Deps, update_id: int, telegram_id: int, kind: Kind, said: Sequence[str] = ()) -> None:
    """Opens the form of `kind`. What the member said just before (oldest first) fills it in, where it tells of that."""
    async with unit(deps, update_id) as u:
        await _open(u, telegram_id, kind, recalled.facts_told(deps, u.today, kind, said), named=not said)


async def replace_draft(u: Unit, draft: Draft, args: JsonObject) -> None:
    """“放弃它，填新的”."""
    await erase(u, draft)
    await _open(u, draft.reporter.telegram_id or 0, Kind(args["kind"]), u.tx.vault.open(args["sealed"]))
    await asking.clear(u, draft)


async def resume(u: Unit, draft: Draft) -> None:
    """Goes on where the member stopped."""
    await ask(u, await drafts.save(u, draft, draft.report.facts) if draft.parked else draft)


async def remind(u: Unit, telegram_id: int) -> bool:
    """“您有一份没填完的申报，接着填？” Whether there is one."""
    draft = await drafts.of_member(u, telegram_id)
    if draft is None:
        return False
    buttons = (draft.button(form_texts.RESUME, "form.resume"), draft.button(form_texts.DROP, "form.cancel"))
    await asking.say(u, draft, form_texts.unfinished(draft.title), (buttons,))
    return True


async def _open(u: Unit, telegram_id: int, kind: Kind, facts: JsonObject, *, named: bool = True) -> None:
    """A new draft, unless one is unfinished: then the member chooses, and neither is lost meanwhile. `named`: he has
    chosen the kind himself; else it is said which it is."""
    member = await u.member(telegram_id)
    clauses.check_listed(u.deps, kind, u.today)
    if before := await drafts.of_member(u, telegram_id):
        if before.report.kind is kind and steps.told(facts).items() <= before.report.facts.items():
            await resume(u, before)
        else:
            await _choose_which(u, before, kind, facts)
        return
    subject = await _subject(u, member, facts)
    draft = await drafts.create(u, member, kind, facts, subject)
    await ask(u, draft, _heard(draft) if steps.FOR in facts else "" if named else form_texts.opened(draft.title))


async def offer_other(u: Unit, draft: Draft, found: Report, said: str) -> None:
    """Something else has happened while this form is open: its own form is offered, this one stays as it is."""
    kind = Kind(found.kind)
    draft = await keep_for_later(u, draft, said, kind)
    grief = kind is Kind.BEREAVEMENT
    head = form_texts.other_happening(draft.title, clauses.title(u.deps, kind, u.today), grief=grief)
    await _choose_which(u, draft, kind, extracting.prefill(found, u.today, said), head)


def _heard(draft: Draft) -> str:
    """The first words of a form that a sentence has filled in, with what was understood of it."""
    known = [f"{label}：{value}" for label, value in forms.lines(draft.report.kind, draft.report.facts)]
    if draft.report.facts.get(steps.FOR) == steps.COLLEAGUE:
        known.insert(0, forms_texts.on_behalf(draft.report.facts.get(steps.NAMED)))
    return "\n".join([draft.now.form.opening, *([form_texts.FILLED_IN, *known] if known else [])])


async def _choose_which(u: Unit, before: Draft, kind: Kind, facts: JsonObject, said: str = "") -> None:
    said = said or form_texts.unfinished_other(before.title, clauses.title(u.deps, kind, u.today))
    sealed = u.tx.vault.seal(facts)
    buttons = (
        (before.button(form_texts.RESUME, "form.resume"),),
        (before.button(form_texts.REPLACE, "form.replace", kind=kind, sealed=sealed),),
    )
    await asking.say(u, before, said, buttons)


async def _subject(u: Unit, reporter: Member, facts: JsonObject) -> Member | None:
    """The colleague, where the name that was said is somebody's whole name and only his."""
    named = facts.get(steps.NAMED)
    found = await extracting.find_member(u, reporter, named) if named else []
    meant = extracting.certain_member(found, named or "")
    return meant if meant and meant.id != reporter.id else None
