"""Who holds which office in which branch, for which term: appointing, ending, handing over. Every change is history.

A branch is never left without a chair by mistake: the last one leaves office only by handing it over.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.core.clock import local_date
from bot.core.errors import BadInput, NotFound
from bot.core.people import TITLES, Branch, Member, Role
from bot.core.queries import members
from bot.core.work import branches
from bot.core.work.unit import Deps, Unit
from bot.members.queries import roster
from bot.members.queries.roster import Held
from bot.members.texts import roster as texts
from bot.store.history import Entry, append

SOON = timedelta(days=30)  # a term that ends within this is pointed out


@dataclass(frozen=True)
class Term:
    """From `since` up to and including `until` (None: until further notice). `acting`: standing in for somebody."""

    since: date
    until: date | None = None
    acting: bool = False

    def __post_init__(self) -> None:
        if self.until and self.until < self.since:
            raise BadInput(texts.TERM_REVERSED)


async def appoint(u: Unit, member: Member, branch: Branch, role: Role, term: Term, actor_id: int | None = None) -> int:
    """Gives an active member an office; returns its id. Raises BadInput when he holds it already or may not."""
    if not member.active:
        raise BadInput(texts.not_in_office(member.name))
    if member.branch_id != branch.id and not branch.committee:
        raise BadInput(texts.not_of_branch(member.name, branch.name))
    if await roster.overlapping_offices(u.tx, member.id, branch.id, role, term.since, term.until):
        raise BadInput(texts.holds_already(member.name, branch.name, TITLES[role]))
    office_id = await roster.add_office(u.tx, member.id, branch.id, role, term.since, term.until, acting=term.acting)
    note = f"{branch.name} {term.since}–{term.until or ''}"
    await append(u.tx, Entry("office", office_id, "appoint", actor_id, after=role, note=note), u.now)
    return office_id


async def end(u: Unit, office: Held, last_day: date, actor_id: int | None = None) -> None:
    """Ends an office after `last_day`. Raises BadInput when the branch would be left without a chair."""
    if office.role is Role.CHAIR and not await _other_chair(u, office, last_day + timedelta(days=1)):
        raise BadInput(texts.only_chair(office.name, office.branch))
    await roster.set_office_until(u.tx, office.id, last_day)
    entry = Entry("office", office.id, "end", actor_id, before=office.role, note=f"至 {last_day}")
    await append(u.tx, entry, u.now)


async def _other_chair(u: Unit, office: Held, day: date) -> bool:
    """Whether somebody else is chair on that day, without an end in sight that is nearer than this office's own."""
    held = await roster.held_offices(u.tx, day, office.branch_id)
    return any(other.role is Role.CHAIR and other.id != office.id for other in held)


async def hand_over(u: Unit, office: Held, successor: Member, term: Term, actor_id: int | None = None) -> int:
    """换届: the successor takes office on `term.since`, the predecessor's ends the day before; both or neither."""
    branch = await members.branch(u.tx, office.branch_id)
    if successor.id == office.member_id:
        raise BadInput(texts.SAME_PERSON)
    office_id = await appoint(u, successor, branch, office.role, term, actor_id)
    await end(u, office, term.since - timedelta(days=1), actor_id)
    return office_id


async def extend(u: Unit, office: Held, until: date | None, actor_id: int | None = None) -> None:
    """Changes how long a term lasts. Raises BadInput for an end in the past: that is what `end` is for."""
    if until is not None and until < u.today:
        raise BadInput(texts.TERM_PAST)
    await roster.set_office_until(u.tx, office.id, until)
    entry = Entry("office", office.id, "extend", actor_id, office.role, office.role, note=f"至 {until or '另行通知'}")
    await append(u.tx, entry, u.now)


async def find(u: Unit, staff_no: str, branch: Branch, role: Role) -> Held:
    """The office as held today or to come. Raises NotFound."""
    for office in await roster.held_offices(u.tx, None, branch.id):
        if office.staff_no == staff_no and office.role is role and (office.until is None or office.until >= u.today):
            return office
    raise NotFound(texts.no_such_officer(branch.name, staff_no, TITLES[role]))


async def find_member(u: Unit, staff_no: str) -> Member:
    """Raises NotFound."""
    if member := await members.by_staff_no(u.tx, staff_no, u.today):
        return member
    raise NotFound(texts.no_such_number(staff_no))


async def listing(deps: Deps, branch: str | None = None, *, everyone: bool = False) -> list[tuple[str, ...]]:
    """基层工会, 职务, 工号, 姓名, 任期, 说明: today's offices, or with `everyone` all there ever were."""
    today = local_date(deps.clock.now())
    async with deps.store.read() as tx:
        only = {one.name for one in await branches.matching(tx, branch)}
        found = await roster.held_offices(tx, None if everyone else today)
        without = await roster.branches_without_chair(tx, today)
    lines = [_line(office, today) for office in found if office.branch in only]
    missing: list[tuple[str, ...]] = [(name, "主席", "", "", "", "空缺") for name in without if name in only]
    return sorted(lines + missing)


def _line(office: Held, today: date) -> tuple[str, ...]:
    term = f"{office.since or ''}–{office.until or ''}"
    remarks = ["代理"] if office.acting else []
    if office.until and office.until < today:
        remarks.append("已卸任")
    elif office.until and office.until - today <= SOON:
        remarks.append("任期将满")
    return (office.branch, TITLES[office.role], office.staff_no, office.name, term, "、".join(remarks))
