"""Members, branches and offices: who somebody is, as far as the rules ask, and what a branch may set for itself.

Pure; no identity is checked here.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from bot.core.kinds import Kind

_BETWEEN = re.compile(r"[\s、,，;；]+")
_AND = re.compile(r"(?<=..)[和与及跟](?=..)")  # between names of two characters at least: 周和平 stays whole


class Signatures(StrEnum):
    """Who must agree to a report before it is granted."""

    ONE = "one"  # the chair or an officer
    TWO = "two"  # two of them, one of whom is the chair
    AUDITED = "audited"  # the chair and the auditor (经审)


@dataclass(frozen=True)
class Preferences:
    """`evidence`: kinds that need a photo or file; `nudge_hours`: working hours, None for the installation's own."""

    signatures: Signatures = Signatures.ONE
    evidence: frozenset[Kind] = frozenset()
    pin: bool = False
    nudge_hours: int | None = None

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "Preferences":
        hours = kept.get("nudge_hours")
        return cls(
            signatures=Signatures(kept["signatures"]) if kept.get("signatures") in set(Signatures) else Signatures.ONE,
            evidence=frozenset(Kind(each) for each in kept.get("evidence", ()) if each in set(Kind)),
            pin=kept.get("pin") is True,
            nudge_hours=hours if isinstance(hours, int) and hours > 0 else None,
        )

    def written(self) -> dict[str, Any]:
        """As it is kept."""
        return {
            "signatures": self.signatures.value,
            "evidence": sorted(self.evidence),
            "pin": self.pin,
            "nudge_hours": self.nudge_hours,
        }


class Role(StrEnum):
    CHAIR = "chair"  # 主席
    OFFICER = "officer"  # 委员
    TREASURER = "treasurer"  # 财务
    MEDIATOR = "mediator"  # 调解联系人
    AUDITOR = "auditor"  # 经审: the second signature, where the branch wants it


TITLES = {
    Role.CHAIR: "主席",
    Role.OFFICER: "委员",
    Role.TREASURER: "财务",
    Role.MEDIATOR: "调解联系人",
    Role.AUDITOR: "经审",
}


class MemberStatus(StrEnum):
    ACTIVE = "active"  # 在册
    RETIRED = "retired"  # 已退休
    LEFT = "left"  # 已调离
    DECEASED = "deceased"  # 已故


class ClaimState(StrEnum):
    """What became of a claim (“I am so-and-so”)."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    LAPSED = "lapsed"  # nobody decided in time, or it no longer matters
    TURNED_AWAY = "turned"  # too many for one member


@dataclass(frozen=True)
class Branch:
    """A 基层工会, or the 工委 above them (`committee`)."""

    id: int
    name: str
    committee: bool = False
    group_chat_id: int | None = None
    greeting_hour: int = 9
    preferences: Preferences = field(default=Preferences())


@dataclass(frozen=True)
class Office:
    """A role held in a branch (or in the committee) from `since` up to and including `until`."""

    branch_id: int
    role: Role
    committee: bool = False
    since: date | None = None
    until: date | None = None
    acting: bool = False


@dataclass(frozen=True)
class Member:
    """One line of the roster. `telegram_id` is None until the member is bound to an account."""

    id: int
    staff_no: str
    name: str
    branch_id: int
    status: MemberStatus = MemberStatus.ACTIVE
    telegram_id: int | None = None
    blocked: bool = False  # his account takes no messages from the bot
    offices: tuple[Office, ...] = field(default=())

    @property
    def active(self) -> bool:
        return self.status is MemberStatus.ACTIVE

    def office_in(self, branch_id: int, *roles: Role) -> Office | None:
        """The office he holds in this branch with one of `roles` (any role when none is named)."""
        return next((o for o in self.offices if o.branch_id == branch_id and (not roles or o.role in roles)), None)

    @property
    def committee_office(self) -> Office | None:
        return next((office for office in self.offices if office.committee), None)


def masked(name: str) -> str:
    """王建国 → 王*: what a group may see of a name in a 访 report (DESIGN §2)."""
    return f"{name[:1]}*" if name else "*"


def split_names(text: str) -> list[str]:
    """“陈主席、吴委员 和李明” → the names, as they stand."""
    parts = (_AND.sub("、", part) for part in _BETWEEN.split(text.strip().strip("。")))
    return [name.removeprefix("和") for part in parts for name in part.split("、") if name]
