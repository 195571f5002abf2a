"""Who visits, and on which day. The visitor is one of the desk's officers, and is told and reminded in private."""

from datetime import date
from functools import partial

from bot.domain.errors import BadInput, NotAllowed
from bot.domain.messages import Act, Button, Outgoing
from bot.domain.people import Member
from bot.domain.reports import Action, check_may
from bot.domain.texts import deciding as texts
from bot.domain.texts import outcomes
from bot.services import cards
from bot.services.base import Deps, Unit, unit
from bot.services.deciding.access import Case, Here, open_case
from bot.services.deciding.allowance import of_report
from bot.services.deciding.asking import ask, close
from bot.services.deciding.telling import tell
from bot.store import desk, members

AHEAD = 180  # days within which a visit is arranged


async def ask_visitor(deps: Deps, update_id: int, here: Here, report_id: int) -> None:
    """Offers the officers of the desk; the day is asked next."""
    async with unit(deps, update_id) as u:
        case = await open_case(u, here, report_id, Action.ASSIGN)
        answers = [
            Button(officer.name, Act("desk.visitor", {"report": report_id, "visitor": officer.id}))
            for officer in await _visitors(u, case)
        ]
        prompt = Act("desk.visitor_named", {"report": report_id})
        await ask(u, here, prompt, texts.ask_visitor(case.who.name, case.number), *answers)


async def ask_visit_day(deps: Deps, update_id: int, here: Here, report_id: int, visitor: int | str) -> None:
    """`visitor`: the member's id from a button, or the name as it was typed."""
    async with unit(deps, update_id) as u:
        case = await open_case(u, here, report_id, Action.ASSIGN)
        chosen = _chosen(await _visitors(u, case), visitor)
        args = {"report": report_id, "visitor": chosen.id, "asker": here.telegram_id}
        days = [date.fromordinal(u.today.toordinal() + ahead) for ahead in range(1, 4)]
        answers = [
            Button(label, Act("desk.visit_on", {**args, "on": day.isoformat()}))
            for label, day in zip(("明天", "后天", "大后天"), days, strict=True)
        ]
        text = texts.ask_visit_day(case.who.name, case.number, chosen.name)
        await ask(u, here, Act("desk.visit_day", args), text, *answers, follow=True)


async def assign(
    deps: Deps, update_id: int, here: Here, report_id: int, visitor_id: int, on: date, asker: int | None = None
) -> str:
    """Writes down who visits and when; the visitor, the reporter and the subject are told."""
    async with unit(deps, update_id) as u:
        case = await open_case(u, here, report_id, Action.ASSIGN)
        if not 0 <= (on - u.today).days <= AHEAD:
            raise BadInput("请写今天以后、半年以内的日期，例如 3月8日。")
        visitor = _chosen(await _visitors(u, case), visitor_id)
        columns = {"visitor_id": visitor.id, "visit_on": on}
        said = f"{visitor.name}，{texts.short_day(on)}"
        report = await desk.change(u.tx, Action.ASSIGN, case.report, case.who.id, u.now, note=said, columns=columns)
        allowance = await of_report(u, report)
        await cards.refresh(u, report)
        sentence = partial(outcomes.assigned, visitor=visitor.name, on=on, visit=allowance.visit)
        await tell(u, report, allowance, sentence, vital=False)
        if visitor.telegram_id:
            subject = await members.by_id(u.tx, report.subject_id or report.reporter_id, u.today)
            name, silent = (subject.name, not subject.telegram_id or subject.blocked) if subject else ("", False)
            note = outcomes.visitor_note(case.number, allowance.title, name, on, silent=silent)
            await u.say(Outgoing(visitor.telegram_id, note))
        line = f"已安排：{said}。前一天会提醒。"
        await close(u, here, asker, line)
        return line


async def _visitors(u: Unit, case: Case) -> list[Member]:
    """Officers of the desk who may know of the report and are no party to it."""
    return [officer for officer in await members.officers(u.tx, case.place.id, u.today) if _may_visit(officer, case)]


def _may_visit(officer: Member, case: Case) -> bool:
    try:
        check_may(Action.VIEW, officer, case.parties)
    except NotAllowed:
        return False
    return True


def _chosen(officers: list[Member], visitor: int | str) -> Member:
    for officer in officers:
        if visitor in (officer.id, officer.name):
            return officer
    raise BadInput("请从本工会的工会干部里选一位，点上面的名字，或写他的姓名。")
