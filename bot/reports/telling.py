"""Turns what a message tells into facts of the form: the one asked for, others, corrections of earlier ones."""

import re
from dataclasses import replace
from datetime import date

from bot.core.errors import BadInput
from bot.core.messages import JsonObject
from bot.core.work.asking_back import which_of
from bot.core.work.unit import Unit
from bot.reports import asides, asking, clauses, drafts, extracting, forms, moves, opening, words
from bot.reports.asides import Heard
from bot.reports.asking import ask
from bot.reports.drafts import Draft
from bot.reports.forms import steps
from bot.reports.forms.fields import Input, Item, clean, read_value
from bot.reports.texts import reporting as form_texts

#: Which fact somebody means who says only that it is wrong.
_NAMES = (
    ("event_date", re.compile(r"日期|日子|时间|哪天|[几那]天|生日|婚期")),
    ("hospital", re.compile(r"医院|科室|床")),
    ("phone", re.compile(r"电话|手机|号码")),
    ("relation", re.compile(r"亲人|关系|称呼")),
    ("still_in", re.compile(r"出院|还在住院")),
    ("school", re.compile(r"学校|大学")),
    ("calendar", re.compile(r"历法|农历|公历")),
    ("farewell", re.compile(r"告别")),
    (steps.WHOM, re.compile(r"名字|姓名|同事|人")),
)
_SPOKEN_OF = frozenset({"relation"})  # relatives are spoken of all the time: known, it changes only when corrected


async def take(u: Unit, draft: Draft, heard: Heard, text: str) -> None:
    """Writes what was told and says it back. Raises BadInput, with what would do, where nothing was."""
    asked = asides.asked_for(u.deps, draft)
    wanted = _wanted(draft, heard, asked, clean(text), u.today)
    if not wanted and _repeats(draft, heard, clean(text), u.today):
        await ask(u, draft, _echo(draft, draft.report.facts, heard.told))
        return
    if not wanted:
        await _unfit(u, draft, heard, asked, text)
        return
    before, facts = draft.report.facts, draft.report.facts
    for name, value in wanted.items():
        facts = steps.answer(
            forms.filling(draft.report.kind, facts, subject_known=draft.subject is not None), name, value
        )
    if asked is None or asked.name not in wanted:
        facts = _stay(draft, facts)
    after = await drafts.save(u, draft, facts)
    await ask(u, after, "" if after.now.doubt(u.today) else _echo(draft, before, wanted))


async def keep_until_agreed(u: Unit, draft: Draft, heard: Heard, text: str) -> None:
    """Facts told before consent wait in the draft, like those that the form was opened with."""
    known = draft.report.facts
    fresh = {
        name: value
        for name, value in heard.told.items()
        if known.get(name) != value and (heard.corrects or name not in known)
    }
    if not fresh:
        await opening.remark(u, draft, text)
        return
    echo = _echo(draft, draft.report.facts, fresh)
    after = await drafts.save(u, draft, draft.report.facts | fresh)
    await opening.go_on(u, after, form_texts.kept_until_agreed(echo.splitlines()))


def beside_name(draft: Draft, heard: Heard) -> tuple[Draft, str]:
    """The draft with what the words that name a colleague tell besides, not saved yet; and how that is said back."""
    fresh = {name: value for name, value in heard.told.items() if name not in draft.report.facts}
    facts = draft.report.facts | fresh
    return replace(draft, report=replace(draft.report, facts=facts)), _echo(draft, draft.report.facts, fresh)


def _stay(draft: Draft, facts: JsonObject) -> JsonObject:
    """Something else than what was asked for was told: the form asks on where it was."""
    at = draft.report.facts.get(steps.AT)
    return facts | {steps.AT: at} if at else facts


def _wanted(draft: Draft, heard: Heard, asked: Item | None, text: str, today: date) -> JsonObject:
    """Of what was told, what is asked for, is still unknown, or corrects what was told before: by saying so, or where
    the message is nothing but another value for it (“入院单明天才能拿到” is not, for the day)."""
    known = draft.report.facts
    told = dict(heard.told)
    others = {name for name in told if name in known and (asked is None or name != asked.name)}
    own = asked is not None and asked.input is Input.TEXT
    if heard.corrects and others and own and asked:
        told.pop(asked.name, None)
    answered = asked is not None and asked.name in told
    if own and answered and not heard.corrects:
        told.pop("event_date", None)  # the day of the farewell is not the day of the death
    return {
        name: value
        for name, value in told.items()
        if (asked and name == asked.name)
        or (name not in known and (asked or heard.corrects or _only(name, value, text, today)))
        or (
            name in known
            and known[name] != value
            and (heard.corrects or (not answered and _only(name, value, text, today)))
        )
    }


def _repeats(draft: Draft, heard: Heard, text: str, today: date) -> bool:
    """What is known is said once more."""
    return any(_only(name, value, text, today) for name, value in heard.told.items() if name in draft.report.facts)


def _only(name: str, value: object, text: str, today: date) -> bool:
    """Whether the words say this fact and hardly anything else."""
    if name == "event_date":
        return words.only_when(text, today)
    if name in _SPOKEN_OF:
        return False
    return len(text) <= (len(value) + 3 if isinstance(value, str) else 8)


def _echo(draft: Draft, before: JsonObject, wanted: JsonObject) -> str:
    lines = []
    for item in draft.now.form.items:
        if item.name in wanted:
            value = forms.shown(item, wanted[item.name])
            old = before.get(item.name)
            changed = old is not None and old != wanted[item.name]
            lines.append(
                form_texts.changed(item.label, value, forms.shown(item, old))
                if changed
                else form_texts.noted(item.label, value)
            )
    return "\n".join(lines)


async def _unfit(u: Unit, draft: Draft, heard: Heard, asked: Item | None, text: str) -> None:
    """Nothing that the form could keep: a correction of something unnamed, a note, or words that are no answer."""
    if heard.corrects:
        await _ask_what_is_wrong(u, draft, text)
    elif asked is None:
        await moves.take_note(u, draft, text, small_talk=heard.small_talk)
    elif words.unsure(text) and not asked.required:
        await ask(u, await drafts.save(u, draft, steps.skip(draft.now)), form_texts.skipped(asked.label))
    else:
        raise BadInput(_what_would_do(asked, text, u.today) + _too_early(u, draft, asked, text))


async def _ask_what_is_wrong(u: Unit, draft: Draft, text: str) -> None:
    now = draft.now
    named = [name for name, pattern in _NAMES if name in now.steps and now.done(name) and pattern.search(text)]
    if len(named) == 1:
        await ask(u, await drafts.save(u, draft, steps.go_to(now, named[0])))
    else:
        await asking.ask_which(u, draft)


def _too_early(u: Unit, draft: Draft, asked: Item, text: str) -> str:
    """“2016年的事”: before the notice, which says nothing of that."""
    stretch = words.stretch(words.plain(text)) or "" if asked.input is Input.DATE else ""
    year, notice = re.match(r"(?:19|20)\d{2}", stretch), clauses.notice_year(u.deps, draft.report.kind, u.today)
    return f"\n{form_texts.before_notice(notice)}" if year and int(year.group()) < notice else ""


def _what_would_do(asked: Item, text: str, today: date) -> str:
    if asked.input is Input.DATE:
        if words.unsure(text):
            return form_texts.rough_day(asked.example)
        if asked_back := which_of(text, today, asked.tense):
            return asked_back
        stretch = words.stretch(words.plain(text))
        return form_texts.which_day(stretch) if stretch else form_texts.no_date(asked.example)
    if len(text) > asked.limit:
        return form_texts.too_long(len(text), asked.limit)
    if asked.input in (Input.TEXT,) or asked.name in extracting.OWN_WORDS or asked.open:
        return form_texts.unfit(asked.label, asked.example, optional=not asked.required)
    try:
        read_value(asked, text)
    except BadInput as unread:
        return str(unread)
    return form_texts.no_choice(asked.example or "、".join(asked.choices))
