"""What was learned of messages says what a clause is like."""

from __future__ import annotations

import pytest

from knowledge.lexicon.load import load
from knowledge.reading.evidence import Gatherer
from knowledge.reading.likeness import Likeness
from knowledge.reading.naming import META, UNHEARD, WHOLES
from knowledge.reading.teach import taught


@pytest.fixture(scope="module")
def like() -> Likeness:
    return Likeness(Gatherer(load()), taught())


@pytest.mark.parametrize(
    ("clause", "topic"),
    [
        ("推进会员实名制，换发新版工会会员卡。", "out.union_card"),
        ("开设心理咨询热线，每月第二个周三下午安排专家坐诊。", "out.psychological_service"),
        ("组织单身青年交友联谊两场。", "singles_social"),
    ],
)
def test_a_clause_is_like_what_members_ask_of_its_matter(like: Likeness, clause: str, topic: str) -> None:
    assert topic in like.of(clause).topics


def test_a_side_is_heard_in_a_clause(like: Likeness) -> None:
    assert "materials" in like.of("亲属去世的，提供死亡证明及亲属关系证明。").facets


@pytest.mark.parametrize("clause", ["本办法由区机关工会工作委员会负责解释。", "关爱慰问坚持量力而行、公开透明的原则。"])
def test_no_clause_is_like_a_whole_the_notice_itself_or_what_nobody_knows(like: Likeness, clause: str) -> None:
    assert not like.of(clause).topics & {*WHOLES, META, UNHEARD}
