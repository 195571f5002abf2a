"""`wennuan ledger 2026-03`: the 慰问台账 as files, and the year's summary as a picture."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands import _texts as said
from bot.core import extras

if TYPE_CHECKING:
    from rich.progress import Progress


def register(app: typer.Typer) -> None:
    app.command("ledger", help="导出慰问台账（Excel 或 CSV）；整年时另画一张五访五贺图")(ledger)


def ledger(
    period: Annotated[str, typer.Argument(help="月份 2026-03，或整年 2026；不写就是本月")] = "",
    branch: Annotated[str, typer.Option(help="只导出这个工会；不写就是全部")] = "",
    out: Annotated[Path, typer.Option(help="放在哪个文件夹")] = Path(),
    csv: Annotated[bool, typer.Option("--csv", help="导出 CSV，不导出 Excel")] = False,
) -> None:
    asyncio.run(_ledger(period, branch, out, as_csv=csv))


async def _ledger(words: str, branch: str, out: Path, *, as_csv: bool) -> None:
    from bot.accounts import exporting, reading, summary, texts
    from bot.accounts.book import parse_period
    from bot.confined.limits import LEDGER_AT_TERMINAL
    from bot.console import open_deps, progress
    from bot.core import private_files
    from bot.core.clock import local_date
    from bot.core.work import branches

    async with open_deps() as deps:
        period = parse_period(words, local_date(deps.clock.now()))
        async with deps.store.read() as tx:
            only = await branches.named(tx, branch) if branch else None
        owner, branch_id = (only.name, only.id) if only else (texts.ALL, None)
        private_files.folder(out)
        book = await reading.opened(deps, period, owner, branch_id)
        path = out / f"{book.title}.{'csv' if as_csv else 'xlsx'}"
        with progress() as bar:
            step = _step(bar, said.WRITING)
            await exporting.write(deps, book, path, as_csv=as_csv, limits=LEDGER_AT_TERMINAL, progress=step)
        typer.echo(said.ledger(path, book.total.count))
        if period.month is None:
            year = await summary.summarise(deps, period, owner, branch_id)
            picture = out / f"{year.title}.png"
            typer.echo(str(picture) if summary.draw(year, picture) else f"{summary.bars(year)}\n{extras.ability()}")


def _step(bar: "Progress", label: str) -> Callable[[int, int], None]:
    task = bar.add_task(label, total=None)
    return lambda done, total: bar.update(task, completed=done, total=total)
