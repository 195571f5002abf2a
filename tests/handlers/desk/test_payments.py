"""What a treasurer types and presses: nothing counts before the last look, and mistakes can be put right."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from bot.core.people import Member
from bot.core.work.unit import Deps
from bot.desk import use_cases as desk
from bot.ops.audit import verify
from bot.reports.queries import parts
from bot.reports.queries.reports import Report
from bot.reports.rules.transitions import Status
from tests.desk.desk import OFFICER, approved, fresh, new_update, steps
from tests.handlers.desk.conftest import card, heard
from tests.handlers.reports.phone import Phone
from tests.support import outbox

Phones = Callable[..., Phone]


async def handed_over(deps: Deps, roster: dict[str, Member], amount: int = 800) -> Report:
    report = await approved(deps, roster, amount)
    await desk.deliver(deps, await new_update(deps), OFFICER, report.id)
    return report


async def settled(deps: Deps, roster: dict[str, Member], phone: Phones) -> Report:
    report = await handed_over(deps, roster)
    await phone(105).press("登记支付签收")
    await phone(105).press("照付，本人签收")
    await phone(105).press("确认记账")
    assert (await fresh(deps, report.id)).status is Status.SETTLED
    return report


async def noted(deps: Deps, report_id: int) -> str:
    async with deps.store.read() as tx:
        return str(await parts.payment_of(tx, report_id))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("六百", "实付 600 元，本人签收"),
        ("1,0", None),
        ("五百五 代签 李明，配偶", "实付 550 元，李明代签（配偶）"),
        ("600代签，李明、同事（本人在外地）", "实付 600 元，李明代签（同事，本人在外地）"),
        ("600 本人签收", "实付 600 元，本人签收"),
        ("李明（配偶）代签，600 元", "实付 600 元，李明代签（配偶）"),
        ("代签 配偶李明 六百", "实付 600 元，李明代签（配偶）"),
        ("600 左右", None),
        ("五六百", None),
        ("801", None),
    ],
)
async def test_another_amount_is_read_as_people_write_it(
    deps: Deps, roster: dict[str, Member], phone: Phones, typed: str, said: str | None
) -> None:
    report = await handed_over(deps, roster)
    treasurer = phone(105)
    await treasurer.press("登记支付签收")
    answer = await treasurer.say(typed)
    assert (await fresh(deps, report.id)).status is Status.DELIVERED
    if said is None:
        assert "确认记账" not in await treasurer.buttons()
        return
    assert "请核对" in answer
    await treasurer.say("确认")
    assert await noted(deps, report.id) == said


async def test_the_last_look_can_be_used_to_change_one_s_mind(
    deps: Deps, roster: dict[str, Member], phone: Phones
) -> None:
    report = await handed_over(deps, roster)
    treasurer = phone(105)
    await treasurer.press("登记支付签收")
    await treasurer.press("照付，本人签收")
    assert "600 元（同意的是 800 元）" in await treasurer.say("六百")
    assert "谁代签的" in await treasurer.press("改成他人代签")
    assert "当事人本人，不算代签" in await treasurer.say("林静，本人")
    assert "签收：李*代签（配偶）" in await treasurer.say("李明 配偶")
    await treasurer.press("取消")
    assert (await fresh(deps, report.id)).status is Status.DELIVERED
    assert await treasurer.say("确认") == ""


async def test_the_payee_is_named_in_private_and_masked_in_the_group(
    deps: Deps, roster: dict[str, Member], phone: Phones
) -> None:
    report = await handed_over(deps, roster)
    await phone(105).press("登记支付签收")
    assert "付给林*" in await phone(105).press("照付，本人签收")
    await phone(105, 105).say("/queue")
    await phone(105, 105).press(str(report.number))
    await phone(105, 105).press("登记支付签收")
    assert "付给林静" in await phone(105, 105).press("照付，本人签收")


async def test_the_examples_keep_within_what_was_agreed(deps: Deps, roster: dict[str, Member], phone: Phones) -> None:
    await handed_over(deps, roster, 300)
    asked = await phone(105).press("登记支付签收")
    assert "例如 200；他人代签写“200 代签”" in asked
    assert "例如 200。" in await phone(105).say("看着付了")


async def test_a_confirmation_counts_once(deps: Deps, roster: dict[str, Member], phone: Phones) -> None:
    report = await handed_over(deps, roster)
    await phone(105).press("登记支付签收")
    await phone(105).press("照付，本人签收")
    token = await phone(105).token("确认记账")
    await phone(105).press_token(token)
    assert "没有生效" in await phone(105).press_token(token)
    assert (await steps(deps, report.id)).count("settle") == 1


async def test_a_treasurer_corrects_what_was_noted(deps: Deps, roster: dict[str, Member], phone: Phones) -> None:
    report = await settled(deps, roster, phone)
    treasurer = phone(105)
    assert "财务来做" in await phone(103).press("更正支付")
    assert "现在记的是实付 800 元，本人签收" in await treasurer.press("更正支付")
    assert "和原来登记的一样" in await treasurer.say("800")
    assert "由“实付 800 元，本人签收”更正为“实付 700 元，本人签收”" in await treasurer.say("七百")
    assert "看不出是为什么" in await treasurer.say("错")
    shown = await treasurer.say("凭证上是七百")
    assert "原来：实付 800 元，本人签收\n更正为：实付 700 元，本人签收\n原因：凭证上是七百" in shown
    assert (await fresh(deps, report.id)).paid == Decimal(800)
    await treasurer.press("确认更正")
    assert (await fresh(deps, report.id)).paid == Decimal(700)
    told = (await heard(deps, 101))[-1]
    assert "支付的登记更正了。\n原来：实付 800 元，本人签收\n现在：实付 700 元，本人签收\n原因：凭证上是七百" in told
    assert "实付 700 元（更正过）" in str((await card(deps))["text"])
    assert (await steps(deps, report.id))[-1] == "corrected"
    await treasurer.press("详情")
    details = (await heard(deps, 105))[-1]
    assert "支付：实付 700 元，本人签收" in details
    assert "周财务 更正支付登记 700 元：原记实付 800 元，本人签收。原因：凭证上是七百" in details
    assert (await verify(deps)).broken is None


async def test_amount_signer_and_reason_in_one_line(deps: Deps, roster: dict[str, Member], phone: Phones) -> None:
    await settled(deps, roster, phone)
    treasurer = phone(105)
    for said in ("700 代签 李明，配偶，更正原因：凭证上是七百", "凭证上是七百，700"):
        await treasurer.press("更正支付")
        shown = await treasurer.say(said)
        assert "原因：凭证上是七百" in shown
        assert ("更正为：实付 700 元，李*代签（配偶）" in shown) is ("代签" in said)
    await treasurer.press("取消")


async def test_a_signers_name_is_kept_while_the_relation_is_asked(
    deps: Deps, roster: dict[str, Member], phone: Phones
) -> None:
    report = await handed_over(deps, roster)
    treasurer = phone(105)
    await treasurer.press("登记支付签收")
    assert "李*代签。请“回复”这条消息写他与本人的关系" in await treasurer.say("600 代签 李明")
    assert "请写他与本人的关系" in await treasurer.say("李明")
    await treasurer.say("配偶，本人在外地")
    await treasurer.say("对")
    assert await noted(deps, report.id) == "实付 600 元，李明代签（配偶，本人在外地）"


async def test_only_the_signature_is_corrected(deps: Deps, roster: dict[str, Member], phone: Phones) -> None:
    report = await settled(deps, roster, phone)
    treasurer = phone(105)
    await treasurer.press("更正支付")
    await treasurer.press("改成他人代签")
    await treasurer.say("李明，配偶")
    await treasurer.say("本人在住院，配偶来签的")
    await treasurer.press("确认更正")
    assert await noted(deps, report.id) == "实付 800 元，李明代签（配偶）"
    await treasurer.press("更正支付")
    await treasurer.press("改成本人签收")
    await treasurer.say("后来本人补签了")
    await treasurer.press("确认更正")
    assert await noted(deps, report.id) == "实付 800 元，本人签收"


async def test_the_committee_corrects_by_the_number_and_nobody_else_does(
    deps: Deps, roster: dict[str, Member], phone: Phones
) -> None:
    report = await settled(deps, roster, phone)
    assert "写上编号" in await phone(302, 302).say("/correct")
    assert "没有找到编号是 2026-9999" in await phone(302, 302).say("/correct 2026-9999")
    for other in (101, 102, 103, 203):
        assert "请核对" not in await phone(other, other).say(f"/correct {report.number}")
        assert "请核对" not in await phone(other, other).say("700")
    assert (await fresh(deps, report.id)).paid == Decimal(800)
    await phone(302, 302).say(f"/correct {report.number}")
    await phone(302, 302).say("750")
    await phone(302, 302).say("核对凭证发现多记了")
    await phone(302, 302).press("确认更正")
    assert (await fresh(deps, report.id)).paid == Decimal(750)


async def test_of_two_corrections_on_the_same_ground_the_second_is_told(
    deps: Deps, roster: dict[str, Member], phone: Phones
) -> None:
    report = await settled(deps, roster, phone)
    for who in (phone(105), phone(302, 302)):
        await (who.press("更正支付") if who.user_id == 105 else who.say(f"/correct {report.number}"))
        await who.say("700" if who.user_id == 105 else "750")
        await who.say("凭证上不是这个数")
    await phone(105).press("确认更正")
    assert "已经有同志更正过" in await phone(302, 302).press("确认更正")
    assert (await fresh(deps, report.id)).paid == Decimal(700)


async def test_names_in_a_slip_are_sealed(deps: Deps, roster: dict[str, Member], phone: Phones) -> None:
    from sqlalchemy import select

    from bot.store import tables as t

    await handed_over(deps, roster)
    await phone(105).press("登记支付签收")
    await phone(105).say("600 代签 李明，配偶")
    async with deps.store.read() as tx:
        kept = [str(row["args"]) for table in (t.prompts, t.buttons) for row in await tx.all(select(table.c.args))]
    assert kept
    assert not any("李明" in args for args in kept)
    assert await outbox(deps.store)
