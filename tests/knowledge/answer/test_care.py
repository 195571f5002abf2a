"""Care that stays: three situations told apart, nothing else in the answer, no sentence twice."""

import re
from dataclasses import replace

import pytest

from knowledge.answer.care import HOURS, NUMBERS
from knowledge.answer.model import Talk
from knowledge.reading.model import Danger
from tests.knowledge.answer.readings import composer, reading, say

LATER = ["打了没人接", "别告诉别人", "没用的，谁也帮不了我", "你能陪我说说话吗", "不用了", "我妈下周生日", "嗯"]


@pytest.mark.parametrize(
    ("danger", "needs", "never"),
    [("self", "12356", "陪着他"), ("threat", "110", "陪着他"), ("worry", "陪着他", "过来陪您")],
)
def test_the_three_situations_are_told_apart(danger: str, needs: str, never: str) -> None:
    answer = say("tell", danger=danger, told="family_conflict self happened", asks=(("hospitalization", "amount"),))
    assert needs in answer.text
    assert never not in answer.text
    assert answer.care is Danger(danger)
    assert [button.action for button in answer.suggestions] == ["officer"]
    assert "不超过" not in answer.text


@pytest.mark.parametrize("danger", ["self", "threat", "worry", "medical"])
def test_a_faint_sign_of_any_kind_is_met(danger: str) -> None:
    """A body in peril may be heard by its signs where the words by themselves only hint at something else."""
    faint = replace(reading("tell", danger=danger, text="晕船药吃多了"), faint=True)
    answer = composer().compose(faint, Talk())
    assert answer.care is Danger(danger)
    assert answer.soft is (danger != "medical")  # which cannot wait


@pytest.mark.parametrize("danger", ["self", "threat", "worry"])
def test_what_is_said_later_is_met_in_the_same_care_and_never_repeated(danger: str) -> None:
    said = [
        say("mood", text=text, talk=Talk(care=Danger(danger), turns=turn)).text for turn, text in enumerate(LATER[:4])
    ]
    assert len(set(said)) == len(said)
    assert all("不太" not in text and "我要申报" not in text and "未写明" not in text for text in said)


def test_each_later_word_is_heard() -> None:
    in_care = Talk(care=Danger.SELF, turns=1)
    assert "再拨" in say("mood", text="打了没人接", talk=in_care).text
    assert "不进申报" in say("mood", text="别告诉别人", talk=in_care).text
    assert "我在" in say("ask", text="你能陪我说说话吗", talk=in_care).text


def test_business_asked_in_care_is_answered_without_form_or_joy() -> None:
    answer = say(
        "ask tell",
        (("childbirth", "amount"),),
        "childbirth self happened",
        text="生孩子给多少",
        talk=Talk(care=Danger.SELF, turns=2),
    )
    assert answer.amounts == {"childbirth": 500}
    assert "恭喜" not in answer.text
    assert all(button.action == "source" for button in answer.suggestions)
    assert "12356" in answer.text
    assert answer.care is Danger.SELF


def test_who_feels_better_is_let_go_gently() -> None:
    answer = say("thank", text="好多了，谢谢你", talk=Talk(care=Danger.SELF, turns=3))
    assert answer.calmer
    assert "12356" in answer.text


def test_danger_said_again_is_answered_in_other_words() -> None:
    first = say("tell", danger="self")
    again = say("tell", danger="self", talk=Talk(care=Danger.SELF, turns=1))
    assert first.text != again.text
    assert "12356" in again.text


@pytest.mark.parametrize(
    ("text", "word"),
    [("我不敢报警 他听得见", "12110"), ("孩子在里屋哭", "孩子"), ("说要弄死我", "当真"), ("他后来道歉了", "道了歉")],
)
def test_what_this_turn_says_chooses_the_sentence(text: str, word: str) -> None:
    for turn in range(1, 4):
        assert word in say("mood", text=text, talk=Talk(care=Danger.THREAT, turns=turn)).text


@pytest.mark.parametrize(
    ("danger", "said", "needs"),
    [
        (Danger.SELF, "你别打电话叫人", "报不了警"),
        (Danger.SELF, "我女儿刚发消息问我几点回来", "等您|惦记"),
        (Danger.SELF, "我往回走了", "松了口气|回来就好"),
        (Danger.THREAT, "打110他们只会劝", "再打一次"),
        (Danger.THREAT, "他去接孩子了", "不在"),
        (Danger.THREAT, "我能去哪", "派出所"),
        (Danger.THREAT, "没事了，他睡了", "再来|一个人回去"),
        (Danger.THREAT, "谢谢你们", "不用谢|别客气"),
        (Danger.WORRY, "门开了，人在，喝多了", "人在就好|那就好"),
        (Danger.WORRY, "他不肯去医院", "不肯|想开点"),
        (Danger.WORRY, "好，谢谢", "不用谢|别客气"),
        (Danger.MEDICAL, "没呼吸了怎么按", "一秒两下"),
        (Danger.MEDICAL, "AED在哪一层", "保安"),
        (Danger.MEDICAL, "打120要钱吗", "以后再说"),
    ],
)
def test_each_turn_in_care_is_met_as_what_it_is(danger: Danger, said: str, needs: str) -> None:
    talk = Talk(care=danger, turns=2)
    answer = say("tell", (("hospitalization", "fee"),), text=said, talk=talk)
    assert re.search(needs, answer.text)
    assert answer.care is danger
    assert not answer.citations


def test_the_same_situation_is_never_answered_in_the_same_words() -> None:
    said = ["电话不接", "敲门没人应", "物业说要家属来才开，还是没动静", "打不通"]
    before = [reading("tell", text=one) for one in said]
    texts = list[str]()
    for at, one in enumerate(said):
        talk = Talk(tuple(before[:at]), Danger.WORRY, at + 1, heard=tuple(texts))
        texts.append(say("tell", text=one, talk=talk).text)
    assert len(set(texts)) == len(texts)


def test_peril_is_over_where_the_doctors_have_him_and_goes_on_while_it_is_about_the_body() -> None:
    handed = say("tell", text="人送到附一了", talk=Talk(care=Danger.MEDICAL, turns=3))
    assert handed.calmer
    assert not handed.citations
    still = say("tell", text="他现在嘴唇有点紫", talk=Talk(care=Danger.MEDICAL, turns=3))
    assert still.care is Danger.MEDICAL
    assert not still.calmer
    assert say("ask", (("marriage", "amount"),), text="结婚慰问多少", talk=Talk(care=Danger.MEDICAL, turns=3)).amounts


def test_what_is_not_understood_in_care_is_met_by_care() -> None:
    answer = say("ask", (("bot_other", "other"),), text="说这些干什么", talk=Talk(care=Danger.SELF, turns=2))
    assert "没有听明白" not in answer.text


def test_a_line_of_ones_own_without_hours_is_still_named_beside_business() -> None:
    asked = say("ask", asks=(("hospitalization", "amount"),))
    talk = Talk(care=Danger.SELF, turns=4, heard=("我在。", "我听着。", "嗯，慢慢说。"))
    own = replace(composer().care, numbers={**NUMBERS, "helpline": "0577-1234", HOURS: ""})
    assert "0577-1234" in own.beside(asked, talk).text
