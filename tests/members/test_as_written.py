"""Rosters as people write them: what a cell means, however Excel stores it, and what is refused rather than guessed."""

from datetime import date

import pytest

from bot.birthdays.rules import Birthday, solar_to_lunar
from bot.core.people import MemberStatus, Role
from bot.members.rules.roster import Row
from tests.members.files import csv_bytes, xlsx_bytes
from tests.members.raw import book, header, row
from tests.members.reading import only, read

PERSON = ("A1", "王芳", "春风工会")
NAMED = ("工号", "姓名", "基层工会")
LUNAR = Birthday(8, 15, "lunar")


def with_columns(**columns: object) -> bytes:
    return csv_bytes((*PERSON, *columns.values()), header=(*NAMED, *columns))


def born(value: object, form: int | str, properties: str = "") -> Birthday | None:
    """The birthday in a cell with this number and number format."""
    return only(book(header(), row(2, *PERSON, value, style=1, at=3), formats=[form], properties=properties)).birthday


def refusal(content: bytes) -> str:
    reading = read(content)
    assert reading.rows == ()
    [wrong] = reading.wrong
    return f"{wrong.column}：{wrong.reason}"


@pytest.mark.parametrize(
    ("title", "lunar", "solar"),
    [
        ("公历/农历", "农历", "公历"),
        ("阴历/阳历", "阴历", "阳历"),
        ("阳历还是阴历", "阴", "阳"),
        ("是否农历", "是", "否"),
        ("是否为阴历生日", "√", ""),
        ("是否公历", "否", "是"),
        ("是否阳历", "N", "Y"),
        ("生日类型", "旧历", "新历"),
    ],
)
def test_headers_that_ask_for_the_calendar(title: str, lunar: str, solar: str) -> None:
    assert only(with_columns(生日="8-15", **{title: lunar})).birthday == LUNAR
    assert only(with_columns(生日="8-15", **{title: solar})).birthday == Birthday(8, 15)


@pytest.mark.parametrize("title", ["农历生日", "生日（阴历）", "出生日期(农历)", "阴历出生日期"])
def test_a_header_that_names_the_lunar_calendar(title: str) -> None:
    assert only(with_columns(**{title: "8-15"})).birthday == LUNAR


@pytest.mark.parametrize("title", ["公历生日", "生日（公历/农历）", "出生日期（阳历）", "生日"])
def test_a_header_that_names_the_solar_calendar_or_both(title: str) -> None:
    assert only(with_columns(**{title: "8-15"})).birthday == Birthday(8, 15)


def test_of_two_birthdays_the_solar_one_is_kept_and_the_lunar_one_where_it_is_left_empty() -> None:
    titles = (*NAMED, "农历生日", "公历生日")
    both = csv_bytes((*PERSON, "八月十五", "1985-9-29"), header=titles)
    assert only(both).birthday == Birthday(9, 29, year=1985)
    assert only(csv_bytes((*PERSON, "8-15", ""), header=titles)).birthday == LUNAR


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("二月三十", Birthday(2, 30, "lunar")),
        ("2-30", Birthday(2, 30, "lunar")),
        ("1986-2-29", Birthday(2, 29, "lunar", year=1986)),
        ("1986年2月29日", Birthday(2, 29, "lunar", year=1986)),
        ("农历二月三十", Birthday(2, 30, "lunar")),
        ("4月30日", Birthday(4, 30, "lunar")),
        ("公历8月15日", Birthday(8, 15)),
    ],
)
def test_days_that_only_the_lunar_calendar_has(written: str, expected: Birthday) -> None:
    assert only(with_columns(生日=written, 历法="农历")).birthday == expected


@pytest.mark.parametrize(
    "written",
    ["1962/3/7 0:00:00", "1962-03-07 00:00", "1962-03-07T00:00:00", "1962-03-07T00:00:00.000Z", "1962/3/7 12:00:00 AM"],
)
def test_a_midnight_behind_the_day(written: str) -> None:
    assert only(with_columns(生日=written)).birthday == Birthday(3, 7, year=1962)


def test_a_number_that_may_be_the_tenth_or_the_first_is_asked_about() -> None:
    """8.10 typed into Excel is the number 8.1, and nobody can tell it from 8.1 any more."""
    assert "分不清是 8月1日 还是 8月10日" in refusal(xlsx_bytes((*PERSON, 8.1)))
    assert "10-2 或 10-20" in refusal(xlsx_bytes((*PERSON, 10.2)))
    assert only(xlsx_bytes((*PERSON, 8.15))).birthday == Birthday(8, 15)
    assert only(xlsx_bytes((*PERSON, 8.4))).birthday == Birthday(8, 4)
    assert only(with_columns(生日="8.10")).birthday == Birthday(8, 10), "as a text it says what it says"


@pytest.mark.parametrize("form", [14, 27, 28, 30, 31, 36, 50, 57, 58, "yyyy/m/d;@", '[$-804]yyyy"年"m"月"d"日"', "m/d"])
def test_dates_by_built_in_and_other_formats(form: int | str) -> None:
    assert born(31113, form) == Birthday(3, 7, year=1985)


def test_a_time_is_no_day_and_a_month_alone_is_none() -> None:
    assert "没有0月" in refusal(book(header(), row(2, *PERSON, 0.5, style=1, at=3), formats=[20]))
    month_only = book(header(), row(2, *PERSON, 31107, style=1, at=3), formats=['yyyy"年"m"月"'])
    assert "“1985年3月”只有年月，没有日" in refusal(month_only)


@pytest.mark.parametrize("form", ["[$-130000]yyyy/m/d", '[$-130804][DBNum1]m"月"d"日";@'])
def test_excels_lunar_format_shows_a_lunar_day(form: str) -> None:
    assert born(31113, form) == solar_to_lunar(date(1985, 3, 7)) == Birthday(1, 16, "lunar", year=1985)
    assert born(22712, form) == Birthday(2, 2, "lunar", year=1962)


def test_days_counted_from_1904() -> None:
    assert born(31113 - 1462, 14, '<workbookPr date1904="1"/>') == Birthday(3, 7, year=1985)


@pytest.mark.parametrize(("serial", "day"), [(11000, date(1930, 2, 11)), (12784, date(1934, 12, 31))])
def test_births_before_1935(serial: int, day: date) -> None:
    born_on = Birthday(day.month, day.day, year=day.year)
    assert only(xlsx_bytes((*PERSON, serial))).birthday == born_on, "a number without any format"
    assert born(serial, 14) == born_on
    assert only(with_columns(生日="1921-03-04")).birthday == Birthday(3, 4, year=1921)
    assert "没有85月" in refusal(xlsx_bytes((*PERSON, 8503))), "1985年3月, or a day of 1923"


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (330300198503071234.0, "末几位已经丢了"),
        (1234567890123456789, "末几位已经丢了"),
        (12.5, "是小数"),
        (date(2026, 1, 2), "变成了日期"),
    ],
)
def test_a_staff_number_that_excel_has_made_up_is_refused(number: object, reason: str) -> None:
    said = refusal(xlsx_bytes((number, "王芳", "春风工会")))
    assert reason in said
    assert "“文本”" in said, "what to do about it"


def test_a_staff_number_with_a_point_from_another_program_is_refused() -> None:
    assert "变成了小数" in refusal(csv_bytes(("123.0", "王芳", "春风工会")))


def test_zeros_in_front_of_a_staff_number_are_kept() -> None:
    assert only(xlsx_bytes(("00123", "王芳", "春风工会"))).staff_no == "00123"
    assert only(csv_bytes(("00123", "王芳", "春风工会"))).staff_no == "00123"
    shown = book(header(), row(2, 123, "王芳", "春风工会", style=1, at=0), formats=["00000"])
    assert only(shown).staff_no == "00123", "as the sheet shows it"
    assert only(xlsx_bytes((123, "王芳", "春风工会"))).staff_no == "123"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("王䶮", "王䶮"),
        ("李𬎆", "李𬎆"),
        ("武〇", "武〇"),
        ("张𫖯", "张𫖯"),
        ("赵\ue83e", "赵\ue83e"),
        ("欧阳•阿依古丽", "欧阳·阿依古丽"),
        ("买买提・艾力", "买买提·艾力"),
        ("迪丽 · 热巴", "迪丽·热巴"),
        ("José", "José"),
        ("李 𬎆", "李𬎆"),
    ],
)
def test_rare_characters_and_dots_in_names(written: str, name: str) -> None:
    assert only(xlsx_bytes(("A1", written, "春风工会"))).name == name
    assert only(csv_bytes(("A1", written, "春风工会"))).name == name


@pytest.mark.parametrize(
    ("office", "roles"),
    [
        ("女工委员", {Role.OFFICER}),
        ("组织委员", {Role.OFFICER}),
        ("工会副主席、文体委员", {Role.OFFICER}),
        ("女职工委员会主任", {Role.OFFICER}),
        ("宣传委员兼财务", {Role.OFFICER, Role.TREASURER}),
        ("财务委员", {Role.TREASURER}),
        ("经费审查委员", {Role.AUDITOR}),
        ("借调", set()),
    ],
)
def test_offices_as_unions_name_them(office: str, roles: set[Role]) -> None:
    assert only(with_columns(职务=office)).roles == roles


@pytest.mark.parametrize("office", ["处长", "纪检委员", "委员会"])
def test_what_is_no_office_of_the_union_gives_none(office: str) -> None:
    assert "职务" in refusal(with_columns(职务=office))


@pytest.mark.parametrize("status", ["借调", "挂职", "在编", "内退"])
def test_who_works_elsewhere_for_a_while_stays_a_member(status: str) -> None:
    assert only(with_columns(状态=status)).status is MemberStatus.ACTIVE


@pytest.mark.parametrize(
    "total",
    [
        ("合计", "30人", "", ""),
        ("合 计", 30, "男12", "女18"),
        ("", "", "总计：30人", ""),
        ("小计", "2", "春风工会", "2"),
        ("共30人", "", "", ""),
        ("备注：", "", "数据截至11月", "请核对"),
        ("", "审核人：王主任", "填表人：李", ""),
    ],
)
def test_totals_and_footnotes_are_no_people(total: tuple[object, ...]) -> None:
    rows = read(xlsx_bytes((*PERSON, "3-7"), total)).rows
    assert [one.staff_no for one in rows] == ["A1"]
    assert read(xlsx_bytes((*PERSON, "3-7"), total)).wrong == ()


def test_a_person_of_a_unit_that_sounds_like_a_footnote_is_one() -> None:
    titles = ("单位", "工号", "姓名")
    assert only(csv_bytes(("审核中心", "A1", "王芳"), header=titles)).branch == "审核中心"


def test_columns_that_were_not_read_are_named() -> None:
    reading = read(csv_bytes((1, *PERSON, "3-7", "党员"), header=("序号", *NAMED, "生日", "政治面貌")))
    assert reading.ignored == ("序号", "政治面貌")
    [found] = reading.rows
    assert isinstance(found, Row)
