"""`wennuan offices`: who holds which office, with terms; appointing, ending, handing over."""

from __future__ import annotations

import asyncio
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands import _texts as said
from bot.core.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.core.people import Role
    from bot.core.work.unit import Unit

offices = typer.Typer(help="工会干部：任命、卸任、交接、任期", no_args_is_help=True)
StaffNo = Annotated[str, typer.Argument(help="工号")]
BranchName = Annotated[str, typer.Argument(help="基层工会名称（或其中一段）；工委就写 工委")]
RoleName = Annotated[str, typer.Argument(help="主席、委员、财务、调解联系人 或 经审")]
Since = Annotated[str | None, typer.Option(help="从哪天起，如 2026-12-01；不写就是今天")]
Until = Annotated[str | None, typer.Option(help="到哪天止（含当天）；不写就是另行通知")]
Acting = Annotated[bool, typer.Option("--acting", help="代理")]


def register(app: typer.Typer) -> None:
    app.add_typer(offices, name="offices")


@offices.command("list")
def list_(
    branch: Annotated[str | None, typer.Option(help="只看这个基层工会（名称或其中一段）")] = None,
    everyone: Annotated[bool, typer.Option("--all", help="连同已卸任的")] = False,
) -> None:
    """列出现任干部（制表符分隔），没有主席的基层工会也会列出。"""
    for row in asyncio.run(_list(branch, everyone=everyone)):
        typer.echo("\t".join(row))


async def _list(branch: str | None, *, everyone: bool) -> list[tuple[str, ...]]:
    from bot.console import open_deps
    from bot.members.offices import listing

    async with open_deps() as deps:
        return await listing(deps, branch, everyone=everyone)


@offices.command("appoint")
def appoint(
    staff_no: StaffNo,
    branch: BranchName,
    role: RoleName,
    since: Since = None,
    until: Until = None,
    acting: Acting = False,
) -> None:
    """任命。"""

    async def work(u: Unit) -> str:
        from bot.core.work import branches
        from bot.members import offices as service

        member, place = await service.find_member(u, staff_no), await branches.named(u.tx, branch)
        term = service.Term(day(since) or u.today, day(until), acting)
        await service.appoint(u, member, place, role_of(role), term)
        return said.appointed(member.name, place.name, role, term.since)

    _run(work)


@offices.command("end")
def end(
    staff_no: StaffNo,
    branch: BranchName,
    role: RoleName,
    on: Annotated[str | None, typer.Option(help="最后一天，不写就是昨天（马上卸任）")] = None,
) -> None:
    """卸任。唯一的主席不能这样卸任，请用 hand-over 交接。"""

    async def work(u: Unit) -> str:
        from datetime import timedelta

        from bot.core.work import branches
        from bot.members import offices as service

        office = await service.find(u, staff_no, await branches.named(u.tx, branch), role_of(role))
        last_day = day(on) or u.today - timedelta(days=1)
        await service.end(u, office, last_day)
        return said.ended(office.name, office.branch, role, last_day)

    _run(work)


@offices.command("hand-over")
def hand_over(
    staff_no: Annotated[str, typer.Argument(help="现任的工号")],
    successor: Annotated[str, typer.Argument(help="接任的工号")],
    branch: BranchName,
    role: RoleName = "主席",
    since: Since = None,
    until: Until = None,
    acting: Acting = False,
) -> None:
    """交接（换届）：接任者上任，现任在前一天卸任，一次办好。"""

    async def work(u: Unit) -> str:
        from bot.core.work import branches
        from bot.members import offices as service

        office = await service.find(u, staff_no, await branches.named(u.tx, branch), role_of(role))
        member = await service.find_member(u, successor)
        term = service.Term(day(since) or u.today, day(until), acting)
        await service.hand_over(u, office, member, term)
        return said.handed_over(office.branch, role, office.name, member.name, term.since)

    _run(work)


@offices.command("extend")
def extend(staff_no: StaffNo, branch: BranchName, role: RoleName, until: Until = None) -> None:
    """改任期的结束日期；不写 --until 就是另行通知。"""

    async def work(u: Unit) -> str:
        from bot.core.work import branches
        from bot.members import offices as service

        office = await service.find(u, staff_no, await branches.named(u.tx, branch), role_of(role))
        await service.extend(u, office, day(until))
        return said.extended(office.name, office.branch, role, until)

    _run(work)


def _run(work: Callable[[Unit], Awaitable[str]]) -> None:
    """One command, one transaction; says how it went."""

    async def whole() -> str:
        from bot.console import open_deps
        from bot.core.work.unit import unit

        async with open_deps() as deps, unit(deps) as u:
            return await work(u)

    typer.echo(asyncio.run(whole()))


def day(text: str | None) -> date | None:
    """An ISO date. Raises BadInput."""
    if not text:
        return None
    try:
        return datetime.strptime(text.replace("/", "-"), "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError as error:
        raise BadInput(said.no_day(text)) from error


def role_of(text: str) -> Role:
    from bot.members.rules.roster import ROLES

    if text not in ROLES:
        raise BadInput(said.no_role(text))
    return ROLES[text]
