"""Who hears of a step: the reporter always, the one it is about unless he grieves, and nobody who cannot be reached."""

from decimal import Decimal

import pytest
from sqlalchemy import update

from bot.core.errors import BadInput, NotAllowed
from bot.core.kinds import Kind
from bot.core.people import Member, Role
from bot.core.work.unit import Deps
from bot.desk import use_cases as desk
from bot.reports.rules.transitions import Status
from bot.store import tables as t
from tests.desk.desk import CHAIR, OFFICER, fresh, new_update, put, set_branch, submitted
from tests.support import outbox


async def heard(deps: Deps, telegram_id: int) -> list[str]:
    return [str(message["text"]) for message in await outbox(deps.store, telegram_id)]


async def test_both_hear_of_it_each_in_his_own_words(deps: Deps, roster: dict[str, Member]) -> None:
    report = await submitted(deps, roster, reporter="A002", subject="A001")
    await desk.approve(deps, await new_update(deps), CHAIR, report.id, Decimal(800))
    (reporter,) = await heard(deps, 102)
    (subject,) = await heard(deps, 101)
    assert reporter.startswith("您替林静申报的“会员生病住院”（2026-0001），工会已经同意，慰问金为 800 元。")
    assert subject.startswith("王建国替您申报的“会员生病住院”（2026-0001），工会已经同意，慰问金为 800 元。")
    assert "早日康复" in subject


async def test_one_who_grieves_is_left_in_peace(deps: Deps, roster: dict[str, Member]) -> None:
    report = await submitted(deps, roster, Kind.BEREAVEMENT, reporter="A002", subject="A001")
    await desk.reject(deps, await new_update(deps), CHAIR, report.id, "与已经办理的申报重复")
    assert len(await heard(deps, 102)) == 1
    assert await heard(deps, 101) == []


async def test_the_unbound_and_those_who_left_are_passed_over(deps: Deps, roster: dict[str, Member]) -> None:
    report = await submitted(deps, roster, reporter="A002", subject="A007")
    async with deps.store.begin() as tx:
        await tx.run(update(t.members).where(t.members.c.id == roster["A002"].id).values(status="left"))
    await desk.give_back(deps, await new_update(deps), CHAIR, report.id, "哪一天？")
    assert await heard(deps, 102) == []
    assert (await fresh(deps, report.id)).status is Status.RETURNED


async def test_two_officers_without_the_chair_do_not_make_two_signatures(deps: Deps, roster: dict[str, Member]) -> None:
    await set_branch(deps, "春风", settings={"signatures": "two"})
    async with deps.store.begin() as tx:
        office = update(t.offices).where(t.offices.c.member_id == roster["A003"].id)
        await tx.run(office.values(role=Role.OFFICER))
    report = await submitted(deps, roster)
    await desk.approve(deps, await new_update(deps), OFFICER, report.id, Decimal(600))
    with pytest.raises(NotAllowed, match="一位是主席"):
        await desk.approve(deps, await new_update(deps), CHAIR, report.id, Decimal(600))
    assert (await fresh(deps, report.id)).status is Status.SUBMITTED


async def test_the_second_signature_is_for_the_same_amount(deps: Deps, roster: dict[str, Member]) -> None:
    await set_branch(deps, "春风", settings={"signatures": "two"})
    report = await submitted(deps, roster)
    await desk.approve(deps, await new_update(deps), OFFICER, report.id, Decimal(600))
    with pytest.raises(BadInput, match="600 元"):
        await desk.approve(deps, await new_update(deps), CHAIR, report.id, Decimal(700))
    await desk.reject(deps, await new_update(deps), CHAIR, report.id, "金额不合适")
    found = await fresh(deps, report.id)
    assert (found.status, found.approved, found.decided_by) == (Status.REJECTED, None, roster["A003"].id)


@pytest.mark.parametrize("amount", ["1000.01", "0", "-5", "10.001"])
async def test_amounts_that_no_rule_allows(deps: Deps, roster: dict[str, Member], amount: str) -> None:
    report = await submitted(deps, roster)
    with pytest.raises(BadInput):
        await desk.approve(deps, await new_update(deps), CHAIR, report.id, Decimal(amount))
    silent = await submitted(deps, roster, Kind.CHILD_UNIVERSITY)
    with pytest.raises(BadInput, match="没有写明"):
        await desk.approve(deps, await new_update(deps), CHAIR, silent.id, Decimal(500))


async def test_nothing_is_paid_beyond_what_was_agreed_to(deps: Deps, roster: dict[str, Member]) -> None:
    from tests.desk.desk import TREASURER, pay

    report = await submitted(deps, roster)
    await put(deps, report.id, status=Status.DELIVERED, approved=Decimal(500))
    for amount in ("500.01", "0", "-1"):
        with pytest.raises(BadInput):
            await pay(deps, await new_update(deps), TREASURER, report.id, Decimal(amount))
    await put(deps, report.id, approved=None)
    with pytest.raises(BadInput, match="不用登记"):
        await pay(deps, await new_update(deps), TREASURER, report.id, 1)
