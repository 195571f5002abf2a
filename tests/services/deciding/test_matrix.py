"""Every action × state × role × desk × party × place, on a real database: what is forbidden changes nothing.

What is allowed is written here a second time, as sentences of DESIGN §2 read it, and not taken from the code.
"""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from itertools import product

import pytest
from sqlalchemy import insert, update

from bot.domain.errors import NotAllowed, Stale, WennuanError
from bot.domain.kinds import Kind
from bot.domain.people import Member, Role
from bot.domain.reports import Desk, Status
from bot.services import deciding
from bot.services.base import Deps
from bot.services.deciding import Here
from bot.store import members, tidings
from bot.store import tables as t
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
    "auditor": 107,
    "foreign chair": 203,
    "foreign officer": 204,
    "committee chair": 301,
    "committee treasurer": 302,
}
#: Who acts where the auditor signs: everybody, and the auditors of other places.
WITH_AUDITORS = ACTORS | {"foreign auditor": 205, "committee auditor": 303}
AUDITORS = {107: "A003", 205: "B003", 303: "C001"}  # account → a colleague in the same place


async def _assign(deps: Deps, update_id: int, here: Here, report_id: int) -> object:
    """The visitor is whoever assigns: he is an officer of the desk if he may assign at all."""
    async with deps.store.read() as tx:
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
    "unsign": lambda d, u, h, r: deciding.unsign(d, u, h, r, "金额再商量"),
    "informed": deciding.informed,
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
    "informed": {"submitted", "returned", "approved", "delivered", "rejected", "settled", "withdrawn"},
    "unsign": {"submitted"},
}
HEADS = {"chair", "officer"}
ALL = {"chair", "officer", "treasurer", "mediator", "auditor"}
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
    "unsign": HEADS,
    "informed": HEADS | {"mediator"},
}
#: Where the branch wants the chair's and the auditor's signatures.
AUDITED = BY_ROLE | {step: {"chair", "auditor"} for step in ("approve", "unsign")}


def _allowed(action: str, setting: "Setting", desk: Desk, by_role: Mapping[str, set[str]] = BY_ROLE) -> bool:
    if setting.party != "none" or setting.status not in FROM[action]:
        return False
    if desk is Desk.MEDIATOR:
        return setting.actor == "mediator"
    prefix = "committee " if desk is Desk.COMMITTEE else ""
    return setting.actor.startswith(prefix) and setting.actor.removeprefix(prefix) in by_role[action]


async def _appoint_auditors(deps: Deps, roster: dict[str, Member]) -> dict[str, Member]:
    """One in each place; the roster with them in it."""
    async with deps.store.begin() as tx:
        for account, colleague in AUDITORS.items():
            branch_id = roster[colleague].branch_id
            person = {"staff_no": f"X{account}", "name": "经审", "branch_id": branch_id, "telegram_id": account}
            row = insert(t.members).values(person | {"updated_at": deps.clock.now()}).returning(t.members.c.id)
            member_id = await tx.value(row)
            await tx.run(insert(t.offices).values(member_id=member_id, branch_id=branch_id, role=Role.AUDITOR))
        today = deps.clock.now().date()
        found = [await members.by_staff_no(tx, f"X{account}", today) for account in AUDITORS]
    return roster | {member.staff_no: member for member in found if member}


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
        plain = Setting(status, actor, "none")
        if desk is Desk.BRANCH or status in (Status.SUBMITTED, Status.DELIVERED):
            yield plain
        insider = any(_allowed(action, plain, desk) for action in STEPS)
        if insider and status in (Status.SUBMITTED, Status.APPROVED, Status.DELIVERED):
            yield from (Setting(status, actor, party) for party in ("reporter", "subject"))


@pytest.mark.parametrize("desk", list(Desk))
async def test_only_the_right_officer_in_the_right_state_gets_through(
    deps: Deps, roster: dict[str, Member], desk: Desk
) -> None:
    everybody = await _appoint_auditors(deps, roster)
    assert await _tried(deps, everybody, desk, list(_settings(desk)), BY_ROLE) == []


@pytest.mark.parametrize("desk", [Desk.BRANCH, Desk.COMMITTEE])
async def test_where_the_auditor_signs_only_he_and_the_chair_agree(
    deps: Deps, roster: dict[str, Member], desk: Desk
) -> None:
    everybody = await _appoint_auditors(deps, roster)
    async with deps.store.begin() as tx:
        await tx.run(update(t.branches).values(settings={"signatures": "audited"}))
    settings = [Setting(Status.SUBMITTED, actor, "none") for actor in WITH_AUDITORS]
    settings += [Setting(Status.SUBMITTED, actor, "subject") for actor in ("auditor", "committee auditor", "chair")]
    assert await _tried(deps, everybody, desk, settings, AUDITED) == []


async def _tried(
    deps: Deps, everybody: dict[str, Member], desk: Desk, settings: list[Setting], by_role: Mapping[str, set[str]]
) -> list[object]:
    """Tries every step in every setting; what came out otherwise than it should."""
    await _quick(deps)
    kind = Kind.FAMILY_CONFLICT if desk is Desk.MEDIATOR else Kind.HOSPITALIZATION
    report = await submitted(deps, everybody, kind)
    ids = {member.telegram_id: member.id for member in everybody.values()}
    nobody = everybody["A001"].id
    wrong: list[object] = []
    for setting in settings:
        involved = {f"{setting.party}_id": ids[WITH_AUDITORS[setting.actor]]} if setting.party != "none" else {}
        granted = Decimal(500) if setting.status in ("approved", "delivered", "settled") else None
        reset: dict[str, object] = {"status": setting.status, "desk": desk, "approved": granted, "decided_by": None}
        reset |= {"reporter_id": nobody, "subject_id": nobody} | involved
        verdicts = {action: _allowed(action, setting, desk, by_role) for action in STEPS}
        await put(deps, report.id, **reset)
        wrong += await _refused(deps, setting, report.id, [action for action in STEPS if not verdicts[action]])
        for action in (action for action in STEPS if verdicts[action]):
            await put(deps, report.id, **reset | ({"decided_by": nobody} if action == "unsign" else {}))
            await _untold(deps, report.id, nobody)
            here = alone(WITH_AUDITORS[setting.actor])
            if not await _passes(STEPS[action], deps, await new_update(deps), here, report.id):
                wrong.append(("refused", action, setting))
    return wrong


async def _untold(deps: Deps, report_id: int, member_id: int) -> None:
    """Somebody has not heard how the report stands."""
    async with deps.store.begin() as tx:
        await tidings.keep(tx, report_id, member_id, None, deps.clock.now(), failed=True)


async def _refused(deps: Deps, setting: Setting, report_id: int, actions: list[str]) -> list[object]:
    """What got through of these, or left a trace."""
    before, rows, update_id = await fresh(deps, report_id), await history_rows(deps), await new_update(deps)
    here = alone(WITH_AUDITORS[setting.actor])
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
    if action == "unsign":
        await put(deps, report.id, decided_by=roster["A004"].id)
    await _untold(deps, report.id, roster["A001"].id)
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
    await _appoint_auditors(deps, roster)
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
