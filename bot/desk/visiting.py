"""Who visits, and on which day: one of the desk's officers or several, each told and reminded in private."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from bot.core.errors import BadInput, NotAllowed
from bot.core.messages import Act, Button, Outgoing
from bot.core.people import Member, split_names
from bot.core.queries import members
from bot.core.work.unit import Deps, Unit, unit
from bot.desk.asking import ask, close
from bot.desk.notifying import tell
from bot.desk.texts import visiting as texts
from bot.reports import card, contacts
from bot.reports.access import Here, open_case, take
from bot.reports.case import Case
from bot.reports.queries import visits
from bot.reports.rules.transitions import Action, check_may
from bot.reports.texts import outcomes
from bot.reports.texts.card import short_day

AHEAD = 180  # days within which a visit is arranged


async def ask_visitor(deps: Deps, update_id: int, here: Here, report_id: int, chosen: Sequence[int] = ()) -> None:
    """Offers the officers of the desk (but those who are `chosen` already); the day is asked next."""
    async with unit(deps, update_id) as u:
        case = await open_case(u, here, report_id, Action.ASSIGN)
        able = await _visitors(u, case)
        answers = [
            Button(officer.name, Act("desk.visitor", {"report": report_id, "visitors": [*chosen, officer.id]}))
            for officer in able
            if officer.id not in chosen
        ]
        prompt = Act("desk.visitor_named", {"report": report_id, "visitors": list(chosen)})
        named = [officer.name for officer in able if officer.id in chosen]
        text = texts.ask_visitor(case.who.name, case.number, named)
        await ask(u, here, prompt, text, *answers, follow=bool(chosen))


async def ask_visit_day(
    deps: Deps, update_id: int, here: Here, report_id: int, chosen: Sequence[int], named: str = ""
) -> None:
    """`chosen`: members' ids from buttons; `named`: more of them, as they were typed."""
    async with unit(deps, update_id) as u:
        case = await open_case(u, here, report_id, Action.ASSIGN)
        able = await _visitors(u, case)
        party = _party(able, [*chosen, *split_names(named)])
        args = {"report": report_id, "visitors": [each.id for each in party], "asker": here.telegram_id}
        days = [date.fromordinal(u.today.toordinal() + ahead) for ahead in range(1, 4)]
        answers = [
            Button(label, Act("desk.visit_on", {**args, "on": day.isoformat()}))
            for label, day in zip(("明天", "后天", "大后天"), days, strict=True)
        ]
        if len(party) < min(texts.MOST, len(able)):
            answers.append(
                Button("再加一位同去", Act("desk.assign", {"report": report_id, "visitors": args["visitors"]}))
            )
        text = texts.ask_visit_day(case.who.name, case.number, _names(party))
        await ask(u, here, Act("desk.visit_day", args), text, *answers, follow=True)


async def assign(
    deps: Deps,
    update_id: int,
    here: Here,
    report_id: int,
    visitor_ids: Sequence[int],
    on: date,
    asker: int | None = None,
) -> str:
    """Writes down who visit and when; each of them, the reporter and the subject are told."""
    async with unit(deps, update_id) as u:
        case = await open_case(u, here, report_id, Action.ASSIGN)
        if not 0 <= (on - u.today).days <= AHEAD:
            raise BadInput("请写今天以后、半年以内的日期，例如 3月8日。")
        party = _party(await _visitors(u, case), visitor_ids)
        columns = {"visitor_id": party[0].id, "visit_on": on}
        said = f"{_names(party)}，{short_day(on)}"
        await visits.arrange(u.tx, report_id, [each.id for each in party[1:]])
        case = await take(u, case, Action.ASSIGN, note=said, columns=columns)
        await card.refresh(u, case)
        await _tell(u, case, party, on)
        line = f"已安排：{said}。前一天会提醒，到了日子还没登记也会提醒。"
        await close(u, here, asker, line)
        return line


async def _tell(u: Unit, case: Case, party: Sequence[Member], on: date) -> None:
    whom, title = await contacts.turn_to(u, case), case.allowance.title
    await tell(
        u, case, partial(outcomes.assigned, visitors=_names(party), on=on, whom=whom, visit=case.allowance.visit)
    )
    subject = await members.by_id(u.tx, case.subject_id, u.today)
    name, silent = (subject.name, not subject.telegram_id or subject.blocked) if subject else ("", False)
    notes = []
    for visitor in party:
        others = _names([each for each in party if each is not visitor])
        note = outcomes.visitor_note(case.number, title, name, on, others, silent=silent)
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


def _party(able: Sequence[Member], wanted: Sequence[int | str]) -> list[Member]:
    """The officers who are meant, each once, in the order in which they were named. Raises BadInput."""
    party: list[Member] = []
    for one in wanted:
        found = next((officer for officer in able if one in (officer.id, officer.name)), None)
        if found is None:
            raise BadInput(texts.no_visitor(one if isinstance(one, str) else ""))
        if found not in party:
            party.append(found)
    if not 1 <= len(party) <= texts.MOST:
        raise BadInput(texts.no_visitor(""))
    return party


def _names(party: Sequence[Member]) -> str:
    return "、".join(each.name for each in party)
