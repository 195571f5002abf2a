"""Untouched reports: nudged in working hours, once a day, then up to the committee; never decided."""

from datetime import UTC, date, datetime, timedelta

from bot.core.kinds import Kind
from bot.core.people import Member
from bot.core.work.unit import Deps
from bot.desk import use_cases as desk
from bot.desk.nudging import nudge_due, nudge_untouched
from bot.desk.rules.steps import VisitPlan
from bot.reports.rules.transitions import Desk, Status
from tests.desk.desk import CHAIR, COMMITTEE, GROUP, approved, fresh, new_update, put, steps, submitted
from tests.support import GROUPS, TestClock, labels, outbox


def move(clock: TestClock, day: int, hour: int, minute: int = 0) -> None:
    """To this November day and hour in Wenzhou (2026)."""
    clock.moment = datetime(2026, 11, day, hour, minute, tzinfo=UTC) - timedelta(hours=8)


async def texts(deps: Deps, chat_id: int) -> list[str]:
    return [str(message["text"]) for message in await outbox(deps.store, chat_id)]


async def test_nudged_after_eight_working_hours_and_once_a_day(
    deps: Deps, roster: dict[str, Member], clock: TestClock
) -> None:
    report = await submitted(deps, roster)  # Monday noon
    move(clock, 23, 17, 59)
    assert await nudge_due(deps) == 0
    move(clock, 24, 11, 59)
    assert await nudge_due(deps) == 0
    move(clock, 24, 13, 1)
    assert await nudge_due(deps) == 1
    assert "已经等了 8 个工作小时" in (await texts(deps, GROUP))[-1]
    assert "会员生病住院" in (await texts(deps, GROUP))[-1]
    move(clock, 24, 16)
    assert await nudge_due(deps) == 0
    move(clock, 25, 9)
    assert await nudge_due(deps) == 1
    assert (await fresh(deps, report.id)).status is Status.SUBMITTED


async def test_never_at_night_nor_on_a_day_off(deps: Deps, roster: dict[str, Member], clock: TestClock) -> None:
    await submitted(deps, roster)
    for day, hour in ((24, 20), (25, 3), (28, 10), (29, 10)):
        move(clock, day, hour)
        assert await nudge_due(deps) == 0


async def test_after_three_working_days_it_goes_up(deps: Deps, roster: dict[str, Member], clock: TestClock) -> None:
    report = await submitted(deps, roster)
    move(clock, 26, 14)
    assert await nudge_due(deps) == 1
    found = await fresh(deps, report.id)
    assert (found.status, found.desk) == (Status.SUBMITTED, Desk.COMMITTEE)
    assert await steps(deps, report.id) == ["submit", "escalated"]
    at_branch = next(m for m in reversed(await outbox(deps.store, GROUP)) if m["card"] == f"report:{report.id}")
    assert "已转工委" in at_branch["text"]
    assert labels(at_branch) == []
    assert "同意 1000 元" in labels((await outbox(deps.store, GROUPS["工委"]))[-1])
    assert "已转到工委" in (await texts(deps, 101))[-1]
    await desk.approve(deps, await new_update(deps), COMMITTEE, report.id)
    assert (await fresh(deps, report.id)).status is Status.APPROVED


async def test_a_conflict_goes_up_in_private(deps: Deps, roster: dict[str, Member], clock: TestClock) -> None:
    report = await submitted(deps, roster, Kind.FAMILY_CONFLICT)
    move(clock, 26, 14)
    await nudge_due(deps)
    assert (await fresh(deps, report.id)).desk is Desk.COMMITTEE
    assert await outbox(deps.store, GROUPS["工委"]) == []
    assert "状态：待受理" in (await texts(deps, 301))[-1]


async def test_what_was_touched_is_left_alone(deps: Deps, roster: dict[str, Member], clock: TestClock) -> None:
    await approved(deps, roster)
    returned = await submitted(deps, roster)
    await desk.give_back(deps, await new_update(deps), CHAIR, returned.id, "哪一天？")
    move(clock, 26, 14)
    assert await nudge_untouched(deps) == 0


async def test_an_answer_starts_the_wait_anew(deps: Deps, roster: dict[str, Member], clock: TestClock) -> None:
    report = await approved(deps, roster)
    move(clock, 26, 14)
    await desk.revoke(deps, await new_update(deps), CHAIR, report.id, "写错了")
    assert await nudge_due(deps) == 0
    move(clock, 27, 15)
    assert await nudge_due(deps) == 1
    assert (await fresh(deps, report.id)).desk is Desk.BRANCH


async def test_a_year_without_a_known_calendar_says_so(deps: Deps, roster: dict[str, Member], clock: TestClock) -> None:
    clock.moment = datetime(2031, 3, 3, 4, tzinfo=UTC)  # a Monday noon
    await submitted(deps, roster, on=date(2031, 3, 1))
    clock.moment = datetime(2031, 3, 4, 6, tzinfo=UTC)
    assert await nudge_due(deps) == 1
    assert "周一到周五、扣去法定节假日" in (await texts(deps, GROUP))[-1]


async def test_nobody_is_nudged_on_a_festival_of_a_year_without_a_known_calendar(
    deps: Deps, roster: dict[str, Member], clock: TestClock
) -> None:
    clock.moment = datetime(2031, 4, 29, 1, tzinfo=UTC)  # a Tuesday morning
    await submitted(deps, roster, on=date(2031, 4, 28))
    for day in (1, 2):  # Thursday and Friday: 劳动节
        clock.moment = datetime(2031, 5, day, 4, tzinfo=UTC)
        assert await nudge_due(deps) == 0


async def test_the_visitor_is_reminded_on_the_day_before_once(
    deps: Deps, roster: dict[str, Member], clock: TestClock
) -> None:
    report = await approved(deps, roster)
    visit = date(2026, 11, 29)  # the day before is a Saturday: the reminder is the visitor's own
    plan = VisitPlan((roster["A004"].id,), visit, "下午3点")
    await desk.plan_visit(deps, await new_update(deps), CHAIR, report.id, plan)
    move(clock, 27, 10)
    assert await nudge_due(deps) == 0
    move(clock, 28, 8)
    assert await nudge_due(deps) == 0
    move(clock, 28, 9)
    assert await nudge_due(deps) == 1
    assert await nudge_due(deps) == 0
    assert "提醒：明天（11月29日下午3点）请您去慰问" in (await texts(deps, 104))[-1]


async def test_a_visit_that_was_called_off_is_not_reminded_of(
    deps: Deps, roster: dict[str, Member], clock: TestClock
) -> None:
    report = await approved(deps, roster)
    await put(deps, report.id, visitor_id=roster["A004"].id, visit_on=date(2026, 11, 25))
    await desk.revoke(deps, await new_update(deps), CHAIR, report.id, "人已出院")
    move(clock, 24, 10)
    assert await nudge_due(deps) == 0
