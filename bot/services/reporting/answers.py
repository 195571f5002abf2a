"""What a member types or sends while a form is open."""

from dataclasses import dataclass
from enum import Enum, auto

from bot.domain.errors import BadInput
from bot.domain.forms import steps
from bot.domain.forms.fields import Input, Item
from bot.domain.forms.values import clean, read_value
from bot.domain.messages import JsonObject
from bot.domain.texts import reporting as texts
from bot.services.asking_back import which_of
from bot.services.base import Deps, Unit, unit
from bot.services.evidence import File
from bot.services.reporting import asides, attaching, drafts, leaving, matching, moves, submitting, supplementing
from bot.services.reporting.asking import ask
from bot.services.reporting.days import read_day, sounds_lunar
from bot.services.reporting.drafts import Draft
from bot.store import reports


class Outcome(Enum):
    TAKEN = auto()  # it belonged to the form
    QUESTION = auto()  # it is a question: answer it, then remind of the form
    ELSEWHERE = auto()  # no form is open, or something more urgent was said


@dataclass(frozen=True)
class Said:
    text: str = ""
    file: File | None = None
    forwarded: bool = False  # somebody else's words: they may tell a fact, but neither agree nor hand in


class _Aside(Exception):
    """Leaves the transaction untouched; never seen outside."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome


async def fill(deps: Deps, update_id: int, telegram_id: int, said: Said) -> Outcome:
    """Takes the words for the fact that is being asked for. Unless TAKEN, nothing has changed, the update included."""
    try:
        async with unit(deps, update_id) as u:
            draft = await drafts.of_member(u, telegram_id)
            if draft is None or draft.parked:
                await _supplement(u, telegram_id, said)
            else:
                await _take(u, draft, said)
    except _Aside as aside:
        return aside.outcome
    return Outcome.TAKEN


async def _take(u: Unit, draft: Draft, said: Said) -> None:
    if said.file:
        await attaching.take(u, draft, said.file)
        return
    if not clean(said.text):
        await ask(u, draft, texts.WORDLESS)
        return
    if asides.needs_care(u.deps, said.text):
        raise _Aside(Outcome.ELSEWHERE)
    if said.forwarded or not await _steer(u, draft, asides.bare(said.text)):
        if asides.asks(said.text, draft.now.item):
            raise _Aside(Outcome.QUESTION)
        await take_words(u, draft, said.text)


async def _supplement(u: Unit, telegram_id: int, said: Said) -> None:
    """No form is open: the words answer the officer's question, where a report has come back with one."""
    member = await u.member(telegram_id)
    waiting = await reports.returned_to(u.tx, member.id)
    if not waiting or (not said.file and not clean(said.text)) or asides.needs_care(u.deps, said.text):
        raise _Aside(Outcome.ELSEWHERE)
    if asides.tells_anew(u.deps, said.text, waiting[-1].kind):
        raise _Aside(Outcome.ELSEWHERE)
    if asides.asks(said.text, None):
        raise _Aside(Outcome.QUESTION)
    await supplementing.keep(u, telegram_id, waiting[-1], said.text, said.file)


async def _steer(u: Unit, draft: Draft, word: str) -> bool:
    """Typed words that do what a button does."""
    now = draft.now
    optional = now.item is not None and not now.item.required
    if word in asides.CANCEL:
        await leaving.ask_to_drop(u, draft)
    elif word in asides.BACK:
        await moves.go_back(u, draft)
    elif word in asides.SKIP and optional:
        await moves.skip(u, draft)
    elif word in asides.SKIP and now.step == steps.EVIDENCE:
        await moves.enough(u, draft)
    elif now.step == steps.CONSENT and word in asides.AGREE:
        await moves.agree(u, draft)
    elif now.step == steps.CONSENT and word in asides.REFUSE:
        await leaving.refuse(u, draft)
    elif now.step == steps.CONFIRM and word in asides.SUBMIT and not now.doubt(u.today):
        await submitting.submit(u, draft)
    else:
        return False
    return True


async def take_words(u: Unit, draft: Draft, text: str) -> None:
    """The words answer the present question, or are met with what would."""
    now = draft.now
    try:
        if now.doubt(u.today):
            await _take_doubted(u, draft, text)
        elif now.step == steps.WHO:
            await _take_who(u, draft, text)
        elif now.step == steps.WHOM:
            await _take_name(u, draft, text)
        elif now.item:
            await _take_value(u, draft, now.item, text)
        else:
            await ask(u, draft, texts.PRESS_PLEASE)
    except BadInput as unclear:
        await ask(u, draft, str(unclear))


async def _take_doubted(u: Unit, draft: Draft, text: str) -> None:
    if asides.bare(text) in asides.YES:
        await moves.stand_by(u, draft)
    else:
        await _take_value(u, draft, draft.now.form.item("event_date"), text)


async def _take_who(u: Unit, draft: Draft, text: str) -> None:
    word = asides.bare(text)
    if word in ("我", "本人", "自己", "我自己", "我的", texts.MINE):
        await moves.choose_who(u, draft, steps.SELF)
    elif word in ("同事", "替同事", texts.COLLEAGUE):
        await moves.choose_who(u, draft, steps.COLLEAGUE)
    else:
        await _take_name(u, _for_colleague(draft), text)


def _for_colleague(draft: Draft) -> Draft:
    """A name where “谁的事” was asked: it is a colleague's."""
    return drafts.with_facts(draft, steps.mark(draft.now, **{steps.FOR: steps.COLLEAGUE}))


async def _take_name(u: Unit, draft: Draft, text: str) -> None:
    """Finds the colleague in the roster; a staff number only tells apart those whom the last name fits."""
    name = clean(text)
    before = draft.report.facts.get(steps.NAMED)
    if before and (same := [one for one in await matching.find(u, draft.reporter, before) if one.staff_no == name]):
        await moves.choose_whom(u, draft, same[0])
        return
    found = await matching.find(u, draft.reporter, name)
    if not found:
        raise BadInput(texts.not_found(name[:20]))
    if [one.id for one in found] == [draft.reporter.id]:
        raise BadInput(texts.THAT_IS_YOU)
    if meant := matching.certain(found, name):
        await moves.choose_whom(u, draft, meant)
        return
    await ask(u, await drafts.save(u, draft, draft.report.facts | {steps.NAMED: name, steps.AT: steps.WHOM}))


async def _take_value(u: Unit, draft: Draft, item: Item, text: str) -> None:
    facts: JsonObject
    if item.input is Input.DATE:
        day = read_day(text, u.today, item.tense, draft.report.kind)
        if day is None:
            raise BadInput(which_of(text, u.today, item.tense) or texts.no_date(item.example))
        facts = steps.answer(draft.now, item.name, day.isoformat())
        if "calendar" in draft.now.form.names and sounds_lunar(text):
            facts["calendar"] = "农历"
    else:
        facts = steps.answer(draft.now, item.name, read_value(item, text))
    await moves.note(u, draft, item, facts)
