"""Telling a member that a colleague has reported for him: at once, or when an officer says that it may be done."""

from bot.core.messages import Act, Button, Outgoing
from bot.core.queries import members
from bot.core.work.unit import Unit
from bot.reports.queries.reports import Report
from bot.reports.rules.transitions import Action, sources
from bot.reports.texts import mine as mine_texts
from bot.reports.texts import reporting as texts


async def for_subject(u: Unit, report: Report, title: str) -> Outgoing | None:
    """Names the reporter and the event; he can take it back while nothing is decided. None: he cannot be reached."""
    subject = await members.by_id(u.tx, report.subject_id or 0, u.today)
    reporter = await members.by_id(u.tx, report.reporter_id, u.today)
    if subject is None or reporter is None or not subject.telegram_id or not subject.active:
        return None
    open_yet = report.status in sources(Action.WITHDRAW)
    back = Button(mine_texts.WITHDRAW, Act("mine.withdraw", {"report": report.id}))
    text = texts.for_subject(reporter.name, title, report.number or "", can_withdraw=open_yet)
    return Outgoing(subject.telegram_id, text, buttons=((back,),) if open_yet else ())
