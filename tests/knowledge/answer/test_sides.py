"""The side that is asked about is answered first, each once, and nothing is said back in pieces."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.answer import rules, sides
from knowledge.answer.kinds import OF_CLAUSE
from knowledge.answer.model import Talk
from knowledge.errors import LexiconError
from knowledge.lexicon.load import load
from tests.knowledge.answer.readings import composer, reading, say

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
        ("建议一下,羽毛球管饭吗", "您问的“羽毛球管饭吗”，通知没有写。"),
        ("羽毛球比完了管饭吗，发不发水", "您问的“羽毛球比完了管饭吗”“发不发水”，通知都没有写。"),
        ("羽毛球今年到底在哪个馆打还管不管饭发不发水和毛巾", "您问的这一点，通知没有写。"),
    ],
)
def test_what_is_not_stated_is_said_back_where_it_stands_alone(text: str, quoted: str) -> None:
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


@pytest.mark.parametrize(
    ("topic", "facet", "text", "says"),
    [
        ("bereavement", "materials", "火化证丢了，销户证明行不行", "您问的“销户证明行不行”，通知没有写，由本人"),
        ("hospitalization", "materials", "要交哪些材料", "没有写要交哪些材料"),
        ("hardship", "secrecy", "困难帮扶要公示吗", "您问的“困难帮扶要公示吗”，通知没有写，由本人"),
        ("hardship", "secrecy", "不想让人知道", "群里的卡片只写"),
        ("difficulty_relief", "secrecy", "名单会不会上墙", "您问的“名单会不会上墙”，通知没有写，由本人"),
        ("all_money", "delivery", "工资条上写不写", "工资条上写不写，通知没有写"),
        ("bot_how_to_report", "materials", "领慰问要发票吗", "慰问不是报销"),
        ("bot_how_to_report", "materials", "能拍照发给你吗", "可以拍照发给我"),
        ("bot_privacy", "which", "审批的人看得到我的病历吗", "只有经办的基层工会干部"),
        ("bot_privacy", "which", "领导看得到我说的话吗", "您和我聊的话"),
        ("bot_profile", "procedure", "我换手机了", "换手机不用管"),
        ("bot_profile", "procedure", "名字写错了", "由工会干部来改"),
        ("bot_desk", "procedure", "我想办个健步走，怎么登", "点“办活动”"),
        ("bot_desk", "exists", "我自己住院了，我自己能批吗", "自己不能批"),
        ("bot_ledger", "amount", "实付记成八百了，其实六百", "更正支付"),
        ("bot_desk", "procedure", "昨天点了驳回，还能救回来吗", "改不回来"),
        ("bot_desk", "undo", "金额批错了怎么改", "撤销同意"),
        ("all_activities", "leave", "请假算公出吗", "参加算不算公假"),
        ("all_activities", "result", "谁第一", "名次、结果我这里没有登"),
        ("all_activities", "covered", "能带孩子吗", "能不能带家属和孩子"),
    ],
)
def test_the_particular_side_that_words_show_is_answered(topic: str, facet: str, text: str, says: str) -> None:
    assert says in say("ask", ((topic, facet),), text=text).text


def test_of_an_activity_the_side_alone_is_answered_where_its_clause_adds_nothing() -> None:
    for facet in ("leave", "result", "pictures", "company"):
        text = say("ask", (("table_tennis", facet),)).text
        assert "原文" not in text
        assert "这是2019年的安排" not in text


def test_sides_of_ones_own_matters_stand_for_the_whole() -> None:
    text = say("ask", (("bot_how_to_report", "frequency"), ("bot_how_to_report", "ratio"))).text
    assert text == say("ask", (("bot_how_to_report", "frequency"),)).text


def test_what_others_grant_is_said_not_to_be_the_same() -> None:
    asked = (("bereavement", "comparison"), ("out.funeral_leave", "comparison"))
    assert say("ask", asked).text.startswith("亲人去世慰问和丧假不是一回事。")
    assert say("ask", asked[1:]).text.startswith("亲人去世慰问和丧假不是一回事。")


def test_two_kinds_of_hardship_are_handed_in_in_one_way() -> None:
    one_way = say("ask", (("hardship", "procedure"), ("difficulty_relief", "procedure"))).text
    assert one_way == say("ask", (("hardship", "procedure"),)).text
    both = say("ask", (("hardship", "covered"), ("difficulty_relief", "covered"))).text
    assert "两条分别列出" in both


def test_an_apology_offers_an_officer_once() -> None:
    text = say("ask complain", (("bot_profile", "procedure"),), text="名字又写错了").text
    assert text.startswith("“名字又写错了”，我听到了。让您不痛快了，很抱歉。\n")
    assert text.count("点下面的按钮") == 1
    assert say("complain", (("bot_profile", "address"),)).text.startswith("对不起")


def test_what_others_answer_for_is_answered_beside_a_complaint() -> None:
    assert "节日发什么" in say("ask complain", (("out.festival_goods", "exists"),)).text
    assert "节日发什么" not in say("complain", (("out.festival_goods", "exists"),)).text


def test_what_is_too_unlikely_is_asked_back() -> None:
    unsure = replace(reading("ask", (("bereavement", "what"),)), guesses=("bereavement", "out.tax", "bot_signup"))
    answer = composer().compose(unsure, Talk())
    assert answer.text.startswith("我没有听明白，您是想问下面哪一件")
    assert [one.label for one in answer.suggestions] == ["亲人去世慰问", "个人所得税", "活动怎么报名"]
    assert answer.missed
    carried = composer().compose(replace(unsure, carried=True), Talk())
    assert "没有听明白" not in carried.text
