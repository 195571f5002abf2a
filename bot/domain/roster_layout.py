"""Which column of a union's file holds what. Headers as people really write them; a title may stand above. Pure."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.errors import BadInput

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
    "calendar": ("公历农历", "农历公历", "历法", "公农历", "阴阳历", "阳历阴历", "生日类型", "生日历法", "历别"),
    "status": ("状态", "在职状态", "人员状态", "会员状态", "在册状态", "在职情况"),
    "role": ("职务", "工会职务", "角色", "工会干部"),
    "phone_tail": ("手机尾号", "手机后四位", "尾号", "手机", "手机号", "手机号码", "电话", "联系电话", "联系方式"),
}
NEEDED = ("staff_no", "name", "branch")


@dataclass(frozen=True)
class Layout:
    """Which column holds what. `lunar` when the birthday's header itself says 农历."""

    header_row: int  # from 1
    headers: tuple[str, ...]
    columns: Mapping[str, int]
    lunar: bool = False

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


def find_layout(rows: Sequence[Sequence[Cell]]) -> Layout:
    """Finds the header among the first rows (a title may stand above it). Raises BadInput when there is none."""
    best: set[str] = set()
    for index, row in enumerate(rows[:15]):
        headers = tuple(text_of(cell) for cell in row)
        columns = _columns(headers)
        if all(field in columns for field in NEEDED):
            lunar = "birthday" in columns and "农历" in headers[columns["birthday"]]
            return Layout(index + 1, headers, columns, lunar)
        best = max(best, set(columns), key=len)
    missing = "、".join(HEADERS[field][0] for field in NEEDED if field not in best)
    raise BadInput(f"没有找到表头，缺少这些列：{missing}。请在第一行写上 工号、姓名、基层工会、生日 等列名。")


def _columns(headers: Sequence[str]) -> dict[str, int]:
    plain = [_plain(header) for header in headers]
    found: dict[str, int] = {}
    for field, names in HEADERS.items():
        for name in names:  # the likeliest name first, wherever its column stands
            if name in plain and plain.index(name) not in found.values():
                found[field] = plain.index(name)
                break
    return found


def _plain(header: str) -> str:
    """“生 日（农历）*” → 生日; “公历/农历” → 公历农历."""
    return re.sub(r"\([^)]*\)|[^\w]", "", header)
