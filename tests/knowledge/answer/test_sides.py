"""The side that is asked about is answered first, each once, and nothing is said back in pieces."""

import re
from pathlib import Path

import pytest

from knowledge.answer import rules, sides
from knowledge.answer.kinds import OF_CLAUSE
from knowledge.errors import LexiconError
from knowledge.lexicon.load import load
from tests.knowledge.answer.readings import say

SIDES = [facet for facet in load().facets if facet not in OF_CLAUSE | {"covered", "basis"}]


def first(text: str) -> str:
    return re.split("(?<=。)", text)[0]


@pytest.mark.parametrize("facet", SIDES)
@pytest.mark.parametrize(
    "topic", ["hospitalization", "birthday", "child_university", "family_conflict", "all_benefits"]
)
def test_the_first_sentence_answers_the_side_and_not_the_ceiling(topic: str, facet: str) -> None:
    answer = say("ask", ((topic, facet),))
    if (topic, facet) != ("all_benefits", "form"):
        assert "元" not in first(answer.text)
    assert "您问的这一点" not in answer.text
    assert "10 项" not in answer.text


@pytest.mark.parametrize(
    ("topic", "facet", "says"),
    [
        ("bereavement", "deadline", "没有写多久之内要报"),
        ("hospitalization", "response", "几天有回音"),
        ("birthday", "handler", "名册上本人所在单位的基层工会"),
        ("hospitalization", "secrecy", "只有经办的工会干部看得到"),
        ("family_conflict", "secrecy", "只有本单位的调解联系人看得到"),
        ("retirement", "proxy", "替同事报可以"),
        ("birthday", "exchange", "能不能折成钱"),
        ("hospitalization", "delivery", "打到卡里还是给现金"),
        ("all_visits", "delivery", "工会来看望、走访"),
        ("all_money", "discretion", "不是定额"),
        ("all_money", "procedure", "我要申报"),
        ("all_goods", "invoice", "发票抬头"),
        ("badminton", "groups", "没有写怎么分组"),
        ("badminton", "leave", "算不算公假"),
        ("chongyang_hike", "liability", "有没有买保险"),
        ("fees", "ratio", "没有写比例"),
        ("bot_how_to_report", "handler", "名册上本人所在单位的基层工会"),
    ],
)
def test_what_is_known_of_a_side_is_said_first(topic: str, facet: str, says: str) -> None:
    assert says in first(say("ask", ((topic, facet),)).text)


def test_two_sides_are_both_answered_and_the_ceiling_comes_once() -> None:
    text = say("ask", (("retirement", "deadline"), ("retirement", "amount"))).text
    assert text.startswith("“会员光荣退休要贺”，工会来祝贺，慰问品不超过 1000 元。通知没有写多久之内要报")
    assert text.count("不超过") == 1


def test_sides_that_nothing_is_known_of_make_one_sentence() -> None:
    text = say("ask", (("badminton", "quota"), ("badminton", "ratio"))).text
    assert text.startswith("通知没有写名额，也没有写比例。")


def test_the_same_sentence_is_not_said_of_two_topics() -> None:
    text = say("ask", (("marriage", "sharing"), ("birthday", "sharing"))).text
    assert text.count("没有写按家算") == 1


def test_where_two_buttons_look_alike_each_names_its_topic() -> None:
    buttons = say("ask", (("badminton", "date"), ("table_tennis", "date"))).suggestions
    assert [one.label for one in buttons] == ["看原文：羽毛球比赛", "看原文：乒乓球比赛"]


@pytest.mark.parametrize(
    ("topic", "facet"), [("all_money", "delivery"), ("all_benefits", "sharing"), ("all_goods", "invoice")]
)
def test_a_list_is_a_button_where_one_side_of_all_is_asked(topic: str, facet: str) -> None:
    answer = say("ask", ((topic, facet),))
    assert answer.amounts == {}
    assert "会员光荣退休" not in answer.text
    assert answer.suggestions[0].argument == "有哪些慰问"


def test_a_list_stays_where_a_list_is_asked() -> None:
    assert "一共 10 项" in say("ask", (("all_benefits", "which"),)).text
    assert "一共 10 项" in say("ask", (("all_benefits", "which"), ("all_benefits", "delivery"))).text


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("羽毛球管饭吗", "您问的“羽毛球管饭吗”，通知没有写。"),
        ("建议一下,羽毛球管饭吗", "您问的这一点，通知没有写。"),
        ("羽毛球今年到底在哪个馆打管不管饭发不发水", "您问的这一点，通知没有写。"),
    ],
)
def test_only_a_whole_short_question_is_said_back(text: str, quoted: str) -> None:
    assert first(say("ask", (("badminton", "other"),), text=text).text) == quoted


@pytest.mark.parametrize("text", ["领证了怎么领", "结婚要什么材料"])
def test_no_caveat_that_the_message_does_not_raise(text: str) -> None:
    for facet in ("materials", "procedure", "amount"):
        assert "初婚" not in say("ask", (("marriage", facet),), text=text).text


def test_a_caveat_only_where_something_is_asked() -> None:
    told = say("report", (), "illness_stay colleague happened", text="驾驶员老陈住院了", reported="hospitalization")
    assert "编内编外" not in told.text
    asked = say("ask", (("hospitalization", "covered"),), text="驾驶员住院算不算")
    assert "未区分编内编外" in asked.text


def test_words_show_the_side_where_the_question_names_none() -> None:
    answer = say("ask", (("birthday", "other"),), text="生日慰问品可以折现吗")
    assert "能不能折成钱" in first(answer.text)
    assert answer.facets == ("exchange",)


def test_a_programme_that_nobody_knows_is_said_to_be_unknown_before_what_lies_near() -> None:
    from dataclasses import replace

    from knowledge.answer.model import Talk
    from tests.knowledge.answer.readings import composer, reading

    asked = replace(reading("ask", (("child_university", "procedure"),)), programme="金秋助学")
    answer = composer().compose(asked, Talk(), "child_university")
    assert answer.text.startswith("通知里没有写到“金秋助学”")
    assert answer.intent == "out_of_scope"
    assert [one.action for one in answer.suggestions] == ["officer", "ask"]


def test_joining_the_union_is_the_branch_officers_matter() -> None:
    answer = say("ask", (("out.membership", "procedure"),))
    assert "基层工会" in answer.text
    assert answer.suggestions[0].action == "officer"


def test_a_sentence_under_an_unknown_head_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "sides.toml"
    path.write_text('[deadline]\nkinds = "……"\n', encoding="utf-8")
    with pytest.raises(LexiconError, match="deadline"):
        sides.read(path)


def test_no_sentence_about_a_side_holds_a_figure() -> None:
    said = [words for side in rules.load().sides.values() for words in side.says.values()]
    assert not [words for words in said if re.search(r"\d", words)]
    assert set(rules.load().sides) <= set(load().facets)
