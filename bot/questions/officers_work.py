"""Answers what an officer asks of his own work in words (“待我审批的在哪看”): by his office, and from what waits.

A member without an office is told whose work it is. Which month or year is meant is read here, too.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.accounts import summary
from bot.accounts.book import Period
from bot.accounts.exporting import KEEPERS
from bot.accounts.texts import ALL
from bot.birthdays import week
from bot.core.messages import Act, Button, Keyboard
from bot.core.people import Member, Office
from bot.core.queries import members
from bot.core.work.unit import Deps, unit
from bot.desk import queueing
from bot.questions.texts import officers as texts

DESK, LEDGER = "bot_desk", "bot_ledger"
TOPICS = frozenset({DESK, LEDGER})
_FIGURES = frozenset({"count", "amount", "comparison", "ratio"})
_BOOKS = frozenset({*_FIGURES, "export", "place", "what", "newcomer", "statement"})  # who is told how a book is had
_TIMES = frozenset({"deadline", "response", "duration", "overdue"})  # when others take over
_OF_OFFICERS = frozenset({"birthdays", "headcount"})  # for every officer, not for the keepers of the books alone
_ANYONES = frozenset({"birthdays"})  # asked by members, too: whose work it is is no news about himself
_NO_WORDS = frozenset({"place", "what", "exists", "count", "which", "other", "covered", "date", "amount", "form"})
_MOST = 5  # reports that are named; all of them are behind /queue
_MOST_NAMES = 30
_DIGITS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_DIGITS |= {"十一": 11, "十二": 12, "元": 1, "正": 1}
_MONTH = re.compile(
    r"(?<!\d)(?P<digits>1[0-2]|0?[1-9])月|(?P<words>十[一二]?|[一二三四五六七八九元正])月(?!前|后|底了)"
)
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?=年|的|$)")


@dataclass(frozen=True)
class Asked:
    """What an officer asks: the topic, its sides, and the words."""

    topic: str
    facets: Sequence[str]
    text: str
    today: date
    before: str = ""  # what he said last before

    @property
    def of_birthdays(self) -> bool:
        """“导成表”, after the names of a month: the list of these, not of the books."""
        names_books = texts.BOOKS_NAMED.search(self.text) is not None
        return "export" in self.facets and not names_books and texts.BIRTHDAYS_NAMED.search(self.before) is not None


async def answered(deps: Deps, who: Member, asked: Asked, general: str) -> tuple[str, Keyboard]:
    """The text in place of what anyone is told (`general`), and the buttons of his office."""
    if not who.offices and (asked.topic == DESK or _ANYONES & set(asked.facets)):
        return _to_others(deps, asked, general), ()
    if asked.topic == LEDGER and who.offices and (_OF_OFFICERS & set(asked.facets) or asked.of_birthdays):
        return await _of_members(deps, who, asked)
    return await (_of_the_books if asked.topic == LEDGER else _of_the_desk)(deps, who, asked)


def _to_others(deps: Deps, asked: Asked, general: str) -> str:
    """To who holds no office: how it is done, where that is asked, and whose work it is."""
    if own := to_members(asked.topic, asked.facets):
        return own
    if not _said(deps, asked):
        return texts.NOT_AN_OFFICER
    return general if _ANYONES.issuperset(asked.facets) else f"{general}\n{texts.NO_OFFICE}"


def to_members(topic: str, sides: Sequence[str]) -> str:
    """What who holds no office means by sides of the desk's work, for himself; "" where it is officers' work alone."""
    return "\n".join(texts.TO_MEMBERS[side] for side in sides if topic == DESK and side in texts.TO_MEMBERS)


def own_slip(deps: Deps, text: str) -> tuple[str, ...]:
    """The side of the desk's work that an officer means who pressed 驳回 by mistake; empty where no word says so."""
    found = deps.library.closer(DESK, ("undo",), text)
    return () if found == ("undo",) else found


def _said(deps: Deps, asked: Asked) -> list[str]:
    """What is known of these sides; nothing for those that his own queue or books answer."""
    plain = [facet for facet in asked.facets if facet not in _NO_WORDS]
    found = (deps.library.of_itself(asked.topic, facet) for facet in plain)
    return list(dict.fromkeys(filter(None, found)))


async def _of_the_desk(deps: Deps, who: Member, asked: Asked) -> tuple[str, Keyboard]:
    said = _said(deps, asked)
    if _TIMES & set(asked.facets):
        kept = deps.settings
        said.append(texts.escalation(kept.nudge_after_hours, kept.escalate_after_hours))
    if not said or {"batch", "overdue", *_NO_WORDS} & set(asked.facets):
        said += await _waiting(deps, who, names="which" in asked.facets or "overdue" in asked.facets)
    return "\n".join(said), ((Button(texts.QUEUE, data="queue:"),),)


async def _waiting(deps: Deps, who: Member, *, names: bool) -> list[str]:
    """How much waits for him; with `names`, which reports these are."""
    async with unit(deps) as u:
        undecided, besides = await queueing.waiting(u.tx, who)
        total = undecided + besides
        lines = await queueing.first_lines(u, who, _MOST) if names else []
    listed = [texts.listed(lines, total - len(lines))] if lines else [texts.WHERE] if total else []
    return [texts.waiting(undecided, besides), *listed]


async def _of_the_books(deps: Deps, who: Member, asked: Asked) -> tuple[str, Keyboard]:
    held = sorted((one for one in who.offices if one.role in KEEPERS), key=lambda one: not one.committee)
    said, sides = _said(deps, asked), set(asked.facets)
    if not held:  # how the books are kept is no secret, only what stands in them
        return "\n".join([*said, texts.NOT_A_KEEPER]), ()
    if "duration" in sides:
        said.append(texts.kept(deps.settings.retention_days))
    if sides & _FIGURES:
        said = [*await _figures(deps, held[0], asked), *(said if "comparison" not in sides else [])]
    slug = f"{asked.today:%Y-%m}"
    if not said or sides & _BOOKS:
        slug = period_asked(asked.text, asked.today)
        said.append(texts.books(slug, year_asked(asked.text, asked.today)))
    return "\n".join(said), ((Button(texts.this_month(slug), data=f"ledger:{slug}"),),)


async def _figures(deps: Deps, office: Office, asked: Asked) -> list[str]:
    """What a month or a year has come to, of his branch, or of all for the committee; both years where they are to be
    compared."""
    year = year_asked(asked.text, asked.today)
    month = month_named(asked.text)
    periods = [Period(year, month)]
    if "comparison" in asked.facets:
        periods = [Period(asked.today.year), Period(asked.today.year - 1)]
    if office.committee:
        return [summary.text(await summary.summarise(deps, one, ALL)) for one in periods]
    async with deps.store.read() as tx:
        branch = await members.branch(tx, office.branch_id)
    return [summary.text(await summary.summarise(deps, one, branch.name, branch.id)) for one in periods]


async def _of_members(deps: Deps, who: Member, asked: Asked) -> tuple[str, Keyboard]:
    """Whose birthdays a month has, or how many members there are: of his own branch."""
    if "headcount" in asked.facets:
        async with deps.store.read() as tx:
            branch = await members.branch(tx, who.branch_id)
            return texts.headcount(branch.name, await members.count(tx, branch.id)), ()
    month = month_asked(asked.before if asked.of_birthdays else asked.text, asked.today)
    listed = await _born_in(deps, who, month)
    button = Button(f"{month.month}月{texts.MORE_BIRTHDAYS}", Act("birthdays.month", {"month": f"{month:%Y-%m}"}))
    return f"{listed}\n{texts.BIRTHDAYS_ALL}", ((button,),)


async def _born_in(deps: Deps, officer: Member, month: date) -> str:
    """A line for each birthday of the branches whose list `/birthdays` shows him. `month`: its first day."""
    following = (month + timedelta(days=31)).replace(day=1)
    async with unit(deps) as u:
        seen = await week.view(u, officer, month, (following - month).days)
    several = len(seen.branch_ids) > 1
    lines = [texts.born(one.day, one.name, one.branch if several else "") for one in seen.found[:_MOST_NAMES]]
    return texts.birthdays(seen.title, month.month, lines, len(seen.found) - len(lines))


def month_named(text: str) -> int | None:
    """The month (1–12) that is named by its number: 二月份, 12月."""
    found = _MONTH.search(text)
    return (int(found["digits"]) if found["digits"] else _DIGITS[found["words"]]) if found else None


def month_asked(text: str, today: date) -> date:
    """The first day of the month that is meant; of this month, where none is named."""
    first = today.replace(day=1)
    if month := month_named(text):
        return first.replace(year=year_asked(text, today), month=month)
    if re.search("下个?月", text):
        return (first + timedelta(days=31)).replace(day=1)
    if re.search("上个?月", text):
        return (first - timedelta(days=1)).replace(day=1)
    return first.replace(year=year_asked(text, today))


def year_asked(text: str, today: date) -> int:
    """去年, 前年, 2024年; this year where none is named."""
    if found := _YEAR.search(text):
        return int(found[1])
    back = next((years for word, years in (("前年", 2), ("去年", 1), ("上年", 1)) if word in text), 0)
    return today.year - back


def period_asked(text: str, today: date) -> str:
    """The month as /ledger takes it; a year that is over and of which no month is named, whole."""
    whole = year_asked(text, today) != today.year and month_named(text) is None
    return str(year_asked(text, today)) if whole else f"{month_asked(text, today):%Y-%m}"
