"""What is said, and how: the answer first, ceilings as ceilings, a word fit for the situation, help before all else."""

from __future__ import annotations

import re
from datetime import date

import pytest

from knowledge import Answer, Library
from knowledge.lexicon.load import load
from knowledge.reading.clauses import Clauses
from tests.knowledge.conftest import TODAY

JOY = ("birthday", "marriage", "childbirth", "child_university", "retirement")
EMOJI = re.compile("[\u2600-\u27bf\U0001f300-\U0001faff]")


def ask(library: Library, said: str, *before: str, misses: int = 0, in_group: bool = False) -> Answer:
    return library.answer(said, before, today=TODAY, misses=misses, in_group=in_group)


def test_the_answer_comes_first_and_the_source_last(library: Library) -> None:
    answer = ask(library, "生病住院能领多少慰问金")
    lines = answer.text.splitlines()
    assert lines[0].startswith("“会员生病住院要访”，工会来看望，慰问金不超过 1000 元。")
    assert lines[-1] == "依据：温直工〔2019〕7号（2019年）第四部分（二）"
    assert answer.amounts == {"hospitalization": 1000}
    assert [(one.notice, one.clause) for one in answer.citations] == [("温直工〔2019〕7号", "四（二）")]
    assert [one.action for one in answer.suggestions] == ["report", "source"]


@pytest.mark.parametrize(
    ("said", "points"),
    [
        ("岳父去世算不算直系亲人", ["慰问金不超过 1000 元", "只写“直系亲人”", "未界定"]),
        ("门诊挂水算住院吗", ["写的是“生病住院”", "未写明"]),
        ("生二胎还有慰问吗", ["慰问品不超过 500 元", "未区分胎次"]),
        ("再婚有没有慰问", ["慰问品不超过 500 元", "未区分初婚再婚"]),
        ("领养孩子算生育吗", ["只写“会员生育”，收养", "未写明"]),
        ("外婆走了，工会来吗", ["未界定直系亲人的范围"]),
        ("退居二线能享受退休那份吗", ["写的是“光荣退休”", "没写退居二线"]),
        ("老婆住院工会来看吗", ["写的是会员本人生病住院", "未写明"]),
        ("会员本人去世有没有慰问", ["会员直系亲人去世", "会员本人去世的情形未写明"]),
        ("编外的住院慰问一样吗", ["未区分编内编外"]),
        ("我们俩都是会员，结婚两边都有吗", ["两个人都是会员", "没有写"]),
        ("结婚和生日能叠加吗", ["几样碰在一起怎么算，也没有写"]),
        ("住院慰问一年能有几次", ["一年能有几次，通知没有写"]),
        ("住院慰问能不能通融多给点", ["通融"]),
        ("住院自费三万，慰问金按比例给吗", ["没有按医疗费比例"]),
        ("乒乓球比赛哪天", ["安排了市直机关乒乓球比赛", "通知没有写具体日期"]),
        ("劳模几年评一次", ["两年一度"]),
        ("联谊会谁主办", ["团工委", "妇工会"]),
        ("标准化工会依据哪个文件", ["温总工发〔2017〕58号"]),
        ("工会干部培训班办几期", ["1期"]),
        ("生日给现金还是东西", ["慰问品", "不是慰问金", "没有写"]),
        ("困难走访是给钱还是给东西", ["未写明金额", "给钱还是给东西，通知没有写"]),
    ],
)
def test_says_what_is_stated_and_what_is_not(library: Library, said: str, points: list[str]) -> None:
    text = ask(library, said).text
    assert [point for point in points if point not in text] == []


@pytest.mark.parametrize(
    ("said", "keys", "points"),
    [
        ("五要访是哪五个", 5, ["会员生病住院（慰问金不超过 1000 元）", "会员之间发生矛盾（通知未写明金额）"]),
        ("五要贺都有啥", 5, ["会员生日（慰问品不超过 300 元）"]),
        ("访和贺一共几项", 10, ["一共 10 项"]),
        ("哪几项是500", 2, ["会员结婚", "会员生育"]),
        ("哪些事项有钱", 6, ["其余 4 项"]),
        ("哪几项没写金额", 4, ["会员子女上大学"]),
        ("哪一项最高", 3, ["会员光荣退休"]),
        ("哪一项最少", 1, ["会员生日"]),
    ],
)
def test_whole_notice_questions_are_computed(library: Library, said: str, keys: int, points: list[str]) -> None:
    answer = ask(library, said)
    assert len(answer.topics) == keys
    assert [point for point in points if point not in answer.text] == []


@pytest.mark.parametrize(
    ("said", "point"),
    [
        ("文号是多少", "温直工〔2019〕7号"),
        ("通知谁发的", "温州市直属机关工会工作委员会印发"),
        ("通知哪天印发的", "2019年3月18日"),
        ("附件2有没有", "正文没有收录"),
        ("今年主题主线是什么", "奋战1161、奋进2019"),
        ("一共几大工程", "七、创先工程"),
        ("通知有效期到哪年", "未写明有效期"),
        ("这个通知抄送给谁", "温州市总工会"),
    ],
)
def test_the_notice_answers_for_itself(library: Library, said: str, point: str) -> None:
    answer = ask(library, said)
    assert answer.intent == "meta"
    assert point in answer.text


@pytest.mark.parametrize("said", ["我爸昨天走了", "跟同事打起来了", "我住院了，在附一医", "家里着火了，房子烧没了"])
def test_grief_illness_and_conflict_get_a_plain_kind_word(library: Library, said: str) -> None:
    answer = ask(library, said)
    assert answer.intent == "report"
    assert not re.search("[！!]", answer.text)
    assert not EMOJI.search(answer.text)
    assert "已登记" not in answer.text
    assert "还没有登记" in answer.text
    assert answer.suggestions[0].action == "report"


def test_joy_is_met_with_joy_and_no_claim_of_registration(library: Library) -> None:
    answer = ask(library, "老婆早上生了，母子平安")
    assert "恭喜" in answer.text.splitlines()[0]
    assert "慰问品不超过 500 元" in answer.text
    assert (answer.suggestions[0].action, answer.suggestions[0].argument) == ("report", "childbirth")
    assert answer.reading is not None


def test_a_report_of_a_boundary_relation_says_that_it_is_open(library: Library) -> None:
    answer = ask(library, "岳母今早没了，帮我报一下")
    assert answer.intent == "report"
    assert "未界定" in answer.text


@pytest.mark.parametrize("said", ["不想活了", "活着真没意思，想一了百了", "站在阳台上就想跳下去", "buxiang huo le"])
def test_help_comes_before_all_else(library: Library, said: str) -> None:
    answer = ask(library, said)
    assert answer.care
    assert "12356" in answer.text.splitlines()[0]
    assert [one.action for one in answer.suggestions] == ["officer"]
    assert "？" not in answer.text.splitlines()[1]


@pytest.mark.parametrize("said", ["今天累死了", "跳楼价甩卖", "笑死我了"])
def test_a_manner_of_speaking_is_no_cry_for_help(library: Library, said: str) -> None:
    assert not ask(library, said).care


def test_the_help_line_is_a_setting() -> None:
    library = Library.load(help_line="请拨打 0577-000")
    assert library.answer("不想活了", today=TODAY).text.startswith("请拨打 0577-000")


def test_several_questions_get_a_paragraph_each(library: Library) -> None:
    answer = ask(library, "住院给多少，结婚给多少，还有疗休养去哪里")
    assert set(answer.topics) == {"hospitalization", "marriage", "recuperation"}
    assert answer.amounts == {"hospitalization": 1000, "marriage": 500}
    assert len(answer.text.splitlines()) >= 4


def test_in_a_group_no_ones_case_is_discussed(library: Library) -> None:
    answer = ask(library, "我爸昨天走了", in_group=True)
    assert "私下" in answer.text
    assert (answer.amounts, answer.suggestions) == ({}, ())
    assert "慰问" not in ask(library, "不想活了，住院也没人管", in_group=True).text


def test_after_two_misses_an_officer_is_offered(library: Library) -> None:
    once, twice = (ask(library, "嗡嘛呢", misses=misses) for misses in (0, 1))
    assert once.missed
    assert "officer" not in [one.action for one in once.suggestions]
    assert twice.suggestions[0].action == "officer"


def test_clauses_are_found_by_their_words(library: Library) -> None:
    clauses = Clauses(load(), library.in_force(TODAY))
    (best, _), *_ = clauses.nearest("了解职工的疾苦，反映合理要求")
    assert best.item
    assert best.item.citation == "二（一）"
    assert clauses.nearest("量子纠缠") == []


def test_when_money_arrives_is_said_to_be_left_open(library: Library) -> None:
    answer = ask(library, "慰问金报上去一个礼拜了，住院的，哪天到账")
    assert "哪天到账”，通知没有写" in answer.text
    assert "不超过" not in answer.text  # no sum is asked for


def test_what_is_told_before_a_question_is_not_said_back_with_it(library: Library) -> None:
    answer = ask(library, "奶奶今早走的，要带什么材料")
    assert "“要带什么材料”" in answer.text


def test_a_joy_told_beside_a_question_is_met(library: Library) -> None:
    assert ask(library, "我们是双职工，孩子今天出生，能报两份吗").text.startswith("恭喜")


def test_a_question_of_no_side_is_answered_by_the_side_that_its_words_show(library: Library) -> None:
    answer = library.answer("两张照片，一张证一张身份证对吧", ["我要申报结婚"], today=TODAY)
    assert "拍照" in answer.text


def test_a_complaint_is_heard(library: Library) -> None:
    answer = ask(library, "我要投诉，去年生日什么也没有，必须给个说法")
    assert answer.text.startswith("让您不痛快了，很抱歉")
    assert answer.suggestions[0].action == "officer"


def test_explains_itself(library: Library) -> None:
    why = "\n".join(library.read("zhuyuan给多少", today=TODAY, explain=True).why)
    for part in ("zhuyuan→住院", "问到：hospitalization", "问哪一面：amount"):
        assert part in why


def test_the_same_words_get_the_same_answer(library: Library) -> None:
    said = "我妈走了工会来人不"
    assert ask(library, said) == ask(library, said)
    assert library.answer(said, today=date(2026, 1, 1)).text == ask(library, said).text


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("结婚和生育哪个多", "上限一样，都是不超过 500 元。"),
        ("生日和结婚比哪个高", "结婚慰问的上限高些，不超过 500 元。"),
        ("住院和退休哪个多", "上限一样，都是不超过 1000 元。不过一样是慰问金、一样是慰问品，不好直接相比。"),
    ],
)
def test_two_kinds_are_compared_first(library: Library, question: str, verdict: str) -> None:
    assert library.answer(question, today=TODAY).text.startswith(verdict)


def test_what_has_no_figure_is_not_compared(library: Library) -> None:
    assert "上限高些" not in library.answer("结婚和子女上大学哪个多", today=TODAY).text


@pytest.mark.parametrize(
    ("said", "opening"),
    [("哪几项是500", "上限是 500 元的有 2 项"), ("500的呢", "上限是 500 元的有 2 项")],
)
def test_a_figure_that_the_list_before_lacks_is_looked_for_in_all(library: Library, said: str, opening: str) -> None:
    answer = library.answer(said, ["五要访都有啥"], today=TODAY)
    assert answer.text.startswith(opening)
    assert "会员结婚" in answer.text
