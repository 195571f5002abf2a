"""The forms as data: complete, consistent with their models, and asking for nothing that a visit doesn't need."""

import re

import pytest

from bot.core.kinds import SENSITIVE, Kind
from bot.reports import forms
from bot.reports.forms import FORMS, Form, Input

ALL = list(FORMS.values())


def test_every_kind_has_a_form() -> None:
    assert set(FORMS) == set(Kind)


@pytest.mark.parametrize("form", ALL, ids=lambda form: form.kind)
def test_items_and_model_agree(form: Form) -> None:
    """Whatever is asked can be kept; whatever the model requires is asked for."""
    fields = form.facts.model_fields
    assert set(form.names) <= set(fields)
    required = {name for name, field in fields.items() if field.is_required()}
    assert required == {item.name for item in form.items if item.required}


@pytest.mark.parametrize("form", ALL, ids=lambda form: form.kind)
def test_nothing_is_asked_that_the_visit_does_not_need(form: Form) -> None:
    words = " ".join(item.question + item.label for item in form.items)
    assert not re.search(r"诊断|病情|什么病|身份证|银行卡|工资|收入", words)
    assert len([item for item in form.items if item.required]) <= 2


@pytest.mark.parametrize("form", [form for form in ALL if form.kind in SENSITIVE], ids=lambda form: form.kind)
def test_visits_are_worded_plainly(form: Form) -> None:
    words = [form.opening, form.receipt, form.evidence, *(item.question + item.why for item in form.items)]
    assert not set("！!") & set("".join(words))


@pytest.mark.parametrize("form", ALL, ids=lambda form: form.kind)
def test_every_item_helps_after_bad_input(form: Form) -> None:
    assert all(item.example for item in form.items)
    assert all(item.choices for item in form.items if item.input is Input.CHOICE)


def test_lines_follow_the_form_and_add_what_came_later() -> None:
    facts = {"still_in": False, "event_date": "2026-11-21", "补充": [{"at": "2026-11-24", "text": "转院了"}]}
    assert forms.lines(Kind.HOSPITALIZATION, facts) == [
        ("入院日期", "2026年11月21日（周六）"),
        ("还在住院", "否"),
        ("补充", "转院了"),
    ]


@pytest.mark.parametrize("relation", ["其他", "外婆", "岳父", "兄弟姐妹"])
def test_the_notice_does_not_say_who_else_is_next_of_kin(relation: str) -> None:
    assert "没有写明“直系亲人”" in forms.remarks(Kind.BEREAVEMENT, {"relation": relation})[0]


@pytest.mark.parametrize("relation", ["父亲", "母亲", "配偶", "子女"])
def test_nobody_doubts_these(relation: str) -> None:
    assert forms.remarks(Kind.BEREAVEMENT, {"relation": relation}) == []


def test_a_spouses_childbirth_is_left_to_the_union() -> None:
    assert "没有写明配偶生育" in forms.remarks(Kind.CHILDBIRTH, {"relation": "配偶"})[0]
    assert forms.remarks(Kind.CHILDBIRTH, {"relation": "本人"}) == []
