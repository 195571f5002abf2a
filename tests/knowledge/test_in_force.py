"""Which document holds for an event: its day, the branch, the level; and what is answered of other years."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from knowledge import Library, Notice
from knowledge.inforce import Edition, Level, in_force
from tests.knowledge.several import ceiling, folder, notice

DAY = date(2026, 6, 1)
OURS, UPPER = 7, 8


def edition(source: Notice, since: date = date(2026, 1, 1), **more: object) -> Edition:
    return Edition(source, since, **more)  # type: ignore[arg-type]


def rules(number: str, yuan: int, title: str = "关于印发《会员慰问办法》的通知") -> Notice:
    """A 办法: it states weddings alone."""
    found = notice(2021)
    kind = found.kind("marriage")
    assert kind
    place = replace(kind.place, source=replace(kind.place.source, number=number))
    clause = f"会员结婚要贺（慰问品不超过{yuan}元）"
    return replace(found, number=number, title=title, kinds=(replace(kind, ceiling=yuan, clause=clause, place=place),))


def test_a_yearly_plan_takes_the_place_of_the_former_plan_alone() -> None:
    plans = [edition(notice(year), date(year, 1, 1)) for year in (2024, 2025, 2026)]
    lasting = edition(rules("温直工〔2021〕3号", 900), date(2021, 2, 1))
    for year in (2024, 2025, 2026):
        found = in_force([*plans, lasting], date(year, 6, 1))
        assert [one.number for one in found.editions] == [f"温直工〔{year}〕7号", "温直工〔2021〕3号"]


@pytest.mark.parametrize(
    ("title", "next_"),
    [
        ("关于印发《2025年度市直机关工会工作要点》的通知", True),
        ("2025年市直机关工会工作要点", True),
        ("关于印发《二〇二五年市直机关工会工作计划》的通知", True),
        ("关于印发《2025年女职工工作要点》的通知", False),
        ("关于做好2025年送温暖活动方案的通知", False),
        ("关于印发《会员慰问办法》的通知", False),
    ],
)
def test_the_next_plan_may_have_its_title_in_other_words(title: str, next_: bool) -> None:
    former, later = edition(notice(2024), date(2024, 1, 1)), replace(notice(2025), title=title)
    found = in_force([former, edition(later, date(2025, 1, 1))], date(2025, 6, 1))
    assert (former not in found.editions) is next_
    kind = found.kind("childbirth")
    assert kind
    assert (not kind.besides) is next_, "a plan that is over is no second voice"


def test_a_branchs_plan_does_not_end_the_committees() -> None:
    committee = edition(notice(2024), date(2024, 1, 1))
    branch = edition(notice(2025), date(2025, 1, 1), level=Level.BRANCH, branch=OURS)
    assert committee in in_force([committee, branch], date(2025, 6, 1), OURS).editions


def test_clauses_of_one_level_that_differ_are_both_named_and_the_lasting_one_counts() -> None:
    found = in_force([edition(notice(2026)), edition(rules("温直工〔2021〕3号", 900), date(2021, 2, 1))], DAY)
    kind = found.kind("marriage")
    assert kind
    assert (kind.ceiling, kind.place.source.number) == (900, "温直工〔2021〕3号")
    assert [one.place.source.number for one in kind.besides] == ["温直工〔2026〕7号"]


def test_the_branchs_own_within_the_ceiling_of_those_above() -> None:
    upper = edition(notice(2026))
    low = edition(rules("春工〔2026〕1号", 300), level=Level.BRANCH, branch=OURS)
    high = edition(rules("雨工〔2026〕1号", 5000), level=Level.BRANCH, branch=UPPER)
    all_three = [upper, low, high]
    assert (own := in_force(all_three, DAY, OURS).kind("marriage"))
    assert (own.ceiling, own.place.source.number, own.cap) == (300, "春工〔2026〕1号", None)
    assert (capped := in_force(all_three, DAY, UPPER).kind("marriage"))
    assert capped.ceiling == ceiling("marriage", 2026)
    assert capped.cap
    assert (other := in_force(all_three, DAY).kind("marriage"))
    assert other.place.source.number == "温直工〔2026〕7号"


def test_an_amendment_that_was_not_followed_counts_and_stands_beside() -> None:
    base, change = edition(rules("甲〔2021〕3号", 900), date(2021, 2, 1)), rules("甲〔2025〕1号", 1200)
    amending = edition(change, date(2025, 5, 1), amends=frozenset({"甲〔2021〕3号"}))
    before, after = (in_force([base, amending], day).kind("marriage") for day in (date(2025, 4, 30), date(2025, 5, 1)))
    assert before
    assert after
    assert (before.ceiling, after.ceiling) == (900, 1200)
    assert [one.ceiling for one in after.besides] == [900], "the officer sees both"


def test_what_is_repealed_or_over_holds_no_more() -> None:
    old = edition(rules("甲〔2017〕6号", 500), date(2017, 1, 1))
    new = edition(rules("甲〔2021〕3号", 900), date(2021, 2, 1), repeals=frozenset({"甲〔2017〕6号"}))
    brief = edition(rules("甲〔2022〕1号", 950), date(2022, 1, 1), until=date(2022, 12, 31))
    assert [one.number for one in in_force([old, new], date(2021, 1, 31)).editions] == ["甲〔2017〕6号"]
    assert [one.number for one in in_force([old, new], date(2021, 2, 1)).editions] == ["甲〔2021〕3号"]
    assert len(in_force([new, brief], date(2022, 12, 31)).editions) == 2
    assert len(in_force([new, brief], date(2023, 1, 1)).editions) == 1


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return Library.load(folder(tmp_path_factory.mktemp("years") / "notices", 2024, 2025, 2026))


@pytest.mark.parametrize(
    ("question", "year"),
    [
        ("结婚给多少", 2026),
        ("去年结婚给多少", 2025),
        ("我去年结婚的，现在能领多少", 2025),
        ("前年住院的慰问金是多少", 2024),
        ("2024年10月3日结婚的能领多少", 2024),
        ("我2025年11月5日生的孩子，慰问多少", 2025),
    ],
)
def test_chat_answers_by_the_day_of_the_event(library: Library, question: str, year: int) -> None:
    answer = library.answer(question, today=DAY)
    [topic] = answer.topics
    assert answer.amounts == {topic: ceiling(topic, year)}
    assert f"温直工〔{year}〕7号（{year}年）" in answer.text


def test_what_changed_is_told_with_both_documents(library: Library) -> None:
    for question in ("结婚标准和去年比变了吗", "结婚慰问和去年比有什么变化", "结婚现在还是1610吗"):
        answer = library.answer(question, today=DAY)
        assert str(ceiling("marriage", 2025)) in answer.text
        assert str(ceiling("marriage", 2026)) in answer.text
        assert {one.notice for one in answer.citations} == {"温直工〔2025〕7号", "温直工〔2026〕7号"}
    every = library.answer("今年和去年比变了什么", today=DAY)
    assert every.text.count("原来是") == 8


def test_what_has_not_changed_and_what_is_not_the_documents_is_answered_as_ever(library: Library) -> None:
    assert "年度干部职工的疗休养工作" in library.answer("现在还有疗休养吗", today=DAY).text
    assert library.answer("医保报销有什么变化", today=DAY).intent == "out_of_scope"
    assert "原来是" not in library.answer("这个通知现在还有效吗", today=DAY).text


def test_of_a_year_without_a_document_that_is_said(library: Library) -> None:
    assert "2027年的文件我这里还没有" in library.answer("明年结婚给多少", today=DAY).text
    for told in ("下个月18号办婚礼，先跟工会报一声", "住院了，明天动手术"):
        assert "文件我这里还没有" not in library.answer(told, today=DAY).text
    assert "2018年的文件我这里没有，最早的是温直工〔2024〕7号" in library.answer("2018年结婚给多少", today=DAY).text


def test_what_is_said_first_stays_first(library: Library) -> None:
    text = library.answer("我要投诉，去年生日什么也没有，必须给个说法", today=DAY).text
    assert text.startswith("让您不痛快了，很抱歉")
    assert "这是2025年执行的文件写的。\n依据：温直工〔2025〕7号" in text


def test_what_is_published_to_a_trial_stays_in_it(library: Library) -> None:
    other = library.trial(())
    other.publish([edition(rules("温直工〔2026〕9号", 77), level=Level.COMMITTEE, key="v9")])
    assert other.answer("结婚给多少", today=DAY).amounts == {"marriage": 77}
    assert other.entitlement("marriage", DAY).ceiling == 77
    assert library.entitlement("marriage", DAY).ceiling == ceiling("marriage", 2026)
    assert library.answer("结婚给多少", today=DAY).amounts == {"marriage": ceiling("marriage", 2026)}


def test_a_branchs_member_hears_his_branchs_document(tmp_path: Path) -> None:
    known = Library.load(folder(tmp_path / "notices", 2026))
    known.publish([edition(rules("春工〔2026〕1号", 300), level=Level.BRANCH, branch=OURS, key="v1")])
    assert known.answer("结婚给多少", today=DAY, branch=OURS).amounts == {"marriage": 300}
    assert "春工〔2026〕1号（2021年）" in known.answer("结婚给多少", today=DAY, branch=OURS).text
    assert known.answer("结婚给多少", today=DAY).amounts == {"marriage": ceiling("marriage", 2026)}
    known.publish([edition(rules("春工〔2026〕1号", 9000), level=Level.BRANCH, branch=OURS, key="v2")])
    capped = known.answer("结婚给多少", today=DAY, branch=OURS)
    assert capped.amounts == {"marriage": ceiling("marriage", 2026)}
    assert "上级的温直工〔2026〕7号（2026年）上限更低" in capped.text
    known.publish([])
    assert known.answer("结婚给多少", today=DAY, branch=OURS).amounts == {"marriage": ceiling("marriage", 2026)}
