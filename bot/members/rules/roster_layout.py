"""Which column of a union's file holds what. Headers as people really write them; a title may stand above. Pure."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.birthdays.rules import Calendar
from bot.core.errors import BadInput
from bot.members.texts import files as texts

Cell = str | int | float | date | None

#: field → the headers that people write, after `_plain`; the first is the name we use.
HEADERS: Mapping[str, tuple[str, ...]] = {
    "staff_no": (
        "工号",
        "职工号",
        "员工号",
        "职工编号",
        "员工编号",
        "人员编号",
        "会员号",
        "会员编号",
        "职工工号",
        "编号",
    ),
    "name": ("姓名", "名字", "职工姓名", "会员姓名", "员工姓名"),
    "branch": (
        "基层工会",
        "所在工会",
        "所属工会",
        "工会名称",
        "基层工会名称",
        "所在基层工会",
        "工会",
        "所在单位",
        "单位",
    ),
    "birthday": ("生日", "出生日期", "出生年月日", "出生年月", "生日日期", "出生时间", "出生"),
    "lunar_birthday": ("生日", "出生日期", "出生年月日", "出生年月", "出生时间", "出生", "农历", "阴历", "农历日期"),
    "calendar": (
        *("公历农历", "农历公历", "阳历阴历", "阴历阳历", "公历阴历", "阴历公历", "阳历农历", "农历阳历"),
        *("公农历", "农公历", "阴阳历", "阳阴历", "历法", "历别", "历种", "日历", "日历类型"),
        *("生日类型", "生日历法", "生日类别", "出生日期类型", "是否农历", "是否阴历", "是否公历", "是否阳历"),
    ),
    "status": ("状态", "在职状态", "人员状态", "会员状态", "在册状态", "在职情况"),
    "role": ("职务", "工会职务", "角色", "工会干部"),
    "phone_tail": ("手机尾号", "手机后四位", "尾号", "手机", "手机号", "手机号码", "电话", "联系电话", "联系方式"),
}
NEEDED = ("staff_no", "name", "branch")


_LUNAR_WORD, _SOLAR_WORD = re.compile("农历|阴历|旧历"), re.compile("公历|阳历|新历|国历")
_WHETHER = re.compile("是不是|是否为|是否|为")
_OR = re.compile("还是|或者|或|生日$")
_ORDER = ("staff_no", "name", "branch", "birthday", "lunar_birthday", "calendar", "status", "role", "phone_tail")


@dataclass(frozen=True)
class Layout:
    """Which column holds what. `lunar` when the birthday's header itself says 农历.

    `yes`: the calendar that a 是 stands for where the calendar's column asks (是否农历, or 农历 with ticks).
    """

    header_row: int  # from 1
    headers: tuple[str, ...]
    columns: Mapping[str, int]
    lunar: bool = False
    yes: Calendar | None = None

    def cell(self, cells: Sequence[Cell], field: str) -> Cell:
        index = self.columns.get(field)
        return cells[index] if index is not None and index < len(cells) else None

    def title(self, field: str) -> str:
        index = self.columns.get(field)
        return HEADERS[field][0] if index is None else self.headers[index]

    @property
    def ignored(self) -> list[str]:
        """Headers that are not imported, an identity number among them."""
        used = set(self.columns.values())
        return [header for index, header in enumerate(self.headers) if header and index not in used]


def text_of(cell: Cell) -> str:
    """A cell as text: numbers without “.0”, full-width forms made plain, no stray blanks."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = unicodedata.normalize("NFKC", str(cell)).replace("\u200b", "").replace("\ufeff", "")
    return " ".join(text.split())


def find_layout(rows: Sequence[tuple[int, Sequence[Cell]]]) -> Layout:
    """Finds the header among the first rows (a title may stand above it), each with its number in the file.

    Raises BadInput when there is none.
    """
    best: set[str] = set()
    for number, row in rows[:15]:
        headers = tuple(text_of(cell) for cell in row)
        columns = _columns(headers)
        if all(field in columns for field in NEEDED):
            birthday, calendar = _header(headers, columns, "birthday"), _header(headers, columns, "calendar")
            return Layout(number, headers, columns, calendar_in(birthday) == "lunar", calendar_in(calendar))
        best = max(best, set(columns), key=len)
    missing = "、".join(HEADERS[field][0] for field in NEEDED if field not in best)
    raise BadInput(texts.no_heading(missing))


def calendar_in(words: str) -> Calendar | None:
    """The one calendar that a header names; None where it names none or asks for either."""
    lunar, solar = bool(_LUNAR_WORD.search(words)), bool(_SOLAR_WORD.search(words))
    return None if lunar == solar else "lunar" if lunar else "solar"


def _header(headers: Sequence[str], columns: Mapping[str, int], field: str) -> str:
    return headers[columns[field]] if field in columns else ""


def _columns(headers: Sequence[str]) -> dict[str, int]:
    """field → column; the likeliest name first, wherever its column stands."""
    found: dict[str, int] = {}
    for field in _ORDER:
        free = [at for at in range(len(headers)) if at not in found.values()]
        ranks = {at: rank for at in free if (rank := _rank(headers[at], field)) is not None}
        if ranks:
            found[field] = min(ranks, key=lambda at: (ranks[at], at))
    return found


def _rank(header: str, field: str) -> tuple[bool, int] | None:
    """How well a header fits a field, the lower the better; None where it does not."""
    name, lunar = _plain(header), calendar_in(header) == "lunar"
    if field == "calendar":
        name = _OR.sub("", _WHETHER.sub("是否", name))
    elif field.endswith("birthday"):  # 农历生日 is the birthday where it stands alone, else the second choice
        name = _SOLAR_WORD.sub("", _LUNAR_WORD.sub("", name)) or name
    if name not in HEADERS[field] or (field == "lunar_birthday" and not lunar):
        return None
    return field == "birthday" and lunar, HEADERS[field].index(name)


def _plain(header: str) -> str:
    """“生 日（农历）*” → 生日; “公历/农历” → 公历农历."""
    return re.sub(r"\([^)]*\)|[^\w]", "", header)
