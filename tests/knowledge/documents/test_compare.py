"""Beside the document before: what is exchanged, and what counts otherwise; tables and pages in other hands."""

from __future__ import annotations

import pytest

from knowledge.documents.model import Document, FileKind, FlagKind, Spot
from knowledge.documents.pages import Extract, Line
from knowledge.documents.review import review
from tests.knowledge.documents.samples import RULES, read, read_text

HEAD = "江州市机关工会文件\n\n江机工〔{year}〕6号\n\n关于会员慰问的通知\n\n各工会小组：\n\n"
FOOT = "\n\n江州市机关工会\n\n{year}年2月9日\n"


def written(body: str, year: int) -> str:
    return HEAD.format(year=year) + body + FOOT.format(year=year)


def pair(before: str, after: str) -> tuple[Document, Document]:
    former = read_text(written(before, 2024))
    return former, read_text(written(after, 2025), former)


EXCHANGED = [
    ("一、会员直系亲属去世，慰问金1500元；其他亲属去世，慰问金1000元。", "1500", "1000"),
    ("一、子女考取本科院校的，奖励1000元；考取专科院校的，奖励500元。", "1000", "500"),
    ("一、会员工伤，重伤的慰问金3000元，轻伤的慰问金1000元。", "3000", "1000"),
    ("一、会员住院，在市内的慰问金600元，在市外的慰问金800元。", "600", "800"),
    ("一、住院慰问\n\n（一）本人\n\n每次慰问金800元。\n\n（二）配偶\n\n每次慰问金500元。", "800", "500"),
    ("项目\t对象\t标准（元）\n去世\t父母\t1000\n去世\t岳父母\t500", "1000", "500"),
    ("项目\t本科（元）\t专科（元）\n子女考入大学\t1000\t500", "1000", "500"),
]


@pytest.mark.parametrize(("body", "one", "other"), EXCHANGED)
def test_sums_exchanged_between_relations_or_levels_are_typed(body: str, one: str, other: str) -> None:
    _, same = pair(body, body)
    assert same.to_type == (), [flag.words for flag in same.flags]
    _, document = pair(body, body.replace(one, "@").replace(other, one).replace("@", other))
    assert len(document.to_type) == 2


@pytest.mark.parametrize(("heads", "exchanged"), [("本科（元）\t专科（元）", "专科（元）\t本科（元）")])
def test_heads_exchanged_over_the_same_sums_are_typed(heads: str, exchanged: str) -> None:
    body = f"项目\t{heads}\n子女考入大学\t1000\t500"
    _, document = pair(body, body.replace(heads, exchanged))
    assert len(document.to_type) == 2


def test_an_exchange_is_typed_where_the_drawn_page_agrees() -> None:
    former = read_text(written("一、直系亲属去世，慰问金1500元；其他亲属去世，慰问金1000元。", 2024))
    after = written("一、直系亲属去世，慰问金1000元；其他亲属去世，慰问金1500元。", 2025)
    lines = [Line(one, Spot(1, at), True) for at, one in enumerate(after.split("\n\n"))]
    found = review(Extract(FileKind.PDF, tuple(lines), agreed=frozenset({"1000", "1500"})), [former])
    assert len(found.to_type) == 2


EFFECTS = [
    ("同一会员每年慰问不超过两次。", "两次", "三次"),
    ("申请住院慰问的，应当自出院之日起30日内提出。", "30日", "3日"),
    ("本办法自2024年7月1日起施行，有效期三年。", "三年", "五年"),
    ("本办法自2024年7月1日起施行，有效期三年。", "7月1日", "7月11日"),
    ("会员连续缴纳会费满6个月的，享受慰问。", "6个月", "16个月"),
    ("住院慰问每人每年一次。", "每年", "每月"),
]


@pytest.mark.parametrize(("sentence", "one", "other"), EFFECTS)
def test_another_number_that_is_no_amount_is_shown_with_the_former(sentence: str, one: str, other: str) -> None:
    former, same = pair(f"一、{sentence}", f"一、{sentence}")
    assert FlagKind.EFFECT not in {flag.kind for flag in same.flags}
    _, document = pair(f"一、{sentence}", f"一、{sentence.replace(one, other)}")
    shown = [flag.words for flag in document.flags if flag.kind is FlagKind.EFFECT]
    assert len(shown) == 1
    assert former.number in shown[0]
    assert one in shown[0]
    assert other in shown[0]


def test_what_is_shown_beside_another_number_covers_the_amounts() -> None:
    _, document = pair("一、会员住院5天以上，慰问金800元。", "一、会员住院15天以上，慰问金800元。")
    shown = next(flag.words for flag in document.flags if flag.kind is FlagKind.EFFECT)
    assert "15天" in shown
    assert "800" not in shown
    assert document.to_type == (0,)


def test_the_same_number_in_other_writing_is_no_difference() -> None:
    _, document = pair("一、同一会员每年慰问不超过两次。", "一、同一会员每年慰问不超过2次。")
    assert FlagKind.EFFECT not in {flag.kind for flag in document.flags}


def test_a_relation_that_takes_in_others_is_shown() -> None:
    _, document = pair(
        "一、本办法所称直系亲属，是指父母、配偶、子女。", "一、本办法所称直系亲属，是指父母、配偶、岳父母。"
    )
    assert any("直系亲属" in flag.words for flag in document.flags if flag.kind is FlagKind.EFFECT)


def test_a_table_by_tabs_or_bars_is_a_table() -> None:
    rows = "项目\t关系\t标准（元）\n去世\t会员本人\t5000\n去世\t父母、配偶、子女\t1000\n结婚\t\t800"
    for text in (
        rows,
        rows.replace("\t", "|"),
        "\n".join(f"| {one} |" for one in rows.replace("\t", " | ").split("\n")),
    ):
        found = read_text(written(text, 2025))
        assert [(one.event, one.amount.value if one.amount else None) for one in found.clauses] == [
            ("member_death", 5000), ("bereavement", 1000), ("marriage", 800),
        ]  # fmt: skip


def test_what_a_page_adds_after_the_signature_does_not_hide_the_date() -> None:
    body = "".join(f"<p>{one}</p>" for one in RULES.split("\n\n"))
    signed = written("一、会员住院，慰问金800元。", 2025).split("\n\n")
    page = (
        "".join(f"<p>{one}</p>" for one in signed)
        + "<p>版权所有 江州市总工会，未经许可不得转载。</p><p>打印本页 关闭窗口</p>"
    )
    document = read(f"<html><body>{page}</body></html>".encode())
    assert str(document.signed) == "2025-02-09"
    assert document.issuer == "江州市机关工会"
    assert len(read(f"<html><body>{body}</body></html>".encode()).clauses) > 10, "a body after the signature is read"


def test_a_column_of_remarks_on_the_limit_is_no_column_of_money() -> None:
    found = read_text(
        written("事由\t对象\t标准（元）\t限额说明\n丧葬慰问\t本人\t5000\t一次\n丧葬慰问\t父母\t1000\t一次", 2025)
    )
    assert [(one.event, one.amount.value if one.amount else None) for one in found.clauses] == [
        ("member_death", 5000), ("bereavement", 1000),
    ]  # fmt: skip
    assert FlagKind.AMOUNT_UNREAD not in {flag.kind for flag in found.flags}


def test_a_sum_in_a_table_that_is_another_s_is_none_and_one_of_two_events_is_asked_for() -> None:
    found = read_text(written("项目\t金额\n住院\t保障金最高3万元\n结婚、生育\t600元", 2025))
    assert [one.amount.value for one in found.clauses if one.amount] == [600, 600]
    kinds = [flag.kind for flag in found.flags]
    assert kinds.count(FlagKind.NO_GRANT) == 1
    assert kinds.count(FlagKind.EVENT) == 2


def test_a_documents_own_year_is_no_change() -> None:
    body = "一、{year}年继续做好会员慰问，同一会员每年慰问不超过两次。"
    former = read_text(written(body.format(year=2024), 2024))
    assert FlagKind.EFFECT not in {one.kind for one in read_text(written(body.format(year=2025), 2025), former).flags}
    twice = body.format(year=2025).replace("两次", "三次")
    assert FlagKind.EFFECT in {one.kind for one in read_text(written(twice, 2025), former).flags}
    stale = read_text(written(body.format(year=2026), 2025), former)
    assert FlagKind.EFFECT in {one.kind for one in stale.flags}, "another year than its own"
