"""Of a report made by a colleague: the officer who handles it says whether its subject is told."""

from dataclasses import replace

import pytest

from bot.core.errors import NotAllowed, Stale
from bot.core.kinds import Kind
from bot.core.people import Member
from bot.core.work.unit import Deps
from bot.desk import use_cases as desk
from bot.desk.use_cases import Here
from bot.reports.queries.reports import Report
from tests.desk.desk import CHAIR, MEDIATOR, OFFICER, TREASURER, alone, fresh, new_update, steps, submitted
from tests.support import labels, outbox

LIN, WANG, COLLEAGUE = 101, 102, "A002"  # A002 is 王建国, whose account is 102


async def press(deps: Deps, report: Report, *, quiet: bool, here: Here = CHAIR) -> str:
    return await desk.spare_subject(deps, await new_update(deps), here, report.id, quiet=quiet)


async def heard(deps: Deps, telegram_id: int) -> list[str]:
    return [str(message.get("text", "")) for message in await outbox(deps.store, telegram_id)]


async def test_spared_from_now_on(deps: Deps, roster: dict[str, Member]) -> None:
    report = await submitted(deps, roster, subject=COLLEAGUE)
    assert "不再告诉当事人本人" in await press(deps, report, quiet=True)
    await desk.approve(deps, await new_update(deps), CHAIR, report.id)
    assert await heard(deps, WANG) == []
    assert any("王建国" in text for text in await heard(deps, LIN))
    assert (await steps(deps, report.id))[-2:] == ["spared", "approve"]


async def test_the_bereaved_may_be_told_after_all(deps: Deps, roster: dict[str, Member]) -> None:
    report = await submitted(deps, roster, Kind.BEREAVEMENT, subject=COLLEAGUE, facts={"relation": "父亲"})
    assert "已经告诉当事人本人" in await press(deps, report, quiet=False)
    told = (await outbox(deps.store, WANG))[-1]
    assert "林静替您向工会报了一件事：会员直系亲人去世" in str(told["text"])
    assert labels(told) == ["撤回"]
    await desk.approve(deps, await new_update(deps), CHAIR, report.id)
    assert len(await heard(deps, WANG)) == 2


async def test_told_late_he_can_no_longer_withdraw(deps: Deps, roster: dict[str, Member]) -> None:
    report = await submitted(deps, roster, Kind.BEREAVEMENT, subject=COLLEAGUE, facts={"relation": "父亲"})
    await desk.approve(deps, await new_update(deps), CHAIR, report.id)
    await press(deps, report, quiet=False)
    told = (await outbox(deps.store, WANG))[-1]
    assert "可以撤回" not in str(told["text"])
    assert labels(told) == []


async def test_whoever_has_no_account_is_an_officers_to_tell(deps: Deps, roster: dict[str, Member]) -> None:
    report = await submitted(deps, roster, Kind.BEREAVEMENT, subject="A007", facts={"relation": "父亲"})
    assert "请当面或打电话告诉他" in await press(deps, report, quiet=False)


async def test_the_details_say_how_it_stands_and_turn_it_round(deps: Deps, roster: dict[str, Member]) -> None:
    report = await submitted(deps, roster, subject=COLLEAGUE)
    for words, label, quiet in (("会知道每一步进展", "先不告诉本人", True), ("现在不告诉", "可以告诉本人了", False)):
        await desk.details(deps, await new_update(deps), alone(103), report.id)
        shown = (await outbox(deps.store, 103))[-1]
        assert words in str(shown["text"])
        assert label in labels(shown)
        await press(deps, report, quiet=quiet)


async def test_ones_own_report_has_no_such_button(deps: Deps, roster: dict[str, Member]) -> None:
    report = await submitted(deps, roster)
    await desk.details(deps, await new_update(deps), alone(103), report.id)
    assert "先不告诉本人" not in labels((await outbox(deps.store, 103))[-1])
    with pytest.raises(Stale, match="本人自己报的"):
        await press(deps, report, quiet=True)


async def test_pressed_twice_it_says_so(deps: Deps, roster: dict[str, Member]) -> None:
    report = await submitted(deps, roster, subject=COLLEAGUE)
    await press(deps, report, quiet=True)
    with pytest.raises(Stale, match="已经记下"):
        await press(deps, report, quiet=True)
    assert (await steps(deps, report.id)).count("spared") == 1


@pytest.mark.parametrize("here", [TREASURER, MEDIATOR, alone(LIN), alone(WANG), alone(203), alone(999)])
async def test_others_have_no_say(deps: Deps, roster: dict[str, Member], here: Here) -> None:
    report = await submitted(deps, roster, subject=COLLEAGUE)
    if here is MEDIATOR:  # a mediator has a say, but in conflicts only he sees
        report = replace(report, id=(await submitted(deps, roster, Kind.FAMILY_CONFLICT)).id)
        here = OFFICER
    before = await steps(deps, report.id)
    with pytest.raises((NotAllowed, Stale)):
        await press(deps, report, quiet=True, here=here)
    assert await steps(deps, report.id) == before
    assert "quiet" not in (await fresh(deps, report.id)).facts
