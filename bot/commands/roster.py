"""`wennuan roster`: import, undo, list and invite the members of the roster."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands import _texts as said
from bot.console import agreed
from bot.core import private_files
from bot.core.errors import BadInput

if TYPE_CHECKING:
    from bot.core.work.unit import Deps
    from bot.members.roster.reading import Reading
    from bot.members.rules.roster_plan import Plan
    from bot.members.texts.roster import Seen

MOST_ROWS = 200_000
BOT_NAME = re.compile(r"[A-Za-z]\w{1,28}[Bb][Oo][Tt]", re.ASCII)
roster = typer.Typer(help="花名册：导入、撤销、查看、发绑定链接", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    app.add_typer(roster, name="roster")


@roster.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="花名册文件：.xlsx 或 .csv")],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="看过预览不再询问，直接导入")] = False,
    absent_left: Annotated[bool, typer.Option("--absent-left", help="名单里没有的在册会员按“调离”处理")] = False,
    wrong: Annotated[Path | None, typer.Option("--wrong", help="有问题的行另存到哪个文件")] = None,
) -> None:
    """先预览，确认后一次写入；有问题的行另存成文件，改好可以再导。"""
    asyncio.run(_import(file, yes=yes, absent=absent_left, wrong=wrong))


async def _import(file: Path, *, yes: bool, absent: bool, wrong: Path | None) -> None:
    from bot.console import open_deps
    from bot.core.work.unit import unit
    from bot.members.roster.importing import drop, preview
    from bot.members.texts import roster as texts

    async with open_deps() as deps:
        content = file.read_bytes()
        reading = await _read(file.name, content, deps)
        async with unit(deps) as u:
            found = await preview(u, reading)
        _show(file, texts.Seen(file.name, reading.sheets, reading.skipped, reading.ignored), found.plan)
        await _keep_wrong(deps, content, found.plan, wrong or file.with_name(said.WRONG_FILE.format(stem=file.stem)))
        if _wanted(found.plan, yes=yes, absent=absent):
            plan = await _apply(deps, found.import_id, found.plan, absent=absent)
            typer.echo(texts.applied(plan))
        else:
            async with unit(deps) as u:
                await drop(u, found.import_id)
            typer.echo(said.NOTHING_WRITTEN)


async def _read(name: str, content: bytes, deps: Deps) -> Reading:
    from bot.confined.limits import TERMINAL
    from bot.core.clock import local_date
    from bot.members.roster import chatting

    typer.echo(said.READING, err=True)
    return await chatting.read(deps, name, content, local_date(deps.clock.now()), MOST_ROWS, TERMINAL)


def _show(file: Path, seen: Seen, plan: Plan) -> None:
    """The preview; in full beside the file where the terminal does not show all of it."""
    from bot.members.texts import roster as texts

    shown, whole = texts.preview(seen, plan), texts.preview(seen, plan, shown=None)
    typer.echo(shown)
    if whole != shown:
        target = file.with_name(said.PREVIEW_FILE.format(stem=file.stem))
        private_files.write(target, whole.encode("utf-8-sig"))
        typer.echo(said.preview_kept(target))


def _wanted(plan: Plan, *, yes: bool, absent: bool) -> bool:
    """`--yes` is as good as an answer; else many who leave are confirmed by typing how many they are."""
    from bot.members.roster.chatting import FEW
    from bot.members.rules.roster_plan import What, with_absent

    if not (plan.changes or (absent and plan.absent)):
        return False
    leaving = len((with_absent(plan) if absent else plan).of(What.LEAVING))
    if yes or leaving <= (0 if absent else FEW):
        return yes or agreed(said.IMPORT)
    typed = typer.prompt(said.ask_leaving(leaving), type=str)
    return str(typed).strip() == str(leaving)


async def _apply(deps: Deps, import_id: int, plan: Plan, *, absent: bool) -> Plan:
    from bot.console import progress
    from bot.core.work.unit import unit
    from bot.members.roster.importing import apply

    with progress() as bar:
        task = bar.add_task(said.WRITING, total=len(plan.changes) + (len(plan.absent) if absent else 0))
        async with unit(deps) as u:
            return await apply(u, import_id, absent=absent, progress=lambda done: bar.update(task, advance=done))


async def _keep_wrong(deps: Deps, content: bytes, plan: Plan, target: Path) -> None:
    """Saves the rows that were not taken, to be mended and imported again."""
    from bot.confined.limits import TERMINAL
    from bot.core.errors import BadInput
    from bot.members.roster import chatting
    from bot.members.texts import roster as texts

    if not plan.wrong:
        return
    try:
        private_files.write(target, await chatting.write_wrong_rows(deps, content, plan.wrong, MOST_ROWS, TERMINAL))
    except BadInput:
        typer.echo(texts.TOO_MANY_WRONG)
    else:
        typer.echo(said.wrong_kept(len(plan.wrong), target))


@roster.command("undo")
def undo(yes: Annotated[bool, typer.Option("--yes", "-y", help="不再询问")] = False) -> None:
    """撤销最近一次导入。"""
    if not yes and not agreed(said.UNDO_IMPORT):
        raise typer.Abort
    asyncio.run(_undo())


async def _undo() -> None:
    from bot.console import open_deps
    from bot.core.work.unit import unit
    from bot.members.roster.importing import undo_latest
    from bot.members.texts import roster as texts

    async with open_deps() as deps, unit(deps) as u:
        done = await undo_latest(u)
    typer.echo(texts.undone(done.source, done.restored, done.removed, done.kept))


@roster.command("list")
def list_(
    branch: Annotated[str | None, typer.Option(help="只看这个基层工会（名称或其中一段）")] = None,
    everyone: Annotated[bool, typer.Option("--all", help="连同已退休、调离和去世的")] = False,
) -> None:
    """列出名册（制表符分隔）：工号、姓名、基层工会、生日、状态、绑定、职务。"""
    rows = asyncio.run(_list(branch, everyone=everyone))
    for row in rows:
        typer.echo("\t".join(row))
    typer.echo(said.people(len(rows)), err=True)


async def _list(branch: str | None, *, everyone: bool) -> list[tuple[str, ...]]:
    from bot.console import open_deps
    from bot.members.roster.listing import lines

    async with open_deps() as deps:
        return await lines(deps, branch, everyone=everyone)


@roster.command("invite")
def invite(
    bot_name: Annotated[str, typer.Option("--bot", help="机器人的用户名（不带 @）", prompt="机器人的用户名")],
    branch: Annotated[str | None, typer.Option(help="只给这个基层工会（名称或其中一段）")] = None,
    days: Annotated[int, typer.Option(help="链接几天内有效", min=1, max=90)] = 14,
    sheet: Annotated[Path, typer.Option(help="打印件存到哪里（网页，浏览器里打印）")] = Path("invitations.html"),
) -> None:
    """给还没绑定的会员各发一条一次性绑定链接，做成每人一格、带二维码的打印件。"""
    count = asyncio.run(_invite(_username(bot_name), branch, days, sheet))
    if count:
        typer.echo(said.invited(count, sheet, days))
    else:
        typer.echo(said.ALL_BOUND)


def _username(written: str) -> str:
    """As it stands in links. Raises BadInput."""
    name = written.strip().removeprefix("https://").removeprefix("t.me/").removeprefix("@")
    if not BOT_NAME.fullmatch(name):
        raise BadInput(said.no_bot_name(written))
    return name


async def _invite(bot_name: str, branch: str | None, days: int, sheet: Path) -> int:
    from bot.console import open_deps
    from bot.members.roster.listing import invite_unbound, printable

    async with open_deps() as deps:
        invited = await invite_unbound(deps, branch, days)
    if invited:
        private_files.write(sheet, printable(invited, bot_name, days).encode())
    return len(invited)


@roster.command("drop-samples")
def drop_samples(yes: Annotated[bool, typer.Option("--yes", "-y", help="不再询问")] = False) -> None:
    """先备份，再把混进来的沙箱示例人物清出去：解除绑定、卸任、按“调离”处理；真实会员不受影响。"""
    if not yes and not agreed(said.DROP_SAMPLES):
        raise typer.Abort
    asyncio.run(_drop_samples())


async def _drop_samples() -> None:
    from bot.console import open_deps
    from bot.core.clock import local
    from bot.core.config import read_settings
    from bot.core.texts import installation as texts
    from bot.core.work.unit import unit
    from bot.members.roster.listing import drop_sample_people
    from bot.ops import backup

    settings = read_settings()
    async with open_deps(settings) as deps:
        await backup.make(deps.store, backup.backup_folder(settings.data_dir), local(deps.clock.now()))
        async with unit(deps) as u:
            people, groups = await drop_sample_people(u)
    typer.echo(texts.samples_dropped(people, groups))
