"""Documents for tests: the notice as other years and other issuers might have it, and what they grant."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from knowledge.document import Notice
from knowledge.lexicon.load import load
from knowledge.parse import parse
from knowledge.shelf import NOTICES

TEXT = (NOTICES / "notice-2019-7.txt").read_text(encoding="utf-8")
KINDS = (
    ("hospitalization", "会员生病住院要访", "慰问金", "生病住院"),
    ("hardship", "会员家庭遇特殊困难的要访", "慰问金", "家庭特殊困难"),
    ("bereavement", "会员直系亲人去世要访", "慰问金", "直系亲人去世"),
    ("family_conflict", "会员家中出现矛盾需要调解的要访", "慰问金", "家庭矛盾调解"),
    ("member_conflict", "会员之间发生矛盾要访", "慰问金", "会员之间矛盾"),
    ("birthday", "会员生日要贺", "慰问品", "生日"),
    ("marriage", "会员结婚要贺", "慰问品", "结婚"),
    ("childbirth", "会员生育要贺", "慰问品", "生育"),
    ("child_university", "会员子女上大学要贺", "慰问品", "子女上大学"),
    ("retirement", "会员光荣退休要贺", "慰问品", "退休"),
)


def ceiling(kind: str, year: int) -> int:
    """A figure for each kind and year, none twice."""
    return 1000 + 100 * [one[0] for one in KINDS].index(kind) + 10 * (year - 2019)


def notice_text(year: int, *changes: tuple[str, str], signed: date | None = None) -> str:
    """The notice of that year, signed on 1 January, with a figure for every kind."""
    day = signed or date(year, 1, 1)
    text = TEXT.replace("〔2019〕7号", f"〔{year}〕7号").replace(
        "2019年3月18日", f"{day.year}年{day.month}月{day.day}日"
    )
    text = text.replace("《2019年市直", f"《{year}年市直")
    for kind, clause, form, _ in KINDS:
        granted = f"{clause}（{form}不超过 {ceiling(kind, year)} 元）"
        text = re.sub(rf"{clause}(（[^）]*）)?", granted, text)
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text


def notice(year: int, *changes: tuple[str, str], signed: date | None = None) -> Notice:
    return parse(notice_text(year, *changes, signed=signed), load().anchors, f"{year}.txt")


def folder(path: Path, *years: int) -> Path:
    path.mkdir(exist_ok=True)
    for year in years:
        (path / f"notice-{year}.txt").write_text(notice_text(year), encoding="utf-8")
    return path
