"""What an amendment says is done to the clause that it names and to nothing else; what names none is left to people."""

from __future__ import annotations

import pytest

from knowledge.documents.amending import Amended, amend, standing
from knowledge.documents.instructions import Deed, instructions, place_key
from knowledge.documents.model import Document, FlagKind
from tests.knowledge.documents import samples
from tests.knowledge.documents.samples import read_text

HEAD = """江州市机关工会工作委员会文件

江机工〔2024〕9号

关于修改《江州市机关工会会员慰问办法》的决定

各机关基层工会：

经研究，决定对《江州市机关工会会员慰问办法》（江机工〔2022〕6号）作如下修改：

"""
FOOT = """

本决定自2024年7月1日起施行。

江州市机关工会工作委员会

2024年6月20日
"""


def amendment(*items: str) -> Document:
    numbered = (f"{number}、{item}" for number, item in zip("一二三四五六", items, strict=False))
    return read_text(HEAD + "\n\n".join(numbered) + FOOT, base())


def base() -> Document:
    return read_text(samples.RULES)


def applied(*items: str) -> Amended:
    return amend(base(), amendment(*items))


def given(document: Document, event: str) -> list[int | None]:
    return [one.amount.most for one in document.clauses if one.event == event and one.amount]


def texts(document: Document, place: str) -> str:
    return "".join(one.text for one in document.clauses if one.place == place)


@pytest.mark.parametrize(
    ("said", "event", "yuan"),
    [
        ("将第三条修改为：“会员住院5天（含）以上的，给予不超过1000元的慰问金。”", "hospitalization", [1000]),
        ("第三条修改为：“第三条　会员住院的，慰问金不超过900元，每人每年限3次。”", "hospitalization", [900]),
        ("第三条中的“800元”修改为“1000元”。", "hospitalization", [1000]),
        ("第三条中“不超过800元”改为“不超过1200元”，“限2次”改为“限3次”。", "hospitalization", [1200]),
        ("将《江州市机关工会会员慰问办法》第五条“1000元”调整为“600元”。", "marriage", [600]),
        ("第五条中的“1000元”统一修改为“600元”。", "childbirth", [600]),
        ("删去第六条。", "birthday", []),
        ("第六条予以删除。", "birthday", []),
        ("第四条中的“，并可另送价值200元以内的花圈”删去。", "bereavement", [1000]),
        ("删去第四条中的“，并可另送价值200元以内的花圈”。", "bereavement", [1000]),
        ("增加一条，作为第十一条：“第十一条　会员子女考上大学的，慰问品不超过500元。”", "child_university", [500]),
        ("在第七条后增加一条，作为第七条之一：“会员子女考上大学的，慰问品不超过500元。”", "child_university", [500]),
    ],
)
def test_the_clause_gives_what_the_amendment_says(said: str, event: str, yuan: list[int]) -> None:
    found = applied(said)
    assert found.left == ()
    assert given(found.document, event) == yuan
    others = {one.event for one in base().clauses} - {event, "marriage", "childbirth"}
    for other in others - {None}:
        assert given(found.document, str(other)) == given(base(), str(other)), other


def test_all_else_stays_as_it_was_read() -> None:
    before, after = base(), applied("第三条中的“800元”修改为“1000元”。").document
    kept = [one for one in after.clauses if one.place != "第三条"]
    assert kept == [one for one in before.clauses if one.place != "第三条"]
    assert after.text.startswith(before.text)
    assert all(after.text[one.span.start : one.span.end].strip() == one.text for one in after.clauses)


def test_an_item_is_added_behind_its_article() -> None:
    found = applied("第八条增加一项，作为第（三）项：“（三）退休的，提供退休证复印件。”")
    places = [one.place for one in found.document.clauses]
    assert places[places.index("第八条（三）") + 1] == "第九条"
    assert found.document.clauses[places.index("第八条（三）")].papers == ("退休证复印件",)


def test_an_item_is_given_anew() -> None:
    found = applied("第八条第（一）项修改为：“（一）住院的，提供出院小结和费用清单；”")
    assert "费用清单" in texts(found.document, "第八条（一）")
    assert texts(found.document, "第八条（二）") == texts(base(), "第八条（二）")


def test_an_article_of_several_paragraphs_is_given_anew() -> None:
    found = applied(
        "第三条修改为：“会员住院的，按下列标准慰问：\n\n（一）5天以上的，慰问金不超过900元；\n\n（二）10天以上的，慰问金不超过1500元。”"
    )
    assert given(found.document, "hospitalization") == [900, 1500]
    assert {"第三条", "第三条（一）", "第三条（二）"} <= {one.place for one in found.document.clauses}


@pytest.mark.parametrize(
    "said",
    [
        "第十九条修改为：“会员住院的，慰问金不超过900元。”",
        "第三条中的“8000元”修改为“9000元”。",
        "第三条中的“00元”修改为“90元”。",
        "有关住院的标准提高，由800元调整为1000元。",
        "增加一条，作为第七条：“会员子女考上大学的，慰问品不超过500元。”",
        "第三条第四款修改为：“会员住院的，慰问金不超过900元。”",
    ],
)
def test_what_names_no_clause_changes_nothing_and_is_left_to_people(said: str) -> None:
    found = applied(said)
    assert found.done == ()
    assert found.document == base()
    assert found.left
    flags = [flag for flag in amendment(said).flags if flag.kind is FlagKind.AMENDS_UNCLEAR]
    assert len(flags) == 1
    assert "不会自动改" in flags[0].words


def test_old_and_new_stand_side_by_side_after_all_that_is_typed() -> None:
    flags = amendment("第三条中的“800元”修改为“1000元”。", "删去第六条。").flags
    shown = [flag for flag in flags if flag.kind is FlagKind.AMENDED]
    assert "不超过800元" in shown[0].words.partition("改成")[0]
    assert "不超过1000元" in shown[0].words.partition("改成")[2]
    assert "删去" in shown[1].words
    assert max(at for at, one in enumerate(flags) if one.types) < flags.index(shown[0])
    assert not [flag for flag in flags if flag.kind is FlagKind.DROPPED], "an amendment need not repeat everything"


def test_a_document_that_is_not_there_cannot_be_amended() -> None:
    alone = read_text(HEAD + "一、删去第六条。" + FOOT)
    assert any("那一份没有加过" in flag.words for flag in alone.flags if flag.kind is FlagKind.AMENDS_UNCLEAR)


def test_what_is_denied_is_nothing_given_after_the_amendment_either() -> None:
    changing = amendment("第三条中的“800元”修改为“1000元”。")
    figure = next(at for at, one in enumerate(changing.clauses) if one.amount)
    assert given(amend(base(), changing, [figure]).document, "hospitalization") == []


def test_the_next_document_is_compared_with_what_the_amendment_has_left() -> None:
    one, two = base(), amendment("第三条中的“800元”修改为“1000元”。")
    assert [given(document, "hospitalization") for document in standing([one, two])] == [[1000]]
    unclear = amendment("有关住院的标准提高，由800元调整为1000元。")
    assert len(standing([one, unclear])) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("第三条第（二）项", "第三条（二）"),
        ("第3条第二项", "第三条（二）"),
        ("第四部分第（二）项", "四（二）"),
        ("四、（二）", "四（二）"),
        ("第三条第一款第（二）项", "第三条（二）"),
    ],
)
def test_a_place_is_the_same_however_it_is_written(one: str, other: str) -> None:
    assert place_key(one) == place_key(other)


def test_quoted_words_are_no_instruction() -> None:
    found = instructions(amendment("第三条修改为：“会员住院的，删去第六条。”"))
    assert [one.deed for one in found.instructions] == [Deed.WHOLE]


def test_words_are_exchanged_in_the_whole_text() -> None:
    old = "给予"
    held = [one.place for one in base().clauses if old in one.text]
    found = applied(f"将全文中的“{old}”统一修改为“发给”。")
    assert found.left == ()
    assert len(set(held)) > 1
    assert not any(old in one.text for one in found.document.clauses)
    assert {one.place for one in found.document.clauses if "发给" in one.text} == set(held)
    assert applied("将全文中的“没有的字”修改为“别的字”。").done == ()


def test_numbers_that_move_on_are_told_to_an_officer() -> None:
    document = amendment("删去第六条，以后条款序号依次顺延。")
    told = [one.words for one in document.flags if one.kind is FlagKind.AMENDS_UNCLEAR]
    assert any("顺延" in one and "原来的序号" in one for one in told)


def test_an_amount_is_named_by_the_event_of_the_clause_that_it_changes() -> None:
    document = amendment("第三条中的“800元”修改为“1000元”。", "删去第六条。")
    named = {one.title: one.event for one in document.clauses if one.title}
    assert list(named) and "住院" in next(iter(named))
    assert set(named.values()) == {None}


@pytest.mark.parametrize("number", ["江机工〔2022〕6号，", ""])
def test_a_document_that_is_called_by_a_short_name_is_the_one_that_is_changed(number: str) -> None:
    head = HEAD.replace("（江机工〔2022〕6号）", f"（{number}以下简称《慰问办法》）")
    text = f"{head}一、《慰问办法》第四条中“800元”修改为“1100元”。" + FOOT
    named = read_text(text, base()).references
    assert {(one.number, one.title) for one in named if one.title != "江州市机关工会会员慰问办法"} == set()
    assert instructions(read_text(text, base())).instructions[0].reference.title == "江州市机关工会会员慰问办法"


def test_a_deadline_moved_past_a_holiday_renumbers_nothing() -> None:
    found = applied("第三条中的“800元”修改为“1000元”。", "申请期限的最后一日为法定节假日的，顺延至节后第一个工作日。")
    assert given(found.document, "hospitalization") == [1000]
    assert found.left == ()


@pytest.mark.parametrize("place", ["2.1", "第2.1条", "2.1款"])
def test_a_clause_is_named_by_its_decimal_number(place: str) -> None:
    body = "二、标准\n2.1 会员住院的，慰问金不超过800元。\n2.1.1 每年限2次。\n2.10 会员结婚的，慰问金不超过800元。"
    target = read_text(f"江机工〔2022〕6号\n关于会员慰问的通知\n{body}\n江州市机关工会工作委员会\n2022年2月9日")
    text = HEAD + f"一、{place}中的“800元”修改为“900元”。" + FOOT
    found = amend(target, read_text(text, target))
    assert (given(found.document, "hospitalization"), given(found.document, "marriage")) == ([900], [800])
