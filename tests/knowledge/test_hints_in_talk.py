"""Talks in which danger is told in pieces, and talks that only look like it.

A mark a turn: `-` nothing of care may be said, `?` a hint may be asked about, `+` it must be met (asked about, or in
full), `!` the full care, `b` business answered in full while the talk is in care, `.` whatever.
"""

from __future__ import annotations

import pytest

from knowledge import Library
from knowledge.answer.model import Answer
from knowledge.reading.model import Danger
from tests.knowledge.conftest import TODAY

IN_PIECES = """
. 最近晚上老是睡不着
+ 感觉做什么都没劲，活着也就那样
! 我把花都送给隔壁小林了
! 密码写在本子上放抽屉了

. 老公走了半年了
. 家里就剩我一个，没人说话
+ 有时候站在阳台上往下看，觉得也挺好
! 不用管我

. 公司裁员轮到我了
. 房贷还差八十万
. 保险我看过了，意外的也赔
? 这样她们娘俩就不用愁了

- 问一下慰问金到账没有
+ 往后别给我留名额了
! 麻烦跟我同事说声对不起

. 儿子高考没考好天天吵
! 他把自己锁屋里两天了
! 刚才发消息说妈妈对不起
! 敲门不开

. 我想问问家里矛盾工会管不管
+ 他喝了酒脾气大
! 昨晚掐了我脖子
! 没事，现在他睡了

. 心里堵得慌，饭也不想吃
. 没事
+ 其实有时候真想一觉睡过去别醒

. 医生说是晚期
+ 我不想治了，省点钱给孩子
- 住院慰问能给多少
- 嗯
! 反正也用不了多久了

! 一个人在江边坐了一晚上
! 你们工会几点下班
! 麻烦跟我同事说声对不起

. 组里人都不理我
+ 我要是消失了也没人发现吧
! 你们有没有心理咨询

+ 徒弟这几天不对劲
! 把工具都分给大家了
! 今天没来上班，电话关机

. 被骗了十几万
. 老婆要跟我离
+ 我没脸回去了
! 想过算了

+ 有点撑不下去
! 我走了以后公积金家里人能领吗

+ 活得好累，看不到头
! 有时候会想
! 药就在床头

. 我老公喝醉了
! 我报警了
! 他又来了

! 我要报警

. 徒弟说他不想活了
! 我该怎么办

. 宝宝出生三个月了
. 晚上一直哭，我也跟着哭
+ 抱着她站窗口，脑子里乱七八糟的
! 我怕我会做傻事

. 你们退会怎么退
+ 不是，是我以后用不到了

. 老公出差了
. 儿子也不跟我说话
+ 一个人在家，煤气灶边上坐了半天

. 孩子没了以后我天天去江边
. 就坐坐
+ 她在那边冷不冷

! 前男友一直在单位门口等我
! 他说我要是不见他就一起死
! 我不敢下班
"""

ONLY_ALIKE = """
- 我做了个甲状腺手术，切了一半
- 想开了，人嘛健康就好
- 住院慰问要带什么材料
- 发票丢了一张怎么办

? 我要退休了，最后一天站岗，跟大家道个别
- 是退休，不是别的
- 退休慰问品什么时候给
- 以后还能参加活动吗

? 加班到十二点，真撑不住了
- 明天还有迎检
- 疗休养今年还能报吗

? 女儿写作业磨蹭，我要疯了，真的受不了了
- 有没有亲子活动
- 一次能带几个孩子

- 老公抢救回来了，吓死我了
- 现在在普通病房
- 慰问可以报吗
- 以后再也不让他喝酒了

- 沿江骑行那个活动还有吗
- 在江边集合吗
- 我怕跟不上
- 这是今年最后一次了吧

- 我妈走了
? 夜里总醒
- 丧事办完了
- 慰问要什么材料
- 我爸一个人在老家

- 被电信诈骗了五千
- 报警了
- 不敢跟老婆说，怕她骂
- 工会有没有困难补助

- 钱包在公交车上被偷了
- 报警了

- 体检查出结节
- 吓得我一晚没睡
- 复查说没事
- 互助保障这个赔吗

- 药费能报吗
? 药盒我都留着
- 一次能报多少

- 离婚了，也算解脱
- 现在一个人带孩子
- 孩子上大学的慰问还能领吗
- 我不想让别人知道

? 这两天饭也不想吃
- 就是牙疼
- 拔牙算不算住院
- 好的

? 一个人扛着，真的扛不动了
- 我妈住院三个月了，就我一个人陪
- 陪护有没有补助
- 一年能领几次
- 我怕报错了
- 材料准备好了交给谁

? 饭也不想做，屋里冷冷清清的
- 想通了
- 工会那个读书会在哪里
- 最后一天还来得及报吗

? 往后别给我留名额了
- 我想过了，还是报吧
- 我怕填错
- 保险单要不要交

. 我爸走丢了
- 还没找到
- 我该怎么办

- 观影的票一人几张
- 票是两张挨着的吧

- 我要辞职了
- 东西都收拾好了
- 会籍怎么转
- 谢谢这几年照顾

- 狗走丢了
- 贴了告示
- 找不到算了

- 我手机掉江里了
- 收不到通知怎么办

- 婆婆走了三年了
- 今天上坟
- 清明慰问有吗

- 孩子中考完了
? 总算解脱了
- 有夏令营吗

- 我们科老吴退休，最后一天给他办个欢送
- 工会能出钱吗
- 花和书送给他行不行
"""

IN_CARE = """
! 我不想活了
! 谢谢你听我说
b 慰问金还能申请吗
! 我好像没入那个互助
b 那材料交给谁
! 嗯
! 我还是觉得没意思
! 好多了，刚跟妹妹打了电话
- 疗休养几天

! 今年啥都不顺，活着没意思
! 没事，就是发发牢骚
- 春节活动报名到几号

! 我真的不想活了
b 职工互助保障怎么参加
b 我那年没买那个保险
b 住院慰问给多少
! 遗书写好了
"""
NUMBER = "12356"
KEPT = 30  # answers, in care


def talks(text: str) -> list[list[tuple[str, str]]]:
    return [[(line[0], line[2:]) for line in one.splitlines()] for one in text.strip().split("\n\n")]


def played(library: Library, said: list[str]) -> list[Answer]:
    """The answers, with what the bot keeps from turn to turn."""
    found, before, heard = list[Answer](), list[str](), list[str]()
    care: tuple[str, int] | None = None
    for one in said:
        answer = library.answer(one, before[-6:], today=TODAY, care=care, heard=heard[-KEPT if care else -6 :])
        found.append(answer)
        if answer.calmer:
            care, before, heard = None, [], []
            continue
        if answer.care and not answer.soft:
            care = (answer.care.value, care[1] + 1 if care else 1)
        before.append(one)
        heard.append(answer.text)
    return found


def fits(mark: str, answer: Answer) -> bool:
    full = bool(answer.care) and not answer.soft
    return {
        "-": not answer.care and NUMBER not in answer.text,
        "?": not full,
        "+": bool(answer.care),
        "!": full,
        "b": full and answer.aside,
        ".": True,
    }[mark]


EVERY = [*talks(IN_PIECES), *talks(ONLY_ALIKE), *talks(IN_CARE)]


@pytest.mark.parametrize("talk", EVERY, ids=lambda talk: talk[0][1])
def test_each_turn_is_met_as_its_mark_says(library: Library, talk: list[tuple[str, str]]) -> None:
    for (mark, said), answer in zip(talk, played(library, [said for _, said in talk]), strict=True):
        assert fits(mark, answer), (said, answer.text)


def test_business_in_care_has_a_line_of_care_once_in_several_turns(library: Library) -> None:
    said = ["我不想活了", "住院慰问给多少", "生孩子给多少", "职工互助保障怎么参加", "退休给多少", "结婚给多少"]
    lined = [NUMBER in answer.text for answer in played(library, said)]
    assert lined[0]
    assert sum(lined[1:]) == 1


def test_where_the_writer_is_is_no_fear_for_another(library: Library) -> None:
    assert library.read("我现在在大桥上", ["老婆跟人跑了"], today=TODAY).danger is Danger.SELF
