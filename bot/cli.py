"""`wennuan …`: a module of `bot.commands` for each group of commands; only the one that is named is imported."""

import importlib
import pkgutil
import sys

import typer

from bot import commands
from bot.domain.errors import WennuanError


def load(named: str | None = None) -> typer.Typer:
    """The command line with the commands of `named` only, or with all of them when there is no such module."""
    app = typer.Typer(
        help="温暖：机关工会会员服务机器人。",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    app.callback()(_wennuan)
    known = sorted(module.name for module in pkgutil.iter_modules(commands.__path__))
    for name in [named] if named in known else known:
        importlib.import_module(f"bot.commands.{name}").register(app)
    return app


def _wennuan() -> None:
    """Makes every command a sub-command, also while only one is registered."""


def main() -> None:
    """Runs the command. What we can explain ends with a sentence on stderr and status 1, never with a traceback."""
    try:
        load(sys.argv[1] if len(sys.argv) > 1 else None)()
    except WennuanError as error:
        typer.secho(str(error), fg="red", err=True)
        sys.exit(1)
