"""What a member types or sends while a form is open."""

import re
from dataclasses import dataclass
from enum import Enum, auto

from bot.core.errors import BadInput
from bot.core.messages import Outgoing, Priority
from bot.core.people import Member
from bot.core.words import bare
from bot.core.work.unit import Deps, Unit, unit
from bot.reports import (
    asides,
    care,
    clauses,
    drafts,
    evidence,
    extracting,
    moves,
    opening,
    supplementing,
    telling,
    words,
)
from bot.reports.asides import Does, Heard
from bot.reports.asking import ask, question
from bot.reports.drafts import Draft
from bot.reports.evidence import File, Taken
from bot.reports.forms import steps
from bot.reports.forms.fields import Input, clean, read_value
from bot.reports.leaving import leaves
from bot.reports.queries import parts, reports
from bot.reports.texts import reporting as form_texts
from knowledge.reading.explained import Wants
from knowledge.reading.rules.text import affirmed

_OWN = re.compile(r"(?:是|替|报|就是)?(?:我们?家|我|本人|自己|咱家)(?!们?(?:单位|科|处|办公室|同事))")
_TELLS = 5  # characters from which what names nobody tells of one's own matter (“家里失火了”)
_SELF_WORDS = ("我", "本人", "自己", "我自己", "我的", form_texts.MINE)
_COLLEAGUE_WORDS = ("同事", "替同事", "别人", form_texts.COLLEAGUE)
_WHO = dict.fromkeys(_SELF_WORDS, steps.SELF) | dict.fromkeys(_COLLEAGUE_WORDS, steps.COLLEAGUE)


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
        await take(u, draft, said.file)
        return
    if not clean(said.text):
        await ask(u, draft, form_texts.WORDLESS)
        return
    if not said.forwarded and await _steer(u, draft, bare(said.text)):
        return
    heard = asides.hear(u.deps, draft, said.text)
    match heard.does:
        case Does.CARE:
            raise _Aside(Outcome.ELSEWHERE)
        case Does.ASK:
            raise _Aside(Outcome.QUESTION)
        case Does.LEAVE if not said.forwarded:
            await opening.ask_to_drop(u, draft)
        case Does.HAPPENING if heard.happening:
            await opening.offer_other(u, draft, heard.happening, said.text)
        case Does.ALSO | Does.PAUSE | Does.GO_ON | Does.MISSING | Does.NOTE | Does.REMARK:
            await opening.meet(u, draft, heard, said.text)
        case Does.AMOUNT:
            await ask(u, draft, clauses.ceiling(u.deps, draft.report.kind, u.today))
        case _:
            await _take_words(u, draft, heard, heard.rest or said.text)


async def _supplement(u: Unit, telegram_id: int, said: Said) -> None:
    """No form is open: the words answer the officer's question, where a report has come back with one."""
    member = await u.member(telegram_id)
    waiting = await reports.returned_to(u.tx, member.id)
    if not waiting or (not said.file and not clean(said.text)) or care.needs_care(u.deps, said.text, Wants.PAPERS):
        raise _Aside(Outcome.ELSEWHERE)
    if asides.tells_anew(u.deps, said.text, waiting[-1].kind) or asides.wishes(u.deps, said.text):
        raise _Aside(Outcome.ELSEWHERE)
    if asides.asks(u.deps, said.text, None):
        raise _Aside(Outcome.QUESTION)
    await supplementing.keep(u, telegram_id, waiting[-1], said.text, said.file)


async def _steer(u: Unit, draft: Draft, word: str) -> bool:
    """Typed words that do what a button does."""
    now = draft.now
    optional = now.item is not None and not now.item.required
    if leaves(word):
        await opening.ask_to_drop(u, draft)
    elif word in asides.BACK:
        await moves.go_back(u, draft)
    elif word in asides.SKIP and optional:
        await moves.skip(u, draft)
    elif word in asides.SKIP | asides.DONE and now.step == steps.EVIDENCE:
        await moves.enough(u, draft)
    elif now.step == steps.WHO and word in _WHO:
        await moves.choose_who(u, draft, _WHO[word])
    elif now.step == steps.CONSENT and word in asides.AGREE:
        await moves.agree(u, draft)
    elif now.step == steps.CONSENT and word in asides.REFUSE:
        await opening.refuse(u, draft)
    elif now.step == steps.CONFIRM and word in asides.SUBMIT and not now.doubt(u.today):
        await moves.submit(u, draft)
    else:
        return False
    return True


async def take_insisted(u: Unit, draft: Draft, text: str) -> None:
    """“刚才那句就是回答”: words of one's own are kept as they are, all else as its reader has it."""
    item = asides.asked_for(u.deps, draft)
    heard = Heard(Does.ANSWER, extracting.told(text, draft.now.form, item, u.today) if item else {})
    if item and item.name not in heard.told and (item.input is Input.TEXT or item.open):
        heard = Heard(Does.ANSWER, {item.name: read_value(item, text)})
    await _take_words(u, draft, heard, text)


async def _take_words(u: Unit, draft: Draft, heard: Heard, text: str) -> None:
    """The words answer the present question, or are met with what would."""
    now = draft.now
    try:
        if now.doubt(u.today) and bare(text) in asides.YES:
            await moves.stand_by(u, draft)
        elif now.step == steps.WHO:
            await _take_who(u, draft, text, heard)
        elif now.step == steps.CONSENT:
            await telling.keep_until_agreed(u, draft, heard, text)
        elif now.step == steps.WHOM or (heard.corrects and not heard.told and _named(draft, text)):
            await _take_name(u, draft, text, heard)
        else:
            await telling.take(u, draft, heard, text)
    except BadInput as unclear:
        await ask(u, draft, str(unclear))


def _named(draft: Draft, text: str) -> list[str]:
    """The names of people that the words give; what is denied is not meant."""
    return words.names(affirmed(words.plain(text))) if draft.report.facts.get(steps.FOR) == steps.COLLEAGUE else []


async def _take_who(u: Unit, draft: Draft, text: str, heard: Heard) -> None:
    tells = len(text) >= _TELLS and not words.names(text)
    if (_OWN.match(text) or tells) and "同事" not in text:
        own = {"what": clean(text)} if tells and "what" in draft.now.form.names else {}
        await moves.choose_who(u, drafts.with_facts(draft, draft.report.facts | heard.told | own), steps.SELF)
    else:
        await _take_name(u, _for_colleague(draft), text, heard)


def _for_colleague(draft: Draft) -> Draft:
    """A name where “谁的事” was asked: it is a colleague's."""
    return drafts.with_facts(draft, steps.mark(draft.now, **{steps.FOR: steps.COLLEAGUE}))


async def _take_name(u: Unit, draft: Draft, text: str, heard: Heard | None = None) -> None:
    """Finds the colleague in the roster; a staff number only tells apart those whom the last name fits."""
    name = clean(text)
    before = draft.report.facts.get(steps.NAMED)
    if before and (
        same := [one for one in await extracting.find_member(u, draft.reporter, before) if one.staff_no == name]
    ):
        await moves.choose_whom(u, draft, same[0])
        return
    name, found = await _looked_up(u, draft, name)
    if not found:
        await _missed(u, draft, name)
    elif [one.id for one in found] == [draft.reporter.id]:
        raise BadInput(form_texts.THAT_IS_YOU)
    elif meant := extracting.certain_member(found, name):
        known, echo = telling.beside_name(draft, heard) if heard else (draft, "")
        await moves.choose_whom(u, known, meant, echo)
    else:
        await ask(u, await drafts.save(u, draft, draft.report.facts | {steps.NAMED: name, steps.AT: steps.WHOM}))


async def _looked_up(u: Unit, draft: Draft, said: str) -> tuple[str, list[Member]]:
    """The words themselves as a name, else each name that the sentence gives; with those whom the roster has for it."""
    given = words.names(affirmed(words.plain(said)))
    for name in (said, *given):
        if found := await extracting.find_member(u, draft.reporter, name):
            return name, found
    return (given[0] if given else said), []


async def _missed(u: Unit, draft: Draft, name: str) -> None:
    """Nobody of that name: once more, then what else can be done. What is no name at all is not repeated."""
    if not words.like_a_name(name):
        raise BadInput(form_texts.NAME_PLEASE)
    if draft.report.facts.get(steps.MISSED):
        raise BadInput(form_texts.not_found_again(name))
    if (
        draft.now.step == steps.WHOM
        and draft.report.facts.get(steps.FOR) == steps.COLLEAGUE
        and not draft.now.revisiting
    ):
        draft = await drafts.save(u, draft, draft.report.facts | {steps.MISSED: True})
    await ask(u, draft, form_texts.not_found(name))


async def take(u: Unit, draft: Draft, file: File) -> None:
    """Evidence may come at any step, once the member has agreed to who will see it. An album is told as one."""
    if draft.now.form.sensitive and steps.AGREED not in draft.report.facts:
        await ask(u, draft, form_texts.AGREE_FIRST)
        return
    try:
        taken = await evidence.take(u, draft.report.id, file)
    except BadInput as refused:
        await ask(u, draft, str(refused))
        return
    asked = await question(u, draft)
    count = await parts.count_evidence(u.tx, draft.report.id)
    echo = form_texts.HAVE_THAT if taken is Taken.KNOWN else form_texts.took(count)
    message = Outgoing(
        draft.reporter.telegram_id or 0,
        f"{echo}\n\n{asked.text}",
        buttons=asked.buttons,
        card=f"evidence:{draft.report.id}",
        edit_card=taken is Taken.MORE,
        priority=Priority.INTERACTIVE,
    )
    await u.say(message)
