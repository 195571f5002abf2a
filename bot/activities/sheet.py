"""报名名单: who comes and who waits, as an Excel file to print on A4 and to sign."""

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from bot.activities.queries.signups import Entrant
from bot.activities.rules import Activity, SignUp
from bot.activities.texts import desk as texts
from bot.core.clock import local
from bot.core.work.sheets import add_styles, clean, heading, lay_out, put

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

HEADER = ("序号", "姓名", "单位", "工号", "报名时间", "签到", "备注")
WIDTHS = (6, 12, 24, 12, 16, 16, 14)  # characters, in the order of HEADER
SPARE = 5  # empty lines at the end, for who comes unannounced
ROW_HEIGHT = 28  # points: room for a signature


def workbook(activity: Activity, entrants: Sequence[Entrant]) -> bytes:
    """Two sheets: those who have a place, with room to sign, and those who wait, in their order."""
    from openpyxl import Workbook

    book = Workbook()
    add_styles(book)
    title = texts.sheet_title(activity)
    where = texts.sheet_place(activity.plan)
    joined = [one for one in entrants if one.state is SignUp.JOINED]
    waiting = [one for one in entrants if one.state is SignUp.WAITING]
    _fill(book.create_sheet("签到名单"), title, where, joined, spare=SPARE)
    if waiting:
        _fill(book.create_sheet("候补"), f"{title}（候补）", where, waiting)
    del book["Sheet"]
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _fill(sheet: "Worksheet", title: str, where: str, entrants: Sequence[Entrant], spare: int = 0) -> None:
    lay_out(sheet, WIDTHS)
    sheet.page_setup.orientation = "portrait"
    heading(sheet, clean(title), len(HEADER))
    put(sheet, 2, HEADER, bold=True)
    for number, one in enumerate(entrants, start=1):
        asked = f"{local(one.at):%m-%d %H:%M}"
        put(sheet, 2 + number, (number, one.name, one.branch, one.staff_no, asked, "", _came(one)))
    for row in range(len(entrants) + 3, len(entrants) + 3 + spare):
        put(sheet, row, ("",) * len(HEADER))
    last = len(entrants) + spare + 3
    for row in range(3, last):
        sheet.row_dimensions[row].height = ROW_HEIGHT
    sheet.cell(last, 1, clean(f"共 {len(entrants)} 人。{where}"))


def _came(one: Entrant) -> str:
    return "" if one.came is None else texts.CAME if one.came else texts.MISSED
