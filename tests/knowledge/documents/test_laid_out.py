"""Documents laid out otherwise: former and new side by side, rows that leave the event out, 2.1.3, annexes, shares."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.documents.model import Amount, AmountKind, Document, Per
from tests.knowledge.documents.samples import Fact, docx, facts, read, read_text, shown

CEILING, FIXED, SHARE = AmountKind.CEILING, AmountKind.FIXED, AmountKind.SHARE
FOOT = "\n泉湾区机关工会\n\n2026年3月9日\n"


def letter(body: str, title: str = "关于会员慰问标准的通知") -> str:
    return f"泉机工〔2026〕3号\n\n{title}\n\n各基层工会：\n\n{body}\n{FOOT}"


def tabbed(*rows: str) -> str:
    """Rows written with bars, as lines with tabs."""
    return "\n".join(row.replace("|", "\t") for row in rows)


def placed(document: Document) -> list[tuple[str, str | None, int | None]]:
    """Where each sum stands, of which event it is, and how much."""
    return [(one.place, one.event, one.amount.most) for one in document.clauses if one.amount]


CLAUSES = (
    "原条款|修改后条款",
    "第三条 会员生病住院的，给予不超过600元的慰问金。|第三条 会员生病住院的，给予不超过900元的慰问金。",
    "第五条 会员结婚的，给予不超过500元的慰问品。|第五条 会员结婚的，给予不超过800元的慰问品。",
)


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (CLAUSES, [("hospitalization", 900), ("marriage", 800)]),
        (("序号|慰问项目|现行标准|调整后标准", "1|会员结婚|500元|1000元", "2|会员住院|不超过800元|不超过1200元"),
         [("marriage", 1000), ("hospitalization", 1200)]),
        (("事项|原标准（元）|现标准（元）", "结婚|300|600", "住院|500|800"),
         [("marriage", 600), ("hospitalization", 800)]),
        (("条款|原规定|新规定|修订理由", "第四条|会员生日发放蛋糕券200元|会员生日发放蛋糕券300元|物价上涨",
          "第七条（新增）||会员子女考入大学的，给予不超过600元的慰问品|新增事项"),
         [("birthday", 300), ("child_university", 600)]),
    ],
)  # fmt: skip
def test_of_what_was_and_what_is_only_the_new_is_given(rows: tuple[str, ...], found: list[tuple[str, int]]) -> None:
    document = read_text(letter(f"修订前后对照如下：\n\n{tabbed(*rows)}"))
    assert [(event, most) for _, event, most in placed(document)] == found
    assert all("现行" not in one.text and "500元" not in one.text for one in document.clauses)


def test_what_was_stays_a_named_remainder() -> None:
    document = read_text(letter(tabbed(*CLAUSES)))
    assert [one.text for one in document.unread if one.name == "former"] == [row.split("|")[0] for row in CLAUSES[1:]]


def test_a_column_of_new_sums_alone_is_a_column_of_sums() -> None:
    document = read_text(letter(tabbed("事项|现行标准（元）", "结婚|600", "住院|800")))
    assert placed(document) == [("表1第2行", "marriage", 600), ("表1第3行", "hospitalization", 800)]


LEFT_OUT = (
    "事项|情形|标准|形式", "会员住院|住院7天以下|500元以内|慰问金", "|住院7天以上|1000元以内|慰问金",
    "|重大手术|1500元以内|慰问金", "会员结婚||800元以内|慰问品", "会员直系亲属去世|父母、配偶、子女|1000元以内|慰问金",
    "|岳父母、公婆|500元以内|慰问金",
)  # fmt: skip
LEFT_OUT_FOUND = [
    ("hospitalization", 500), ("hospitalization", 1000), ("hospitalization", 1500), ("marriage", 800),
    ("bereavement", 1000), ("bereavement", 500),
]  # fmt: skip


def test_a_row_without_its_event_is_of_the_row_above() -> None:
    document = read_text(letter(tabbed(*LEFT_OUT)))
    assert [(event, most) for _, event, most in placed(document)] == LEFT_OUT_FOUND


def test_so_it_is_in_a_word_file() -> None:
    import docx as library

    from tests.knowledge.documents.samples import saved

    made = library.Document()
    for line in letter("").split("\n"):
        made.add_paragraph(line)
    table = made.add_table(len(LEFT_OUT), 4)
    for row, cells in enumerate(LEFT_OUT):
        for column, text in enumerate(cells.split("|")):
            table.cell(row, column).text = text
    assert [(event, most) for _, event, most in placed(read(saved(made)))] == LEFT_OUT_FOUND


def test_columns_set_under_each_other_by_blanks_are_a_table() -> None:
    body = """一、慰问标准

项目          对象          标准（元）      备注
结婚慰问      会员本人      1000            初婚、再婚均可
住院慰问      会员本人      600             每年不超过2次
              直系亲属      300             每年1次
丧葬慰问      会员本人      5000
              直系亲属      1000

二、以上标准均为上限。"""
    assert facts(read_text(letter(body))) == [
        Fact("marriage", None, Amount(CEILING, 1000)),
        Fact("hospitalization", None, Amount(CEILING, 600)),
        Fact("hospitalization", None, Amount(CEILING, 300, per=Per.YEAR)),
        Fact("member_death", None, Amount(CEILING, 5000)),
        Fact("bereavement", None, Amount(CEILING, 1000)),
    ]


def test_blanks_in_prose_and_before_a_day_make_no_table() -> None:
    body = "会员结婚，慰问金800元。  会员生育，慰问金900元。\n会员住院，慰问金  700元。\n泉湾区机关工会　　2026年3月9日"
    document = read_text(f"泉机工〔2026〕3号\n关于会员慰问的通知\n{body}\n")
    assert [most for _, _, most in placed(document)] == [800, 900, 700]
    assert not any(one.spot.table for one in document.clauses)


@pytest.mark.parametrize(
    "body",
    [
        "会员退休：\n　　工龄20年以下　　　　纪念品500元\n　　工龄20年以上　　　　纪念品1000元",
        "（一）会员退休：\n1.工龄不满20年，纪念品500元；\n2.工龄满20年，纪念品1000元。",
        "一、退休慰问\n会员退休：\n工龄不满20年，纪念品500元；\n工龄满20年，纪念品1000元。",
        tabbed("事项|标准", "会员结婚|600元", "会员退休", "工龄20年以下|500元", "工龄20年以上|1000元"),
    ],
)
def test_what_stands_above_says_of_which_event_the_sums_are(body: str) -> None:
    found = [(event, most) for _, event, most in placed(read_text(letter(body)))]
    assert found[-2:] == [("retirement", 500), ("retirement", 1000)]


def test_of_two_events_above_none_is_taken() -> None:
    document = read_text(letter("会员结婚、退休的按下列标准：\n初次申请，慰问金500元；\n再次申请，慰问金300元。"))
    assert {event for _, event, _ in placed(document)} == {None}


NUMBERED = """1 总则
1.1 为规范会员慰问，制定本细则。
2 慰问标准
2.1 住院慰问
2.1.1 会员住院3天以上的，给予不超过600元的慰问金。
2.1.2 会员患重大疾病的，给予不超过3000元的慰问金。
2.2 结婚慰问
会员结婚的，给予不超过800元的慰问品。
2.10 会员生育的，给予不超过700元的慰问品。
3 办理
3.1 会员应在事项发生后30日内申请。"""


def test_clauses_are_cited_by_all_their_numbers() -> None:
    document = read_text(letter(NUMBERED))
    assert placed(document) == [
        ("2.1.1", "hospitalization", 600), ("2.1.2", "serious_illness", 3000), ("2.2第一款", "marriage", 800),
        ("2.10", "childbirth", 700),
    ]  # fmt: skip
    assert [one.text for one in document.unread if one.name == "heading"] == [
        "1 总则", "2 慰问标准", "2.1 住院慰问", "2.2 结婚慰问", "3 办理",
    ]  # fmt: skip
    assert shown(read(docx([line for line in letter(NUMBERED).split("\n") if line]))) == shown(document)


def test_numbers_under_parts_and_with_a_stop_behind() -> None:
    body = "二、慰问标准\n2.1. 会员结婚：800元慰问品。\n2.2. 会员退休：\n2.2.1 教龄满30年，纪念品1000元；"
    assert placed(read_text(letter(body))) == [("2.1", "marriage", 800), ("2.2.1", "retirement", 1000)]


@pytest.mark.parametrize("start", ["3.8妇女节", "6.1儿童节", "1.5万元", "2.5天", "3.15前", "12.5%"])
def test_days_and_figures_begin_no_section(start: str) -> None:
    document = read_text(letter(f"一、会员结婚，慰问金800元。\n{start}的安排另行通知。"))
    assert document.clauses[-1].place == "一第二款"


ANNEXED = """一、会员结婚，慰问金不超过800元。

二、会员住院，慰问金不超过600元。

附件：1.会员慰问标准补充规定
2.会员慰问审批表

泉湾区机关工会
2026年3月9日

附件1

会员慰问标准补充规定

一、会员生育，慰问金不超过700元。

附件2

会员慰问审批表
"""


def test_a_letter_signed_above_its_annexes() -> None:
    document = read_text(f"泉机工〔2026〕3号\n\n关于会员慰问的通知\n\n各基层工会：\n\n{ANNEXED}")
    assert (document.signed, document.issuer) == (date(2026, 3, 9), "泉湾区机关工会")
    assert document.attachments == ("会员慰问标准补充规定", "会员慰问审批表")
    assert placed(document) == [
        ("一", "marriage", 800), ("二", "hospitalization", 600), ("附件1一", "childbirth", 700),
    ]  # fmt: skip
    assert not any("不连续" in flag.words or "没有说完" in flag.words for flag in document.flags)


@pytest.mark.parametrize("day", ["2026年3月9日", "二〇二六年三月九日"])
def test_a_rule_printed_behind_the_letter_keeps_its_places(day: str) -> None:
    lead = "泉机工〔2026〕3号\n关于印发慰问办法的通知\n各单位：\n现将办法印发给你们，请执行。"
    text = f"{lead}\n泉湾区机关工会\n{day}\n附件：\n泉湾区会员慰问办法\n第一条 会员结婚给予600元慰问品。"
    document = read_text(text)
    assert (document.signed, placed(document)) == (date(2026, 3, 9), [("第一条", "marriage", 600)])


@pytest.mark.parametrize(
    ("words", "share", "cap", "per"),
    [
        ("会员住院的，按自付部分的20%，最高不超过3000元给予慰问。", 20, 3000, None),
        ("会员住院的，按自付费用20%慰问（上限3000元）。", 20, 3000, None),
        ("会员住院的，补助不超过自付部分的25%且不超过2600元。", 25, 2600, None),
        ("会员住院的，按个人自付医疗费的30%补助，每人每年最高2000元。", 30, 2000, Per.YEAR),
        ("会员住院自付1万元以上的，补助自付部分的20%，封顶2000元。", 20, 2000, None),
    ],
)
def test_the_most_of_a_share_is_no_sum_of_its_own(words: str, share: int, cap: int, per: Per | None) -> None:
    first, second = (one.amount for one in read_text(letter(f"一、{words}")).clauses if one.amount)
    assert (first.kind, first.value, second.kind, second.value, second.per) == (SHARE, share, CEILING, cap, per)
    assert first.share_of
    assert second.share_of == first.share_of


def test_a_ceiling_of_something_else_is_none_of_a_share() -> None:
    document = read_text(letter("一、会员住院的，按自付部分的20%给予慰问，并送不超过300元的慰问品。"))
    assert facts(document)[-1].amount == Amount(CEILING, 300)


def test_steps_of_what_was_spent_are_nothing_given() -> None:
    words = "一、会员住院，自付部分在1万元以内的，补助10%，最高1000元；1万元以上的，补助20%，最高2500元。"
    assert [(one.amount.kind, one.amount.value) for one in facts(read_text(letter(words)))] == [
        (SHARE, 10), (CEILING, 1000), (SHARE, 20), (CEILING, 2500),
    ]  # fmt: skip


def test_lines_of_who_may_be_called_are_no_table_of_the_event_above() -> None:
    body = "会员退休的，赠送不超过800元的纪念品。\n联系人：王五    电话：12345678\n地址：滨江路1号    邮编：325000"
    document = read_text(letter(body))
    assert [(one.event, bool(one.spot.table)) for one in document.clauses] == [("retirement", False), (None, False)]
    table = "会员退休的，赠送不超过800元的纪念品。\n联系人\t电话\n王五\t12345678"
    assert {one.event for one in read_text(letter(table)).clauses if one.spot.table} == {None}
