"""A document survives the way through JSON unchanged."""

from __future__ import annotations

import json
from datetime import date

from knowledge.documents.model import (
    Amount,
    AmountKind,
    Clause,
    Definition,
    Document,
    FileKind,
    Flag,
    FlagKind,
    Per,
    Reference,
    Relation,
    Remainder,
    Span,
    Spot,
)
from knowledge.documents.wire import dump, load

TEXT = "会员生病住院的，慰问金不超过1000元。"
CLAUSE = Clause(
    place="第三条",
    text=TEXT,
    span=Span(0, len(TEXT)),
    spot=Spot(page=2, line=5),
    event="hospitalization",
    title="会员生病住院",
    whom="会员",
    form="慰问金",
    amount=Amount(AmountKind.CEILING, value=1000, per=Per.YEAR),
    papers=("出院小结",),
    effective_to=date(2021, 12, 31),
)
DOCUMENT = Document(
    number="瓯机工〔2021〕3号",
    issuer="瓯海区机关工会工作委员会",
    title="慰问办法",
    signed=date(2021, 1, 8),
    effective_from=date(2021, 2, 1),
    effective_to=None,
    text=TEXT,
    clauses=(CLAUSE,),
    unread=(Remainder("running head", "—2—", Span(0, 0)),),
    flags=(Flag(FlagKind.BOUNDS, "请输入", True, 0, Span(1, 2)), Flag(FlagKind.SEQUENCE, "请看", False)),
    references=(Reference(Relation.REPEALS, "瓯机工〔2017〕6号", "暂行规定", Span(0, 3)),),
    definitions=(Definition("直系亲属", ("父母", "配偶"), Span(0, 3)),),
    attachments=("目录",),
    source=FileKind.PDF,
    pages=3,
)


def test_nothing_is_lost_on_the_way() -> None:
    assert load(json.loads(json.dumps(dump(DOCUMENT)))) == DOCUMENT


def test_what_is_to_be_typed_is_told_by_its_clause() -> None:
    assert DOCUMENT.to_type == (0,)
    assert [reference.number for reference in DOCUMENT.supersedes] == ["瓯机工〔2017〕6号"]


def test_the_most_of_an_amount() -> None:
    assert Amount(AmountKind.RANGE, low=300, high=500).most == 500
    assert Amount(AmountKind.SHARE, value=20).most is None
