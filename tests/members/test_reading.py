"""What is read from the files that unions really keep, and how each wrong row is named."""

import io
from datetime import date, datetime

import pytest
from openpyxl import load_workbook

from bot.birthdays.rules import Birthday
from bot.core.errors import BadInput
from bot.core.people import MemberStatus, Role
from bot.members.roster.corrections import wrong_rows_workbook
from tests.members.files import HEADER, csv_bytes, xlsx_bytes
from tests.members.reading import only, read


def birthday(cell: object, calendar: str = "") -> Birthday | None:
    return only(xlsx_bytes(("A1", "王芳", "春风工会", cell, calendar))).birthday


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";", "，"])
def test_any_encoding_and_delimiter(encoding: str, delimiter: str) -> None:
    line = ("A001", "王芳", "春风工会", "1985/3/7", "", "", "委员", "1234")
    row = only(csv_bytes(line, encoding=encoding, delimiter=delimiter))
    assert (row.staff_no, row.name, row.branch, row.phone_tail) == ("A001", "王芳", "春风工会", "1234")
    assert row.birthday == Birthday(3, 7, year=1985)
    assert row.roles == {Role.OFFICER}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1985/3/7", Birthday(3, 7, year=1985)),
        ("1985-03-07", Birthday(3, 7, year=1985)),
        ("1985.3.7", Birthday(3, 7, year=1985)),
        ("19850307", Birthday(3, 7, year=1985)),
        (19850307, Birthday(3, 7, year=1985)),
        ("85年3月7日", Birthday(3, 7, year=1985)),
        ("3-7", Birthday(3, 7)),
        ("3月7日", Birthday(3, 7)),
        ("农历八月十五", Birthday(8, 15, "lunar")),
        ("闰四月初八", Birthday(4, 8, "lunar", leap=True)),
        ("1985-03-07 00:00:00", Birthday(3, 7, year=1985)),
        (31113, Birthday(3, 7, year=1985)),
        (31113.0, Birthday(3, 7, year=1985)),
        ("31113", Birthday(3, 7, year=1985)),
        (datetime(1985, 3, 7), Birthday(3, 7, year=1985)),  # noqa: DTZ001 - as openpyxl gives it
        (date(2026, 3, 7), Birthday(3, 7)),
        ("２月２９日", Birthday(2, 29)),
        (None, None),
        ("不详", None),
    ],
)
def test_birthdays_as_people_write_them(written: object, expected: Birthday | None) -> None:
    assert birthday(written) == expected


@pytest.mark.parametrize("word", ["农历", "阴历", "农", "lunar"])
def test_the_calendar_may_have_its_own_column(word: str) -> None:
    assert birthday("8-15", word) == Birthday(8, 15, "lunar")
    assert birthday("1985-8-15", word) == Birthday(8, 15, "lunar", year=1985)


def test_the_header_of_the_birthday_may_say_the_calendar() -> None:
    row = only(csv_bytes(("A1", "王芳", "春风工会", "8-15"), header=("工号", "姓名", "单位", "出生日期（农历）")))
    assert row.birthday == Birthday(8, 15, "lunar")


@pytest.mark.parametrize(
    "header",
    [
        ("工 号", "姓　名", "基层工会名称", "出生年月日"),
        ("职工编号", "职工姓名", "所在单位", "生日*"),
        ("员工号", "名字", "所属工会", "出生日期"),
    ],
)
def test_headers_as_people_write_them(header: tuple[str, ...]) -> None:
    row = only(xlsx_bytes(("A1", "王芳", "春风工会", "1985-3-7"), header=header, title="春风工会会员花名册"))
    assert (row.number, row.name, row.birthday) == (3, "王芳", Birthday(3, 7, year=1985))


def test_a_cover_sheet_columns_in_any_order_and_an_identity_number_that_is_not_read() -> None:
    header = ("序号", "身份证号", "出生日期", "姓名", "单位", "工号")
    content = xlsx_bytes((1, "330300198503071234", "85.3.7", "王 芳", "春风工会", 7), header=header, cover=True)
    reading = read(content)
    [row] = reading.rows
    assert (row.staff_no, row.name) == ("7", "王芳")
    assert reading.ignored == ("序号", "身份证号")


def test_status_offices_and_phone() -> None:
    line = ("A1", "王芳", "春风工会", "", "", "已退休", "主席、调解联系人", "138 0000 1234")
    row = only(csv_bytes(line))
    assert row.status is MemberStatus.RETIRED
    assert row.roles == {Role.CHAIR, Role.MEDIATOR}
    assert row.phone_tail == "1234", "the whole number is not kept"


def test_empty_lines_footnotes_and_repeated_headers_are_no_rows() -> None:
    right = ("A1", "王芳", "春风工会", "3-7", "", "", "", "")
    reading = read(csv_bytes(right, ("",) * 8, HEADER, ("合计：1 人",), ("填表人：李", "", "2026-11-1")))
    assert (len(reading.rows), reading.wrong) == (1, ())


@pytest.mark.parametrize(
    ("line", "column", "reason"),
    [
        (("", "王芳", "春风工会"), "工号", "工号没有填"),
        (("A 1#", "王芳", "春风工会"), "工号", "不能用的字符"),
        (("1.2E+11", "王芳", "春风工会"), "工号", "科学计数法"),
        (("A1", "", "春风工会"), "姓名", "姓名没有填"),
        (("A1", "王芳1", "春风工会"), "姓名", "数字或符号"),
        (("A1", "王芳", ""), "基层工会", "没有填"),
        (("A1", "王芳", "春风工会", "2月30日"), "生日", "2月没有30日"),
        (("A1", "王芳", "春风工会", "1985-13-01"), "生日", "13月"),
        (("A1", "王芳", "春风工会", "春天"), "生日", "看不懂"),
        (("A1", "王芳", "春风工会", "2035-1-1"), "生日", "2035"),
        (("A1", "王芳", "春风工会", "3-7", "火历"), "公历/农历", "历法"),
        (("A1", "王芳", "春风工会", "3-7", "", "休假"), "状态", "状态“休假”"),
        (("A1", "王芳", "春风工会", "3-7", "", "", "处长"), "职务", "职务“处长”"),
        (("A1", "王芳", "春风工会", "3-7", "", "", "", "没有手机"), "手机尾号", "四位数字"),
    ],
)
def test_a_wrong_row_is_named_with_row_column_and_reason(line: tuple[str, ...], column: str, reason: str) -> None:
    right = ("B2", "李明", "春风工会", "3-7")
    reading = read(csv_bytes(right, line, ("A9", "李明", "春风工会")))
    [wrong] = reading.wrong
    assert (wrong.number, wrong.column) == (3, column)
    assert reason in wrong.reason
    assert len(reading.rows) == 2, "the right rows are taken all the same"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "缺少这些列"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "另存为"),
        (b"PK\x03\x04 not a workbook", "打不开"),
        (b"%PDF-1.7", "不是表格"),
        (csv_bytes(("A1", "王芳"), header=("工号", "姓名")), "基层工会"),
        ("随便写的一封信\n没有表格".encode(), "缺少这些列：工号、姓名、基层工会"),
        (bytes([0x81, 0xFF, 0xFE, 0x00, 0xFF]), "编码"),
    ],
)
def test_what_is_no_roster_is_refused_with_what_to_do(content: bytes, reason: str) -> None:
    with pytest.raises(BadInput, match=reason):
        read(content)


def test_a_workbook_cut_short_is_refused() -> None:
    content = xlsx_bytes(*[(f"A{n}", "王芳", "春风工会") for n in range(200)])
    with pytest.raises(BadInput):
        read(content[: len(content) // 2])


def test_wrong_rows_come_back_as_a_file_that_can_be_mended_and_sent_again() -> None:
    content = xlsx_bytes(("007", "=1+1", "春风工会", "2月30日"), ("A2", "李明", "春风工会", date(1985, 2, 28)))
    book = load_workbook(io.BytesIO(wrong_rows_workbook(content, read(content).wrong)))
    sheet = book.worksheets[0]
    assert [cell.data_type for cell in sheet[2] if cell.value] == ["s"] * len([c for c in sheet[2] if c.value])
    assert sheet["A2"].value == "007"
    sheet["B2"].value, sheet["D2"].value = "王芳", "2月28日"
    mended = io.BytesIO()
    book.save(mended)
    row = only(mended.getvalue())
    assert (row.staff_no, row.name, row.birthday) == ("007", "王芳", Birthday(2, 28))
