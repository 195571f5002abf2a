"""The week ahead for officers: whose birthdays, what became of the greetings, and the 慰问品 of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.birthdays import officers
from bot.birthdays.birthday import keys_of
from bot.birthdays.queries import birthdays, overdue
from bot.birthdays.queries.birthdays import Upcoming
from bot.birthdays.rules import kept_year
from bot.birthdays.texts import greeting as greeting_texts
from bot.core.errors import BadInput, NotAllowed, NotFound, Stale
from bot.core.kinds import Kind
from bot.core.messages import Act, Button, JsonObject, Keyboard, Outgoing, Priority
from bot.core.money import parse_yuan
from bot.core.people import Member
from bot.core.queries import dialogue, members
from bot.core.queries.members import branch_ids
from bot.core.work.unit import Deps, Unit, unit
from bot.reports.clauses import filed_under
from bot.store.history import Entry, append

if TYPE_CHECKING:
    from knowledge.shelf import Entitlement


DAYS = 7
OPEN_DAYS = 60  # for so long a birthday that was not greeted stays on the list
BUTTONS = 20  # members with buttons under one message
_LONGEST = 3800  # characters of one message
AMOUNT = "gift.amount"


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
        raise NotAllowed(greeting_texts.LIST_FOR_OFFICERS)
    if officer.committee_office is not None:
        return Scope(greeting_texts.ALL_BRANCHES, list((await branch_ids(u.tx)).values()))
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
    lines = [greeting_texts.line(one, u.today) for one in seen.found]
    text = greeting_texts.week(
        seen.title, u.today, lines, [greeting_texts.overdue(o.day, o.name, o.outcome) for o in still]
    )
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
        Button(greeting_texts.month_button(month), Act("birthdays.month", {"month": f"{month:%Y-%m}"}))
        for month in (today, following)
    )
    return (months, (Button(greeting_texts.CALENDAR_BUTTON, Act("birthdays.calendar")),))


def _gift_buttons(one: Upcoming, officer: Member) -> tuple[Button, ...]:
    """The next step of the 慰问品; nobody records his own."""
    if one.gift_given or one.member_id == officer.id:
        return ()
    args = {"member": one.member_id, "year": one.year, "day": one.day.isoformat()}
    given = Button(greeting_texts.gift_given(one.name), Act("gift.give", args))
    return (
        (given,)
        if one.gift_prepared
        else (Button(greeting_texts.gift_ready(one.name), Act("gift.prepare", args)), given)
    )


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


@dataclass(frozen=True)
class Gift:
    """Whose birthday of which year."""

    member_id: int
    year: int
    day: date

    @classmethod
    def read(cls, args: JsonObject) -> "Gift":
        return cls(int(args["member"]), int(args["year"]), date.fromisoformat(str(args["day"])))


async def prepare(deps: Deps, update_id: int, telegram_id: int, gift: Gift, message_id: int | None) -> str:
    """慰问品已备好. Raises Stale when it is so already."""
    async with unit(deps, update_id) as u:
        officer, member = await _parties(u, telegram_id, gift)
        if not await birthdays.prepare_gift(u.tx, gift.member_id, gift.year, gift.day, officer.id, u.now):
            raise Stale(greeting_texts.NOTED_ALREADY)
        await append(u.tx, Entry("gift", member.id, "prepare", officer.id, after=str(gift.year)), u.now)
        await refresh(u, officer, message_id)
    return greeting_texts.noted_ready(member.name)


async def ask_amount(deps: Deps, update_id: int, telegram_id: int, gift: Gift) -> None:
    """慰问品已送到: asks for how much it was, which may be left open."""
    async with unit(deps, update_id) as u:
        _officer, member = await _parties(u, telegram_id, gift)
        args = {"member": gift.member_id, "year": gift.year, "day": gift.day.isoformat()}
        await dialogue.expect(u.tx, telegram_id, telegram_id, Act(AMOUNT, args), u.now)
        text = greeting_texts.ask_amount(member.name, _ceiling_words(_entitlement(u, gift.day)))
        await u.say(Outgoing(telegram_id, text, priority=Priority.INTERACTIVE))


async def give(deps: Deps, update_id: int, telegram_id: int, gift: Gift, words: str) -> None:
    """Records the hand-over. `words`: the amount, or 跳过. Raises BadInput for more than the ceiling."""
    async with unit(deps, update_id) as u:
        officer, member = await _parties(u, telegram_id, gift)
        stated = _entitlement(u, gift.day)
        amount = _amount(words, stated)
        if not await birthdays.give_gift(
            u.tx, gift.member_id, gift.year, gift.day, officer.id, u.now, amount, stated.citation
        ):
            raise Stale(greeting_texts.GIVEN_ALREADY)
        await dialogue.forget(u.tx, telegram_id, telegram_id)
        entry = Entry("gift", member.id, "give", officer.id, after=str(gift.year), amount=amount)
        await append(u.tx, entry, u.now)
        await u.say(Outgoing(telegram_id, greeting_texts.given(member.name, amount), priority=Priority.INTERACTIVE))


def _amount(words: str, stated: "Entitlement") -> Decimal | None:
    if words.strip() in ("跳过", "不记", "略"):
        return None
    most = None if stated.ceiling is None else Decimal(stated.ceiling)
    amount = parse_yuan(words, most)
    if most is not None and amount > most:
        raise BadInput(greeting_texts.over_ceiling(_ceiling_words(stated)))
    return amount


def _entitlement(u: Unit, day: date) -> "Entitlement":
    """By the notice of that day; by the latest that named birthdays, where a newer one has dropped them."""
    return filed_under(u.deps, Kind.BIRTHDAY, day, day).stated


def _ceiling_words(stated: "Entitlement") -> str:
    return greeting_texts.ceiling(stated.form, stated.ceiling, f"{stated.notice} {stated.citation}")


async def _parties(u: Unit, telegram_id: int, gift: Gift) -> tuple[Member, Member]:
    """The officer and the member. Raises NotAllowed unless he is an officer of that branch or of the committee."""
    officer = await u.member(telegram_id)
    member = await members.by_id(u.tx, gift.member_id, u.today)
    if member is None:
        raise NotFound(greeting_texts.NO_SUCH_MEMBER)
    if not officer.committee_office and not officer.office_in(member.branch_id):
        raise NotAllowed(greeting_texts.NOT_YOUR_BRANCH)
    if officer.id == member.id:
        raise NotAllowed(greeting_texts.OWN_GIFT)
    return officer, member
