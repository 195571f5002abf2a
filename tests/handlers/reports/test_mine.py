"""我的申报: status, reasons, withdrawing, and answering an officer's question."""

from bot.core.work.unit import Deps
from tests import support
from tests.handlers.reports.conftest import Phones
from tests.handlers.reports.phone import Phone, reports_of

LIN, WANG, CHEN, GROUP = 101, 102, 103, -1001


async def hand_in(me: Phone, day: str = "12月31日") -> str:
    await me.say("我要申报")
    await me.press("会员光荣退休")
    await me.press("我自己的事")
    await me.say(day)
    await me.press("没有材料，下一步")
    return await me.press("提交")


async def returned(deps: Deps, phone: Phones) -> tuple[Phone, Phone]:
    """A report that the chair has returned with a question; the member's phone and the group's."""
    me, desk = phone(LIN), phone(CHEN, GROUP)
    await hand_in(me)
    await desk.press("退回补充")
    await desk.say("请补一张退休通知的照片。")
    assert (await reports_of(deps))[0]["status"] == "returned"
    return me, desk


async def test_none_yet(phone: Phones) -> None:
    assert "您还没有申报过" in await phone(LIN).say("/mine")


async def test_the_list_shows_status_in_words(phone: Phones) -> None:
    me = phone(LIN)
    await hand_in(me)
    await me.say("我的申报")
    assert await me.buttons() == ["2026-0001 会员光荣退休 · 待审批"]


async def test_the_list_turns_its_pages_newest_first(phone: Phones) -> None:
    me = phone(LIN)
    for month in range(1, 8):
        await hand_in(me, f"{month}月1日")
    await me.say("/mine")
    assert [label[:9] for label in await me.buttons()] == [
        "2026-0007",
        "2026-0006",
        "2026-0005",
        "2026-0004",
        "2026-0003",
        "更早的",
    ]
    await me.press("更早的")
    assert [label[:9] for label in await me.buttons()] == ["2026-0002", "2026-0001", "更近的"]


async def test_the_detail_tells_facts_status_and_every_step(phone: Phones) -> None:
    me, desk = phone(LIN), phone(CHEN, GROUP)
    await hand_in(me)
    await desk.press("驳回")
    await desk.say("退休年月和名册对不上。")
    await me.say("/mine")
    answer = await me.press("2026-0001 会员光荣退休 · 未同意")
    assert "退休日期：2026年12月31日（周四）" in answer
    assert "现在：未同意" in answer
    assert "11月23日 12:00 提交（林静）" in answer
    assert "未同意（陈主席）：退休年月和名册对不上。" in answer
    assert await me.buttons() == ["返回列表"]


async def test_withdrawing_asks_once_and_the_card_shows_it(deps: Deps, phone: Phones) -> None:
    me = phone(LIN)
    await hand_in(me)
    await me.say("/mine")
    await me.press("2026-0001 会员光荣退休 · 待审批")
    assert "确定撤回吗" in await me.press("撤回")
    token = await me.token("确定撤回")
    assert "申报 2026-0001 已经撤回" in await me.press_token(token)
    card = (await support.outbox(deps.store, GROUP))[-1]
    assert "已撤回" in card["text"]
    assert "不能再撤回了" in await me.press_token(token)


async def test_what_is_decided_cannot_be_withdrawn(deps: Deps, phone: Phones) -> None:
    me = phone(LIN)
    await hand_in(me)
    await me.say("/mine")
    await me.press("2026-0001 会员光荣退休 · 待审批")
    await me.press("撤回")
    await phone(CHEN, GROUP).press("同意 1000 元")
    assert "现在是“已同意”，不能再撤回了" in await me.press("确定撤回")
    assert (await reports_of(deps))[0]["status"] == "approved"


async def test_anothers_report_is_nobodys_business(deps: Deps, phone: Phones) -> None:
    from bot.core.messages import Act, Button, Outgoing
    from bot.core.work.unit import unit

    await hand_in(phone(LIN))
    async with unit(deps) as u:  # a button that should not exist
        for name in ("mine.show", "mine.withdraw", "mine.withdraw_sure", "supplement.start"):
            await u.say(Outgoing(WANG, "x", buttons=((Button(name, Act(name, {"report": 1})),),)))
    other = phone(WANG)
    for name in ("mine.show", "mine.withdraw", "mine.withdraw_sure", "supplement.start"):
        assert "不是您填的" in await other.press(name)
    assert (await reports_of(deps))[0]["status"] == "submitted"


async def test_an_officers_question_is_answered_in_the_chat(deps: Deps, phone: Phones) -> None:
    me, _desk = await returned(deps, phone)
    assert "作为申报 2026-0001 的补充" in await me.say("通知月底才发，先附人事处的证明。")
    await me.send_photo("proof")
    assert "已经交回去了" in await me.press("补好了，交回去")
    report = (await reports_of(deps))[0]
    assert report["status"] == "submitted"
    assert [extra["text"] for extra in report["facts"]["补充"]] == ["通知月底才发，先附人事处的证明。"]
    card = (await support.outbox(deps.store, GROUP))[-1]
    assert "待审批" in card["text"]


async def test_the_question_stands_in_the_detail(deps: Deps, phone: Phones) -> None:
    me, _desk = await returned(deps, phone)
    await me.say("/mine")
    answer = await me.press("2026-0001 会员光荣退休 · 待您补充")
    assert "请补一张退休通知的照片。" in answer
    assert "请补一张退休通知的照片。" in await me.press("补充说明")
    await me.send_photo("p", caption="退休通知")
    assert [extra["text"] for extra in (await reports_of(deps))[0]["facts"]["补充"]] == ["退休通知"]


async def test_handing_back_empty_is_refused(deps: Deps, phone: Phones) -> None:
    me, _desk = await returned(deps, phone)
    await me.say("这句发错了，抱歉")
    await me.press("去掉刚才那句")
    assert "还没有收到补充的内容" in await me.press("补好了，交回去")
    assert (await reports_of(deps))[0]["status"] == "returned"


async def test_a_question_while_a_report_waits_is_a_question(
    deps: Deps, phone: Phones, replies: support.Replies
) -> None:
    me, _desk = await returned(deps, phone)
    for words in ("退休能领多少慰问品？", "疗休养怎么安排"):
        assert await me.say(words) == "申报 2026-0001 还在等您补充。想好了直接发给我。"
    assert "疗休养" in replies.sent[-1][0].text
    assert (await reports_of(deps))[0]["facts"].get("补充") is None
    await me.press("刚才那句就是回答")
    assert [extra["text"] for extra in (await reports_of(deps))[0]["facts"]["补充"]] == ["疗休养怎么安排"]


async def test_a_new_event_while_a_report_waits_is_no_answer_to_it(deps: Deps, phone: Phones) -> None:
    me, _desk = await returned(deps, phone)
    await me.say("我昨天住院了，附二医")
    assert (await reports_of(deps))[0]["facts"].get("补充") is None


async def test_a_second_return_asks_for_something_new(deps: Deps, phone: Phones, clock: support.TestClock) -> None:
    me, desk = await returned(deps, phone)
    await me.say("先附人事处的证明。")
    old = await me.token("补好了，交回去")
    await me.press_token(old)
    clock.forward(hours=1)
    await desk.press("退回补充")
    await desk.say("还是要照片。")
    assert "还没有收到补充的内容" in await me.press_token(old)


async def test_what_was_granted_is_named_goods_or_money(deps: Deps, phone: Phones) -> None:
    me = phone(LIN)
    await hand_in(me)
    await phone(CHEN, GROUP).press("同意 1000 元")
    await me.say("/mine")
    answer = await me.press("2026-0001 会员光荣退休 · 已同意")
    assert "批准慰问品：1000 元" in answer
    assert "慰问金" not in answer
