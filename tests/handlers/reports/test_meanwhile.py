"""What is said beside a form and is no answer to it."""

import pytest

from bot.core.work.unit import Deps
from tests.handlers.reports.conftest import Phones
from tests.handlers.reports.filling import facts, in_hospital
from tests.handlers.reports.phone import Phone

LIN = 101


async def of_a_death(me: Phone) -> None:
    """The form of a death, before consent."""
    await me.say("我要申报")
    await me.press("会员直系亲人去世")
    await me.press("我自己的事")


async def test_who_is_called_away_is_let_go_and_comes_back_to_the_question(deps: Deps, phone: Phones) -> None:
    me = phone(LIN)
    await in_hospital(me)
    away = await me.say("等一下，护士来量血压")
    assert "您先忙" in away
    assert "哪一天" not in away
    back = await me.say("好了，我回来了")
    assert "接着来" in back
    assert "是哪一天住院的" in back
    assert await facts(deps) == {}


async def test_a_day_told_before_consent_waits_and_goes_with_a_refusal(deps: Deps, phone: Phones) -> None:
    me = phone(LIN)
    await of_a_death(me)
    assert "同意以后才算数" in await me.say("上周五")
    assert "哪位" in await me.say("同意")
    assert list(await facts(deps)) == ["event_date"]


async def test_news_without_a_form_is_met_and_offered_when_the_form_is_handed_in(deps: Deps, phone: Phones) -> None:
    me = phone(LIN)
    await in_hospital(me)
    await me.press("昨天")
    met = await me.say("我妈急得也住院了")
    assert "辛苦" in met
    assert "我先记着" in met
    assert "哪家医院" in met
    await me.press("其余都跳过")
    await me.press("没有材料，下一步")
    receipt = await me.press("提交")
    assert "收到了" in receipt
    assert "我妈急得也住院了" in receipt
    assert "接着报：会员家庭遇特殊困难" in await me.buttons()


async def test_another_report_told_meanwhile_is_offered_afterwards(deps: Deps, phone: Phones) -> None:
    me = phone(LIN)
    await in_hospital(me)
    await me.press("昨天")
    await me.say("对了，我女儿考上浙江大学了，8月收到的通知书")
    await me.press("接着填")
    await me.press("其余都跳过")
    await me.press("没有材料，下一步")
    await me.press("提交")
    assert "接着报：会员子女上大学" in await me.buttons()


async def test_what_is_missing_is_said(deps: Deps, phone: Phones) -> None:
    me = phone(LIN)
    await in_hospital(me)
    assert "还差：入院日期" in await me.say("那个还差什么")
    await me.press("昨天")
    after = await me.say("还差啥没填")
    assert "入院日期：" in after
    assert "要填的都填好了" in after


@pytest.mark.parametrize("said", ["中，整挺好", "嘿嘿", "谢谢啊"])
async def test_a_remark_is_no_failed_answer(deps: Deps, phone: Phones, said: str) -> None:
    me = phone(LIN)
    await in_hospital(me)
    answer = await me.say(said)
    assert "没看懂" not in answer
    assert "是哪一天住院的" in answer
    assert await facts(deps) == {}


async def test_a_year_said_alone_moves_the_day_and_is_said_back(deps: Deps, phone: Phones) -> None:
    me = phone(LIN)
    await me.say("我要申报")
    await me.press("会员结婚")
    await me.press("我自己的事")
    await me.say("10月5日")
    await me.say("我是说明年")
    assert str((await facts(deps))["event_date"]).startswith("2027-10-05")


async def test_ones_own_data_is_answered_within_the_form(deps: Deps, phone: Phones) -> None:
    me = phone(LIN)
    await in_hospital(me)
    await me.press("昨天")
    await me.say("我叫什么你知道的吧")
    assert "hospital" not in await facts(deps)
