"""The desk as officers use it: what they press and type, what the card says, what the member reads."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from bot.core.kinds import Kind
from bot.core.people import Member
from bot.core.work.unit import Deps, unit
from bot.reports import evidence
from bot.reports.evidence import File
from bot.reports.rules.transitions import Status
from tests.desk.desk import GROUP, approved, fresh, set_branch, steps, submitted
from tests.handlers.desk.conftest import card, heard
from tests.handlers.reports.phone import Phone
from tests.support import TestClock, labels, outbox

Phones = Callable[..., Phone]


async def test_the_card_shows_what_a_group_may_see(deps: Deps, roster: dict[str, Member]) -> None:
    await submitted(deps, roster, facts={"hospital": "附二医"})
    message = await card(deps)
    text = str(message["text"])
    assert "申报 2026-0001 · 会员生病住院（访）" in text
    assert "当事人：林*" in text
    assert "林静" not in text
    assert "附二医" not in text
    assert "不超过 1000 元（慰问金）" in text
    assert "2019年" in text
    assert "四（二）" in text
    assert "状态：待审批" in text
    assert labels(message) == ["同意 1000 元", "同意其他金额", "驳回", "退回补充", "详情"]


async def test_a_happy_event_is_named_and_a_kind_without_a_figure_says_so(
    deps: Deps, roster: dict[str, Member]
) -> None:
    await submitted(deps, roster, Kind.CHILD_UNIVERSITY)
    message = await card(deps)
    assert "当事人：林静" in str(message["text"])
    assert "标准：通知未写明金额" in str(message["text"])
    assert labels(message) == ["同意", "驳回", "退回补充", "详情"]


async def test_agreeing_at_the_ceiling(deps: Deps, roster: dict[str, Member], phone: Phones) -> None:
    report = await submitted(deps, roster)
    assert "已同意 1000 元" in await phone(103).press("同意 1000 元")
    found = await fresh(deps, report.id)
    assert (found.status, found.approved, found.decided_by) == (Status.APPROVED, Decimal(1000), roster["A003"].id)
    assert found.rule is not None
    assert "温直工〔2019〕7号" in found.rule
    message = await card(deps)
    assert message["method"] == "editMessageText"
    assert "已同意 1000 元 · 陈主席" in str(message["text"])
    assert "慰问金为 1000 元" in (await heard(deps, 101))[-1]
    assert "早日康复" in (await heard(deps, 101))[-1]


async def test_another_amount_is_typed_and_bad_ones_are_explained(
    deps: Deps, roster: dict[str, Member], phone: Phones
) -> None:
    report = await submitted(deps, roster)
    chair = phone(103)
    assert "不超过 1000 元" in await chair.press("同意其他金额")
    assert "“八百吧”我拿不准是多少，没有记。请只写一个准数，例如 800。" in await chair.say("八百吧")
    assert "不超过 1000 元" in await chair.say("1200")
    assert (await fresh(deps, report.id)).status is Status.SUBMITTED
    assert "转发" in await chair.say("600", forwarded=True)
    await chair.say("８００元")
    assert (await fresh(deps, report.id)).approved == Decimal(800)
    assert (await chair.say("700")) == ""  # nothing is asked any more: the group talks, the bot is silent


async def test_a_question_of_the_desk_can_be_left(deps: Deps, roster: dict[str, Member], phone: Phones) -> None:
    report = await submitted(deps, roster)
    chair, officer = phone(103), phone(104)
    await chair.press("同意其他金额")
    assert "本人取消" in await officer.press("取消")
    assert "没有办" in await chair.press("取消")
    await chair.press("驳回")
    assert "没有办" in await chair.say("取消")
    assert (await fresh(deps, report.id)).status is Status.SUBMITTED


async def test_a_typed_answer_that_comes_too_late_is_told_and_forgotten(
    deps: Deps, roster: dict[str, Member], phone: Phones
) -> None:
    report = await submitted(deps, roster)
    await phone(103).press("同意其他金额")
    await phone(104).press("同意 1000 元")
    told = await phone(103).say("500")
    assert "吴委员已于 11月23日 12:00 同意" in told
    assert (await phone(103).say("500")) == ""
    assert (await fresh(deps, report.id)).approved == Decimal(1000)


async def test_words_that_come_much_later_are_no_answer(
    deps: Deps, roster: dict[str, Member], phone: Phones, clock: TestClock
) -> None:
    report = await submitted(deps, roster)
    chair = phone(103)
    await chair.press("驳回")
    clock.forward(minutes=16)
    assert "隔得太久" in await chair.say("大家中午吃什么")
    assert (await fresh(deps, report.id)).status is Status.SUBMITTED
    assert (await chair.say("那就面条")) == ""


async def test_a_reason_that_says_nothing_is_asked_for_again_and_the_member_is_told_whom_to_turn_to(
    deps: Deps, roster: dict[str, Member], phone: Phones
) -> None:
    report = await submitted(deps, roster)
    chair = phone(103)
    await chair.press("驳回")
    for empty in ("不行", "不符合规定", "。"):
        assert "没有发出去" in await chair.say(empty)
    assert (await fresh(deps, report.id)).status is Status.SUBMITTED
    assert await heard(deps, 101) == []
    await chair.press("退回补充")
    assert "看不明白要补什么" in await chair.say("补充")
    await chair.press("驳回")
    await chair.say("这次是门诊，没有住院")
    assert "可以找陈主席（春风机关工会主席）说" in (await heard(deps, 101))[-1]


@pytest.mark.parametrize("reason", ["与已经办理的申报重复", "这家医院的住院我们核实过，是门诊"])
async def test_refusing_with_a_reason_that_the_member_reads(
    deps: Deps, roster: dict[str, Member], phone: Phones, reason: str
) -> None:
    report = await submitted(deps, roster)
    chair = phone(103)
    await chair.press("驳回")
    if reason in await chair.buttons():
        await chair.press(reason)
    else:
        await chair.say(reason)
    assert (await fresh(deps, report.id)).status is Status.REJECTED
    told = (await heard(deps, 101))[-1]
    assert "很抱歉" in told
    assert f"理由：{reason}" in told
    assert reason not in str((await card(deps))["text"])
    assert labels(await card(deps)) == ["详情"]


async def test_sending_back_with_a_question(deps: Deps, roster: dict[str, Member], phone: Phones) -> None:
    report = await submitted(deps, roster)
    chair = phone(103)
    await chair.press("退回补充")
    await chair.say("住在哪家医院？")
    found = await fresh(deps, report.id)
    assert (found.status, found.question) == (Status.RETURNED, "住在哪家医院？")
    assert "住在哪家医院？" in (await heard(deps, 101))[-1]
    assert "等申报人答复" in str((await card(deps))["text"])
    assert "住在哪家医院" not in str((await card(deps))["text"])


async def test_taking_an_agreement_back(deps: Deps, roster: dict[str, Member], phone: Phones) -> None:
    report = await approved(deps, roster)
    chair = phone(103)
    await chair.press("撤销同意")
    assert "还没有写，没有发出去" in await chair.say("   ")
    await chair.say("金额写错了")
    found = await fresh(deps, report.id)
    assert (found.status, found.approved, found.decided_by) == (Status.SUBMITTED, None, None)
    assert "原因：金额写错了" in (await heard(deps, 101))[-1]
    assert "同意 1000 元" in labels(await card(deps))


async def test_details_go_to_the_pressers_private_chat_and_leave_a_trace(
    deps: Deps, roster: dict[str, Member], phone: Phones
) -> None:
    report = await submitted(deps, roster, facts={"hospital": "附二医"})
    assert "私聊" in await phone(104).press("详情")
    told = (await heard(deps, 104))[-1]
    assert "林静" in told
    assert "附二医" in told
    assert "提交" in told
    assert (await steps(deps, report.id))[-1] == "viewed"
    assert all("附二医" not in text for text in await heard(deps, GROUP))
    assert await phone(102).press("详情") == "这份申报不归您办理，您不能操作。"


async def test_evidence_is_sent_on(deps: Deps, roster: dict[str, Member], phone: Phones) -> None:
    report = await submitted(deps, roster)
    async with unit(deps) as u:
        await evidence.take(u, report.id, File("photo", "P1", "u1"))
        await evidence.take(u, report.id, File("document", "D1", "u2", "证明.pdf", "application/pdf"))
    await phone(103).press("详情")
    sent = (await outbox(deps.store, 103))[-2:]
    assert [(message["method"], message.get("photo"), message.get("document")) for message in sent] == [
        ("sendPhoto", "P1", None),
        ("sendDocument", None, "D1"),
    ]


async def test_whoever_cannot_be_reached_in_private_is_told_how(
    deps: Deps, roster: dict[str, Member], phone: Phones
) -> None:
    report = await submitted(deps, roster)
    await phone(104).press("详情")
    async with deps.store.begin() as tx:
        from sqlalchemy import update

        from bot.store import tables as t

        await tx.run(update(t.outbox).where(t.outbox.c.lane == 104).values(state="dead"))
    looks = (await steps(deps, report.id)).count("viewed")
    assert await phone(104).press("详情") == f"https://t.me/wennuan_bot?start=look_{report.id}"
    assert (await steps(deps, report.id)).count("viewed") == looks
    assert "林静" in await phone(104, 104).say(f"/start look_{report.id}")
    assert "不归您办理" in await phone(203, 203).say(f"/start look_{report.id}")


async def test_an_officer_who_has_blocked_the_bot_is_led_to_it_before_anything_is_lost(
    deps: Deps, roster: dict[str, Member], phone: Phones
) -> None:
    report = await submitted(deps, roster)
    await phone(104, 104).stop_bot()
    assert await phone(104).press("详情") == f"https://t.me/wennuan_bot?start=look_{report.id}"
    assert await heard(deps, 104) == []
    await phone(104, 104).stop_bot(again=False)
    assert "私聊" in await phone(104).press("详情")


async def test_two_signatures_where_the_branch_asks_for_them(
    deps: Deps, roster: dict[str, Member], phone: Phones
) -> None:
    await set_branch(deps, "春风", settings={"signatures": "two"})
    report = await submitted(deps, roster)
    assert "会签" in await phone(104).press("同意 1000 元")
    found = await fresh(deps, report.id)
    assert (found.status, found.decided_by) == (Status.SUBMITTED, roster["A004"].id)
    assert "待会签 · 吴委员" in str((await card(deps))["text"])
    assert len(await heard(deps, 101)) == 0
    assert "已经同意过" in await phone(104).press("会签同意 1000 元")
    await phone(103).press("会签同意 1000 元")
    found = await fresh(deps, report.id)
    assert (found.status, found.seconded_by) == (Status.APPROVED, roster["A003"].id)
    assert await steps(deps, report.id) == ["submit", "signed", "approve"]


async def test_the_stranger_the_foreigner_and_the_silent_group(
    deps: Deps, roster: dict[str, Member], phone: Phones
) -> None:
    report = await submitted(deps, roster)
    assert "绑定" in await phone(999).press("同意 1000 元")
    assert "不归您办理" in await phone(203).press("同意 1000 元")
    assert "不能代为决定" in await phone(105).press("同意 1000 元")
    assert (await fresh(deps, report.id)).status is Status.SUBMITTED


async def test_a_reason_beside_the_first_signatures_sum_is_kept(
    deps: Deps, roster: dict[str, Member], phone: Phones
) -> None:
    await set_branch(deps, "春风", settings={"signatures": "two"})
    await submitted(deps, roster)
    await phone(104).press("同意其他金额")
    await phone(104).say("六百，因为只住了两天")
    await phone(103).press("会签同意 600 元")
    await phone(103).press("详情")
    assert "理由：只住了两天" in (await heard(deps, 103))[-1]
