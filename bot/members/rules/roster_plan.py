"""What an import would do, worked out before anything is written. Pure: the file's rows against what is known."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from enum import StrEnum

from bot.birthdays.rules import Birthday
from bot.core.people import MemberStatus, Role
from bot.members.rules.roster import Row, Wrong
from bot.members.texts import files as texts


class What(StrEnum):
    ADDED = "added"  # 新增
    CHANGED = "changed"  # 变更
    LEAVING = "leaving"  # 退休、调离、已故


class ImportState(StrEnum):
    PREVIEWED = "previewed"  # waits for a yes
    APPLIED = "applied"
    DROPPED = "dropped"  # not wanted, or too old
    UNDONE = "undone"


@dataclass(frozen=True)
class Known:
    """A member as the database has him. `last_chair`: nobody else is chair of the branch he is chair of."""

    id: int
    staff_no: str
    name: str
    branch: str
    status: MemberStatus
    birthday: Birthday | None = None
    phone_tail: str | None = None
    telegram_id: int | None = None
    roles: frozenset[Role] = frozenset()
    last_chair: bool = False


@dataclass(frozen=True)
class Change:
    """One member's line of the plan. `fields` are the domain's names of what differs."""

    what: What
    row: Row
    known: Known | None = None
    fields: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Plan:
    """`absent`: active members of the file's branches whom it does not list; they leave only if it is said so."""

    changes: tuple[Change, ...]
    wrong: tuple[Wrong, ...]
    absent: tuple[Known, ...]
    same: int
    new_branches: Mapping[str, str | None] = field(default_factory=dict)  # name → a similar one that is known

    def of(self, what: What) -> list[Change]:
        return [change for change in self.changes if change.what is what]

    @property
    def other_birthdays(self) -> list[Change]:
        """Members whose birthday is another one now, of another calendar perhaps."""
        return [change for change in self.changes if change.known and "birthday" in change.fields]

    @property
    def renamed(self) -> list[Change]:
        """Same number, another name: right after a marriage, wrong after a slipped column. To be looked at."""
        return [change for change in self.changes if "name" in change.fields]


def make_plan(
    rows: Sequence[Row], wrong: Sequence[Wrong], known: Iterable[Known], branches: Sequence[str], committee: str
) -> Plan:
    """Compares usable rows with the members known so far. `branches`: the names that exist."""
    placed = [replace(row, branch=canonical_branch(row.branch, committee)) for row in rows]
    once, repeated = _without_repeats(placed)
    by_number = {member.staff_no: member for member in known}
    changes, refused, same = _compare(once, by_number)
    wrongs = sorted([*wrong, *repeated, *refused], key=lambda one: one.number)
    named = {row.staff_no for row in placed} | {one.staff_no for one in wrongs}
    touched = {row.branch for row in once}
    absent = [
        member
        for member in by_number.values()
        if member.branch in touched and member.status is MemberStatus.ACTIVE and member.staff_no not in named
    ]
    return Plan(tuple(changes), tuple(wrongs), tuple(absent), same, _new_branches(touched, branches))


def canonical_branch(name: str, committee: str) -> str:
    """The committee goes by several names: 工委, 市直机关工会工委, 市直属机关工会工作委员会."""

    def short(text: str) -> str:
        return text.replace("直属机关", "直机关").replace("工作委员会", "工委")

    return committee if name == "工委" or short(name) == short(committee) else name


def _without_repeats(rows: Sequence[Row]) -> tuple[list[Row], list[Wrong]]:
    """One row a number. Of equal rows the first counts; of rows that contradict each other none does."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row.staff_no].append(row)
    wrong = [
        Wrong(row.number, "工号", texts.number_twice(number, _others(row, same)), (), number, row.sheet)
        for number, same in groups.items()
        if _clash(same)
        for row in same
    ]
    return [same[0] for same in groups.values() if not _clash(same)], wrong


def _clash(rows: Sequence[Row]) -> bool:
    return any(replace(row, number=rows[0].number, sheet=rows[0].sheet) != rows[0] for row in rows[1:])


def _others(row: Row, same: Sequence[Row]) -> str:
    return "、".join(other.place for other in same[:4] if other is not row)


def _compare(rows: Iterable[Row], known: Mapping[str, Known]) -> tuple[list[Change], list[Wrong], int]:
    changes: list[Change] = []
    refused: list[Wrong] = []
    same = 0
    for row in rows:
        member = known.get(row.staff_no)
        change = _change(row, member)
        if change is None:
            same += 1
        elif member and member.last_chair and (change.what is What.LEAVING or "branch" in change.fields):
            reason = texts.only_chair(member.name, member.branch)
            column = "状态" if change.what is What.LEAVING else "基层工会"
            refused.append(Wrong(row.number, column, reason, (), row.staff_no, row.sheet))
        else:
            changes.append(change)
    return changes, refused, same


def _change(row: Row, member: Known | None) -> Change | None:
    if member is None:
        return Change(What.ADDED, row)
    fields = _differing(row, member)
    if not fields:
        return None
    gone = "status" in fields and row.status is not MemberStatus.ACTIVE
    return Change(What.LEAVING if gone else What.CHANGED, row, member, fields)


def _differing(row: Row, member: Known) -> frozenset[str]:
    """What the file says otherwise. An empty cell says nothing; offices are added by a roster, never ended."""
    said = {
        "name": row.name != member.name,
        "branch": row.branch != member.branch,
        "status": row.status is not None and row.status is not member.status,
        "birthday": row.birthday is not None and _other_birthday(row.birthday, member.birthday),
        "phone_tail": row.phone_tail is not None and row.phone_tail != member.phone_tail,
        "roles": not row.roles <= member.roles and row.status in (None, MemberStatus.ACTIVE),
    }
    return frozenset(name for name, differs in said.items() if differs)


def _other_birthday(said: Birthday, known: Birthday | None) -> bool:
    """A file that leaves out the year of birth does not unsay it."""
    return known is None or (said if said.year else replace(said, year=known.year)) != known


def _new_branches(touched: Iterable[str], branches: Sequence[str]) -> dict[str, str | None]:
    fresh = sorted(set(touched) - set(branches))
    return {name: next(iter(get_close_matches(name, branches, n=1, cutoff=0.75)), None) for name in fresh}


def with_absent(plan: Plan) -> Plan:
    """The plan in which whoever the file leaves out has left too, the last chair of a branch excepted."""
    gone = [member for member in plan.absent if not member.last_chair]
    left = tuple(
        Change(
            What.LEAVING,
            Row(0, member.staff_no, member.name, member.branch, status=MemberStatus.LEFT),
            member,
            frozenset({"status"}),
        )
        for member in gone
    )
    return replace(plan, changes=plan.changes + left, absent=tuple(one for one in plan.absent if one.last_chair))
