"""Enters a birthday that was reported and agreed to, where the roster had none."""

from datetime import date

from bot.birthdays.days import lunar_date
from bot.birthdays.queries import birthdays
from bot.birthdays.rules import Birthday
from bot.core.kinds import Kind
from bot.core.work.unit import Unit
from bot.reports.queries.reports import Report
from bot.store.history import Entry, append


async def learn(u: Unit, report: Report, officer_id: int) -> None:
    """In the transaction of the decision. What the roster says is not overruled by a report."""
    day, calendar = report.facts.get("event_date"), report.facts.get("calendar")
    if report.kind is not Kind.BIRTHDAY or report.subject_id is None or not day:
        return
    birthday = birthday_on(date.fromisoformat(str(day)), lunar=calendar == "农历")
    if await birthdays.note(u.tx, report.subject_id, birthday, u.now):
        await append(u.tx, Entry("member", report.subject_id, "birthday", officer_id, after=birthday.calendar), u.now)


def birthday_on(day: date, *, lunar: bool) -> Birthday:
    """The birthday that was kept on that day, by the calendar that it goes by."""
    if not lunar:
        return Birthday(day.month, day.day)
    found = lunar_date(day)
    return Birthday(found.month, found.day, "lunar", found.leap)
