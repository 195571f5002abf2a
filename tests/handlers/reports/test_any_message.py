"""Whatever is typed at any step: no fact gets a value that its reader would not take, nothing told before is lost,
and words of danger are met by care."""

import random
from datetime import date

import pytest

from bot.core.kinds import Kind
from bot.core.messages import JsonObject
from bot.core.work.unit import Deps
from bot.reports import extracting
from bot.reports.forms import FORMS, Input
from tests import support
from tests.handlers.reports.conftest import Phones
from tests.handlers.reports.phone import Phone, reports_of

LIN, TODAY = 101, date(2026, 11, 23)
ANSWERS = (
    "昨天",
    "上周六晚上",
    "附二医骨科12床",
    "还住着呢",
    "13857701234 我儿子",
    "母亲",
    "公历",
    "我老婆生的",
    "温州大学",
    "随时打电话",
)
SEVERAL = (
    "附二医，还没出院，13800000000",
    "我妈昨天走的，后天上午九点在殡仪馆告别",
    "9月3号开学，温州大学",
    "12月5号，过农历的",
)
CORRECTIONS = ("写错了，是前天", "不是附二医，是附一医", "是我岳父不是我爸", "电话错了，应该是13900000000", "我写错了")
STORIES = ("那天也没想到，路上堵了很久，大家都急得不行", "他这个人就是这样，说了多少遍也没用", "谢谢你们", "真是的")
UNSURE = ("不清楚", "不记得了", "12月底", "是2016年的事", "还没定")
QUESTIONS = ("能领多少", "谁能看到这些？", "要不要交材料", "疗休养怎么安排")
ELSEWHERE = ("等等，我爸刚走了", "对了，我下个月6号结婚", "金额写500", "我要撤回", "王建国", "12345", "🙂", "x")
LEAVING = ("算了不报了", "先不弄了", "我再想想")
DANGER = ("我就想跟她走", "不想活了", "活着没意思，安眠药都买好了")
KINDS = (ANSWERS, SEVERAL, CORRECTIONS, STORIES, UNSURE, QUESTIONS, ELSEWHERE, LEAVING)


async def _draft(deps: Deps) -> JsonObject:
    facts = (await reports_of(deps))[-1]["facts"]
    return {name: value for name, value in facts.items() if not name.startswith("_")}


async def _opened(me: Phone, title: str) -> None:
    await me.say("我要申报")
    await me.press(title)
    await me.press("我自己的事")
    if "同意，继续" in await me.buttons():
        await me.press("同意，继续")


def _acceptable(kind: Kind, name: str, value: object, said: str) -> bool:
    """Whether the fact's own reader takes this value, from these words or as it stands."""
    item = FORMS[kind].item(name)
    if item.input is Input.DATE:
        return date.fromisoformat(str(value)) is not None
    if isinstance(value, bool):
        return item.input is Input.YES_NO
    return value in (
        extracting.value_of(str(value), FORMS[kind], item, TODAY, asked=True),
        extracting.told(said, FORMS[kind], item, TODAY).get(name),
    )


@pytest.mark.parametrize(
    "title", ["会员生病住院", "会员直系亲人去世", "会员家中出现矛盾需要调解", "会员生日", "会员生育", "会员子女上大学"]
)
async def test_any_message_at_any_step(deps: Deps, phone: Phones, replies: support.Replies, title: str) -> None:
    chance, me = random.Random(title), phone(LIN)
    await _opened(me, title)
    for _ in range(25):
        before, said = await _draft(deps), chance.choice(chance.choice(KINDS))
        heard = len(replies.sent)
        assert await me.say(said) or len(replies.sent) > heard, said
        after, kind = await _draft(deps), Kind((await reports_of(deps))[-1]["kind"])
        assert before.keys() <= after.keys(), said
        for name in after.keys() - {"补充"}:
            assert after[name] == before.get(name) or _acceptable(kind, name, after[name], said), (said, name)
    before, answer = await _draft(deps), await me.say(chance.choice(DANGER))
    assert "12356" in answer
    assert "申报" not in answer
    assert await _draft(deps) == before
