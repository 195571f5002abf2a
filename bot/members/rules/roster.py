"""The roster as unions keep it: what a cell may say, and what a row means. Pure.

A row that cannot be used is a `Wrong` with its row number, column and reason, never an exception: the right rows of the
same file are taken all the same.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.birthdays.rules import Birthday, parse_birthday
from bot.core.errors import BadInput
from bot.core.people import MemberStatus, Role
from bot.members.rules.roster_layout import Cell, Layout, text_of
from bot.members.texts import files as texts

_EXCEL_EPOCH = date(1899, 12, 30)
#: A bare number in that range is an Excel date, 1927-05-18 … 2029-12-31. Shorter ones may be 8503 (March 1985) or 0307.
_SERIALS = range(10000, 47483)
_YOUNGEST = 14  # years; a date of birth later than that is a month and day that Excel has given this year
_TEN_OR_ONE = re.compile(r"\d{1,2}\.[123]")  # 8.1 as a number: typed as 8.1 or as 8.10


def says_a_day(text: str) -> bool:
    return text not in ("", "-", "/", "无", "不详")


def birthday_of(cell: Cell, today: date, *, lunar: bool = False) -> Birthday | None:
    """A birthday as people write it, as an Excel date or as an Excel serial number. Raises BadInput."""
    if isinstance(cell, float) and _TEN_OR_ONE.fullmatch(str(cell)):
        month, _, tens = str(cell).partition(".")
        either = texts.tens_or_ones(month, tens)
        raise BadInput(texts.ambiguous_day(cell, either))
    day = _excel_day(cell)
    text = day.isoformat() if day else text_of(cell)
    if not says_a_day(text):
        return None
    if re.fullmatch(r"\d{4}年\d{1,2}月", text):
        raise BadInput(texts.no_day(text))
    found = parse_birthday(text, "lunar" if lunar else None)
    if found.year and found.year > today.year - _YOUNGEST:
        if day is None or found.year > today.year + 1:
            raise BadInput(f"出生年份 {found.year} 不对")
        found = replace(found, year=None)
    return found


def _excel_day(cell: Cell) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = text_of(cell)
    return _EXCEL_EPOCH + timedelta(days=int(text)) if re.fullmatch(r"\d{5}", text) and int(text) in _SERIALS else None


STATUSES: Mapping[str, MemberStatus] = (
    dict.fromkeys(("", "在册", "在职", "在岗", "在编", "编外", "正常", "会员", "active"), MemberStatus.ACTIVE)
    | dict.fromkeys(
        ("借调", "借调人员", "借出", "挂职", "外派", "内退", "退居二线"), MemberStatus.ACTIVE
    )  # still members
    | dict.fromkeys(("退休", "已退休", "离退休", "退休人员", "retired"), MemberStatus.RETIRED)
    | dict.fromkeys(("调离", "已调离", "调出", "离职", "已离职", "辞职", "退会", "left"), MemberStatus.LEFT)
    | dict.fromkeys(("去世", "已故", "亡故", "逝世", "已去世", "死亡", "deceased"), MemberStatus.DECEASED)
)

ROLES: Mapping[str, Role] = (
    dict.fromkeys(("主席", "工会主席", "chair", "committee"), Role.CHAIR)
    | dict.fromkeys(("副主席", "工会副主席", "委员", "工会委员", "干部", "工会干部", "officer"), Role.OFFICER)
    | dict.fromkeys(("女工主任", "女职工主任", "女职工委员会主任", "女工委主任"), Role.OFFICER)
    | dict.fromkeys(("财务", "会计", "出纳", "财务委员", "treasurer"), Role.TREASURER)
    | dict.fromkeys(("调解", "调解员", "调解联系人", "调解委员", "mediator"), Role.MEDIATOR)
    | dict.fromkeys(("经审", "审核", "经审委员", "经审主任", "经费审查委员", "auditor"), Role.AUDITOR)
)
_MEMBER_OF_BOARD = re.compile(
    "[㐀-鿿]{1,8}委员"
)  # 女工委员, 组织委员, 文体委员: one of the board, whatever he looks after
_NO_ROLE = frozenset({"", "无", "会员", "普通会员", "借调", "借调人员", "member", "-", "/"})
_LUNAR = frozenset({"农历", "阴历", "旧历", "农", "阴", "lunar"})
_SOLAR = frozenset({"", "公历", "阳历", "新历", "国历", "公", "阳", "solar"})
_YES, _NO = (
    frozenset({"是", "对", "√", "✓", "✔", "y", "yes", "true", "1"}),
    frozenset({"否", "不是", "×", "x", "n", "no", "false", "0"}),
)

_STAFF_NO = re.compile(r"[\w./-]{1,40}")
_WHOLE = 10**15  # from here on Excel has lost the last digits of a number
#: Letters of any script; 〇, characters that only fonts know (U+E000 on) and those newer than Python's tables.
_NAME = re.compile(r"(?:[^\W\d_]|[\ue000-\uf8ff\U00020000-\U0003ffff·.'\- ]){1,40}")
_DOTS = re.compile("[•・‧∙●⋅]")  # what people find on their keyboards for the dot within a name
_HAN = "㐀-鿿\ue000-\uf8ff\U00020000-\U0003ffff"
_HAN_GAP = re.compile(rf"(?<=[{_HAN}])\s+(?=[{_HAN}])")


@dataclass(frozen=True)
class Row:
    """A usable line. `number` is its row in the file, from 1. None means that the file does not say.

    `sheet`: which of several sheets it stands in.
    """

    number: int
    staff_no: str
    name: str
    branch: str
    birthday: Birthday | None = None
    status: MemberStatus | None = None
    roles: frozenset[Role] = frozenset()
    phone_tail: str | None = None
    telegram_id: int | None = None
    sheet: str = ""

    @property
    def place(self) -> str:
        return place(self.sheet, self.number)


@dataclass(frozen=True)
class Wrong:
    """A line that cannot be used: where, and why. `column` is the header as the file writes it."""

    number: int
    column: str
    reason: str
    cells: tuple[Cell, ...] = ()
    staff_no: str | None = None
    sheet: str = ""

    @property
    def place(self) -> str:
        return place(self.sheet, self.number)


def place(sheet: str, number: int) -> str:
    """“第 4 行”, of one of several sheets “《秋实》第 4 行”."""
    return f"《{sheet}》第 {number} 行" if sheet else f"第 {number} 行"


def read_row(layout: Layout, number: int, cells: Sequence[Cell], today: date) -> Row | Wrong:
    """What one line says, or what is wrong with its first wrong cell."""
    field = "staff_no"

    def text(name: str) -> str:
        nonlocal field
        field = name
        return text_of(layout.cell(cells, name))

    staff_no = text("staff_no").replace(" ", "")
    try:
        _check_number(layout.cell(cells, "staff_no"))
        _check_staff_no(staff_no)
        return Row(
            number=number,
            staff_no=staff_no,
            name=_name(text("name")),
            branch=_branch(text("branch")),
            status=_status(text("status")),
            roles=_roles(text("role")),
            phone_tail=_phone_tail(text("phone_tail")),
            birthday=_birthday(layout, cells, today, text),
        )
    except BadInput as error:
        return Wrong(number, layout.title(field), str(error), tuple(cells), staff_no or None)


def _check_number(cell: Cell) -> None:
    """A number that is none: with a fraction, or so long that Excel has put zeros where digits were."""
    if isinstance(cell, date):
        raise BadInput(texts.number_became_date(cell))
    if not isinstance(cell, (int, float)):
        return
    if abs(cell) >= _WHOLE:
        raise BadInput(texts.number_too_long(cell))
    if isinstance(cell, float):
        raise BadInput(texts.number_with_fraction(cell))


def _check_staff_no(text: str) -> None:
    if re.fullmatch(r"\d+\.0+", text):
        raise BadInput(texts.number_became_fraction(text))
    if not text:
        raise BadInput("工号没有填")
    if re.fullmatch(r"\d(\.\d+)?[eE]\+\d+", text):
        raise BadInput(texts.NUMBER_BECAME_SCIENTIFIC)
    if not _STAFF_NO.fullmatch(text):
        raise BadInput(texts.bad_number(text[:20]))


def _name(text: str) -> str:
    name = _HAN_GAP.sub("", re.sub(r"\s*·\s*", "·", _DOTS.sub("·", text))).strip()
    if not name:
        raise BadInput("姓名没有填")
    if not _NAME.fullmatch(name):
        raise BadInput(texts.bad_name(name[:20]))
    return name


def _branch(text: str) -> str:
    name = text.replace(" ", "")
    if not name:
        raise BadInput("基层工会没有填")
    if len(name) > 100:
        raise BadInput(texts.BRANCH_TOO_LONG)
    return name


def _status(text: str) -> MemberStatus | None:
    if text not in STATUSES:
        raise BadInput(texts.bad_status(text[:20]))
    return STATUSES[text] if text else None


def _roles(text: str) -> frozenset[Role]:
    parts = [part.strip() for part in re.split(r"[、,;/兼和 ]+", text) if part.strip() not in _NO_ROLE]
    return frozenset(_role(part) for part in parts)


def _role(part: str) -> Role:
    if part in ROLES:
        return ROLES[part]
    if _MEMBER_OF_BOARD.fullmatch(part) and "纪" not in part:  # 纪检委员, 纪委委员: of the party, not of the union
        return Role.OFFICER
    raise BadInput(texts.bad_office(part[:20]))


def _phone_tail(text: str) -> str | None:
    """Only the last four digits are kept, even when the file holds the whole number."""
    digits = re.sub(r"[\s-]", "", text)
    if digits in ("", "无"):
        return None
    if not re.fullmatch(r"\+?\d{4,15}", digits):
        raise BadInput(texts.bad_phone(text[:20]))
    return digits[-4:]


def _birthday(layout: Layout, cells: Sequence[Cell], today: date, reading: Callable[[str], str]) -> Birthday | None:
    """By the calendar that its own column, else its header says; a lunar birthday beside it where it is left empty."""
    lunar = _lunar(layout, reading("calendar"))
    if says_a_day(reading("birthday")):
        return birthday_of(layout.cell(cells, "birthday"), today, lunar=lunar)
    return (
        birthday_of(layout.cell(cells, "lunar_birthday"), today, lunar=True)
        if says_a_day(reading("lunar_birthday"))
        else None
    )


def _lunar(layout: Layout, calendar: str) -> bool:
    said = calendar.lower()
    if layout.yes and said in _YES | _NO:
        return (layout.yes == "lunar") == (said in _YES)
    if said not in _LUNAR | _SOLAR:
        raise BadInput(texts.bad_calendar(calendar[:20]))
    return said in _LUNAR or (layout.lunar and not said)
