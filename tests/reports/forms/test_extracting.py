"""What is typed is read for every fact of every form, those without a reader of their own included."""

from datetime import date

import pytest

from bot.core.kinds import Kind
from bot.reports.extracting import told
from bot.reports.forms import FORMS, Form, Input, Item

TODAY = date(2026, 11, 24)
ASKED = [(form, item) for form in FORMS.values() for item in form.items]


@pytest.mark.parametrize(("form", "item"), ASKED, ids=lambda one: getattr(one, "kind", None) or one.name)
def test_its_example_is_read_for_every_fact(form: Form, item: Item) -> None:
    said = item.choices[0] if item.choices else item.example
    assert item.name in told(said, form, item, TODAY)


def test_a_fact_without_a_reader_is_read_when_it_is_asked_for_and_only_then() -> None:
    form = FORMS[Kind.HARDSHIP]
    new = Item("harvest", "收成", "收成怎么样？", Input.TEXT, example="三百斤")
    asking = Form(form.kind, form.facts, (*form.items, new), form.opening, form.receipt, form.evidence)
    assert told("三百斤", asking, new, TODAY)["harvest"] == "三百斤"
    assert "harvest" not in told("三百斤", asking, None, TODAY)
