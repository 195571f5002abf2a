"""Whom a member is told to turn to, and whose signature is still wanted."""

from dataclasses import replace

import pytest
from sqlalchemy import delete

from bot.core.kinds import Kind
from bot.core.people import Member, Role, Signatures
from bot.core.work.unit import Deps, unit
from bot.reports.case import case_of, missing_signature, signer_name, step_of, turn_to
from bot.reports.queries.desk import Decision
from bot.reports.queries.reports import Report
from bot.reports.rules.transitions import Action
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
    await without(deps, *holding(roster, 106))
    (chair,) = holding(roster, 103)
    assert chair.name not in await turned(deps, report), "the branch's chair is no mediator; the committee's is next"
    assert "叶工委" in await turned(deps, report)


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
    audited = replace(case.parties, signatures=Signatures.AUDITED)
    assert missing_signature(audited, by_chair=by_chair) is (Role.AUDITOR if by_chair else Role.CHAIR)


@pytest.mark.parametrize(
    ("role", "name"),
    [(Role.CHAIR, "主席"), (Role.AUDITOR, "经审的同志"), (Role.OFFICER, "另一位同志"), (None, "另一位同志")],
)
def test_the_signature_that_is_waited_for_has_a_name(role: Role | None, name: str) -> None:
    assert signer_name(role) == name


async def test_a_group_reads_of_a_party_what_he_is_and_of_an_officer_who_he_is(deps: Deps, roster: Roster) -> None:
    report = await submitted(deps, roster, Kind.MARRIAGE)
    (chair,) = holding(roster, 103)
    async with unit(deps) as u:
        case = replace(await case_of(u, report), report=replace(report, reporter_id=-1))
        decided = (Decision(Action.REVOKE, actor, "林国栋", u.now) for actor in (case.subject_id, -1, chair.id))
        steps = [await step_of(u, replace(case, latest=one)) for one in decided]
    assert [step and step.actor for step in steps] == ["本人", "申报人", "林国栋"]
