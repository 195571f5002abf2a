"""Which remark is heard beside the matter, and what only looks like one. Sentences that nothing was learned from; the
table of reading.bin has to be that of the rounds."""

from __future__ import annotations

import pytest

from knowledge import Library
from knowledge.reading.model import Remark, State, Wanted, What, Whose
from tests.knowledge.conftest import TODAY


def remarks(library: Library, text: str) -> frozenset[Remark]:
    return library.read(text, (), today=TODAY).remarks


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("下周做肠镜，想想就怕", Remark.FEAR),
        ("膝盖疼得走不动，材料能不能请人代交", Remark.PAIN),
        ("白天上班夜里陪床，我累得站着都能睡", Remark.TIRED),
        ("今天我生日，一个人在家煮了碗面", Remark.LONELY),
        ("儿子考上南大了，我高兴得睡不着", Remark.PROUD),
        ("每次都发洗发水，烦不烦", Remark.ANNOYED),
        ("不好意思问，二婚的也给吗", Remark.SHY),
        ("今天是我妈的忌日，想她", Remark.LONGING),
        ("我爸刚走，脑子乱得很，先办哪样", Remark.LOST),
        ("丈人查出肝癌晚期", Remark.GRAVE),
        ("外婆九十九岁走的，喜丧", Remark.SERENE),
        ("周末孩子百日宴，请工会的同志来喝一杯", Remark.INVITE),
        ("送走我大伯了", Remark.PARTING),
    ],
)
def test_a_remark_is_heard(library: Library, text: str, remark: Remark) -> None:
    assert remark in remarks(library, text)


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("恐怕下周才交得上报表", Remark.FEAR),
        ("累计住院五次怎么算", Remark.TIRED),
        ("一个人能报几个活动", Remark.LONELY),
        ("五一乐跑几点开始", Remark.PROUD),
        ("麻烦问下羽毛球哪天打", Remark.ANNOYED),
        ("奶奶九十大寿", Remark.SERENE),
        ("住院给多少", Remark.FEAR),
        ("结婚送什么", Remark.PROUD),
    ],
)
def test_what_only_looks_like_one_is_none(library: Library, text: str, remark: Remark) -> None:
    assert remark not in remarks(library, text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("我离婚了，别登记，就跟你说说", Wanted.LISTEN),
        ("住了几天院，没别的意思，跟工会说一声", Wanted.LISTEN),
        ("支架放好了人没什么事跟工会说一声也没别的意思", Wanted.LISTEN),
        ("我妈没了，手续回头再办", Wanted.WAIT),
        ("先别登记，我再想想", Wanted.WAIT),
        ("不用登记也能领吗", None),
        ("住院了，跟工会说一声，要什么材料", None),
    ],
)
def test_what_he_does_not_want_is_heard(library: Library, text: str, wanted: Wanted | None) -> None:
    wish = library.read(text, (), today=TODAY).wish
    assert (wish.wanted if wish else None) is wanted


@pytest.mark.parametrize(
    ("text", "what", "whose", "state"),
    [
        ("当外婆了，外孙七斤", What.CHILDBIRTH, Whose.GRANDCHILD, State.HAPPENED),
        ("我家橘猫生了五只", What.CHILDBIRTH, Whose.PET, State.HAPPENED),
        ("岳父昨天走了，算直系吗", What.DEATH, Whose.PARENT_IN_LAW, State.HAPPENED),
        ("儿子高考差两分没过线", What.SCHOOL_LOSS, Whose.CHILD, State.HAPPENED),
    ],
)
def test_whose_it_is_is_heard(library: Library, text: str, what: What, whose: Whose, state: State) -> None:
    told = {(one.what, one.whose, one.state) for one in library.read(text, (), today=TODAY).events}
    assert (what, whose, state) in told


def test_a_report_that_asks_for_a_side_without_a_question_is_answered(library: Library) -> None:
    answer = library.answer("报告：家母昨日病故，要交什么材料尽管讲", today=TODAY)
    assert "要交哪些材料" in answer.text
    assert "不超过" not in answer.text
