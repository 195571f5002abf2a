"""A member's own birthday: on which dates it is kept, entered from a report, and how he wants to be greeted."""

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from bot.birthdays.queries import birthdays
from bot.birthdays.queries.greetings import Day
from bot.birthdays.rules import Birthday, next_birthday
from bot.birthdays.texts import greeting as texts
from bot.core.errors import BadInput
from bot.core.kinds import Kind
from bot.core.lunar import lunar_months
from bot.core.messages import Act, Button, Keyboard, Outgoing, Priority
from bot.core.queries import members
from bot.core.work.unit import Deps, Unit, unit
from bot.reports.queries.reports import Report
from bot.store.history import Entry, append

CHOOSE = "greeting.choose"


@lru_cache(maxsize=512)
def keys_of(day: date) -> tuple[Day, ...]:
    """Every key that may hold a birthday kept on `day`; leap months and 29 February are settled by `kept_year`."""
    found = lunar_date(day)
    keys = [Day(day, "solar", day.year, day.month, day.day), Day(day, "lunar", found.year, found.month, found.day)]
    if (day.month, day.day) in ((2, 28), (3, 1)):
        keys.append(Day(day, "solar", day.year, 2, 29))
    if found.day == found.length == 29:  # a short month keeps the 30th on its last day
        keys.append(Day(day, "lunar", found.year, found.month, 30))
    return tuple(keys)


class LunarDate(NamedTuple):
    """A day of the lunar calendar, its month leap or not, and how many days that month has."""

    year: int
    month: int
    leap: bool
    day: int
    length: int


def lunar_date(day: date) -> LunarDate:
    """By the month that began last: lunar months leave no day out."""
    first, year, month, leap, length = max(
        (first, year, month, leap, length)
        for year in (day.year - 1, day.year)
        for (month, leap), (first, length) in lunar_months(year).items()
        if first <= day
    )
    return LunarDate(year, month, leap, (day - first).days + 1, length)


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


async def show_setting(deps: Deps, update_id: int, telegram_id: int) -> None:
    """What is known of his birthday, where he is greeted, and the other choices."""
    async with unit(deps, update_id) as u:
        text, buttons = await _setting(u, telegram_id)
        await u.say(Outgoing(telegram_id, text, buttons=buttons, priority=Priority.INTERACTIVE))


async def choose_setting(deps: Deps, update_id: int, telegram_id: int, place: str, message_id: int | None) -> str:
    """Sets private, group or none; the message shows the new setting. Raises BadInput for anything else."""
    if place not in texts.CHOICES:
        raise BadInput(texts.WHICH_PLACE)
    async with unit(deps, update_id) as u:
        member = await u.member(telegram_id)
        before = await birthdays.preference(u.tx, member.id)
        if before.place != place:
            await birthdays.prefer(u.tx, member.id, place)
            await append(u.tx, Entry("member", member.id, "greeting", member.id, before.place, place), u.now)
        text, buttons = await _setting(u, telegram_id)
        await u.say(Outgoing(telegram_id, text, buttons=buttons, edit=message_id, priority=Priority.INTERACTIVE))
    return texts.CHOSEN[place]


async def _setting(u: Unit, telegram_id: int) -> tuple[str, Keyboard]:
    member = await u.member(telegram_id)
    chosen = await birthdays.preference(u.tx, member.id)
    branch = await members.branch(u.tx, member.branch_id)
    upcoming = next_birthday(chosen.birthday, u.today, u.deps.settings.feb29) if chosen.birthday else None
    text = texts.setting(chosen.birthday, upcoming, chosen.place, branch.greeting_hour, group=chosen.group)
    others = [place for place in texts.CHOICES if place != chosen.place and (place != "group" or chosen.group)]
    return text, tuple((Button(texts.CHOICES[place], Act(CHOOSE, {"place": place})),) for place in others)
