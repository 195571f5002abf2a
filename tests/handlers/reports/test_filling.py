"""The way through a form: back, skip, edit, doubt, bad input, questions in between, restarts, double presses."""

import pytest

from bot.core.work.unit import Deps
from tests.handlers.reports.conftest import Phones
from tests.handlers.reports.filling import facts, in_hospital
from tests.handlers.reports.phone import reports_of

LIN = 101


async def test_nothing_sensitive_is_asked_before_consent(deps: Deps, phone: Phones) -> None:
    me = phone(LIN)
    await me.say("我要申报")
    await me.press("会员生病住院")
    answer = await me.press("我自己的事")
    assert "谁会看到" in answer
    assert "180 天" in answer
    assert "入院" not in answer
    assert "同意以后才算数" in await me.say("昨天")
    assert "谁会看到" not in await me.say("先等一下")
    assert "什么都没有留下" in await me.press("不同意，不报了")
    assert await facts(deps) == {}


async def test_not_agreeing_leaves_nothing(deps: Deps, phone: Phones) -> None:
    me = phone(LIN)
    await me.say("我要申报")
    await me.press("会员直系亲人去世")
    await me.press("我自己的事")
    assert "什么都没有留下" in await me.press("不同意，不报了")
    report = (await reports_of(deps))[0]
    assert (report["status"], report["facts"], report["number"]) == ("withdrawn", {}, None)


async def test_consent_is_noted_in_the_history(deps: Deps, phone: Phones) -> None:
    from bot.reports.queries import reports

    me = phone(LIN)
    await in_hospital(me)
    async with deps.store.read() as tx:
        assert [row["action"] for row in await reports.trail(tx, 1)] == ["consent"]


async def test_happy_kinds_ask_for_no_consent(phone: Phones) -> None:
    me = phone(LIN)
    await me.say("我要申报")
    await me.press("会员结婚")
    assert "喜事是哪一天" in await me.press("我自己的事")


async def test_back_shows_what_was_told_and_keeps_it(deps: Deps, phone: Phones) -> None:
    me = phone(LIN)
    await in_hospital(me)
    await me.press("昨天")
    answer = await me.press("上一步")
    assert "现在填的是：2026年11月22日（周日）" in answer
    assert "哪家医院" in await me.press("不改，往下")
    assert await facts(deps) == {"event_date": "2026-11-22"}


async def test_back_and_answer_anew(deps: Deps, phone: Phones) -> None:
    me = phone(LIN)
    await in_hospital(me)
    await me.press("昨天")
    await me.say("附二医")
    await me.press("上一步")
    await me.press("上一步")
    assert "哪家医院" not in await me.say("前天")
    assert await facts(deps) == {"event_date": "2026-11-21", "hospital": "附二医"}


async def test_back_from_the_first_question_goes_to_whose_matter_it_is(phone: Phones) -> None:
    me = phone(LIN)
    await in_hospital(me)
    assert "是谁的事" in await me.press("上一步")
    assert "已经是第一步了" in await me.say("上一步")


async def test_the_rest_can_be_skipped_at_once(deps: Deps, phone: Phones) -> None:
    me = phone(LIN)
    await in_hospital(me)
    await me.press("昨天")
    assert "入院单" in await me.press("其余都跳过")
    assert "请核对一遍" in await me.press("没有材料，下一步")


async def test_a_required_fact_cannot_be_skipped(phone: Phones) -> None:
    me = phone(LIN)
    await in_hospital(me)
    answer = await me.say("跳过")
    assert "没看懂是哪一天" in answer
    assert "跳过" not in await me.buttons()


async def test_a_stretch_of_days_is_asked_back(deps: Deps, phone: Phones) -> None:
    me = phone(LIN)
    await in_hospital(me)
    assert "“上月底”是10月25日到31日，有好几天" in await me.say("上月底")
    assert (await facts(deps)).get("event_date") is None


async def test_typed_words_steer_as_buttons_do(deps: Deps, phone: Phones) -> None:
    me = phone(LIN)
    await me.say("我要申报")
    await me.press("会员生病住院")
    await me.say("我自己")
    await me.say("同意")
    await me.say("昨天")
    for _ in range(3):
        await me.say("没有")
    assert "请核对一遍" in await me.say("没有")
    assert "编号：2026-0001" in await me.say("提交")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("今天", "2026-11-23"),
        ("11月20日", "2026-11-20"),
        ("11-20", "2026-11-20"),
        ("11/20", "2026-11-20"),
        ("2026.11.20", "2026-11-20"),
        ("上周六", "2026-11-21"),
        ("大前天", "2026-11-20"),
        ("２０日晚上", "2026-11-20"),
    ],
)
async def test_days_as_people_write_them(deps: Deps, phone: Phones, typed: str, kept: str) -> None:
    me = phone(LIN)
    await in_hospital(me)
    await me.say(typed)
    assert await facts(deps) == {"event_date": kept}


@pytest.mark.parametrize("typed", ["2月30日", "那天", "99999999999", "🙂", "a" * 4096])
async def test_words_that_name_no_day_get_an_example(deps: Deps, phone: Phones, typed: str) -> None:
    me = phone(LIN)
    await in_hospital(me)
    answer = await me.say(typed)
    assert "可以这样写" in answer
    assert "是哪一天住院的" in answer
    assert await facts(deps) == {}


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("记不清了", "写个大概的日子就行"),
        ("不知道是哪天了", "写个大概的日子就行"),
        ("10月底", "“10月底”是10月25日到31日，有好几天"),
        ("上个月", "有好几天。请写明是哪一天"),
        ("2016年的事了", "现行通知是 2019 年发的"),
    ],
)
async def test_a_rough_day_is_asked_back(deps: Deps, phone: Phones, typed: str, asked: str) -> None:
    me = phone(LIN)
    await in_hospital(me)
    answer = await me.say(typed)
    assert asked in answer
    assert "是哪一天住院的" in answer
    assert await facts(deps) == {}


@pytest.mark.parametrize(("typed", "why"), [("2023年3月5日", "两年多以前"), ("2027年3月5日", "还没有到")])
async def test_an_unlikely_day_is_questioned_not_refused(deps: Deps, phone: Phones, typed: str, why: str) -> None:
    me = phone(LIN)
    await in_hospital(me)
    assert why in await me.say(typed)
    assert "哪家医院" in await me.press("对，就是这天")
    assert (await facts(deps))["event_date"] == typed.replace("年", "-0").replace("月", "-0").replace("日", "")


async def test_an_unlikely_day_is_mended(deps: Deps, phone: Phones) -> None:
    me = phone(LIN)
    await in_hospital(me)
    await me.say("2023年11月5日")
    assert "哪家医院" in await me.say("2026年11月5日")
    assert (await facts(deps))["event_date"] == "2026-11-05"


async def test_editing_one_thing_leads_back_to_the_summary(deps: Deps, phone: Phones) -> None:
    me = phone(LIN)
    await in_hospital(me)
    await me.press("昨天")
    await me.press("其余都跳过")
    await me.press("没有材料，下一步")
    await me.press("修改")
    await me.press("医院")
    answer = await me.say("市人民医院")
    assert "请核对一遍" in answer
    assert "医院：市人民医院" in answer


async def test_control_characters_do_not_reach_the_card(deps: Deps, phone: Phones) -> None:
    me = phone(LIN)
    await in_hospital(me)
    await me.press("昨天")
    await me.say("附二\u202e医\u200b骨科\x07")
    assert (await facts(deps))["hospital"] == "附二医骨科"


async def test_a_long_answer_is_refused_with_its_length(deps: Deps, phone: Phones) -> None:
    me = phone(LIN)
    await in_hospital(me)
    await me.press("昨天")
    assert "缩短到 100 个字以内" in await me.say("医" * 101)
    assert "hospital" not in await facts(deps)
