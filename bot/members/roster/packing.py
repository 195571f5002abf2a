"""Rows as JSON: between a preview and its confirmation, and from the process that has read a file."""

from typing import Any

from bot.birthdays.rules import Birthday
from bot.core.messages import JsonObject
from bot.core.people import MemberStatus, Role
from bot.members.rules.roster import Row, Wrong


def packed_row(row: Row) -> JsonObject:
    birthday = row.birthday
    return {
        "number": row.number,
        "sheet": row.sheet,
        "staff_no": row.staff_no,
        "name": row.name,
        "branch": row.branch,
        "birthday": birthday and [birthday.month, birthday.day, birthday.calendar, birthday.leap, birthday.year],
        "status": row.status,
        "roles": sorted(row.roles),
        "phone_tail": row.phone_tail,
    }


def packed_wrong(one: Wrong) -> JsonObject:
    return {
        "number": one.number,
        "column": one.column,
        "reason": one.reason,
        "staff_no": one.staff_no,
        "sheet": one.sheet,
    }


def unpacked_row(kept: JsonObject) -> Row:
    values: dict[str, Any] = dict(kept)
    values["birthday"] = Birthday(*kept["birthday"]) if kept["birthday"] else None
    values["status"] = MemberStatus(kept["status"]) if kept["status"] else None
    values["roles"] = frozenset(Role(role) for role in kept["roles"])
    return Row(**values)
