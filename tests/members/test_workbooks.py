"""Rosters as offices keep them in Excel: merged cells, headers of two rows, several sheets."""

import io
from collections.abc import Sequence
from datetime import date

from openpyxl import Workbook, load_workbook

from bot.birthdays.rules import Birthday
from bot.members.roster.corrections import wrong_rows_workbook
from tests.members.files import HEADER, Line
from tests.members.reading import only, read

TODAY = date(2026, 11, 23)


def workbook(*sheets: tuple[str, list[Line]], merge: Sequence[str] = ()) -> bytes:
    """Sheets with their lines, the header among them; `merge`: ranges merged in each."""
    book = Workbook()
    for title, lines in sheets:
        page = book.create_sheet(title)
        for line in lines:
            page.append(list(line))
        for cells in merge:
            page.merge_cells(cells)
    del book["Sheet"]
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_a_branch_merged_over_its_people_is_that_of_each() -> None:
    lines: list[Line] = [
        ("春风片会员花名册", None, None, None),
        ("填报时间：2026年11月", None, None, None),
        ("工号", "姓名", "基层工会", "生日"),
        ("A1", "王芳", "春风工会", "3-7"),
        ("A2", "李明", None, "1985.3.7"),
        ("A3", "赵六", None, None),
        ("B1", "钱七", "秋实工会", None),
        (None, None, None, None),
        (None, None, None, None),
    ]
    reading = read(workbook(("花名册", lines), merge=["A1:D1", "C4:C6", "A8:A9"]))
    assert reading.wrong == ()
    assert [(row.number, row.branch) for row in reading.rows] == [
        (4, "春风工会"), (5, "春风工会"), (6, "春风工会"), (7, "秋实工会"),
    ]  # fmt: skip


def test_a_header_of_two_rows_is_one_header() -> None:
    lines: list[Line] = [
        ("工号", "姓名", "基层工会", "出生日期", "联系方式"),
        (None, None, None, None, None),
        ("A1", "王芳", "春风工会", "3-7", "13800001234"),
    ]
    [row] = read(workbook(("册", lines), merge=["A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:E2"])).rows
    assert (row.staff_no, row.phone_tail) == ("A1", "1234")


def test_every_sheet_with_the_header_is_read_and_the_others_are_named() -> None:
    header = ("工号", "姓名", "基层工会", "生日")
    content = workbook(
        ("说明", [("本表由各工会填写",)]),
        ("春风", [header, ("A1", "王芳", "春风工会", "3-7"), ("A2", "", "春风工会", "")]),
        ("秋实", [("姓名", "工号", "单位"), ("李明", "B1", "秋实工会"), ("赵六", "", "秋实工会")]),
        ("空", []),
    )
    reading = read(content)
    assert [(row.sheet, row.staff_no) for row in reading.rows] == [("春风", "A1"), ("秋实", "B1")]
    assert [one.place for one in reading.wrong] == ["《春风》第 3 行", "《秋实》第 3 行"]
    assert (reading.sheets, reading.skipped) == (("春风", "秋实"), ("说明",))
    page = load_workbook(io.BytesIO(wrong_rows_workbook(content, reading.wrong))).active
    assert page is not None
    handed = [[cell.value for cell in row][:5] for row in page.iter_rows(min_row=2)]
    assert handed == [
        ["A2", None, "春风工会", None, "《春风》第 3 行"],
        [None, "赵六", "秋实工会", None, "《秋实》第 3 行"],
    ]


def test_numbers_as_text_full_width_digits_and_strings_of_blanks() -> None:
    row = only(
        workbook(("册", [HEADER, ("００１２", " 王　芳 ", "春风 工会", "１９８５．３．７", "", "", "", "１２３４")]))
    )
    assert (row.staff_no, row.name, row.branch, row.phone_tail) == ("0012", "王芳", "春风工会", "1234")
    assert row.birthday == Birthday(3, 7, year=1985)
