"""How far a form has got, and that no sequence of answers, steps back and edits loses what was told."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.errors import BadInput, WennuanError
from bot.core.kinds import SENSITIVE, Kind
from bot.core.messages import JsonObject
from bot.reports.forms import FORMS, Filling, Input, Item, filling, steps, told

TODAY = date(2026, 11, 23)
START: JsonObject = {steps.FOR: steps.SELF, steps.AGREED: "2026-11-23T12:00:00+08:00"}


def at(kind: Kind, facts: JsonObject, *, subject_known: bool = True) -> Filling:
    return filling(kind, facts, subject_known=subject_known)


@pytest.mark.parametrize("kind", list(Kind))
def test_whose_matter_then_consent_then_facts_in_order(kind: Kind) -> None:
    seen: list[str] = []
    facts: JsonObject = {}
    while (now := at(kind, facts)).step != steps.CONFIRM:
        seen.append(now.step)
        facts = _go_on(now)
    consent = [steps.CONSENT] if kind in SENSITIVE else []
    assert seen == [steps.WHO, *consent, *FORMS[kind].names, steps.EVIDENCE]
    assert steps.finished(now)


@pytest.mark.parametrize("kind", sorted(SENSITIVE))
def test_without_consent_no_step_reaches_a_fact(kind: Kind) -> None:
    for step in (*FORMS[kind].names, steps.EVIDENCE, steps.CONFIRM):
        assert at(kind, {steps.FOR: steps.SELF, steps.AT: step}).step == steps.CONSENT


def test_a_colleague_must_be_found_first() -> None:
    facts = {steps.FOR: steps.COLLEAGUE}
    assert at(Kind.MARRIAGE, facts, subject_known=False).step == steps.WHOM
    assert at(Kind.MARRIAGE, facts).step == "event_date"


def test_nothing_is_finished_while_something_is_missing() -> None:
    with pytest.raises(BadInput, match="必填"):
        steps.finished(at(Kind.MARRIAGE, START))


@pytest.mark.parametrize(
    ("kind", "day", "doubted"),
    [
        (Kind.HOSPITALIZATION, "2024-11-22", True),
        (Kind.HOSPITALIZATION, "2024-11-24", False),
        (Kind.HOSPITALIZATION, "2026-12-23", False),  # a stay that is planned
        (Kind.HOSPITALIZATION, "2026-12-24", True),
        (Kind.BEREAVEMENT, "2026-11-23", False),
        (Kind.BEREAVEMENT, "2026-11-24", True),
        (Kind.MARRIAGE, "2027-05-01", False),
        (Kind.MARRIAGE, "2027-06-01", True),
        (Kind.RETIREMENT, "2027-11-01", False),
        (Kind.CHILDBIRTH, "2027-03-01", True),
    ],
)
def test_unlikely_days_are_doubted_by_kind(kind: Kind, day: str, doubted: bool) -> None:
    now = at(kind, START | {"event_date": day, "relation": "本人"})
    assert (now.doubt(TODAY) is not None) == doubted
    assert at(kind, steps.stand_by(now, "event_date")).doubt(TODAY) is None


def test_a_new_unlikely_day_is_doubted_again() -> None:
    now = at(Kind.MARRIAGE, START | {"event_date": "2020-01-01"})
    sure = at(Kind.MARRIAGE, steps.stand_by(now, "event_date"))
    assert at(Kind.MARRIAGE, steps.answer(sure, "event_date", "2019-01-01")).doubt(TODAY)


def test_a_fact_that_was_told_can_be_taken_out_on_purpose() -> None:
    now = at(Kind.HOSPITALIZATION, START | {"event_date": "2026-11-21", "hospital": "附二医", steps.AT: "hospital"})
    after = steps.skip(now)
    assert told(after) == {"event_date": "2026-11-21"}
    assert at(Kind.HOSPITALIZATION, after).step == "still_in"


OPERATIONS = ("answer", "skip", "skip_rest", "back", "keep", "edit", "go_on", "stand_by")


@given(
    kind=st.sampled_from(list(Kind)),
    moves=st.lists(st.tuples(st.sampled_from(OPERATIONS), st.integers(0, 9)), max_size=40),
)
def test_no_sequence_loses_a_fact(kind: Kind, moves: list[tuple[str, int]]) -> None:
    """A fact goes only when the member answers that very question anew or leaves that very fact out."""
    facts: JsonObject = {}
    for operation, number in moves:
        now = at(kind, facts)
        try:
            after = _apply(now, operation, number)
        except WennuanError:
            continue
        touched = set() if operation in ("back", "keep", "edit", "skip_rest") else {now.step}
        before = {name: value for name, value in told(facts).items() if name not in touched}
        assert before.items() <= told(after).items()
        facts = after
    _finish(kind, facts)


def _finish(kind: Kind, facts: JsonObject) -> None:
    """From wherever the member has got to, the form can be finished, with all that was told."""
    known = told(facts)
    for _ in range(20):
        now = at(kind, facts)
        if now.step == steps.CONFIRM:
            assert known.keys() <= steps.finished(now).keys()
            return
        facts = steps.keep(now) if now.revisiting else _go_on(now)
    raise AssertionError(now.step)


def _apply(now: Filling, operation: str, number: int) -> JsonObject:
    match operation:
        case "back":
            return steps.back(now)
        case "keep":
            return steps.keep(now)
        case "skip":
            return steps.skip(now)
        case "skip_rest":
            return steps.skip_rest(now)
        case "edit":
            return steps.go_to(now, now.steps[number % len(now.steps)])
        case "stand_by" if "event_date" in now.facts:
            return steps.stand_by(now, "event_date")
    return _go_on(now, number)


def _go_on(now: Filling, number: int = 0) -> JsonObject:
    """The present step done in the plainest way."""
    if now.step == steps.WHO:
        return steps.mark(now, **{steps.FOR: steps.SELF})
    if now.step == steps.CONSENT:
        return steps.mark(now, **{steps.AGREED: "2026-11-23T12:00:00+08:00"})
    if now.step == steps.EVIDENCE:
        return steps.mark(now, **{steps.ENOUGH: True})
    if now.item is None:
        return now.facts
    return steps.answer(now, now.step, _value(now.item, number))


def _value(item: Item, number: int) -> str | bool:
    if item.input is Input.DATE:
        return date(2026, 11, 1 + number).isoformat()
    if item.input is Input.YES_NO:
        return number % 2 == 0
    return item.choices[number % len(item.choices)] if item.choices else f"答案{number}"
