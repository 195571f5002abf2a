"""What was agreed to is brought to mind until somebody has visited, and goes up when nobody does."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from bot.core.kinds import Kind
from bot.core.people import Member
from bot.core.queries import holidays
from bot.core.work.unit import Deps
from bot.core.worktime import Arrangement
from bot.desk import use_cases as desk
from bot.desk.nudging import nudge_due
from bot.desk.rules.steps import VisitPlan
from bot.reports.queries import parts
from bot.reports.rules.transitions import Desk, Status
from tests.desk.desk import CHAIR, GROUP, OFFICER, alone, approved, fresh, new_update, steps, submitted
from tests.support import GROUPS, TestClock, labels, outbox


def move(clock: TestClock, day: int, hour: int, month: int = 11) -> None:
    clock.moment = datetime(2026, month, day, hour, tzinfo=UTC) - timedelta(hours=8)


async def texts(deps: Deps, chat_id: int) -> list[str]:
    return [str(message["text"]) for message in await outbox(deps.store, chat_id)]


async def test_one_message_a_working_day_until_it_is_done(
    deps: Deps, roster: dict[str, Member], clock: TestClock
) -> None:
    first = await approved(deps, roster)  # Monday noon
    await approved(deps, roster, 500, kind=Kind.MARRIAGE, reporter="A002")
    move(clock, 24, 10)
    assert await nudge_due(deps) == 0  # not yet eight working hours
    move(clock, 25, 9)
    assert await nudge_due(deps) == 2
    message = (await outbox(deps.store, GROUP))[-1]
    assert "还没有登记慰问的有 2 件" in message["text"]
    assert "2026-0001 会员生病住院 · 同意 2 天了，还没有安排谁去" in message["text"]
    assert labels(message) == ["2026-0001", "2026-0002"]
    move(clock, 25, 15)
    assert await nudge_due(deps) == 0
    await desk.deliver(deps, await new_update(deps), OFFICER, first.id)
    move(clock, 26, 9)
    assert await nudge_due(deps) == 1
    assert "登记慰问的有 1 件" in (await texts(deps, GROUP))[-1]
    move(clock, 28, 10)  # a Saturday
    assert await nudge_due(deps) == 0


async def test_a_day_off_that_the_committee_has_entered_is_one_here_too(
    deps: Deps, roster: dict[str, Member], clock: TestClock
) -> None:
    await approved(deps, roster)  # Monday noon
    off = Arrangement(2026, frozenset({date(2026, 11, 24), date(2026, 11, 25)}), frozenset(), "工委")
    async with deps.store.begin() as tx:
        await holidays.add(tx, off, None, clock.now())
    move(clock, 25, 9)
    assert await nudge_due(deps) == 0  # nobody is at work
    move(clock, 26, 9)
    assert await nudge_due(deps) == 0  # not yet eight working hours
    move(clock, 27, 9)
    assert await nudge_due(deps) == 1


async def test_visitors_of_a_day_that_has_passed_are_asked_once_and_the_desk_daily(
    deps: Deps, roster: dict[str, Member], clock: TestClock
) -> None:
    report = await approved(deps, roster)
    plan = VisitPlan((roster["A004"].id, roster["A003"].id), date(2026, 11, 25))
    await desk.plan_visit(deps, await new_update(deps), CHAIR, report.id, plan)
    move(clock, 24, 10)
    assert await nudge_due(deps) == 2  # tomorrow's visit, to both
    move(clock, 25, 16)
    assert await nudge_due(deps) == 0
    for day in (26, 27):
        move(clock, day, 9)
        assert await nudge_due(deps) == 1
    assert "安排吴委员、陈主席 11月25日去，过了 2 天" in (await texts(deps, GROUP))[-1]
    asked = [text for account in (103, 104) for text in await texts(deps, account) if "还没有登记" in text]
    assert len(asked) == 2
    later = VisitPlan(plan.visitors[:1], date(2026, 12, 20))
    await desk.plan_visit(deps, await new_update(deps), CHAIR, report.id, later)
    move(clock, 30, 9)
    assert await nudge_due(deps) == 0  # put off is not forgotten


async def test_after_fourteen_days_it_goes_up_to_the_committee(
    deps: Deps, roster: dict[str, Member], clock: TestClock
) -> None:
    report = await approved(deps, roster)
    plan = VisitPlan((roster["A004"].id, roster["A003"].id), date(2026, 11, 25), "下午")
    await desk.plan_visit(deps, await new_update(deps), CHAIR, report.id, plan)
    move(clock, 8, 10, month=12)
    await nudge_due(deps)
    assert (await fresh(deps, report.id)).desk is Desk.BRANCH
    move(clock, 9, 10, month=12)
    assert await nudge_due(deps) == 1
    found = await fresh(deps, report.id)
    assert (found.status, found.desk, found.visitor_id, found.approved) == (
        Status.APPROVED,
        Desk.COMMITTEE,
        None,
        Decimal(800),
    )
    async with deps.store.read() as tx:
        assert await parts.visit_party(tx, found) == []
    assert (await steps(deps, report.id))[-1] == "escalated"
    assert "过了 14 天还没有登记慰问，已经转到工委" in (await texts(deps, GROUP))[-1]
    assert "过了 14 天还没有登记慰问" in (await texts(deps, GROUPS["工委"]))[-1]
    assert "已同意 800 元（陈主席），超过时限，12月9日 10:00 转到工委" in (await texts(deps, GROUPS["工委"]))[-2]
    assert "已转到工委" in (await texts(deps, 101))[-1]
    assert await nudge_due(deps) == 0
    move(clock, 10, 15, month=12)
    assert await nudge_due(deps) == 1
    assert "登记慰问的有 1 件" in (await texts(deps, GROUPS["工委"]))[-1]
    await desk.deliver(deps, await new_update(deps), alone(301), report.id, words_said="吴委员")
    assert "去的是吴委员" in (await texts(deps, 101))[-1]


async def test_a_mediation_takes_its_time(deps: Deps, roster: dict[str, Member], clock: TestClock) -> None:
    report = await submitted(deps, roster, Kind.FAMILY_CONFLICT)
    await desk.approve(deps, await new_update(deps), alone(106), report.id)
    move(clock, 28, 10, month=12)
    assert await nudge_due(deps) == 0
    assert (await fresh(deps, report.id)).desk is Desk.MEDIATOR
