"""What an amendment says of a table is done to the row that it names, and to no other; where none is sure, to none."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.amended import Standing, editions_of
from knowledge.documents.amending import Amended, amend
from knowledge.documents.model import Document, FlagKind
from knowledge.inforce import Level
from tests.knowledge.documents.samples import read_text
from tests.support import own_library

TITLE = "《江州市机关工会会员慰问办法》（江机工〔2022〕6号）"
HEADS = "序号\t慰问事项\t慰问对象\t慰问标准\t所需材料"
ROWS = (
    "1\t生病住院\t会员本人\t慰问金800元以内，每年两次\t出院小结",
    "2\t结婚\t会员本人\t慰问品600元以内\t结婚证复印件",
    "3\t生育\t会员本人\t慰问品600元以内\t出生医学证明",
    "4\t去世\t会员本人\t慰问金5000元\t死亡证明",
    "5\t去世\t父母、配偶、子女\t慰问金1500元\t死亡证明、关系证明",
)
BASE = "\n".join(
    (
        "江州市机关工会文件\n\n江机工〔2022〕6号\n\n江州市机关工会会员慰问办法\n\n各机关基层工会：\n",
        "第一条　会员慰问标准按附件1执行。\n\n江州市机关工会\n\n2022年6月20日\n\n附件1\n\n慰问标准一览表\n",
        HEADS,
        *ROWS,
    )
)


def base() -> Document:
    return read_text(BASE)


def amendment(*items: str) -> Document:
    numbered = (f"{number}、{item}" for number, item in zip("一二三四五六", items, strict=False))
    head = "江州市机关工会文件\n\n江机工〔2024〕9号\n\n关于修改《江州市机关工会会员慰问办法》的决定\n\n"
    head += f"各机关基层工会：\n\n经研究，决定对{TITLE}作如下修改：\n\n"
    foot = "\n\n本决定自2024年7月1日起施行。\n\n江州市机关工会\n\n2024年6月20日\n"
    return read_text(head + "\n\n".join(numbered) + foot, base())


def applied(*items: str) -> Amended:
    return amend(base(), amendment(*items))


def given(document: Document) -> list[tuple[str | None, int | None]]:
    return [(one.event, one.amount.most) for one in document.clauses if one.amount]


WAS = given(base())


@pytest.mark.parametrize(
    ("said", "at", "yuan"),
    [
        ("将附件1中“生病住院”一栏的“800元”修改为“1000元”。", 0, 1000),
        ("附件1《慰问标准一览表》中序号1的“慰问金800元以内”调整为“慰问金1200元以内”。", 0, 1200),
        ("将《慰问标准一览表》中结婚一行的慰问标准由“600元”提高到“800元”。", 1, 800),
        ("将附表中序号为3的“600元”改为“900元”。", 2, 900),
        ("附件1中的“5000元”修改为“8000元”。", 3, 8000),
        ("慰问标准表中“父母、配偶、子女”一项“1500元”改为“2000元”。", 4, 2000),
    ],
)
def test_the_row_gives_what_the_amendment_says(said: str, at: int, yuan: int) -> None:
    found = applied(said)
    assert found.left == ()
    expected = [(event, yuan if number == at else most) for number, (event, most) in enumerate(WAS)]
    assert given(found.document) == expected
    row = found.document.clauses[[one.event for one in found.document.clauses].index(WAS[at][0])]
    assert row.papers
    assert found.document.text.startswith(base().text)
    assert all(found.document.text[one.span.start : one.span.end].strip() == one.text for one in found.document.clauses)


@pytest.mark.parametrize(
    "said",
    [
        "将附件1中的“600元”修改为“900元”。",  # in two rows
        "将附件1中“去世”一行的“5000元”修改为“6000元”。",  # two rows are called so
        "将附件1中“生病住院”一栏的“900元”修改为“1000元”。",  # not there
        "将附件1中“退休”一栏的“800元”修改为“1000元”。",
        "将附件1第三行的“600元”修改为“900元”。",  # with the heads, or without?
        "附件1有关住院的标准调整为1000元。",
        "附件1修改为：\n\n（另发）",
    ],
)
def test_what_names_no_row_for_sure_is_left_to_people(said: str) -> None:
    found = applied(said)
    assert given(found.document) == WAS
    assert found.done == ()
    assert FlagKind.AMENDS_UNCLEAR in {one.kind for one in amendment(said).flags}


def test_a_row_is_left_out() -> None:
    for said in ("删去附件1中“结婚”一行。", "附件1中序号2一行予以删除。"):
        found = applied(said)
        assert found.left == ()
        assert given(found.document) == [one for one in WAS if one[0] != "marriage"]


NEW = "6\t子女考入大学\t会员子女\t一次性奖励500元\t录取通知书"


def test_rows_are_added_behind_the_last() -> None:
    found = applied(f"在附件1中增加一行：\n\n{HEADS}\n{NEW}\n")
    assert found.left == ()
    assert given(found.document) == [*WAS, ("child_university", 500)]
    assert [one.place for one in found.document.clauses][-1] == "表1第7行"


def test_the_table_is_given_anew() -> None:
    row = "1\t结婚\t会员本人\t慰问品1000元以内\t结婚证复印件"
    found = applied(f"附件1《慰问标准一览表》修改为：\n\n{HEADS}\n{row}\n{NEW}\n")
    assert found.left == ()
    assert given(found.document) == [("marriage", 1000), ("child_university", 500)]
    assert [one.place for one in found.document.clauses][-2:] == ["表1第2行", "表1第3行"]


def test_one_row_is_given_anew() -> None:
    row = "2\t结婚\t会员本人\t慰问品1000元以内，限一次\t结婚证复印件"
    found = applied(f"附件1中“结婚”一行修改为：\n\n{HEADS}\n{row}\n")
    assert given(found.document) == [("marriage", 1000) if one[0] == "marriage" else one for one in WAS]


def test_an_officer_sees_the_row_before_and_after() -> None:
    shown = [
        one.words
        for one in amendment("附件1中“结婚”一栏的“600元”修改为“800元”。").flags
        if one.kind is FlagKind.AMENDED
    ]
    assert len(shown) == 1
    assert "原来：“结婚｜会员本人｜慰问品600元以内｜结婚证复印件”" in shown[0]
    assert "改成：“结婚｜会员本人｜慰问品800元以内｜结婚证复印件”" in shown[0]


def test_rows_that_went_into_the_document_are_no_second_voice() -> None:
    library = own_library()
    change = amendment(
        f"附件1《慰问标准一览表》修改为：\n\n{HEADS}\n2\t结婚\t会员本人\t慰问品1000元以内\t结婚证复印件\n"
    )
    library.publish(editions_of([Standing(base()), Standing(change)], (), library.lexicon))
    text = library.answer("结婚能领多少", today=date(2024, 8, 1)).text
    assert "慰问品1000元以内" in text
    assert "江机工〔2024〕9号（2024年）写的是" not in text
    assert "按江机工〔2024〕9号修改" in text


@pytest.mark.parametrize("level", [Level.BRANCH, Level.ABOVE])
def test_what_another_level_says_of_the_table_changes_nothing(level: Level) -> None:
    library = own_library()
    change = amendment("附件1中“结婚”一栏的“600元”修改为“800元”。")
    whose = {"level": level, "branch": 7 if level is Level.BRANCH else None}
    library.publish(editions_of([Standing(base()), Standing(change, whose)], (), library.lexicon))
    text = library.answer("结婚能领多少", today=date(2024, 8, 1), branch=7).text
    assert "慰问品600元以内" in text
    assert "慰问品800元以内" not in text
