"""Every action × state × role × desk × party × place, on a real database: what is forbidden changes nothing.

What is allowed is written here a second time, as sentences of DESIGN §2 read it, and not taken from the code.
"""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from itertools import product

import pytest

from bot.domain.errors import NotAllowed, Stale, WennuanError
from bot.domain.kinds import Kind
from bot.domain.people import Member
from bot.domain.reports import Desk, Status
from bot.services import deciding
from bot.services.base import Deps
from bot.services.deciding import Here
from tests.services.deciding.desk import EVENT, alone, fresh, history_rows, new_update, put, submitted
from tests.support import GROUPS

Step = Callable[[Deps, int, Here, int], Awaitable[object]]

ACTORS = {
    "stranger": 999,
    "member": 102,
    "chair": 103,
    "officer": 104,
    "treasurer": 105,
    "mediator": 106,
    "foreign chair": 203,
    "foreign officer": 204,
    "committee chair": 301,
    "committee treasurer": 302,
}


async def _assign(deps: Deps, update_id: int, here: Here, report_id: int) -> object:
    """The visitor is whoever assigns: he is an officer of the desk if he may assign at all."""
    async with deps.store.read() as tx:
        from bot.store import members

        who = await members.by_telegram(tx, here.telegram_id, deps.clock.now().date())
    return await deciding.assign(
        deps, update_id, here, report_id, who.id if who else 0, deps.clock.now().date() + timedelta(days=2)
    )


STEPS: dict[str, Step] = {
    "approve": deciding.approve,
    "reject": lambda d, u, h, r: deciding.reject(d, u, h, r, "与实际不符"),
    "return": lambda d, u, h, r: deciding.give_back(d, u, h, r, "哪一天？"),
    "revoke": lambda d, u, h, r: deciding.revoke(d, u, h, r, "弄错了"),
    "assign": _assign,
    "deliver": deciding.deliver,
    "settle": lambda d, u, h, r: deciding.settle(d, u, h, r, Decimal(1)),
    "note": lambda d, u, h, r: deciding.note(d, u, h, r, "已联系"),
    "details": deciding.details,
}
FROM = {
    "approve": {"submitted"},
    "reject": {"submitted"},
    "return": {"submitted"},
    "revoke": {"approved"},
    "assign": {"approved"},
    "deliver": {"approved"},
    "settle": {"delivered"},
    "note": {"submitted", "returned", "approved", "delivered"},
    "details": {"submitted", "returned", "approved", "delivered", "rejected", "settled", "withdrawn"},
}
HEADS = {"chair", "officer"}
ALL = {"chair", "officer", "treasurer", "mediator"}
BY_ROLE = {
    "approve": HEADS,
    "reject": HEADS,
    "return": HEADS,
    "revoke": HEADS,
    "assign": HEADS,
    "deliver": {"chair", "officer", "treasurer"},
    "settle": {"treasurer"},
    "note": ALL,
    "details": ALL,
}


def _allowed(action: str, status: str, actor: str, desk: Desk, party: str) -> bool:
    if party != "none" or status not in FROM[action]:
        return False
    if desk is Desk.MEDIATOR:
        return actor == "mediator"
    prefix = "committee " if desk is Desk.COMMITTEE else ""
    return actor.startswith(prefix) and actor.removeprefix(prefix) in BY_ROLE[action]


async def _quick(deps: Deps) -> None:
    """The matrix commits thousands of times; nothing here asks what a power cut would leave."""
    async with deps.store.engine.connect() as connection:
        await connection.exec_driver_sql("ROLLBACK")
        await connection.exec_driver_sql("PRAGMA synchronous=OFF")
        await connection.exec_driver_sql("BEGIN")


@dataclass(frozen=True)
class Setting:
    """One state of the report, and who acts on it as which party."""

    status: Status
    actor: str
    party: str


def _settings(desk: Desk) -> Iterator[Setting]:
    """Everybody in every state at the branch's desk, two states elsewhere; parties where they'd get through."""
    for status, actor in product(Status, ACTORS):
        if desk is Desk.BRANCH or status in (Status.SUBMITTED, Status.DELIVERED):
            yield Setting(status, actor, "none")
        insider = any(_allowed(action, status, actor, desk, "none") for action in STEPS)
        if insider and status in (Status.SUBMITTED, Status.APPROVED, Status.DELIVERED):
            yield from (Setting(status, actor, party) for party in ("reporter", "subject"))


@pytest.mark.parametrize("desk", list(Desk))
async def test_only_the_right_officer_in_the_right_state_gets_through(
    deps: Deps, roster: dict[str, Member], desk: Desk
) -> None:
    await _quick(deps)
    kind = Kind.FAMILY_CONFLICT if desk is Desk.MEDIATOR else Kind.HOSPITALIZATION
    report = await submitted(deps, roster, kind)
    ids = {member.telegram_id: member.id for member in roster.values()}
    nobody = roster["A001"].id
    wrong: list[object] = []
    for setting in _settings(desk):
        involved = {f"{setting.party}_id": ids[ACTORS[setting.actor]]} if setting.party != "none" else {}
        granted = Decimal(500) if setting.status in ("approved", "delivered", "settled") else None
        reset: dict[str, object] = {"status": setting.status, "desk": desk, "approved": granted, "decided_by": None}
        reset |= {"reporter_id": nobody, "subject_id": nobody} | involved
        verdicts = {action: _allowed(action, setting.status, setting.actor, desk, setting.party) for action in STEPS}
        await put(deps, report.id, **reset)
        wrong += await _refused(deps, setting, report.id, [action for action in STEPS if not verdicts[action]])
        for action in (action for action in STEPS if verdicts[action]):
            await put(deps, report.id, **reset)
            if not await _passes(STEPS[action], deps, await new_update(deps), alone(ACTORS[setting.actor]), report.id):
                wrong.append(("refused", action, setting))
    assert wrong == []


async def _refused(deps: Deps, setting: Setting, report_id: int, actions: list[str]) -> list[object]:
    """What got through of these, or left a trace."""
    before, rows, update_id = await fresh(deps, report_id), await history_rows(deps), await new_update(deps)
    here = alone(ACTORS[setting.actor])
    through: list[object] = [
        ("passed", action, setting)
        for action in actions
        if await _passes(STEPS[action], deps, update_id, here, report_id)
    ]
    if (await fresh(deps, report_id), await history_rows(deps)) != (before, rows):
        through.append(("changed", setting))
    return through


async def _passes(step: Step, deps: Deps, update_id: int, here: Here, report_id: int) -> bool:
    """A refusal is civil: an error of our own tree, with a sentence."""
    try:
        await step(deps, update_id, here, report_id)
    except (NotAllowed, Stale) as refusal:
        assert len(str(refusal)) > 8
        return False
    return True


@pytest.mark.parametrize("action", list(STEPS))
async def test_a_desk_works_in_its_own_group_or_in_private_only(
    deps: Deps, roster: dict[str, Member], action: str
) -> None:
    report = await submitted(deps, roster)
    status = sorted(FROM[action])[-1]
    await put(deps, report.id, status=status, approved=Decimal(500) if status != "submitted" else None)
    actor = 105 if action == "settle" else 103
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
    from sqlalchemy import update

    from bot.store import tables as t

    report = await submitted(deps, roster)
    async with deps.store.begin() as tx:
        ended = update(t.offices).where(t.offices.c.member_id == roster["A004"].id)
        await tx.run(ended.values(until=EVENT, acting=True))
    with pytest.raises(WennuanError):
        await deciding.approve(deps, await new_update(deps), alone(104), report.id)


async def test_an_acting_chair_decides_while_in_term(deps: Deps, roster: dict[str, Member]) -> None:
    from sqlalchemy import insert

    from bot.store import tables as t

    report = await submitted(deps, roster)
    today = deps.clock.now().date()
    async with deps.store.begin() as tx:
        office = {"member_id": roster["A002"].id, "branch_id": roster["A002"].branch_id, "role": "chair"}
        await tx.run(insert(t.offices).values(office | {"since": today, "until": today, "acting": True}))
    await deciding.approve(deps, await new_update(deps), alone(102), report.id)
    assert (await fresh(deps, report.id)).decided_by == roster["A002"].id
