"""What may be a death is met with no joy, what is none with no grief, and praise and proposals as what they are."""

from datetime import date

import pytest

from knowledge.library import Library
from knowledge.reading.model import Act

TODAY = date(2026, 11, 30)
JOYFUL = ("恭喜", "祝贺", "光荣退休", "替您高兴", "喜事")


@pytest.mark.parametrize(
    "said",
    [
        "老同事送走了，退休才一年，家里人托我跟工会说",
        "送走了爷爷，表弟考上大学的酒也办不成了",
        "我们把老处长送走了，他刚退休三个月",
        "上午送走外婆，下午孙女出生",
        "我师傅走了。退休五年的老驾驶员，昨天在家里走的，家属叫我来报",
        "单位的老李师傅没了，退了三年，前天晚上心梗",
        "我岳父昨天没了，女儿正好今天订婚",
        "上次来慰问，站病床前拍了十分钟照片，水果篮是烂的，说句难听的不如不来",
        "主席来医院，站了两分钟拍完照就走，花都是蔫的",
    ],
)
def test_no_joy_beside_what_may_be_a_death_or_a_grievance(library: Library, said: str) -> None:
    answer = library.answer(said, today=TODAY).text
    assert not any(word in answer for word in JOYFUL), answer


@pytest.mark.parametrize(
    "said",
    [
        "有没有座机。我妈也是退休会员，七十好几了，不会弄这个手机",
        "来看我就为了拍个照，放下东西就走了，心里堵",
        "老房子着火，我爷爷的字画，结婚照，两个箱子，全没了",
        "我家猫把键盘踩坏了，现在只能打拼音",
    ],
)
def test_no_grief_where_nobody_died(library: Library, said: str) -> None:
    answer = library.answer(said, today=TODAY).text
    assert "节哀" not in answer
    assert "不在了" not in answer


@pytest.mark.parametrize("said", ["表扬一下你们那位送药的大姐", "要表扬一个人", "给办事的同志们点个赞"])
def test_praise_is_offered_to_be_passed_on(library: Library, said: str) -> None:
    answer = library.answer(said, today=TODAY)
    assert [one.action for one in answer.suggestions] == ["relay"]


def test_a_proposal_stays_one_in_a_talk(library: Library) -> None:
    said = ["你好，我提个意见"]
    for text in ("工会发的体检卡只能在城东做，我们西边的人来回两个钟头", "不是骂你们，就是希望明年多一家"):
        reading = library.read(text, said, today=TODAY)
        assert reading.acts == {Act.SUGGEST}
        assert not reading.questions
        said.append(text)
    assert library.read("住院能领多少", said, today=TODAY).questions


def test_what_goes_on_with_praise_is_no_complaint(library: Library) -> None:
    reading = library.read("我妈八十二了，回家讲了三遍", ["要表扬一个人"], today=TODAY)
    assert Act.COMPLAIN not in reading.acts


def test_another_matter_is_read_alone(library: Library) -> None:
    talk = ["老人去世那个，公公算吗"]
    reading = library.read("对了包饺子那个能带婆婆来吗，她一个人在这边，我怕她闷", talk, today=TODAY)
    assert all(one.topic != "bereavement" for one in reading.questions)


@pytest.mark.parametrize("said", ["半夜了你还在？", "你有没有烦的时候啊", "讲个笑话来听听"])
def test_small_talk_is_understood(library: Library, said: str) -> None:
    answer = library.answer(said, today=TODAY)
    assert "明白" not in answer.text
    assert not answer.suggestions
