"""Every action × state × role × desk × party × place, on a real database: what is forbidden changes nothing.

What is allowed stands in `matrix.py`.
"""

from decimal import Decimal

import pytest
from sqlalchemy import insert, update

from bot.core.errors import NotAllowed, WennuanError
from bot.core.kinds import Kind
from bot.core.people import Member
from bot.core.work.unit import Deps
from bot.desk import use_cases as deciding
from bot.desk.use_cases import Here
from bot.reports.rules.transitions import Desk, Status
from bot.store import tables as t
from tests.desk.desk import EVENT, alone, fresh, new_update, put, submitted
from tests.desk.matrix import (
    AUDITED,
    BY_ROLE,
    FROM,
    STEPS,
    WITH_AUDITORS,
    Setting,
    appoint_auditors,
    settings_of,
    tried,
    untold,
)
from tests.support import GROUPS


@pytest.mark.parametrize("desk", list(Desk))
async def test_only_the_right_officer_in_the_right_state_gets_through(
    deps: Deps, roster: dict[str, Member], desk: Desk
) -> None:
    everybody = await appoint_auditors(deps, roster)
    assert await tried(deps, everybody, desk, list(settings_of(desk)), BY_ROLE) == []


@pytest.mark.parametrize("desk", [Desk.BRANCH, Desk.COMMITTEE])
async def test_where_the_auditor_signs_only_he_and_the_chair_agree(
    deps: Deps, roster: dict[str, Member], desk: Desk
) -> None:
    everybody = await appoint_auditors(deps, roster)
    async with deps.store.begin() as tx:
        await tx.run(update(t.branches).values(settings={"signatures": "audited"}))
    settings = [Setting(Status.SUBMITTED, actor, "none") for actor in WITH_AUDITORS]
    settings += [Setting(Status.SUBMITTED, actor, "subject") for actor in ("auditor", "committee auditor", "chair")]
    assert await tried(deps, everybody, desk, settings, AUDITED) == []


@pytest.mark.parametrize("action", list(STEPS))
async def test_a_desk_works_in_its_own_group_or_in_private_only(
    deps: Deps, roster: dict[str, Member], action: str
) -> None:
    report = await submitted(deps, roster)
    status = sorted(FROM[action])[-1]
    await put(deps, report.id, status=status, approved=Decimal(500) if status != "submitted" else None)
    await put(deps, report.id, paid=Decimal(400) if action == "correct" else None)
    actor = 105 if action in ("settle", "correct") else 103
    if action == "unsign":
        await put(deps, report.id, decided_by=roster["A004"].id)
    await untold(deps, report.id, roster["A001"].id)
    for group in (GROUPS["秋实"], GROUPS["工委"], -4242):
        with pytest.raises(NotAllowed, match="群里"):
            await STEPS[action](deps, await new_update(deps), Here(actor, group), report.id)
    await STEPS[action](deps, await new_update(deps), Here(actor, GROUPS["春风"]), report.id)


async def test_a_conflict_is_never_worked_on_in_a_group(deps: Deps, roster: dict[str, Member]) -> None:
    report = await submitted(deps, roster, Kind.MEMBER_CONFLICT)
    with pytest.raises(NotAllowed, match="私聊"):
        await deciding.approve(deps, await new_update(deps), Here(106, GROUPS["春风"]), report.id)


@pytest.mark.parametrize("kind", [Kind.FAMILY_CONFLICT, Kind.MEMBER_CONFLICT])
async def test_a_conflict_before_the_committee_is_kept_from_its_treasurer(
    deps: Deps, roster: dict[str, Member], kind: Kind
) -> None:
    report = await submitted(deps, roster, kind, reporter="A006")
    assert report.desk is Desk.COMMITTEE
    with pytest.raises(NotAllowed):
        await deciding.details(deps, await new_update(deps), alone(302), report.id)
    await deciding.approve(deps, await new_update(deps), alone(301), report.id)
    assert (await fresh(deps, report.id)).status is Status.APPROVED


async def test_an_office_that_ended_yesterday_decides_nothing(deps: Deps, roster: dict[str, Member]) -> None:
    report = await submitted(deps, roster)
    async with deps.store.begin() as tx:
        ended = update(t.offices).where(t.offices.c.member_id == roster["A004"].id)
        await tx.run(ended.values(until=EVENT, acting=True))
    with pytest.raises(WennuanError):
        await deciding.approve(deps, await new_update(deps), alone(104), report.id)


async def test_an_acting_chair_decides_while_in_term(deps: Deps, roster: dict[str, Member]) -> None:
    report = await submitted(deps, roster)
    today = deps.clock.now().date()
    async with deps.store.begin() as tx:
        office = {"member_id": roster["A002"].id, "branch_id": roster["A002"].branch_id, "role": "chair"}
        await tx.run(insert(t.offices).values(office | {"since": today, "until": today, "acting": True}))
    await deciding.approve(deps, await new_update(deps), alone(102), report.id)
    assert (await fresh(deps, report.id)).decided_by == roster["A002"].id


@pytest.mark.parametrize(("first", "second"), [(103, 107), (107, 103)])
async def test_of_the_two_signers_only_the_other_one_can_second(
    deps: Deps, roster: dict[str, Member], first: int, second: int
) -> None:
    await appoint_auditors(deps, roster)
    async with deps.store.begin() as tx:
        await tx.run(update(t.branches).values(settings={"signatures": "audited"}))
    report = await submitted(deps, roster)
    await deciding.approve(deps, await new_update(deps), alone(first), report.id)
    for actor in sorted({*WITH_AUDITORS.values()} - {second}):
        with pytest.raises(NotAllowed):
            await deciding.approve(deps, await new_update(deps), alone(actor), report.id)
    await deciding.approve(deps, await new_update(deps), alone(second), report.id)
    found = await fresh(deps, report.id)
    assert found.status is Status.APPROVED
    assert len({found.decided_by, found.seconded_by}) == 2
