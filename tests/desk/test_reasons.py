"""Whether a reason says why: what goes out to a member is more than one word."""

import pytest

from bot.core.kinds import Kind
from bot.desk.texts.steps import says_why
from bot.reports.texts.card_words import of


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "。",
        "不行",
        "不同意",
        "不符合规定",
        "不符合条件",
        "没通过",
        "驳回",
        "同上",
        "无",
        "no",
        "嗯嗯嗯",
        "不不不",
        "暂不同意",
        "没有理由",
    ],
)
def test_one_word_or_the_decision_said_again_is_no_reason(text: str) -> None:
    assert not says_why(text)


@pytest.mark.parametrize(
    "text",
    ["写错了", "人已出院", "不在范围内", "重复申报", "哪一天？", "与实际不符", "病得急，先办", "没有发票，请补一张"],
)
def test_a_few_words_that_say_why_are_enough(text: str) -> None:
    assert says_why(text)


@pytest.mark.parametrize("kind", list(Kind))
def test_every_ready_answer_says_why(kind: Kind) -> None:
    assert all(says_why(text) for text in (*of(kind).reasons, *of(kind).questions))
