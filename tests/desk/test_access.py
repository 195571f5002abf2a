"""In which chat a report may be worked on: its own desk's group or a private chat; a conflict in private only."""

import pytest
from sqlalchemy import insert

from bot.core.errors import NotAllowed
from bot.core.people import Member
from bot.core.work.unit import Deps, unit
from bot.reports.case import Here, open_case
from bot.reports.rules.transitions import Action, Desk
from bot.store import tables as t
from tests.support import GROUPS, NOON

Roster = dict[str, Member]


async def submitted(deps: Deps, roster: Roster, kind: str, desk: Desk) -> int:
    """A report of 林静's on herself."""
    lin = roster["A001"]
    values = {"kind": kind, "branch_id": lin.branch_id, "subject_id": lin.id, "reporter_id": lin.id, "desk": desk}
    values |= {"status": "submitted", "facts": deps.store.vault.seal({}), "created_at": NOON, "updated_at": NOON}
    async with deps.store.begin() as tx:
        return int(await tx.value(insert(t.reports).values(values).returning(t.reports.c.id)))


async def opened(deps: Deps, account: int, chat: int, report_id: int) -> bool:
    async with unit(deps) as u:
        case = await open_case(u, Here(account, chat), report_id, Action.APPROVE)
    return case.report.id == report_id


@pytest.mark.parametrize(
    ("desk", "account", "chat"),
    [
        (Desk.BRANCH, 103, 103),
        (Desk.BRANCH, 103, GROUPS["春风"]),
        (Desk.COMMITTEE, 301, 301),
        (Desk.COMMITTEE, 301, GROUPS["工委"]),
    ],
)
async def test_a_desk_works_in_its_group_and_in_private(
    deps: Deps, roster: Roster, desk: Desk, account: int, chat: int
) -> None:
    assert await opened(deps, account, chat, await submitted(deps, roster, "marriage", desk))


@pytest.mark.parametrize(
    ("desk", "account", "chat"), [(Desk.BRANCH, 103, GROUPS["秋实"]), (Desk.COMMITTEE, 301, GROUPS["春风"])]
)
async def test_not_in_anybody_elses_group(deps: Deps, roster: Roster, desk: Desk, account: int, chat: int) -> None:
    report = await submitted(deps, roster, "marriage", desk)
    with pytest.raises(NotAllowed, match="不在这个群里办理"):
        await opened(deps, account, chat, report)


@pytest.mark.parametrize(
    ("desk", "account", "group"),
    [(Desk.MEDIATOR, 106, "春风"), (Desk.COMMITTEE, 301, "工委")],
)
async def test_a_conflict_is_nobodys_business_in_a_group(
    deps: Deps, roster: Roster, desk: Desk, account: int, group: str
) -> None:
    report = await submitted(deps, roster, "family_conflict", desk)
    with pytest.raises(NotAllowed, match="只在私聊里"):
        await opened(deps, account, GROUPS[group], report)
    assert await opened(deps, account, account, report)
