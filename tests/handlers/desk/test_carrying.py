"""After the agreement: visits, what was handed over, what was paid, and notes."""

from collections.abc import Callable
from decimal import Decimal

from bot.core.kinds import Kind
from bot.core.people import Member
from bot.core.work.unit import Deps
from bot.reports.rules.transitions import Status
from tests.desk.desk import GROUP, approved, fresh, steps, submitted
from tests.handlers.desk.conftest import card, heard
from tests.handlers.reports.phone import Phone

Phones = Callable[..., Phone]


async def test_arranging_a_visit(deps: Deps, roster: dict[str, Member], phone: Phones) -> None:
    report = await approved(deps, roster)
    chair = phone(103)
    assert "由谁去" in await chair.press("安排慰问")
    assert {"陈主席", "吴委员", "周财务", "郑调解"} <= set(await chair.buttons())
    await chair.press("吴委员")
    assert "没看懂日期" in await chair.say("有空的时候")
    assert "半年以内" in await chair.say("2026-11-01")
    await chair.say("11月25日")
    found = await fresh(deps, report.id)
    assert (found.visitor_id, str(found.visit_on)) == (roster["A004"].id, "2026-11-25")
    assert "安排：吴委员，11月25日" in str((await card(deps))["text"])
    assert "请您11月25日去慰问" in (await heard(deps, 104))[-1]
    assert "工会安排吴委员11月25日来看望您" in (await heard(deps, 101))[-1]


async def test_from_the_visit_to_the_payment(deps: Deps, roster: dict[str, Member], phone: Phones) -> None:
    report = await approved(deps, roster)
    officer, treasurer = phone(104), phone(105)
    await officer.press("登记已慰问")
    await officer.send_photo("visit")
    assert (await fresh(deps, report.id)).status is Status.DELIVERED
    assert "登记慰问完成" in (await heard(deps, 101))[-1]
    assert "财务来做" in await officer.press("登记支付签收")
    await treasurer.press("登记支付签收")
    assert "不能超过同意的 800 元" in await treasurer.say("900")
    assert "谁代签的" in await treasurer.say("600 代签")
    assert "与本人的关系" in await treasurer.say("李明")
    shown = await treasurer.say("李明，配偶")
    assert "付给林*" in shown
    assert "实付：慰问金 600 元（同意的是 800 元）\n签收：李*代签（配偶）" in shown
    assert (await fresh(deps, report.id)).status is Status.DELIVERED  # nothing counts before it is confirmed
    await treasurer.press("确认记账")
    found = await fresh(deps, report.id)
    assert (found.status, found.paid) == (Status.SETTLED, Decimal(600))
    assert (
        "600 元已登记支付，由李明代签（配偶），全部办结。如有出入，请找周财务（春风机关工会财务）核对"
        in (await heard(deps, 101))[-1]
    )
    assert all("李明" not in text for text in (await heard(deps, GROUP))[-2:])
    assert "实付 600 元" in str((await card(deps))["text"])
    assert await steps(deps, report.id) == ["submit", "approve", "deliver", "settle"]


async def test_a_visit_is_registered_without_a_photo(deps: Deps, roster: dict[str, Member], phone: Phones) -> None:
    report = await approved(deps, roster)
    await phone(104).press("登记已慰问")
    await phone(104).press("直接登记")
    await phone(105).press("登记支付签收")
    assert "签收：本人签收" in await phone(105).press("照付，本人签收")
    await phone(105).press("确认记账")
    assert (await fresh(deps, report.id)).paid == Decimal(800)


async def test_a_case_without_an_amount_is_closed_by_one_press(
    deps: Deps, roster: dict[str, Member], phone: Phones
) -> None:
    report = await submitted(deps, roster, Kind.CHILD_UNIVERSITY)
    await phone(103).press("同意")
    await phone(104).press("登记已慰问")
    await phone(104).press("直接登记")
    assert "状态：已结清 · 周财务" in await phone(105).press("办结")
    found = await fresh(deps, report.id)
    assert (found.status, found.paid, found.approved) == (Status.SETTLED, None, None)


async def test_notes_are_for_those_who_work_on_it(deps: Deps, roster: dict[str, Member], phone: Phones) -> None:
    await approved(deps, roster)
    before = len(await heard(deps, 101))
    await phone(105).press("加备注")
    await phone(105).say("已电话联系家属")
    assert len(await heard(deps, 101)) == before
    await phone(103).press("详情")
    assert "备注：已电话联系家属" in (await heard(deps, 103))[-1]
