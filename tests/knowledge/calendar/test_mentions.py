"""Days as sentences mention them, and which of the days that they can mean the tense picks."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.calendar.mentions import Tense, find
from knowledge.calendar.zeros import plain_zeros

MONDAY = date(2024, 5, 20)

PLAIN = [  # one day, whatever the tense
    ("今天", "2024-05-20"),
    ("昨晚十一点", "2024-05-19"),
    ("前天夜里", "2024-05-18"),
    ("大前天", "2024-05-17"),
    ("大后天", "2024-05-23"),
    ("明早", "2024-05-21"),
    ("三天前", "2024-05-17"),
    ("10天后", "2024-05-30"),
    ("上周六", "2024-05-18"),
    ("上礼拜天", "2024-05-19"),
    ("上上周三", "2024-05-08"),
    ("这周日", "2024-05-26"),
    ("本周一", "2024-05-20"),
    ("下个星期五", "2024-05-31"),
    ("下周1", "2024-05-27"),
    ("这个月8号", "2024-05-08"),
    ("上月28", "2024-04-28"),
    ("下个月6号", "2024-06-06"),
    ("本月最后一天", "2024-05-31"),
    ("上个月最后一天", "2024-04-30"),
    ("2019年9月9日", "2019-09-09"),
    ("2019/9/9", "2019-09-09"),
    ("20190909", "2019-09-09"),
    ("二〇一九年九月九日", "2019-09-09"),
    ("去年12月28号", "2023-12-28"),
    ("去年冬至", "2023-12-22"),
    ("去年国庆第二天", "2023-10-02"),
    ("今年端午前一天", "2024-06-09"),
    ("2020年闰四月初八", "2020-05-30"),
    ("农历2023年十月初一", "2023-11-13"),
]

TENSED = [  # the same words, behind or ahead
    ("29号", "2024-04-29", "2024-05-29"),
    ("31号", "2024-03-31", "2024-05-31"),
    ("周六", "2024-05-18", "2024-05-25"),
    ("9月9日", "2023-09-09", "2024-09-09"),
    ("12.28", "2023-12-28", "2024-12-28"),
    ("六月最后一天", "2023-06-30", "2024-06-30"),
    ("国庆节", "2023-10-01", "2024-10-01"),
    ("春节", "2024-02-10", "2025-01-29"),
    ("除夕", "2024-02-09", "2025-01-28"),
    ("元宵", "2024-02-24", "2025-02-12"),
    ("清明", "2024-04-04", "2025-04-04"),
    ("端午", "2023-06-22", "2024-06-10"),
    ("七夕", "2023-08-22", "2024-08-10"),
    ("八月半", "2023-09-29", "2024-09-17"),
    ("重阳", "2023-10-23", "2024-10-11"),
    ("冬至", "2023-12-22", "2024-12-21"),
    ("腊八", "2024-01-18", "2025-01-07"),
    ("母亲节", "2024-05-12", "2025-05-11"),
    ("正月初三", "2024-02-12", "2025-01-31"),
    ("年初三", "2024-02-12", "2025-01-31"),
    ("腊月廿三", "2024-02-02", "2025-01-22"),
    ("阴历十月十八", "2023-11-30", "2024-11-18"),
    ("四月廿", "2023-06-07", "2024-05-27"),
]

VAGUE = ["前几天", "上个月", "年前", "上周", "半年前", "国庆期间", "8号左右", "去年", "月底", "过两天"]

NUMBERS = [
    "六斤八两",
    "住9楼16床",
    "8号楼",
    "五十九周岁",
    "三周年",
    "38.5度",
    "花了3.5万",
    "一周三次",
    "五一路",
    "第3号文件",
]


@pytest.mark.parametrize(("text", "day"), PLAIN)
@pytest.mark.parametrize("tense", ["past", "future", None])
def test_a_plain_mention_is_one_day(text: str, day: str, tense: Tense | None) -> None:
    (mention,) = find(text, MONDAY)
    assert mention.pick(MONDAY, tense) == date.fromisoformat(day)


@pytest.mark.parametrize(("text", "past", "future"), TENSED)
def test_the_tense_picks_the_day(text: str, past: str, future: str) -> None:
    (mention,) = find(text, MONDAY)
    assert mention.pick(MONDAY, "past") == date.fromisoformat(past)
    assert mention.pick(MONDAY, "future") == date.fromisoformat(future)


@pytest.mark.parametrize("text", VAGUE)
def test_a_vague_mention_is_no_day(text: str) -> None:
    mentions = find(text, MONDAY)
    assert mentions
    assert not any(mention.candidates for mention in mentions)


@pytest.mark.parametrize("text", NUMBERS)
def test_other_numbers_are_no_days(text: str) -> None:
    assert not any(mention.candidates for mention in find(text, MONDAY))


@pytest.mark.parametrize("text", ["2月30日", "2023年2月29日", "13月5日", "2019-13-40"])
def test_an_impossible_day_is_no_day(text: str) -> None:
    assert not any(mention.candidates for mention in find(text, MONDAY))


def test_the_29th_is_found_in_a_leap_february_only() -> None:
    assert find("29号", date(2024, 3, 5))[0].pick(date(2024, 3, 5), "past") == date(2024, 2, 29)
    assert find("29号", date(2023, 3, 5))[0].pick(date(2023, 3, 5), "past") == date(2023, 1, 29)


def test_a_lunar_month_is_the_next_even_in_the_old_lunar_year() -> None:
    """On 2024-02-05 it is still 腊月: 正月 is ten days off, not a year and ten days ago."""
    today = date(2024, 2, 5)
    assert find("正月十五", today)[0].pick(today, None) == date(2024, 2, 24)


def test_mentions_come_in_order_and_do_not_overlap() -> None:
    mentions = find("9月3号住院,上周六开刀,今天出院", MONDAY)
    assert [mention.text for mention in mentions] == ["9月3号", "上周六", "今天"]


@given(
    st.text(alphabet="今昨前大上下周星期礼拜月日号年初廿腊正闰农历国庆中秋0123456789一二三十./- ", max_size=25),
    st.dates(),
)
def test_any_text_is_read_without_an_error(text: str, today: date) -> None:
    if 1901 < today.year < 2098:
        assert all(mention.text in text for mention in find(text, today))


@given(st.dates(date(2000, 1, 1), date(2060, 12, 31)), st.integers(-120, 120))
def test_a_month_and_day_with_its_tense_gives_the_day_back(today: date, apart: int) -> None:
    day = today + timedelta(days=apart)
    (mention,) = find(f"{day.month}月{day.day}日", today)
    if (day.month, day.day) != (2, 29):
        assert mention.pick(today, "past" if apart <= 0 else "future") == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2027年除夕", "2027-02-05"),
        ("27年的除夕夜", "2027-02-05"),
        ("农历2027年除夕", "2028-01-25"),
        ("2027年腊八", "2027-01-15"),
        ("2027年春节", "2027-02-06"),
        ("2027年中秋", "2027-09-15"),
        ("2026年除夕", "2026-02-16"),
    ],
)
def test_a_festival_of_a_year_in_figures_is_the_one_within_it(text: str, day: str) -> None:
    """Said in November 2026: people name the year on the wall, not the lunar one."""
    [mention] = find(text, date(2026, 11, 29))
    assert mention.candidates == (date.fromisoformat(day),)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("二○二六年三月五日", "2026-03-05"),
        ("二◯二六年3月5日", "2026-03-05"),
        ("二O二六年十月一日", "2026-10-01"),
        ("二0二六年3月5日", "2026-03-05"),
        ("2O26年3月5日", "2026-03-05"),
        ("2o26-03-05", "2026-03-05"),
        ("2026-O3-05", "2026-03-05"),
        ("2026年1O月O1日", "2026-10-01"),
        ("2026年3月1O", "2026-03-10"),
        ("2026年三月二○日", "2026-03-20"),
        ("2026年3月2○号", "2026-03-20"),
    ],
)
def test_zeros_of_other_shapes_are_zeros(text: str, day: str) -> None:
    [mention] = find(text, date(2026, 11, 29))
    assert mention.candidates == (date.fromisoformat(day),)
    assert mention.text == text, "what was written is quoted as it was"


@pytest.mark.parametrize("text", ["O型血", "工号A0O8", "H2O", "OK", "○", "一○○", "VO2 3分钟", "零号"])
def test_other_letters_and_circles_stay_what_they_are(text: str) -> None:
    assert plain_zeros(text) == text


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("国庆第三天", "2026-10-03"),
        ("国庆后三天", "2026-10-04"),
        ("2026年清明前两天", "2026-04-03"),
        ("2026年中秋后三天", "2026-09-28"),
    ],
)
def test_days_are_counted_from_a_festival(text: str, day: str) -> None:
    assert find(text, date(2026, 11, 23))[0].pick(date(2026, 11, 23), "past") == date.fromisoformat(day)
