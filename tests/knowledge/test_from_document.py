"""A read document in force: its kinds are answered, what nobody has interpreted is found and quoted, nothing more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from knowledge import Library
from knowledge.documents.extracting import extract
from knowledge.documents.model import Amount, AmountKind, Clause, Document, Per, Reference, Relation, Span
from knowledge.documents.read import document_of, understand
from knowledge.from_document import edition_of, notice_of
from knowledge.inforce import Level
from tests.support import own_library

DAY = date(2023, 6, 1)
ROWS: tuple[tuple[str, str, str | None, Amount | None, str | None], ...] = (
    ("第二条", "本办法所称会员，是指已办理入会手续的在职职工。所称直系亲属，限于父母、配偶、子女。", None, None, None),
    ("第三条", "会员生病住院3天（含）以上的，给予不超过1000元的慰问金；同一会员每年限慰问2次。", "hospitalization",
     Amount(AmountKind.CEILING, 1000, per=Per.TIME), "慰问金"),
    ("第六条", "会员生日，每人每年发放不超过300元的生日蛋糕券。", "birthday",
     Amount(AmountKind.CEILING, 300, per=Per.YEAR), "蛋糕券"),
    ("第八条", "逢春节、端午、中秋等法定节日，可向全体会员发放节日慰问品，每人每年合计不超过2000元。", "festival",
     Amount(AmountKind.CEILING, 2000, per=Per.YEAR), "慰问品"),
    ("第九条", "会员应在事项发生之日起3个月内提出申请，填写《会员慰问审批表》。", None, None, None),
    ("第九条（一）", "（一）住院的，提供出院小结或住院费用清单复印件；", None, None, None),
    ("第十条", "慰问金由两名以上工会委员送达，领取人签字；逾期未申请的，视为放弃。", None, None, None),
)  # fmt: skip


def made() -> Document:
    """A 办法 with some of the clauses of such documents."""
    text, clauses = "", []
    for place, words, event, amount, form in ROWS:
        start = len(text)
        text += f"{place}　{words}\n" if "（" not in place else f"{words}\n"
        clauses.append(Clause(place, text[start:-1], Span(start, len(text) - 1), event=event, amount=amount, form=form))
    return Document(
        number="瓯机工〔2021〕3号",
        issuer="瓯海区机关工会工作委员会",
        title="关于印发《瓯海区机关工会会员慰问办法（试行）》的通知",
        signed=date(2021, 1, 8),
        effective_from=date(2021, 2, 1),
        effective_to=None,
        text=text,
        clauses=tuple(clauses),
        unread=(),
        flags=(),
        references=(Reference(Relation.REPEALS, "瓯机工〔2017〕6号", "", Span(0, 1)),),
    )


@pytest.fixture(scope="module")
def known() -> Library:
    library = own_library()
    library.publish([edition_of(made(), library.lexicon, key="1")])
    return library


def test_days_references_and_level_are_taken_over(known: Library) -> None:
    edition = edition_of(made(), known.lexicon, level=Level.BRANCH, branch=4)
    assert (edition.since, edition.repeals) == (date(2021, 2, 1), frozenset({"瓯机工〔2017〕6号"}))
    assert (edition.level, edition.branch, edition.series) == (Level.BRANCH, 4, "")


def test_kinds_the_lexicon_knows_and_all_articles(known: Library) -> None:
    notice = notice_of(made(), known.lexicon)
    assert [(one.key, one.visit, one.ceiling, one.form, one.plain) for one in notice.kinds] == [
        ("hospitalization", True, 1000, "慰问金", False),
        ("birthday", False, 300, "蛋糕券", False),
    ]
    assert [item.citation for item in notice.items] == [row[0] for row in ROWS]
    assert notice.items[0].text.startswith("本办法所称会员")


def test_of_several_ranges_the_highest_limits_and_a_years_total_does_not(known: Library) -> None:
    tiers = [
        Clause("一", "住院3天以下的，200元以内；", Span(0, 5), event="hospitalization",
               amount=Amount(AmountKind.CEILING, 200)),
        Clause("一", "住院15日以上的，1000元至2000元；", Span(5, 9), event="hospitalization",
               amount=Amount(AmountKind.RANGE, low=1000, high=2000)),
        Clause("一", "每人每年最高不超过5000元。", Span(9, 12), event="hospitalization",
               amount=Amount(AmountKind.CEILING, 5000, per=Per.YEAR)),
    ]  # fmt: skip
    kind = notice_of(replace(made(), clauses=tuple(tiers)), known.lexicon).kind("hospitalization")
    assert kind
    assert (kind.ceiling, kind.plain) == (2000, False)
    assert "200元以内；住院15日以上的" in kind.clause


@pytest.mark.parametrize(
    ("question", "place", "words"),
    [
        ("住院给多少", "第三条", "住院3天（含）以上的，给予不超过1000元的慰问金"),
        ("生日给什么", "第六条", "不超过300元的生日蛋糕券"),
        ("过节发什么东西", "第八条", "逢春节、端午、中秋等法定节日"),
        ("中秋发月饼吗", "第八条", "合计不超过2000元"),
        ("住院要什么材料", "第九条（一）", "出院小结"),
        ("结婚慰问多久内要申请", "第九条", "3个月内提出申请"),
        ("领慰问金要签字吗", "第十条", "领取人签字"),
    ],
)
def test_the_right_clause_is_quoted_with_its_place(known: Library, question: str, place: str, words: str) -> None:
    answer = known.answer(question, today=DAY)
    assert words in answer.text
    assert place in {one.clause for one in answer.citations}
    assert "未写明" not in answer.text


@pytest.mark.parametrize("question", ["住房公积金怎么提", "食堂几点开饭", "婚假几天", "生育津贴怎么领", "丧葬费能报吗"])
def test_what_it_does_not_state_is_declined_as_ever(known: Library, question: str) -> None:
    answer = known.answer(question, today=DAY)
    assert answer.intent == "out_of_scope"
    assert "原文" not in answer.text


def test_before_it_came_into_force_it_says_nothing(known: Library) -> None:
    answer = known.answer("过节发什么东西", today=date(2021, 1, 31))
    assert "原文" not in answer.text


HALF_WIDTH = """温州市直属机关工会工作委员会文件

温直工［２０２１］４号

关于印发《２０２１年市直机关工会工作要点》的通知

市直机关各基层工会:

1、实施温暖工程

(1)坚持开展"五要访"活动."五要访"就是会员生病住院要访(慰问金不超过１０００元);会员家中出现矛盾需要调解的要访;会员子女上大学要贺.

温州市直机关工会工委

二〇二一年三月十五日
"""


def test_a_listed_kind_is_known_however_its_marks_are_written() -> None:
    library = own_library()
    document = document_of(understand(extract(HALF_WIDTH.encode())))
    library.publish([edition_of(document, library.lexicon, key="1")])
    stay, quarrel = (library.answer(asked, today=DAY).text for asked in ("住院慰问多少", "家里吵架工会来劝吗"))
    assert "“会员生病住院要访”，工会来看望，慰问金不超过 1000 元。" in stay
    assert "“会员家中出现矛盾需要调解的要访”，工会来走访。" in quarrel
