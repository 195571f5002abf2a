"""Typed words into facts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.errors import BadInput
from bot.core.kinds import Kind
from bot.reports.forms import FORMS, Item
from bot.reports.forms.fields import clean, read_value


def item(kind: Kind, name: str) -> Item:
    return FORMS[kind].item(name)


RELATION = item(Kind.BEREAVEMENT, "relation")
CALENDAR = item(Kind.BIRTHDAY, "calendar")
STILL_IN = item(Kind.HOSPITALIZATION, "still_in")
PHONE = item(Kind.HOSPITALIZATION, "phone")
HOSPITAL = item(Kind.HOSPITALIZATION, "hospital")


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("母亲", "母亲"),
        ("我妈", "母亲"),
        ("我的爸爸。", "父亲"),
        ("老婆", "配偶"),
        ("其他", "其他"),
        ("2", "母亲"),
        ("２", "母亲"),
        ("外婆", "外婆"),
    ],
)
def test_relations(said: str, kept: str) -> None:
    assert read_value(RELATION, said) == kept


@pytest.mark.parametrize(("said", "kept"), [("农历", "农历"), ("阴历", "农历"), ("阳历", "公历"), ("1", "公历")])
def test_calendars(said: str, kept: str) -> None:
    assert read_value(CALENDAR, said) == kept


@pytest.mark.parametrize("said", ["随便", "3", "0", ""])
def test_a_closed_choice_takes_nothing_else(said: str) -> None:
    with pytest.raises(BadInput):
        read_value(CALENDAR, said)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("是", True),
        ("还在", True),
        ("在的", True),
        ("还没出院", True),
        ("出院了", False),
        ("没有", False),
        ("不在", False),
    ],
)
def test_yes_and_no(said: str, kept: bool) -> None:
    assert read_value(STILL_IN, said) is kept


@pytest.mark.parametrize("said", ["可能吧", "下周出院再说", "不清楚"])
def test_what_is_neither_yes_nor_no(said: str) -> None:
    with pytest.raises(BadInput, match="没看懂是还是否"):
        read_value(STILL_IN, said)


@pytest.mark.parametrize(
    ("said", "kept"),
    [("13800000000", "13800000000"), ("打 0577-88880000", "0577-88880000"), ("１３８００００００００", "13800000000")],
)
def test_phones(said: str, kept: str) -> None:
    assert read_value(PHONE, said) == kept


def test_a_phone_needs_digits() -> None:
    with pytest.raises(BadInput, match="没看懂电话号码"):
        read_value(PHONE, "办公室电话")


def test_a_refusal_names_the_length() -> None:
    with pytest.raises(BadInput, match="101 个字"):
        read_value(HOSPITAL, "医" * 101)


@given(st.text(max_size=300))
def test_any_text_is_a_value_or_a_refusal(said: str) -> None:
    for one in (RELATION, CALENDAR, STILL_IN, PHONE, HOSPITAL):
        try:
            value = read_value(one, said)
        except BadInput as refused:
            assert str(refused)
        else:
            assert isinstance(value, bool) or (value and len(value) <= one.limit)


@given(st.text())
def test_cleaning_twice_changes_nothing(said: str) -> None:
    assert clean(clean(said)) == clean(said)
