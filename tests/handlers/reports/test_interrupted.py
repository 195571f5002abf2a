"""A form that is interrupted, put aside, pressed twice, or pressed by somebody else."""

from bot.core.work.unit import Deps
from tests import support
from tests.handlers.reports.conftest import Phones
from tests.handlers.reports.filling import facts, in_hospital
from tests.handlers.reports.phone import reports_of

LIN = 101


async def test_a_question_in_the_midst_is_answered_and_the_form_stays(
    deps: Deps, phone: Phones, replies: support.Replies
) -> None:
    me = phone(LIN)
    await in_hospital(me)
    answer = await me.say("住院能领多少慰问金？")
    assert "1000" in replies.sent[-1][0].text
    assert "申报表（会员生病住院）还开着" in answer
    assert "是哪一天住院的" in answer
    assert "哪家医院" in await me.press("昨天")


async def test_what_sounded_like_a_question_can_be_the_answer(deps: Deps, phone: Phones) -> None:
    me = phone(LIN)
    await in_hospital(me)
    await me.press("昨天")
    await me.say("附二医骨科，你们知道吗？")
    await me.press("刚才那句就是回答")
    assert (await facts(deps))["hospital"] == "附二医骨科"


async def test_words_that_hint_at_self_harm_get_care_first(deps: Deps, phone: Phones, replies: support.Replies) -> None:
    me = phone(LIN)
    await me.say("我要申报")
    await me.press("会员家庭遇特殊困难")
    await me.press("我自己的事")
    await me.press("同意，继续")
    answer = await me.say("活着没意思，不想活了")
    assert "12356" in answer
    assert "申报" not in answer
    assert "12356" in await me.say("附二医骨科")  # the talk stays in care
    assert await facts(deps) == {}
    assert "您有一份没填完的申报（会员家庭遇特殊困难），接着填？" in await me.say("/start")
    assert "遇到了什么困难" in await me.press("接着填")


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
        from bot.reports.queries import parts

        assert await parts.count_evidence(tx, 1) == 0
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
    assert (await reports_of(deps))[0]["version"] == 3


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


async def test_words_before_the_consent_are_met_with_a_line_and_not_with_the_page_again(
    deps: Deps, phone: Phones
) -> None:
    me = phone(LIN)
    await me.say("我要申报")
    await me.press("会员直系亲人去世")
    await me.press("我自己的事")
    answers = [await me.say(said) for said in ("等一下医院来电话", "刚才在忙，回来了", "我爸那个继续吧")]
    assert "您先忙" in answers[0]
    assert all("接着来" in answer and "同意，继续" in answer for answer in answers[1:])
    assert not any("保存多久" in answer for answer in answers)
    assert len(set(answers)) == 3
    assert "同意，继续" in await me.buttons()
    assert await facts(deps) == {}
    assert "哪位" in await me.say("同意")


async def test_a_death_that_was_misheard_leaves_no_form(deps: Deps, phone: Phones) -> None:
    me = phone(LIN)
    await me.say("我妈走了")
    await me.say("我要申报")
    await me.press("会员直系亲人去世")
    assert (await reports_of(deps))[0]["status"] == "draft"
    await me.say("不是不是，我妈是走丢了！")
    assert (await reports_of(deps))[0]["status"] != "draft"


async def test_a_form_of_another_kind_waits_where_somebody_is_missing(
    deps: Deps, phone: Phones, replies: support.Replies
) -> None:
    me = phone(LIN)
    await in_hospital(me)
    await me.say("我儿子到现在没回家，找不到人")
    assert "110" in replies.sent[-1][0].text
    assert "没填完的申报（会员生病住院）" in await me.say("/start")
