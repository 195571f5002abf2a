"""Whom a member is told to turn to, and whose signature is still wanted."""

import pytest
from sqlalchemy import delete

from bot.core.kinds import Kind
from bot.core.people import Member, Role
from bot.core.work.unit import Deps, unit
from bot.reports.case import case_of, missing_signature, turn_to
from bot.reports.queries.reports import Report
from bot.reports.texts import signing
from bot.store import tables as t
from tests.desk.desk import submitted

Roster = dict[str, Member]


async def turned(deps: Deps, report: Report, *first: Role) -> str:
    async with unit(deps) as u:
        return await turn_to(u, await case_of(u, report), *first)


async def without(deps: Deps, *members: Member) -> None:
    """They hold no office any more."""
    async with deps.store.begin() as tx:
        await tx.run(delete(t.offices).where(t.offices.c.member_id.in_([member.id for member in members])))


def holding(roster: Roster, *accounts: int) -> list[Member]:
    return [member for member in roster.values() if member.telegram_id in accounts]


async def test_the_chair_first_then_who_is_left_then_the_committee_then_nobody_by_name(
    deps: Deps, roster: Roster
) -> None:
    report = await submitted(deps, roster, Kind.MARRIAGE)
    assert "主席" in await turned(deps, report)
    assert "财务" in await turned(deps, report, Role.TREASURER)
    await without(deps, *holding(roster, 103))
    assert "主席" not in await turned(deps, report)
    await without(deps, *holding(roster, 104))
    assert "工委" in await turned(deps, report) or "工作委员会" in await turned(deps, report)
    await without(deps, *roster.values())
    assert await turned(deps, report) == signing.SOMEBODY


async def test_a_conflict_stays_with_whoever_mediates(deps: Deps, roster: Roster) -> None:
    report = await submitted(deps, roster, Kind.FAMILY_CONFLICT)
    assert "调解" in await turned(deps, report)


async def test_nobody_is_told_to_turn_to_himself(deps: Deps, roster: Roster) -> None:
    (chair,) = holding(roster, 103)
    report = await submitted(deps, roster, Kind.MARRIAGE, reporter=chair.staff_no)
    assert chair.name not in await turned(deps, report)


@pytest.mark.parametrize(("by_chair", "wanted"), [(False, Role.CHAIR), (True, None)])
async def test_one_of_two_signatures_is_the_chairs(
    deps: Deps, roster: Roster, *, by_chair: bool, wanted: Role | None
) -> None:
    report = await submitted(deps, roster, Kind.MARRIAGE)
    async with unit(deps) as u:
        case = await case_of(u, report)
    assert missing_signature(case.parties, by_chair=by_chair) is wanted
