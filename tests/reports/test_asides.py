"""Is it an answer, or a question in the midst of a form?"""

import pytest

from bot.core.kinds import Kind
from bot.core.work.unit import Deps
from bot.reports import asides
from bot.reports.forms import FORMS, Item

DAY = FORMS[Kind.HOSPITALIZATION].item("event_date")
HOSPITAL = FORMS[Kind.HOSPITALIZATION].item("hospital")
HELP = FORMS[Kind.MEMBER_CONFLICT].item("help")
WHAT = FORMS[Kind.HARDSHIP].item("what")


@pytest.mark.parametrize("item", [DAY, None])
@pytest.mark.parametrize(
    "said", ["住院能领多少慰问金", "要交什么材料", "能不能替同事报", "这个会公开吗", "谁能看到？", "疗休养怎么安排"]
)
def test_questions(deps: Deps, said: str, item: Item | None) -> None:
    assert asides.asks(deps, said, item)


@pytest.mark.parametrize("said", ["昨天", "记不清是什么时候了", "不知道是哪天", "上周六晚上", "11月20日"])
def test_answers_about_a_day(deps: Deps, said: str) -> None:
    assert not asides.asks(deps, said, DAY)


@pytest.mark.parametrize(
    ("item", "said"),
    [
        (HOSPITAL, "附二医，什么科还没定"),
        (HELP, "怎么帮都行"),
        (WHAT, "老伴病了，孩子上学也要钱，单位的事又忙不过来，家里实在转不开，你说这日子可怎么办呢？"),
    ],
)
def test_words_of_ones_own_may_wonder(deps: Deps, item: Item, said: str) -> None:
    assert not asides.asks(deps, said, item)


@pytest.mark.parametrize("item", [HOSPITAL, HELP, WHAT])
def test_a_short_question_is_one_everywhere(deps: Deps, item: Item) -> None:
    assert asides.asks(deps, "谁会看到这些？", item)
