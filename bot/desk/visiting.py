"""Who visits, and when, each told and reminded in private; and that it was carried out (登记已慰问), by whom."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from bot.core.errors import BadInput, NotAllowed
from bot.core.kinds import CONFLICTS
from bot.core.messages import Act, Button, JsonObject, Outgoing
from bot.core.people import Member, split_names
from bot.core.queries import members
from bot.core.work.unit import Deps, Unit, unit
from bot.desk.asking import agrees, ask, chosen, close
from bot.desk.notifying import tell
from bot.desk.rules.steps import MOST_VISITORS, VisitPlan, within_reach
from bot.desk.texts import waiting as texts
from bot.desk.visit_words import fuller, read
from bot.reports import card, evidence
from bot.reports.case import Case, Here, Opened, open_case, take, turn_to
from bot.reports.evidence import File
from bot.reports.queries import cards
from bot.reports.queries import parts as parts_queries
from bot.reports.rules.transitions import Action, check_may
from bot.reports.texts import members as members_texts
from bot.reports.texts.card import visit_day

_SOON = ("明天", "后天", "大后天")
_ME = "我"  # who types
_NAME_LONGEST = 4  # characters; what is longer is a remark
_BETWEEN = re.compile(r"[\s、,，;；。]+")
_GONE = re.compile(r"(?:都|一起|一同)?去(?:了|的|过)?$")


async def ask_visitor(deps: Deps, update_id: int, here: Here, report_id: int, plan: VisitPlan) -> None:
    """Offers the officers of the desk (but those who are in the plan already); the day is asked next."""
    async with unit(deps, update_id) as u:
        case = await open_case(u, here, report_id, Action.ASSIGN)
        await _ask_visitor(u, here, case, await _visitors(u, case), plan, "")


async def plan_visit(
    deps: Deps, update_id: int, here: Here, report_id: int, plan: VisitPlan, asker: int | None = None
) -> str | None:
    """Asks for what the plan lacks; it is written down once it lacks nothing."""
    async with unit(deps, update_id) as u:
        return await _go_on(u, here, await open_case(u, here, report_id, Action.ASSIGN), plan, asker)


async def visit_said(deps: Deps, update_id: int, here: Here, report_id: int, plan: VisitPlan, text: str) -> str | None:
    """Names, a day, or both. What was understood stays; only the rest is asked for. Raises BadInput for neither."""
    async with unit(deps, update_id) as u:
        case, note = await open_case(u, here, report_id, Action.ASSIGN), ""
        if not (plan.visitors and plan.on and agrees(text)):
            called = {officer.name: officer.id for officer in await _visitors(u, case)}
            if case.who.id in called.values():
                called[_ME] = case.who.id
            plan, note = fuller(plan, read(text, called, u.today), u.today)
        return await _go_on(u, here, case, plan, here.telegram_id, note)


async def _go_on(u: Unit, here: Here, case: Opened, plan: VisitPlan, asker: int | None, note: str = "") -> str | None:
    """`note`: what was not understood; with it, nothing is written down that has not been looked at once more."""
    able = await _visitors(u, case)
    party = _party(able, plan)
    if not party:
        await _ask_visitor(u, here, case, able, plan, note)
    elif plan.on is None or note:
        await _ask_day(u, here, case, able, party, plan, note)
    else:
        return await _arrange(u, here, case, party, plan.on, plan.time, asker)
    return None


async def _ask_visitor(u: Unit, here: Here, case: Opened, able: Sequence[Member], plan: VisitPlan, note: str) -> None:
    answers = [
        Button(officer.name, Act("desk.visitor", _args(here, case, plan.joined(officer.id))))
        for officer in able
        if officer.id not in plan.visitors
    ]
    named = [officer.name for officer in able if officer.id in plan.visitors]
    example = [officer.name for officer in able[:2]]
    when = visit_day(plan.on, plan.time) if plan.on else plan.time
    text = note + texts.ask_visitor(case.who.name, case.number, named, when, example)
    prompt = Act("desk.visitor_named", {"report": case.report.id, **plan.as_json()})
    await ask(u, here, prompt, text, *answers, follow=bool(named or note))


async def _ask_day(
    u: Unit, here: Here, case: Opened, able: Sequence[Member], party: Sequence[Member], plan: VisitPlan, note: str
) -> None:
    """The day; or, where there is one and something else was not understood, whether it is to be so."""
    who, number, names = case.who.name, case.number, _names(party)
    if plan.on:
        text = texts.ask_visit_right(who, number, names, visit_day(plan.on, plan.time))
        offered = [(texts.SO_IT_IS, plan.on)]
    else:
        text = texts.ask_visit_day(who, number, names, plan.time)
        ahead = (date.fromordinal(u.today.toordinal() + days) for days in range(1, len(_SOON) + 1))
        offered = list(zip(_SOON, ahead, strict=True))
    answers = [Button(label, Act("desk.visit_on", _args(here, case, replace(plan, on=day)))) for label, day in offered]
    if len(party) < min(MOST_VISITORS, len(able)):
        answers.append(Button("再加一位同去", Act("desk.assign", {"report": case.report.id, **plan.as_json()})))
    prompt = Act("desk.visit_day", _args(here, case, plan))
    await ask(u, here, prompt, note + text, *answers, follow=True)


async def _arrange(
    u: Unit, here: Here, case: Opened, party: Sequence[Member], on: date, time: str, asker: int | None
) -> str:
    """Writes down who visit and when; each of them, the reporter and the subject are told."""
    if not within_reach(on, u.today):
        raise BadInput(texts.OUT_OF_REACH)
    columns = {"visitor_id": party[0].id, "visit_on": on, "visit_time": time or None}
    said = f"{_names(party)}，{visit_day(on, time)}"
    await parts_queries.arrange_visit(u.tx, case.report.id, [each.id for each in party[1:]])
    case = await take(u, case, Action.ASSIGN, note=said, columns=columns)
    await card.refresh(u, case)
    await _tell(u, case, party, visit_day(on, time))
    line = texts.visit_planned(said)
    await close(u, here, asker, line)
    return line


async def _tell(u: Unit, case: Case, party: Sequence[Member], when: str) -> None:
    whom, title = await turn_to(u, case), case.allowance.title
    await tell(
        u,
        case,
        partial(members_texts.assigned, visitors=_names(party), when=when, whom=whom, visit=case.allowance.visit),
    )
    subject = await members.by_id(u.tx, case.subject_id, u.today)
    name, silent = (subject.name, not subject.telegram_id or subject.blocked) if subject else ("", False)
    notes = []
    for visitor in party:
        others = _names([each for each in party if each is not visitor])
        note = members_texts.visitor_note(case.number, title, name, when, others, silent=silent)
        notes += [Outgoing(visitor.telegram_id, note)] if visitor.telegram_id else []
    await u.say(*notes)


async def _visitors(u: Unit, case: Case) -> list[Member]:
    """Officers of the desk who may know of the report and are no party to it."""
    return [officer for officer in await members.officers(u.tx, case.place.id, u.today) if _may_visit(officer, case)]


def _may_visit(officer: Member, case: Case) -> bool:
    try:
        check_may(Action.VIEW, officer, case.parties)
    except NotAllowed:
        return False
    return True


def _party(able: Sequence[Member], plan: VisitPlan) -> list[Member]:
    """The officers who are meant, in the order in which they were named. Raises BadInput where one may not go."""
    known = {officer.id: officer for officer in able}
    if len(plan.visitors) > MOST_VISITORS or not known.keys() >= set(plan.visitors):
        raise BadInput(texts.no_visitor(""))
    return [known[one] for one in plan.visitors]


def _args(here: Here, case: Case, plan: VisitPlan) -> JsonObject:
    return {"report": case.report.id, **plan.as_json(), "asker": here.telegram_id}


def _names(party: Sequence[Member]) -> str:
    return "、".join(each.name for each in party)


async def ask_delivery(deps: Deps, update_id: int, here: Here, report_id: int) -> None:
    async with unit(deps, update_id) as u:
        case = await open_case(u, here, report_id, Action.DELIVER)
        args = {"report": report_id, "asker": here.telegram_id}
        direct = [Button("直接登记", Act("desk.delivered", args))]
        if case.report.kind in CONFLICTS:
            direct = [
                Button(label, Act("desk.delivered", {**args, "choice": index}))
                for index, label in enumerate(texts.MEDIATED)
            ]
        went = await _expected(u, case, here.telegram_id)
        text = texts.ask_delivered(case.who.name, case.number, case.report.kind, "、".join(went))
        await ask(u, here, Act("desk.delivery", {"report": report_id}), text, *direct)


async def deliver(
    deps: Deps,
    update_id: int,
    here: Here,
    report_id: int,
    *,
    photo: File | None = None,
    words_said: str | int = "",
    asker: int | None = None,
) -> str:
    """Marks the visit as made or the gift as handed over, and who went: those who were to, or who are named.

    A mediation has no photo and no party; `words_said` may be which of the ready words.
    """
    async with unit(deps, update_id) as u:
        case = await open_case(u, here, report_id, Action.DELIVER)
        if photo:
            await evidence.take_visit_photo(u, report_id, photo)
        said = chosen(words_said, texts.MEDIATED) if words_said != "" else ""
        went: list[str] = []
        if case.report.kind not in CONFLICTS:
            named, remark = await _named(u, said)
            went = named or await _expected(u, case, asker)
            said = texts.went(went, remark, photo=photo is not None)
            await parts_queries.note_visit(u.tx, report_id, went)
        case = await take(u, case, Action.DELIVER, note=said or None, columns={"delivered_at": u.now})
        await cards.told(u.tx, report_id, u.now, case.who.id)  # whoever was visited knows
        await card.refresh(u, case)
        kind, names = case.report.kind, "、".join(went)
        await tell(u, case, members_texts.delivery(kind, names, await turn_to(u, case)))
        line = texts.delivered(case.number, kind, names)
        await close(u, here, asker, line)
        return line


async def _expected(u: Unit, case: Opened, asker: int | None) -> list[str]:
    """Who went, as far as is known: those who were to; else the officer who says that it is done."""
    if arranged := await parts_queries.visitor_names(u.tx, case.report):
        return arranged
    who = await members.by_telegram(u.tx, asker, u.today) if asker else None
    return [(who or case.who).name]


async def _named(u: Unit, said: str) -> tuple[list[str], str]:
    """(the people of the roster whom the words name, the remark beside them). Raises BadInput for a name beside theirs
    that the roster lacks."""
    parts = [part for part in _BETWEEN.split(said.removeprefix(texts.WENT)) if part]
    names = {part: split_names(_GONE.sub("", part)) for part in parts}
    known = {name for each in names.values() for name in each if await members.by_name(u.tx, name, u.today)}
    went = [name for part in parts for name in names[part] if known.issuperset(names[part])]
    beside = [part for part in parts if not known.issuperset(names[part])]
    unknown = [name for part in beside for name in names[part] if name not in known]
    if known and unknown and all(len(name) <= _NAME_LONGEST for name in unknown):
        raise BadInput(texts.who_is(unknown[0]))
    return list(dict.fromkeys(went)), "，".join(beside) if went else said
