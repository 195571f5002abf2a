"""Importing a roster and looking at what it left."""

from datetime import date
from typing import Any

from sqlalchemy import RowMapping, select

from bot.core.work.unit import Deps, unit
from bot.members.roster.importing import Preview, apply, preview
from bot.members.roster.reading import read_roster
from bot.members.rules.roster_plan import Plan
from bot.store import tables as t
from tests.members.files import Line, csv_bytes


async def previewed(deps: Deps, *lines: Line) -> Preview:
    reading = read_roster("花名册.csv", csv_bytes(*lines), date(2026, 11, 23))
    async with unit(deps) as u:
        return await preview(u, reading)


async def imported(deps: Deps, *lines: Line, absent: bool = False) -> Plan:
    found = await previewed(deps, *lines)
    async with unit(deps) as u:
        return await apply(u, found.import_id, absent=absent)


async def member(deps: Deps, staff_no: str) -> RowMapping | None:
    query = select(t.members, t.branches.c.name.label("branch")).join(t.branches)
    async with deps.store.read() as tx:
        return await tx.one(query.where(t.members.c.staff_no == staff_no))


async def everything(deps: Deps) -> list[tuple[Any, ...]]:
    """Members and offices as they are, but for the time of the last change."""
    async with deps.store.read() as tx:
        members = await tx.all(select(*(c for c in t.members.c if c.name != "updated_at")).order_by(t.members.c.id))
        offices = await tx.all(select(t.offices).order_by(t.offices.c.id))
    return [tuple(row.values()) for row in (*members, *offices)]
