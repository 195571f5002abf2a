"""Papers and deadlines that a document gives once for all kinds are told of each, and one kind's own of no other."""

from __future__ import annotations

from functools import cache

import pytest

from knowledge import Library
from knowledge.amended import Standing, editions_of
from knowledge.documents.model import Document
from tests.knowledge.documents.samples import read_text
from tests.support import own_library

RULES = """泉机工〔2026〕6号

泉山区机关工会会员慰问办法

第一条　会员生病住院的，给予不超过800元的慰问金。

第二条　会员结婚的，给予不超过600元的慰问品。

第三条　会员退休的，给予不超过900元的纪念品。

第四条　会员子女考上大学的，给予不超过700元的慰问品；会员子女应征入伍的，给予不超过500元的慰问金。

{deadline}

{papers}

第七条　本办法自2026年4月1日起施行。

泉山区机关工会
2026年3月12日
"""
DEADLINES = (
    "第五条　申请应在事项发生后30日内提出。",
    "第五条　各项慰问须于事发两个月内办结，超期视作自愿放弃。",
    "第五条　上述慰问应在事由发生后两个月内办理，住院慰问应在出院后一个月内办理。",
    "第五条　申报时效为事件发生之日起三个月。",
)
PAPERS = (
    "第六条　申请人须填写审批表，并附身份证复印件。",
    "第六条　所需资料：（1）申请表一份；（2）会员证复印件。",
    "第六条　办理上述慰问应附申请表，住院的另附出院小结。",
    "第六条　申领时应提供以下材料：（一）《慰问审批表》；（二）相关证明：住院的提供出院小结，结婚的提供结婚证。",
)


@cache
def document(deadline: str = DEADLINES[0], papers: str = PAPERS[0]) -> Document:
    return read_text(RULES.format(deadline=deadline, papers=papers))


@cache
def library(deadline: str = DEADLINES[0], papers: str = PAPERS[0]) -> Library:
    made = own_library()
    made.publish(editions_of([Standing(document(deadline, papers), {"key": "rules"})], (), made.lexicon))
    return made


def said(question: str, *, deadline: str = DEADLINES[0], papers: str = PAPERS[0]) -> str:
    from datetime import date

    return library(deadline, papers).answer(question, today=date(2026, 6, 1)).text


@pytest.mark.parametrize("deadline", DEADLINES)
@pytest.mark.parametrize("question", ["结婚多久之内要申请", "退休什么时候之前要报", "住院多久之内要报"])
def test_the_deadline_of_all_is_told_of_each(deadline: str, question: str) -> None:
    text = said(question, deadline=deadline)
    assert "第五条的原文" in text
    assert "没有写" not in text


@pytest.mark.parametrize("papers", PAPERS)
@pytest.mark.parametrize("question", ["结婚要交什么材料", "退休要什么材料", "住院要什么材料"])
def test_the_papers_of_all_are_told_of_each(papers: str, question: str) -> None:
    text = said(question, papers=papers)
    assert "第六条的原文" in text
    assert "没有写" not in text


def test_what_is_said_of_one_kind_beside_all_is_of_that_kind() -> None:
    found = {one.event: one.deadline for one in document(DEADLINES[2]).clauses if one.place == "第五条"}
    assert found == {None: "事由发生后两个月内", "hospitalization": "出院后一个月内"}
    papers = {one.event: one.papers for one in document(papers=PAPERS[2]).clauses if one.place == "第六条"}
    assert papers == {None: ("申请表",), "hospitalization": ("出院小结",)}


def test_papers_named_kind_by_kind_in_one_sentence_go_to_their_kind() -> None:
    papers = {one.event: one.papers for one in document(papers=PAPERS[3]).clauses if one.place == "第六条"}
    assert papers == {
        None: ("《慰问审批表》", "相关证明"), "hospitalization": ("出院小结",), "marriage": ("结婚证",),
    }  # fmt: skip


def test_a_list_under_a_heading_of_papers_needs_no_verb() -> None:
    text = RULES.format(deadline="二、申报材料\n\n1.慰问申请表；", papers="2.结婚：结婚证复印件；")
    found = [one.papers for one in read_text(text).clauses if one.papers]
    assert found == [("慰问申请表",), ("结婚证复印件",)]


@pytest.mark.parametrize("question", ["儿子当兵去了给多少", "孩子服兵役有慰问吗"])
def test_who_goes_to_the_army_goes_to_no_university(question: str) -> None:
    text = said(question)
    assert "应征入伍的，给予不超过500元" in text


def test_a_document_may_call_the_army_otherwise() -> None:
    document = read_text(RULES.format(deadline="第五条　子女被批准服兵役的，慰问金600元。", papers=PAPERS[0]))
    assert [one.event for one in document.clauses if one.place == "第五条"] == ["enlistment"]
