"""`wennuan rules` and `wennuan budget`: the committee's own ceilings, and the branches' yearly budgets."""

import asyncio
from datetime import datetime
from typing import Annotated

import typer

from bot.commands import _texts as said

rules = typer.Typer(help="通知未写明金额的事项：工委另定的标准", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    app.add_typer(rules, name="rules")
    app.command("budget", help="设定一个工会的年度慰问预算")(budget)


@rules.command("add", help="定一条标准")
def add(
    kind: Annotated[str, typer.Argument(help="事项，写其中几个字，例如 特殊困难")],
    ceiling: Annotated[str, typer.Argument(help="不超过多少元")],
    document: Annotated[str, typer.Option(help="依据的文号，例如 温直工〔2026〕3号")],
    by: Annotated[str, typer.Option(help="定标准的工委主席或委员的工号")],
    since: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="从哪天起；不写就是今天")] = None,
) -> None:
    asyncio.run(_add(kind, ceiling, document, by, since))


@rules.command("list", help="列出已定的标准")
def show() -> None:
    asyncio.run(_show())


def budget(
    branch: Annotated[str, typer.Argument(help="工会名称，写其中几个字")],
    year: Annotated[int, typer.Argument(help="年份", min=2000, max=2100)],
    amount: Annotated[str, typer.Argument(help="金额，元")],
) -> None:
    asyncio.run(_budget(branch, year, amount))


async def _add(kind: str, ceiling: str, document: str, by: str, since: datetime | None) -> None:
    from bot.console import open_deps
    from bot.core.clock import local_date
    from bot.core.money import parse_yuan
    from bot.desk import ruling

    async with open_deps() as deps:
        day = since.date() if since else local_date(deps.clock.now())
        proposal = ruling.Proposal(kind, parse_yuan(ceiling), document, day)
        typer.echo(said.rule_set(await ruling.add(deps, by, proposal)))


async def _show() -> None:
    from bot.console import open_deps
    from bot.desk import ruling

    async with open_deps() as deps:
        for line in await ruling.all_rules(deps) or [said.NO_RULES]:
            typer.echo(line)


async def _budget(branch: str, year: int, amount: str) -> None:
    from bot.console import open_deps
    from bot.core.money import parse_yuan
    from bot.core.work import branches
    from bot.core.work.unit import unit
    from bot.desk import budgets
    from bot.desk.texts import branch as texts

    async with open_deps() as deps:
        sum_set = parse_yuan(amount)
        async with unit(deps) as u:
            found = await branches.named(u.tx, branch)
            await budgets.write_budget(u, found, year, sum_set, None)
        typer.echo(texts.budget_set(found.name, year, sum_set))
