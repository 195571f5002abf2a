"""Our own 620 messages, labelled before they were read: what is opened is right, and nothing is opened wrongly."""

from collections import Counter

import pytest

from tests.knowledge.reports.scoring import Labelled, labelled

MESSAGES = labelled()


def test_kind_subject_and_day_are_right() -> None:
    wrong = [message.text for message in MESSAGES if not message.right()]
    assert len(wrong) <= len(MESSAGES) * 0.02, wrong


def test_no_form_is_opened_where_nothing_is_reported() -> None:
    assert not [m.text for m in MESSAGES if m.form.kind is None and m.got().kind]


@pytest.mark.parametrize("field", ["relation", "colleague_name", "hospital"])
def test_the_other_fields_are_filled(field: str) -> None:
    wanted = [m for m in MESSAGES if getattr(m.form, field)]
    wrong = [m.text for m in wanted if getattr(m.got(), field) != getattr(m.form, field)]
    assert len(wrong) <= len(wanted) * 0.04, wrong


def test_every_kind_and_subject_is_well_represented() -> None:
    kinds = Counter(m.form.kind for m in MESSAGES)
    assert len(kinds) == 11
    assert min(kinds.values()) >= 20
    assert min(Counter(m.form.subject for m in MESSAGES if m.form.kind).values()) >= 50


def test_a_reading_explains_itself() -> None:
    opened: list[Labelled] = [m for m in MESSAGES if m.form.kind]
    for message in opened[::10]:
        why = message.got().why
        assert [step.split("：")[0] for step in why] == ["事项", "谁的事", "日期"]


def test_ids_and_texts_are_unique() -> None:
    assert len({m.id for m in MESSAGES}) == len({m.text for m in MESSAGES}) == len(MESSAGES)
