"""The week ahead for officers: whose birthdays, what became of the greetings, and the 慰问品 of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.birthdays import officers
from bot.birthdays.days import keys_of
from bot.birthdays.queries import birthdays, overdue
from bot.birthdays.queries.birthdays import Upcoming
from bot.birthdays.rules import kept_year
from bot.birthdays.texts import greeting as greeting_texts
from bot.birthdays.texts import week as texts
from bot.core.errors import NotAllowed
from bot.core.messages import Act, Button, Keyboard, Outgoing, Priority
from bot.core.people import Member
from bot.core.queries import members
from bot.core.queries.members import branch_ids
from bot.core.work.unit import Deps, Unit, unit

DAYS = 7
OPEN_DAYS = 60  # for so long a birthday that was not greeted stays on the list
BUTTONS = 20  # members with buttons under one message
_LONGEST = 3800  # characters of one message


@dataclass(frozen=True)
class View:
    """The birthdays that an officer may see: of his own branch, or of all when he is of the committee."""

    title: str
    found: Sequence[Upcoming]
    branch_ids: Sequence[int]


@dataclass(frozen=True)
class Scope:
    """The branches whose birthdays an officer may see: his own, or all when he is of the committee."""

    title: str
    branch_ids: Sequence[int]


async def scope(u: Unit, officer: Member) -> Scope:
    """Raises NotAllowed for those who hold no office."""
    if not officer.offices:
        raise NotAllowed("生日名单只给工会干部看。您自己的生日设置请发 /greeting。")
    if officer.committee_office is not None:
        return Scope("全部基层工会", list((await branch_ids(u.tx)).values()))
    places = sorted({office.branch_id for office in officer.offices})
    return Scope("、".join([(await members.branch(u.tx, one)).name for one in places]), places)


async def view(u: Unit, officer: Member, first: date, days: int) -> View:
    """Birthdays kept on `days` days from `first` on. Raises NotAllowed for those who hold no office."""
    seen = await scope(u, officer)
    found: list[Upcoming] = []
    rule = u.deps.settings.feb29
    for offset in range(days):
        day = first + timedelta(days=offset)
        for key in keys_of(day):
            rows = await birthdays.upcoming(u.tx, key, seen.branch_ids)
            found += [row for row in rows if kept_year(row.birthday, day, rule) == row.year]
    return View(seen.title, found, seen.branch_ids)


async def show(deps: Deps, update_id: int, telegram_id: int) -> None:
    """`/birthdays`: yesterday's and today's outcomes, and the week ahead."""
    async with unit(deps, update_id) as u:
        officer = await u.member(telegram_id)
        await u.say(*await _messages(u, officer))


async def _messages(u: Unit, officer: Member, edit: int | None = None) -> list[Outgoing]:
    seen = await view(u, officer, u.today - timedelta(days=1), DAYS + 1)
    still = await overdue.listed(u.tx, seen.branch_ids, u.today - timedelta(days=OPEN_DAYS))
    lines = [texts.line(one, u.today) for one in seen.found]
    text = texts.week(seen.title, u.today, lines, [greeting_texts.overdue(o.day, o.name, o.outcome) for o in still])
    gifts = tuple(row for one in seen.found[:BUTTONS] if (row := _gift_buttons(one, officer)))
    buttons = (*gifts, *officers.buttons(still, week=True), *_files(u.today))
    chat = officer.telegram_id or 0
    parts = _parts(text)
    last = Outgoing(chat, parts[-1], buttons=buttons, edit=edit, priority=Priority.INTERACTIVE)
    return [*(Outgoing(chat, part, priority=Priority.INTERACTIVE) for part in parts[:-1]), last]


def _files(today: date) -> Keyboard:
    """This month and the next as a picture and a sheet, and the year for a calendar."""
    following = (today.replace(day=1) + timedelta(days=31)).replace(day=1)
    months = tuple(
        Button(texts.month_button(month), Act("birthdays.month", {"month": f"{month:%Y-%m}"}))
        for month in (today, following)
    )
    return (months, (Button(texts.CALENDAR_BUTTON, Act("birthdays.calendar")),))


def _gift_buttons(one: Upcoming, officer: Member) -> tuple[Button, ...]:
    """The next step of the 慰问品; nobody records his own."""
    if one.gift_given or one.member_id == officer.id:
        return ()
    args = {"member": one.member_id, "year": one.year, "day": one.day.isoformat()}
    given = Button(f"{one.name}：慰问品已送到", Act("gift.give", args))
    return (given,) if one.gift_prepared else (Button(f"{one.name}：慰问品已备好", Act("gift.prepare", args)), given)


def _parts(text: str) -> list[str]:
    """The text in pieces that fit a message, cut between lines."""
    parts, current = [], ""
    for line in text.split("\n"):
        if current and len(current) + len(line) > _LONGEST:
            parts.append(current)
            current = ""
        current += line + "\n"
    return [*parts, current.rstrip("\n")]


async def refresh(u: Unit, officer: Member, message_id: int | None) -> None:
    """Brings the list up to date after a press, in place where it fits one message."""
    messages = await _messages(u, officer, message_id)
    await u.say(*(messages if len(messages) == 1 else ()))
