"""A kind that a document lists and no topic is for is listed, compared and answered with its figure."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.amended import Standing, editions_of
from knowledge.inforce import Level
from knowledge.library import Library
from tests.knowledge.documents.samples import NOTICE, read_text
from tests.support import own_library

TODAY = date(2026, 11, 30)
CHILD = "会员子女上大学要贺；"
ARMY = "会员子女参军入伍要贺（慰问品金额不超过 600 元）；"


@pytest.fixture(scope="module")
def library() -> Library:
    made = own_library()
    assert CHILD in NOTICE
    text = NOTICE.replace(CHILD, ARMY, 1).replace("〔2019〕7号", "〔2026〕4号").replace("2019", "2026")
    terms = {
        "since": date(2026, 3, 1),
        "until": None,
        "level": Level.COMMITTEE,
        "branch": None,
        "order": 1,
        "key": "n1",
    }
    made.publish(editions_of([Standing(read_text(text), terms, ())], (), made.lexicon))
    return made


def test_it_is_in_the_overviews_under_the_notices_own_count(library: Library) -> None:
    whole = library.answer("一共有哪些慰问", today=TODAY).text
    assert "一共 10 项" in whole
    assert "会员子女参军入伍（慰问品不超过 600 元）" in whole
    joys = library.answer("五要贺是哪五项", today=TODAY).text
    assert "“五要贺”是祝贺会员，有 5 项" in joys
    assert joys.index("生育") < joys.index("参军") < joys.index("退休")


def test_that_it_is_new_is_said(library: Library) -> None:
    changed = library.answer("今年和去年比有什么变化", today=TODAY)
    assert "“会员子女参军入伍”：新增，慰问品不超过 600 元。" in changed.text
    assert "enlistment" not in changed.topics


@pytest.mark.parametrize("asked", ["参军慰问多少钱", "子女入伍有慰问吗"])
def test_its_own_words_are_quoted_up_to_the_figure(library: Library, asked: str) -> None:
    answer = library.answer(asked, today=TODAY)
    assert "“会员子女参军入伍要贺（慰问品金额不超过600元）”" in answer.text
    assert "生病住院" not in answer.text


def test_a_month_is_answered_by_what_held_then(library: Library) -> None:
    for asked in ("今年2月住院的能领多少", "2月份住院的能领多少"):
        answer = library.answer(asked, today=TODAY)
        assert "〔2019〕7号" in answer.text
        assert "2026年2月" in answer.text
    assert "〔2026〕4号" in library.answer("今年4月住院的能领多少", today=TODAY).text


@pytest.mark.parametrize("asked", ["哪些标准变了", "新增了哪些慰问"])
def test_what_is_new_is_told(library: Library, asked: str) -> None:
    assert "新增，慰问品不超过 600 元" in library.answer(asked, today=TODAY).text


def test_next_year_is_compared_with_this() -> None:
    made = own_library()
    text = (
        NOTICE.replace("〔2019〕7号", "〔2026〕15号")
        .replace("2019", "2027")
        .replace("不超过 500 元", "不超过 800 元", 1)
    )
    terms = {
        "since": date(2027, 1, 1),
        "until": None,
        "level": Level.COMMITTEE,
        "branch": None,
        "order": 1,
        "key": "n1",
    }
    made.publish(editions_of([Standing(read_text(text), terms, ())], (), made.lexicon))
    answer = made.answer("明年和今年比有什么变化", today=TODAY)
    assert "“会员结婚”：现在是慰问品不超过 500 元，2027年是慰问品不超过 800 元。" in answer.text
