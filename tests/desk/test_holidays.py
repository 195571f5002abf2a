"""The State Council's words about a year, read and held against themselves."""

from datetime import date

import chinese_calendar
import pytest

from bot.core import worktime
from bot.core.errors import BadInput
from bot.desk.rules.holidays import doubts, read, year_of
from bot.desk.texts import holidays as texts

#: 国办发明电〔2025〕7号, whose days the library has.
NOTICE = """国务院办公厅关于2026年部分节假日安排的通知
国办发明电〔2025〕7号
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。"""
LIST = (
    "2027年 放假：1月1日至3日，2月5日至11日，4月3日-5日，5.1-5.5，6月9日，9月15日，10月1日～7日；"
    "上班：2月20日，5月8日，10月9日、10日"
)


def test_the_notice_gives_the_days_that_the_library_has() -> None:
    found = read(2026, NOTICE)
    assert found.document == "国办发明电〔2025〕7号"
    off, worked = chinese_calendar.get_holidays(date(2026, 1, 1), date(2026, 12, 31)), found.worked
    assert all(worktime.is_workday(day, {2026: found}) is False for day in off)
    assert sorted(worked) == [date(2026, *day) for day in ((1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10))]
    assert doubts(found) == []


def test_a_list_is_read_too() -> None:
    found = read(2027, LIST)
    assert len(found.off) == 3 + 7 + 3 + 5 + 1 + 1 + 7
    assert sorted(found.worked) == [date(2027, *day) for day in ((2, 20), (5, 8), (10, 9), (10, 10))]
    assert "春节：2月5日（周五）至2月11日（周四）放假，共 7 天" in texts.preview(found, ())
    assert "调休上班：2月20日（周六）、5月8日（周六）、10月9日（周六）、10月10日（周日）" in texts.preview(found, ())


def test_the_days_of_december_before_belong_to_the_year() -> None:
    early = NOTICE.replace("1月1日（周四）至3日（周六）放假调休，共3天", "12月31日至1月3日放假调休，共4天")
    found = read(2026, early)
    assert date(2025, 12, 31) in found.off
    assert not worktime.is_workday(date(2025, 12, 31), {2026: found})
    assert worktime.is_workday(date(2025, 12, 31))


@pytest.mark.parametrize(
    ("instead_of", "said", "told"),
    [
        ("10月10日（周六）", "10月11日（周六）", "10月11日是周日，写的是周六"),
        ("共9天", "共8天", "写着共 8 天，读到的是 9 天"),
        ("至23日（农历正月初七、周一）放假调休，共9天", "放假", "春节少了 2月16日（周一）"),
        ("5月9日（周六）上班", "5月5日（周二）上班", "5月5日（周二）又放假又上班"),
        ("5月9日（周六）上班", "5月8日上班", "5月8日（周五）本来就上班"),
        ("5月9日（周六）上班", "5月9日（周六）", "没有写明是放假还是上班"),
        ("5月9日（周六）上班", "2月30日上班", "没有 2026年2月30日"),
        ("5月9日（周六）上班", "2028年5月9日上班", "不在 2026 年里"),
        ("三、清明节：4月4日（周六）至6日（周一）放假，共3天。", "", "清明节少了 4月5日（周日）"),
        ("4月4日（周六）至6日（周一）", "4月4日（周六）至3日", "起止不对"),
    ],
)
def test_what_does_not_agree_with_itself_is_refused(instead_of: str, said: str, told: str) -> None:
    assert instead_of in NOTICE
    with pytest.raises(BadInput, match="没有记下来") as refused:
        read(2026, NOTICE.replace(instead_of, said))
    assert told in str(refused.value)


def test_another_years_notice_is_refused_by_its_weekdays() -> None:
    with pytest.raises(BadInput, match="2027年1月1日是周五，写的是周四"):
        read(2027, NOTICE)


@pytest.mark.parametrize(
    ("instead_of", "said", "told"),
    [
        ("5月9日（周六）上班", "", "工作日应放 18 天，这里放 19 天"),
        ("5月9日（周六）上班", "5月10日（周日）上班", "和程序自带的 2026 年安排不同：5月9日（周六）、5月10日（周日）"),
        ("三、清明节", "另：9月3日（周四）放假。三、清明节", "9月3日（周四）放假，附近没有法定节日"),
    ],
)
def test_what_may_be_right_is_shown_before_it_counts(instead_of: str, said: str, told: str) -> None:
    found = read(2026, NOTICE.replace(instead_of, said))
    assert told in texts.preview(found, doubts(found))


@pytest.mark.parametrize("words", ["", "2027年 你好", "2027年 放假", "2027年 共 3 天", "2027年 至日放假（（（"])
def test_words_without_days_are_refused(words: str) -> None:
    with pytest.raises(BadInput):
        read(2027, words)


def test_the_year_is_the_first_that_is_named() -> None:
    assert year_of(NOTICE) == 2026
    assert year_of("２０２７年 放假") == 2027
    assert year_of("2O27年 放假") == 2027
    assert year_of("放假：1月1日") is None


def test_days_that_are_not_listed_stay_as_they_are() -> None:
    found = {2027: read(2027, LIST)}
    assert worktime.known(2027, found)
    assert worktime.is_workday(date(2027, 3, 1), found)
    assert not worktime.is_workday(date(2027, 3, 6), found)
    assert worktime.is_workday(date(2027, 2, 20), found)
    assert not worktime.is_workday(date(2027, 2, 11), found)
    assert worktime.lacking(date(2027, 6, 1), found) is None
    assert worktime.lacking(date(2027, 12, 1), found) == 2028
