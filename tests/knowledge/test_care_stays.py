"""Talks in care, turn by turn: what belongs to the danger is answered within it, in words that fit and come only once.

Before the bar what the answer must hold, a pattern; `business`: it is answered beside care; `ends`: the talk is over;
`soft`: it is only asked about; `plain`: nothing of care is said.
"""

from __future__ import annotations

import re

import pytest

from knowledge import Library
from knowledge.answer.model import Answer
from knowledge.reading.model import Danger
from tests.knowledge.conftest import TODAY
from tests.knowledge.test_hints_in_talk import NUMBER, played

TALKS = """
soft|隔壁科的老赵最近不太对劲
soft|他儿子去年车祸没了，当时工会去看过的
要当真|昨天跟我说他把存折密码都告诉他老婆了
白担心一场|我也不知道是不是我想多了
没旁人的地方|我跟他关系还行，但这种话咋开口问啊
不提您|别说是我说的行不，他那人要面子
他说没有|他要是说没有呢
这样就很好|好，我中午先陪他出去走走，有事我再找你

12356|不想活了
我在|也不是要怎样，就想找个人说说
机器人|你是真人吗
不会的|你会不会告诉我们处长
不进申报|那你跟我说的这些有记录吗，会存档不
病历是您自己的|我要是去看了，单位知道了是不是就不让我干了
护住|去医院会不会把我关起来
孩子先托给|孩子谁来带
business|困难补助工会能给多少
不是|是不是我的错

12356|好想死啊，真的
身边有人|不是开玩笑
听重了,ends|好吧误会了，开玩笑的
plain|疗休养今年去哪

12356|我真的想死
家里人要的就是您|我是会员，我死了抚恤金多少

110|我老公又打我了
留下记录|我要不要报警
抓走|报警了他会不会被抓走
他也看不到|他会知道是我报的吗
不该挨打|是不是我先惹他的缘故
派出所|那我今晚住哪
伤和记录会说话|他要是不承认怎么办
现在就拨 110|他回来了

被锁在屋里|我男人锁的，门打不开
正好打|他出门了，把我反锁在屋里
趁还有电|手机快没电了
先跟他们待在一起|我妹到了
先别急着回去|后面怎么办，还回不回去

办公室|有个当事人说要砍我，在单位门口等着
别一个人走|我下班怎么走
警察管|保安不管
领导和保安|这事要跟领导说吗
带着日期|要不要留什么证据
报了就好|好，我报警了

别给他开门|有人在门口等我，我现在不敢出去
还在外面吗|我不认识他
先别急着出去|他好像走了
别一个人走|那我现在能下楼吗
心里发毛|是不是我太敏感了

12356|我女儿说她不想活了
爱人、父母|学校那边要说吗
不是您的错|是不是我管太严了
小的那个|她弟弟怎么办，才六岁
说不准|要多久才会好
今晚别让她单独睡|万一她半夜又想不开呢
最耗的就是您|我自己也快撑不住了

12356|我老公生意亏了，昨晚说要一了百了
车牌号|他出去了！车开走了
电话别挂|电话通了，他在河堤上坐着
人在就好|我过去了，他肯跟我回来了
精神科|接下来要带他看哪个科

12356|我同事说他想死
虚惊一场,ends|啊不是，他是在说打游戏死了

120|我同事突然倒在地上，叫不醒
别喂|他有心脏病，身上有药，要不要喂
不是您害的|是不是我害的，刚才还跟他吵
通知他家里|要不要通知他老婆
医保卡|车来了
跟车|我能跟着去吗
医生手里,ends|送到医院了

120|我胸口闷得慌，左胳膊麻，一身冷汗
一个人也能等|我家里没人
别自己开车|我自己开车去医院行不行
以后再说|打120要多少钱
要去|好点了，还要去吗

110|我爸早上出去到现在没回来
家里留一个人|我要在家等还是出去找
有人陪在身边|我妈还不知道，要不要跟她说
不怪您|都怪我没看住他
天黑了也接着找|要是天黑了还没找到呢
太好了|找到了！在菜场

soft|昨天他推了我一把
soft|也没怎么样，就磕了一下
110|以前也有过
离不离|我不想离婚
"""

HARMLESS = """
写材料写得想死
这会开得我生不如死
外卖在门口等我，我先下去了
同事在楼下等我一起走
小区门口快递员等我，我下去拿一下
我妈吃安眠药十几年了，停了睡不着怎么办
领导今天不太对劲，居然没骂人
昨天看的那个电影男主最后自杀了，哭死我了
"""


def talks() -> list[list[tuple[str, str]]]:
    parted = [[line.partition("|") for line in one.splitlines()] for one in TALKS.strip().split("\n\n")]
    return [[(marks, said) for marks, _, said in one] for one in parted]


@pytest.mark.parametrize("talk", talks(), ids=lambda talk: talk[0][1])
def test_what_belongs_to_the_danger_is_answered_within_it(library: Library, talk: list[tuple[str, str]]) -> None:
    for (marks, said), answer in zip(talk, played(library, [said for _, said in talk]), strict=True):
        for mark in marks.split(","):
            assert _holds(mark, answer), (said, mark, answer.text)


def _holds(mark: str, answer: Answer) -> bool:
    within = not answer.citations and not answer.amounts and not answer.soft
    return {
        "soft": answer.soft and not answer.citations,
        "business": answer.aside,
        "ends": answer.calmer,
        "plain": not answer.care and NUMBER not in answer.text,
    }.get(mark, within and bool(re.search(mark, answer.text)))


@pytest.mark.parametrize("first", ["不想活了", "我老公又打我了", "我徒弟说他不想活了"])
def test_no_line_comes_twice_in_a_talk(library: Library, first: str) -> None:
    asked = ["会不会有人知道", "嗯", "怎么开口", "那怎么办呢", "会有人知道吗", "天黑了", "别让人知道", "怎么说", "哦"]
    lines = [answer.text.splitlines()[0] for answer in played(library, [first, *asked])]
    assert len(set(lines)) == len(lines)


@pytest.mark.parametrize(
    ("first", "said"),
    [
        ("不想活了", "不是开玩笑"),
        ("不想活了", "好多人都在骂我"),
        ("不想活了", "好些天没睡了"),
        ("不想活了", "我的人生就是一部烂电影"),
        ("不想活了", "他们都误会我"),
        ("不想活了", "我是不是想多了"),
        ("我老公又打我了", "他说是开玩笑的"),
        ("我老公又打我了", "他误会我外面有人"),
        ("我徒弟说他不想活了", "他说他是开玩笑的"),
        ("我徒弟说他不想活了", "我是不是想多了"),
    ],
)
def test_nothing_but_the_writers_own_relief_ends_it(library: Library, first: str, said: str) -> None:
    later = played(library, [first, said])[1]
    assert later.care
    assert not later.calmer


def test_a_call_that_is_not_answered_is_no_guilt(library: Library) -> None:
    said = ["徒弟昨晚发朋友圈说再见了这个世界", "我打了他不接"]
    assert "110" in played(library, said)[1].text


@pytest.mark.parametrize("said", HARMLESS.split())
def test_what_has_its_plain_reason_raises_nothing(library: Library, said: str) -> None:
    assert library.read(said, today=TODAY).danger is Danger.NONE


@pytest.mark.parametrize(
    ("said", "danger"),
    [
        ("他在楼下等我，我不敢下去", Danger.THREAT),
        ("我每天吃安眠药也睡不着，不想活了", Danger.SELF),
        ("写材料写得我真的想死，遗书都写好了", Danger.SELF),
        ("我爸一个人在老家，妈走了以后天天说想跟着去", Danger.WORRY),
        ("老公说不想活了，我也不想活了", Danger.SELF),
    ],
)
def test_the_same_words_in_earnest_are_heard(library: Library, said: str, danger: Danger) -> None:
    assert library.read(said, today=TODAY).danger is danger


def test_a_woman_is_spoken_of_as_one(library: Library) -> None:
    answer = library.answer("我女儿说她不想活了", today=TODAY)
    assert "陪着她" in answer.text
    assert "他" not in answer.text.splitlines()[0]
