"""What may be done at a desk, written a second time: every action, state, role, desk and party, and trying them all.

It is read from the sentences of DESIGN §2, and not taken from the code.
"""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from itertools import product

from sqlalchemy import insert

from bot.core.errors import NotAllowed, Stale
from bot.core.kinds import Kind
from bot.core.people import Member, Role
from bot.core.queries import members
from bot.core.work.unit import Deps
from bot.desk import use_cases as deciding
from bot.desk.rules.steps import VisitPlan
from bot.desk.use_cases import Here
from bot.reports.queries import cards
from bot.reports.rules.transitions import Desk, Status
from bot.store import tables as t
from tests.desk.desk import alone, correct, fresh, history_rows, new_update, pay, put, submitted

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
    plan = VisitPlan((who.id if who else 0,), deps.clock.now().date() + timedelta(days=2))
    return await deciding.plan_visit(deps, update_id, here, report_id, plan)


STEPS: dict[str, Step] = {
    "approve": deciding.approve,
    "reject": lambda d, u, h, r: deciding.reject(d, u, h, r, "与实际不符"),
    "return": lambda d, u, h, r: deciding.give_back(d, u, h, r, "哪一天？"),
    "revoke": lambda d, u, h, r: deciding.revoke(d, u, h, r, "弄错了"),
    "assign": _assign,
    "deliver": deciding.deliver,
    "settle": lambda d, u, h, r: pay(d, u, h, r, 1),
    "correct": lambda d, u, h, r: correct(d, u, h, r, 300, "多写了一百"),
    "note": lambda d, u, h, r: deciding.note(d, u, h, r, "已联系"),
    "details": deciding.details,
    "unsign": lambda d, u, h, r: deciding.unsign(d, u, h, r, "金额再商量"),
    "informed": deciding.told_in_person,
}
FROM = {
    "approve": {"submitted"},
    "reject": {"submitted"},
    "return": {"submitted"},
    "revoke": {"approved"},
    "assign": {"approved"},
    "deliver": {"approved"},
    "settle": {"delivered"},
    "correct": {"settled"},
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
    "correct": {"treasurer"},
    "note": ALL,
    "details": ALL,
    "unsign": HEADS,
    "informed": HEADS | {"mediator"},
}
#: Where the branch wants the chair's and the auditor's signatures.
AUDITED = BY_ROLE | {step: {"chair", "auditor"} for step in ("approve", "unsign")}


@dataclass(frozen=True)
class Setting:
    """One state of the report, and who acts on it as which party."""

    status: Status
    actor: str
    party: str


def allowed(action: str, setting: Setting, desk: Desk, by_role: Mapping[str, set[str]] = BY_ROLE) -> bool:
    if setting.party != "none" or setting.status not in FROM[action]:
        return False
    if desk is Desk.MEDIATOR:
        return setting.actor == "mediator"
    if action == "correct" and setting.actor in ("committee chair", "committee treasurer"):
        return True
    prefix = "committee " if desk is Desk.COMMITTEE else ""
    return setting.actor.startswith(prefix) and setting.actor.removeprefix(prefix) in by_role[action]


async def appoint_auditors(deps: Deps, roster: dict[str, Member]) -> dict[str, Member]:
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


def settings_of(desk: Desk) -> Iterator[Setting]:
    """Everybody in every state at the branch's desk, two states elsewhere; parties where they'd get through."""
    for status, actor in product(Status, ACTORS):
        plain = Setting(status, actor, "none")
        if desk is Desk.BRANCH or status in (Status.SUBMITTED, Status.DELIVERED):
            yield plain
        insider = any(allowed(action, plain, desk) for action in STEPS)
        if insider and status in (Status.SUBMITTED, Status.APPROVED, Status.DELIVERED):
            yield from (Setting(status, actor, party) for party in ("reporter", "subject"))


async def tried(
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
        reset["paid"] = Decimal(400) if setting.status == "settled" else None
        reset |= {"reporter_id": nobody, "subject_id": nobody} | involved
        verdicts = {action: allowed(action, setting, desk, by_role) for action in STEPS}
        await put(deps, report.id, **reset)
        wrong += await _refused(deps, setting, report.id, [action for action in STEPS if not verdicts[action]])
        for action in (action for action in STEPS if verdicts[action]):
            await put(deps, report.id, **reset | ({"decided_by": nobody} if action == "unsign" else {}))
            await untold(deps, report.id, nobody)
            here = alone(WITH_AUDITORS[setting.actor])
            if not await _passes(STEPS[action], deps, await new_update(deps), here, report.id):
                wrong.append(("refused", action, setting))
    return wrong


async def untold(deps: Deps, report_id: int, member_id: int) -> None:
    """Somebody has not heard how the report stands."""
    async with deps.store.begin() as tx:
        news = [cards.News(member_id, None, failed=True)]
        await cards.keep_news(tx, report_id, news, deps.clock.now())


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
