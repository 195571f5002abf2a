"""Several years side by side, what is new or gone, and which documents hold."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from knowledge import Library
from knowledge.changes import changes
from tests.knowledge.several import ceiling, folder, notice, notice_text

DAY = date(2021, 6, 1)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return Library.load(folder(tmp_path_factory.mktemp("notices"), 2019, 2020, 2021))


@pytest.mark.parametrize(
    "question", ["2019年、2020年、2021年结婚各是多少", "2019、2020和2021年结婚的标准", "结婚慰问这三年怎么变的"]
)
def test_each_year_is_told_with_its_own_figure_and_document(library: Library, question: str) -> None:
    answer = library.answer(question, today=DAY)
    for year in (2019, 2020, 2021):
        assert f"{year}年慰问品不超过 {ceiling('marriage', year)} 元（温直工〔{year}〕7号）" in answer.text
    assert [one.notice for one in answer.citations] == [f"温直工〔{year}〕7号" for year in (2019, 2020, 2021)]


@pytest.mark.parametrize("question", ["2025年、2026年结婚各是多少", "2021年结婚多少", "结婚三年了有礼物吗"])
def test_years_to_come_one_year_and_how_long_ago_are_no_row_of_years(library: Library, question: str) -> None:
    assert "2020年慰问品" not in library.answer(question, today=DAY).text


@pytest.mark.parametrize("question", ["现在执行的是哪一份", "目前用的是哪个文件", "哪份通知现在有效", "哪份文件有效"])
def test_which_document_holds_is_said_with_its_first_day(library: Library, question: str) -> None:
    answer = library.answer(question, today=DAY)
    assert "现在执行的是：温直工〔2021〕7号（2021年1月1日起）" in answer.text


def test_who_asks_what_is_new_or_gone_hears_that_alone(tmp_path: Path) -> None:
    known = folder(tmp_path, 2020)
    without = re.sub("会员子女上大学要贺（[^）]*）；", "", notice_text(2020)).replace("五要贺", "四要贺")
    (known / "notice-2020.txt").write_text(without, encoding="utf-8")
    (known / "notice-2021.txt").write_text(notice_text(2021), encoding="utf-8")
    library = Library.load(known)
    added = library.answer("新增了哪些慰问", today=DAY).text
    assert "子女上大学”：新增" in added
    assert "原来是" not in added
    assert "没有取消的事项" in library.answer("和去年比取消了哪些慰问", today=DAY).text


def test_words_of_emphasis_and_stops_are_no_change() -> None:
    known = notice(2020)
    told = notice(2021, ("积极动员和组织", "动员和组织"))
    lexicon = Library.load().lexicon
    assert "mutual_aid" not in {one.topic for one in changes(known, told, lexicon)}
    other = notice(2021, ("积极动员和组织本系统的基层工会参加", "暂停组织本系统的基层工会参加"))
    assert "mutual_aid" in {one.topic for one in changes(known, other, lexicon)}
