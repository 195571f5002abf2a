"""The sample roster as accounts and groups of the stand-in."""

import re
from dataclasses import replace
from datetime import date

from bot.core.installation import BRANCH_A as BRANCH_A
from bot.core.installation import BRANCH_B as BRANCH_B
from bot.core.installation import BRANCHES as BRANCHES
from bot.core.installation import COMMITTEE as COMMITTEE
from bot.core.installation import GROUP_CHATS as GROUP_CHATS
from bot.core.installation import MEMBER_GROUPS as MEMBER_GROUPS
from bot.core.installation import SAMPLE_ROSTER as SAMPLE_ROSTER
from bot.core.installation import RosterRow
from bot.sandbox.model import BOT_ID, Chat, Person

STRANGER = Person(1901, "路人小何", "stranger", username="passerby_he")
_OFFICERS = ("chair", "officer", "treasurer", "mediator", "committee")
_MONTHS = "正二三四五六七八九十冬腊"
_DIGITS = "一二三四五六七八九"
_TENS = {"初": 0, "十": 10, "廿": 20, "二十": 20}
_DAYS = {tens + digit: start + day for tens, start in _TENS.items() for day, digit in enumerate(_DIGITS, 1)}
_DAYS |= {"初十": 10, "二十": 20, "三十": 30}
_LUNAR = re.compile(rf"农历(?:\d+年)?闰?([{_MONTHS}])月(\w{{2,3}})")


def sample_people() -> list[Person]:
    """The accounts of the bound roster members, who have all started the bot, and one stranger, who has not."""
    bound = [
        Person(
            row.telegram_id,
            row.name,
            row.role,
            row.branch,
            row.birthday,
            f"member_{row.staff_no.lower()}",
            started=True,
        )
        for row in SAMPLE_ROSTER
        if row.telegram_id is not None
    ]
    return [*bound, replace(STRANGER)]


def sample_groups() -> list[Chat]:
    """The officers' group of each branch and of the committee, and a group for all the members of each branch."""
    groups = []
    for branch, chat_id in GROUP_CHATS.items():
        officers = [row for row in SAMPLE_ROSTER if row.branch == branch and row.role in _OFFICERS]
        groups.append(
            _group(chat_id, f"{branch}·干部群" if branch != COMMITTEE else f"{COMMITTEE}·工作群", branch, officers)
        )
    for branch, chat_id in MEMBER_GROUPS.items():
        groups.append(
            _group(chat_id, f"{branch}·会员群", branch, [row for row in SAMPLE_ROSTER if row.branch == branch])
        )
    return groups


def _group(chat_id: int, title: str, branch: str, rows: list[RosterRow]) -> Chat:
    members = {row.telegram_id: "member" for row in rows if row.telegram_id is not None}
    owner = next(iter(members))
    return Chat(chat_id, "supergroup", title, branch, {**members, owner: "creator", BOT_ID: "administrator"})


def next_birthday(written: str | None, today: date) -> date | None:
    """The next Gregorian date of a birthday, today included: 29 February falls to the 28th, lunar ones move."""
    if not written:
        return None
    if lunar := _LUNAR.match(written):
        month, day = lunar.groups()
        return _next_lunar(_MONTHS.index(month) + 1, _DAYS[day], today)
    month_day = [int(part) for part in written.split("-")[-2:]]
    return next(day for year in (today.year, today.year + 1) if (day := _solar(year, *month_day)) >= today)


def _solar(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, day - 1)


def _next_lunar(month: int, day: int, today: date) -> date:
    from lunar_python import Lunar  # slow to import, and seldom needed

    for year in range(today.year - 1, today.year + 2):
        solar = Lunar.fromYmd(year, month, day).getSolar()
        found = date(solar.getYear(), solar.getMonth(), solar.getDay())
        if found >= today:
            return found
    raise ValueError("no lunar birthday within two years")
