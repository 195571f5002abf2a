"""The plain floor: the most everyday messages say what they must, wherever they are asked."""

from __future__ import annotations

import re
from datetime import date

import pytest

from knowledge import Library
from knowledge.answer.texts import IN_PRIVATE
from tests.knowledge.conftest import TODAY
from tests.knowledge.floor.reading import Plain, messages

FLOOR = tuple(messages())
ALL_YEARS = (TODAY, date(2026, 11, 29))


@pytest.mark.parametrize("plain", FLOOR, ids=lambda plain: plain.text)
@pytest.mark.parametrize("in_group", [False, True])
def test_what_must_be_said_is_said(library: Library, plain: Plain, in_group: bool) -> None:
    for today in ALL_YEARS:
        answer = library.answer(plain.text, today=today, in_group=in_group)
        if in_group and answer.text == IN_PRIVATE:  # what is told of oneself is not spoken of in a group
            assert library.answer(plain.text, today=today).intent == "report"
            continue
        assert plain.faults(answer.text) == [], answer.text


@pytest.mark.parametrize("plain", [one for one in FLOOR if one.name], ids=lambda plain: plain.name)
def test_an_unknown_name_is_no_known_thing(library: Library, plain: Plain) -> None:
    answer = library.answer(plain.text, today=TODAY)
    assert answer.missed
    assert not answer.topics
    assert not answer.amounts
    assert answer.suggestions[0].action == "officer"


@pytest.mark.parametrize("name", ["乐呵会", "云享会", "同乐汇", "乐嗨节"])
@pytest.mark.parametrize("asked", ["{}什么时候办", "{}怎么报名", "请问{}是什么", "{}有吗", "工会的{}在哪里办"])
def test_a_name_stays_unknown_however_it_is_asked_about(library: Library, name: str, asked: str) -> None:
    answer = library.answer(asked.format(name), ["生病住院给多少"], today=TODAY)
    assert f"通知里没有写到“{name}”" in answer.text


@pytest.mark.parametrize(
    "known", ["俱乐部", "大讲堂", "疗休养", "联谊会", "乒乓球", "互助保障", "劳模", "工会卡", "公积金"]
)
def test_a_known_name_is_never_called_unknown(library: Library, known: str) -> None:
    for asked in ("{}是什么", "{}什么时候办", "{}怎么报名", "{}"):
        assert "没有写到" not in library.answer(asked.format(known), today=TODAY).text


def test_what_failed_twice_brings_an_officer(library: Library) -> None:
    once = library.answer("打印机坏了", today=TODAY)
    twice = library.answer("打印机还是坏的，跟你说过了", ["打印机坏了"], today=TODAY)
    assert "不止说了一次" not in once.text
    assert twice.suggestions[0].action in {"officer", "relay"}
    again = library.answer("公积金怎么提", ["公积金怎么提"], today=TODAY)
    assert again.suggestions[0].action == "officer"


def test_a_complaint_comes_before_what_it_asks(library: Library) -> None:
    answer = library.answer("等了一个月没人理我", today=TODAY)
    assert "很抱歉" in answer.text.splitlines()[0]
    assert answer.suggestions[0].action in {"officer", "relay"}
    assert not re.search("^(有的|可以的)", library.answer("我对工会有意见", today=TODAY).text, re.M)


def test_sign_up_is_for_activities(library: Library) -> None:
    assert "报名" not in library.answer("生育要报名吗", today=TODAY).text
    assert "报名" in library.answer("活动怎么报名", today=TODAY).text


@pytest.mark.parametrize(
    ("asked", "named"), [("乒乓球有奖品吗", "奖品"), ("羽毛球管饭吗", "管饭"), ("大讲堂发证书吗", "证书")]
)
def test_what_is_not_stated_is_named(library: Library, asked: str, named: str) -> None:
    answer = library.answer(asked, today=TODAY)
    assert re.search(f"^您问的“[^”]*{named}[^”]*”，通知没有写", answer.text)
    assert not answer.text.startswith("有的")
