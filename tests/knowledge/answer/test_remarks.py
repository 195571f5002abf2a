"""What is remarked beside the matter is met with one clause; who only tells, or wants nothing registered, is not handed
the clause of the notice. Readings by hand: what is said, apart from how messages are read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.answer import rules
from knowledge.answer.model import Answer, Talk
from knowledge.reading.model import Danger, Wanted, Wish
from tests.knowledge.answer.readings import composer, reading, say

KNOWN = rules.load()
REMARKED = [rule for rule in KNOWN.openings if rule.remark]
OF_CLAUSES = ("不超过", "通知没有写", "未写明", "依据")


def _actions(answer: Answer) -> list[str]:
    return [button.action for button in answer.suggestions]


@pytest.mark.parametrize(
    ("told", "asks"),
    [
        ("illness_stay self planned + fear", ("hospitalization", "covered")),
        ("illness self happened + pain", ("bot_how_to_report", "materials")),
        ("death parent happened + lost", ("bereavement", "handler")),
        ("lonely", ("chongyang_hike", "covered")),
        ("annoyed", ("birthday", "amount")),
    ],
)
def test_a_remark_beside_a_question_is_met_first_and_the_question_answered(told: str, asks: tuple[str, str]) -> None:
    met, plain = say("ask tell", (asks,), told), say("ask", (asks,), "")
    first, *rest = met.text.splitlines()
    assert any(first in rule.says for rule in REMARKED)
    assert rest
    assert first not in plain.text


@pytest.mark.parametrize(
    "told",
    [
        "birthday self happened + lonely",
        "retirement self past + lost",
        "illness parent happened + grave",
        "illness self happened + fear",
        "parting",
        "lonely",
        "longing",
    ],
)
def test_a_remark_that_is_all_the_matter_is_met_without_the_clause(told: str) -> None:
    kind = "birthday" if told.startswith("birthday") else "retirement" if told.startswith("retirement") else None
    answer = say("tell mood", (), told, reported=kind)
    assert not any(words in answer.text for words in OF_CLAUSES)
    assert answer.amounts == {}


def test_a_grave_illness_is_wished_no_quick_recovery() -> None:
    text = say("tell mood", (), "illness_stay parent happened + grave").text
    assert "康复" not in text
    assert "好起来" not in text
    assert "报" not in text


def test_the_same_remark_is_not_met_twice_in_the_same_words() -> None:
    told = reading("tell mood", (), "lonely")
    first = composer().compose(told, Talk()).text.splitlines()[0]
    again = composer().compose(told, Talk((told,))).text.splitlines()[0]
    assert first != again


@pytest.mark.parametrize("told", ["university child happened + proud", "moving self happened + invite"])
def test_joy_remarked_upon_is_never_said_over_a_loss(told: str) -> None:
    assert "恭喜" in say("tell mood", (), told).text
    assert "恭喜" not in say("tell mood", (), f"{told} + death parent happened").text


def test_who_invites_is_thanked_and_can_have_it_passed_on() -> None:
    answer = say("tell", (), "anniversary baby planned + invite")
    assert "谢谢" in answer.text
    assert "officer" in _actions(answer)
    assert "report" not in _actions(answer)


@pytest.mark.parametrize("care", [None, Danger.SELF])
def test_nothing_is_remarked_upon_where_danger_is_heard(care: Danger | None) -> None:
    danger = reading("tell mood", (), "lonely", danger="self")
    asked = reading("ask", (("hospitalization", "amount"),), "lonely")
    text = composer().compose(asked if care else danger, Talk(care=care)).text
    assert not any(one in text for rule in REMARKED for one in rule.says)


def _held(wanted: Wanted, told: str) -> Answer:
    return composer().compose(replace(reading("tell", (), told), wish=Wish(wanted)), Talk(), None)


@pytest.mark.parametrize("wanted", [Wanted.LISTEN, Wanted.WAIT])
@pytest.mark.parametrize("told", ["death parent happened", "illness_stay self happened", "divorce self happened"])
def test_who_wants_nothing_registered_hears_no_clause(wanted: Wanted, told: str) -> None:
    text = _held(wanted, told).text
    assert text.splitlines()[0] in {one for rule in KNOWN.openings for one in rule.says}
    assert not any(words in text for words in OF_CLAUSES)
    assert "先不报" in text or "说什么就说" in text


def test_no_form_is_offered_that_what_is_told_does_not_open() -> None:
    wish = Wish(Wanted.WAIT, "hospitalization")
    other = replace(reading("tell", (), "illness_stay parent happened"), wish=wish)
    own = replace(reading("tell", (), "illness_stay self happened"), wish=wish)
    assert composer().compose(other, Talk()).suggestions == ()
    assert [one.argument for one in composer().compose(own, Talk()).suggestions] == ["hospitalization"]


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ("death parent happened", "bereavement"),
        ("illness_stay self happened", "hospitalization"),
        ("hardship self happened", "hardship"),
    ],
)
def test_a_sorrow_that_is_only_told_is_offered_the_form_and_no_figure(told: str, kind: str) -> None:
    answer = say("tell", (), told, reported=kind)
    assert answer.amounts == {}
    assert "不超过" not in answer.text
    assert ("report", kind) in [(one.action, one.argument) for one in answer.suggestions]
    assert "不急" in answer.text


def test_a_joy_that_is_told_hears_its_ceiling() -> None:
    assert say("tell", (), "marriage self happened", reported="marriage").amounts == {"marriage": 500}


def test_a_side_that_a_report_asks_for_is_answered_without_a_figure() -> None:
    text = say("report", (("bereavement", "materials"),), "death parent happened", reported="bereavement").text
    assert "要交哪些材料" in text
    assert "不超过" not in text


def test_of_distant_kin_no_form_is_pushed() -> None:
    answer = say("tell", (), "death other_kin happened", reported="bereavement")
    assert "节哀" in answer.text
    assert "没有写到别的亲戚" in answer.text
    assert _actions(answer) == ["officer", "source"]


@pytest.mark.parametrize(
    "told", ["childbirth grandchild happened", "pregnancy child happened", "childbirth pet happened"]
)
def test_births_that_are_not_the_members_are_met_and_not_registered(told: str) -> None:
    answer = say("tell", (), told)
    assert not any(words in answer.text for words in ("没有写", "登记", "通知"))  # nothing of the clause
    assert "report" not in _actions(answer)


def test_two_joys_of_two_people_are_met_together() -> None:
    text = say("tell", (), "childbirth baby happened + illness_stay parent past", reported="childbirth").text
    assert text.startswith("双喜临门")


def test_a_stay_that_is_over_is_offered_the_form_to_whoever_lay_there() -> None:
    assert "report" in _actions(say("tell", (), "illness_stay self past"))
    assert _actions(say("tell", (), "illness_stay parent past")) == []
