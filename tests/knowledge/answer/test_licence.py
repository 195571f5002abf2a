"""What may be said when. Each rule of openings.toml is tested by its own examples; the rest by readings at random."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.answer import licence, rules
from knowledge.answer.model import Talk
from knowledge.answer.openings import Opening
from knowledge.reading.model import Act, Danger, Event, Question, Reading, Remark, State, What, Whose, sorrowful
from tests.knowledge.answer.readings import composer, events, reading, say

KNOWN = rules.load()
SLOT = re.compile(r"\\{\w+\\}")
JOYS = [
    re.compile(SLOT.sub(".+", re.escape(say)))
    for rule in KNOWN.openings
    if rule.mood in licence.GLADDENS
    for say in rule.says
]
KINDS = tuple(KNOWN.limits)


def _examples(which: str) -> list[tuple[Opening, str]]:
    return [(rule, words) for rule in KNOWN.openings for words in getattr(rule, which)]


def _said(words: str) -> str:
    return licence.opening(_told(words), (), KNOWN)


def _told(words: str) -> Reading:
    """“proud：老婆评上副高了” as a reading with its text."""
    told, _, text = words.partition("：")
    return reading("tell", told=told, text=text)


def _of(rule: Opening, words: str) -> str:
    """What the rule itself says of such a reading."""
    return licence.said(rule, _told(words), (), KNOWN)


def _glad(sentence: str) -> bool:
    return any(joy.fullmatch(sentence) for joy in JOYS)


@pytest.mark.parametrize(("rule", "words"), _examples("yes"))
def test_each_opening_is_said_where_it_says_so(rule: Opening, words: str) -> None:
    assert _said(words) == _of(rule, words)


@pytest.mark.parametrize(("rule", "words"), _examples("no"))
def test_each_opening_is_not_said_where_it_says_so(rule: Opening, words: str) -> None:
    said = _said(words)
    assert not said or said != _of(rule, words)


def test_every_opening_has_examples_both_ways() -> None:
    assert all(rule.yes and rule.no for rule in KNOWN.openings)


def test_a_sorrow_told_before_forbids_joy() -> None:
    told = reading("tell", told="childbirth self happened")
    before = (reading("tell", told="pregnancy_loss self happened"),)
    assert _glad(licence.opening(told, (), KNOWN))
    assert licence.opening(told, before, KNOWN) == ""


@pytest.mark.parametrize("joy", ["childbirth self happened", "promotion spouse happened", "birthday parent happened"])
def test_a_joy_told_in_a_glad_mood_or_as_a_joke_is_met(joy: str) -> None:
    assert _glad(licence.opening(reading("mood", told=joy), (), KNOWN))
    assert _glad(licence.opening(reading("fun", told=joy), (), KNOWN))


@pytest.mark.parametrize("told", ["illness_stay self past", "illness_stay parent past"])
def test_relief_is_not_spoken_where_anything_is_sad_or_cross(told: str) -> None:
    calm = reading("tell", told=told)
    assert _glad(licence.opening(calm, (), KNOWN))
    assert not _glad(licence.opening(replace(calm, dark=True), (), KNOWN))
    assert not _glad(licence.opening(reading("tell complain", told=told), (), KNOWN))


def test_a_sentence_names_what_the_message_names() -> None:
    told = replace(reading("tell", told="promotion spouse happened"), text="老婆评上中学高级了,熬了九年")
    assert licence.opening(told, (), KNOWN) == "评上中学高级，九年不容易，祝贺您爱人。"
    plain = replace(told, text="老婆的事定下来了")
    assert licence.opening(plain, (), KNOWN) != licence.opening(plain, (told,), KNOWN)
    assert "您爱人" in licence.opening(plain, (), KNOWN)


@pytest.mark.parametrize("act", ["complain", "mood", "withdraw"])
def test_who_complains_is_not_congratulated(act: str) -> None:
    assert licence.opening(reading(f"tell {act}", told="retirement self happened"), (), KNOWN) == ""


def test_a_question_in_general_opens_with_nothing() -> None:
    assert licence.opening(reading("ask", told="death parent asked"), (), KNOWN) == ""


EVENTS = st.builds(Event, st.sampled_from(What), st.sampled_from(Whose), st.sampled_from(State))
QUESTIONS = st.builds(
    Question,
    st.sampled_from([*KINDS, "all_benefits", "table_tennis", "bot_status", "out.tax", "out.other"]),
    st.sampled_from(["amount", "form", "covered", "procedure", "exists", "other", "what", "payout"]),
)
READINGS = st.builds(
    Reading,
    text=st.just("一句话"),
    acts=st.frozensets(st.sampled_from(Act), min_size=1, max_size=3),
    questions=st.lists(QUESTIONS, max_size=3).map(tuple),
    events=st.lists(EVENTS, max_size=3).map(tuple),
    danger=st.sampled_from(Danger),
    remarks=st.frozensets(st.sampled_from(Remark), max_size=2),
)


@settings(max_examples=600)
@given(READINGS)
def test_no_reading_at_all_is_answered_hurtfully(message: Reading) -> None:
    answer = composer().compose(message, Talk())
    first = answer.text.splitlines()[0]
    if any(sorrowful(event) for event in message.events):
        assert not _glad(first)
    if "节哀" in answer.text:
        assert any(event.what is What.DEATH and event.state is State.HAPPENED for event in message.events)
    if message.danger is not Danger.NONE:
        assert not answer.amounts
        meant = {"officer", "relay"} if answer.seeks else {"officer"}
        assert {button.action for button in answer.suggestions} <= meant
    if answer.seeks:
        assert not answer.citations
    if len({question.topic for question in message.questions}) == 1 and not answer.whole:
        for kind in answer.amounts:
            limit = licence.limit(kind, message.events, KNOWN)
            assert limit is None or (not limit.outside and limit.says in answer.text)


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("hospitalization", "illness_stay parent happened"),
        ("hospitalization", "illness_stay baby asked"),
        ("bereavement", "death colleague happened"),
        ("bereavement", "death self asked"),
        ("marriage", "marriage child planned"),
        ("marriage", "anniversary self planned"),
        ("childbirth", "childbirth grandchild happened"),
        ("childbirth", "pregnancy_loss self happened"),
        ("birthday", "birthday parent planned"),
        ("birthday", "anniversary public asked"),
        ("child_university", "university self happened"),
        ("retirement", "retirement parent happened"),
    ],
)
def test_no_figure_for_whom_the_clause_does_not_name(kind: str, told: str) -> None:
    answer = say("ask", ((kind, "amount"),), told)
    assert answer.amounts == {}
    assert "不超过" not in answer.text
    assert "写" in answer.text


@pytest.mark.parametrize(
    ("kind", "told", "yuan"),
    [
        ("hospitalization", "illness_stay self happened", 1000),
        ("hospitalization", "illness_stay anyone asked", 1000),
        ("bereavement", "death parent happened", 1000),
        ("birthday", "birthday self planned", 300),
        ("marriage", "marriage colleague happened", 500),
    ],
)
def test_the_ceiling_as_a_ceiling_for_whom_the_clause_names(kind: str, told: str, yuan: int) -> None:
    answer = say("ask", ((kind, "amount"),), told)
    assert answer.amounts == {kind: yuan}
    assert f"不超过 {yuan} 元" in answer.text
    assert "未写明" not in answer.text


@pytest.mark.parametrize(
    ("kind", "told", "says"),
    [
        ("bereavement", "death parent_in_law happened", "未界定直系亲人的范围"),
        ("childbirth", "childbirth spouse happened", "未写明配偶生育"),
        ("retirement", "illness self happened", "因病退休"),
        ("child_university", "study_other child planned", "算不算未说明"),
    ],
)
def test_what_the_clause_leaves_open_is_said_beside_its_figure(kind: str, told: str, says: str) -> None:
    answer = say("ask", ((kind, "covered"),), told)
    assert says in answer.text


def test_yes_only_where_nothing_more_particular_is_asked() -> None:
    assert say("ask", (("lecture_hall", "exists"),)).text.startswith("有的")
    asked = say("ask", (("lecture_hall", "exists"), ("lecture_hall", "other")))
    assert not asked.text.startswith("有的")
    assert "您问的这一点，通知没有写" in asked.text


def test_a_member_of_the_party_has_no_birthday_gift() -> None:
    assert events("anniversary public asked")[0].whose is Whose.PUBLIC
    assert "300" not in say("ask", (("birthday", "exists"),), "anniversary public asked").text


def test_a_divorce_is_not_taken_for_ones_own_studies() -> None:
    limit = licence.limit("child_university", events("divorce self happened"), KNOWN)
    assert limit is not None
    assert "会员本人" not in limit.says


def test_a_relative_is_called_as_whoever_answers_calls_him() -> None:
    grandfather = replace(events("death grandparent happened")[0], called="我爷爷")
    limit = licence.limit("bereavement", (grandfather,), KNOWN)
    assert limit is not None
    assert "您爷爷" in limit.says
