"""What is said beside a quotation does not speak against it, and a row of a table is read by its columns."""

from __future__ import annotations

import pytest

from knowledge.answer.rules import ANSWERS
from knowledge.answer.uninterpreted import CLAIM, unsaid
from knowledge.lexicon.load import read_toml
from tests.knowledge.documents.asked.test_stated import UNSTATED, said


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("我俩都是会员，结婚算一份还是两份", "各送一份"),
        ("我爸走了，送不送花篮", "花圈一个"),
        ("慰问品怎么送到我手里，要我签字吗", "会员本人签收"),
        ("入会才两个月，住院有没有", "缴纳会费满三个月"),
        ("生病住院能不能多给点", "另加300元"),
    ],
)
def test_what_is_quoted_is_not_called_unstated_beside_it(question: str, words: str) -> None:
    text = said("hill", question)
    assert words in text
    assert not UNSTATED.search(text)
    assert "没有记着" not in text
    assert "没有通融" not in text


def test_with_a_claim_goes_what_follows_from_it() -> None:
    said_of_times = "一年能有几次，通知没有写；第二次给不给，由本人所在的基层工会来定。"
    assert unsaid(f"能报。{said_of_times}请安心养病。", CLAIM) == "能报。请安心养病。"
    assert unsaid("单据丢了也可以先报；要不要补，通知没有写。", CLAIM) == "单据丢了也可以先报。"
    assert unsaid("有两项：生日（通知未写明金额）；结婚。", CLAIM) == "有两项：生日（通知未写明金额）；结婚。"


def test_every_side_that_is_called_unstated_has_words_that_state_it() -> None:
    sides = read_toml(ANSWERS / "sides.toml").items()
    claiming = {side for side, says in sides if any(CLAIM.search(str(words)) for words in says.values())}
    assert claiming
    assert claiming <= set(read_toml(ANSWERS / "clauses.toml"))


def test_who_decides_is_answered_without_the_list_of_all() -> None:
    text = said("hill", "慰问谁审批")
    assert "主席审批" in text
    assert "五要访" not in text


def test_a_sum_beyond_a_bound_finds_the_clause_that_bounds_it() -> None:
    assert "主席办公会研究决定" in said("hill", "给三千块要不要上面批")


@pytest.mark.parametrize("question", ["2016年的规定还算数吗", "16年那个老规定现在还有效没"])
def test_a_document_that_was_repealed_is_answered_by_the_one_that_did(question: str) -> None:
    text = said("hill", question)
    assert "云溪工〔2016〕9号）同时废止" in text
    assert "我这里没有" not in text


def test_another_year_without_a_document_is_said_to_be_missing() -> None:
    assert "2015年的文件我这里没有" in said("hill", "2015年那个规定还作数吗")


@pytest.mark.parametrize(
    ("question", "row"),
    [
        ("退休要交什么", "“退休｜会员本人｜纪念品1000元以内｜退休批文”"),
        ("孩子考上大学要带什么材料", "“子女考入大学｜会员子女｜奖励600元｜录取通知书”"),
        ("我妈走了要什么证明", "“去世｜父母、配偶、子女｜慰问金1200元｜死亡证明、户口簿”"),
    ],
)
def test_a_row_is_quoted_cell_by_cell_and_no_row_of_another_matter_beside_it(question: str, row: str) -> None:
    text = said("ward", question)
    assert row in text
    assert text.count("｜") == row.count("｜")


def test_a_quoted_clause_in_a_list_of_changes_ends_once() -> None:
    text = said("hill", "和以前比变了什么")
    assert "现在是“" in text
    assert "。”" not in text
