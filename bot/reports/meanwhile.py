"""What is said beside a form and is no answer to it: met in a word, and the form goes on from where it was."""

from bot.core.kinds import Kind
from bot.core.messages import Act, Button, JsonObject, Outgoing, Priority
from bot.core.words import bare
from bot.core.work.unit import Unit
from bot.reports import asking, drafts, forms, pressable, titles
from bot.reports.asides import AGREE, Does, Heard
from bot.reports.drafts import Draft
from bot.reports.forms import steps
from bot.reports.texts import reporting as texts
from knowledge.reading.model import Turn

MOST_LATER = 3


async def meet(u: Unit, draft: Draft, heard: Heard, text: str) -> None:
    """Meets what is no answer."""
    match heard.does:
        case Does.ALSO:
            await also(u, draft, text)
        case Does.PAUSE:
            await pause(u, draft, heard)
        case Does.GO_ON:
            await go_on(u, draft, texts.GOING_ON)
        case Does.MISSING:
            await missing(u, draft)
        case _:
            await remark(u, draft, text)


async def pause(u: Unit, draft: Draft, heard: Heard) -> None:
    """“等一下，医院来电话”: nothing is asked until he is back."""
    said = texts.REST if heard.turn is Turn.REST else texts.AWAY
    await pressable.say(u, draft, said, ((draft.button(texts.RESUME, "form.resume"),),))


async def remark(u: Unit, draft: Draft, text: str) -> None:
    """A remark gets a fitting word, and the question once more; never the page of consent again."""
    met = u.deps.library.answer(text, today=u.today)
    told = met.reading is not None and bool(met.reading.events)
    chats = met.intent == "chitchat" and not (met.missed or told) and bare(text) not in AGREE
    await go_on(u, draft, f"{met.text.partition('。')[0]}。" if chats else texts.HEARD)


async def go_on(u: Unit, draft: Draft, echo: str = "") -> None:
    """The question that waits; of consent a line, longer the first time."""
    if draft.now.step != steps.CONSENT:
        await asking.ask(u, draft, echo)
        return
    reminder = texts.AGREE_BELOW if draft.report.facts.get(steps.REMINDED) else texts.AGREE_TO_GO_ON
    after = await drafts.save(u, draft, draft.report.facts | {steps.REMINDED: True})
    await asking.remind_of_consent(u, after, "\n".join(part for part in (echo, reminder) if part))


async def missing(u: Unit, draft: Draft) -> None:
    """“还差什么”: what is known, what must and what may be filled in still."""
    now = draft.now
    known = [f"{label}：{value}" for label, value in forms.lines(draft.report.kind, draft.report.facts)]
    open_ = [item for item in now.form.items if not now.done(item.name)]
    must = [item.label for item in open_ if item.required]
    may = [item.label for item in open_ if not item.required]
    await go_on(u, draft, texts.missing(known, must, may))


async def also(u: Unit, draft: Draft, text: str) -> None:
    """Something sad that no form is there for is met, kept for later, and the form goes on."""
    opening = u.deps.library.answer(text, today=u.today).opening or texts.HEARD
    await go_on(u, await keep_for_later(u, draft, text, None), texts.also(opening, draft.title))


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
    text = texts.told_meanwhile(told["said"]) if told["kind"] else texts.told_meanwhile_without_form(told["said"])
    button = Button(texts.report_it(titles.title(u.deps, kind, u.today)), Act("form.start", {"kind": kind.value}))
    return Outgoing(chat_id, text, ((button,),), priority=Priority.INTERACTIVE)
