"""The sample roster: invented people of two invented branches, for trying, training and testing."""

import re
from dataclasses import dataclass, replace
from datetime import date

from bot.sandbox.model import BOT_ID, Chat, Person

COMMITTEE = "市直机关工会工委"
BRANCH_A = "市档案馆工会"
BRANCH_B = "市图书馆工会"
BRANCHES = (BRANCH_A, BRANCH_B)
GROUP_CHATS: dict[str, int] = {
    BRANCH_A: -1001000000001,
    BRANCH_B: -1001000000002,
    COMMITTEE: -1001000000009,
}
MEMBER_GROUPS: dict[str, int] = {BRANCH_A: -1001000000101, BRANCH_B: -1001000000102}


@dataclass(frozen=True)
class RosterRow:
    """One line of the roster. ``birthday`` is written as rosters write it; ``telegram_id`` None: not bound yet."""

    staff_no: str
    name: str
    branch: str
    birthday: str | None
    role: str
    telegram_id: int | None


SAMPLE_ROSTER: tuple[RosterRow, ...] = (
    RosterRow("A0001", "林国栋", BRANCH_A, "1970-05-18", "chair", 1101),
    RosterRow("A0002", "陈雅琴", BRANCH_A, "1983-09-02", "officer", 1102),
    RosterRow("A0003", "周文彬", BRANCH_A, "1979-12-30", "treasurer", 1103),
    RosterRow("A0004", "吴晓芸", BRANCH_A, "1976-03-08", "mediator", 1104),
    RosterRow("A0005", "王秀英", BRANCH_A, "1988-11-23", "member", 1105),
    RosterRow("A0006", "李建国", BRANCH_A, "农历1981年八月十五", "member", 1106),
    RosterRow("A0007", "张敏", BRANCH_A, "1995-01-15", "member", 1107),
    RosterRow("A0008", "王建军", BRANCH_A, "1967-06-01", "member", None),
    RosterRow("A0009", "郑小丽", BRANCH_A, "农历2001年闰四月初八", "member", None),
    RosterRow("B0001", "黄志远", BRANCH_B, "1972-08-21", "chair", 1201),
    RosterRow("B0002", "徐慧", BRANCH_B, "1985-04-12", "officer", 1202),
    RosterRow("B0003", "孙立平", BRANCH_B, "1978-10-07", "treasurer", 1203),
    RosterRow("B0004", "何静", BRANCH_B, "1974-02-25", "mediator", 1204),
    RosterRow("B0005", "赵晨", BRANCH_B, "1992-02-29", "member", 1205),
    RosterRow("B0006", "王敏", BRANCH_B, "1990-12-24", "member", 1206),
    RosterRow("B0007", "朱海燕", BRANCH_B, "7-19", "member", 1207),
    RosterRow("B0008", "张敏", BRANCH_B, "1986-05-05", "member", None),
    RosterRow("C0001", "蒋明华", COMMITTEE, "1969-09-09", "committee", 1301),
    RosterRow("C0002", "沈婷", COMMITTEE, "1982-07-01", "committee", 1302),
)
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
