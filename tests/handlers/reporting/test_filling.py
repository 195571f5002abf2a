"""The way through a form: back, skip, edit, doubt, bad input, questions in between, restarts, double presses."""

import pytest

from bot.services.base import Deps
from tests import support
from tests.handlers.reporting.conftest import Phones
from tests.handlers.reporting.phone import Phone, reports_of

LIN = 101


async def in_hospital(me: Phone) -> None:
    """At the first question of the hospital form."""
    await me.say("我要申报")
    await me.press("会员生病住院")
    await me.press("我自己的事")
    await me.press("同意，继续")


async def facts(deps: Deps) -> dict[str, object]:
    known = (await reports_of(deps))[-1]["facts"]
    return {name: value for name, value in known.items() if not name.startswith("_")}


async def test_nothing_sensitive_is_asked_before_consent(deps: Deps, phone: Phones) -> None:
    me = phone(LIN)
    await me.say("我要申报")
    await me.press("会员生病住院")
    answer = await me.press("我自己的事")
    assert "谁会看到" in answer
    assert "180 天" in answer
    assert "入院" not in answer
    assert "谁会看到" in await me.say("昨天")
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
    from bot.store import reports

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


@pytest.mark.parametrize("typed", ["2月30日", "记不清了", "那天", "99999999999", "🙂", "a" * 4096])
async def test_words_that_name_no_day_get_an_example(deps: Deps, phone: Phones, typed: str) -> None:
    me = phone(LIN)
    await in_hospital(me)
    answer = await me.say(typed)
    assert "可以这样写" in answer
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


async def test_a_question_in_the_midst_is_answered_and_the_form_stays(
    deps: Deps, phone: Phones, replies: support.Replies
) -> None:
    me = phone(LIN)
    await in_hospital(me)
    answer = await me.say("住院能领多少慰问金？")
    assert "1000" in replies.sent[-1][0].text
    assert "申报表（会员生病住院）还开着" in answer
    assert "是哪一天住院的" in await me.press("接着填")


async def test_what_sounded_like_a_question_can_be_the_answer(deps: Deps, phone: Phones) -> None:
    me = phone(LIN)
    await in_hospital(me)
    await me.press("昨天")
    await me.say("附二医骨科，你们知道吗？")
    await me.press("刚才那句就是回答")
    assert (await facts(deps))["hospital"] == "附二医骨科，你们知道吗？"


async def test_words_that_hint_at_self_harm_get_care_first(deps: Deps, phone: Phones, replies: support.Replies) -> None:
    me = phone(LIN)
    await me.say("我要申报")
    await me.press("会员家庭遇特殊困难")
    await me.press("我自己的事")
    await me.press("同意，继续")
    assert await me.say("活着没意思，不想活了") == ""
    assert "12356" in replies.sent[-1][0].text
    assert await facts(deps) == {}


async def test_an_unfinished_form_survives_a_restart(deps: Deps, phone: Phones) -> None:
    await in_hospital(phone(LIN))
    again = phone(LIN)  # a new process: nothing but the database is left
    assert "您有一份没填完的申报（会员生病住院），接着填？" in await again.say("/start")
    assert "是哪一天住院的" in await again.press("接着填")
    await again.press("昨天")
    assert await facts(deps) == {"event_date": "2026-11-22"}


async def test_words_go_on_where_the_form_stopped_after_a_restart(deps: Deps, phone: Phones) -> None:
    await in_hospital(phone(LIN))
    assert "哪家医院" in await phone(LIN).say("昨天")


async def test_a_form_put_aside_leaves_typed_words_alone(deps: Deps, phone: Phones, replies: support.Replies) -> None:
    me = phone(LIN)
    await in_hospital(me)
    await me.press("昨天")
    await me.press("取消")
    assert "替您存好了" in await me.press("先存着")
    assert await me.say("疗休养怎么安排") == ""
    assert replies.sent
    await me.say("/start")
    assert "哪家医院" in await me.press("接着填")
    assert await facts(deps) == {"event_date": "2026-11-22"}


async def test_giving_up_asks_once_more_and_then_forgets(deps: Deps, phone: Phones) -> None:
    me = phone(LIN)
    await in_hospital(me)
    await me.press("昨天")
    await me.send_photo("p1")
    assert "确定放弃吗" in await me.say("/cancel")
    assert "都删掉了" in await me.press("确定放弃")
    assert (await reports_of(deps))[0]["facts"] == {}
    async with deps.store.read() as tx:
        from bot.store import evidence

        assert await evidence.count(tx, 1) == 0
    assert "不用取消" in await me.say("/cancel")


async def test_a_second_form_waits_until_the_first_is_settled(deps: Deps, phone: Phones) -> None:
    me = phone(LIN)
    await in_hospital(me)
    await me.press("昨天")
    await me.say("我要申报")
    answer = await me.press("会员结婚")
    assert "先接着填它，还是放弃它、新填“会员结婚”" in answer
    assert (await reports_of(deps))[0]["kind"] == "hospitalization"
    assert "是谁的事" in await me.press("放弃它，填新的")
    assert [report["status"] for report in await reports_of(deps)] == ["withdrawn", "draft"]


async def test_pressing_twice_changes_nothing_and_is_told(deps: Deps, phone: Phones) -> None:
    me = phone(LIN)
    await in_hospital(me)
    token = await me.token("昨天")
    await me.press_token(token)
    assert await me.press_token(token) == "这一步已经填过了，请看最下面的那条消息。"
    assert (await reports_of(deps))[0]["version"] == 4


async def test_submitting_twice_makes_one_report(deps: Deps, phone: Phones) -> None:
    me = phone(LIN)
    await in_hospital(me)
    await me.press("昨天")
    await me.press("其余都跳过")
    await me.press("没有材料，下一步")
    token = await me.token("提交")
    await me.press_token(token)
    assert "已经提交或放弃了" in await me.press_token(token)
    assert [report["number"] for report in await reports_of(deps)] == ["2026-0001"]


async def test_another_persons_button_is_worth_nothing(deps: Deps, phone: Phones) -> None:
    me, other = phone(LIN), phone(102)
    await in_hospital(me)
    token = await me.token("昨天")
    assert "失效" in await other.press_token(token)
    assert await facts(deps) == {}


async def test_the_same_update_twice_counts_once(deps: Deps, phone: Phones) -> None:
    me = phone(LIN)
    await in_hospital(me)
    raw = {
        "update_id": 1,
        "message": {"message_id": 1, "date": 1, "chat": {"id": LIN, "type": "private"}, "text": "昨天"},
    }
    raw["message"]["from"] = {"id": LIN, "is_bot": False, "first_name": "x"}  # type: ignore[index]
    before = len(await support.outbox(deps.store))
    await me.deliver(raw)  # never stored as pending: it counts as done
    assert len(await support.outbox(deps.store)) == before
    assert await facts(deps) == {}


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
